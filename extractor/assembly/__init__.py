"""Makes typed records of what the rules found; nothing after it knows spaCy."""

from extractor.assembly.checks import find_checks
from extractor.assembly.context import Context
from extractor.assembly.drafts import Draft
from extractor.assembly.facts import find_facts
from extractor.assembly.initiatives import with_named_initiatives
from extractor.assembly.linking import with_near_countries
from extractor.assembly.records import RecordMaker
from extractor.assembly.walk import Walk
from extractor.collector import without_collector
from extractor.rules.pipeline import Pipeline
from models import Extraction, ResultWarning, SourceDocument
from models.reasons import ExplainedExtraction


def extraction(source: SourceDocument, pipeline: Pipeline) -> Extraction:
    """Return the records of a document.

    Args:
        source: The document as read.
        pipeline: The rules.
    """
    return _assembled(source, pipeline)[0]


def assemble(source: SourceDocument, pipeline: Pipeline) -> ExplainedExtraction:
    """Return the records of a document, with the reasons for each; arguments as for `extraction`."""
    result, drafts, maker = _assembled(source, pipeline)
    pairs = zip(result.records, drafts, strict=True)
    reasons = {record.id: tuple(maker.reasons(draft, record)) for record, draft in pairs}
    return ExplainedExtraction(result=result, reasons=reasons)


@without_collector()
def _assembled(source: SourceDocument, pipeline: Pipeline) -> tuple[Extraction, list[Draft], RecordMaker]:
    lexicons = pipeline.lexicons
    document = with_near_countries(pipeline.annotate(source), lexicons)
    document = with_named_initiatives(document, lexicons)
    facts, own, dates = find_facts(document, lexicons)
    context = Context(lexicons, document, own, dates)
    drafts = Walk(context).run()
    maker = RecordMaker(context)
    records = tuple(maker.make(draft) for draft in drafts)
    warnings = [ResultWarning(**warning.model_dump()) for warning in source.warnings] + maker.warnings
    if not document.is_english:
        warnings.append(ResultWarning(code="language", message="the text is not English; nothing was extracted"))
    elif not records:
        warnings.append(ResultWarning(code="no_records", message="the document was read, but it reports no activity"))
    checks = tuple(find_checks(document))
    result = Extraction(document=facts, records=records, checks=checks, warnings=tuple(warnings))
    return result, drafts, maker
