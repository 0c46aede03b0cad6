"""How far an activity is where its own words don't tell: by the line above, by its section, by its date."""

import re

from extractor.assembly import calendars, status
from extractor.assembly.context import Context, opening_date
from extractor.assembly.drafts import Basis, Draft
from extractor.normalise.dates import resolve
from extractor.rules.annotations import AnnotatedBlock, Clause

_LABEL_MOST = 50
_HOUR = re.compile(r"\d{1,2}[:h.]\d\d")
_OF_SECTION = {"next_steps": "planned", "under_way": "ongoing", "called_off": "cancelled"}


def status_from_above(context: Context, block: AnnotatedBlock, clause: Clause) -> Basis:
    """Return the status of a fragment: of the line that leads its list in, of its section, of its date.

    Args:
        context: The document around.
        block: The block.
        clause: The fragment.
    """
    parent = block.block.parent
    told = _of_lead(context.document.blocks[parent]) if parent is not None else None
    by_date = status_of_date(context, block, clause)
    if told and told.value == "completed" and by_date.value == "planned":
        return by_date
    if told:
        return told._replace(carried=True)
    value = _OF_SECTION.get(context.role_of(block.block))
    if value is None or (value == "planned" and _is_past(context, block)):
        return by_date
    return Basis(value, clause.start, clause.start, "status_section", carried=True)


def _of_lead(above: AnnotatedBlock) -> Basis | None:
    """Return what “The following were held:”, “In progress:” tell of the items under them."""
    clauses = [clause for sentence in reversed(above.sentences) for clause in reversed(sentence.clauses)]
    told = (status.of_predicate(above, clause, clause.main) for clause in clauses if clause.main)
    found = next(filter(None, told), None)
    label = len(above.text) <= _LABEL_MOST and above.text.rstrip().endswith(":")
    if found is None and label and clauses and clauses[0].main is None:
        return status.of_cues(above, clauses[0].start, clauses[0].end, verbless=True)
    return found


def status_of_date(context: Context, block: AnnotatedBlock, clause: Clause) -> Basis:
    """Return planned for what lies after the day of publication, else completed; a diary line's date is its own.

    Args:
        context: The document around.
        block: The block.
        clause: The clause.
    """
    start = block.block.start if opening_date(block) else clause.start
    return status_by_date(context, block, start, clause.end)


def status_by_date(context: Context, block: AnnotatedBlock, start: int, end: int) -> Basis:
    """Return planned for what begins after the day of publication, else completed.

    Args:
        context: The document around.
        block: The block.
        start: First character.
        end: One past the last.
    """
    dates = context.dates_in(block)
    today = dates.published or (dates.period[1] if dates.period else None)
    for found in block.dates:
        if start <= found.start < end:
            value = resolve(found.match, dates)
            if value and value.start and today and value.start > today:
                return Basis("planned", found.start, found.end, "status_by_date")
    to_come = calendars.is_to_come(context.document)
    return Basis("planned" if to_come else "completed", start, start, "status_default")


def status_of_carried(context: Context, draft: Draft) -> Basis:
    """Return planned where nothing but a date from above tells how far it is, and that lies ahead; else its status.

    One without its year does so only for the hours of a programme.

    Args:
        context: The document around.
        draft: The activity.
    """
    when = next(iter(draft.dates), None)
    if when is None or not when.carried or draft.status.rule != "status_default":
        return draft.status
    if when.found.match.needs_year and not _HOUR.match(draft.block.block.label or ""):
        return draft.status
    dates = context.dates_in(draft.block)
    value = resolve(when.found.match, dates)
    if value and value.start and dates.published and value.start > dates.published:
        return Basis("planned", when.found.start, when.found.end, "status_by_date", carried=True)
    return draft.status


def _is_past(context: Context, block: AnnotatedBlock) -> bool:
    """True where a block tells days or months with their years, all of them before the day of publication."""
    today = context.dates.published
    told = [found.match for found in block.dates if not (found.match.bare_year or found.match.needs_year)]
    ends = [value and value.end for value in (resolve(match, context.dates) for match in told)]
    return bool(ends) and today is not None and all(last is not None and last < today for last in ends)
