"""Finds verb groups: auxiliaries, adverbs and the main verb, with aspect and voice."""

from collections.abc import Sequence

from extractor.rules import grammar
from extractor.rules.bare_verbs import BareVerbs
from extractor.rules.verbs import VerbForm, VerbGroup, VerbTable, VerbWords

_AFTER_CHAIN = {"plan": "future", "begin": "progressive", "continue": "progressive", "aim": "aim", "end": "past"}
# Their rows hold the “to” already.
_TO_INSIDE = frozenset({"manage", "promise"})
_CHAINING = frozenset(_AFTER_CHAIN) | _TO_INSIDE
_GIVEN = frozenset({"create", "adopt", "translate", "train", "hold", "assess"})
_COPULA = VerbForm("be", "state", "", frozenset())
_HAVE = VerbForm("have", "state", "", frozenset())
_BEHIND_MONTH = frozenset({":", ",", "-", "–", "—"})


def _did_help(group: VerbGroup, inner: VerbGroup) -> bool:
    """True for “helped to draft a strategy”: help that was given, unlike “aimed to draft” and “helped to improve”."""
    return bool(group.form.alone) and group.aspect in ("past", "perfect", "progressive") and inner.form.frame in _GIVEN


class PredicateFinder:
    """Reads verb groups off the folded tokens of a block."""

    def __init__(self, verbs: VerbTable, words: VerbWords) -> None:
        """Keep the tables.

        Args:
            verbs: All verb forms.
            words: Folded words that tell verbs from nouns.
        """
        self._verbs = verbs
        self._words = words
        self._bare = BareVerbs(verbs, words)
        self._openings = (
            grammar.MODALS
            | grammar.BE_PRESENT
            | grammar.BE_PAST
            | grammar.HAVE_PRESENT
            | grammar.HAVE_PAST
            | grammar.GET
            | {"being", "having", "to", "did", "do", "does"}
            | verbs.first_words
        )

    def find(self, words: Sequence[str], titled: Sequence[bool]) -> list[VerbGroup]:
        """Return the verb groups in order, none overlapping.

        Args:
            words: Folded tokens.
            titled: For each token, whether it starts with a capital.
        """
        groups: list[VerbGroup] = []
        openings = self._openings
        free = 0
        for i in [i for i, word in enumerate(words) if word in openings or word[-2:] == "ed" or word[0] == "'"]:
            if i >= free:
                group = self._group_at(words, titled, i)
                # “to caption broadcasts”
                is_object = groups and groups[-1].end == i and groups[-1].aspect == "infinitive"
                if group and not (is_object and group.aspect == "present"):
                    groups.append(group)
                    free = group.end
        return groups

    def _group_at(self, words: Sequence[str], titled: Sequence[bool], i: int) -> VerbGroup | None:
        word = words[i]
        group: VerbGroup | None
        if word == "being" and (verb := self._verb(words, i + 1, "participle")):
            return VerbGroup(i, verb[0], verb[1], "being", passive=True)
        if word == "having" and titled[i] and (verb := self._verb(words, i + 1, "participle")):
            return VerbGroup(i, verb[0], verb[1], "perfect")
        if word in grammar.MODALS and not self._is_month(words, titled, i):
            group = self._after_modal(words, i)
        elif grammar.is_be(words, i):
            group = self._after_be(words, i, "past" if word in grammar.BE_PAST else "present")
        elif word in grammar.HAVE_PRESENT or word in grammar.HAVE_PAST:
            group = self._after_have(words, i)
        elif word == "to":
            group = self._after_to(words, i)
        elif word in grammar.GET and (verb := self._verb(words, i + 1, "participle")) and verb[1].frame != "other":
            group = VerbGroup(i, verb[0], verb[1], "present" if word == "gets" else "past", passive=True)
        elif word in ("did", "do", "does") and self._verb(words, self._skip(words, i + 1)[0], "lemma"):
            group = self._after_do(words, i)
        elif titled[i] and not grammar.starts_sentence(words, i):
            group = None
        else:
            group = self._bare.read(words, titled, i)
        return self._chain(words, group) if group else None

    def _is_month(self, words: Sequence[str], titled: Sequence[bool], i: int) -> bool:
        """Tell “In May”, “May 2021 saw …”, “May 12:” and “May: course for nurses” from “may”."""
        inside = not grammar.starts_sentence(words, i)
        after = "".join(words[i + 1 : i + 2])
        return titled[i] and (inside or after.isdigit() or after in _BEHIND_MONTH)

    @staticmethod
    def _skip(words: Sequence[str], i: int) -> tuple[int, bool]:
        """Return the index after adverbs and negations, and whether a negation was among them."""
        negated = False
        while i < len(words):
            prefix = words[i] in grammar.VERB_PREFIXES and words[i + 1 : i + 2] == ["-"]
            if prefix or tuple(words[i : i + 2]) in grammar.ADVERBIALS:
                i += 2
            elif grammar.is_adverb(words[i]):
                negated = negated or words[i] in grammar.NEGATIONS
                i += 1
            else:
                break
        return i, negated

    def _verb(self, words: Sequence[str], i: int, *kinds: str) -> tuple[int, VerbForm] | None:
        found = self._verbs.at(words, i)
        return found if found and not found[1].kinds.isdisjoint(kinds) else None

    def _after_modal(self, words: Sequence[str], i: int) -> VerbGroup | None:
        aspect = "future" if words[i] in grammar.WILL else "should" if words[i] in grammar.SHOULD else "conditional"
        j, negated = self._skip(words, i + 1)
        if negated and words[i] in grammar.COULD:
            # “could not be held” tells what did not happen, “could be held” what may.
            aspect = "past"
        # “will next meet in Suva”
        j += words[j : j + 1] == ["next"]
        if j >= len(words):
            return None
        if words[i] == "can" and words[i + 1 : j] == ["now"] and words[j] == "be":
            # What “can now be downloaded” has been brought out.
            aspect = "perfect"
        if words[j] in ("be", "have"):
            inner = self._after_be(words, j, aspect) if words[j] == "be" else self._after_have(words, j)
            if inner:
                aspect = aspect if words[j] == "be" or aspect == "future" else "conditional"
                return inner._replace(start=i, aspect=aspect, negated=negated or inner.negated)
        if verb := self._verb(words, j, "lemma"):
            return VerbGroup(i, verb[0], verb[1], aspect, negated=negated)
        if aspect == "future" and words[j].isalpha() and words[j] not in grammar.FUNCTION_WORDS:
            return VerbGroup(i, j + 1, VerbForm(words[j], "other", "", frozenset({"lemma"})), aspect, negated=negated)
        return VerbGroup(i, j, _COPULA, aspect, negated=negated)

    def _after_be(self, words: Sequence[str], i: int, aspect: str) -> VerbGroup:
        j, negated = self._skip(words, i + 1)
        follows = words[j] if j < len(words) else ""
        if follows in self._words.to_come and words[j + 1 : j + 2] == ["to"]:
            j, follows = j + 1, "to"
        if follows == "to" and (inner := self._after_to(words, j)):
            # “was to have been held”
            undone = words[i] in grammar.BE_PAST and words[j + 1] == "have" and inner.form.frame != "state"
            aspect, negated = "past" if undone else "future", undone or negated or inner.negated
            return inner._replace(start=i, aspect=aspect, negated=negated)
        if follows in self._words.glad and (done := self._after_to(words, j + 1)) and words[j + 1] == "to":
            return done._replace(start=i, aspect=aspect, negated=negated or done.negated)
        if follows == "being":
            k, _ = self._skip(words, j + 1)
            if verb := self._verb(words, k, "participle"):
                return VerbGroup(i, verb[0], verb[1], "progressive", passive=True, negated=negated)
        if doing := self._doing(words, j, j > i + 1):
            return VerbGroup(i, doing[0], doing[1], "progressive", negated=negated)
        if verb := self._verb(words, j, "participle"):
            return VerbGroup(i, verb[0], verb[1], aspect, passive=True, negated=negated)
        return VerbGroup(i, i + 1, _COPULA, aspect, negated=negated)

    def _doing(self, words: Sequence[str], j: int, adverb: bool) -> tuple[int, VerbForm] | None:
        """Return the verb of “are training staff”, and of “are bolting them to the roofs”, which no row has."""
        if verb := self._verb(words, j, "gerund"):
            return verb if words[j] not in self._words.nouns or self._has_object(words, j + 1, adverb) else None
        if j + 1 >= len(words) or not words[j].endswith("ing") or words[j] in self._words.nouns:
            return None
        led = words[j + 1] in grammar.DETERMINERS | {"them"} or self._words.counts(words, j + 1)
        return (j + 1, VerbForm(words[j], "other", "", frozenset())) if led else None

    def _has_object(self, words: Sequence[str], i: int, adverb: bool) -> bool:
        """True behind “is training staff” and “is training 40 nurses”, unlike “is training material”."""
        after = words[i] if i < len(words) else ""
        compound = not adverb and f"{words[i - 1]} {after}" in self._words.nouns
        plain = after.isalpha() and after not in grammar.FUNCTION_WORDS and not compound
        return plain or after in grammar.DETERMINERS or (i < len(words) and self._words.counts(words, i))

    def _after_have(self, words: Sequence[str], i: int) -> VerbGroup:
        j, negated = self._skip(words, i + 1)
        follows = words[j] if j < len(words) else ""
        if follows == "been":
            inner = self._after_be(words, j, "perfect")
            return inner._replace(start=i, end=max(inner.end, j + 1), negated=negated or inner.negated)
        obliged = words[j : j + 2] == ["had", "to"]
        if (follows == "to" or obliged) and (inner_to := self._after_to(words, j + obliged)):
            gave_up = obliged and inner_to.form.frame == "cancel"
            aspect = "perfect" if gave_up else "past" if words[i] in grammar.HAVE_PAST else "present"
            return inner_to._replace(start=i, aspect=aspect, negated=negated)
        if verb := self._verb(words, j, "participle"):
            return VerbGroup(i, verb[0], verb[1], "perfect", negated=negated)
        return VerbGroup(i, i + 1, _HAVE, "past" if words[i] in grammar.HAVE_PAST else "present", negated=negated)

    def _after_to(self, words: Sequence[str], i: int) -> VerbGroup | None:
        j, negated = self._skip(words, i + 1)
        if j < len(words) and words[j] == "be":
            inner = self._after_be(words, j, "infinitive")
            return inner._replace(start=i, aspect="infinitive", negated=negated)
        if j < len(words) and words[j] == "have":
            return self._after_have(words, j)._replace(start=i, aspect="infinitive", negated=negated)
        if verb := self._verb(words, j, "lemma"):
            return VerbGroup(i, verb[0], verb[1], "infinitive", negated=negated)
        return None

    def _after_do(self, words: Sequence[str], i: int) -> VerbGroup | None:
        j, negated = self._skip(words, i + 1)
        verb = self._verb(words, j, "lemma")
        aspect = "past" if words[i] == "did" else "present"
        return VerbGroup(i, verb[0], verb[1], aspect, negated=negated) if verb else None

    def _chain(self, words: Sequence[str], group: VerbGroup) -> VerbGroup:
        """Fold “plans to train”, “continues to support”, “has begun translating” into one group."""
        if group.form.frame not in _CHAINING or group.aspect == "infinitive":
            return group
        j = group.end
        inner: VerbGroup | None = None
        if j < len(words) and words[j] == "to":
            inner = self._after_to(words, j)
        elif group.form.frame in _TO_INSIDE and (verb := self._verb(words, j, "lemma")):
            aspect = group.aspect
            if group.form.frame == "promise":
                aspect = "conditional" if group.negated else "future"
            return VerbGroup(group.start, verb[0], verb[1], aspect, negated=group.negated, via=group.form.lemma)
        elif verb := self._verb(words, j, "gerund"):
            inner = VerbGroup(j, verb[0], verb[1], "participle")
        if inner is None:
            return group
        if group.passive and group.form.alone and inner.form.frame not in _GIVEN | {"deliver"}:
            # “Chad was helped to restart its regulator”
            return group
        helped = group.form.frame == "aim" and (group.passive or _did_help(group, inner))
        aspect = group.aspect if helped or group.aspect == "conditional" else _AFTER_CHAIN[group.form.frame]
        via = group.form.lemma
        # “The forum, scheduled to take place in May, was …”, unlike “ITU planned to hold a forum”
        bare = group.bare and (inner.passive or inner.form.frame == "happen")
        return VerbGroup(group.start, inner.end, inner.form, aspect, inner.passive, group.negated, bare, via)
