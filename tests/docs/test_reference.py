"""The reference names every command, option, code, setting and field, and no other."""

import re
from dataclasses import fields
from functools import cache
from typing import get_args

import click
import pytest

from extractor import errors
from extractor.backfill import errors as backfill_errors
from extractor.cli.export import FORMATS
from extractor.cli.main import cli
from extractor.export.as_hxl import TAGS
from extractor.lexicon.load import load
from extractor.lexicon.rows import Lexicons
from extractor.rules.factories import FACTORIES
from extractor.settings import Limits
from extractor.store import errors as store_errors
from extractor.store.schema import metadata
from models import Check, DocumentFacts, Extraction, Record, record, spans
from models.findings import SEVERITIES, Comparison, Finding
from tests.conftest import ROOT

ROW = re.compile(r"^\| (`[^|]*`) \|", re.MULTILINE)
WARNING = re.compile(r"\bcode=\"(\w+)\"|_?warn\(\s*\"(\w+)\"|\bfound\[\"(\w+)\"\] =")


@cache
def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def coded(text: str) -> set[str]:
    """All that stands in code quotes in the first column of the tables of a text."""
    return {name for cell in ROW.findall(text) for name in re.findall(r"`([^`]+)`", cell)}


def section(text: str, heading: str) -> str:
    return re.split(r"^#+ ", text.partition(f"# {heading}\n")[2], flags=re.MULTILINE)[0]


def commands(command: click.Command, *words: str):
    yield words, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if not inner.hidden:
                yield from commands(inner, *words, name)


@pytest.mark.parametrize("words", [" ".join(words) for words, _ in commands(cli, "extract")])
def test_every_command_is_told_with_its_help(words):
    assert f"# {words}\n\n```console\n$ {words} --help\nUsage: {words} " in page("reference/cli.md")


def test_no_other_command_is_told():
    told = re.findall(r"^#+ (extract.*)$", page("reference/cli.md"), re.MULTILINE)
    assert told == sorted(told, key=told.index)
    assert set(told) == {" ".join(words) for words, _ in commands(cli, "extract")}


def test_every_option_has_help_or_speaks_for_itself():
    silent = {"--verdict", "--status", "--format"}
    for words, command in commands(cli, "extract"):
        for param in command.params:
            if isinstance(param, click.Option) and not param.hidden:
                assert param.help or silent & set(param.opts), (words, param.opts)


def kinds(base: type) -> set[str]:
    return {code for kind in base.__subclasses__() for code in {kind.code, *kinds(kind)}}


def test_every_error_is_told():
    text = section(page("reference/messages.md"), "Errors")
    assert store_errors.StoreLostError in errors.ExtractError.__subclasses__()
    every = kinds(errors.ExtractError) | kinds(backfill_errors.DocumentError)
    # Its kinds are told, each by itself.
    every.remove(errors.UnreadableError.code)
    assert coded(text) == every


def test_every_warning_is_told():
    sources = [path for part in ("parsers", "assembly") for path in (ROOT / "extractor" / part).rglob("*.py")]
    found = {"".join(names) for path in sources for names in WARNING.findall(path.read_text(encoding="utf-8"))}
    assert found
    assert found <= coded(section(page("reference/messages.md"), "Warnings"))


def test_every_limit_is_told_with_its_usual_value():
    told = re.findall(r"^\| `(\w+)` \| .* \| ([\d.]+)([kMG]?) \|$", page("reference/settings.md"), re.MULTILINE)
    units = {"": 1, "k": 1 << 10, "M": 1 << 20, "G": 1 << 30}
    assert {name: float(number) * units[unit] for name, number, unit in told} == {
        limit.name: limit.default for limit in fields(Limits)
    }


def test_every_variable_is_told():
    told = coded(section(page("reference/settings.md"), "Environment variables"))
    asked = {param.envvar for _, command in commands(cli) for param in command.params if param.envvar}
    read = {
        name
        for path in (ROOT / "extractor").rglob("*.py")
        for name in re.findall(r"environ(?:\.get\(|\[)\"(\w+)\"", path.read_text(encoding="utf-8"))
    }
    assert asked | read <= told


@pytest.mark.parametrize(
    ("model", "heading"),
    [
        (Extraction, "Fields of a record"),
        (DocumentFacts, "`document`"),
        (Record, "`records`"),
        (Check, "`checks`"),
    ],
)
def test_every_field_is_told(model, heading):
    assert coded(section(page("reference/records.md"), heading)) == set(model.model_fields)


@pytest.mark.parametrize(
    ("heading", "codes"),
    [
        ("`activity_type`", record.ActivityType),
        ("`status`", record.Status),
        ("`participants` and `quantities`", record.Qualifier),
        ("Characters and dates", spans.DatePrecision),
    ],
)
def test_every_code_is_told(heading, codes):
    assert coded(section(page("reference/records.md"), heading)) == set(get_args(codes))


def test_every_role_is_told():
    text = section(page("reference/records.md"), "`partners`")
    assert all(f"`{role}`" in text for role in get_args(record.PartnerRole))


def test_every_kind_of_finding_is_told_with_its_severity():
    text = page("reference/findings.md")
    told = re.findall(r"^\| (`[^|]*`) \| (\w+) \| ", text, re.MULTILINE)
    assert {name: severity for names, severity in told for name in re.findall(r"`(\w+)`", names)} == SEVERITIES
    for name in (set(Comparison.model_fields) | set(Finding.model_fields)) - {"statements", "expired"}:
        assert f"`{name}`" in text


def test_every_format_is_told():
    assert re.findall(r"^\| `(\w+)` \|", page("how-to/export.md"), re.MULTILINE) == list(FORMATS)


def test_every_component_is_told_with_its_groups():
    for name, (_, groups) in FACTORIES.items():
        (line,) = [line for line in page("how-to/library.md").splitlines() if re.match(rf"\| .*`{name}`.* \|", line)]
        assert all(group in line for group in groups)


def test_every_hashtag_is_told():
    text = section(page("reference/exports.md"), "HXL")
    for tag in TAGS:
        base, *attributes = tag.hashtag.split("+")
        assert base in text
        assert not attributes or f"+{attributes[-1]}`" in text


def test_every_table_of_the_store_is_told():
    assert coded(page("reference/store.md")) == set(metadata.tables)


def test_every_word_list_is_told_with_its_columns():
    told = re.findall(r"^\| `(\w+)\.csv` \| \[`(\w+)`\]", page("reference/word-lists.md"), re.MULTILINE)
    assert told == [(table.name, table.metadata["row"].__name__) for table in fields(Lexicons)]


def test_every_kind_of_phrase_is_told_as_its_table_tells_it():
    text = section(page("reference/word-lists.md"), "Kinds of phrases")
    told = re.findall(r"^\| `(\w+)` \| (.+) \|$", text, re.MULTILINE)
    assert told == [tuple(row) for row in load().phrase_kinds]
