"""Finds organisations that no lexicon knows by the list that they stand in: behind a partner cue, beside a body."""

from collections.abc import Sequence

from extractor.normalise.text import fold
from extractor.rules import grammar
from extractor.rules.name_words import ACRONYM, Name, NameWords, with_acronym
from extractor.rules.tokens import Tokens
from extractor.rules.verbs import VerbGroup

_MAX_LIST = 12
_LONG, _OF_MOST = 4, 3
_ARTICLES = frozenset({"a", "an"})
_BETWEEN = frozenset({",", "(", ")", "-", "/", "and", "the", "its", "’s", "'s"})
_DEEDS = frozenset({"hold", "deliver", "create", "train", "sign"})
_TOLD = frozenset({"past", "perfect", "progressive", "future"})


class ListReader:
    """Reads unknown names off lists."""

    def __init__(self, words: NameWords) -> None:
        """Keep the words.

        Args:
            words: What names are made of.
        """
        self._words = words

    def beside(self, tokens: Tokens, taken: set[int], bodies: set[int]) -> list[Name]:
        """Return the unknown names that stand in one list with a body: “Ericsson, Oi and the Agency (ANA)”.

        Args:
            tokens: The block's tokens.
            taken: Tokens of all names known.
            bodies: Those of them that name organisations.
        """
        raw = tokens.raw
        names: list[Name] = []
        known = set(bodies)
        for i in range(1, len(raw)):
            if i in taken or not tokens.titled[i] or not raw[i][0].isalpha():
                continue
            if i - 1 not in taken and tokens.titled[i - 1] and raw[i - 1][0].isalpha():
                continue
            end = i + 1
            while end < len(raw) and end not in taken and (tokens.titled[end] or raw[end] in ("-", "&")):
                end += 1
            if _listed_with(tokens, i, end, known) and self._is_name(raw, i, end):
                names.append(with_acronym(raw, Name(i, end, "partner_list", name_end=end)))
                known.update(range(i, end))
        return names

    def before_verb(self, tokens: Tokens, groups: Sequence[VerbGroup], taken: set[int]) -> list[Name]:
        """Return the unknown acronyms that do something: “SENATICS and INFOTEP trained 40 teachers”.

        Args:
            tokens: The block's tokens.
            groups: Its verb groups.
            taken: Tokens of names already known.
        """
        raw, names = tokens.raw, []
        for group in groups:
            does = group.form.frame in _DEEDS and group.aspect in _TOLD and not group.passive and group.start > 0
            i = group.start - 1
            while does and i >= 0 and i not in taken and self._is_actor(raw, i):
                opens = i == 0 or not raw[i - 1][0].isalnum() or raw[i - 1] in ("and", "that", "which", "where", "when")
                if not opens:
                    break
                names.append(Name(i, i + 1, "acronym_acts", name_end=i + 1))
                i = i - 2 if raw[i - 1 : i] == ["and"] else -1
        return names

    def told_what(self, tokens: Tokens, people: Sequence[int], taken: set[int]) -> list[Name]:
        """Return the unknown acronyms that a common noun makes bodies: “the regulator ATT”, “45 engineers of ATT”.

        Likewise “the regulator of Mauritius, ICTA” and “the studio Kivi Games”.

        Args:
            tokens: The block's tokens.
            people: One past the last token of each count of people.
            taken: Tokens of names already known.
        """
        raw, words = tokens.raw, tokens.words
        bodies = (i for i, word in enumerate(words) if word in self._words.body_nouns and not tokens.titled[i])
        starts = {_behind_place(tokens, i + 1) for i in bodies}
        starts |= {i for i in range(len(raw)) if raw[i].isupper() and self._is_explained(tokens, i)}
        starts |= {i + 1 for i in people if words[i : i + 1] in (["of"], ["from"]) and self._is_long(raw, i + 1)}
        names = []
        for i in sorted(i for i in starts if i < len(raw) and i not in taken):
            end = self._end_of_name(tokens, i, taken)
            behind = end < len(raw) and (raw[end] == "-" or self._describes(tokens, end))
            named = ACRONYM.fullmatch(raw[i]) or end > i + 1
            if named and self._is_name(raw, i, end) and not (behind and end == i + 1):
                names.append(with_acronym(raw, Name(i, end, "acronym_of_body", name_end=end)))
        return names

    def _end_of_name(self, tokens: Tokens, i: int, taken: set[int]) -> int:
        """Return the end of the name of “the studio Kivi Games”; of an acronym elsewhere."""
        end, words = i + 1, tokens.words
        while words[i - 1] in self._words.body_nouns and words[i - 2] == "the" and tokens.titled[end - 1]:
            if end in taken or end >= len(words) or not (tokens.titled[end] and words[end].isalpha()):
                break
            end += 1
        return end

    def _is_explained(self, tokens: Tokens, i: int) -> bool:
        """True for “CONRED, the agency in charge of floods”."""
        words = tokens.words
        if words[i + 1 : i + 2] != [","] or words[i + 2 : i + 3] not in (["the"], ["its"], ["a"], ["an"]):
            return False
        behind = range(i + 3, min(i + 7, len(words)))
        head = next((j for j in behind if words[j] in self._words.body_nouns), None)
        return head is not None and all(self._describes(tokens, j) for j in range(i + 3, head))

    @staticmethod
    def _is_long(raw: Sequence[str], i: int) -> bool:
        return i < len(raw) and len(raw[i]) >= _LONG

    def _is_actor(self, raw: Sequence[str], i: int) -> bool:
        """True for a longer acronym; shorter ones mean things as often as bodies: SMS, GSM."""
        return len(raw[i]) >= _LONG and raw[i].isalpha() and raw[i].isupper() and self._is_name(raw, i, i + 1)

    def after_cue(self, tokens: Tokens, i: int, taken: set[int]) -> list[Name]:
        """Return the unknown names in the list that a partner cue opens.

        Args:
            tokens: The block's tokens.
            i: First token behind the cue.
            taken: Tokens of names already known; the list goes on over them.
        """
        raw = tokens.raw
        names: list[Name] = []
        lower = 0
        while i < len(raw) and len(names) < _MAX_LIST:
            if i in taken:
                i, lower = i + 1, 0
            elif tokens.words[i] in self._words.posts:
                i, lower = self._behind_post(tokens, raw, i + 1, taken), 0
            elif tokens.titled[i] and raw[i][0].isalpha():
                end = i + 1
                while end < len(raw) and end not in taken and (tokens.titled[end] or raw[end] in ("-", "&")):
                    end += 1
                end = self._of_place(tokens, self._with_place(tokens, end, taken), taken)
                told = tokens.words[i - 1] in self._words.body_nouns
                end += told and "".join(raw[end : end + 1]).isdigit()
                office = i - 1 in taken and raw[i - 1][0].isalpha()
                if self._is_person(tokens, i, end):
                    break
                if not office and self._is_name(raw, i, end) and not self._modifies(tokens, raw, i, end):
                    names.append(with_acronym(raw, Name(i, end, "partner_cue", name_end=end)))
                    end = names[-1].end
                i, lower = self._behind_state(tokens, raw, i, end), 0
            elif tokens.words[i] in _BETWEEN or (tokens.words[i] in _ARTICLES and not lower):
                # Behind a plain word something else begins: “adopted by consensus an Opinion”.
                i += 1
            elif self._describes(tokens, i) and lower < 4:
                i, lower = i + 1, lower + 1
            else:
                break
        return names

    @staticmethod
    def _with_place(tokens: Tokens, end: int, taken: set[int]) -> int:
        """Return where a name ends in its place: “Inclusion Europe”."""
        while end in taken and (tokens.raw[end] == "-" or (tokens.titled[end] and tokens.raw[end].isalpha())):
            end += 1
        return end

    @staticmethod
    def _of_place(tokens: Tokens, end: int, taken: set[int]) -> int:
        """Return where a name goes on to: “Correos de Costa Rica”."""
        if tokens.words[end : end + 1] and tokens.words[end] in grammar.FOREIGN_OF and end + 1 in taken:
            while end + 1 < len(tokens.words) and tokens.titled[end + 1]:
                end += 1
            return end + tokens.titled[end]
        return end

    def _is_person(self, tokens: Tokens, i: int, end: int) -> bool:
        """True for “Jordan Whitfield, a youth advocate”: two names, and behind them what the person is."""
        article = list(tokens.words[end : end + 2]) in ([",", "a"], [",", "an"])
        return end - i == 2 and article and any(word in self._words.persons for word in tokens.words[end + 2 : end + 5])

    def _behind_post(self, tokens: Tokens, raw: Sequence[str], i: int, taken: set[int]) -> int:
        """Return where a list goes on behind “Director General of” a body, or behind “President Ama Diallo”."""
        while i < len(raw) and tokens.words[i] in (*self._words.posts, "-"):
            i += 1
        j = i + 1 + (tokens.words[i + 1 : i + 2] == ["the"])
        if tokens.words[i : i + 1] == ["of"] and j < len(raw):
            return j if j in taken or (raw[j].isupper() and len(raw[j]) > 1) else i
        while i < len(raw) and i not in taken and (tokens.titled[i] or raw[i] in (".", "-")):
            i += 1
        return i

    def _behind_state(self, tokens: Tokens, raw: Sequence[str], i: int, end: int) -> int:
        """Return where a list goes on behind “Ms Ada Nkosi (Zambia)”: the brackets tell whose delegate she is."""
        person = raw[i].rstrip(".") in self._words.titles and raw[end : end + 1] == ["("]
        close = next((j for j in range(end, min(end + 6, len(raw))) if raw[j] == ")"), None) if person else None
        return end if close is None else close + 1

    @staticmethod
    def _describes(tokens: Tokens, i: int) -> bool:
        word = tokens.words[i]
        return word.isalpha() and word not in grammar.FUNCTION_WORDS and not tokens.verbal[i]

    def _modifies(self, tokens: Tokens, raw: Sequence[str], i: int, end: int) -> bool:
        """True for an adjective before a noun or another adjective: “the Nordic and Baltic regulators”."""
        if end - i > 1 or raw[i].isupper() or end >= len(raw):
            return False
        j = end + 1 if tokens.words[end] == "and" else end
        while j < len(raw) and tokens.titled[j] and j > end:
            j += 1
        return j < len(raw) and self._describes(tokens, j) and tokens.words[j].isalpha() and not tokens.titled[j]

    def _is_name(self, raw: Sequence[str], i: int, end: int) -> bool:
        text = " ".join(raw[i:end])
        numbered = end < len(raw) and raw[end].isdigit() and not raw[i].isupper()
        if end - i == 1 and (fold(text) in self._words.heads or numbered):
            # “by Decision 571”
            return False
        if end - i == 3 and raw[i + 1] == "-" and raw[i].isupper() and raw[end - 1].isupper():
            return True
        if (
            raw[i].rstrip(".") in self._words.titles
            or raw[i] in self._words.not_acronyms
            or fold(text) in self._words.not_names
            or fold(raw[i]) in self._words.features
            or fold(text) in self._words.activity
            or not self._words.posts.isdisjoint(fold(word) for word in raw[i:end])
            or any(fold(" ".join(raw[j : j + 2])) in self._words.organs for j in range(i, end))
        ):
            return False
        return sum(c.isalpha() for c in text) > 1 and fold(raw[end - 1]) not in self._words.activity


