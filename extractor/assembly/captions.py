"""What the lines over a table say its rows are: “The meetings were held as follows:”, “Courses delivered in 2016”."""

from collections.abc import Iterator

from extractor.assembly import status
from extractor.assembly.activity import GATHERINGS, choose
from extractor.assembly.context import Context
from extractor.assembly.drafts import Basis, Caption
from extractor.rules.annotations import AnnotatedBlock, AnnotatedDocument, Mention


def over_row(context: Context, row: AnnotatedBlock) -> Caption | None:
    """Return what the line over a row's table, its heading or the title says of its rows; None where they say nothing.

    Args:
        context: The document around.
        row: A row of a table.
    """
    table = row.block.table
    if table not in context.captions:
        first = context.document.blocks[context.table_starts[table]]
        context.captions[table] = next(filter(None, map(_read, _lines_over(context.document, first))), None)
    return context.captions[table]


def _lines_over(document: AnnotatedDocument, first: AnnotatedBlock) -> Iterator[AnnotatedBlock]:
    above = document.blocks[: first.block.index]
    yield from above[-1:]
    if first.block.section:
        yield from [b for b in above if b.block.kind == "heading"][-1:]
    yield from above[:1]


def leads_table(document: AnnotatedDocument, block: AnnotatedBlock) -> bool:
    """Return True for a line that says what the rows of the table behind it are.

    Args:
        document: The annotated document.
        block: Any block.
    """
    behind = document.blocks[block.block.index + 1 : block.block.index + 2]
    leads = bool(behind) and behind[0].block.kind == "table_row" and block.text.rstrip().endswith(":")
    return leads and _read(block) is not None


def _read(line: AnnotatedBlock) -> Caption | None:
    """Read “The meetings were held as follows:” and “Meetings held”: several events, and how far they are."""
    if not line.sentences or line.block.kind == "table_row":
        return None
    clause = line.sentences[-1].clauses[-1]
    verb = clause.main
    if verb is None or (verb.bare and line.text.rstrip()[-1:] not in ".:"):
        return _listed(line)
    noun = choose(line, clause)
    leads = line.block.kind == "paragraph" and line.text.rstrip().endswith(":")
    if not leads or verb.frame not in ("hold", "happen", "deliver", "plan") or noun is None:
        return None
    tells = status.of_predicate(line, clause, verb)
    if tells is None or not _is_several(noun) or noun.start > verb.start:
        return None
    return Caption(_kind(noun), tells._replace(carried=True))


def _listed(line: AnnotatedBlock) -> Caption | None:
    """Read “Table 3: training courses delivered in 2022” and “Table-top exercises (TTX)”."""
    noun = next(filter(_is_several, reversed(line.of("activity"))), None)
    if noun is None or not line.sentences:
        return None
    tells = status.of_fragment(line, line.sentences[-1].clauses[-1])
    return Caption(_kind(noun), tells._replace(carried=True) if tells else None)


def _is_several(noun: Mention) -> bool:
    return noun.key in GATHERINGS and (noun.text.endswith("s") or noun.text.casefold().endswith("training"))


def _kind(noun: Mention) -> Basis:
    return Basis(noun.key, noun.start, noun.end, "activity_noun", carried=True)
