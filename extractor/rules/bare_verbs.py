"""Reads a verb form that stands without auxiliary: a past, a present, an order, a participle, or no verb at all."""

from collections.abc import Sequence
from itertools import pairwise

from extractor.rules import grammar
from extractor.rules.verbs import VerbGroup, VerbTable, VerbWords

_TURNING = frozenset({"begin", "end"})
_LASTING = _TURNING | {"continue", "happen"}
_WHEN = frozenset({"in", "on", "at", "from", "next", "this", "again"})


class BareVerbs:
    """Tells the verbs among such forms from nouns and adjectives."""

    def __init__(self, verbs: VerbTable, words: VerbWords) -> None:
        """Keep the tables.

        Args:
            verbs: All verb forms.
            words: Folded words that tell verbs from nouns.
        """
        self._verbs = verbs
        self._words = words

    def read(self, words: Sequence[str], titled: Sequence[bool], i: int) -> VerbGroup | None:
        """Return the verb that begins at a token; None for a noun, an adjective, or no verb form.

        Args:
            words: Folded tokens.
            titled: For each token, whether it starts with a capital.
            i: The token.
        """
        if not (found := self._verbs.at(words, i)):
            return None
        (end, form), before = found, words[i - 1] if i else ""
        # The “broadcast” of “cell broadcast” is a noun.
        if tuple(words[i : i + 2]) in grammar.COMPOUND_PREPOSITIONS or f"{before} {words[i]}" in self._words.nouns:
            return None
        present = end - i > 2 and {"lemma", "participle"} <= form.kinds and "past" not in form.kinds
        if not present and ("past" in form.kinds or "participle" in form.kinds):
            if "participle" in form.kinds and (denied := self._denied(words, i)) < i:
                return VerbGroup(denied, end, form, "past", passive=True, negated=True, bare=True)
            if not self._is_adjective(words, i, end):
                return VerbGroup(i, end, form, "past", bare=True, negated=before == "never")
            return None
        if "gerund" in form.kinds:
            noun = before in grammar.DETERMINERS or (words[i] in self._words.nouns and words[end : end + 1] != ["how"])
            return None if noun else VerbGroup(i, end, form, "participle")
        after = words[end] if end < len(words) else ""
        closed = after in (",", ";", ")", ".") or self._words.counts(words, i - 2)
        noun_of = (after == "of" and end - i == 1) or (closed and form.frame not in _LASTING)
        stated = grammar.ends_object_clause(words, i)
        if "third_person" in form.kinds and (stated or (not noun_of and self._is_present(words, titled, i))):
            return VerbGroup(i, end, form, "present")
        plural = stated or (form.frame == "continue" and before.isalpha() and before not in grammar.FUNCTION_WORDS)
        plural = plural or (form.frame in _TURNING and before[-1:] == "s" and self._is_plural(before, after))
        if "lemma" in form.kinds and self._is_imperative(words, titled, i, end):
            return VerbGroup(i, end, form, "directive")
        # “ITU and WHO announce the launch of”, “come up for adoption”: so many words are no noun.
        plural = plural or (end - i > 2 and before.isalpha() and before not in grammar.FUNCTION_WORDS)
        plural = plural or (after == "that" and before.endswith("s"))
        plural = plural or (form.frame == "plan" and self._has_subject(words, titled, i))
        if "lemma" in form.kinds and (before in grammar.PRONOUN_SUBJECTS or plural):
            return VerbGroup(i, end, form, "present")
        return None

    @staticmethod
    def _denied(words: Sequence[str], i: int) -> int:
        """Return where the “not” or “not yet” of a participle begins, else its own place."""
        at = i - 2 if words[i - 1] == "yet" else i - 1
        return at if at >= 0 and words[at] == "not" else i

    def _has_subject(self, words: Sequence[str], titled: Sequence[bool], i: int) -> bool:
        """True for the verb of “Norway and Chile intend to sign”, “… plan a drill”, unlike “an agreed plan to sign”."""
        after, noun = words[i + 1 : i + 2], words[i - 1].isalpha() and words[i - 1] not in grammar.FUNCTION_WORDS
        several = after in (["a"], ["an"]) and (titled[i - 1] or words[i - 1].endswith("s"))
        return i > 0 and noun and (several or (after == ["to"] and words[i] not in self._words.nouns))

    def _is_plural(self, before: str, after: str) -> bool:
        """True around the verb of “Classes start in May”."""
        noun = before.isalpha() and before not in grammar.FUNCTION_WORDS and not self._verbs.known(before)
        return (noun or before in self._words.nouns) and after in _WHEN

    def _is_imperative(self, words: Sequence[str], titled: Sequence[bool], i: int, end: int) -> bool:
        """True for “Learn more about …” and “Train teachers in …” at the start of a sentence."""
        after = words[end] if end < len(words) else ""
        # “Open data, 5 May” is a title, “Focus groups were held” a subject
        dated = any(mark in (",", "(") and day[0].isdigit() for mark, day in pairwise(words[end + 1 : end + 5]))
        subject = not (grammar.AUXILIARIES | grammar.MODALS).isdisjoint(words[end + 1 : end + 3])
        return (
            titled[i]
            and grammar.starts_sentence(words, i)
            and not (dated or subject)
            and words[i] not in self._words.nouns
            and after[:1].isalpha()
            and ":" not in words[end : end + 2]
            and after not in grammar.PREPOSITIONS | grammar.AUXILIARIES | {"and"}
        )

    def _is_adjective(self, words: Sequence[str], i: int, end: int) -> bool:
        """Tell “the revised guidelines” from “ITU revised the guidelines”."""
        j = i - 1
        while j >= 0 and words[j].endswith("ly"):
            j -= 1
        before, after = words[j] if j >= 0 else "", words[end] if end < len(words) else ""
        if j < i - 1 and not self._verbs.known(words[i]) and after.isalpha() and after not in grammar.FUNCTION_WORDS:
            return True
        if before in ("each", "all", "both"):
            return False
        if before == "-" and after.isalpha() and after not in grammar.FUNCTION_WORDS:
            return True
        if before in ("a", "an", "the") and after == "of":
            return True
        noun_follows = after.isalpha() and after not in grammar.FUNCTION_WORDS and after not in self._words.numbers
        behind = "".join(words[end + 1 : end + 2])
        if (after in self._words.manner or grammar.is_adverb(after)) and (
            not behind.isalpha() or behind in grammar.FUNCTION_WORDS
        ):
            return False
        # “five planned workshops”, unlike “five visited Fiji”
        several = before in self._words.numbers and (after.endswith("s") or behind.endswith("s"))
        counted = before == "some" or several or (before[:1].isdigit() and self._words.counts(words, j))
        if (before in grammar.DETERMINERS or counted) and noun_follows:
            return True
        return (before in grammar.PREPOSITIONS or before in grammar.DEGREES) and noun_follows

    def _is_present(self, words: Sequence[str], titled: Sequence[bool], i: int) -> bool:
        before = words[i - 1] if i else ""
        if before in grammar.SINGULAR_SUBJECTS:
            return True
        if before in grammar.PARTICLES or before in self._words.numbers:
            return False
        if words[i + 1 : i + 2] and (
            grammar.is_be(words, i + 1) or words[i + 1] in grammar.MODALS | grammar.HAVE_PRESENT
        ):
            return False
        if before == ",":
            return words[i] not in self._words.nouns
        if not before[-1:].isalpha() or before in grammar.FUNCTION_WORDS:
            return before in (")", "”")
        if words[i] in self._words.nouns:
            after = words[i + 1] if i + 1 < len(words) else ""
            to_do = after == "to" and not self._verbs.known(before)
            return bool(titled[i - 1] or to_do) and after in grammar.DETERMINERS | {"that", "to"}
        return True
