"""A record's fields as a person reads and corrects them: one text for each, and back."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar, get_args

from extractor.errors import UsageError
from extractor.lexicon.rows import Lexicons
from extractor.normalise.text import fold, slug
from models import CountryRef, DateSpan, Initiative, Location, Participant, Partner, Quantity, Record, Span
from models.decisions import EditedField
from models.record import ActivityType, PartnerRole, Qualifier, Status

_SEPARATOR = "; "
_SPLIT = re.compile(r"[;|\n]")
_ROLE = re.compile(rf"(.*?)\s*\(({'|'.join(get_args(PartnerRole))})\)")
_COUNT = re.compile(
    r"(?:(?P<qualifier>[a-z_ ]+?)\s+)?(?P<low>\d[\d,  ]*)(?:\s*[–-]\s*(?P<high>\d[\d,  ]*))?"
    r"(?:\s+(?P<noun>.*?))??(?P<part>\s*\(part\))?"
)
_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")

Value = TypeVar("Value")


class Names(NamedTuple):
    """What the word lists call things, by key."""

    countries: Mapping[str, str]
    organisations: Mapping[str, str]
    initiatives: Mapping[str, str]


def names_of(lexicons: Lexicons) -> Names:
    """Return the names of countries, organisations and initiatives by their keys."""
    return Names(
        {row.alpha_3: row.name for row in lexicons.countries},
        {row.id: row.name for row in lexicons.organisations},
        {row.id: row.name for row in lexicons.initiatives},
    )


def text_of(record: Record, field: EditedField) -> str:
    """Return a field as text: codes, ISO dates as "first/last", several values with "; " between.

    Args:
        record: The record.
        field: Which field.
    """
    value = getattr(record, field)
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return _SEPARATOR.join(text_of_value(each) for each in value)
    return text_of_value(value) if value else ""


def same(one: str, other: str) -> bool:
    """Return whether two texts of a field say the same: separators and spaces don't count."""
    return _parts(one) == _parts(other)


def edited(record: Record, field: EditedField, text: str, names: Names) -> Record:
    """Return a record with one field as a person says; values that the text keeps keep their characters.

    A value that the document doesn't say points at no characters, at the start of the statement.

    Args:
        record: The record.
        field: Which field.
        text: The field as `text_of` writes it.
        names: What the word lists call things.

    Raises:
        UsageError: The text is no value of the field.
    """
    kept = getattr(record, field)
    old = {text_of_value(each): each for each in (kept if isinstance(kept, tuple) else (kept,)) if each}
    at = Span(start=record.evidence.start, end=record.evidence.start, text="")
    value = _read(field, text, lambda part: old.get(part) or _MAKE[field](part, at, names))
    return record.model_copy(update={field: value})


def check(field: EditedField, text: str, names: Names) -> None:
    """Do nothing where a text is a value of a field; errors as for `edited`."""
    _read(field, text, lambda part: _MAKE[field](part, Span(start=0, end=0, text=""), names))


def _read(field: EditedField, text: str, make: Callable[[str], Any]) -> Any:
    if field in ("activity_type", "status", "title"):
        return make(" ".join(text.split()))
    parts = [" ".join(text.split())] if field in ("initiative", "location") else _parts(text)
    values = tuple(make(part) for part in parts if part)
    if field in ("initiative", "location"):
        return values[0] if values else None
    return values


def _parts(text: str) -> list[str]:
    return [" ".join(part.split()) for part in _SPLIT.split(text) if part.strip()]


def text_of_value(value: Any) -> str:
    """Return one value of a field as text."""
    match value:
        case str():
            return value
        case CountryRef():
            return value.alpha_3
        case Participant():
            return _counted(value, value.audience) + (" (part)" if value.part else "")
        case Quantity():
            return _counted(value, value.counted)
        case Partner():
            name = value.id if value.id.isupper() else value.name
            return f"{_plain(name)} ({value.role})"
        case DateSpan():
            return value.start if value.start == value.end and value.start else f"{value.start or ''}/{value.end or ''}"
    return _plain(value.name)


def _plain(text: str) -> str:
    return " ".join(_SPLIT.sub(",", text).split())


def _counted(value: Participant | Quantity, noun: str | None) -> str:
    qualifier = "" if value.qualifier in ("exact", "between") else value.qualifier.replace("_", " ") + " "
    high = f"–{value.value_max}" if value.value_max is not None else ""
    return f"{qualifier}{value.value}{high} {_plain(noun or '')}".rstrip()


