"""One thing under two names: acronyms that expand in two ways, names spelt in two ways."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from extractor.normalise.text import fold
from extractor.reconcile.frame import Found, Frame, Values, finding
from extractor.reconcile.items import Ally, Item
from extractor.reconcile.match import Link
from extractor.reconcile.similarity import solid
from extractor.reconcile.vocabulary import stem

_BRACKETED = re.compile(r"\(([^\W\d_][\w-]{1,11})\)")
_ACRONYM = r"\w*[^\W\d_a-zà-ÿ][\w-]*[^\W\d_a-zà-ÿ]\w*"
_STANDS_FOR = r",? (?:which )?(?:stands|standing|short) for (?:the )?"
_EXPLAINED = re.compile(
    rf"\b({_ACRONYM})\b(?:\s+\w+){{0,2}}"
    rf"(?:\s*\((?:{_STANDS_FOR[2:]})?[“\"]?(?P<inside>[A-Z][^().:;]{{4,100}})"
    rf"|(?:\s*[:–—-]\s+|{_STANDS_FOR})[“\"]?([^\W\d_a-zà-ÿ][^().:;,]{{4,80}}))"
)
_JOINTS = re.compile(r"[(:–—]| - | for ")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_LONGEST = 12
_FEW = 5


def expansions(text: str) -> Iterator[tuple[str, str]]:
    """Yield each acronym of a text that is explained beside it, with its long form.

    “Long Form (LF)”, “LF (Long Form)”, “LF Principles: Long Form”, “LF, short for Long Form”; of “LONG-Name (Learning
    Of New Games)” the first part.
    """
    for match in _BRACKETED.finditer(text):
        acronym = match[1]
        if sum(letter.isupper() for letter in acronym) >= 2 and (long := _before(text[: match.start()], acronym)):
            yield acronym, long
    for match in _EXPLAINED.finditer(text):
        words = (match["inside"] or match[3]).split()
        for size in range(min(_LONGEST, len(words)), 1, -1):
            spelt = _spells(words[:size], match[1]) or _spells(words[:size], match[1].partition("-")[0])
            if spelt and words[size - 1][0].isupper():
                yield match[1], " ".join(words[:size]).strip(",”\"")
                break


def _before(text: str, acronym: str) -> str | None:
    """Return the words before a bracket that the acronym in it is made of."""
    words = re.split(r"[.;:()]\s*", text)[-1].split()
    for size in range(2, min(_LONGEST, len(words)) + 1):
        chosen = words[-size:]
        if chosen[0][0].isupper() and (_spells(chosen, acronym) or _shuffles(chosen, acronym)):
            return " ".join(chosen)
    return None


def _shuffles(words: Sequence[str], acronym: str) -> bool:
    """Return whether capitals of words are an acronym's letters in another order: acronyms outlive their names."""
    capitals = sorted(word[0].casefold() for word in words if word[0].isupper())
    return len(capitals) > 2 and capitals == sorted(acronym.casefold())


def _spells(words: Sequence[str], acronym: str) -> bool:
    """Return whether the first letters of words, small ones left out where need be, are an acronym's letters."""
    letters = [letter.casefold() for letter in acronym if letter.isalnum()]
    if not words or fold(words[0])[:1] != letters[0]:
        return False
    place = 0
    for word in words:
        parts = [part for part in re.split(r"[-/]", word) if part]
        for part in parts:
            if place < len(letters) and fold(part)[:1] == letters[place]:
                place += 1
            elif part[0].isupper():
                return False
    return place == len(letters)


def name_variants(frame: Frame) -> Iterator[Found]:
    """Yield a finding for each thing that goes by two names."""
    yield from _acronyms(frame)
    for link in frame.matching.links:
        yield from _spellings(link)


def _acronyms(frame: Frame) -> Iterator[Found]:
    ours, theirs = _explained(frame.before.items), _explained(frame.after.items)
    for acronym in sorted(ours.keys() & theirs.keys()):
        one, other = ours[acronym], theirs[acronym]
        if one.keys() & other.keys():
            continue
        (before, records), (after, others) = next(iter(one.values())), next(iter(other.values()))
        message = f"{acronym.upper() if acronym.islower() else acronym}: “{before}” before, “{after}” after"
        ids = tuple(records[:_FEW]), tuple(others[:_FEW])
        yield finding("name_variant", ids, Values("name", before, after), message)


Explained = dict[str, dict[tuple[str, ...], tuple[str, list[str]]]]


