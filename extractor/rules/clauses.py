"""Cuts sentences into clauses: stretches with a verb and a subject of their own."""

from collections.abc import Sequence
from itertools import compress, count

from extractor.rules import grammar
from extractor.rules.attached_verbs import AttachedVerbs
from extractor.rules.clause_parts import ClauseSpan, Marks
from extractor.rules.enumerations import Enumerations
from extractor.rules.openings import Openings
from extractor.rules.shared_subjects import SharedSubjects
from extractor.rules.tokens import Tokens
from extractor.rules.verbs import VerbGroup

_SPEECH = frozenset({"speak"})
_DOING = frozenset({"hold", "deliver", "attend", "create", "adopt", "sign"})
_SAYS_LITTLE = frozenset({"state", "other", "judge"})
# “has been rescheduled and will now be held in Kigali” tells one thing.
_ONE_STATE = frozenset({"state", "move"})
_INTRANSITIVE = frozenset({"happen", "gather", "treat", "attend", "cancel", "begin", "end"})
# Where a clause may end: the words and marks that `ClauseFinder._point` knows.
_ENDS = grammar.CONTRASTS | {";", ":", ",", "that", "followed", "preceded", "and", "but", "where"}
# The tokenizer leaves “):” whole.
_CLOSING = frozenset({")", "):", ");"})
_MARKS = _ENDS | _CLOSING | {"("}
# Frames of participles that end an item of a list, and what stands behind them.
_DONE = _DOING | {"train", "translate", "assess", "survey"}
_STOPS = frozenset({",", ".", ";", "and"})
_STEP_MOST = 6


