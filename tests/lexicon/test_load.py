"""The loader: what an overlay does, and the faults that it must tell."""

import csv
import io
import subprocess
import sys
import typing
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import LexiconError
from extractor.lexicon.load import Lexicons, check, column_docs, digest, load, shipped_folder
from models.record import ActivityType

TABLES = fields(Lexicons)
REGIONS_HEADER = "id,name,aliases,kind\n"
ORGANISATIONS_HEADER = "id,name,acronyms,aliases,kind,parent,country\n"
NOUNS_HEADER = "noun,plural,type,weight\n"
PHRASES_HEADER = "phrase,kind\n"
VERBS_HEADER = "lemma,past,participle,gerund,third_person,frame,type,alone\n"


def faults_of(folder) -> list[str]:
    with pytest.raises(LexiconError) as caught:
        load(folder)
    assert caught.value.faults == check(folder)
    return caught.value.faults


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_shipped_tables_are_there_and_filled(table):
    assert getattr(load(), table.name)


def test_every_shipped_file_is_a_table():
    assert {path.stem for path in shipped_folder().glob("*.csv")} == {table.name for table in TABLES}


def test_shipped_tables_have_no_fault():
    assert check() == []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_is_documented(table):
    docs = column_docs(table.metadata["row"])
    assert list(docs) == list(table.metadata["row"]._fields)
    assert all(text.endswith(".") for text in docs.values())


def test_codes_that_other_readers_lose_are_text():
    codes = {row.alpha_3: row.alpha_2 for row in load().countries}
    assert (codes["NAM"], codes["NOR"]) == ("NA", "NO")


def test_an_overlay_file_replaces_its_table_and_no_other(tmp_path):
    (tmp_path / "regions.csv").write_text(REGIONS_HEADER + "fens,The Fens,Fenland|Fen country,geographic\n")
    loaded = load(tmp_path)
    assert [(row.id, row.aliases) for row in loaded.regions] == [("fens", ("Fenland", "Fen country"))]
    assert loaded.countries == load().countries


def test_an_added_row_joins_and_one_with_a_known_key_replaces_in_place(tmp_path):
    (tmp_path / "regions.add.csv").write_text(
        REGIONS_HEADER + "africa,Whole of Africa,,geographic\nfens,The Fens,,geographic\n"
    )
    before, after = load().regions, load(tmp_path).regions
    assert [row.id for row in after] == [*[row.id for row in before], "fens"]
    assert next(row for row in after if row.id == "africa").name == "Whole of Africa"


def test_columns_in_another_order_empty_rows_and_a_byte_order_mark_are_fine(tmp_path):
    text = "kind,aliases,name,id\r\ngeographic,,The Fens,fens\r\n\r\n,,,\r\n"
    (tmp_path / "regions.csv").write_text(text, encoding="utf-8-sig", newline="")
    assert [(row.id, row.name, row.kind) for row in load(tmp_path).regions] == [
        ("fens", "The Fens", "geographic")
    ]


def test_a_family_is_spelt_out_and_an_added_row_replaces_one_wording_of_it(tmp_path):
    shipped = {row.phrase for row in load().phrases if row.kind == "idiom"}
    assert {"lesson learnt", "lessons learned"} <= shipped
    assert not any("(" in row.phrase for row in load().phrases)
    (tmp_path / "status_cues.csv").write_text("cue,status,where\nunder (trial|way),ongoing,anywhere\n")
    (tmp_path / "status_cues.add.csv").write_text("cue,status,where\nunder way,planned,anywhere\n")
    assert [(row.cue, row.status) for row in load(tmp_path).status_cues] == [
        ("under trial", "ongoing"),
        ("under way", "planned"),
    ]


def test_the_choices_of_several_columns_go_together_and_an_empty_cell_with_all(tmp_path):
    rows = "law( |-)drafting,,strategy,normal\nfoot(wo|)man,foot(…)men,event,weak\n(big|wee) ka(y|ie),(…) ka(…)s,event,weak\n"
    (tmp_path / "activity_nouns.csv").write_text(NOUNS_HEADER + rows)
    assert [(row.noun, row.plural) for row in load(tmp_path).activity_nouns] == [
        ("law drafting", ""),
        ("law-drafting", ""),
        ("footwoman", "footwomen"),
        ("footman", "footmen"),
        ("big kay", "big kays"),
        ("big kaie", "big kaies"),
        ("wee kay", "wee kays"),
        ("wee kaie", "wee kaies"),
    ]


def test_what_desktops_leave_behind_is_passed_over(tmp_path):
    for name in (".DS_Store", "~$regions.csv", ".~lock.regions.csv#", "README.md"):
        (tmp_path / name).write_text("x")
    assert digest(load(tmp_path)) == digest(load())


