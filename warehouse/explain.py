"""How a rating follows from what a report prints, step by step with pages, by its own rules or by another framework's.

The report is copied into a warehouse in memory and the rule book is run there: what explains is what checks. So the
explained file may be open for reading only, and `as_if` is the copy with another framework written into it.
"""

from __future__ import annotations

from schemas.base import Model
from schemas.errors import WarehouseError
from schemas.records import Flag, Severity
from warehouse.checks import run_checks
from warehouse.connection import Warehouse
from warehouse.explanation import (
    Explanation,
    Outcome,
    PrintedRating,
    QuestionFigure,
    StandardPoints,
    Step,
)
from warehouse.load import REPORT_TABLES
from warehouse.query import resolve_report
from warehouse.rows import insert_json
from warehouse.rulefiles import RuleFile, load_rules
from warehouse.store import open_warehouse


def explain(db: Warehouse, report_id: str, standard: str | None, *, as_if: str | None = None) -> Explanation:
    """The derivation of a standard's rating, or (standard None) of the overall rating.

    `as_if` names the framework to apply in place of the report's own. Raises WarehouseError where the report, the
    framework, its rules or the standard is not on file.
    """
    known = resolve_report(db, report_id)
    with open_warehouse(None) as copy:
        copy.execute("SET threads = 1")
        _copy(db, copy, known, as_if)
        flags = _bearing_on_ratings(run_checks(copy)) if as_if else run_checks(copy)
        head = _head(db, copy, known)
        if standard is None:
            return _overall(copy, head, flags)
        return _standard(copy, head, standard, flags)


def _bearing_on_ratings(flags: tuple[Flag, ...]) -> tuple[Flag, ...]:
    """Without names and completeness: a report cannot print what a later framework was to call things."""
    kinds = {file.rule.rule_id: file.rule.kind for file in load_rules()}
    return tuple(flag for flag in flags if kinds[flag.rule_id] not in ("wording", "completeness"))


class _Head(Model):
    report_id: str
    service_name: str | None
    framework: str
    framework_of_report: str


def _copy(db: Warehouse, copy: Warehouse, report_id: str, as_if: str | None) -> None:
    on_file = [str(name) for (name,) in copy.rows("SELECT framework FROM frameworks ORDER BY fieldwork_from")]
    if as_if is not None and as_if not in on_file:
        raise WarehouseError(f"The framework {as_if!r} is not on file; there are {', '.join(on_file)}.")
    for table in ("reports", *REPORT_TABLES):
        row = db.row(f"SELECT to_json(list(t)) FROM {table} AS t WHERE report_id = ?", [report_id])  # noqa: S608
        if row and row[0]:
            insert_json(copy, table, list(copy.columns()[table]), str(row[0]))
    if as_if is not None:
        copy.execute("UPDATE reports SET framework = ?", [as_if])
    if copy.row("FROM checked_reports") is None:
        (framework,) = copy.rows("SELECT framework FROM reports")[0]
        raise WarehouseError(
            f"The rules of {framework} are not on file, so nothing can be derived by them: apply another framework "
            f"with --as-if ({', '.join(on_file)})."
        )


def _head(db: Warehouse, copy: Warehouse, report_id: str) -> _Head:
    (framework, service) = copy.rows("SELECT framework, service_name FROM reports")[0]
    (own,) = db.rows("SELECT framework FROM reports WHERE report_id = ?", [report_id])[0]
    return _Head(report_id=report_id, service_name=service, framework=framework, framework_of_report=own)


def _rule_step(rule_id: str, text: str, pages: tuple[int, ...] = ()) -> Step:
    source = next(file.rule.source for file in load_rules() if file.rule.rule_id == rule_id)
    return Step(text=text, pages=pages, rule_id=rule_id, source=source)


def _outcome(flags: tuple[Flag, ...], rules: set[str], published: str | None, expected: str | None) -> Outcome:
    """As these rules have it: an error contradicts, a warning leaves discretion."""
    severities = {flag.severity for flag in flags if flag.rule_id in rules}
    if Severity.ERROR in severities:
        return Outcome.CONTRADICTS
    if Severity.WARNING in severities:
        return Outcome.ONLY_WITH_DISCRETION
    if published is None or expected is None:
        return Outcome.CANNOT_TELL
    return Outcome.AGREES if published == expected else Outcome.CONTRADICTS


