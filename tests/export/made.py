"""Results for exports: one with everything in it, and one that says next to nothing."""

from models import DocumentFacts, Evidence, Extraction, Record

SPAN = {"start": 0, "end": 1, "text": "x"}


def days(start, end, precision="range", text="x") -> dict:
    return {"start": start, "end": end, "precision": precision, "text": text, "span": SPAN}


def people(value, audience="teachers", qualifier="exact", *, value_max=None, part=False) -> dict:
    return {
        "value": value, "value_max": value_max, "qualifier": qualifier, "audience": audience, "part": part,
        "span": SPAN,
    }  # fmt: skip


def partner(key, role="partner", name=None) -> dict:
    return {"id": key, "name": name or f"The {key}", "role": role, "span": SPAN}


def country(alpha_3, name) -> dict:
    return {"alpha_3": alpha_3, "name": name, "spans": [SPAN]}


def facts(**changed) -> DocumentFacts:
    usual = {
        "id": "sha256:d1", "filename": "report.docx", "media_type": "text/plain", "kind": "council_report",
        "title": "A report", "reference": "C24/1-E", "publisher": "ITU",
        "published": days("2024-04-12", "2024-04-12", "day"), "period": days("2023-03-01", "2024-02-29"),
        "language": "en", "pages": 3,
    }  # fmt: skip
    return DocumentFacts.model_validate({**usual, **changed})


def record(key="r-1", **changed) -> Record:
    text = changed.pop("statement", "A workshop was held.")
    usual = {
        "id": key, "activity_type": "workshop", "status": "completed", "title": "a workshop", "initiative": None,
        "countries": [], "regions": [], "location": None, "participants": [], "quantities": [], "partners": [],
        "dates": [], "rules": ["date"], "confidence": 0.9,
        "evidence": Evidence(text=text, start=0, end=len(text), page=2, section=("Results",), block=0),
    }  # fmt: skip
    return Record.model_validate({**usual, **changed})


FULL = record(
    "r-full",
    initiative={"id": "GO", "name": "Go Safer"},
    countries=[country("GHA", "Ghana"), country("NAM", "Namibia"), country("XKX", "Kosovo*")],
    regions=[{"id": "arab-states", "name": "Arab States", "spans": [SPAN]}],
    location={"name": "Accra", "alpha_3": "GHA", "span": SPAN},
    participants=[people(64), people(41, "women", part=True), people(40, "parents", "between", value_max=50)],
    quantities=[{"value": 3, "value_max": None, "qualifier": "exact", "counted": "toolkits", "span": SPAN}],
    partners=[partner("UNICEF"), partner("UNESCO", "lead"), partner("GIZ", "funder"), partner("X", "speaker")],
    dates=[days("2023-06-10", "2023-06-12", text="10–12 June 2023")],
)
BARE = record("r-bare", status="planned")


def result(*records: Record, **changed) -> Extraction:
    return Extraction(document=facts(**changed), records=records or (FULL, BARE), checks=(), warnings=())
