"""Pages of docs/ that show what commands and queries print: read, run again, and compared or renewed.

`python -m tests.export.pages` renews the answers after a change; the tests fail while a page is out of date.

- A block of `sql` in the cookbook is answered by the table below it.
- In a block of `console`, lines that begin with `$ ` are run and what they print stands below them.
- A block of `sh` is run; only its exit status counts. A block of `bash` is for the reader alone.
- Blocks of `python` and `r` in the snippets are run in a folder with a warehouse and an export called `out`.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from flows.cli.sql import as_cell
from flows.pipeline import Job, run
from warehouse.store import Warehouse, open_warehouse

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
COOKBOOK = DOCS / "cookbook.md"
SNIPPETS = DOCS / "snippets.md"
TOURS = ("first-hour-analyst.md", "first-hour-researcher.md", "first-hour-officer.md")
QUESTION = re.compile(r"```sql\n(?P<sql>.*?)```\n\n(?P<answer>(?:\|[^\n]*\n)+|\*No rows[^\n]*\n)?", re.DOTALL)
RUNNABLE = re.compile(r"```(?P<kind>console|sh)\n(?P<text>.*?)```", re.DOTALL)
NO_ROWS = "*No rows on the samples.*\n"


def answered(page: str, db: Warehouse) -> str:
    """A page with every query's answer as the warehouse gives it."""

    def renew(found: re.Match[str]) -> str:
        blank = "" if found["answer"] else "\n"
        return f"```sql\n{found['sql']}```\n\n{table(db, found['sql'])}{blank}"

    return QUESTION.sub(renew, page)


def table(db: Warehouse, sql: str) -> str:
    """The rows of a query as a table in Markdown."""
    rows = db.rows(sql)
    names = [str(column[0]) for column in db.con.description or ()]
    if not rows:
        return NO_ROWS
    lines = [names, ["---"] * len(names)]
    lines += [["" if value is None else str(as_cell(value)) for value in row] for row in rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def walked(page: str, folder: Path) -> str:
    """A page with every block run in a folder, and what the commands print below them."""

    def renew(found: re.Match[str]) -> str:
        if found["kind"] == "console":
            commands = [line[2:] for line in found["text"].splitlines() if line.startswith("$ ")]
            text = "".join(f"$ {command}\n{shell(command, folder)}" for command in commands)
            return f"```console\n{text}```"
        shell(found["text"], folder)
        return found.group()

    return RUNNABLE.sub(renew, page)


def snippets(kind: str) -> list[str]:
    """The snippets in a language, in their order on the page."""
    page = SNIPPETS.read_text(encoding="utf-8")
    return re.findall(rf"```{kind}\n(.*?)```", page, re.DOTALL)


def shell(command: str, folder: Path) -> str:
    """What a command prints, as a reader of the page would have run it."""
    return executed(["bash", "-e", "-c", command], folder)


def executed(command: list[str], folder: Path) -> str:
    """What a process prints, without blanks at the ends of lines; it has to end well."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    kept = {k: v for k, v in os.environ.items() if not k.startswith("HMIP_")}
    done = subprocess.run(command, cwd=folder, env=kept | {"PATH": path}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}: {done.stderr}"
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


def main() -> None:
    """Renew all pages."""
    with tempfile.TemporaryDirectory() as name:
        warehouse = Path(name) / "data" / "hmip.duckdb"
        run(Job(source="sample", warehouse=warehouse, workers=2))
        with open_warehouse(warehouse, read_only=True) as db:
            COOKBOOK.write_text(answered(COOKBOOK.read_text(encoding="utf-8"), db), encoding="utf-8")
    for tour in TOURS:
        with tempfile.TemporaryDirectory() as name:
            page = DOCS / tour
            page.write_text(walked(page.read_text(encoding="utf-8"), Path(name)), encoding="utf-8")


if __name__ == "__main__":
    main()