def _standard(copy: Warehouse, head: _Head, standard: str, flags: tuple[Flag, ...]) -> Explanation:
    promised = copy.rows(
        "SELECT standard, name, basis FROM framework_standards WHERE framework = ? ORDER BY standard", [head.framework]
    )
    found = next((row for row in promised if row[0] == standard), None)
    if found is None:
        numbers = ", ".join(row[0] for row in promised)
        raise WarehouseError(f"The standard {standard!r} is not in {head.framework} ({numbers}).")
    _, name, basis = found
    mine = tuple(flag for flag in flags if flag.standard == standard)
    printed = _printed(copy, standard)
    questions = _questions(copy, standard)
    published = next((p.rating for p in printed if p.rating), None)
    due = copy.row(
        """
        SELECT l.lowest, l.ordinal, l.page, b.rating, b.from_pct, b.to_pct, l.complete
        FROM deciding_questions AS l
        INNER JOIN framework_rating_bands AS b
            ON l.framework = b.framework AND l.lowest BETWEEN b.from_pct AND b.to_pct
        WHERE l.standard = ?
        -- Where body and annex differ, the one from which the rating follows, as the rule band has it.
        ORDER BY b.rating IS NOT DISTINCT FROM ? DESC, l.place DESC
        LIMIT 1
        """,
        [standard, published],
    )
    steps = [_question_step(q) for q in questions]
    if basis == "case_data" and due:
        lowest, ordinal, page, rating, low, high, complete = due
        steps.append(Step(text=f"The lowest is {lowest} per cent, key question {ordinal}.", pages=(page,)))
        also = "" if complete else " Not every key question has a figure, so the rating may be lower."
        text = f"{lowest} per cent lies between {low} and {high}, the band of {rating}.{also}"
        steps.append(_rule_step("band", text))
        # Further figures can only lower it, so that a rating above it is wrong all the same.
        too_high = any(flag.rule_id == "band" and flag.expected == rating for flag in mine)
        expected = rating if complete or too_high else None
    elif basis == "case_data":
        steps.append(Step(text="No percentage is printed, so nothing can be worked out."))
        expected = None
    else:
        steps.append(
            Step(text=f"By {head.framework} this standard is judged on documents and interviews, not on a figure.")
        )
        steps += _decision_steps(standard, published, mine)
        expected = None
    steps += _printed_steps(printed)
    steps += [Step(text=flag.message, pages=flag.pages, rule_id=flag.rule_id) for flag in mine]
    return Explanation(
        **head.model_dump(),
        standard=standard,
        name=name,
        basis=basis,
        published=published,
        expected=expected,
        outcome=_outcome(
            mine, {"band", *(f.rule.rule_id for f in _decisions(standard, published))}, published, expected
        ),
        printed=printed,
        key_questions=questions,
        steps=tuple(steps),
        flags=mine,
    )


def _question_step(question: QuestionFigure) -> Step:
    figure = "no figure" if question.pct_yes is None else f"{question.pct_yes} per cent"
    mark = ", the lowest" if question.deciding else ""
    text = f"Key question {question.ordinal}, {question.place}: {figure}{mark}. {question.question}"
    return Step(text=text, pages=(question.page,))


def _printed_steps(printed: tuple[PrintedRating, ...]) -> list[Step]:
    if not printed:
        return [Step(text="The report prints no rating for it.")]
    return [
        Step(text=f"Printed in the {p.place}: {p.rating or 'not as text'}.", pages=(p.page,) if p.page else ())
        for p in printed
    ]


def _decision_steps(standard: str, published: str | None, flags: tuple[Flag, ...]) -> list[Step]:
    """The decision rule or guidance for the published rating, unless a flag speaks of it already."""
    flagged = {flag.rule_id for flag in flags}
    return [
        _rule_step(file.rule.rule_id, f"{file.rule.kind.capitalize()}: {file.rule.title}. No departure was found.")
        for file in _decisions(standard, published)
        if file.rule.rule_id not in flagged
    ]


def _decisions(standard: str, published: str | None) -> list[RuleFile]:
    """The decision rule or guidance for one rating of one standard; empty where there is none."""
    suffix = f"-{standard}-{(published or '').lower().replace(' ', '-')}"
    return [file for file in load_rules() if file.rule.rule_id.endswith(suffix)]


def _printed(copy: Warehouse, standard: str) -> tuple[PrintedRating, ...]:
    rows = copy.rows(
        "SELECT place, rating, page FROM standard_ratings WHERE standard = ? "
        "ORDER BY place = 'annex', place = 'body', page",
        [standard],
    )
    return tuple(PrintedRating(place=place, rating=rating, page=page) for place, rating, page in rows)


