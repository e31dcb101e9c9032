"""What a text says of itself in its first lines: headline, outlet, date, address. Guesses, for a person to look at."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from model.problem import shorten

_LINES = 12  # non-empty ones; what comes later is the text itself
_LONGEST = 140  # code points of a headline
_WORDS = 3  # a headline has more

_FIELD = re.compile(
    r"(?P<name>title|headline|source|outlet|publisher|publication|date|published|url|link)\s*:\s*(?P<value>\S.*)",
    re.IGNORECASE,
)
_NAMES = {
    **dict.fromkeys(("title", "headline"), "title"),
    **dict.fromkeys(("source", "outlet", "publisher", "publication"), "outlet"),
    **dict.fromkeys(("date", "published"), "published"),
    **dict.fromkeys(("url", "link"), "url"),
}
_URL = re.compile(r"https?://[^\s<>\"]+")
# "GENEVA, May 16 (Reuters) -"
_AGENCY = re.compile(r"[^\W\d_][^()\n]{1,60}\((?P<agency>[A-Z][\w .&]{1,30})\)\s*[-–—]")
_ENDS_SENTENCE = re.compile(r"[.!;:,][\"”’»')\]]*$")

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_DATES = (
    re.compile(r"\b(?P<year>[12]\d{3})-(?P<number>\d\d)-(?P<day>\d\d)(?!\d)"),
    re.compile(rf"\b{_MONTH}\s+(?P<day>\d\d?)(?:st|nd|rd|th)?,?\s+(?P<year>[12]\d{{3}})\b", re.IGNORECASE),
    re.compile(rf"\b(?P<day>\d\d?)(?:st|nd|rd|th)?\s+{_MONTH},?\s+(?P<year>[12]\d{{3}})\b", re.IGNORECASE),
)


class Heading(NamedTuple):
    """What the head of a text seems to say; an empty text where it does not. `first` is the first line of the rest."""

    first: str = ""
    title: str = ""
    outlet: str = ""
    published: str = ""
    url: str = ""

    @property
    def fields(self) -> dict[str, str]:
        """Give what is known, as the fields of a source."""
        known = self._asdict()
        return {key: known[key] for key in ("title", "outlet", "published", "url") if known[key]}


def heading_of(text: str) -> Heading:
    """Guess headline, outlet, date and address from the first lines of a text; no guess where they are plain prose.

    A date counts only on a line of its own kind, for prose names days that are not its own.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()][:_LINES]
    found: dict[str, str] = {}
    first = ""
    for number, line in enumerate(lines):
        named = _FIELD.fullmatch(line.lstrip("#*- "))
        if named:
            _take_field(found, _NAMES[named["name"].lower()], named["value"].strip("\"'* "))
            continue
        if _is_prose(line):
            agency = _AGENCY.match(line)
            if agency:
                found.setdefault("outlet", agency["agency"])
            first = line
            break
        if url := _URL.search(line):
            found.setdefault("url", url.group())
        elif day := date_in(line):
            found.setdefault("published", day)
        elif len(line.split()) > _WORDS and number + 1 < len(lines):
            found.setdefault("title", line.lstrip("# "))
        else:
            first = first or line
    return Heading(shorten(first), **found)


def _take_field(found: dict[str, str], name: str, value: str) -> None:
    if name == "published":
        value = date_in(value)
    elif name == "url":
        url = _URL.match(value)
        value = url.group() if url else ""
    if value:
        found[name] = value


def _is_prose(line: str) -> bool:
    return len(line) > _LONGEST or (len(line.split()) > _WORDS and _ENDS_SENTENCE.search(line) is not None)


def date_in(line: str) -> str:
    """Give the first full date of a line as the file writes it; "" if there is none."""
    for pattern in _DATES:
        if found := pattern.search(line):
            parts = found.groupdict()
            month = int(parts["number"]) if parts.get("number") else _MONTHS.index(parts["month"].lower()[:3]) + 1
            with suppress(ValueError):
                return date(int(parts["year"]), month, int(parts["day"])).isoformat()
    return ""
