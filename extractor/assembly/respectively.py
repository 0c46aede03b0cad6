"""Takes “A and B hosted a workshop and a webinar respectively” apart."""

from dataclasses import replace

from extractor.assembly.activity import triggers
from extractor.assembly.drafts import Basis, Draft
from extractor.rules.annotations import AnnotatedBlock, Clause


def respectively(draft: Draft, block: AnnotatedBlock, clause: Clause) -> list[Draft]:
    """Return one draft for each country where as many activities follow the verb, else the draft alone.

    Args:
        draft: What the clause tells as one.
        block: The clause's block.
        clause: The clause.
    """
    text = block.text[clause.start - block.block.start : clause.end - block.block.start]
    if clause.main is None or "respectively" not in text or len(draft.countries) < 2:
        return [draft]
    base = block.block.start
    nouns = [n for n in triggers(block, clause.main.end, clause.end) if block.text[n.start - base - 1] != "("]
    if len(nouns) != len(draft.countries):
        return [draft]
    stops = [noun.start for noun in nouns[1:]] + [clause.end]
    out = []
    for k, (noun, stop) in enumerate(zip(nouns, stops, strict=True)):
        start = draft.start if k == 0 else noun.start
        things = [c for c in draft.things if noun.start <= c.start < stop]
        people = [c for c in draft.people if noun.start <= c.start < stop]
        kind = Basis(noun.key, noun.start, noun.end, "activity_respectively")
        part = replace(draft, start=start, end=stop if k + 1 == len(nouns) else noun.end, type=kind, people=people)
        out.append(replace(part, things=things, countries=[draft.countries[k]], title=(noun.start, noun.end)))
    return out
