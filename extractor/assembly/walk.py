"""Walks through a document's statements and gathers its activities."""

import re

from extractor.assembly import captions, enumerations, fields, implied, lists, sheets, tables, topics
from extractor.assembly.above import LABEL, Above
from extractor.assembly.context import Context, opening_date, speech_ranges
from extractor.assembly.drafts import Basis, Draft, Place, When, add_place, carried
from extractor.assembly.initiatives import of_title, put_under
from extractor.assembly.reading import read
from extractor.assembly.respectively import respectively
from extractor.assembly.said import Reading, Surroundings
from extractor.assembly.titles import title_range
from extractor.assembly.untold import status_from_above, status_of_carried, status_of_date
from extractor.rules.annotations import AnnotatedBlock, Clause

_IN = re.compile(r"\b(?:In|Across|Throughout) (?:the )?$")
# What a further sentence may turn a record's status into: a plan was carried out, what was put off has a new date.
_TURNS = {("planned", "completed"), ("cancelled", "planned")}
_AFTER_SPEECH = 60
_INTRODUCED = r",? (?:is )?an? .*\b<initiative_noun>\b.*|\)?, | is an? [\w -]+ "
_ARTICLE = len("the ") + 1


def _announces(draft: Draft) -> bool:
    """True for “Two CyberDrills were organised.” before sentences that tell them one by one."""
    facts = (draft.people, draft.partners, draft.dates, draft.countries, draft.regions, draft.location)
    return len(draft.things) == 1 and not any(facts)


def _overtaken(draft: Draft, told: list[Draft]) -> bool:
    """True for “had been scheduled for May” before the sentences that tell what came of it."""
    base = draft.block.block.start
    intended = draft.block.text[draft.status.start - base :].startswith(("had ", "was to ", "were to "))
    if draft.state != "planned" or draft.status.carried or not intended:
        return False
    places = {place.key for place in draft.countries}
    return any(
        later.start > draft.start
        and later.kind == draft.kind
        and (not places or not places.isdisjoint(place.key for place in later.countries))
        for later in told
    )


def _adds_nothing(draft: Draft, block: AnnotatedBlock, clause: Clause) -> bool:
    """True for “…, and the first meetings have been held”: a definite thing with no fact of its own."""
    subject = block.text[clause.lead_end - block.block.start :].lstrip(" ,").casefold()
    own_dates = [w for w in draft.dates if not w.carried]
    own = (draft.people, draft.things, draft.partners, own_dates, draft.location)
    return subject.startswith(("the ", "its ", "their ")) and not any(own) and not draft.countries


