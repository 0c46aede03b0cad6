"""Every type of activity in every frame that a report tells one in."""

from typing import Any

import pytest
import yaml

from rules.tables import CASES, run

TABLE: dict[str, Any] = yaml.safe_load((CASES / "frames.yaml").read_text(encoding="utf-8"))
FRAMES = [(frame, status) for status, frames in TABLE["frames"].items() for frame in frames]


def sentence(frame: str, words: list[str]) -> str:
    """Return a frame with an activity in it."""
    activity, past, participle, infinitive = words
    bare = activity.removeprefix("a ")
    told = {"activity": activity, "the": f"the {bare}", "bare": bare}
    told |= {"Activity": activity[0].upper() + activity[1:], "The": f"The {bare}"}
    verb, *particle = infinitive.split()
    gerund = " ".join([verb.removesuffix("e") + "ing" if verb != "set" else "setting", *particle])
    return frame.format(**told, past=past, participle=participle, infinitive=infinitive, ing=gerund)


@pytest.mark.parametrize(("frame", "status"), FRAMES, ids=[frame for frame, _ in FRAMES])
def test_each_activity_in_a_frame(frame: str, status: str) -> None:
    wrong = []
    for kind, words in TABLE["activities"].items():
        text = sentence(frame, words)
        told = [(r.activity_type, r.status, [c.alpha_3 for c in r.countries]) for r in run({"text": text}).records]
        if told != [(kind, status, ["KEN"])]:
            wrong.append((text, told))
    assert not wrong
