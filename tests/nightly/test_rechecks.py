"""What is known is looked at again within the stated nights, whatever the publisher tells of it, and not more often."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.nightly.conftest import House, Open
from tests.nightly.readers import tiny_pdf
from tests.nightly.sites import bare_site, made
from tests.replica.faults import Fault

NIGHTS = 2


def nights(home: House) -> int:
    """Corrected reports in as many nights as everything is looked at again in."""
    return sum(len(home.night().digest.corrected) for _ in range(NIGHTS))


def test_a_page_that_silently_leads_to_another_pdf_is_noticed(house: Open) -> None:
    home = house(bare_site(4), ways=("listing",), recheck_nights=NIGHTS)
    home.night()
    one = made(2)
    item = home.site.items[one.slug]
    home.site.publish(replace(item, file="corrected", pdf=tiny_pdf(one.area, one.published, "Inadequate")))
    assert nights(home) == 1
    assert home.rows("SELECT overall_rating FROM reports WHERE area = ? AND is_current", one.area) == [("Inadequate",)]


def test_a_page_that_gets_its_pdf_later_is_noticed(house: Open) -> None:
    home = house(bare_site(4), ways=("listing",), recheck_nights=NIGHTS)
    item = home.site.items[made(2).slug]
    home.site.publish(replace(item, pdf=None))
    assert len(home.night().digest.left_out) == 1
    home.site.publish(item)
    assert sum(len(home.night().digest.new) for _ in range(NIGHTS)) == 1
    assert home.rows("SELECT count(*) FROM reports") == [(4,)]


def test_a_pdf_that_is_gone_does_not_hold_up_the_others(house: Open) -> None:
    home = house(bare_site(4), recheck_nights=NIGHTS)
    home.night()
    gone = [made(number).slug for number in (2, 3)]
    home.site.faults = [Fault("404", slug + ".pdf", times=99) for slug in gone]
    home.site.forget_requests()
    missed = [url for _ in range(NIGHTS) for url, _ in home.night().found[0].missed]
    assert len(missed) == len(gone)
    assert [len(home.site.asked(made(number).slug + ".pdf")) for number in range(4)] == [1] * 4


@pytest.mark.parametrize("way", ["sitemap", "listing"])
def test_another_way_to_the_list_is_no_change_of_what_it_lists(house: Open, way: str) -> None:
    home = house(bare_site(6), ways=("rest", way))
    home.night()
    home.site.rest = False
    home.site.forget_requests()
    assert home.night().digest.is_quiet
    home.site.rest = True
    assert home.night().digest.is_quiet
    assert len(home.site.asked(".pdf")) == 2  # the share of each night
    assert len(home.site.asked("/document/an-")) == (1 if way == "listing" else 0)


def test_a_replacement_that_is_taken_back(house: Open) -> None:
    home = house(bare_site(3))
    home.night()
    one = made(1)
    first = home.site.items[one.slug].pdf
    assert first is not None
    ratings = "SELECT overall_rating FROM reports WHERE area = ? AND is_current"
    home.site.replace_pdf(one.slug, tiny_pdf(one.area, one.published, "Inadequate"), touch=True)
    home.night()
    assert home.rows(ratings, one.area) == [("Inadequate",)]

    home.site.replace_pdf(one.slug, first, touch=True)
    (back,) = home.night().digest.corrected
    assert home.rows(ratings, one.area) == [("Good",)]
    assert [(c.what, c.before, c.after) for c in back.changes] == [("overall rating", "Inadequate", "Good")]
    assert "is shown again in place of" in (home.folder / "digest.md").read_text()
    assert home.night().digest.is_quiet

    home.site.replace_pdf(one.slug, tiny_pdf(one.area, one.published, "Outstanding"), touch=True)
    assert len(home.night().digest.corrected) == 1
    assert home.rows(ratings, one.area) == [("Outstanding",)]
    assert home.night().digest.is_quiet
