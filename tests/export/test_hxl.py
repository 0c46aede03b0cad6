"""HXL: what libhxl reads and its validator says."""

import io

import pytest

from tests.export import made

hxl = pytest.importorskip("hxl")


@pytest.fixture
def source(written):
    def read(*records):
        content = written("hxl", made.result(*records))
        return hxl.data(hxl.make_input(io.BytesIO(content), hxl.InputOptions(allow_local=True))).cache()

    return read


def values(row, pattern) -> list[str]:
    return [value for value in row.get_all(pattern) if value]


def test_libhxl_finds_every_tag(source):
    found = source()
    tags = {column.display_tag for column in found.columns}
    assert tags >= {
        "#activity+type", "#country+code+v_iso3", "#country+name", "#loc+name", "#org+prog", "#org+impl",
        "#org+funder", "#reached+ind", "#date+start", "#date+end", "#date+occurred", "#status", "#meta+source",
    }  # fmt: skip
    full, bare = found
    assert values(full, "#country+code+v_iso3") == ["GHA", "NAM", "XKX"]
    assert values(full, "#org+impl") == ["The UNICEF", "The UNESCO"]
    assert (values(full, "#org+funder"), values(full, "#org+partner")) == (["The GIZ"], ["The X"])
    assert (full.get("#reached+ind"), full.get("#org+prog")) == ("104", "ITU")
    assert [full.get(f"#date+{end}") or "" for end in ("start", "end", "occurred")] == ["2023-06-10", "2023-06-12", ""]
    assert (bare.get("#status"), values(bare, "#reached")) == ("planned", [])


def test_the_validator_has_nothing_to_say(source):
    said = []
    records = (made.FULL, made.BARE, made.record("r-3", dates=[made.days("2023-05-01", "2023-05-31", "month")]))
    assert hxl.schema(None, callback=said.append).validate(source(*records))
    assert [f"{one.rule.severity}: {one.message}" for one in said if one.rule.severity != "info"] == []


@pytest.mark.parametrize(
    ("date", "told"),
    [
        (("2023-05-04", "2023-05-04", "day"), ["2023-05-04", "2023-05-04", "2023-05-04"]),
        (("2023-05-01", "2023-05-31", "month"), ["2023-05", "2023-05", ""]),
        (("2023-01-01", "2023-12-31", "year"), ["2023", "2023", ""]),
        (("2023-05-01", None, "range"), ["2023-05-01", "", ""]),
    ],
)
def test_a_month_stays_a_month(source, date, told):
    (row,) = source(made.record(dates=[made.days(*date)]))
    assert [row.get(f"#date+{end}") or "" for end in ("start", "end", "occurred")] == told