class ClauseFinder:
    """Cuts one sentence, given its verb groups."""

    def __init__(self, tokens: Tokens, groups: Sequence[VerbGroup], marks: Marks) -> None:
        """Keep the block's tokens, verb groups and what else clauses depend on.

        Args:
            tokens: The block's tokens.
            groups: All its verb groups in order.
            marks: Tokens with a part in where clauses end.
        """
        self._marks = marks
        self._t = tokens
        self._groups = groups
        attached = AttachedVerbs(tokens, groups)
        self.relative, self.reduced, self.own = attached.relative, attached.reduced, attached.own
        self._tails = attached.tails
        self._enumerations = Enumerations(tokens, self._has_main)
        self._shared = SharedSubjects(tokens, groups, marks, attached)
        self._openings = Openings(tokens, groups, marks, attached)

    def cut(self, start: int, end: int) -> list[ClauseSpan]:
        """Return the clauses of the sentence at tokens `start` to `end`."""
        points: list[tuple[int, int, str]] = [(start, start, "start")]
        items = self._enumerations.points(start, end)
        depth = 0
        for i in compress(count(start), map(_MARKS.__contains__, self._t.words[start:end])):
            word = self._t.words[i]
            if i in items:
                points.append((i, items[i], "item"))
            elif word == "(":
                depth += 1
            elif word in _CLOSING:
                depth -= 1
            elif depth <= 0 and i >= points[-1][1] and i not in self._marks.named:
                point = self._point(i, points[-1], end)
                if point:
                    points.append(point)
        out = []
        for (_, begin, joint), stop in zip(points, [p[0] for p in points[1:]] + [end], strict=True):
            if stop > begin:
                out.append(self._clause(begin, stop, joint))
        return out

    def _point(self, i: int, before: tuple[int, int, str], end: int) -> tuple[int, int, str] | None:
        """Return (end of the clause before, start of the next, joint) where a clause ends at token i."""
        words = self._t.words
        _, since, joint = before
        word = words[i]
        if word == ";":
            return i, i + 1, "semicolon"
        if word == ":" and self._heralds(since, i) and self._subject_then_verb(i + 1, end):
            return i, i + 1, "colon"
        if word == "that" and i > since and self._speech_before(i):
            return i, i + 1, "that"
        if word == "," and (i in self._tails or self._names_source(i + 1, end)):
            return i, i + 1, "tail"
        if word in ("followed", "preceded") and (by := self._shared.followed_by(i, end)):
            joint = "another" if self._is_another(by) or words[by] == "one" else "followed_by"
            return i, by if by == i + 2 else i + 1, joint
        if word == "," and self._next_step(since, i, end):
            return i, i + 1, "step"
        if word in (",", "and") and (next_one := self._without_subject(i, before, end)):
            return next_one
        told_first = joint == "where" or words[since] == "having"
        inserted = word == "," and told_first and self._has_main(since, i)
        if inserted and self._subject_then_verb(i + 1, end):
            return i, i + 1, "start"
        if word == "," and self._two_deeds(since, i):
            return i, i + 1, "and"
        return self._joint(i, since, end)

    def _two_deeds(self, since: int, i: int) -> bool:
        """True for the comma of “Fiji, which held a course in May, will host a forum”.

        Both verbs then count as clauses' own: neither stays in `relative` or `reduced`.
        """
        inside = [k for k, g in enumerate(self._groups) if since < g.start <= i + 1]
        if len(inside) != 2 or not self.relative[inside[0]]:
            return False
        aside, main = (self._groups[k] for k in inside)
        opens = self._t.words[aside.start - 2 : aside.start] == [",", "which"]
        named = all(j in self._marks.named or self._t.words[j] == "the" for j in range(since, aside.start - 2))
        two = opens and named and main.start == i + 1 and aside.aspect == "past"
        if not two or not self._does(aside) or not self._does(main):
            return False
        for k in inside:
            self.relative[k] = self.reduced[k] = False
        return True

    def _does(self, group: VerbGroup) -> bool:
        """True for a verb of doing, and behind it an activity."""
        near = range(group.end, group.end + 5)
        return not group.passive and group.form.frame in _DOING and any(a in near for a in self._marks.activities)

    def _names_source(self, i: int, end: int) -> bool:
        """True for the end of “…, according to the Ministry of Health.”."""
        told = self._t.words[i : i + 2] == ["according", "to"]
        return told and not any(i < g.start < end for g in self._groups)

    def _without_subject(self, i: int, before: tuple[int, int, str], end: int) -> tuple[int, int, str] | None:
        """Return the same where a clause shares the verb or the subject of the one before."""
        if at := self._shared.gapped(i, before, end):
            return i, at, "gapped"
        at = self._shared.begins(i, before[1], end)
        return (i, at, "and") if at else None

    def _heralds(self, since: int, i: int) -> bool:
        """True for “The next one has a date: the course …”: the clause before says little and isn't gone on about."""
        if self._t.words[i + 1 : i + 2] and self._t.words[i + 1] in grammar.PRONOUNS | {"both", "one", "all"}:
            return False
        own = [g for k, g in enumerate(self._groups) if since <= g.start < i and self.own(k)]
        return bool(own) and all(g.form.frame in _SAYS_LITTLE for g in own)

    def _joint(self, i: int, since: int, end: int) -> tuple[int, int, str] | None:
        """Return the same where a conjunction joins two clauses at token i."""
        words = self._t.words
        word = words[i]
        after = words[i + 1] if i + 1 < end else ""
        comma = 1 if i > since and words[i - 1] == "," else 0
        if word == "," and self._has_main(since, i):
            if self._contrasts(since, i, end):
                return i, i + 1, "contrast"
            if self._splices(since, i, end):
                return i, i + 1, "and"
        if word == "and" and (
            self._turns_to_future(since, i)
            or (self._has_main(since, i) and self._own_activity(i + 1) and not self._ends_work(since, i))
        ):
            return i - comma, i + 1, "and"
        listed = word in ("and", ",") and self._steps_of(i + 1, i + 2) and self._steps_of(since, i)
        shared = word == "and" or (word == "," and after == "the" and self._is_another(i + 1))
        if listed or (shared and self._has_main(since, i) and self._lacks_verb(since, i + 1, end)):
            return i - comma, i + 1, "another"
        told_before = word == "where" and (self._has_main(since, i) or words[since] in grammar.PREPOSITIONS)
        if told_before and comma and self._subject_then_verb(i + 1, end):
            return i - comma, i + 1, "where"
        if word in grammar.CONTRASTS and self._has_main(since, i):
            placed = i + 2 if after == "in" else i + 1
            if self._subject_then_verb(placed, end):
                return i - comma, i + 1, "contrast"
        awaited = self._awaits_verb(since, i)
        if word in ("and", "but") and not awaited and self._has_main(since, i) and self._subject_then_verb(i + 1, end):
            skip = 2 if after == "that" and words[i + 2 : i + 3] not in (["of"], ["in"], ["for"]) else 1
            return i - comma, i + skip, "and"
        return None

    def _awaits_verb(self, since: int, i: int) -> bool:
        """True for “was where, on 4 May, teams from Mali and”: the verb behind “where” is yet to come."""
        last = max((g.end for g in self._groups if since <= g.start < i), default=i)
        return not {"where", "when"}.isdisjoint(self._t.words[last:i])

    def _lacks_verb(self, since: int, i: int, end: int) -> bool:
        """True for “was held in Fiji and another in Tonga”, “and a forum in Tonga”, which share the verb before."""
        if self._subject_then_verb(i, end):
            return False
        if self._is_another(i):
            # “two, one in Fiji and another in Tonga” is one.
            words, told = self._t.words, ("one", "first")
            return not any(words[k] in told and words[k + 1] in grammar.PREPOSITIONS for k in range(since, i))
        noun = next((a for a in self._marks.activities if i < a <= i + 3), None)
        if self._t.words[i : i + 1] not in (["a"], ["an"]) or any(i <= group.start < end for group in self._groups):
            return False
        if noun is None or not self._openings.places(since, i, ("in",)):
            return False
        return self._openings.places(noun, end, ("in",)) or self._dated(noun, end)

    def _steps_of(self, start: int, end: int) -> bool:
        """True for “the launch of” between two tokens, as in “saw the launch of a portal and the adoption of a law”."""
        words, steps = self._t.words, self._marks.steps
        return any(j + 1 in steps and words[j : j + 3 : 2] == ["the", "of"] for j in range(start, end))

    def _is_another(self, i: int) -> bool:
        """True for “another to 41 in Fiji”, “a second in Fiji”, “a second one in Fiji”, “the second in Fiji”."""
        words = self._t.words
        if words[i : i + 1] not in (["another"], ["a"], ["the"]):
            return False
        j = i + 1 + (words[i] != "another")
        numbered = words[i] == "another" or words[j - 1] in self._marks.ordinals
        j += words[j : j + 1] == ["one"]
        return numbered and j < len(words) and words[j] != "of" and words[j] in grammar.PREPOSITIONS

    def _dated(self, start: int, end: int) -> bool:
        return any(start < j < end for j in self._marks.dates)

    def _splices(self, since: int, i: int, end: int) -> bool:
        """True for the comma of “30 schools were connected, 61 teachers were trained”, “…, Fiji launched a portal”."""
        words = self._t.words
        if words[since] in self._marks.subordinators or not words[i + 1 : i + 2]:
            return False
        if i + 1 in self._marks.named:
            here = next((k for k, g in enumerate(self._groups) if g.start > i), None)
            did = here is not None and self.own(here) and self._groups[here].form.frame in _DOING
            return (
                did and here is not None and all(j in self._marks.named for j in range(i + 1, self._groups[here].start))
            )
        counted = words[i + 1][0].isdigit() or words[i + 1] in grammar.DETERMINERS
        nearest = next((g for k, g in enumerate(self._groups) if g.start > i), None)
        passive = nearest is not None and nearest.passive and not nearest.bare and nearest.aspect in ("past", "perfect")
        return counted and passive and self._subject_then_verb(i + 1, end)

    def _contrasts(self, since: int, i: int, end: int) -> bool:
        """True for the comma of “Whereas Mali has a law, Niger is drafting one”, “While it is out, its copy isn't”."""
        words = self._t.words
        if words[since] not in grammar.CONTRASTS or not self._subject_then_verb(i + 1, end):
            return False
        both = all(any(map(self._marks.named.__contains__, part)) for part in (range(since, i), range(i + 1, end)))
        return words[i + 1] in ("its", "their") or (both and words[i + 1] not in grammar.PRONOUNS)

    def _step_to_come(self, i: int) -> bool:
        """True for “…, implementation to start in May” and “…, adoption foreseen for 2026”."""
        group = next((g for g in self._groups if i < g.start <= i + 3), None)
        return group is not None and (group.aspect == "infinitive" or (group.form.frame == "plan" and group.bare))

    def _next_step(self, since: int, i: int, end: int) -> bool:
        """True for the comma before a step to come, and in “law adopted, decree planned for June”."""
        if i + 1 in self._marks.steps:
            return self._step_to_come(i + 1)
        done = any(since <= g.start and g.end <= i and g.bare for g in self._groups)
        after = [g for g in self._groups if i < g.start < end]
        if after and after[0].bare and self._ends_item(i, after[0], end):
            return not self._has_main_verb(since, end) and all(map(self._in_step, range(i + 1, after[0].start)))
        if not done or not after or after[0].form.frame != "plan" or not after[0].bare or len(after) > 1:
            return False
        step = range(i + 1, after[0].start)
        named = len(step) <= _STEP_MOST and all(map(self._in_step, step)) and any(map(self._is_nominal, step))
        return named and not self._has_main_verb(since, i)

    def _ends_item(self, i: int, group: VerbGroup, end: int) -> bool:
        """True for the comma of “cost model drawn up, two staff trained”: participles with nothing behind."""
        stops = group.end >= end or self._t.words[group.end] in _STOPS
        before = next((g for g in self._groups if g.end == i and g.bare), None)
        done = before is not None and before.form.frame in _DONE and group.form.frame in _DONE
        return stops and done and group.start > i + 1

    def _in_step(self, j: int) -> bool:
        """True for a word of “first draft of strategy”."""
        word = self._t.words[j]
        return self._is_nominal(j) or word in ("of", "a", "an", "the", "its") or word in self._marks.ordinals

    def _has_main_verb(self, since: int, i: int) -> bool:
        """True where a verb with an auxiliary stands: in a sentence, not in a line of a list."""
        return any(since <= g.start < i and g.finite and not g.bare for g in self._groups)

    def _turns_to_future(self, since: int, i: int) -> bool:
        """True for “was drafted in Fiji and will be published”, “and is under review in Tonga”: steps of two states."""
        here = next((k for k, g in enumerate(self._groups) if g.start == i + 1), None)
        if here is None or not self.own(here):
            return False
        group = self._groups[here]
        before = [g for k, g in enumerate(self._groups[:here]) if g.start >= since and self.own(k)]
        later = group.aspect == "future" and (group.passive or group.form.frame in ("hold", "create"))
        later = later or (group.aspect == "progressive" and (group.passive or group.form.frame in _DOING))
        later = later or (group.aspect == "present" and group.end in self._marks.stages)
        done = bool(before) and before[-1].aspect in ("past", "perfect") and before[-1].form.frame not in _ONE_STATE
        # “have not yet been concluded and are to be resumed” tells one state.
        return later and done and "yet" not in self._t.words[before[-1].start : before[-1].end]

    def _own_activity(self, i: int) -> bool:
        """True for “, and is holding talks”, “and in May held talks”: a verb of doing, then an activity of its own."""
        i = self._marks.dates.get(i + 1, i) if self._t.words[i : i + 1] in (["in"], ["on"]) else i
        while i < len(self._t.words) and grammar.is_adverb(self._t.words[i]):
            i += 1
        group = next((g for k, g in enumerate(self._groups) if g.start == i and self.own(k)), None)
        if group is not None and group.form.type and group.form.frame != "assist" and group.passive and not group.bare:
            return True
        if group is None or group.passive or group.form.frame not in _DOING:
            return False
        return any(
            group.end <= start <= group.end + 4 and not self._definite(start) for start in self._marks.activities
        )

    def _ends_work(self, since: int, i: int) -> bool:
        """True for “completed its work in March”: what it did is told behind."""
        before = [g for k, g in enumerate(self._groups) if since <= g.start < i and self.own(k)]
        if not before or before[-1].form.frame != "deliver" or before[-1].passive:
            return False
        end = before[-1].end
        own = self._t.words[end : end + 1] in (["its"], ["their"])
        return own and not any(end <= start < i for start in self._marks.activities)

    def _definite(self, i: int) -> bool:
        return any(word in grammar.DEFINITES for word in self._t.words[max(0, i - 3) : i])

    def _speech_before(self, i: int) -> bool:
        for k in range(len(self._groups) - 1, -1, -1):
            if self._groups[k].end <= i:
                gap = self._t.words[self._groups[k].end : i]
                foreseen = self._groups[k].form.frame == "plan" and self._groups[k].passive and not gap
                return (self._groups[k].form.frame in _SPEECH and len(gap) <= 5) or foreseen
        return False

    def _has_main(self, start: int, end: int) -> bool:
        return any(start <= g.start and g.end <= end and self.own(k) for k, g in enumerate(self._groups))

    def _subject_then_verb(self, i: int, end: int) -> bool:
        """True where a noun phrase and then a main verb follow, without another “and” outside names between."""
        if i + 1 < end and self._t.words[i] == "that" and self._t.words[i + 1] not in ("of", "in", "for"):
            i += 1
        i = self._openings.behind_adverbial(i)
        for k, group in enumerate(self._groups):
            if group.start < i or group.end > end:
                continue
            if not self.own(k):
                if self.relative[k] or group.start == i:
                    return False
                continue
            subject = range(i, group.start)
            if not any(self._is_nominal(j) or j in self._marks.named for j in subject):
                return False
            words = [self._t.words[j] for j in subject]
            # “…, run with UNICEF and the Ministry, is going on”: the comma closes an insertion.
            closes = words[-1] == "," and words.count(",") == 1
            if words[-1] in ("and", "or") or closes or self._joins_list(words) or self._subordinates(words):
                return False
            if words[0] in grammar.PREPOSITIONS and "," not in words and i not in self._marks.counts:
                return False
            # Behind one dash stands what explains the words before it.
            explained = sum(map(self._t.is_dash, subject)) % 2 == 1
            return not {";", ":"}.intersection(words) and not explained and not (set(words) & grammar.CONTRASTS)
        return False

    def _subordinates(self, words: Sequence[str]) -> bool:
        """True for “Togo since May, wherever there”: the verb behind it is not the subject's."""
        pure = self._marks.subordinators - grammar.PREPOSITIONS - _ENDS
        return any(word in pure and "," not in words[n:] for n, word in enumerate(words) if n)

    @staticmethod
    def _joins_list(words: Sequence[str]) -> bool:
        """True where a later “, and” is the joint: “in Brazil and Côte d'Ivoire, and a new version will follow”."""
        return any(words[i] == "," and words[i + 1] in ("and", "but", "while") for i in range(len(words) - 1))

    def _is_nominal(self, j: int) -> bool:
        word = self._t.words[j]
        closed = word in grammar.FUNCTION_WORDS and word not in ("it", "this", "these", "those")
        return word[0].isalnum() and not closed and not grammar.is_adverb(word) and not self._t.verbal[j]

    def _clause(self, start: int, end: int, joint: str) -> ClauseSpan:
        start += joint == "that" and self._t.words[start] == ","
        inside = tuple(k for k, g in enumerate(self._groups) if start <= g.start and g.end <= end)
        opening = self._openings.behind_subordinate(start, end, inside)
        main = next((k for k in inside if self.own(k) and self._groups[k].start >= opening), None)
        if main is None:
            main = self._closing_verb(inside)
        lead = opening if opening > start else self._openings.lead_end(start, end, main)
        return ClauseSpan(start, end, joint, lead, main, inside)

    def _closing_verb(self, inside: Sequence[int]) -> int | None:
        """Return the verb behind the comma that closes an insertion: “The board, chaired by X, met in May”."""
        for k in reversed(inside):
            group = self._groups[k]
            comma = group.start > 0 and self._sets_off(group.start - 1)
            after = self._t.words[group.end] if group.end < len(self._t.words) else ""
            inserted = comma and any(map(self._sets_off, range(group.start - 1)))
            late = self._groups[inside[0]].form.frame == "cancel"
            alone = group.form.frame in _INTRANSITIVE or after not in grammar.PREPOSITIONS or late
            # “…, half of them women, completed at least one course”
            alone = alone or group.end in self._marks.counts
            degree = self._t.words[group.end : group.end + 2]
            alone = alone or (degree[:1] == ["at"] and not grammar.DEGREES.isdisjoint(degree[1:]))
            if group.bare and comma and inserted and alone and after != "by" and not self.relative[k]:
                self.reduced[k] = False
                return k
        return None

    def _sets_off(self, i: int) -> bool:
        """True for the commas and dashes around an insertion."""
        return self._t.words[i] == "," or self._t.is_dash(i)
