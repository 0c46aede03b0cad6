"""A record's fields as text, and back."""

import pytest

from extractor.errors import UsageError
from extractor.lexicon.load import load
from extractor.review.fields import check, edited, names_of, same, text_of
from models import Extraction
from models.decisions import EDITED_FIELDS
from tests.conftest import ROOT

NAMES = names_of(load())
GOLDEN = sorted((ROOT / "tests" / "golden").glob("*.json"))


def records():
    for path in GOLDEN:
        yield from Extraction.model_validate_json(path.read_bytes()).records


def test_every_field_reads_back_what_it_says():
    for record in records():
        for field in EDITED_FIELDS:
            assert edited(record, field, text_of(record, field), NAMES) == record
            check(field, text_of(record, field), NAMES)


@pytest.mark.parametrize(
    ("field", "text", "says"),
    [
        ("status", "Completed", "completed"),
        ("activity_type", "training of trainers", "training_of_trainers"),
        ("countries", "zmb|Malta; Côte d'Ivoire", "ZMB; MLT; CIV"),
        ("countries", "", ""),
        ("location", " New   York ", "New York"),
        ("participants", "about 50 educators; 40-60 parents; 12 girls (part); 1,200", "about 50 educators; 40–60 parents; 12 girls (part); 1200"),
        ("participants", "more than 1 200 people", "more than 1200 people"),
        ("quantities", "at least 3 languages", "at least 3 languages"),
        ("partners", "UNICEF (funder); Ministry of Posts (lead); Telecom Body", "UNICEF (funder); Ministry of Posts (lead); Telecom Body (partner)"),
        ("dates", "2025; 2025-02; 2025-02-03; 2025-02-03/2025-03; 2025-05-01/", "2025-01-01/2025-12-31; 2025-02-01/2025-02-28; 2025-02-03; 2025-02-03/2025-03-31; 2025-05-01/"),
    ],
)
def test_a_field_is_corrected(field, text, says):
    record = next(records())
    found = edited(record, field, text, NAMES)
    assert text_of(found, field) == says
    assert edited(found, field, text_of(found, field), NAMES) == found


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("status", "done"),
        ("activity_type", ""),
        ("title", "  "),
        ("countries", "ZZZ"),
        ("participants", "many teachers"),
        ("participants", "roughly 40 teachers"),
        ("dates", "2025-13"),
        ("dates", "2025-03/2024"),
        ("dates", "/"),
        ("dates", "next week"),
    ],
)
def test_what_is_no_value_is_refused(field, text):
    with pytest.raises(UsageError):
        edited(next(records()), field, text, NAMES)


def test_a_kept_value_keeps_its_characters_and_a_new_one_points_at_none():
    record = next(one for one in records() if len(one.countries) == 2)
    kept, added = edited(record, "countries", f"{record.countries[1].alpha_3}; ZMB", NAMES).countries
    assert kept == record.countries[1]
    assert added.spans == ()
    place = edited(record, "location", "Somewhere", NAMES).location
    assert (place.span.start, place.span.end, place.span.text) == (record.evidence.start, record.evidence.start, "")


def test_separators_and_spaces_make_no_difference():
    assert same("A;  B", "A|B")
    assert not same("A; B", "B; A")
