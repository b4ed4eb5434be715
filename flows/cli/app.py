"""The command itself: its help and its commands."""

from __future__ import annotations

import typer

from flows.cli import (
    backfill,
    check,
    explain,
    export,
    extract,
    flags,
    nightly,
    plot,
    rules,
    run,
    schedule,
    scores,
    show,
    site,
    snapshot,
    sql,
)
from flows.cli.base import Commands

EPILOG = """
Exit status: 0 all is well; 1 findings at or above --fail-on; 2 the command was not understood;
3 the source, file or warehouse could not be read; 4 some documents failed or could not be fetched, the others are done;
70 a fault of hmip itself; 130 stopped by Ctrl-C.

HMIP_WAREHOUSE names the warehouse where --warehouse is not given. HMIP_DEBUG=1 shows where an error came from.
"""

app = typer.Typer(
    name="hmip",
    cls=Commands,
    help="Published inspection reports of HM Inspectorate of Probation as data that can be checked.",
    epilog=EPILOG,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

app.command("run")(nightly.live_or(run.run))
app.command("nightly")(nightly.nightly)
app.command("backfill")(backfill.backfill)
app.command("schedule")(schedule.schedule)
app.command("extract")(extract.extract)
app.command("check")(check.check)
app.command("explain")(explain.explain)
app.command("show")(show.show)
# A query may begin with a comment, "-- ...", which is no option of ours.
app.command("sql", context_settings={"ignore_unknown_options": True})(sql.sql)
app.command("rules")(rules.rules)
app.add_typer(flags.app, name="flags")
app.command("import-scores")(scores.import_scores)
app.command("export")(export.export)
app.command("snapshot")(snapshot.snapshot)
app.command("diff")(snapshot.diff)
app.command("plot")(plot.plot)
app.add_typer(site.app, name="site")
