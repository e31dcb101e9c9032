"""An article out of a web page, a PDF or a text: its words, one paragraph a line, and what it says of itself."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from model.encoding import wide
from model.extras import install_command
from model.intake.heading import heading_of
from model.plain import one_line, plain
from model.quotes.sources import source_error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from model.intake.web import Limits

_SHORTEST = 200  # code points of a page; login walls and error pages have less, articles more
_LONGEST_FIELD = 300  # code points of a title or outlet; what is longer is no name
_LONGEST_TYPE = 60  # code points of a media type in a sentence
_NOTHING = "has no article text that could be found"
_UNSEEN = dict.fromkeys((0x00AD, 0x200B, 0x2060, 0xFEFF))  # soft hyphens and joints, which would split words
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_ODD = "\0\ufffd"  # stand for what could not be read
_MOST_ODD = 0.01  # of a text's letters
_PDF_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*%PDF-")
_HTML_START = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<!--(?:(?!-->).)*+-->|<\?xml[^>]*+>)*+<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_START = 4096  # bytes in which a file has to say what it is
_HTML_NAMES = (".html", ".htm", ".xhtml")
_HTML_TYPES = ("text/html", "application/xhtml+xml")
_OTHER_TYPES = ("", "text/plain", "application/pdf", "application/octet-stream")


@dataclass(frozen=True, slots=True)
class Article:
    """A text and what is known of it; what is not known is empty. All of it is plain, `published` is an ISO date.

    `guessed` is what its first lines seem to say, as the fields of a source.
    """

    text: str
    title: str = ""
    outlet: str = ""
    published: str = ""
    url: str = ""
    guessed: Mapping[str, str] = field(default_factory=dict)


def article_at(url: str, redirected: Callable[[str], None], limits: Limits | None = None) -> Article:
    """Fetch the article at a web address; `redirected` is told of every other address on the way. SourceError."""
    with _extra(url, "is a web page"):
        from model.intake.web import fetch  # noqa: PLC0415 - an extra
    answer = fetch(url, redirected, limits)
    kind = answer.content_type.partition(";")[0].strip().lower()
    if kind not in (*_HTML_TYPES, *_OTHER_TYPES):
        raise source_error(url, f"is {kind[:_LONGEST_TYPE]}, neither a web page nor a PDF nor a text")
    found = _article(answer.data, url, answer.content_type, answer.url, is_html=kind in _HTML_TYPES)
    if found is None:
        found = _text(answer.data, url, answer.content_type)
    if len(found.text) < _least(answer.data):
        raise source_error(url, f"{_NOTHING}: sign in if need be, save the page in your browser and give the file")
    return replace(found, outlet=found.outlet or _host(answer.url), url=answer.url)


def _text(data: bytes, url: str, content_type: str) -> Article:
    """Take a text as it is; SourceError if it is none."""
    with _extra(url, "is a web page"):
        from model.intake.charset import decode  # noqa: PLC0415 - an extra
    text = decode(data, content_type)
    odd = sum(letter in _ODD or (letter < " " and letter not in "\t\r\n\f") for letter in text)
    if (0 in data and not wide(data)) or odd > len(text) * _MOST_ODD:
        raise source_error(url, "is neither a web page nor a PDF nor a text")
    text = plain(text.replace("\r\n", "\n"))
    return Article(text, guessed=heading_of(text).fields)


def article_in(data: bytes, file: str) -> Article | None:
    """Read the article out of a file of HTML or PDF; None for any other file. SourceError."""
    found = _article(data, file, is_html=PurePath(file).suffix.lower() in _HTML_NAMES)
    if found is not None and len(found.text) < _least(data):
        raise source_error(file, f"{_NOTHING}: copy it into a text file and give that")
    return found


def _least(data: bytes) -> int:
    """Give the code points that an article has: a paper is never a login wall, so any text in it is one."""
    return 1 if _is_paper(data) else _SHORTEST


def _is_paper(data: bytes) -> bool:
    return _PDF_START.match(data[:_START]) is not None


def _article(data: bytes, name: str, content_type: str = "", url: str = "", *, is_html: bool) -> Article | None:
    """Read HTML and PDF, told by their beginnings or by `is_html`; None for anything else."""
    if _is_paper(data):
        with _extra(name, "is a PDF"):
            from model.intake.pdf import read_pdf  # noqa: PLC0415 - an extra
        return read_pdf(data, name)
    if is_html or _HTML_START.match(data[:_START]):
        with _extra(name, "is a web page"):
            from model.intake.webpage import read_webpage  # noqa: PLC0415 - an extra
        return read_webpage(data, name, content_type, url)
    return None


@contextmanager
def _extra(name: str, what: str) -> Iterator[None]:
    try:
        yield
    except ImportError:
        raise source_error(name, f"{what}; `{install_command('web')}` installs what reads those") from None


def tidy(text: str) -> str:
    """Put each paragraph on one line, with single spaces, and nothing in it that cannot be seen."""
    visible = text.translate(_UNSEEN | _LIGATURES)
    lines = (" ".join(line.split()) for line in visible.split("\n"))
    return plain("".join(f"{line}\n" for line in lines if line))


def name_of(text: str | None) -> str:
    """Give what a page says of itself as one plain line; empty if that is too long for a name."""
    line = one_line(" ".join((text or "").split()))
    return line if len(line) <= _LONGEST_FIELD else ""


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
