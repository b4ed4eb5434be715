"""Settings and lists that make no sense: named in one sentence, before anything is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.errors import SourceError
from flows.publisher.build import publishers
from flows.publisher.config import load_publishers
from flows.services import load_services
from flows.settings import SERVICES, load_settings
from schemas.errors import ConfigError
from tests.nightly.conftest import Open
from tests.nightly.sites import bare_site


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("PAUSE_SECONDS", "inf", "less than or equal"),
        ("PAUSE_SECONDS", "nan", "Input should be"),
        ("PAUSE_SECONDS", "three", "number"),
        ("READ_SECONDS", "1e300", "less than or equal"),
        ("ATTEMPTS", "0", "greater than or equal"),
        ("ATTEMPTS", "2.5", "integer"),
        ("STALE_YEARS", "99999", "less than or equal"),
        ("CONTACT", "mailto:jürgen@example.org", "no accents"),
        ("CONTACT", "one\ntwo", "no line breaks"),
        ("WEBHOOK", "nonsense", "https://"),
    ],
)
def test_a_setting_that_makes_no_sense_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, words: str
) -> None:
    monkeypatch.setenv(f"HMIP_{name}", value)
    with pytest.raises(ConfigError, match=f"HMIP_{name} is wrong .*{words}"):
        load_settings()


@pytest.mark.parametrize("name", ["RAW", "SERVICES", "PAUSE_SECONDS", "WEBHOOK", "CONTACT"])
def test_an_empty_setting_is_none(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    usual = load_settings()
    monkeypatch.setenv(f"HMIP_{name}", "")
    assert load_settings() == usual


SITE = '[[publisher]]\nname = "x"\nadapter = "folder"\nfolder = "."\n'
KIND = '[[kind]]\nkind = "report"\ntake = true\n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "publisher: Field required"),
        ("publisher = []\n" + KIND, "names no \\[\\[publisher\\]\\]"),
        (SITE + SITE + KIND, "'x' twice"),
        (SITE + KIND.replace("true", "false"), "nothing would be read"),
        ("kind = []\n" + SITE, "nothing would be read"),
    ],
)
def test_publishers_that_would_make_an_empty_success(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "publishers.toml"
    path.write_text(text)
    with pytest.raises(ConfigError, match=words):
        load_publishers(path)


def test_where_no_publisher_takes_part_in_a_night_it_says_so(tmp_path: Path) -> None:
    path = tmp_path / "publishers.toml"
    path.write_text(SITE + "nightly = false\n" + KIND)
    with pytest.raises(SourceError, match="nightly = true"):
        publishers(load_publishers(path))
    assert publishers(load_publishers(path), backfill=True)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["a,A", "b,B", "a,C"], "line 4: the service_id 'a' stands on line 2 already"),
        ([], "holds no service"),
        (["Not an id,A"], "line 2, column service_id"),
        (["a,A,b,c"], "line 2"),
    ],
)
def test_a_list_of_services_that_is_wrong_stops_the_night_before_it_asks(
    house: Open, tmp_path: Path, lines: list[str], words: str
) -> None:
    listed = tmp_path / "services.csv"
    listed.write_text("\n".join(["service_id,name", *lines]) + "\n")
    home = house(bare_site(1), services=listed)
    with pytest.raises(ConfigError, match=words):
        home.night()
    assert not home.site.requests


def test_a_list_of_services_that_a_spreadsheet_wrote(tmp_path: Path) -> None:
    listed = tmp_path / "services.csv"
    listed.write_bytes(b"\xef\xbb\xbf" + SERVICES.read_bytes())
    assert load_services(listed) == load_services(SERVICES)
