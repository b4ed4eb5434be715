"""The PDF of the report among the links of its page."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from flows.publisher.kinds import Kind, judge, plain, words_of


def is_pdf(url: str) -> bool:
    """Whether an address looks like that of a PDF."""
    return urlsplit(url).path.lower().endswith(".pdf")


def choose_pdf(kinds: tuple[Kind, ...], links: Sequence[tuple[str, str]]) -> str | None:
    """The report's PDF among links of words and address; None where no link is one.

    A link whose words or file name show another kind of publication (a data annexe, a press release, the Welsh version)
    is none. Of the rest, one that speaks of an inspection or a report comes before one that says only 'download'.
    """
    pdfs = [(words, url) for words, url in links if is_pdf(url)]
    fitting = [(words, url) for words, url in pdfs if not _another_kind(kinds, words, url)]
    for wanted in ("inspection", "report", ""):
        for words, url in fitting:
            if wanted in plain(words) or (wanted and wanted in words_of(url)):
                return url
    return None


def _another_kind(kinds: tuple[Kind, ...], words: str, url: str) -> bool:
    by_words, by_name = judge(kinds, words, url), judge(kinds, None, url)
    return any(not verdict.take and verdict.kind != "unknown" for verdict in (by_words, by_name))
