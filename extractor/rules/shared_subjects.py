"""Finds clauses that take subject or verb from the one before: “was held in Fiji, is planned in Tonga and, once …”."""


from extractor.rules import grammar
from extractor.rules.attached_verbs import INSERTED_MOST
from extractor.rules.clause_parts import ClauseReader
from extractor.rules.verbs import VerbGroup

_TENSES = {
    "past": "done",
    "perfect": "done",
    "present": "now",
    "progressive": "now",
    "future": "later",
}
_WHERE = frozenset({"in", "for", "to", "by"})
_DOING = frozenset({"hold", "deliver", "create", "adopt", "sign", "train", "translate", "assess", "assist"})


class SharedSubjects(ClauseReader):
    """Finds where such clauses begin in a sentence."""

    def begins(self, i: int, since: int, end: int) -> int | None:
        """Return where a clause begins behind the comma or “and” at a token; None where none does.

        Args:
            i: The comma or “and”.
            since: First token of the clause before.
            end: One past the sentence's last token.
        """
        words = self._t.words
        if words[i : i + 2] == ["and", ","]:
            return self._behind_insertion(i, since, end)
        at = i + 1 + (words[i : i + 2] == [",", "and"])
        return at if self._turns_elsewhere(at, i, since, end) else None

    def gapped(self, i: int, before: tuple[int, int, str], end: int) -> int | None:
        """Return where “Tonga a toolkit” of “Fiji received a studio, Tonga a toolkit” begins: it shares the verb.

        Args:
            i: The comma or “and”.
            before: The clause before: its end, its start, how it is joined.
            end: One past the sentence's last token.
        """
        words, (_, since, joint) = self._t.words, before
        verb = self._before(since, i)
        shared = verb is not None and not verb.passive and verb.start - 1 in self._marks.named
        if joint != "gapped" and not (shared and verb is not None and self._is_new(verb.end)):
            return None
        at = i + 1 + (words[i : i + 2] == [",", "and"])
        j = at + (words[at : at + 1] == ["the"])
        named = j
        while j < end and j in self._marks.named:
            j += 1
        more = any(j <= g.start < end and self._attached.own(k) for k, g in enumerate(self._groups))
        new = self._is_new(j) and words[j] not in grammar.PREPOSITIONS
        return at if j > named and new and not more else None

    def _is_new(self, i: int) -> bool:
        """True for the “a” of “a toolkit” and the number of “two studios”."""
        return self._t.words[i : i + 1] in (["a"], ["an"]) or i in self._marks.counts

    def followed_by(self, i: int, end: int) -> int | None:
        """Return the token behind “followed on 13 February by”; None where no other activity comes next.

        Args:
            i: The “followed”.
            end: One past the sentence's last token.
        """
        words = self._t.words
        by = next((j for j in range(i + 1, min(i + 6, end - 1)) if words[j] == "by"), None)
        if by is None:
            return None
        # “one in Suva”, unlike “one hour of discussion”
        one = words[by + 1] == "one" and words[by + 2 : by + 3] in (["in"], ["for"], ["at"], ["on"])
        return by + 1 if one or words[by + 1] in ("a", "an", "another") else None

    def _before(self, since: int, i: int) -> VerbGroup | None:
        """Return the first verb of a clause that hangs on no noun."""
        found = (g for k, g in enumerate(self._groups) if since <= g.start < i and self._attached.own(k))
        return next(found, None)

    def _turns_elsewhere(self, at: int, i: int, since: int, end: int) -> bool:
        """True for “…, are planned for Togo”: the same at another stage, each in a place of its own."""
        here = next((k for k, g in enumerate(self._groups) if g.start == at), None)
        if here is None or not self._attached.own(here) or self._groups[here].bare or self._groups[here].end >= end:
            return False
        group, before = self._groups[here], self._before(since, i)
        if before is None or before.bare or self._stage(before) == self._stage(group):
            return False
        return self.places(before.end, i, _WHERE) and self.places(group.end, end, _WHERE)

    @staticmethod
    def _stage(group: VerbGroup) -> str:
        planned = group.form.frame == "plan" and group.passive
        return "later" if planned else _TENSES.get(group.aspect, group.aspect)

    def _behind_insertion(self, i: int, since: int, end: int) -> int | None:
        """Return the start of “together with UNDP, launched an app” behind “and,”: a deed of the subject before."""
        if self._before(since, i) is None or self._t.words[i + 2] not in grammar.PREPOSITIONS | self._marks.leads:
            return None
        stop = min(end, i + INSERTED_MOST)
        here = next((k for k, g in enumerate(self._groups) if i < g.start < stop and g.finite), None)
        if here is None or not self._attached.own(here) or self._groups[here].form.frame not in _DOING:
            return None
        group = self._groups[here]
        return i + 2 if self._t.words[group.start - 1] == "," and not group.passive else None