class Walk:
    """One pass over a document; `drafts` grows in document order."""

    def __init__(self, context: Context) -> None:
        """Start before the first block.

        Args:
            context: The document around.
        """
        self.context = context
        self._about = of_title(context.document)
        self.drafts: list[Draft] = []
        self._above = Above(context)

    def run(self) -> list[Draft]:
        """Return the drafts of all activities."""
        told = sheets.read(self.context)
        for block in self.context.document.blocks:
            if block.block.kind == "heading":
                self._above.add(block)
            if block.block.index in told:
                self.drafts += filter(None, [told[block.block.index]])
                continue
            if not self.context.reports(block):
                continue
            if block.block.kind == "table_row":
                self._row(block)
            else:
                self._block(block)
        return self.drafts

    def _row(self, block: AnnotatedBlock) -> None:
        draft = tables.read_row(self.context, block)
        if draft:
            self.drafts.append(draft)
        elif self.drafts and self.context.role_of(block.block) == "attendance":
            tables.add_attendance(self.context, self.drafts[-1], block)

    def _block(self, block: AnnotatedBlock) -> None:
        before = len(self.drafts)
        self._clauses(block)
        told = self.drafts[before:]
        self.drafts[before:] = told = [draft for draft in told if not _overtaken(draft, told)]
        if len(told) > 1 and _announces(told[0]) and told[1].kind == told[0].kind:
            self.drafts.remove(told[0])

    def _clauses(self, block: AnnotatedBlock) -> None:
        speech = speech_ranges(block)
        scope = self._above.places(block)
        for sentence in block.sentences:
            opening: list[Place] = []
            listed = enumerations.enumeration(self.context, block, sentence)
            clauses = sentence.clauses if listed else enumerations.taken_back(block, sentence)
            for clause in clauses:
                told = min(clause.end, clause.main.end + _AFTER_SPEECH) if clause.main else clause.end
                if any(a <= clause.start < b and told <= b + _AFTER_SPEECH for a, b in speech):
                    continue
                if clause is clauses[0]:
                    opening = self._opening(block, clause)
                    scope = opening or ([] if self._turns(block, clause, scope) else scope)
                if listed and clause in listed.items:
                    self._start(block, clause, listed.read(block, clause), listed.places)
                    enumerations.share(self.context, self.drafts[-1], block, listed)
                elif not listed or listed.told or clause is not listed.lead:
                    self._clause(block, clause, [] if clause.joint == "contrast" and opening else scope)

    @staticmethod
    def _turns(block: AnnotatedBlock, clause: Clause, scope: list[Place]) -> bool:
        """True for “Iceland has been testing …” behind “In Kosovo, …”: a subject of its own ends an adverbial."""
        subject = block.first("country", clause.lead_end, clause.lead_end + _ARTICLE)
        if subject is None or clause.main is None or not scope or subject.key in {place.key for place in scope}:
            return False
        return _IN.search(block.text[: max(0, scope[0].start - block.block.start)]) is not None

    def _opening(self, block: AnnotatedBlock, clause: Clause) -> list[Place]:
        """Return the countries of “In Armenia, …” and “Fiji and Kiribati: …”."""
        named = block.text[clause.start - block.block.start : clause.end - block.block.start]
        end = clause.lead_end
        label = LABEL.match(named)
        if label and not named.rstrip().endswith(":"):
            end = max(end, clause.start + label.end())
        places = fields.country_places(self.context, block, clause.start, clause.end)
        for place in reversed(places):
            named = named[: place.start - clause.start] + named[place.end - clause.start :]
        if places and clause is topics.topic_of(block):
            return carried(places)
        if places and not re.sub(r"\b(?:the|and|in|for)\b|[\s,.&:]", "", named.casefold()):
            return carried(places)
        return carried([place for place in places if place.start < end])

    def _clause(self, block: AnnotatedBlock, clause: Clause, scope: list[Place]) -> None:
        last = self.drafts[-1] if self.drafts else None
        if self._above.introduces_list(block, clause) and not lists.leads_names(self.context.document, block):
            return
        if lists.add_country(self.context, last, block) or captions.leads_table(self.context.document, block):
            return
        around = self._surroundings(block, clause, scope)
        reading = lists.of_state(self.context, block, clause) or read(clause, around)
        reading = self._above.reading(block, clause, reading)
        if reading.verdict == "record":
            if last and around.topic and topics.is_bare(last):
                self.drafts.pop()
            self._start(block, clause, reading, scope)
            lists.add_figure(self.context, self.drafts[-1], block)
        elif last and around.topic and topics.says_nothing(block, clause):
            self.drafts.pop()
        elif last and reading.verdict == "more" and (around.same_block or around.near or around.names_listed):
            self._extend(last, block, clause, reading)
        else:
            self._programme(block, clause)

    def _surroundings(self, block: AnnotatedBlock, clause: Clause, scope: list[Place]) -> Surroundings:
        last = self.drafts[-1] if self.drafts else None
        base = block.block.start
        opening, entry = topics.labelled(block, clause), topics.topic_of(block)
        labelled = LABEL.match(block.text[opening.start - base : opening.end - base]) is not None
        below_entry = entry is not None and clause is not entry
        attendance = self.context.role_of(block.block) == "attendance"
        return Surroundings(
            block=block,
            last=last,
            same_block=bool(last and last.block is block),
            near=bool(last and (attendance or self._follows(last.block, block))),
            fragment_ok=block.block.kind == "list_item"
            or opening_date(block) is not None
            or (bool(scope) and (below_entry or labelled)),
            attendance=attendance,
            names_listed=bool(last and lists.lists_names(last.block, block)),
            placed=any(block.block.start <= place.start < clause.start for place in scope),
            topic=topics.is_open(last, block),
        )

    @staticmethod
    def _follows(before: AnnotatedBlock, block: AnnotatedBlock) -> bool:
        """True for paragraphs under one heading with at most one between them."""
        both = before.block.kind == block.block.kind == "paragraph" and before.block.section == block.block.section
        return both and block.block.label is None and 0 < block.block.index - before.block.index <= 2

    def _start(self, block: AnnotatedBlock, clause: Clause, reading: Reading, scope: list[Place]) -> None:
        assert reading.type is not None
        tells = reading.status or status_from_above(self.context, block, clause)
        if tells.rule == "status_present" and opening_date(block):
            tells = status_of_date(self.context, block, clause)
        title = title_range(block, clause, reading.noun)
        draft = Draft(block, clause.start, clause.end, reading.type, tells, title)
        put_under(draft, self._about)
        fields.gather(self.context, draft, block, clause)
        if not draft.countries and not self._elsewhere(draft, scope):
            for place in scope:
                add_place(draft.countries, place)
        if not draft.countries:
            draft.countries += implied.countries(self.context, draft, clause, self.drafts)
        if not draft.countries and draft.location:
            fields.host_country(self.context, draft, block)
        draft.type = implied.kind(draft)
        self._carry(draft, block, clause)
        draft.status = status_of_carried(self.context, draft)
        last = self.drafts[-1] if self.drafts else None
        told = last is not None and last.block is block and last.state == draft.state
        if clause.joint == "and" and last and told and _adds_nothing(draft, block, clause):
            last.end = max(last.end, clause.end)
            return
        self._agreement_under(block, clause, draft)
        self.drafts += respectively(draft, block, clause)

    @staticmethod
    def _agreement_under(block: AnnotatedBlock, clause: Clause, draft: Draft) -> None:
        """“Under an agreement signed on 2 May, X will pay …” reports the agreement."""
        signed = next((p for p in clause.predicates if p.frame == "sign" and p.end <= clause.lead_end), None)
        noun = next((m for m in block.of("activity", clause.start, clause.lead_end) if m.key == "agreement"), None)
        if signed and noun:
            draft.type = Basis("agreement", noun.start, noun.end, "activity_noun")
            draft.status = Basis("completed", signed.start, signed.end, "status_participle")
            draft.title = (noun.start, noun.end)

    @staticmethod
    def _elsewhere(draft: Draft, scope: list[Place]) -> bool:
        return draft.location is not None and draft.location.key not in {p.key for p in scope}

    def _carry(self, draft: Draft, block: AnnotatedBlock, clause: Clause) -> None:
        """Take a date or an initiative from the sentence's opening, the item above or the heading."""
        if not draft.dates:
            draft.dates += [When(d, carried=True) for d in enumerations.dates_before(block, clause)]
        if not draft.dates and (opening := opening_date(block)):
            draft.dates.append(When(opening, carried=True))
        if not draft.dates:
            draft.dates += self._above.dates(block)
        last = self.drafts[-1] if self.drafts else None
        if draft.initiative is None and last and last.block is block and draft.type.rule == "activity_again":
            draft.initiative = last.initiative
        if draft.initiative is None:
            draft.initiative = self._above.initiative(block)

    def _extend(self, draft: Draft, block: AnnotatedBlock, clause: Clause, reading: Reading) -> None:
        dated = len(draft.dates)
        before = draft.size
        told = reading.status if topics.is_open(draft, block) or topics.befell(draft, reading) else None
        if draft.state == "completed" and clause.main and clause.main.aspect == "future":
            # “The winners will travel to Geneva in 2025”
            return
        fields.gather(self.context, draft, block, clause)
        if reading.type:
            draft.type, draft.title = reading.type, title_range(block, clause, reading.noun)
        elif draft.size == before and not told:
            return
        if told:
            draft.status = told
        elif reading.status and (draft.state, reading.status.value) in _TURNS:
            draft.dates = draft.dates[dated if draft.state == "cancelled" else 0 :]
            draft.status = reading.status
        elif draft.status.rule == "status_default":
            draft.status = status_of_date(self.context, block, clause)
        if draft.block is block:
            draft.end = max(draft.end, clause.end)
        draft.rules.append("continuing_sentence")

    def _programme(self, block: AnnotatedBlock, clause: Clause) -> None:
        """Record “X, a two-year initiative led by A with B”, “X, led by A”, whatever the clause says of it."""
        for initiative in block.of("initiative", clause.start, clause.end):
            behind = (p for p in clause.predicates if p.start >= initiative.end)
            led = next((p for p in behind if p.passive and p.frame in ("hold", "deliver", "assist")), None)
            if led is None:
                continue
            between = block.text[initiative.end - block.block.start : led.start - block.block.start]
            if not block.phrasing[_INTRODUCED].fullmatch(between):
                continue
            kind = Basis("programme", initiative.start, initiative.end, "programme_apposition")
            state = Basis("ongoing", led.start, led.end, "programme_apposition")
            draft = Draft(block, clause.start, clause.end, kind, state, (initiative.start, initiative.end))
            fields.gather(self.context, draft, block, clause)
            draft.initiative = Basis(initiative.key, initiative.start, initiative.end, initiative.rule)
            self.drafts.append(draft)
            return