def _questions(copy: Warehouse, standard: str) -> tuple[QuestionFigure, ...]:
    rows = copy.rows(
        "SELECT kq.place, kq.ordinal, kq.question, kq.pct_yes, kq.page, coalesce(kq.pct_yes = l.lowest, false) "
        "FROM key_questions AS kq LEFT JOIN lowest_questions AS l ON kq.standard = l.standard AND kq.place = l.place "
        "WHERE kq.standard = ? ORDER BY kq.place DESC, kq.ordinal",
        [standard],
    )
    names = ("place", "ordinal", "question", "pct_yes", "page", "deciding")
    return tuple(QuestionFigure.model_validate(dict(zip(names, row, strict=True))) for row in rows)


def _points(copy: Warehouse) -> tuple[StandardPoints, ...]:
    rows = copy.rows(
        """
        SELECT p.standard, p.name, p.first_printed, b.points, p.in_score,
            distinct_pages([p.summary_page, p.body_page, p.annex_page])
        FROM rating_places AS p
        LEFT JOIN framework_rating_bands AS b ON p.framework = b.framework AND p.first_printed = b.rating
        ORDER BY p.standard
        """
    )
    names = ("standard", "name", "rating", "points", "counts", "pages")
    return tuple(StandardPoints.model_validate(dict(zip(names, row, strict=True))) for row in rows)


def _overall(copy: Warehouse, head: _Head, flags: tuple[Flag, ...]) -> Explanation:
    overall_rules = ("overall-band", "score-sum", "score-denominator", "dr-4.1-overall", "external-score")
    mine = tuple(flag for flag in flags if flag.rule_id in overall_rules)
    overall, score_printed, max_printed, page, score_page = copy.rows(
        """
        SELECT r.overall_rating, r.score, r.score_max, min(e.page) FILTER (e.field = 'overall_rating'),
            min(e.page) FILTER (e.field = 'score')
        FROM reports AS r LEFT JOIN report_evidence AS e ON r.report_id = e.report_id
        GROUP BY ALL
        """
    )[0]
    points = _points(copy)
    added = copy.row(
        """
        SELECT s.score, s.score_max, s.standards, distinct_pages(s.pages), b.rating, b.from_score, b.to_score
        FROM score_sums AS s
        LEFT JOIN framework_score_bands AS b
            ON s.framework = b.framework AND s.score_max = b.score_max AND s.score BETWEEN b.from_score AND b.to_score
        -- Where places differ, the one from which the overall rating follows, as the rule overall-band has it.
        ORDER BY b.rating IS NOT DISTINCT FROM ? DESC, s.place DESC
        LIMIT 1
        """,
        [overall],
    )
    score, score_max, standards, pages, *band = added or (None,) * 7
    steps = [_points_step(p) for p in points]
    if score is None:
        steps.append(Step(text="Not every rating that counts is printed, so there is no sum."))
    else:
        text = f"The {standards} standards that count add up to {score} of {score_max}."
        steps.append(_rule_step("score-sum", text, tuple(pages)))
    if score_printed is not None:
        printed = f"{score_printed} of {max_printed}" if max_printed is not None else f"{score_printed}"
        steps.append(Step(text=f"The printed score is {printed}.", pages=(score_page,) if score_page else ()))
    if band[0]:
        text = f"{score} lies between {band[1]} and {band[2]} of {score_max}, the band of {band[0]}."
        steps.append(_rule_step("overall-band", text))
    elif score is not None:
        steps.append(Step(text=f"No bands are on file for a maximum of {score_max}."))
    text = f"The overall rating is printed as {overall}." if overall else "No overall rating is printed as text."
    steps.append(Step(text=text, pages=(page,) if page else ()))
    steps += [Step(text=flag.message, pages=flag.pages, rule_id=flag.rule_id) for flag in mine]
    # An info on a score that is on file: the decision rule on resettlement, or the sum of another place, bears it out.
    borne_out = any(flag.rule_id == "overall-band" and flag.severity is Severity.INFO for flag in mine)
    expected = overall if borne_out and band[0] else band[0]
    return Explanation(
        **head.model_dump(),
        standard=None,
        name=None,
        basis=None,
        published=overall,
        expected=expected,
        outcome=_outcome(mine, {"overall-band", "dr-4.1-overall"}, overall, expected),
        printed=(PrintedRating(place="overall", rating=overall, page=page),),
        points=points,
        score=score,
        score_max=score_max,
        score_printed=score_printed,
        score_max_printed=max_printed,
        steps=tuple(steps),
        flags=mine,
    )


def _points_step(points: StandardPoints) -> Step:
    rating = points.rating or "no rating printed"
    if not points.counts:
        worth = "does not count toward the score"
    elif points.points is None:
        worth = "no points"
    else:
        worth = f"{points.points} point" + ("" if points.points == 1 else "s")
    return Step(text=f"{points.standard} {points.name}: {rating}, {worth}.", pages=points.pages)
