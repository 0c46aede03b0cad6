"""Makes typed records of what the rules found; nothing after it knows spaCy."""

from extractor.assembly.checks import find_checks
from extractor.assembly.context import Context
from extractor.assembly.facts import find_facts
from extractor.assembly.initiatives import with_named_initiatives
from extractor.assembly.linking import with_near_countries
from extractor.assembly.records import RecordMaker
from extractor.assembly.walk import Walk
from extractor.normalise.text import fold
from extractor.rules.pipeline import Pipeline
from models import Extraction, ResultWarning, SourceDocument
from models.reasons import ExplainedExtraction


def assemble(source: SourceDocument, pipeline: Pipeline) -> ExplainedExtraction:
    """Return the records of a document, with the reasons for each.

    Args:
        source: The document as read.
        pipeline: The rules.
    """
    lexicons = pipeline.lexicons
    document = with_near_countries(pipeline.annotate(source), lexicons)
    document = with_named_initiatives(document, lexicons)
    facts, own, dates = find_facts(document, lexicons)
    context = Context(
        lexicons=lexicons,
        document=document,
        own=own,
        dates=dates,
        roles={fold(row.title): row.role for row in lexicons.section_titles},
        organisations={row.id: row for row in lexicons.organisations},
        countries={row.alpha_3: row.name for row in lexicons.countries},
    )
    drafts = Walk(context).run()
    maker = RecordMaker(context)
    made = [maker.make(draft) for draft in drafts]
    warnings = [ResultWarning(**warning.model_dump()) for warning in source.warnings] + maker.warnings
    if not document.is_english:
        warnings.append(ResultWarning(code="language", message="the text is not English; nothing was extracted"))
    elif not made:
        warnings.append(ResultWarning(code="no_records", message="the document was read, but it reports no activity"))
    result = Extraction(
        document=facts,
        records=tuple(record for record, _ in made),
        checks=tuple(find_checks(document)),
        warnings=tuple(warnings),
    )
    return ExplainedExtraction(result=result, reasons={record.id: reasons for record, reasons in made})