def _code(field: str, codes: Sequence[str]) -> Callable[[str, Span, Names], str]:
    def make(part: str, _: Span, __: Names) -> str:
        code = part.lower().replace(" ", "_")
        if code not in codes:
            raise UsageError(f"{field} {part!r}", "is none of the codes", f"give one of {', '.join(codes)}")
        return code

    return make


def _title(part: str, _: Span, __: Names) -> str:
    if not part:
        raise UsageError("title", "is empty", "give a few words")
    return part


def _country(part: str, _: Span, names: Names) -> CountryRef:
    by_name = {fold(name): code for code, name in names.countries.items()}
    code = part.upper() if part.upper() in names.countries else by_name.get(fold(part))
    if not code:
        raise UsageError(f"country {part!r}", "is unknown", "give an ISO 3166-1 alpha-3 code, such as MAR")
    return CountryRef(alpha_3=code, name=names.countries[code], spans=())


def _initiative(part: str, _: Span, names: Names) -> Initiative:
    key = _key(part, names.initiatives)
    return Initiative(id=key or slug(part) or part, name=names.initiatives[key] if key else part)


def _location(part: str, at: Span, _: Names) -> Location:
    return Location(name=part, alpha_3=None, span=at)


def _partner(part: str, at: Span, names: Names) -> Partner:
    found = _ROLE.fullmatch(part)
    name, role = (found[1], found[2]) if found else (part, "partner")
    key = _key(name, names.organisations)
    known = names.organisations[key] if key else name
    return Partner.model_validate({"id": key or slug(name) or name, "name": known, "role": role, "span": at})


def _key(name: str, known: Mapping[str, str]) -> str | None:
    return name if name in known else next((key for key, full in known.items() if fold(full) == fold(name)), None)


def _participant(part: str, at: Span, _: Names) -> Participant:
    found = _figures(part)
    noun, is_part = found.pop("noun"), found.pop("part")
    return Participant.model_validate({**found, "audience": noun, "part": is_part, "span": at})


def _quantity(part: str, at: Span, _: Names) -> Quantity:
    found = _figures(part)
    noun = found.pop("noun")
    found.pop("part")
    return Quantity.model_validate({**found, "counted": noun, "span": at})


def _figures(part: str) -> dict[str, Any]:
    found = _COUNT.fullmatch(part)
    qualifier = (found["qualifier"] or "exact").replace(" ", "_") if found else ""
    if not found or qualifier not in get_args(Qualifier):
        raise UsageError(f"count {part!r}", "is none", "write it like “about 50 teachers” or “40–50 parents”")
    low, high = (_integer(found[name]) for name in ("low", "high"))
    between = "between" if high is not None and qualifier == "exact" else qualifier
    return {
        "value": low,
        "value_max": high,
        "qualifier": between,
        "noun": found["noun"] or None,
        "part": bool(found["part"]),
    }


def _integer(digits: str | None) -> int | None:
    return int(re.sub(r"\D", "", digits)) if digits else None


def _date(part: str, at: Span, _: Names) -> DateSpan:
    first, slash, last = part.partition("/")
    start, end = _days(first.strip()), _days(last.strip() if slash else first.strip())
    low, high = start[0] if start else None, end[1] if end else None
    wrong = (first.strip() and not start) or (last.strip() and not end) or not (low or high)
    if wrong or (low and high and low > high):
        raise UsageError(f"date {part!r}", "is none", "write 2025, 2025-03, 2025-03-14, or two with “/” between")
    same_day = low is not None and low == high
    precision = "day" if same_day else "range" if slash or not start else start[2]
    return DateSpan.model_validate({"start": low, "end": high, "precision": precision, "text": part, "span": at})


def _days(text: str) -> tuple[str, str, str] | None:
    found = _POINT.fullmatch(text)
    if not found:
        return None
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        first = date(year, month or 1, day or 1)
        last = first if day else date(year, month or 12, monthrange(year, month or 12)[1])
    except ValueError:
        return None
    return first.isoformat(), last.isoformat(), "day" if day else "month" if month else "year"


_MAKE: dict[EditedField, Callable[[str, Span, Names], Any]] = {
    "activity_type": _code("type", get_args(ActivityType)),
    "status": _code("status", get_args(Status)),
    "title": _title,
    "initiative": _initiative,
    "countries": _country,
    "location": _location,
    "participants": _participant,
    "quantities": _quantity,
    "partners": _partner,
    "dates": _date,
}
