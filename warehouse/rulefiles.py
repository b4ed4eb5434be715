"""The rule book as files: one SQL query a rule, its header read strictly.

A header is the run of comment lines at the top, `-- key: value`, every key once and in the order of `KEYS`; a line
that begins with three spaces or more after its `--` continues the value above. Prose for the reader follows after a
line that holds `--` alone.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from schemas.base import Model
from schemas.errors import ConfigError
from schemas.framework import frameworks
from schemas.records import Rule

RULES_DIR = Path(__file__).parent / "rules"
KEYS = ("rule_id", "title", "kind", "severity", "source", "in_force_from", "in_force_to", "frameworks", "why")
OPTIONAL = ("in_force_from", "in_force_to")
LINE = re.compile(r"^-- ([a-z_]+):(?:\s+(.*))?$")


class RuleFile(Model):
    """One rule: its header, the reason for it, and its query."""

    rule: Rule
    why: str
    """Why a reader should care, in a sentence or two."""
    prose: str
    """What the header leaves to say, as paragraphs; empty where nothing is."""
    sql: str
    """The whole file: one SELECT after its comments."""
    path: Path


@lru_cache
def load_rules(directory: Path = RULES_DIR) -> tuple[RuleFile, ...]:
    """All rules by id; raises ConfigError that names the file and the key where a header is wrong."""
    files = tuple(read_rule(path) for path in sorted(directory.glob("*.sql")))
    if not files:
        raise ConfigError(f"No rules (*.sql) in {directory}.")
    return files


def read_rule(path: Path) -> RuleFile:
    """One rule from its file; raises ConfigError that names the file and the key."""
    text = path.read_text(encoding="utf-8")
    header, prose = _split(path, text)
    for key in KEYS:
        if key not in header:
            raise _wrong(path, key, "is missing")
        if not header[key] and key not in OPTIONAL:
            raise _wrong(path, key, "is empty")
    if tuple(header) != KEYS:
        raise _wrong(path, next(a for a, b in zip(header, KEYS, strict=False) if a != b), "is out of order")
    if header["rule_id"] != path.stem:
        raise _wrong(path, "rule_id", f"is {header['rule_id']!r}, but the file is {path.name}")
    try:
        rule = Rule.model_validate(
            {key: value or None for key, value in header.items() if key not in ("why", "frameworks")}
            | {"frameworks": _frameworks(path, header["frameworks"])}
        )
    except ValidationError as error:
        first = error.errors()[0]
        raise _wrong(path, str(first["loc"][0]), f"is wrong: {first['msg']}") from error
    return RuleFile(rule=rule, why=header["why"], prose=prose, sql=text, path=path)


def _wrong(path: Path, key: str, what: str) -> ConfigError:
    return ConfigError(f"The rule file {path.name} has a wrong header: {key} {what}.")


def _split(path: Path, text: str) -> tuple[dict[str, str], str]:
    """The header's values by key, and the prose below it with one paragraph a line."""
    lines = text.splitlines()
    top = lines[: next((i for i, line in enumerate(lines) if not line.startswith("--")), len(lines))]
    end = top.index("--") if "--" in top else len(top)
    header: dict[str, str] = {}
    key = ""
    for line in top[:end]:
        if key and line.startswith("--   "):
            header[key] = f"{header[key]} {line[2:].strip()}"
            continue
        found = LINE.match(line)
        if not found or found[1] not in KEYS:
            raise _wrong(path, found[1] if found else repr(line), "is no key of a rule")
        key = found[1]
        if key in header:
            raise _wrong(path, key, "stands twice")
        header[key] = (found[2] or "").strip()
    paragraphs = "\n".join(line[2:].strip() for line in top[end + 1 :]).split("\n\n")
    return header, "\n\n".join(" ".join(p.split()) for p in paragraphs if p.strip())


def _frameworks(path: Path, value: str) -> tuple[str, ...]:
    if value == "all":
        return ()
    ids = tuple(part.strip() for part in value.split(","))
    if unknown := [i for i in ids if i not in frameworks()]:
        raise _wrong(path, "frameworks", f"names {unknown[0]!r}, which is not on file")
    return ids
