"""IATI 2.03: the published schema, its codelists and the rules of the standard ruleset.

The schema comes with the package pyIATI, which is not imported: its folder of published files is read. The rules are
those of standard_ruleset.json 2.03 in the same folder that touch what we write; "before now" is left out.
"""

import importlib.util
import re
from pathlib import Path

import pytest
from lxml import etree

from extractor.export import as_iati
from extractor.export.as_iati import stated_days
from extractor.export.formats import FORMATS
from extractor.export.material import Material, Reporting
from extractor.export.rows import codes_of
from extractor.lexicon.load import load
from models import DateSpan
from models.record import PartnerRole, Status
from tests.export import made

ITU = Reporting("XM-DAC-41303")


@pytest.fixture(scope="module")
def standard() -> Path:
    found = importlib.util.find_spec("iati")
    if not found:
        pytest.skip("pyIATI is not installed (make test installs it)")
    return Path(found.submodule_search_locations[0]) / "resources" / "standard" / "2-03"


def exported(*records, reporting=ITU, **changed):
    import io

    material = Material((made.result(*records, **changed),), codes_of(load()), reporting=reporting)
    stream = io.BytesIO()
    FORMATS["iati"].write(material, stream)
    return etree.fromstring(stream.getvalue()), material


def faults(standard, root) -> list[str]:
    schema = etree.XMLSchema(etree.parse(standard / "schemas" / "iati-activities-schema.xsd"))
    schema.validate(root)
    return [fault.message for fault in schema.error_log]


def test_a_full_record_follows_the_schema(standard):
    root, material = exported(made.FULL)
    assert faults(standard, root) == []
    assert [gap for gap in material.gaps if gap.required] == []


def test_what_the_schema_misses_is_listed(standard):
    root, material = exported(made.BARE, reporting=Reporting(), publisher=None)
    missed = {re.search(r"element '([\w-]+)'|attribute '(\w+)'", fault, re.IGNORECASE)[0] for fault in faults(standard, root)}
    assert missed
    listed = {gap.element for gap in material.gaps if gap.required}
    assert listed == {"reporting-org/@ref", "reporting-org", "participating-org", "activity-date"}


def test_only_complete_activities(standard):
    root, material = exported(made.FULL, made.BARE, reporting=Reporting("XM-DAC-41303", only_complete=True))
    assert root.xpath("//iati-identifier/text()") == ["XM-DAC-41303-r-full"]
    assert {gap.record for gap in material.gaps if gap.required} == {"r-bare"}
    assert faults(standard, root) == []


def test_codes_are_those_of_the_codelists(standard):
    def codes(name) -> set[str]:
        return set(etree.parse(standard / "codelists" / f"{name}.xml").xpath("//code/text()"))

    assert set(as_iati.STATUS.values()) <= codes("ActivityStatus")
    assert {kind for pair in as_iati.DATE_TYPES.values() for kind in pair} == codes("ActivityDateType")
    roles = {*as_iati.ROLES.values(), as_iati.ACCOUNTABLE, as_iati.IMPLEMENTING}
    assert roles == codes("OrganisationRole")
    countries = codes("Country")
    unknown = {one.alpha_2 for one in load().countries} - countries
    assert unknown == set()


def test_the_rules_of_the_ruleset():
    root, _ = exported(made.FULL)
    (activity,) = root
    assert activity.xpath("activity-date[@type='1' or @type='2']")
    assert activity.xpath("sector")
    shares = activity.xpath("(recipient-country | recipient-region)/@percentage")
    assert (len(shares), sum(map(float, shares))) == (4, 100)
    dates = dict(zip(activity.xpath("activity-date/@type"), activity.xpath("activity-date/@iso-date"), strict=True))
    assert dates == {"2": "2023-06-10", "4": "2023-06-12"}
    identifiers = activity.xpath("iati-identifier/text() | */@ref")
    assert all(re.fullmatch(r"[^/&|?]+", text) for text in identifiers)
    assert all(each.xpath("@ref | narrative") for each in activity.xpath("participating-org"))


