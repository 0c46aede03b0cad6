"""Finds organisations that no lexicon knows: by a head noun, by a bracketed acronym."""

from collections.abc import Sequence
from itertools import compress, count

from extractor.lexicon.things import OrganisationHead
from extractor.normalise.text import fold
from extractor.rules import grammar
from extractor.rules.gazetteer import Found
from extractor.rules.name_words import ACRONYM, Name, NameWords, with_acronym
from extractor.rules.tokens import Tokens

# A body named after another is not that one: “BRAC University”, “the Vodacom Foundation”.
NAMED_AFTER = "organisation_named_after"
_NAMED_AFTER = frozenset({"academia", "foundation"})
_NAMED_FOR_A_PLACE = frozenset({"company", "foundation"})
# Tokens of “in Nadi” between what was run and “by”.
_PLACE_MOST = 4
_WHOLE = frozenset({"academia", "bank", "foundation", "network", "ngo", "regulator"})


class OrganisationFinder:
    """Reads unknown organisations off capitals and head nouns."""

    def __init__(self, words: NameWords) -> None:
        """Keep the words.

        Args:
            words: What names are made of.
        """
        self._words = words
        self._cities: set[int] = set()
        self._named: dict[int, int] = {}

    def find(self, tokens: Tokens, known: Sequence[Found]) -> list[Name]:
        """Return unknown organisations by head noun or acronym, in order; the longest where they overlap.

        Args:
            tokens: The block's tokens.
            known: Names that the lexicons gave.
        """
        raw = tokens.raw
        blocked = {i for f in known if f.entry.label in ("organisation", "event") for i in range(f.start, f.end)}
        countries = {f.start: f for f in known if f.entry.label in ("country", "region")}
        self._named = {f.end: f.start for f in known if f.entry.label == "organisation"}
        self._cities = {f.start for f in known if f.entry.label == "city"}
        names: list[Name] = []
        for i in compress(count(), map(self._words.heads.__contains__, tokens.words)):
            if tokens.titled[i]:
                name = self._around_head(tokens, raw, i, (blocked, countries))
                if name and (not names or name.start >= names[-1].end):
                    names.append(name)
                elif name and name.end > names[-1].end:
                    names[-1] = name if name.start <= names[-1].start else names[-1]
        taken = {j for name in names for j in range(name.start, name.end)} | blocked
        states = [f for f in countries.values() if f.entry.label == "country"]
        names += self._possessed(tokens, taken, states)
        names += self._bracketed(tokens, raw, taken, _may_have_body(raw, states))
        return sorted(names, key=lambda name: name.start)

    def _around_head(
        self, tokens: Tokens, raw: Sequence[str], i: int, context: tuple[set[int], dict[int, Found]]
    ) -> Name | None:
        head = self._words.heads[tokens.words[i]]
        blocked, countries = context
        if i in blocked or head.position == "none":
            return None
        start, end = i, i + 1
        of_follows = tokens.words[i + 1 : i + 2] == ["of"] and tokens.titled[i + 2 : i + 3] == [True]
        if head.position in ("prefix", "either") or of_follows or self._serves(tokens, i, countries):
            shortened = raw[i + 1 : i + 2] == ["."] and tokens.words[i + 2 : i + 3] == ["of"]
            end = self._rightward(tokens, raw, i + 1 + shortened, context)
        start = self._leftward(tokens, raw, i, context)
        if start == i and end == i + 1 and i in self._named and head.kind in _NAMED_AFTER:
            return with_acronym(raw, Name(self._named[i], end, NAMED_AFTER, head.kind, name_end=end))
        if (
            start == i
            and end == i + 1
            and i + 1 in countries
            and (head.kind == "company" or head.position == "country")
        ):
            end = countries[i + 1].end
        elif head.position == "country" or (head.position == "of" and not of_follows):
            return None
        if end - start < 2:
            return None
        country_of, links = head.kind not in _NAMED_FOR_A_PLACE, grammar.NAME_LINKS
        while start < i and (tokens.words[start] in links or (start in countries and end - start == 2 and country_of)):
            start += 1
        if end - start < 2 or self._is_no_body(tokens, (start, end), head) or self._names_a_day(tokens, end):
            return None
        end = self._bracket_behind(tokens, raw, end, context)
        if raw[end + 2 : end + 3] == [")"] and raw[start - 1] == ",":
            start = self._initials(tokens, raw, end, (blocked, grammar.NAME_LINKS | {","})) or start
        return with_acronym(raw, Name(start, end, "organisation_head", head.kind, name_end=end))

    @staticmethod
    def _did_it(tokens: Tokens, start: int) -> bool:
        """True for the hub of “run (in Suva) by (ITU and) the National Innovation Hub”, unlike “opened the … Hub”."""
        before = start - 1
        while before > 0 and (tokens.titled[before] or tokens.words[before] in ("the", "and", ",")):
            before -= 1
        return before > 0 and tokens.words[before] == "by" and any(tokens.verbal[max(0, before - _PLACE_MOST) : before])

    def _is_no_body(self, tokens: Tokens, span: tuple[int, int], head: OrganisationHead) -> bool:
        """True for the name of an organ that many bodies have: “Working Group”, “Standardization Expert Group 5”."""
        start, end = span
        if (head.position == "agent" and not self._did_it(tokens, start)) or self._is_one_of_many(tokens, start, end):
            return True
        name = fold(" ".join(tokens.raw[start:end]))
        organ = any(" ".join(tokens.words[j : j + 2]) in self._words.organs for j in range(start, end - 1))
        return name in self._words.not_names or name in self._words.bodies or organ

    def _is_one_of_many(self, tokens: Tokens, start: int, end: int) -> bool:
        """True for “a Digital Transformation Centre”, “an ITU-Cisco Training Centre”: a thing that is set up."""
        i = start - 1
        while i > 0 and (tokens.titled[i] or tokens.words[i] == "-"):
            i -= 1
        behind = "".join(tokens.words[end : end + 1])
        alone = not behind.isalpha() or behind in grammar.FUNCTION_WORDS
        return i >= 0 and tokens.words[i] in ("a", "an") and alone and tokens.words[end - 1] in self._words.heads

    @staticmethod
    def _bracket_behind(
        tokens: Tokens, raw: Sequence[str], end: int, context: tuple[set[int], dict[int, Found]]
    ) -> int:
        """Return the end of a name whose acronym in brackets stands behind more of it: “… in Central America (CPA)”."""
        place = end + 1 + (tokens.words[end + 1 : end + 2] == ["the"])
        joined = tokens.words[end : end + 1] == ["and"] and place in context[1]
        if tokens.words[end : end + 1] not in (["of"], ["for"], ["in"]) and not joined:
            return end
        j = end
        tail = grammar.NAME_TAIL
        while j < min(len(raw), end + 8) and j not in context[0] and (tokens.titled[j] or tokens.words[j] in tail):
            j += 1
        close = next((k for k in range(j + 1, min(j + 5, len(raw))) if raw[k] == ")"), j)
        acronym = "".join(raw[j + 1 : close])
        if raw[j : j + 1] != ["("] or not raw[j - 1][0].isupper() or not ACRONYM.fullmatch(acronym):
            return end
        first = next(word for word in raw[end:j] if word[0].isupper())
        return j if first[0] in acronym.upper() else end

    @staticmethod
    def _serves(tokens: Tokens, i: int, countries: dict[int, Found]) -> bool:
        """True for “Society for the Blind”: the name goes on behind its head."""
        behind = list(tokens.words[i + 1 : i + 3])
        j = i + 3 if behind[1:] and behind[1] in grammar.ARTICLES else i + 2
        return behind[:1] == ["for"] and tokens.titled[j : j + 1] == [True] and j not in countries

    def _names_a_day(self, tokens: Tokens, end: int) -> bool:
        """True where the capitals go on to an event: “Information Society Day”, “Telecom World”."""
        if end >= len(tokens.words) or not tokens.titled[end]:
            return False
        return tokens.words[end] in self._words.activity or tokens.words[end] in self._words.event_tails

    def _leftward(self, tokens: Tokens, raw: Sequence[str], i: int, context: tuple[set[int], dict[int, Found]]) -> int:
        """Return the first token of the capitals (and the links between them) that lead to a head noun."""
        blocked, countries = context
        start = i
        j = i - 1
        while j >= 0 and j not in blocked:
            word = tokens.words[j]
            if tokens.titled[j] and (raw[j][0].isalpha()) and not self._opens_sentence(tokens, j):
                start = j
            elif (
                word not in grammar.NAME_INSIDE
                or not (j and tokens.titled[j - 1])
                or (word == "'s" and (j - 1 in blocked or j - 1 in {f.end - 1 for f in countries.values()}))
                or (word in ("'", "’") and not tokens.words[j - 1].endswith("s"))
                or (word == "-" and tokens.is_dash(j))
                or (word in ("and", "&") and (j - 1 in blocked or self._stands_alone(raw, j - 1, countries)))
                or (word == "and" and self._is_complete(tokens, j - 1, i))
            ):
                break
            j -= 1
        return start

    def _is_complete(self, tokens: Tokens, j: int, i: int) -> bool:
        """True for “NSTA Trust” before “and Amber Group”: both sides end in a head."""
        left, right = self._words.heads.get(tokens.words[j]), self._words.heads[tokens.words[i]]
        whole = left is not None and left.kind in _WHOLE and j > 0 and tokens.titled[j - 1]
        # “Kabul University and Sofia University”
        ends = right.position == "suffix" or (right.position == "either" and i - j > 2)
        return whole and ends and tokens.words[j - 1] not in grammar.FUNCTION_WORDS

    @staticmethod
    def _opens_sentence(tokens: Tokens, j: int) -> bool:
        word = tokens.words[j]
        return word in grammar.FUNCTION_WORDS

    def _stands_alone(self, raw: Sequence[str], j: int, countries: dict[int, Found]) -> bool:
        ends = {f.end - 1 for f in countries.values()}
        shout = len(raw[j]) > 1 and raw[j].isupper() and raw[j] not in self._words.not_acronyms
        return j in ends or shout

    def _rightward(self, tokens: Tokens, raw: Sequence[str], i: int, context: tuple[set[int], dict[int, Found]]) -> int:
        """Return the end of “of X”, “of X, Y and Z” or plain capitals behind a head noun."""
        # “Dept. of Health”
        head = self._words.heads[tokens.words[i - 2 if raw[i - 1] == "." else i - 1]]
        government = head.kind == "government"
        end = self._capitals(tokens, raw, i, context)
        while end < len(raw) and (tokens.words[end] in grammar.NAME_OF or self._goes_on_with(tokens, end, context[1])):
            j = end + 1
            if j < len(raw) and tokens.words[j] in grammar.NAME_ARTICLES:
                j += 1
            if government and end > i and j in context[1]:
                break
            stop = self._capitals(tokens, raw, j, context)
            if stop == j:
                break
            served = tokens.words[stop - 1] in self._words.served
            of_many = tokens.words[stop : stop + 1] == ["'"] and tokens.words[stop - 1].endswith("s")
            if (tokens.words[stop : stop + 1] == ["'s"] or of_many) and (served or tokens.words[j - 1] == "the"):
                # “Office of the Children's Advocate”, “Federation of Disabled Persons' Organizations”
                stop = max(stop, self._capitals(tokens, raw, stop + 1, context))
            end = self._listed(tokens, raw, stop, context) if government else self._joined(tokens, raw, stop, context)
        return end

    def _goes_on_with(self, tokens: Tokens, i: int, countries: dict[int, Found]) -> bool:
        """True inside “Council for Persons with Disabilities” and “Centre for Training in Judiciary”."""
        if tokens.words[i] == "in":
            j = i + 1
            placed = j in countries or j in self._cities or tokens.words[j : j + 1] == ["the"]
            named = j + 1 < len(tokens.words) and tokens.words[j + 1] in (*grammar.NAME_LINKS, ",", ".", "(", ")")
            subject = "for" in tokens.words[max(0, i - 3) : i]
            return subject and named and not placed and tokens.words[j] not in self._words.not_names
        return tokens.words[i] == "with" and tokens.words[i - 1] in self._words.served

    def _capitals(self, tokens: Tokens, raw: Sequence[str], i: int, context: tuple[set[int], dict[int, Found]]) -> int:
        while i < len(raw) and (
            tokens.titled[i] or (raw[i] in ("-", "&") and i + 1 < len(raw) and tokens.titled[i + 1])
        ):
            if i in context[0]:
                break
            i += 1
        return i

    def _joined(self, tokens: Tokens, raw: Sequence[str], i: int, context: tuple[set[int], dict[int, Found]]) -> int:
        """Return the end after “and Capital” where the right side is no name of its own."""
        joined = i + 1 < len(raw) and tokens.words[i] in grammar.NAME_AND and not self._closes_list(tokens, i, context)
        if joined and self._part_of_name(tokens, raw, i + 1, context):
            return self._capitals(tokens, raw, i + 1, context)
        return i

    @staticmethod
    def _closes_list(tokens: Tokens, i: int, context: tuple[set[int], dict[int, Found]]) -> bool:
        """True for the “and” of “Cisco, Intel, the Society for Education and Virginia Tech”: two bodies stand first."""
        j = i - 1
        while j > 0 and (tokens.titled[j] or tokens.words[j] in grammar.NAME_TAIL):
            j -= 1
        return tokens.words[j] == "," and j - 1 in context[0] and "," in tokens.words[max(0, j - 6) : j]

    def _listed(self, tokens: Tokens, raw: Sequence[str], i: int, context: tuple[set[int], dict[int, Found]]) -> int:
        """Return the end of “Gender, Children and the Arts”; a comma needs the closing “and”."""
        j = i
        while j + 1 < len(raw) and tokens.words[j] == "," and self._part_of_name(tokens, raw, j + 1, context):
            j = self._capitals(tokens, raw, j + 1, context)
        if j + 1 < len(raw) and tokens.words[j] == ",":
            j += 1
        # “Communications and the Arts”: one word alone, no head of another name.
        alone = tokens.words[j + 2 : j + 3] and tokens.words[j + 2] not in self._words.heads
        alone = alone and not any(tokens.titled[j + 3 : j + 4])
        joined = (j > i or alone) and tokens.words[j : j + 2] == ["and", "the"]
        arts = joined and self._part_of_name(tokens, raw, j + 2, context)
        closed = self._capitals(tokens, raw, j + 2, context) if arts else self._joined(tokens, raw, j, context)
        return closed if closed > j else i

    def _part_of_name(
        self, tokens: Tokens, raw: Sequence[str], i: int, context: tuple[set[int], dict[int, Found]]
    ) -> bool:
        if i >= len(raw) or not tokens.titled[i] or i in context[0] or i in context[1]:
            return False
        shout = raw[i].isupper() and len(raw[i]) > 1 and raw[i] not in self._words.not_acronyms
        head = self._words.heads.get(tokens.words[i])
        # “Ministry of Preschool and School Education”, unlike “Ministry of Health and University of Fiji”
        end = self._capitals(tokens, raw, i, context)
        whole = end < i + 2 or tokens.words[end - 1] in self._words.heads or tokens.words[end : end + 1] == ["of"]
        return not shout and (head is None or head.position == "suffix" or (head.kind == "academia" and not whole))

    def _bracketed(self, tokens: Tokens, raw: Sequence[str], taken: set[int], behind: dict[int, bool]) -> list[Name]:
        """Return names without a head noun that their bracketed acronym gives away: “Asia-Pacific Body (APB)”."""
        out = []
        for i in [i for i, text in enumerate(raw) if text == "("] if "(" in raw else ():
            if not 0 < i < len(raw) - 2 or raw[i + 2] != ")" or not ACRONYM.fullmatch(raw[i + 1]) or i - 1 in taken:
                continue
            if i in behind:
                shouts = raw[i + 1].isupper() and raw[i + 1].isalpha() and raw[i + 1] not in self._words.not_acronyms
                if behind[i] and shouts and i + 1 not in taken:
                    out.append(Name(i + 1, i + 2, "organisation_of_country", "", "", i + 2))
                continue
            start = self._initials(tokens, raw, i, (taken, grammar.NAME_LINKS))
            follows = tokens.words[i + 3] if i + 3 < len(raw) else ""
            if start is None or raw[i + 1] in self._words.not_acronyms or follows in self._words.activity:
                continue
            last = tokens.words[i - 1]
            beside = start - 1 - (tokens.words[start - 1] == "the")
            joined = beside > 0 and tokens.words[beside] == "and" and beside - 1 in taken
            if (last in self._words.activity and not joined) or tokens.words[start] in self._words.activity:
                continue
            rule = "partner_list" if joined else "organisation_acronym"
            out.append(Name(start, i + 3, rule, "", raw[i + 1], i))
        return out

    def _possessed(self, tokens: Tokens, taken: set[int], states: Sequence[Found]) -> list[Name]:
        """Return names behind their country: “Uganda's Posta Uganda”, “Tunisia's La Poste Tunisienne”, “Chad's ARC”."""
        names, words = [], tokens.words
        for state in states:
            first = end = state.end + 1
            while end < len(words) and tokens.titled[end] and tokens.raw[end][0].isalpha() and end not in taken:
                end += 1
            foreign = words[first : first + 1] and words[first] in grammar.NAME_LINKS
            own = any(first < f.start < end and f.entry.key == state.entry.key for f in states)
            named = (end - first > 1 and (foreign or own)) or (end == first + 1 and self._is_acronym(tokens, first))
            if words[state.end : first] == ["'s"] and named:
                names.append(Name(first, end, "organisation_of_country", "", name_end=end))
        return names

    def _is_acronym(self, tokens: Tokens, i: int) -> bool:
        """True for the body of “Chad's ARC will …”, unlike the first word of “Chad's SIM cards”."""
        text, behind = tokens.raw[i], "".join(tokens.words[i + 1 : i + 2])
        stands = not behind.isalpha() or behind in grammar.FUNCTION_WORDS or tokens.verbal[i + 1]
        return len(text) > 2 and ACRONYM.fullmatch(text) is not None and text not in self._words.not_acronyms and stands

    @staticmethod
    def _initials(tokens: Tokens, raw: Sequence[str], i: int, context: tuple[set[int], frozenset[str]]) -> int | None:
        """Return where a name starts whose initials the acronym behind it takes; None where none fits."""
        taken, links = context
        letters = [c for c in raw[i + 1].upper() if c.isalpha()]
        j = i - 1
        start = None
        while j >= 0 and letters and j not in taken:
            if tokens.titled[j] and raw[j][0].isalpha():
                if raw[j][0].upper() == letters[-1]:
                    letters.pop()
                    start = j
            elif tokens.words[j] not in links:
                break
            j -= 1
        return start if not letters and start is not None and i - start >= 2 else None


def _may_have_body(raw: Sequence[str], states: Sequence[Found]) -> dict[int, bool]:
    """Return by the end of each country whether a body of it may stand behind in brackets: “Guatemala (INTECAP)”.

    “Micronesia (FSM)”, “Saint Lucia (SL)” and “Fiji, Tonga and Vanuatu (FTV)” only get a short name.
    """
    keys = {state.start: state.entry.key for state in states}
    letters, ends = "", {}
    for state in sorted(states, key=lambda f: f.start):
        letters += raw[state.start][0]
        behind = "".join(raw[state.end + 1 : state.end + 2])
        own = "".join(word[0] for word in raw[state.start : state.end])
        initials = len(behind) > 1 and (letters.endswith(behind) or own == behind)
        ends[state.end] = not initials and keys.get(state.end + 1) != state.entry.key
    return ends
