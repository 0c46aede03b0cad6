"""Records with the reasons for their values, as text for a reader."""

import textwrap
from collections.abc import Iterator, Sequence

from extractor.export.wording import code, one_line
from models import Record
from models.reasons import ExplainedExtraction, Reason


def explanation(explained: ExplainedExtraction, records: Sequence[Record], width: int) -> str:
    """Return what the records say, and for each value the words and the rule that gave it.

    Args:
        explained: A result and its reasons.
        records: Those of its records to tell about.
        width: Characters in a line.
    """
    order = {record.id: position for position, record in enumerate(explained.result.records, start=1)}
    told = [
        "\n".join(_record(order[record.id], record, explained.reasons.get(record.id, ()), width))
        for record in records
    ]
    return "\n\n".join(told or ["No records."]) + "\n"


def _record(position: int, record: Record, reasons: Sequence[Reason], width: int) -> Iterator[str]:
    evidence = record.evidence
    place = [f"record {record.id}"]
    place += [f"page {evidence.page}"] if evidence.page else []
    place += [f"“{heading}”" for heading in evidence.section]
    title = one_line(f"{position}. {code(record.activity_type)}, {record.status}: {record.title}")
    yield _wrapped(title, "   ", width, initial="")
    yield _wrapped(one_line(" · ".join(place)), "   ", width)
    yield _wrapped(f"“{one_line(evidence.text)}”", "   ", width)
    for reason in reasons:
        label = f"   {code(reason.field):<14} "
        yield _wrapped(label + _because(reason), "   " + " " * 15, width, initial="")


def _because(reason: Reason) -> str:
    value, words = one_line(reason.value), one_line(reason.words, 120)
    said = "as the text says" if words == value else f"because the text says “{words}”"
    parts = [f"{value}, {said}" if words else value]
    if reason.carried:
        parts.append("carried over from outside the statement")
    if reason.note:
        parts.append(one_line(reason.note))
    return f"{'; '.join(parts)} [{one_line(reason.rule)}, characters {reason.start}–{reason.end}]"


def _wrapped(text: str, indent: str, width: int, *, initial: str | None = None) -> str:
    first = indent if initial is None else initial
    filler = textwrap.TextWrapper(width, initial_indent=first, subsequent_indent=indent)
    filler.break_on_hyphens = filler.break_long_words = False
    return filler.fill(text)
