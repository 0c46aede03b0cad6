"""What a format's reader hands to the builder: blocks before cleaning, without offsets."""

from dataclasses import dataclass, field

from models import BlockKind
from models.source import ReadWarning


@dataclass(slots=True)
class RawBlock:
    """One block as the format tells it.

    Attributes:
        kind: What the format says the block is.
        text: Its text, uncleaned; for a table row the builder takes `cells` instead.
        level: Heading level from 1.
        depth: List depth from 1.
        label: Number or bullet where the format keeps it apart; the builder splits off typed ones.
        page: Page from 1.
        table: Number of the table from 0.
        cells: Texts of a row's cells, left to right.
        is_header: True for a table's header row.
        is_prose: True for a paragraph that the format says is no heading, however short.
    """

    kind: BlockKind
    text: str = ""
    level: int = 0
    depth: int = 0
    label: str | None = None
    page: int | None = None
    table: int | None = None
    cells: tuple[str, ...] = ()
    is_header: bool = False
    is_prose: bool = False


@dataclass
class RawDocument:
    """Everything that a format's reader found in one file."""

    blocks: list[RawBlock]
    media_type: str
    pages: int | None = None
    title: str | None = None
    published: str | None = None
    set_aside: list[str] = field(default_factory=list)
    warnings: list[ReadWarning] = field(default_factory=list)
