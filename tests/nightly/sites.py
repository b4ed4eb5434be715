"""Sites of made-up reports that cost nothing to make."""

from __future__ import annotations

from datetime import date, timedelta

from tests.nightly.readers import tiny_pdf
from tests.replica.reports import Made
from tests.replica.site import Site, make_site, report_item

FIRST = date(2021, 9, 7)


def made(number: int) -> Made:
    """The report of a number: a place and a day of its own."""
    published = FIRST + timedelta(days=5 * number)
    area = f"Place {number:03}"
    return Made(
        seed=number,
        area=area,
        title=f"An inspection of youth justice services in {area}",
        published=published,
        pdf=tiny_pdf(area, published),
    )


def tiny_site(count: int, *, old_share: int = 0) -> Site:
    """A site with so many reports, and everything else that a publisher shows."""
    return make_site([made(number) for number in range(count)], old_share=old_share)


def bare_site(count: int) -> Site:
    """A site with so many reports and nothing else."""
    site = Site()
    site.publish(*(report_item(made(number)) for number in range(count)))
    return site
