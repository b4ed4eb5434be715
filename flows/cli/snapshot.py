"""`hmip snapshot` and `hmip diff`: a state of the warehouse to cite, and what changed between two."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.base import WarehouseOption, warehouse_path
from flows.cli.reading import existing
from flows.cli.run import busy

SHOWN = 100


def snapshot(
    warehouse: WarehouseOption = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="The folder to write to; else 'snapshots' beside the warehouse."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Freeze the warehouse as a read-only file with a checksum, named by its content."""
    from warehouse.snapshots import take_snapshot

    path = existing(warehouse_path(warehouse))
    with busy("freezing"):
        taken = take_snapshot(path, out or path.parent / "snapshots")
    if as_json:
        typer.echo(taken.model_dump_json(indent=2))
        return
    state = "frozen" if taken.is_new else "already frozen"
    count = f"{taken.reports} {'report' if taken.reports == 1 else 'reports'}"
    typer.echo(f"Snapshot {taken.snapshot} {state}: {count}, {taken.file}")
    typer.echo(f"sha256 {taken.sha256}")


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A snapshot or warehouse.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="A later one.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print every change as JSON.")] = False,
) -> None:
    """Say what changed between two snapshots: reports, values, ratings, percentages and flags."""
    from warehouse.changes import difference

    with busy("comparing"):
        found = difference(existing(old), existing(new))
    if as_json:
        typer.echo(found.model_dump_json(indent=2))
        return
    for change in found.changes[:SHOWN]:
        before = "-" if change.before is None else change.before
        after = "-" if change.after is None else change.after
        typer.echo(f"{change.kind}: {change.report_id}, {change.what}: {before} → {after}")
    if len(found.changes) > SHOWN:
        typer.echo(f"… and {len(found.changes) - SHOWN} more; --json lists all.")
    counts = ", ".join(f"{count} × {kind}" for kind, count in found.counts().items())
    typer.echo(f"{found.old} → {found.new}: {counts or 'nothing changed'}")
