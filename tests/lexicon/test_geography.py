"""The geography tables: nothing drifted from their sources, and the places that matter are there."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pycountry
import pytest
from babel import Locale

from extractor.lexicon.load import load
from extractor.normalise.text import fold

ROOT = Path(__file__).parents[2]
LEXICONS = load()
NAMES = {fold(row.name): row for row in LEXICONS.country_names}
CITIES = {fold(row.name): row for row in LEXICONS.cities}
REGIONS = {fold(name): row for row in LEXICONS.regions for name in (row.name, *row.aliases)}


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "compile_geography", ROOT / "tools" / "compile_geography.py"
    )
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_country_codes_agree_with_iso():
    iso = {(c.alpha_3, c.alpha_2, c.numeric) for c in pycountry.countries}
    ours = {(row.alpha_3, row.alpha_2, row.m49) for row in LEXICONS.countries}
    assert ours == iso | {("XKX", "XK", "")}


def test_country_names_have_not_drifted(tool):
    rows = tool.read("country_names.csv")
    assert tool.compile_names(rows) == rows


def test_cities_have_not_drifted(tool):
    rows = tool.read("cities.csv")
    assert tool.compile_cities(rows, [row.name for row in LEXICONS.country_names]) == rows


def test_a_hand_row_and_a_judgement_survive_compiling(tool):
    kept = [
        {"alpha_3": "CHL", "name": "Copper Land", "kind": "common", "case_sensitive": "no", "source": "hand"},
        {"alpha_3": "JEY", "name": "Jersey", "kind": "short", "case_sensitive": "yes", "source": "iso"},
    ]
    compiled = {row["name"]: row for row in tool.compile_names(kept)}
    assert [compiled[row["name"]] for row in kept] == kept


@pytest.mark.parametrize("table", ["country_names", "cities"])
def test_no_folded_name_means_two_places(table):
    seen: dict[str, str] = {}
    for row in getattr(LEXICONS, table):
        # A name that only its capitals tell apart may fold like another of the same country.
        assert seen.setdefault(fold(row.name), row.alpha_3) == row.alpha_3, row.name


def test_every_country_is_found_under_its_own_name():
    missing = [row.name for row in LEXICONS.countries if NAMES[fold(row.name)].alpha_3 != row.alpha_3]
    assert missing == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Türkiye", "TUR"), ("Turkey", "TUR"), ("Turkiye", "TUR"), ("Cote d’Ivoire", "CIV"),
        ("Ivory Coast", "CIV"),
        ("Republic of Moldova", "MDA"), ("Moldova (Republic of)", "MDA"), ("Brunei", "BRN"),
        ("Brunei Darussalam", "BRN"), ("Micronesia", "FSM"), ("Micronesia (Federated States of)", "FSM"),
        ("Swaziland", "SWZ"), ("Burma", "MMR"), ("Zaire", "COD"), ("Dem. Rep. of the Congo", "COD"),
        ("Congo", "COG"), ("Congo (Rep. of the)", "COG"), ("Congo-Brazzaville", "COG"), ("Guinea", "GIN"),
        ("Guinea-Bissau", "GNB"), ("Guinea Bissau", "GNB"), ("Equatorial Guinea", "GNQ"), ("Niger", "NER"),
        ("Nigeria", "NGA"), ("Dominica", "DMA"), ("Dominican Rep.", "DOM"), ("Korea (Rep. of)", "KOR"),
        ("Dem. People's Rep. of Korea", "PRK"), ("DPRK", "PRK"), ("Lao P.D.R.", "LAO"), ("Lao PDR", "LAO"),
        ("Iran (Islamic Republic of)", "IRN"), ("Tanzania (United Republic of)", "TZA"), ("Palestine", "PSE"),
        ("Bolivia (Plurinational State of)", "BOL"), ("Venezuela (Bolivarian Republic of)", "VEN"),
        ("the former Yugoslav Republic of Macedonia", "MKD"), ("TFYR Macedonia", "MKD"), ("UK", "GBR"),
        ("Northern Ireland", "GBR"), ("Ireland", "IRL"), ("Hong Kong, China", "HKG"), ("Macao, China", "MAC"),
        ("St. Lucia", "LCA"), ("Saint Vincent & the Grenadines", "VCT"), ("St Kitts and Nevis", "KNA"),
        ("Trinidad & Tobago", "TTO"), ("The Gambia", "GMB"), ("The Bahamas", "BHS"), ("Cape Verde", "CPV"),
        ("Czech Republic", "CZE"), ("East Timor", "TLS"), ("Upper Volta", "BFA"), ("Kosovo*", "XKX"),
        ("Sao Tome & Principe", "STP"), ("Syria", "SYR"), ("Russia", "RUS"), ("Viet Nam", "VNM"),
        ("Vietnam", "VNM"), ("Samoa", "WSM"), ("American Samoa", "ASM"), ("US Virgin Islands", "VIR"),
    ],
)  # fmt: skip
def test_country_names(name, code):
    assert NAMES[fold(name)].alpha_3 == code


@pytest.mark.parametrize(
    "name",
    ["Ni", "NA", "NO", "Pacific", "Africa", "America", "Virgin Islands", "Guiana", "New Mexico", "CAR", "IT"],
)
def test_no_country_names(name):
    assert fold(name) not in NAMES


@pytest.mark.parametrize("row", [r for r in LEXICONS.country_names if re.fullmatch(r"[A-Z.&]{2,6}", r.name)])
def test_abbreviations_match_by_their_capitals_alone(row):
    assert row.case_sensitive


@pytest.mark.parametrize(
    ("city", "code"),
    [
        ("Geneva", "CHE"), ("Montreux", "CHE"), ("Busan", "KOR"), ("Guadalajara", "MEX"), ("Antalya", "TUR"),
        ("Marrakesh", "MAR"), ("Marrakech", "MAR"), ("Nadi", "FJI"), ("Cebu", "PHL"), ("Niš", "SRB"),
        ("Novi Sad", "SRB"), ("Sharm el-Sheikh", "EGY"), ("Hammamet", "TUN"), ("Punta Cana", "DOM"),
        ("The Hague", "NLD"), ("Georgetown", "GUY"), ("San José", "CRI"), ("Valencia", "ESP"),
        ("Kyiv", "UKR"),
        ("Kiev", "UKR"), ("Rangoon", "MMR"), ("Ulan Bator", "MNG"), ("Chișinău", "MDA"), ("Chisinau", "MDA"),
        ("Port-au-Prince", "HTI"), ("N’Djamena", "TCD"), ("Nur-Sultan", "KAZ"), ("Washington, D.C.", "USA"),
        ("Mexico City", "MEX"), ("Panama City", "PAN"), ("Guatemala City", "GTM"), ("Tripoli", "LBY"),
        ("Kingston", "JAM"), ("São Tomé", "STP"), ("Pristina", "XKX"), ("Santo Domingo", "DOM"),
        ("Hyderabad", "IND"), ("Alexandria", "EGY"), ("Mbabane", "SWZ"), ("Palais des Nations", "CHE"),
    ],
)  # fmt: skip
def test_cities(city, code):
    assert CITIES[fold(city)].alpha_3 == code


@pytest.mark.parametrize(
    "name",
    ["Luxembourg", "Singapore", "Monaco", "Panama", "Djibouti", "Guatemala", "Mexico", "Itu", "Kuwait"],
)
def test_no_cities(name):
    assert fold(name) not in CITIES


@pytest.mark.parametrize(
    "name", ["Reading", "Nice", "Mobile", "Orange", "Bath", "Victoria", "Sofia", "Lincoln"]
)
def test_cities_that_are_words_or_first_names_too(name):
    assert CITIES[fold(name)].ambiguous


@pytest.mark.parametrize("name", ["Geneva", "Nairobi", "Dakar", "Vienna", "Montevideo", "Suva"])
def test_cities_that_are_nothing_else(name):
    assert not CITIES[fold(name)].ambiguous


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Caribbean", "caribbean"), ("Arab States", "arab-states"), ("Asia-Pacific", "asia-pacific"),
        ("Asia and the Pacific", "asia-pacific"), ("CIS", "cis"), ("Pacific Islands", "pacific"),
        ("OECS", "OECS"), ("ASEAN", "ASEAN"), ("SADC region", "SADC"), ("SIDS", "SIDS"), ("LDCs", "LDC"),
        ("Western Balkans", "western-balkans"), ("South-East Asia", "south-east-asia"),
        ("Southeast Asia", "south-east-asia"), ("Sub-Saharan Africa", "sub-saharan-africa"),
    ],
)  # fmt: skip
def test_regions(name, id_):
    assert REGIONS[fold(name)].id == id_


def test_no_region_name_means_two_regions_or_a_country():
    names = [fold(name) for row in LEXICONS.regions for name in {fold(n) for n in (row.name, *row.aliases)}]
    assert sorted(names) == sorted(set(names))
    assert not set(names) & set(NAMES)


def test_demonyms_are_no_country_names_and_know_their_languages():
    languages = {
        fold(part) for name in Locale("en").languages.values() for part in (name, name.split(" (")[0])
    }
    for row in LEXICONS.demonyms:
        assert fold(row.demonym) not in NAMES
        if fold(row.demonym) in languages:
            assert row.language, row.demonym


def test_every_member_of_itu_has_its_region():
    regions = [row.itu_region for row in LEXICONS.countries]
    assert {region: regions.count(region) > 8 for region in set(regions) - {""}} == dict.fromkeys(
        ["Africa", "Americas", "Arab States", "Asia and the Pacific", "CIS", "Europe"], True
    )
    assert [row.alpha_3 for row in LEXICONS.countries if not row.itu_region] == ["ATA"]


def test_traps_of_the_phrase_kind_hold_a_place_name():
    places = set(NAMES) | set(CITIES)
    for row in LEXICONS.country_traps:
        words = fold(row.name).replace(",", "").split()
        spans = {" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1)}
        assert row.kind != "phrase" or spans & places, row.name


def test_a_city_named_like_a_region_is_ambiguous():
    assert [row.name for name, row in CITIES.items() if name in REGIONS and not row.ambiguous] == []
