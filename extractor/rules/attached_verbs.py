"""Tells which verbs are no clause's own: relative ones, and participles behind their noun."""

from collections.abc import Iterator, Sequence

from extractor.rules import grammar
from extractor.rules.tokens import Tokens
from extractor.rules.verbs import VerbGroup

_JOINERS = frozenset(
    {",", ";", ":", ".", "and", "but", "or", "that", "which", "who", "whom", "while", "-", "(", ")", '"'}
)
# Tokens of a country's name between commas.
_COUNTRY_MOST = 5
_STOPS = frozenset({".", ";", ":", "?", "!"})
# Tokens of a title between quotation marks, and what ends speech.
_TITLE_MOST = 12
_NAME_MOST = 2
# Tokens of “and, together with the Government of Estonia and UNDP, launched”.
INSERTED_MOST = 30
_SPOKEN = frozenset({".", ",", "!", "?"})
_OPENERS = frozenset({",", "(", "-", "as", "if", "when", "having"})
_NO_TELLER = frozenset({"and", "but", "or", "as", "while", "which", "who", "that"})
# Tokens of who tells it: “…, the Ministry of Transport of Togo said.”
_TELLER_MOST = 10
_DEEDS = frozenset({"attend", "create", "deliver", "gather", "hold", "train"})
_WHEN_TOLD = frozenset({"today", "yesterday", "on", "in", "at", "this", "last", "earlier", "later", "during"})


