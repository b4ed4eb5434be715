"""The publishers of a run, made from their configuration."""

from __future__ import annotations

from flows.errors import SourceError
from flows.publisher.config import AnySite, Folder, NewSite, OldSite, PublishersFile
from flows.publisher.files import FolderPublisher, UrlListPublisher
from flows.publisher.kinds import Kind
from flows.publisher.listing import Publisher
from flows.publisher.new_site import NewSitePublisher
from flows.publisher.old_site import OldSitePublisher


def publishers(file: PublishersFile, names: tuple[str, ...] = (), *, backfill: bool = False) -> list[Publisher]:
    """The publishers named, or else all that take part; raises SourceError for a name that is not on file, or none."""
    known = {site.name: site for site in file.publisher}
    if unknown := [name for name in names if name not in known]:
        raise SourceError(f"There is no publisher '{unknown[0]}' in publishers.toml; it has {', '.join(known)}.")
    wanted = [known[name] for name in names] or [s for s in file.publisher if s.nightly or backfill]
    if not wanted:
        raise SourceError(
            "No publisher in publishers.toml has 'nightly = true'; name one with --publisher, or run 'hmip backfill'."
        )
    return [make(site, file.kind) for site in wanted]


def make(site: AnySite, kinds: tuple[Kind, ...]) -> Publisher:
    """The adapter of a publisher."""
    if isinstance(site, NewSite):
        return NewSitePublisher(site, kinds)
    if isinstance(site, OldSite):
        return OldSitePublisher(site, kinds)
    if isinstance(site, Folder):
        return FolderPublisher(site.name, site.folder)
    return UrlListPublisher(site.name, site.file)
