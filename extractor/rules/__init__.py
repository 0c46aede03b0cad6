"""Finds spans: the only package that knows spaCy."""

from extractor.rules.spacy_start import import_spacy

import_spacy()
