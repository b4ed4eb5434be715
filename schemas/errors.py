"""What can go wrong on our side, each with one sentence that says what to do.

An inconsistency in a report is no error: it becomes a row in `flags`. A value that could not be read is a `Gap`.
"""

from __future__ import annotations


class HmipError(Exception):
    """Any failure of ours that a user can act on; its text is one whole sentence."""


class ConfigError(HmipError):
    """A data file or setting of ours is missing or malformed."""


class WarehouseError(HmipError):
    """The warehouse cannot be opened, migrated or written."""


class DocumentError(HmipError):
    """A document that cannot become a report; `status` tells whether it was rejected or failed."""

    status = "rejected"


class EmptyDocumentError(DocumentError):
    """The file holds no bytes."""


class NotPdfError(DocumentError):
    """The bytes are not a PDF, whatever the file is called."""


class DamagedPdfError(DocumentError):
    """It begins as a PDF but cannot be opened: cut off or corrupted."""


class EncryptedPdfError(DocumentError):
    """The PDF wants a password."""


class TooLargeError(DocumentError):
    """More pages or bytes than any inspection report has."""


class ScannedPdfError(DocumentError):
    """The pages are pictures: there is no text to read."""


class NotAReportError(DocumentError):
    """A PDF with text, but no inspection report of the inspectorate."""


class UnknownFrameworkError(DocumentError):
    """An inspection report of a framework whose standards are not on file."""


class ExtractionFailedError(DocumentError):
    """The reader itself broke, ran out of time or ran out of memory on this document."""

    status = "failed"
