"""The article in a web page: trafilatura finds it, we ask only for what the page itself says."""

from __future__ import annotations

import logging

from trafilatura import bare_extraction
from trafilatura.settings import Document

from model.intake.article import Article, name_of, tidy
from model.intake.charset import decode
from model.quotes.sources import source_error

# They would print on the terminal what they think of a page.
for _name in ("trafilatura", "htmldate", "courlan", "justext", "charset_normalizer"):
    logging.getLogger(_name).addHandler(logging.NullHandler())

# The day must stand in the page's head, its address or a time element: any date in the text may be another's.
_DATES = {"extensive_search": False, "original_date": True}


def read_webpage(data: bytes, name: str, content_type: str = "", url: str = "") -> Article:
    """Read HTML; SourceError when it cannot be read. From the web it comes with a header and from an address."""
    try:
        found = bare_extraction(
            decode(data, content_type),
            url=url or None,
            include_comments=False,
            with_metadata=True,
            date_extraction_params=_DATES,
        )
    except Exception as error:  # lxml and trafilatura raise whatever a hostile page leads them to
        raise source_error(name, "is not a web page that can be read") from error
    if not isinstance(found, Document):
        return Article("")
    return Article(
        tidy(found.text or ""),
        name_of(found.title),
        name_of(found.sitename),
        name_of(found.date),
        _address(found.url),
    )


def _address(url: str | None) -> str:
    address = name_of(url)
    return address if address.startswith(("http://", "https://")) else ""
