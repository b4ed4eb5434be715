"""A report on its way to the page: the blocks so far, and the truth of what they print.

Whoever adds a value to the page records it here in the same breath, so that the truth holds what is printed and
nothing else.
"""

import re
from collections.abc import Iterable, Iterator
from random import Random
from typing import Any

from tests.typeset.content import Place, Report, StandardContent
from tests.typeset.wording import sentences

from .blocks import MARK, Block, Box, Columns, Items, PageBreak, Para, mark
from .traits import Layout


class Draft:
    """Blocks, footnotes and truth of one report in one layout."""

    def __init__(self, report: Report, layout: Layout) -> None:
        self.report, self.layout = report, layout
        self.rng = Random(f"{report.seed} layout")  # noqa: S311
        self.blocks: list[Block] = []
        self.notes: dict[int, str] = {}
        self.claims: list[dict[str, Any]] = list(report.claims)
        self.scalars: dict[str, Any] = {}
        self.ratings: list[dict[str, Any]] = []
        self.questions: list[dict[str, Any]] = []
        self.findings: list[dict[str, Any]] = []
        self.recommendations: list[dict[str, Any]] = []

    def add(self, *blocks: Block) -> None:
        """Put blocks at the end."""
        self.blocks += blocks

    def chapter(self) -> None:
        """Begin a chapter, on a new page where the layout does so."""
        if self.layout.chapter_pages:
            self.add(PageBreak())

    def note(self, text: str, *, full: bool = False) -> str:
        """The mark of a new footnote."""
        self.notes[len(self.notes) + 1] = text
        return mark(len(self.notes), full=full)

    def says(self, **values: Any) -> None:
        """Record values that the report states once."""
        self.scalars.update(values)

    def rate(self, place: Place, s: StandardContent, *, pictured: bool = False) -> str:
        """The rating printed in this place, recorded; None in the truth where it is only a picture."""
        name = s.summary_name if place == "summary" else s.standard.name
        rating = s.ratings[place]
        number = s.standard.number
        self.ratings.append({"place": place, "standard": number, "name": name, "rating": None if pictured else rating})
        return rating.replace("improvement", "Improvement") if self.layout.capital_improvement else rating

    def ask(self, place: Place, s: StandardContent) -> list[tuple[str, int | None]]:
        """The key questions of a standard with what this place prints beside them, recorded."""
        values: tuple[int | None, ...] = s.pcts[place] or (None,) * len(s.standard.questions)
        out = list(zip(s.standard.questions, values, strict=True))
        for ordinal, (question, pct) in enumerate(out, 1):
            self.questions.append(
                {
                    "place": place,
                    "standard": s.standard.number,
                    "ordinal": ordinal,
                    "question": question,
                    "pct_yes": pct,
                }
            )
        return out

    def find(self, kind: str, section: str, texts: list[str]) -> None:
        """Record findings of one list."""
        for ordinal, text in enumerate(texts, 1):
            self.findings.append({"kind": kind, "section": section, "ordinal": ordinal, "text": plain(text)})

    def recommend(self, printed: int | None, addressee: str, text: str) -> None:
        """Record a recommendation."""
        self.recommendations.append(
            {"ordinal": len(self.recommendations) + 1, "printed_number": printed, "addressee": addressee, "text": text}
        )

    def truth(self) -> dict[str, Any]:
        """All that was recorded, in the form of `NAME.truth.json`."""
        report = self.report
        head: dict[str, Any] = {"slug": report.slug, "area": report.area, "service_name": report.service}
        head["framework"] = report.framework.id
        for name in (
            "fieldwork_started",
            "published",
            "lead_inspector",
            "chief_inspector",
            "isbn",
            "copyright_year",
            "court_cases",
            "oocd_cases",
            "resettlement_cases",
        ):
            head[name] = self.scalars.get(name)
        head["fictional"] = True
        for name in ("overall_rating", "score", "score_max", "stated_recommendation_count"):
            head[name] = self.scalars.get(name)
        return {
            "report": head,
            "standard_ratings": self.ratings,
            "key_questions": self.questions,
            "findings": self.findings,
            "recommendations": self.recommendations,
        }

    def statements(self) -> list[dict[str, Any]]:
        """The sentences that state a figure or a rating, in the form of `NAME.claims.json`.

        A sentence with a percentage that is noted nowhere else is about something other than a key question.
        """
        known = {c["sentence"] for c in self.claims}
        others = [t for text in texts(self.blocks) for t in sentences(plain(text)) if re.search("per cent|%", t)]
        return self.claims + [
            {"sentence": t, "verdict": "not_kq", "target": None, "claimed": None} for t in others if t not in known
        ]


def texts(blocks: Iterable[Block]) -> Iterator[str]:
    """The running text of blocks, tables and headings left out."""
    for block in blocks:
        match block:
            case Para():
                yield block.text
            case Items():
                yield from block.texts
            case Box():
                yield from texts(block.blocks)
            case Columns():
                yield from texts((*block.left, *block.right))
            case _:
                pass


def plain(text: str) -> str:
    """A text without its footnote marks."""
    return MARK.sub("", text)