def _behind_place(tokens: Tokens, i: int) -> int:
    """Return the token behind “of Mauritius,” and “of the deaf,”; i itself elsewhere."""
    words, j = tokens.words, i + 1
    last = j + _OF_MOST
    while j < len(words) and (tokens.titled[j] or words[j] in grammar.NAME_TAIL or (j < last and words[j].isalpha())):
        j += 1
    return j + 1 if words[i : i + 1] == ["of"] and words[j : j + 1] == [","] else i


def _does(tokens: Tokens, j: int, bodies: set[int]) -> bool:
    """True where a verb follows a body."""
    while j in bodies:
        j += 1
    return j < len(tokens.words) and tokens.verbal[j]


def _listed_with(tokens: Tokens, i: int, end: int, bodies: set[int]) -> bool:
    """True where a comma or “and” stands between a name and a body in a list that a preposition opens."""
    words = tokens.words
    behind = end + 1 if words[end : end + 2] == [",", "and"] else end
    j = behind + 1 + (words[behind + 1 : behind + 2] == ["the"])
    if words[behind : behind + 1] in (["and"], [","]) and j in bodies:
        if words[behind] == "," and _does(tokens, j, bodies):
            # “after Cyclone Harold, ITU shipped 25 telephones”: the comma ends an adverbial.
            return False
        return words[i - 1] in grammar.PREPOSITIONS or (words[behind] == "and" and words[i - 1] == ",")
    k = i - 1 - (words[i - 1] == "the")
    closes = end == len(words) or tokens.verbal[end] or not words[end][0].isalnum()
    closes = closes or words[end] in grammar.FUNCTION_WORDS
    return k > 0 and words[k] == "and" and k - 1 in bodies and closes and words[end : end + 1] != ["("]
