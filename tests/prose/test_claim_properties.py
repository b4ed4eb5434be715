"""Properties of claims: the true figure agrees, any other does not, and one strange word makes it another matter."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractors.prose.quantities import quantities
from extractors.prose.sentences import sentences
from extractors.prose.stems import plain, stem
from tests.prose.builders import FIGURES, held

ACTIVITY = {
    "2.1": ["assessment", "assessments", "assessment work"],
    "2.2": ["planning", "plans", "the quality of planning"],
    "2.3": ["the implementation and delivery of services", "delivery of work", "service delivery"],
    "2.4": ["reviewing", "reviews", "reviewing activity"],
}
AIM = [
    ["to support desistance", "to support the child or young person's desistance", "in relation to desistance"],
    ["to keep the child or young person safe", "in respect of safety and wellbeing", "to keep children safe"],
    ["to keep other people safe", "to address risk of harm to others", "in relation to the safety of others"],
]
GOOD = ["was sufficient", "were effective", "was good enough", "was of sufficient quality", "was done well enough"]
BAD = ["was insufficient", "was not sufficient", "were not good enough", "needed improvement"]
FRAME = [
    "Overall, {x} in {n} of cases.", "In {n} of cases, {x}.", "We found that {x} in {n} of the cases we inspected.",
    "{x} in only {n} of relevant cases, which leaders knew.", "Although staff were keen, {x} in {n} of cases.",
]  # fmt: skip
WORDS = ["in", "all", "but", "five", "of", "the", "12", "cases", "72", "per", "cent", "%", "half", "two-thirds", "most"]
STRANGE = [
    "for girls",
    "with other agencies",
    "by the northern team",
    "for knife crime",
    "for known victims",
    "on time",
]


@st.composite
def statements(draw: st.DrawFn) -> tuple[str, int, bool, str]:
    """A standard, an ordinal, whether the work was *not* done well enough, and a frame with `{n}` for the quantity."""
    standard = draw(st.sampled_from(sorted(ACTIVITY)))
    ordinal = draw(st.integers(1, 3))
    ill = draw(st.booleans())
    verdict = draw(st.sampled_from(BAD if ill else GOOD))
    clause = f"{draw(st.sampled_from(ACTIVITY[standard]))} {draw(st.sampled_from(AIM[ordinal - 1]))} {verdict}"
    text = draw(st.sampled_from(FRAME)).replace("{x}", clause)
    return standard, ordinal, ill, text[0].upper() + text[1:]


@given(statements(), st.integers(0, 100))
def test_a_percentage_agrees_exactly_where_it_is_the_printed_one(it: tuple[str, int, bool, str], pct: int) -> None:
    standard, ordinal, ill, text = it
    printed = FIGURES[standard][ordinal - 1]
    said = 100 - pct if ill else pct
    agrees = abs(said - printed) <= (1 if ill else 0)
    for form in (f"{pct} per cent", f"{pct}%"):
        assert held(text.replace("{n}", form), standard) == {f"{standard}.{ordinal}": agrees}


@given(statements(), st.integers(0, 24))
def test_a_fraction_agrees_where_it_rounds_to_the_printed_one(it: tuple[str, int, bool, str], count: int) -> None:
    standard, ordinal, ill, text = it
    part = 24 - count if ill else count
    agrees = abs(100 * part / 24 - FIGURES[standard][ordinal - 1]) <= 0.5
    assert held(text.replace("{n} of ", f"{count} of the 24 ").replace("24 the", "24"), standard) == {
        f"{standard}.{ordinal}": agrees
    }


@given(statements(), st.integers(0, 100), st.sampled_from(STRANGE))
def test_a_strange_word_makes_it_about_something_else(it: tuple[str, int, bool, str], pct: int, strange: str) -> None:
    standard, _, _, text = it
    marks = ("was ", "were ", "needed ")
    at = max(text.rindex(m) for m in marks if m in text)
    assert held(f"{text[:at]}{strange} {text[at:]}".replace("{n}", f"{pct} per cent"), standard) == {}


@given(statements())
def test_outside_every_section_it_could_be_about_either_domain(it: tuple[str, int, bool, str]) -> None:
    standard, _, _, text = it
    found = held(text.replace("{n}", "72 per cent"), None)
    assert found == {} or standard == "2.4"


@given(st.text(alphabet=st.sampled_from("Aa b.,'\"?!(1)“”"), max_size=80))
def test_sentences_are_parts_of_their_paragraph(text: str) -> None:
    found = list(sentences(text))
    assert all(text[s.start : s.stop] == s.text for s in found)
    assert "".join("".join(s.text.split()) for s in found) == "".join(text.split())


@given(st.lists(st.sampled_from(WORDS)))
def test_quantities_are_in_order_and_do_not_overlap(words: list[str]) -> None:
    text = " ".join(words)
    found = quantities(text)
    assert all(a.stop <= b.start for a, b in zip(found, found[1:], strict=False))
    assert all(0 <= q.start < q.stop <= len(text) for q in found)


@given(st.text(max_size=30))
def test_plain_keeps_the_length_and_stems_are_never_empty(text: str) -> None:
    assert len(plain(text)) == len(text)
    assert bool(stem(text)) or not text.replace("'", "").lower().removesuffix("e")
