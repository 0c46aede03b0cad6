"""Lines that lead a table in: “The regional meetings were held as follows:” tells what its rows are."""

from typing import NamedTuple

from extractor.assembly import status
from extractor.assembly.activity import GATHERINGS, choose
from extractor.assembly.context import Context
from extractor.assembly.drafts import Basis
from extractor.rules.annotations import AnnotatedBlock, AnnotatedDocument


class Caption(NamedTuple):
    """What each row of a table is, and how far."""

    kind: Basis
    status: Basis


def over_row(context: Context, row: AnnotatedBlock) -> Caption | None:
    """Return what the line over a row's table says of its rows; None where it says nothing.

    Args:
        context: The document around.
        row: A row of a table.
    """
    first = context.table_starts[row.block.table]
    return _read(context.document.blocks[first - 1]) if first else None


def leads_table(document: AnnotatedDocument, block: AnnotatedBlock) -> bool:
    """Return True for a line that says what the rows of the table behind it are.

    Args:
        document: The annotated document.
        block: Any block.
    """
    behind = document.blocks[block.block.index + 1 : block.block.index + 2]
    return bool(behind) and behind[0].block.kind == "table_row" and _read(block) is not None


def _read(line: AnnotatedBlock) -> Caption | None:
    """Read “The meetings were held as follows:”: several events, and how far they are."""
    if line.block.kind != "paragraph" or not line.text.rstrip().endswith(":") or not line.sentences:
        return None
    clause = line.sentences[-1].clauses[-1]
    noun, verb = choose(line, clause), clause.main
    if verb is None or verb.frame not in ("hold", "happen", "deliver", "plan") or noun is None:
        return None
    tells = status.of_predicate(line, clause, verb)
    several = noun.key in GATHERINGS and noun.text.endswith("s") and noun.start < verb.start
    if tells is None or not several:
        return None
    kind = Basis(noun.key, noun.start, noun.end, "activity_noun", carried=True)
    return Caption(kind, tells._replace(carried=True))
