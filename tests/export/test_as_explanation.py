import pytest

from extractor.export.as_explanation import explanation
from models import DocumentFacts, Evidence, Extraction, Record
from models.reasons import ExplainedExtraction, Reason

FACTS = DocumentFacts(
    id="sha256:0", filename="a.txt", media_type="text/plain", kind="other", title=None, reference=None,
    publisher=None, published=None, period=None, language="en", pages=None,
)  # fmt: skip
EVIDENCE = Evidence(text="A fair was held.", start=0, end=16, page=3, section=("Results",), block=0)
RECORD = Record(
    id="r-1", activity_type="event", status="completed", title="A fair", initiative=None, countries=(),
    regions=(), location=None, participants=(), quantities=(), partners=(), dates=(), evidence=EVIDENCE,
    rules=(),
)  # fmt: skip


def told(*reasons: Reason, records=(RECORD,), width=100) -> str:
    result = Extraction(document=FACTS, records=(RECORD,), checks=(), warnings=())
    return explanation(ExplainedExtraction(result=result, reasons={"r-1": reasons}), records, width)


def reason(**values) -> Reason:
    usual = {"field": "status", "value": "completed", "rule": "past", "words": "was held"}
    return Reason(**{**usual, "start": 7, "end": 15, **values})


@pytest.mark.parametrize(
    ("given", "line"),
    [
        (reason(), "status         completed, because the text says “was held” [past, characters 7–15]"),
        (
            reason(field="countries", value="Malta", words="Malta"),
            "countries      Malta, as the text says [past, characters 7–15]",
        ),
        (
            reason(carried=True, note="a heading"),
            "completed, because the text says “was held”; carried over from outside the statement; a heading",
        ),
        (reason(words="", value="none"), "status         none [past, characters 7–15]"),
        (reason(words="was\x1b[2J held"), "“was␛[2J held”"),
    ],
)
def test_reasons(given, line):
    assert line in " ".join(told(given, width=400).split("\n"))


def test_a_record_is_told_with_its_place_and_words():
    assert told().splitlines() == [
        "1. event, completed: A fair",
        "   record r-1 · page 3 · “Results”",
        "   “A fair was held.”",
    ]


def test_no_records():
    assert told(records=()) == "No records.\n"


def test_lines_fit():
    assert max(map(len, told(reason(note="a long note " * 20), width=60).splitlines())) <= 60