@pytest.mark.parametrize("number", [2, 3, 6, 7, 11, 60, 193])
def test_shares_add_up(number):
    shares = list(as_iati._shares(number))
    assert sum(round(float(share) * 100) for share in shares) == 10_000


def test_one_country_needs_no_share():
    root, _ = exported(made.record(countries=[made.country("NAM", "Namibia")]))
    (country,) = root.iter("recipient-country")
    assert dict(country.attrib) == {"code": "NA"}


@pytest.mark.parametrize(("status", "code"), [("planned", "1"), ("ongoing", "2"), ("completed", "4"), ("cancelled", "5")])
def test_status(status: Status, code):
    root, _ = exported(made.record(status=status))
    assert root.xpath("//activity-status/@code") == [code]


@pytest.mark.parametrize(("role", "code"), [("funder", "1"), ("lead", "3"), ("partner", "4"), ("counterpart", "4")])
def test_roles(role: PartnerRole, code):
    root, _ = exported(made.record(partners=[made.partner("X", role)]))
    assert root.xpath("//participating-org/@role") == ["2", code]


@pytest.mark.parametrize(
    ("spans", "first", "last"),
    [
        ([("2023-06-10", "2023-06-10", "day", "10 June 2023")], "2023-06-10", "2023-06-10"),
        ([("2023-06-10", "2023-06-12", "range", "10–12 June 2023")], "2023-06-10", "2023-06-12"),
        ([("2023-05-01", "2023-05-31", "month", "May 2023")], None, None),
        ([("2023-05-01", "2023-06-30", "range", "May to June 2023")], None, None),
        ([("2023-05-01", "2023-06-01", "range", "May to 1 June 2023")], None, "2023-06-01"),
        ([("2023-05-01", "2023-05-31", "range", "1 to 31 May 2023")], "2023-05-01", "2023-05-31"),
        ([("2023-05-01", "2023-05-31", "range", "1st to 31st May 2023")], "2023-05-01", "2023-05-31"),
        ([("2023-01-01", "2023-12-31", "year", "2023")], None, None),
        ([("2025-12-01", None, "range", "since December 2025")], None, None),
        ([("2025-12-03", None, "range", "since 3 December 2025")], "2025-12-03", None),
        ([("2023-06-10", "2023-06-10", "day", "x"), ("2023-09-01", "2023-09-30", "month", "x")], "2023-06-10", None),
    ],
)
def test_days_only_where_they_are_stated(spans, first, last):
    known = stated_days(tuple(DateSpan.model_validate(made.days(*span[:3], text=span[3])) for span in spans))
    assert [day and day.isoformat() for day in known] == [first, last]


def test_people_reached():
    root, _ = exported(made.FULL)
    told = [
        (each.findtext("title/narrative"), each.find("period/actual").get("value"), each.findtext(".//comment/narrative"))
        for each in root.iter("indicator")
    ]
    assert told == [
        ("teachers", "64", "64 teachers"),
        ("women (part of a total)", "41", "41 women"),
        ("parents", "40", "40–50 parents"),
    ]
    assert root.xpath("//period-start/@iso-date")[0] == "2023-06-10"


def test_people_of_a_plan_are_a_target_in_the_documents_period():
    root, _ = exported(made.record(status="planned", participants=[made.people(200)]))
    assert root.xpath("//target/@value") == ["200"]
    assert root.xpath("//period-start/@iso-date | //period-end/@iso-date") == ["2023-03-01", "2024-02-29"]


def test_people_of_no_known_days_stay_in_words(standard):
    root, material = exported(made.record(participants=[made.people(200, qualifier="about")]), period=None)
    assert root.xpath("//indicator/title/narrative/text()") == ["teachers: about 200"]
    assert "result/indicator/period" in {gap.element for gap in material.gaps}
