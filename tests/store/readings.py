"""Readings of short texts, for tests that need something to store."""

import hashlib
from functools import lru_cache

from extractor.assembly import assemble
from extractor.parsers import parse_bytes
from extractor.rules.pipeline import cached_pipeline
from extractor.settings import Settings
from extractor.store.outcome import Outcome
from extractor.store.rows import reading_of
from extractor.store.writing import RunFacts
from models import Extraction

RULES = "a" * 64
FACTS = RunFacts("0.0", "b" * 64, RULES, {})
TEXT = """\
Report by the Secretary-General

This report covers the period from January 2022 to December 2022.

A training of trainers was held in Lusaka, Zambia, from 6 to 8 March 2022 for 45 teachers with UNICEF.

A workshop for parents will be held in Malta in May 2023. A toolkit for schools was published.
"""


@lru_cache
def result(text: str = TEXT) -> tuple[Extraction, str]:
    source = parse_bytes(text.encode(), "report.txt", Settings())
    return assemble(source, cached_pipeline(Settings())).result, source.plain_text


def outcome(path: str, text: str = TEXT, **changes) -> Outcome:
    extraction, plain_text = result(text)
    told = {
        "path": path,
        "status": "done",
        "document_id": "sha256:" + hashlib.sha256(text.encode()).hexdigest(),
        "size": len(text),
        "media_type": "text/plain",
        "rules": RULES,
        "reading": reading_of(extraction, plain_text),
        "seconds": 0.5,
    }
    return Outcome(**{**told, **changes})
