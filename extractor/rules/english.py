"""spaCy's English without emoticons: it takes the “):” of “Congo (Democratic Republic of the): …” for a sad face."""

from spacy.lang.en import English, EnglishDefaults
from spacy.lang.tokenizer_exceptions import emoticons


class _WithoutFaces(EnglishDefaults):
    tokenizer_exceptions = {  # noqa: RUF012
        form: tokens for form, tokens in EnglishDefaults.tokenizer_exceptions.items() if form not in emoticons
    }


class ReportEnglish(English):  # type: ignore[no-untyped-call]
    """A blank pipeline for English reports: a tokenizer and no more."""

    Defaults = _WithoutFaces
