"""Lists of findings and of recommendations."""

from tests.typeset.figures import number_word
from tests.typeset.wording import fit, load, state

from .blocks import Block, Columns, Fill, Heading, Items, Para
from .draft import Draft


def bullets(draft: Draft, texts: list[str], sub: dict[int, tuple[str, ...]] | None = None) -> Items:
    """A bulleted list in the bullets of the layout."""
    return Items(tuple(texts), (draft.layout.bullet,) * len(texts), sub or {})


def findings(draft: Draft, section: str, strengths: list[str], areas: list[str]) -> None:
    """Strengths and areas for improvement, one after the other or side by side."""
    colon = ":" if draft.layout.findings_colon else ""
    left = _list(draft, "strength", section, f"Strengths{colon}", strengths)
    right = _list(draft, "area_for_improvement", section, f"Areas for improvement{colon}", areas)
    if draft.layout.findings_side_by_side:
        draft.add(Columns(tuple(left), tuple(right)))
    else:
        draft.add(*left, *right)


def _list(draft: Draft, kind: str, section: str, title: str, texts: list[str]) -> list[Block]:
    """The heading and the bullets of one list of findings, recorded."""
    if not texts:
        return []
    layout = draft.layout
    plain, sub = list(texts), {}
    longest = max(range(len(plain)), key=lambda i: len(plain[i]))
    over_break = layout.bullet_over_break and section in ("1", "1.1", "1.3")
    while over_break and len(plain[longest]) < 260:
        plain[longest] += " " + fit(draft.rng.choice(load("findings")["tails"]["neutral"]), draft.report)
    printed = list(plain)
    if layout.bullet_notes and not layout.findings_side_by_side and (over_break or draft.rng.random() < 0.5):
        words = printed[longest].split(" ")
        words[min(8, len(words) // 2)] += draft.note(load("prose")["supplied_note"])
        printed[longest] = " ".join(words)
    if layout.sub_bullets and kind == "strength" and not over_break:
        sub[len(texts) - 1] = tuple(load("prose")["sub_bullets"])
        printed[-1] += " This showed in two ways:"
        plain[-1] = " ".join([plain[-1], "This showed in two ways:", *sub[len(texts) - 1]])
    draft.find(kind, section, plain)
    if over_break:
        before = [bullets(draft, printed[:longest])] if longest else []
        return [Heading(title, 3), *before, Fill(54), bullets(draft, printed[longest:])]
    return [Heading(title, 3), bullets(draft, printed, sub)]


def key_findings(draft: Draft) -> None:
    """The page of overall findings, domain by domain."""
    draft.chapter()
    draft.add(Heading("Overall findings", 0, "Overall findings"))
    report = draft.report
    text = fit(load("prose")["findings_overall"], report, overall=report.overall)
    state(draft.claims, text, "overall", report.overall)
    draft.add(Para(f"{text} Our rating takes in all three domains of its work."))
    for d in draft.report.domains:
        if d.key_findings:
            draft.find("key_finding", d.number, d.key_findings)
            lead = f"Our key findings about {d.name.lower()} are as follows:"
            draft.add(Heading(d.name, 2), Para(lead), bullets(draft, d.key_findings))


def recommendations(draft: Draft) -> None:
    """The page of recommendations."""
    report, layout = draft.report, draft.layout
    count = number_word(report.stated_count)
    noun = "recommendation" if report.stated_count == 1 else "recommendations"
    draft.says(stated_recommendation_count=report.stated_count)
    intro = draft.rng.choice(load("prose")["recommendations"])
    draft.chapter()
    draft.add(Heading("Recommendations", 0, "Recommendations"))
    draft.add(Para(fit(intro, report, n=count, noun=noun)))
    number = 0
    for group in report.recommendations:
        labels = []
        for position, item in enumerate(group.items, 1):
            number += 1
            printed: int | None = position if layout.recommendation_numbers == "restart" else number
            if layout.recommendation_numbers == "bullets":
                printed = None
            labels.append(_label(draft, printed))
            stop = "." if position == len(group.items) else ("", ";")[layout.recommendation_numbers == "bracket"]
            draft.recommend(printed, group.addressee, item + stop)
        draft.add(Heading(_addressee(draft, group.addressee), 3))
        stops = [r["text"] for r in draft.recommendations[-len(group.items) :]]
        cut = max(range(len(stops)), key=lambda i: len(stops[i])) if layout.bullet_over_break and number < 8 else 0
        if cut:
            draft.add(Items(tuple(stops[:cut]), tuple(labels[:cut])), Fill(18))
        draft.add(Items(tuple(stops[cut:]), tuple(labels[cut:])))


def _label(draft: Draft, printed: int | None) -> str:
    if printed is None:
        return draft.layout.bullet
    return f"{printed})" if draft.layout.recommendation_numbers == "bracket" else f"{printed}."


def _addressee(draft: Draft, addressee: str) -> str:
    """The line above the items, broken where the layout breaks it."""
    line = f"{addressee} should:"
    if draft.layout.addressee_break and len(line) > 40:
        middle = line.rfind(" ", 0, len(line) // 2 + 6)
        return f"{line[:middle]}\n{line[middle + 1 :]}"
    return line