@pytest.mark.parametrize(
    ("file", "content", "expected"),
    [
        ("regions.csv", "", "regions.csv: is empty"),
        (
            "regions.csv",
            "id;name;aliases;kind\na;b;;c\n",
            "regions.csv, row 1: semicolons separate the columns",
        ),
        ("regions.csv", "id\tname\taliases\tkind\n", "regions.csv, row 1: tabs separate the columns"),
        ("regions.csv", "id,name,kind\na,b,geographic\n", "regions.csv, row 1, column aliases: is missing"),
        ("regions.csv", "id,name,aliases,kind,note\n", "regions.csv, row 1, column note: is unknown"),
        ("regions.csv", "id,name,aliases,kind,kind\n", "regions.csv, row 1, column kind: stands twice"),
        ("regions.csv", REGIONS_HEADER + "a,b,geographic\n", "regions.csv, row 2: has 3 cells instead of 4"),
        ("regions.csv", REGIONS_HEADER + "a,,,geographic\n", "regions.csv, row 2, column name: is empty"),
        ("regions.csv", REGIONS_HEADER + "a,b,,\n", "regions.csv, row 2, column kind: is empty"),
        ("regions.csv", REGIONS_HEADER + "a,b,,area\n", "regions.csv, row 2, column kind: 'area' is none of"),
        (
            "regions.csv",
            REGIONS_HEADER + "a,b,c||d,geographic\n",
            "regions.csv, row 2, column aliases: 'c||d'",
        ),
        (
            "regions.csv",
            REGIONS_HEADER + "a,b ,,geographic\n",
            "regions.csv, row 2, column name: 'b ' has a space",
        ),
        ("regions.csv", REGIONS_HEADER + "a,b\0,,geographic\n", "regions.csv, row 2"),
        (
            "regions.csv",
            REGIONS_HEADER + 'a,"b\nc",,geographic\n',
            "regions.csv, row 2, column name: holds a line",
        ),
        ("regions.csv", REGIONS_HEADER + 'a,"b,,geographic\n', "regions.csv, row 2: "),
        (
            "regions.csv",
            REGIONS_HEADER + "a,b,,geographic\nc,d,,geographic\na,e,,geographic\n",
            "regions.csv, row 4, column id: 'a' stands in row 2 already",
        ),
        (
            "organisations.add.csv",
            ORGANISATIONS_HEADER + "FEN,Fen Office,,,government,,ATL\n",
            "organisations.add.csv, row 2, column country: 'ATL' is not in countries.csv",
        ),
        (
            "organisations.add.csv",
            ORGANISATIONS_HEADER + "FEN,Fen Office,,,government,MARSH,\n",
            "organisations.add.csv, row 2, column parent: 'MARSH' is not in organisations.csv",
        ),
        (
            "activity_nouns.add.csv",
            NOUNS_HEADER + "moot,moots,gathering,normal\n",
            "activity_nouns.add.csv, row 2, column type: 'gathering' is none of: training,",
        ),
        (
            "countries.add.csv",
            "alpha_3,alpha_2,m49,name,itu_region,m49_region,m49_subregion\natl,AX,,Atlantis,,Oceania,\n",
            "countries.add.csv, row 2, column alpha_3: 'atl' has not the form of 'NAM'",
        ),
        (
            "cities.add.csv",
            "name,alpha_3,population,ambiguous,kind,source\nFenton,GBR,many,no,city,hand\n",
            "cities.add.csv, row 2, column population: 'many' is not a whole number",
        ),
        (
            "cities.add.csv",
            "name,alpha_3,population,ambiguous,kind,source\nFenton,GBR,7,maybe,city,hand\n",
            "cities.add.csv, row 2, column ambiguous: 'maybe' is neither yes nor no",
        ),
        (
            "phrases.add.csv",
            PHRASES_HEADER + "foot the (bill|cost),funding_verb\nfoot the bill,funding_verb\n",
            "phrases.add.csv, row 3, column phrase and kind: 'foot the bill' and 'funding_verb' stands in row 2",
        ),
        (
            "phrases.add.csv",
            PHRASES_HEADER + "foot the (bill|cost,funding_verb\n",
            "phrases.add.csv, row 2, column phrase: 'foot the (bill|cost' has not the form of 'under (review|rev",
        ),
        (
            "activity_nouns.add.csv",
            NOUNS_HEADER + "(small|large) moot,(small|grand|large) moots,event,normal\n",
            "activity_nouns.add.csv, row 2: its columns have not equally many choices",
        ),
        (
            "activity_nouns.add.csv",
            NOUNS_HEADER + "(small|large) moot,(…) (…) moots,event,normal\n",
            "activity_nouns.add.csv, row 2: its columns have not equally many choices",
        ),
        (
            "verbs.add.csv",
            VERBS_HEADER + "moot,mooted,moot(ed|),mooting,moots,hold,,\n",
            "verbs.add.csv, row 2: its columns have not equally many choices",
        ),
        ("regoins.csv", REGIONS_HEADER, "regoins.csv: is the name of no lexicon table"),
        ("regions.csv.bak", REGIONS_HEADER, "regions.csv.bak: is the name of no lexicon table"),
    ],
)
def test_a_fault_is_told_with_file_row_and_column(tmp_path, file, content, expected):
    (tmp_path / file).write_text(content, encoding="utf-8", newline="")
    faults = faults_of(tmp_path)
    assert len(faults) == 1
    assert faults[0].startswith(expected)


