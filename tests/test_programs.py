"""Without a program its tests are left out, those alone, and the summary says how to get it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.programs import PROGRAMS, notice, without

ROOT = Path(__file__).resolve().parents[1]


def test_a_test_needs_the_programs_of_its_fixtures() -> None:
    assert without({"browser", "rscript"}, ("samples", "rscript")) == "rscript"
    assert without({"browser"}, ("samples", "rscript")) is None
    assert without(set(), ("browser",)) is None


def test_the_notice_says_what_did_not_run_and_how_to_get_it() -> None:
    assert notice("rscript", 1) == (
        "1 test of the snippets for R did not run: R is not installed.",
        "Debian, Ubuntu: apt-get install r-base-core. Others: put a 'Rscript' on the PATH.",
    )


@pytest.mark.parametrize("name", PROGRAMS)
def test_ci_installs_what_the_tests_look_with(name: str) -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert f"{PROGRAMS[name].commands[0]}:{PROGRAMS[name].package}" in script


def test_a_machine_without_any_of_them_is_told(tmp_path: Path) -> None:
    """As `make test` does it there, on one file that needs a program and one that needs none."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--collect-only", "tests/export/test_docs.py"],
        cwd=ROOT,
        env=os.environ | {"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "test_the_snippets_for_r_run" not in done.stdout
    assert "test_the_snippets_for_python_run" in done.stdout
    assert "of the snippets for R did not run: R is not installed." in done.stdout
