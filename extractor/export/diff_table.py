"""Comparisons as JSON, as a table for a terminal, and as Markdown."""

import json
import textwrap
from collections.abc import Iterator, Sequence
from typing import IO

from extractor.export.as_json import safe
from extractor.export.wording import code, numbered, one_line
from models.findings import Comparison, Finding, Match, Reason, Severity, Side

_HEADINGS: dict[Severity, str] = {"discrepancy": "Discrepancies", "notice": "Notices", "info": "For information"}
_STYLES: dict[Severity, str] = {"discrepancy": "bold red", "notice": "bold yellow", "info": "bold cyan"}
_MARKDOWN = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]<>|#"})


def write_json(comparison: Comparison, stream: IO[str]) -> None:
    """Write a comparison as the contract's JSON.

    Args:
        comparison: What was found.
        stream: Where to write.
    """
    head = comparison.model_dump(mode="json", exclude={"matches", "findings", "summary"})
    summary = json.dumps(comparison.summary.model_dump(mode="json"), ensure_ascii=False, indent=2)
    stream.write(safe(json.dumps(head, ensure_ascii=False, indent=2)).removesuffix("\n}"))
    # One at a time: the text of all of them would take as much memory as the comparison itself.
    for name, parts in (("matches", comparison.matches), ("findings", comparison.findings)):
        stream.write(f',\n  "{name}": [')
        for place, part in enumerate(parts):
            stream.write(("," if place else "") + "\n    " + safe(part.model_dump_json()))
        stream.write("\n  ]" if parts else "]")
    stream.write(f',\n  "summary": {textwrap.indent(safe(summary), "  ").lstrip()}\n}}\n')


def write(comparison: Comparison, stream: IO[str]) -> None:
    """Write findings grouped by severity, each with its message and both quotes.

    Args:
        comparison: What was found.
        stream: Where to write; where it is a terminal, colours follow what the terminal and NO_COLOR say.
    """
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    console.print(Text(f"Before  {_side(comparison.before)}\nAfter   {_side(comparison.after)}"))
    for severity, heading in _HEADINGS.items():
        findings = [found for found in comparison.findings if found.severity == severity]
        if findings:
            console.print(Text(f"\n{heading} ({len(findings)})", style=_STYLES[severity]))
        for found in findings:
            style = "dim" if found.judgement and found.judgement.verdict == "dismissed" else ""
            kind = Text.assemble((code(found.kind), _STYLES[severity]), (f"  {found.id}", "dim"))
            console.print(kind, Text(one_line(found.message), style=style), sep="\n")
            for line in _beneath(found, comparison):
                console.print(Padding(Text(line, style="dim"), (0, 0, 0, 3), expand=False))
    for line in _explanations(comparison):
        console.print(Text(line))
    console.print(Text(f"\n{_summary(comparison)}", style="bold"))


def write_markdown(comparison: Comparison, stream: IO[str]) -> None:
    """Write findings grouped by severity as Markdown.

    Args:
        comparison: What was found.
        stream: Where to write.
    """
    lines = ["# What doesn't add up", ""]
    lines += [f"- Before: {_escaped(_side(comparison.before))}", f"- After: {_escaped(_side(comparison.after))}"]
    lines += [f"- {_summary(comparison)}", ""]
    for severity, heading in _HEADINGS.items():
        findings = [found for found in comparison.findings if found.severity == severity]
        lines += [f"## {heading} ({len(findings)})", ""] if findings else []
        for found in findings:
            lines += [f"**{code(found.kind)}** {_escaped(one_line(found.message))} `{found.id}`", ""]
            beneath = [f"> {_escaped(line)}  " for line in _beneath(found, comparison)]
            lines += [*beneath, ""] if beneath else []
    lines += [_escaped(line) for line in _explanations(comparison)]
    print("\n".join(lines).rstrip(), file=stream)


def _side(side: Side) -> str:
    period = [f"{side.period.start} to {side.period.end}"] if side.period else []
    told = numbered(len(side.documents), "document"), numbered(side.records, "record")
    return ", ".join([one_line(side.label), *period, *told])


def _beneath(found: Finding, comparison: Comparison) -> Iterator[str]:
    """Yield both quotes, and what was said about the finding."""
    yield from _quotes("before", found.before, comparison)
    yield from _quotes("after", found.after, comparison)
    if judgement := found.judgement:
        name = f" by {judgement.name}" if judgement.name else ""
        note = f": {judgement.note}" if judgement.note else ""
        yield one_line(f"{judgement.verdict}{name}{note}")


def _quotes(side: str, keys: Sequence[str], comparison: Comparison) -> Iterator[str]:
    for key in keys:
        statement = comparison.statements["before" if side == "before" else "after"].get(key)
        if statement:
            page = f", page {statement.page}" if statement.page else ""
            yield f"{side:<6} “{one_line(statement.text, 300)}” ({one_line(statement.document)}{page})"


def _explanations(comparison: Comparison) -> Iterator[str]:
    told = [(match, match.reasons) for match in comparison.matches if match.reasons]
    if told:
        yield f"\nMatches ({len(told)})"
    for match, reasons in told:
        yield from _explained(match, reasons, comparison)


def _explained(match: Match, reasons: Sequence[Reason], comparison: Comparison) -> Iterator[str]:
    yield f"\n{match.before} and {match.after}, score {match.score:.2f}"
    yield from _quotes("before", (match.before,), comparison)
    yield from _quotes("after", (match.after,), comparison)
    for reason in reasons:
        yield f"   {reason.points:+6.2f}  {code(reason.feature):<11} {one_line(reason.note, 90)}"


def _summary(comparison: Comparison) -> str:
    summary = comparison.summary
    kinds = ", ".join(f"{number} {code(kind)}" for kind, number in summary.by_kind.items())
    discrepancies = numbered(summary.discrepancy, "discrepancy", "discrepancies")
    counted = f"{discrepancies}, {numbered(summary.notice, 'notice')}, {summary.info} for information"
    return f"{counted} ({kinds})" if kinds else counted


def _escaped(text: str) -> str:
    return text.translate(_MARKDOWN)
