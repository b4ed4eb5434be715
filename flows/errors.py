"""What can go wrong outside a document: the source itself, or documents that our own reader broke on."""

from __future__ import annotations

from schemas.errors import HmipError


class SourceError(HmipError):
    """The folder or file that was asked for cannot be read, or holds no reports."""


class ReaderError(HmipError):
    """The worker process cannot start at all, so no document could be read."""
