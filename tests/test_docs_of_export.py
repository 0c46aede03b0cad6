"""What docs/export.md tells of columns, formats and components is so."""

import re

from extractor.cli.export import FORMATS
from extractor.export.as_hxl import TAGS
from extractor.rules.factories import FACTORIES
from tests.conftest import ROOT

TEXT = (ROOT / "docs" / "export.md").read_text(encoding="utf-8")


def test_every_format_is_told():
    assert re.findall(r"^\| `(\w+)` \|", TEXT, re.MULTILINE)[: len(FORMATS)] == list(FORMATS)


def test_every_component_is_told_with_its_groups():
    for name, (_, groups) in FACTORIES.items():
        (line,) = [line for line in TEXT.splitlines() if line.startswith("| `council_") and f"`{name}`" in line]
        assert all(group in line for group in groups)


def test_every_hashtag_is_told():
    section = TEXT.partition("## HXL")[2].partition("##")[0]
    for tag in TAGS:
        base, *attributes = tag.hashtag.split("+")
        assert base in section
        assert not attributes or f"+{attributes[-1]}`" in section
