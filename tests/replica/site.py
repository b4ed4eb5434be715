"""What the replica publishes, and how it behaves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from tests.replica.faults import Fault
from tests.replica.reports import Made

LAUNCH = datetime(2025, 3, 11, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Item:
    """One publication."""

    slug: str
    title: str
    published: date
    modified: datetime
    pdf: bytes | None
    """None: published as a web page only."""
    terms: tuple[str, ...] = ("Inspection reports",)
    language: str = "en-GB"
    on: frozenset[str] = frozenset({"new"})
    """`new`, `old` or both."""
    file: str = ""
    """The name of its PDF; that of the page where empty."""

    def path(self, site: str) -> str:
        return f"/document/{self.slug}/" if site == "new" else f"/hmiprobation/inspections/{self.slug}/"

    def pdf_path(self, site: str) -> str:
        name = f"{self.published:%Y/%m}/{self.file or self.slug}.pdf"
        if site == "new":
            return f"/wp-content/uploads/sites/27/{name}"
        return f"/hmiprobation/wp-content/uploads/sites/5/{name}"


@dataclass(frozen=True, slots=True)
class Request:
    """One request as the replica saw it."""

    path: str
    status: int
    bytes: int
    conditional: bool
    agent: str

    @property
    def sent_pdf(self) -> bool:
        return self.status == 200 and self.path.endswith(".pdf") and self.bytes > 0


@dataclass(slots=True)
class Site:
    """Both sites together."""

    items: dict[str, Item] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    rest: bool = True
    sitemap: bool = True
    per_page: int = 10
    paging: str = "normal"
    """`normal`, `endless`, `repeat` or `moving` (something is published while the listing is read)."""
    files_moved: bool = False
    """Whether the addresses of files only lead on to where they are kept."""
    extra: str = ""
    """Markup that every document page has beside its own."""
    robots: str = "User-agent: *\nDisallow: /wp-admin/\n"
    waiting: list[Item] = field(default_factory=list)
    """What a moving listing publishes."""
    moved_once: bool = False

    def on(self, site: str) -> list[Item]:
        """Publications of one site, the latest first."""
        return sorted(
            (item for item in self.items.values() if site in item.on), key=lambda i: (i.published, i.slug), reverse=True
        )

    def publish(self, *items: Item) -> None:
        for item in items:
            self.items[item.slug] = item

    def replace_pdf(self, slug: str, pdf: bytes, *, touch: bool) -> None:
        """New bytes under the old address; `touch`: the page's date of modification says so."""
        item = self.items[slug]
        modified = item.modified + timedelta(days=9) if touch else item.modified
        self.items[slug] = replace(item, pdf=pdf, modified=modified)

    def move(self, slug: str, to: str) -> None:
        """The same report at a new address; nothing stays at the old one."""
        item = self.items.pop(slug)
        self.items[to] = replace(item, slug=to, modified=item.modified + timedelta(days=3))

    def add_welsh(self, slug: str) -> None:
        item = self.items[slug]
        place = item.title.rpartition(" in ")[2]
        welsh = replace(
            item,
            slug=f"arolygiad-{slug}",
            title=f"Arolygiad o wasanaethau cyfiawnder ieuenctid yn {place}",
            language="cy",
        )
        self.publish(welsh)

    def asked(self, part: str = "") -> list[Request]:
        return [request for request in self.requests if part in request.path]

    def forget_requests(self) -> None:
        self.requests.clear()


def report_item(made: Made, on: Iterable[str] = ("new",)) -> Item:
    modified = max(datetime.combine(made.published, datetime.min.time(), UTC), LAUNCH) + timedelta(hours=made.seed % 50)
    return Item(made.slug, made.title, made.published, modified, made.pdf, on=frozenset(on))


def other_items() -> list[Item]:
    """What a publisher shows beside inspection reports."""
    rows = (
        ("annual-report-2023", "Youth annual report 2023", ("Annual reports",)),
        ("data-annexe-stamlow", "Data annexe: youth justice services in Stamlow", ("Inspection reports",)),
        ("wakefield-press", "Good work in Wakefield, inspectors find", ("Press release",)),
        ("carag", "Case assessment rules and guidance (CARaG)", ("Guidance",)),
        ("thematic-bail", "A joint thematic inspection of children on bail", ("Thematic inspection",)),
        ("pdu-dunbeck", "An inspection of probation services in Dunbeck PDU", ("Inspection reports",)),
        ("notice-board", "Changes to our opening hours", ("Notices",)),
    )
    return [
        Item(slug, title, date(2024, 5, number + 1), LAUNCH, b"%PDF-1.4 never to be read %%EOF", terms)
        for number, (slug, title, terms) in enumerate(rows)
    ]


def make_site(reports: Sequence[Made], *, old_share: int = 0) -> Site:
    """A site with reports and with everything else; one in `old_share` reports is on the old site alone."""
    site = Site()
    for number, made in enumerate(reports):
        old = bool(old_share) and number % old_share == 0
        site.publish(report_item(made, ("old",) if old else ("new",)))
    site.publish(*other_items())
    return site
