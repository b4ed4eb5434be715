"""The digest as markdown, for reading, and as an Atom feed, for following."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from datetime import datetime
from xml.etree import ElementTree as Xml

from flows.artifact import cell
from flows.digest import Correction, Digest, ReportNews

SHOWN = 50
"""How many lines of one heading are shown."""
ATOM = "http://www.w3.org/2005/Atom"
NO_XML = re.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\U00010000-\\U0010FFFF]")
"""Characters that XML cannot hold; https://www.w3.org/TR/xml/#charsets."""
FEED_ID = uuid.uuid5(uuid.NAMESPACE_DNS, "hmip-inspections.digest")


def markdown(digest: Digest) -> str:
    """The news; one line on a quiet night."""
    if digest.is_quiet:
        faults = f" {digest.faults} faults of the publisher's server were got over." if digest.faults else ""
        return f"{digest.at:%d %B %Y}: nothing new.{faults}\n"
    lines = [f"# {digest.title}", "", f"{digest.at:%d %B %Y, %H:%M} UTC, run {digest.run_id}"]
    lines += _section("Trouble", digest.troubles)
    lines += _section("New reports", [report_line(report) for report in digest.new])
    lines += _corrections(digest.corrected)
    lines += _section("New flags", [_flag(f.severity, f.report_id, f.rule_id, f.message) for f in digest.flags_new])
    closed = [_flag(f.severity, f.report_id, f.rule_id, f.message) for f in digest.flags_closed]
    lines += _section("Closed flags", closed)
    lines += _section("Rejected", [f"{cell(r.url)}: {cell(r.reason)}" for r in digest.rejected])
    lines += _section("Left out", [f"{cell(what)}: {cell(why)}" for what, why in digest.left_out])
    title = f"Services whose last report is older than {digest.stale_years} years"
    lines += _section(title, [f"{cell(s.service)}: {s.last:%B %Y}" for s in digest.stale])
    lines += _section("Names that no service was found for", [cell(name) for name in digest.unresolved])
    if digest.faults:
        lines += ["", f"{digest.faults} faults of the publishers' servers are in the log."]
    return "\n".join(lines) + "\n"


def report_line(report: ReportNews) -> str:
    """One report: title with a link, rating, score, flags."""
    title = cell(report.title or report.report_id)
    linked = f"[{title}]({report.url})" if report.url and report.url.startswith("http") else title
    rating = report.overall_rating or "no overall rating read"
    score = f", {report.score}/{report.score_max}" if report.score is not None and report.score_max else ""
    flags = f", {report.flags} {'flag' if report.flags == 1 else 'flags'}" if report.flags else ""
    return f"{linked} (`{report.report_id}`): {rating}{score}{flags}"


def _corrections(corrected: Sequence[Correction]) -> list[str]:
    lines = []
    for correction in corrected[:SHOWN]:
        verb = "is shown again in place of" if correction.is_back else "corrects"
        lines.append(f"- {report_line(correction.report)}, {verb} `{correction.supersedes}`")
        for change in correction.changes[:SHOWN]:
            before, after = cell(change.before) or "not printed", cell(change.after) or "not printed"
            lines.append(f"  - {change.what}: {before} → {after}")
        if not correction.changes:
            lines.append("  - nothing that is read from it differs")
    return ["", "## Corrected reports", "", *lines, *_more(len(corrected))] if lines else []


def _flag(severity: str, report_id: str, rule_id: str, message: str) -> str:
    return f"**{severity}** {report_id} `{rule_id}`: {cell(message)}"


def _section(title: str, lines: Sequence[str]) -> list[str]:
    """A heading and its lines; nothing where there is none."""
    if not lines:
        return []
    return ["", f"## {title}", "", *(f"- {line}" for line in lines[:SHOWN]), *_more(len(lines))]


def _more(count: int) -> list[str]:
    return [f"- … and {count - SHOWN} more"] if count > SHOWN else []


def atom(entries: Sequence[tuple[str, datetime, str, str]]) -> bytes:
    """An Atom feed of digests: run, moment, title and markdown of each, the latest first."""
    Xml.register_namespace("", ATOM)
    feed = Xml.Element(f"{{{ATOM}}}feed")
    _put(feed, "title", "Inspection reports of HM Inspectorate of Probation: what is new")
    _put(feed, "id", f"urn:uuid:{FEED_ID}")
    _put(feed, "updated", entries[0][1].isoformat() if entries else "1970-01-01T00:00:00+00:00")
    author = Xml.SubElement(feed, f"{{{ATOM}}}author")
    _put(author, "name", "hmip-inspections")
    for run_id, at, title, text in entries:
        entry = Xml.SubElement(feed, f"{{{ATOM}}}entry")
        _put(entry, "title", title)
        _put(entry, "id", f"urn:uuid:{uuid.uuid5(FEED_ID, run_id)}")
        _put(entry, "updated", at.isoformat())
        _put(entry, "content", NO_XML.sub("", text)).set("type", "text")
    body: bytes = Xml.tostring(feed, encoding="utf-8", xml_declaration=True)
    return body


def _put(parent: Xml.Element, name: str, text: str) -> Xml.Element:
    node = Xml.SubElement(parent, f"{{{ATOM}}}{name}")
    node.text = text
    return node
