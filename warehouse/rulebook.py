"""The rule book as a page: `python -m warehouse.rulebook` writes docs/rules.md from the headers of the SQL files."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from schemas.framework import frameworks
from warehouse.rulefiles import RuleFile, load_rules

PAGE = Path(__file__).resolve().parent.parent / "docs" / "rules.md"

INTRODUCTION = """# The rule book

Written by `python -m warehouse.rulebook` from the headers of `warehouse/rules/*.sql`; do not edit it by hand.

Every rule is one SQL query that runs by hand against a warehouse, `hmip sql "$(cat warehouse/rules/band.sql)"`, and
returns one row an inconsistency. There are three severities:

- **error**: the report contradicts itself or a rule in force.
- **warning**: very probably a mistake, but an explanation exists that the report does not print.
- **info**: worth knowing.

A rule's severity below is the highest that it gives. Bands, points and dates come from the framework tables and from
the table `rules`, never from the query.
"""


def render() -> str:
    """The whole page."""
    files = sorted(load_rules(), key=lambda file: (file.rule.kind, file.rule.rule_id))
    contents = ["| rule | says | severity |", "|---|---|---|"]
    contents += [
        f"| [`{r.rule_id}`](#{_anchor(r.rule_id)}) | {r.title} | {r.severity} |" for r in (f.rule for f in files)
    ]
    parts = [INTRODUCTION, "\n".join(contents) + "\n"]
    for kind, group in groupby(files, key=lambda file: file.rule.kind):
        parts.append(f"## {kind.capitalize()}\n")
        parts += [_section(file) for file in group]
    parts.append(_frameworks())
    return "\n".join(parts)


def _anchor(rule_id: str) -> str:
    """The anchor that Markdown renderers give to a heading: dots fall out."""
    return rule_id.replace(".", "")


def _section(file: RuleFile) -> str:
    rule = file.rule
    force = f"fieldwork from {rule.in_force_from:%d %B %Y}" if rule.in_force_from else "always"
    if rule.in_force_to:
        force += f" to {rule.in_force_to:%d %B %Y}"
    lines = [
        f"### {rule.rule_id}\n",
        f"{rule.title}.\n",
        f"- Severity: {rule.severity}",
        f"- Binds: {force}",
        f"- Frameworks: {', '.join(rule.frameworks) or 'all on file'}",
        f"- Source: {file.rule.source}",
        f"- Why: {file.why}",
        f"- Query: `warehouse/rules/{file.path.name}`\n",
    ]
    return "\n".join(lines) + (f"\n{file.prose}\n" if file.prose else "")


def _frameworks() -> str:
    lines = ["## Bands on file\n", "| framework | rating | points | per cent | overall |", "|---|---|---|---|---|"]
    for framework in frameworks().values():
        for band in framework.rating:
            scores = [(s.max, b) for s in framework.score for b in s.bands if b.rating == band.label]
            overall = ", ".join(f"{b.from_}–{b.to} of {maximum}" for maximum, b in scores)
            lines.append(
                f"| {framework.id} | {band.label} | {band.points} | {band.from_pct}–{band.to_pct} | {overall} |"
            )
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the page."""
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(render(), encoding="utf-8")


if __name__ == "__main__":
    main()