def _explained(items: Iterable[Item]) -> Explained:
    """Return the long forms of each acronym, with the records that give them or stand under a heading that does.

    A programme known by its acronym is explained by its own name where the text doesn't explain it.
    """
    found: Explained = defaultdict(dict)
    headings: dict[str, list[tuple[str, str]]] = {}
    for item in items:
        for heading in item.section:
            if heading not in headings:
                headings[heading] = list(expansions(heading))
        told = list(expansions(item.text)) if _JOINTS.search(item.text) else []
        inherited = [pair for heading in item.section for pair in headings[heading] if _mentions(item, pair[0])]
        for acronym, long in (*told, *inherited):
            _, records = found[acronym].setdefault(_essence(long), (long, []))
            records.extend(key for key in item.ids if key not in records)
    return found


def _mentions(item: Item, acronym: str) -> bool:
    return fold(acronym) in item.proper


def _essence(long: str) -> tuple[str, ...]:
    """Return a long form as its words count: without small ones, endings and spelling habits."""
    words = [word for word in _WORD.findall(long.replace("&", " ")) if word[0].isupper() or len(word) > 3]
    return tuple(stem(fold(word)) for word in words)


def renamed(before: Item, after: Item) -> list[tuple[Ally, Ally]]:
    """Return partners told by one side each that are one: an acronym and its name, or two spellings.

    Args:
        before: One telling.
        after: The other.
    """
    ours, theirs = ({ally.id for ally in item.allies} for item in (before, after))
    lost = [ally for ally in before.allies if ally.id not in theirs]
    gained = [ally for ally in after.allies if ally.id not in ours]
    return [(one, other) for one in lost for other in gained if same_partner(one, other)]


def same_partner(one: Ally, other: Ally) -> bool:
    """Return whether two partners are one under two names."""
    if any(long.short and _near(long.short, short.name) for long, short in ((one, other), (other, one))):
        return True
    return _near(one.name, other.name) or any(
        _spells(long.name.split(), short.said) and short.said.isupper() for long, short in ((one, other), (other, one))
    )


def _spellings(link: Link) -> Iterator[Found]:
    ids = link.before.ids, link.after.ids
    pairs = _programmes(link)
    if link.before.allies != link.after.allies:
        pairs = [(one.said, other.said) for one, other in _allies(link)] + pairs
    for one, other in dict.fromkeys(pairs):
        if _plain(one) != _plain(other) and _near(one, other):
            message = f"“{one}” before, “{other}” after: one name spelt in two ways"
            yield finding("name_variant", ids, Values("name", one, other), message)


def _allies(link: Link) -> list[tuple[Ally, Ally]]:
    """Return partners of matched activities that are one, told under two names or spelt in two ways."""
    before, after = link.before, link.after
    near = [
        (one, other)
        for one in before.allies
        for other in after.allies
        if one.id == other.id and one.said != other.said and _near(one.said, other.said)
    ]
    return renamed(before, after) + near


def _programmes(link: Link) -> list[tuple[str, str]]:
    """Return proper names of matched activities that differ in spaces and hyphens only.

    What one side tells as a partner, the other may only mention.
    """
    before, after = link.before, link.after
    if before.proper == after.proper and not (before.allies or after.allies):
        return []
    ours, theirs = _solid(before.proper), _solid(after.proper)
    partners = [{solid(fold(ally.said)): ally.said for ally in item.allies} for item in (before, after)]
    told = (ours, theirs), (partners[0], theirs), (ours, partners[1])
    return [(one[key], other[key]) for one, other in told for key in sorted(one.keys() & other.keys())]


def _solid(names: Iterable[str]) -> dict[str, str]:
    return {solid(name): name for name in sorted(names)}


@lru_cache(maxsize=4096)
def _plain(name: str) -> tuple[str, ...]:
    """Return a name without what is no other spelling: case, accents, articles, quotes."""
    words = [word.replace("'s", "") for word in _WORD.findall(fold(name))]
    return tuple(word.replace("isation", "ization") for word in (words[1:] if words[:1] == ["the"] else words))


def _near(one: str, other: str) -> bool:
    """Return whether two names are one but for spaces, hyphens, or a letter or two."""
    from rapidfuzz.distance import OSA

    ours, theirs = "".join(_plain(one)), "".join(_plain(other))
    if ours == theirs:
        return True
    allowed = 0 if min(len(ours), len(theirs)) < 7 else 1 if min(len(ours), len(theirs)) < 12 else 2
    return OSA.distance(ours, theirs, score_cutoff=allowed) <= allowed
