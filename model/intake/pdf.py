"""The text of a PDF, its paragraphs put together again from the lines of its pages."""

from __future__ import annotations

import logging
import re
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError

from model.intake.article import Article, name_of, tidy
from model.intake.heading import date_in, heading_of
from model.quotes.sources import source_error

if TYPE_CHECKING:
    from collections.abc import Mapping

logging.getLogger("pypdf").addHandler(logging.NullHandler())  # it would print what it thinks of a file

_SHORT = 0.6  # of the width: a heading or a by-line, whatever it ends with
_HEADLINE = 0.9  # of the width, for the first line of all: few papers begin with a sentence
_LONGEST_DAY = 18  # code points of "September 30, 2031"; no column is narrower
_OFTEN = 3  # pages, or all of two, that begin or end with the same line but for numbers: a running title
_EDGE = 2  # lines of a page that may be such, at the top and at the bottom
_HEADING = re.compile(r"[^\W\d_]+ #")  # "Article 2"; not "The Port 2"
_DIGITS = re.compile(r"\d+")
_LAST_DIGITS = 9  # of a number, by which two are compared: Python reads no endless ones
_RANGE = re.compile(r"\d[-\u2010\u2013]$")  # "2024-" before "2025"
_SUSPENDING = frozenset(
    ("and", "or", "to", "und", "oder", "bis", "et", "ou", "y", "o")
)  # "short-" before "and long-term"
_PAGE_NUMBER = re.compile(r"#|page #( of #)?|# ?/ ?#")
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_LONGEST_END = 8  # code points of a full stop and the quotation marks after it
_SPLIT = re.compile(r"([^\W\d_]+)[-\u00ad\u2010]$")
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_WORD = 40  # code points
_HYPHENATED = re.compile(r"\b[^\W\d_]+-[^\W\d_]+\b")
_NO_TITLE = re.compile(r"untitled|microsoft \w+ - |.*\.(docx?|pdf|indd|odt|rtf|html?)$", re.IGNORECASE)


def read_pdf(data: bytes, name: str) -> Article:
    """Read a PDF; SourceError.

    Its date is when the file was made, not when it was published, so none is taken: headline and date are guessed.
    """
    try:
        reader = PdfReader(BytesIO(data))
        pages = [page.extract_text().splitlines() for page in reader.pages]
        title = name_of(str((reader.metadata and reader.metadata.title) or ""))
    except (DependencyError, FileNotDecryptedError):
        raise source_error(name, "is encrypted: save it without its password and give that") from None
    except Exception as error:  # pypdf raises whatever a damaged file leads it to
        raise source_error(name, "is not a PDF that can be read: it is damaged") from error
    text = tidy("\n".join(paragraphs(pages)))
    if pages and not text:
        raise source_error(name, "has no text in its pages, only pictures of it (a scan)")
    said = heading_of(text).fields.items()  # an address or outlet at the head of a paper may be anybody's
    guessed = {name: value for name, value in said if name in ("title", "published")}
    return Article(text, "" if _NO_TITLE.match(title) else title, guessed=guessed)


def paragraphs(pages: list[list[str]]) -> list[str]:
    """Put the lines of pages together to paragraphs; page numbers and running titles go, split words are joined."""
    lines = [line for page in _bodies([[line.strip() for line in page] for page in pages]) for line in page]
    lengths = sorted(len(line) for line in lines if line)
    width = lengths[len(lengths) * 9 // 10] if lengths else 0
    hyphenated = {word for line in lines for word in _HYPHENATED.findall(line)}
    found: list[list[str]] = [[]]
    for line, following in pairwise((*lines, "")):
        if _ends(line, following, width, _SHORT if found[0] else _HEADLINE):
            found[-1].append(line)
            found.append([])
        else:
            found[-1].append(_before(line, following, hyphenated))
    return [paragraph for pieces in found if (paragraph := "".join(pieces))]


def _bodies(pages: list[list[str]]) -> list[list[str]]:
    """Cut the lines at the edges of pages that belong to the paper, not to the text."""
    edges: dict[str, dict[int, str]] = {}  # by what they are but for numbers, and by the number of the page
    for number, page in enumerate(pages):
        filled = [line for line in page if line]
        for line in (*filled[:_EDGE], *filled[-_EDGE:]):
            edges.setdefault(_key(line), {})[number] = line
    often = min(_OFTEN, max(2, len(pages)))
    running = {
        key
        for key, lines in edges.items()
        if _PAGE_NUMBER.fullmatch(key) or (len(lines) >= often and _is_running(key, lines))
    }
    return [_cut(page, running) for page in pages]


def _is_running(key: str, lines: Mapping[int, str]) -> bool:
    """Tell whether a line of several pages is no text: no sentence, and no number in it changes but with the page's."""
    if _HEADING.fullmatch(key) or any(_SENTENCE_END.search(line[-_LONGEST_END:]) for line in lines.values()):
        return False
    numbers = {page: [int(digits[-_LAST_DIGITS:]) for digits in _DIGITS.findall(line)] for page, line in lines.items()}
    ways = zip(
        *([{value, ("in step", value - page)} for value in found] for page, found in numbers.items()), strict=True
    )
    return all(set.intersection(*at_one_place) for at_one_place in ways)


def _cut(page: list[str], running: set[str]) -> list[str]:
    page = _without_blank_edges(page)
    for _ in range(_EDGE):
        if page and _key(page[0]) in running:
            page = _without_blank_edges(page[1:])
        if page and _key(page[-1]) in running:
            page = _without_blank_edges(page[:-1])
    return page


def _without_blank_edges(page: list[str]) -> list[str]:
    filled = [number for number, line in enumerate(page) if line]
    return page[filled[0] : filled[-1] + 1] if filled else []


def _key(line: str) -> str:
    return re.sub(r"\d+", "#", line).strip(" -–—|[]().").lower()


def _ends(line: str, following: str, width: int, short: float) -> bool:
    """Tell whether a paragraph ends with a line: it had room for the first word of the next one.

    A line up to `short` of the width may be a heading.
    """
    if line and following and _RANGE.search(line[-2:]) and following[0].isdigit():
        return False
    if not line or not following or _is_dateline(line, width) or _is_dateline(following, width):
        return True
    has_room = len(line) + 1 + len(following.split(None, 1)[0]) <= width
    is_title = len(line) <= short * width and not following[0].islower()
    return has_room and (is_title or bool(_SENTENCE_END.search(line[-_LONGEST_END:])))


def _is_dateline(line: str, width: int) -> bool:
    """Tell whether a line gives a day and is too short to be part of a sentence that goes on."""
    is_short = len(line) <= max(_SHORT * width, _LONGEST_DAY)
    return is_short and not _SENTENCE_END.search(line[-_LONGEST_END:]) and bool(date_in(line))


def _before(line: str, following: str, hyphenated: set[str]) -> str:
    """Give a line as it goes before the next; a word split between them keeps a hyphen that it has elsewhere too."""
    if _RANGE.search(line[-2:]) and following[:1].isdigit():
        return line
    left, right = _SPLIT.search(line[-_LONGEST_WORD:]), _WORD.match(following)
    if left is None or right is None or right.group() in _SUSPENDING:
        return f"{line} "
    is_spelt_so = not right.group()[0].islower() or f"{left.group(1)}-{right.group()}" in hyphenated
    return line if line.endswith("-") and is_spelt_so else line[:-1]