class AttachedVerbs:
    """The verb groups of a block that belong to a noun before them.

    Attributes:
        tails: The commas before who tells the sentence: “…, the Ministry said on Monday.”
        relative: For each group, whether it stands in a relative clause or in such a tail.
        reduced: For each group, whether it is a participle behind its noun.
        titled: For each group, whether it stands in a title between quotation marks.
    """

    def __init__(self, tokens: Tokens, groups: Sequence[VerbGroup]) -> None:
        """Judge the groups.

        Args:
            tokens: The block's tokens.
            groups: All its verb groups in order.
        """
        self._t = tokens
        self._groups = groups
        told = [self._tail(k) for k in range(len(groups))]
        self.tails = frozenset(told) - {None}
        self.relative = [told[k] is not None or self._is_relative(k) for k in range(len(groups))]
        self.reduced = self._reduce()
        inside = frozenset(self._in_titles())
        self.titled = [group.start in inside for group in groups]

    def _in_titles(self) -> Iterator[int]:
        """Yield the tokens of “Know before you go” behind a noun: no speech, which a sign or a verb leads in."""
        words, opened = self._t.words, 0
        for i, word in enumerate(self._t.raw):
            if word == "“":
                opened = i
            elif word == "”" and opened and i - opened <= _TITLE_MOST:
                named = words[opened - 1].isalpha() and not self._t.verbal[opened - 1]
                if named and words[opened - 1] not in _JOINERS and words[i - 1] not in _SPOKEN:
                    yield from range(opened + 1, i)

    def own(self, k: int) -> bool:
        """Return True where a verb group can be the main verb of a clause."""
        return self._groups[k].finite and not (self.relative[k] or self.reduced[k] or self.titled[k])

    def _is_relative(self, k: int) -> bool:
        """Tell “the course, which drew 50” by the pronoun between the verb before and this one."""
        group = self._groups[k]
        i = group.start - 1
        if self._t.words[group.start : group.end + 1] == ["is", "why"]:
            return True
        floor = self._groups[k - 1].end if k else 0
        while i >= floor:
            word = self._t.words[i]
            if word == ")":
                i = self._opening_bracket(i, floor) - 1
                continue
            if word in (".", "?", "!", ";", ":", "“", "”"):
                return False
            if word == "why" and self._t.words[i - 1] == "is":
                # “This is why ITU held …”
                return False
            if word in ("which", "who", "whose", "whom", "how", "whether", "what", "why"):
                return True
            if word == "that":
                behind_noun = i > 0 and not self._t.verbal[i - 1] and self._t.words[i - 1].isalpha()
                if i == group.start - 1:
                    return behind_noun
                told_of = self._t.words[i + 1] not in grammar.PREPOSITIONS
                return behind_noun and told_of and (self._has_no_end(k) or self._behind_deed(k, i))
            i -= 1
        return False

    def _tail(self, k: int) -> int | None:
        """Return the comma of “…, the Ministry said on Monday.” or “…, said UNICEF.”: the verb has no object."""
        group, words = self._groups[k], self._t.words
        if group.form.frame != "speak" or group.passive or not k:
            return None
        stop = next((j for j in range(group.end, len(words)) if words[j] in _STOPS), len(words))
        floor = max(self._groups[k - 1].end, group.start - _TELLER_MOST)
        comma = next((j for j in range(group.start - 1, floor - 1, -1) if words[j] == ","), None)
        if comma is None or any(g.start < stop for g in self._groups[k + 1 : k + 2]):
            return None
        if not _NO_TELLER.isdisjoint(words[comma + 1 : comma + 4]):
            return None
        after = words[group.end] if group.end < stop else ""
        if comma < group.start - 1:
            return comma if not after or after in _WHEN_TOLD else None
        inverted = after and stop - group.end <= _TELLER_MOST and after not in _JOINERS | grammar.PREPOSITIONS
        return comma if inverted else None

    def _behind_deed(self, k: int, i: int) -> bool:
        """True for “nominated officers for the course that A and B held”: what was done has no content to tell."""
        before = self._groups[k - 1] if k else None
        plain = before is not None and before.form.frame in _DEEDS and not self._t.titled[i - 1]
        noun = self._t.words[i - 1]
        one = before is not None and not {".", ",", ";"}.intersection(self._t.words[before.end : i])
        return plain and one and not noun.isdigit() and noun not in grammar.FUNCTION_WORDS

    def _has_no_end(self, k: int) -> bool:
        """True for “the camp that we had planned for May was cancelled”: another verb follows, and nothing joins it."""
        group, later = self._groups[k], self._groups[k + 1 : k + 2]
        return any(
            other.finite and not other.bare and _JOINERS.isdisjoint(self._t.words[group.end : other.start])
            for other in later
        )

    def _opening_bracket(self, i: int, floor: int) -> int:
        return next((j for j in range(i, floor - 1, -1) if self._t.words[j] == "("), i)

    def _reduce(self) -> list[bool]:
        """Return for each group whether it is a participle behind its noun; the last is judged first."""
        reduced = [False] * len(self._groups)
        for k in range(len(self._groups) - 1, -1, -1):
            reduced[k] = self._is_reduced(k, reduced)
        for k in range(1, len(self._groups)):
            reduced[k] = reduced[k] or self._follows_verb(k, reduced) or self._joins_participle(k, reduced)
        return reduced

    def _opens_name(self, i: int) -> bool:
        """True for “Togo and Benin on …”, unlike what a whole title goes on with: “Food Security Plan”."""
        stop = next((j for j in range(i, len(self._t.words)) if not self._t.titled[j]), i)
        after = "".join(self._t.words[stop : stop + 1])
        return 0 < stop - i <= _NAME_MOST and (after in grammar.PREPOSITIONS or after == "and")

    @staticmethod
    def _opens_object(word: str) -> bool:
        return word[:1].isdigit() or word in grammar.DETERMINERS

    def _joins_participle(self, k: int, reduced: Sequence[bool]) -> bool:
        """True for the second of “X, chaired by A and composed of 14 agencies, met …”."""
        group = self._groups[k]
        after = self._t.words[group.end] if group.end < len(self._t.words) else ""
        joined = reduced[k - 1] and self._t.words[group.start - 1] == "and" and after in grammar.PREPOSITIONS
        later = self._groups[k + 1] if k + 1 < len(self._groups) else None
        return group.bare and joined and later is not None and self._t.words[later.start - 1] == ","

    def _follows_verb(self, k: int, reduced: Sequence[bool]) -> bool:
        """True for the second verb of “covers activities carried out …”: nothing joins it to the first."""
        group, before = self._groups[k], self._groups[k - 1]
        if not group.bare or "participle" not in group.form.kinds or reduced[k - 1] or self.relative[k - 1]:
            return False
        between = self._t.words[before.end : group.start]
        after = "".join(self._t.words[group.end : group.end + 1])
        if before.aspect == "participle" and "past" in group.form.kinds and self._opens_object(after):
            # “a course on financing brought 90 officials to Fiji”
            return False
        return bool(between) and not any(word in _JOINERS for word in between)

    def _is_reduced(self, k: int, reduced: Sequence[bool]) -> bool:
        """Tell “the training delivered in Thimphu reached …” and “…, prepared with X, was …”."""
        group = self._groups[k]
        if not group.bare or not (group.via or "participle" in group.form.kinds):
            return False
        first = group.start == 0 or self._t.words[group.start - 1] in (".", "\t", "?", "!")
        if "past" not in group.form.kinds:
            return True
        if first:
            return not self._tells_deed(k)
        return not self._in_contrast(k) and self._hangs(k, reduced)

    def _hangs(self, k: int, reduced: Sequence[bool]) -> bool:
        """Tell by the words around whether a verb that may be a simple past is a participle behind its noun."""
        group = self._groups[k]
        i = group.start - 1
        while i > 0 and grammar.is_adverb(self._t.words[i]):
            i -= 1
        i = self._before_country(i)
        before = self._t.words[i] if i >= 0 else ""
        after = self._t.words[group.end] if group.end < len(self._t.words) else ""
        led = after in grammar.PREPOSITIONS or after == ","
        # “64 nurses learned to use it during a course held in May”
        to_do = k + 1 < len(self._groups) and self._groups[k + 1].start == group.end
        if group.form.frame == "attend" and to_do and self._groups[k + 1].aspect == "infinitive":
            return False
        if before == "," and self._closes_insertion(i):
            return False
        if after == "by" or before in _OPENERS or (led and self._in_lead(k)):
            return True
        for later in range(k + 1, len(self._groups)):
            other = self._groups[later]
            between = self._t.words[group.end : other.start]
            # “sent 31 trainees to a school, where …”, “opened a portal where …” have an object.
            active = self._opens_object(after) and "where" in between
            if active or "." in between or ";" in between or len(between) > 25:
                return False
            if reduced[later] or self.relative[later]:
                continue
            if any(w in grammar.CONTRASTS or w in ("and", "but", "which", "who", "that", "whom") for w in between):
                return self._list_then_verb(k, later)
            if other.finite and not (other.bare and after in grammar.DETERMINERS):
                return other.aspect != "past" or not other.bare or after in grammar.PREPOSITIONS
        return False

    def _closes_insertion(self, i: int) -> bool:
        """True for the second comma of “and, together with UNDP, launched an app”."""
        words = self._t.words
        for j in range(i - 1, max(0, i - INSERTED_MOST), -1):
            if words[j] in _STOPS or self._t.verbal[j]:
                return False
            if words[j] == "," and words[j - 1] == "and":
                return words[j + 1] in grammar.PREPOSITIONS or words[j + 1] == "together"
        return False

    def _first(self, k: int) -> int:
        """Return the first token of the sentence around a verb."""
        before = range(self._groups[k].start - 1, -1, -1)
        return next((i + 1 for i in before if self._t.words[i] in _STOPS), 0)

    def _in_contrast(self, k: int) -> bool:
        """True for the only verb before the comma of “Whereas Mali adopted its law in May, Niger …”."""
        group, first = self._groups[k], self._first(k)
        if self._t.words[first] not in grammar.CONTRASTS or (k and self._groups[k - 1].start > first):
            return False
        later = self._groups[k + 1].start if k + 1 < len(self._groups) else group.end
        return "," in self._t.words[group.end : later]

    def _tells_deed(self, k: int) -> bool:
        """True for an item without its subject: “Trained 64 nurses in Chad”, unlike “Asked by Chad, ITU trained …”."""
        group, words = self._groups[k], self._t.words
        i = group.end
        if i >= len(words) or not (self._opens_name(i) or self._opens_object(words[i])):
            return False
        if words[i][0].isdigit() and any(self._t.titled[i + 1 : i + 2]):
            # “Updated 4 May 2020”
            return False
        stop = next((j for j in range(i, len(words)) if words[j] in _STOPS), len(words))
        later = (g for n, g in enumerate(self._groups) if i <= g.start < stop and not self.relative[n])
        return not any(g.finite and words[g.start - 1] not in ("and", "that") for g in later)

    def _in_lead(self, k: int) -> bool:
        """True for “Following a request made in May, Fiji …”: no comma before the verb, a whole clause behind one."""
        group, words, first = self._groups[k], self._t.words, self._first(k)
        if words[first] not in grammar.PREPOSITIONS or "," in words[first : group.start] or not self._in_phrase(k):
            return False
        comma = next((i for i in range(group.end, len(words)) if words[i] in _STOPS or words[i] == ","), len(words))
        if words[comma : comma + 1] != [","] or words[comma + 1 : comma + 2] in (["and"], ["while"], ["but"]):
            return False
        nearest = next((g for g in self._groups if g.start > comma), None)
        # “Of the eight countries assisted, two received equipment”
        chosen = words[first] in ("of", "among")
        return nearest is not None and nearest.finite and (chosen or not nearest.bare)

    def _in_phrase(self, k: int) -> bool:
        """True where a preposition governs the noun before a verb: “to a request made”, unlike “in Fiji teachers”."""
        words = self._t.words
        i = self._groups[k].start - 1
        while i > 0 and words[i].isalpha() and not self._t.titled[i] and words[i] not in grammar.FUNCTION_WORDS:
            i -= 1
        i -= words[i] in grammar.DETERMINERS
        return i >= 0 and words[i] in grammar.PREPOSITIONS and i < self._groups[k].start - 1

    def _before_country(self, i: int) -> int:
        """Return the token before the commas of “the centre in Trieste, Italy, hosted …”; i itself elsewhere."""
        j = i - 1
        while j > 0 and i - j <= _COUNTRY_MOST and (self._t.titled[j] or self._t.words[j] in grammar.NAME_TAIL):
            j -= 1
        inside = self._t.words[i] == "," == self._t.words[j] and 0 < j < i - 1
        return j - 1 if inside and self._t.titled[j - 1] else i

    def _list_then_verb(self, k: int, later: int) -> bool:
        """True for “the guide prepared with A and B was published”: only names stand between."""
        group, other = self._groups[k], self._groups[later]
        between = range(group.end, other.start)
        words = [self._t.words[i] for i in between]
        if not words or words[0] not in grammar.PREPOSITIONS or not other.finite or other.bare:
            return False
        if words[-1] in ("and", "but"):
            # “The project started in May and is on track”: both are the subject's.
            return False
        return all(
            self._t.titled[i]
            or self._t.words[i] in grammar.PREPOSITIONS | grammar.DETERMINERS | {"and", ",", "(", ")", "-"}
            or self._t.words[i][0].isdigit()
            for i in between
        )
