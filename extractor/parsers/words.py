"""Words that tell what a line is, read from the CSV files that people edit."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from re import IGNORECASE, Pattern, compile, escape

from extractor.lexicon.load import load
from extractor.settings import Settings


@dataclass(frozen=True, eq=False)
class LayoutWords:
    """The words behind cleaning and structure.

    Attributes:
        sections: Role ("summary", "annex" …) by section title in lower case.
        by_role: Words by their role in layout ("month", "ordinal" …).
    """

    sections: dict[str, str]
    by_role: dict[str, tuple[str, ...]]

    def section_role(self, line: str) -> str | None:
        """Return the role of a section title, with or without a number or letter after it ("Annex 2")."""
        key = line.replace("’", "'").casefold().rstrip(":.? ")
        if key in self.sections:
            return self.sections[key]
        head, _, tail = key.rpartition(" ")
        return self.sections.get(head) if len(tail) <= 3 and self.sections.get(head) == "annex" else None

    def either(self, *roles: str) -> str:
        """Return the words of the roles as an alternation for a regular expression, longest first."""
        words = {word for role in roles for word in self.by_role.get(role, ())}
        return (
            "|".join(escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) or r"(?!)"
        )

    @cached_property
    def month(self) -> Pattern[str]:
        """Match the name of a month."""
        return compile(rf"\b(?:{self.either('month')})\b")

    @cached_property
    def date(self) -> Pattern[str]:
        """Match a day with its month, or a month with its year, anywhere in a line."""
        months = self.either("month")
        return compile(rf"\b\d{{1,2}}\s+(?:{months})\b|\b(?:{months})\b[^.;]{{0,10}}\b(?:19|20)\d\d\b")

    @cached_property
    def title_line(self) -> Pattern[str]:
        """Match the start of a line of a title block that isn't the title."""
        return compile(rf"(?:{self.either('title_line')})(?!\w)", IGNORECASE)

    @cached_property
    def organisation_line(self) -> Pattern[str]:
        """Match a line that is a body's name, with at most a number, year or acronym after it."""
        words = self.either("organisation_line")
        return compile(rf"(?:{words})(?:\W+(?:\d{{1,4}}|[A-Z]{{2,6}})\W*)?$|(?:{words}) on ", IGNORECASE)

    @cached_property
    def caption(self) -> Pattern[str]:
        """Match the start of a table's or figure's caption."""
        return compile(rf"(?:{self.either('caption')})\s+\d+\b", IGNORECASE)


def load_words(settings: Settings) -> LayoutWords:
    """Return the layout words of the settings' lexicons.

    Args:
        settings: What the run was told.

    Raises:
        LexiconError: The overlay has faults.
    """
    return _load(settings.lexicons)


@lru_cache(maxsize=4)
def _load(overlay: Path | None) -> LayoutWords:
    lexicons = load(overlay)
    sections = {row.title.casefold(): row.role for row in lexicons.section_titles}
    by_role: defaultdict[str, list[str]] = defaultdict(list)
    for row in lexicons.layout_words:
        by_role[row.role] += row.words
    return LayoutWords(sections, {role: tuple(words) for role, words in by_role.items()})
