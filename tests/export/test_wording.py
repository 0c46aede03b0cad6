import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.export.wording import few, number, one_line, people, printable, when
from models import DateSpan, Participant, Span

SPAN = Span(start=0, end=1, text="x")


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2024-05-03", "2024-05-03", "3 May 2024"),
        ("2024-05-01", "2024-05-31", "May 2024"),
        ("2024-05-01", "2024-05-30", "1–30 May 2024"),
        ("2024-02-01", "2024-02-29", "Feb 2024"),
        ("2023-02-01", "2023-02-28", "Feb 2023"),
        ("2024-02-01", "2024-02-28", "1–28 Feb 2024"),
        ("2024-09-01", "2024-12-31", "Sep–Dec 2024"),
        ("2024-01-01", "2024-12-31", "2024"),
        ("2024-01-01", "2025-12-31", "Jan 2024 – Dec 2025"),
        ("2023-03-01", "2024-02-29", "Mar 2023 – Feb 2024"),
        ("2024-05-30", "2024-06-02", "30 May – 2 Jun 2024"),
        ("2023-12-30", "2024-01-02", "30 Dec 2023 – 2 Jan 2024"),
        ("2024-05-03", None, "since 3 May 2024"),
        (None, "2024-05-03", "until 3 May 2024"),
        (None, None, "some day"),
    ],
)
def test_dates(start, end, said):
    assert when(DateSpan(start=start, end=end, precision="range", text="some day", span=SPAN)) == said


def participant(value, *, qualifier="exact", value_max=None, audience="teachers", part=False):
    return Participant(
        value=value, value_max=value_max, qualifier=qualifier, audience=audience, part=part, span=SPAN
    )


@pytest.mark.parametrize(
    ("counted", "said"),
    [
        (participant(7), "7"),
        (participant(1200, qualifier="about"), "~1,200"),
        (participant(60, qualifier="more_than"), ">60"),
        (participant(60, qualifier="at_least"), "≥60"),
        (participant(60, qualifier="up_to"), "≤60"),
        (participant(60, qualifier="fewer_than"), "<60"),
        (participant(40, qualifier="between", value_max=50), "40–50"),
    ],
)
def test_numbers(counted, said):
    assert number(counted) == said


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ([], []),
        ([participant(64), participant(41, audience="women", part=True)], ["64 teachers (41 women)"]),
        ([participant(64), participant(20, audience="parents")], ["64 teachers", "20 parents"]),
        ([participant(41, part=True)], ["41 teachers"]),
        ([participant(5, audience=None)], ["5 people"]),
    ],
)
def test_people(counts, said):
    assert people(counts) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("plain", "plain"),
        ("line\nand\ttab", "line\nand\ttab"),
        ("a\x1b[31mred\x1b[0m b", "a␛[31mred␛[0m b"),
        ("a\x1b]0;title\x07b", "a␛]0;title␇b"),
        ("a\x1b]8;;link\x1b\\b", "a␛]8;;link␛\\b"),
        ("a\x1bPdevice\x1b\\b", "a␛Pdevice␛\\b"),
        ("a\x1b(Bb", "a␛(Bb"),
        ("a\x9b31mb", "a⟨U+009B⟩31mb"),
        ("a\x07\x08\rb\x00", "a␇␈␍b␀"),
        ("C\udcc3\udcb4te\udcff\ud800.txt", "Côte\ufffd⟨U+D800⟩.txt"),
        ("a\u202eb\u2066c\u200bd", "a⟨U+202E⟩b⟨U+2066⟩c⟨U+200B⟩d"),
        ("[bold]kept[/bold] Côte d’Ivoire – 30 %", "[bold]kept[/bold] Côte d’Ivoire – 30 %"),
    ],
)
def test_printable(text, said):
    assert printable(text) == said


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("\x1b[]\x07\x9b")))
def test_nothing_printable_commands_a_terminal(text):
    safe = printable(text)
    assert "\x1b" not in safe
    assert all(character in "\n\t" or not 0 <= ord(character) < 32 for character in safe)
    assert printable(safe) == safe


@given(st.text(), st.integers(2, 40))
def test_one_line_is_short_enough(text, width):
    line = one_line(text, width)
    assert len(line) <= width
    assert len(line.splitlines()) <= 1


@pytest.mark.parametrize(
    ("items", "most", "said"), [([], 2, ""), (["a", "b"], 2, "a, b"), (["a", "b", "c", "d"], 2, "a, b +2")]
)
def test_few(items, most, said):
    assert few(items, most) == said
