"""Walks through a document's statements and gathers its activities."""

import re

from extractor.assembly import calendars, captions, enumerations, fields, implied, lists, sheets, tables, topics
from extractor.assembly.activity import choose
from extractor.assembly.context import Context, opening_date, speech_ranges
from extractor.assembly.drafts import Basis, Draft, Place, When, add_place, carried
from extractor.assembly.initiatives import of_title, put_under
from extractor.assembly.reading import read
from extractor.assembly.respectively import respectively
from extractor.assembly.said import Reading, Said, Surroundings
from extractor.assembly.status import of_fragment
from extractor.assembly.titles import title_range
from extractor.assembly.untold import status_from_above, status_of_date
from extractor.normalise.dates import resolve
from extractor.rules.annotations import AnnotatedBlock, Clause, FoundDate

_LABEL = re.compile(r"[^:.]{2,80}:\s")
_OBJECT_OF_LIST = re.compile(r"(?:with|between|on|for) ")
_IN = re.compile(r"\b(?:In|Across|Throughout) (?:the )?$")
# What a further sentence may turn a record's status into: a plan was carried out, what was put off has a new date.
_TURNS = {("planned", "completed"), ("cancelled", "planned")}
_AFTER_SPEECH = 60
_INTRODUCED = r",? (?:is )?an? .*\b<initiative_noun>\b.*|\)?, | is an? [\w -]+ "
_NEAR_START = 40
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
        self._leads: dict[int, Clause] = {}
        self._told: dict[int, Reading] = {}
        self._headings: list[AnnotatedBlock] = []

    def run(self) -> list[Draft]:
        """Return the drafts of all activities."""
        told = sheets.read(self.context)
        for block in self.context.document.blocks:
            if block.block.kind == "heading":
                self._headings.append(block)
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
        scope = self._scope_from_above(block)
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

    def _scope_from_above(self, block: AnnotatedBlock) -> list[Place]:
        """Return the countries that hold for a whole block: of the item above, or of a heading that is a country."""
        parent = block.block.parent
        if parent is not None:
            above = self.context.document.blocks[parent]
            places = carried(fields.country_places(self.context, above, above.block.start, above.block.end))
            if places:
                return places
        return self._from_heading(block)

    def _from_heading(self, block: AnnotatedBlock) -> list[Place]:
        for heading in reversed(block.block.section):
            for other in reversed(self._headings):
                if other.text == heading:
                    places = fields.country_places(self.context, other, other.block.start, other.block.end)
                    if places:
                        return carried(places)
        return []

    def _opening(self, block: AnnotatedBlock, clause: Clause) -> list[Place]:
        """Return the countries of “In Armenia, …” and “Fiji and Kiribati: …”."""
        base = block.block.start
        end = clause.lead_end
        label = _LABEL.match(block.text[clause.start - base : clause.end - base])
        if label and not block.text[clause.start - base : clause.end - base].rstrip().endswith(":"):
            end = max(end, clause.start + label.end())
        places = fields.country_places(self.context, block, clause.start, clause.end)
        named = block.text[clause.start - base : clause.end - base]
        for place in reversed(places):
            named = named[: place.start - clause.start] + named[place.end - clause.start :]
        if places and clause is topics.topic_of(block):
            return carried(places)
        if places and not re.sub(r"\b(?:the|and|in|for)\b|[\s,.&:]", "", named.casefold()):
            return carried(places)
        return carried([place for place in places if place.start < end])

    def _clause(self, block: AnnotatedBlock, clause: Clause, scope: list[Place]) -> None:
        last = self.drafts[-1] if self.drafts else None
        if self._introduces_list(block, clause) and not lists.leads_names(self.context.document, block):
            return
        if lists.add_country(self.context, last, block) or captions.leads_table(self.context.document, block):
            return
        same = bool(last and last.block is block)
        base = block.block.start
        opening = topics.labelled(block, clause)
        labelled = _LABEL.match(block.text[opening.start - base : opening.end - base])
        listed_or_dated = block.block.kind == "list_item" or opening_date(block) is not None
        entry = topics.topic_of(block)
        listed_or_dated = listed_or_dated or (entry is not None and bool(scope) and clause is not entry)
        fragment_ok = listed_or_dated or (labelled is not None and bool(scope))
        attendance = self.context.role_of(block.block) == "attendance"
        near = bool(last and (attendance or self._follows(last.block, block)))
        listed = bool(last and lists.lists_names(last.block, block))
        placed = any(block.block.start <= place.start < clause.start for place in scope)
        topic = topics.is_open(last, block)
        around = Surroundings(block, last, same, near, fragment_ok, attendance, listed, placed, topic)
        reading = lists.of_state(self.context, block, clause) or read(clause, around)
        named_above = clause.main is None and _OBJECT_OF_LIST.match(block.text) is not None
        if named_above and clause.start == block.block.start:
            reading = self._item_of_list(block, clause) or reading
        guessed = clause.main is None and reading.type is not None and reading.type.rule == "activity_other"
        if (reading.verdict == "none" or guessed) and clause.joint == "start" and clause.start == block.block.start:
            reading = self._item_of_list(block, clause) or reading
        if reading.verdict == "record":
            if last and topic and topics.is_bare(last):
                self.drafts.pop()
            self._start(block, clause, self._like_list(block, clause, reading), scope)
            lists.add_figure(self.context, self.drafts[-1], block)
        elif last and topic and topics.says_nothing(block, clause):
            self.drafts.pop()
        elif reading.verdict == "more" and last is not None and (same or near or listed):
            self._extend(last, block, clause, reading)
        else:
            self._programme(block, clause)

    @staticmethod
    def _follows(before: AnnotatedBlock, block: AnnotatedBlock) -> bool:
        """True for paragraphs under one heading with at most one between them."""
        both = before.block.kind == block.block.kind == "paragraph" and before.block.section == block.block.section
        return both and block.block.label is None and 0 < block.block.index - before.block.index <= 2

    def _item_of_list(self, block: AnnotatedBlock, clause: Clause) -> Reading | None:
        """Read “Africa: Tunis, Tunisia, 4–8 April” under “Two drills were held:” as a drill."""
        parent = block.block.parent
        told = calendars.entry(self.context.calendar, block, clause)
        if told:
            return told
        if clause.main is not None:
            return None
        above = self.context.document.blocks[parent] if parent is not None else self._heading_of(block)
        if above is None or not above.sentences:
            return None
        noun = choose(above, above.sentences[-1].clauses[-1])
        said = Said(block, clause, None, None)
        slight = parent is not None and (noun is None or noun.detail == "weak")
        if slight and (figure := lists.figure_of_country(above, block, clause)):
            return figure
        agreed = noun is not None and noun.key == "agreement" and said.has("organisation", end=said.opening + _ARTICLE)
        places, times = agreed or said.has("city", "country"), said.has("date", "people")
        listed = parent is None or self._introduces_list(above, above.sentences[-1].clauses[-1])
        if noun is None or not (places or times) or not listed or (parent is None and not (places and times)):
            return None
        kind = Basis(noun.key, noun.start, noun.end, "activity_noun", carried=True)
        return Reading("record", kind, of_fragment(block, clause), None)

    def _like_list(self, block: AnnotatedBlock, clause: Clause, reading: Reading) -> Reading:
        """Read “Albania: finalised in May” under “Reviews of the law:” as a review."""
        parent = block.block.parent
        if parent is None or reading.type is None or reading.type.rule != "activity_other":
            return reading
        above = self.context.document.blocks[parent]
        lead = above.sentences[-1].clauses[-1] if above.sentences else None
        noun = choose(above, lead) if lead and self._introduces_list(above, lead) else None
        labelled = _LABEL.match(block.text) is not None and clause.start == block.block.start
        if noun is None or noun.start - above.block.start > _NEAR_START or not labelled:
            return reading
        return reading._replace(type=Basis(noun.key, noun.start, noun.end, "activity_noun", carried=True))

    def _heading_of(self, block: AnnotatedBlock) -> AnnotatedBlock | None:
        """Return the innermost heading above a block."""
        nearest = self._headings[-1] if self._headings else None
        return nearest if nearest and nearest.text in block.block.section[-1:] else None

    def _introduces_list(self, block: AnnotatedBlock, clause: Clause) -> bool:
        """True for “Two meetings took place:” over items that tell them one by one."""
        if not block.text.rstrip().endswith(":") or clause.end < block.block.end:
            return False
        return any(
            other.block.parent == block.block.index
            for other in self.context.document.blocks[block.block.index + 1 :][:2]
        )

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
        parent = block.block.parent
        if not draft.dates and parent is not None:
            above = self.context.document.blocks[parent]
            since = above.sentences[-1].start if above.sentences else above.block.end
            draft.dates += [When(d, carried=True) for d in above.dates if d.start >= since and not d.match.bare_year]
        if not draft.dates:
            draft.dates += self._date_above(block)
        last = self.drafts[-1] if self.drafts else None
        if draft.initiative is None and last and last.block is block and draft.type.rule == "activity_again":
            draft.initiative = last.initiative
        if draft.initiative is None and parent is not None:
            first = self.context.document.blocks[parent].first("initiative")
            if first:
                draft.initiative = Basis(first.key, first.start, first.end, first.rule, carried=True)
        if draft.initiative is None:
            draft.initiative = self._initiative_above(block)

    def _date_above(self, block: AnnotatedBlock) -> list[When]:
        """Return the date of the nearest heading that is a date, or a place and a date: “2014”, “Samoa, 8–12 July”."""
        for other in reversed(self._headings):
            if other.text in block.block.section:
                whole = [d for d in other.dates if self._only_places(other, d) and not self._is_issue(d)]
                return [When(d, carried=True) for d in whole]
        return []

    def _is_issue(self, date: FoundDate) -> bool:
        """True for the day of the document itself: “Bucharest, 20 November 2025” over the text."""
        value = resolve(date.match, self.context.dates)
        return value is not None and value.start == value.end == self.context.dates.published

    @staticmethod
    def _only_places(heading: AnnotatedBlock, date: FoundDate) -> bool:
        base = heading.block.start
        rest = heading.text[: date.start - base] + heading.text[date.end - base :]
        for place in (*heading.of("country"), *heading.of("city")):
            rest = rest.replace(place.text, "")
        return not re.sub(r"\band\b|[\s,.:&()–—-]", "", rest)

    def _initiative_above(self, block: AnnotatedBlock) -> Basis | None:
        section = set(block.block.section)
        for other in reversed(self._headings):
            if other.text in section and not other.block.is_title_block:
                first = other.first("initiative")
                if first:
                    return Basis(first.key, first.start, first.end, first.rule, carried=True)
        return None

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
