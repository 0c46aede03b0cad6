"""How activity types behave when they are told twice."""

from models.record import ActivityType

GROUPS: dict[ActivityType, str] = {
    "training": "capacity_building",
    "training_of_trainers": "capacity_building",
    "workshop": "capacity_building",
    "exercise": "capacity_building",
    "awareness_campaign": "awareness",
    "localization": "resources",
    "publication": "resources",
    "platform": "resources",
    "assessment": "policy",
    "strategy": "policy",
    "technical_assistance": "policy",
    "agreement": "cooperation",
    "instrument": "cooperation",
    "event": "cooperation",
    "governance": "cooperation",
    "programme": "cooperation",
    "research": "evidence",
    "other": "other",
}
# Held again and again: the same words in another period tell of another one.
REPEATED: frozenset[str] = frozenset(("training", "training_of_trainers", "workshop", "exercise", "event"))
# Done once for a country or a name: told with another date it is the same one with another date.
ONCE: frozenset[str] = frozenset(("strategy", "instrument", "platform", "governance"))
# Go on after the day on which they were launched.
LASTING: frozenset[str] = frozenset(("programme", "awareness_campaign", "platform", "research", "training"))
_GATHERINGS = REPEATED | {"awareness_campaign"}
_PRODUCTS = frozenset(
    ("strategy", "publication", "platform", "localization", "assessment", "instrument", "technical_assistance")
)
# A survey of a country is the one, of anybody else the other.
_STUDIES = frozenset(("assessment", "research"))


def likeness(one: ActivityType, other: ActivityType) -> float:
    """Return points for two types: positive where they may name one activity."""
    if one == other:
        return 1.0
    if (GROUPS[one] == GROUPS[other] and GROUPS[one] != "cooperation") or {one, other} == _STUDIES:
        return 0.0
    near = {one, other} <= _GATHERINGS or {one, other} <= _PRODUCTS or "other" in (one, other)
    return -0.8 if near else -2.0