@pytest.mark.parametrize("data", [b"\xff\xfei\0d\0", b"id,name,aliases,kind\na,Caf\xe9,,geographic\n"])
def test_another_encoding_is_told(tmp_path, data):
    (tmp_path / "regions.csv").write_bytes(data)
    assert [fault.partition(": ")[2] for fault in faults_of(tmp_path)] == [
        "is not UTF-8 text; save the file as CSV UTF-8"
    ]


def test_all_faults_of_all_files_are_told_at_once(tmp_path):
    (tmp_path / "regions.csv").write_text(REGIONS_HEADER + "a,,,area\n,b,,geographic\n")
    (tmp_path / "activity_nouns.add.csv").write_text(NOUNS_HEADER + "moot,,gathering,huge\n")
    (tmp_path / "extra.txt").write_text("x")
    places = sorted(fault.partition(": ")[0] for fault in faults_of(tmp_path))
    assert places == [
        "activity_nouns.add.csv, row 2, column type",
        "activity_nouns.add.csv, row 2, column weight",
        "extra.txt",
        "regions.csv, row 2, column kind",
        "regions.csv, row 2, column name",
        "regions.csv, row 3, column id",
    ]


def test_a_folder_that_is_missing_or_a_file_is_told(tmp_path):
    (tmp_path / "file").write_text("x")
    for path in (tmp_path / "missing", tmp_path / "file"):
        assert faults_of(path) == [f"{path}: is not a folder"]


def test_a_folder_named_like_a_table_is_told(tmp_path):
    (tmp_path / "regions.csv").mkdir()
    assert faults_of(tmp_path)[0].startswith("regions.csv: cannot be read")


def test_an_added_code_counts_for_the_rows_that_name_it(tmp_path):
    (tmp_path / "countries.add.csv").write_text(
        "alpha_3,alpha_2,m49,name,itu_region,m49_region,m49_subregion\nATL,AX,,Atlantis,,Oceania,\n"
    )
    (tmp_path / "demonyms.add.csv").write_text("demonym,alpha_3,language\nAtlantean,ATL|FRA,no\n")
    assert load(tmp_path).demonyms[-1].alpha_3 == ("ATL", "FRA")


def test_the_digest_tells_contents_apart_and_nothing_else(tmp_path):
    shipped = digest(load())
    assert digest(load(tmp_path)) == shipped
    (tmp_path / "regions.add.csv").write_text(REGIONS_HEADER + "fens,The Fens,,geographic\n")
    assert digest(load(tmp_path)) != shipped


def test_the_digest_is_the_same_in_another_process():
    code = "from extractor.lexicon.load import digest, load; print(digest(load()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == digest(load())


cells = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="|"), min_size=1
).filter(lambda text: text == text.strip())


@given(
    st.lists(st.tuples(cells, cells, st.lists(cells, max_size=3)), min_size=1, unique_by=lambda row: row[0])
)
def test_any_text_that_a_cell_may_hold_comes_back(tmp_path_factory, rows):
    folder = tmp_path_factory.mktemp("overlay")
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(["id", "name", "aliases", "kind"])
    writer.writerows((key, name, "|".join(aliases), "geographic") for key, name, aliases in rows)
    (folder / "regions.csv").write_text(stream.getvalue(), encoding="utf-8", newline="")
    assert [(row.id, row.name, list(row.aliases)) for row in load(folder).regions] == rows


@given(st.binary(max_size=200))
def test_any_bytes_load_or_are_told(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("overlay")
    (folder / "regions.csv").write_bytes(data)
    assert all(fault.startswith("regions.csv") for fault in check(folder))


def test_activity_types_are_those_of_the_contract():
    types = {row.type for row in load().activity_nouns}
    assert types <= set(typing.get_args(ActivityType))
