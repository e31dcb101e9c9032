"""What a text says of itself in its first lines: headline, outlet, date, address. Guesses, for a person to look at."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from model.problem import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# "GENEVA, May 16 (Reuters) -", "Geneva, 16 May 2025 - " and, alone on its line, "GENEVA, May 16, 2025 (The Daily)"
_DATELINE = re.compile(
    r"(?P<before>[^()|]{1,80}?)\s*(?:\((?P<outlet>[^()|]{2,40})\)\s*(?P<dash>[-–—]|$)|(?:\s[-–—]|—)(?:\s|$))"
)
_MOST_NAMES = 6  # words of a place or an outlet
_JOINTS = _words("al am and au aux bei da das de del den der des di do du e el et for la las le les los of on the")
_DAYS = _words("monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri")
_NO_PLACE = _DAYS | _words("""
    a after an as at before by from he her his in it its last on our posted printed published since she that the their
    these they this until updated we when while
""")
# what brackets and bars hold besides outlets: states of a text, hours, parts of a paper
_NO_OUTLET = _DAYS | _words("""
    am analysis annex archive archived breaking bulletin business cest cet comment corrected culture day draft eastern
    economy edition edt est europe excerpt excerpts extract final full gmt health in international interview last latest
    live local min minutes national news no online opinion page part phase photo pm politics press print read reprint
    reprinted review revised society sport sports story text the time top transcript translation update updated us utc
    video weekly world
""")
# the last word of many an outlet's name, and of hardly a place's or a person's
_PAPERS = _words("""
    agency broadcasting bulletin chronicle courier daily dispatch echo examiner express gazette guardian herald
    independent inquirer journal ledger magazine mail mercury mirror monitor news newspaper observer post press radio
    register review standard telegraph television times tribune tv weekly
""")
_PARTS = re.compile(r"[,;|()·•–—]|\s-\s")
_ENDS_SENTENCE = re.compile(r"[.!;:,][\"”’»')\]]*$")

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_WORD_OF_MONTH = rf"(?:{'|'.join(_MONTHS)})[a-z]*\.?"
_YEARLESS = re.compile(rf"\b(?:{_WORD_OF_MONTH}\s+\d\d?|\d\d?\s+{_WORD_OF_MONTH})(?!\w)", re.IGNORECASE)
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


def heading_of(text: str, outlets: Iterable[str] = ()) -> Heading:
    """Guess headline, outlet, date and address from the first lines of a text; no guess where they are plain prose.

    A date counts only on a line of its own kind or in a dateline, for prose names days that are not its own. An outlet
    stands beside or above a date; one of those in `outlets` may stand on any line of its own.
    """
    known = {_key(name): name for outlet in outlets for name in (*outlet.split(" / "), outlet)}
    lines = [line.strip() for line in text.split("\n") if line.strip()][:_LINES]
    found: dict[str, str] = {}
    first = perhaps = ""
    for line, below in zip(lines, [*lines[1:], ""], strict=False):
        bare = line.strip("#*- ")
        named = _FIELD.fullmatch(line.lstrip("#*- "))
        if named:
            _take_field(found, _NAMES[named["name"].lower()], named["value"].strip("\"'* "))
            continue
        if _is_prose(line):
            found = _dateline(line) | found
            first = line
            break
        if url := _URL.search(line):
            found.setdefault("url", url.group())
        elif day := date_in(line):
            found = {"published": day} | _dateline(line) | _beside_date(line, known) | found
        elif outlet := known.get(_key(bare)) or (bare if _is_dated(below) and _is_surely_outlet(bare) else ""):
            found.setdefault("outlet", outlet)
        else:
            if _is_dated(below) and _may_be_outlet(bare):
                perhaps = bare
            if len(line.split()) > _WORDS and below:
                found.setdefault("title", line.lstrip("# "))
            else:
                first = first or line
    if perhaps not in found.get("title", perhaps):  # else it may be the headline itself
        found.setdefault("outlet", perhaps)
    return Heading(shorten(first), **found)


def _take_field(found: dict[str, str], name: str, value: str) -> None:
    if name == "published":
        value = date_in(value)
    elif name == "url":
        url = _URL.match(value)
        value = url.group() if url else ""
    elif name == "outlet" and (day := date_in(value)):
        found.setdefault("published", day)
        value = next(iter(_parts(value)), "")
    if value:
        found[name] = value


def _is_prose(line: str) -> bool:
    return len(line) > _LONGEST or (len(line.split()) > _WORDS and _ENDS_SENTENCE.search(line) is not None)


def _dateline(line: str) -> dict[str, str]:
    """Give outlet and date of the dateline that a line is or begins with: a place, a day, an outlet in brackets.

    Without a day either is in capitals: "GENEVA (Reuters)", "Geneva (AP)"; "Ada Holm (Norvia)" is a person, and a name
    with its initials behind it is an organisation.
    """
    head = _DATELINE.match(line)
    if head is None:
        return {}
    day = date_in(head["before"])
    place, days = _place_in(head["before"])
    if not (_is_place(place) if place else days and head["dash"]):
        return {}
    outlet = head["outlet"] or ""
    is_agency = days or (not _is_short_for(outlet, place) and (outlet.isupper() or "".join(place).isupper()))
    known = {"outlet": outlet if _is_outlet(outlet) and is_agency else "", "published": day}
    return {key: value for key, value in known.items() if value}


def _is_short_for(outlet: str, place: list[str]) -> bool:
    return outlet.replace(".", "").upper() == "".join(name[0] for name in place).upper()


def _place_in(line: str) -> tuple[list[str], int]:
    """Give the words of a dateline without its days, and how many days it has."""
    days = 0
    for pattern in (*_DATES, _YEARLESS):
        line, times = pattern.subn("", line)
        days += times
    names = [name for name in re.split(r"[\s,/]+", line) if name]
    if days and names and names[-1].lower().rstrip(".") in _DAYS:
        names.pop()
    return names, days


def _is_place(names: list[str]) -> bool:
    words = [name.lower() for name in names]
    return _are_names(names) and _NO_PLACE.isdisjoint(words[words[:2] == ["the", "hague"] :])


def _beside_date(line: str, known: Mapping[str, str]) -> dict[str, str]:
    """Give the outlet on the line of a date: behind a bar, or as a name that can only be one: "The Daily, 3 May 2025".

    Another name before the date is its writer's, or a place, as often; where several could be meant, none is.
    """
    before, *behind = (part.strip() for part in line.split("|"))
    if behind:
        parts, may_be = [*behind, before], [*behind, before if before.startswith("The ") else ""]
        names = [part for part in parts if _key(part) in known or (part in may_be and _is_outlet(part))]
    else:
        names = [part for part in _parts(line) if _key(part) in known or _may_be_outlet(part)]
    return {"outlet": known.get(_key(names[0]), names[0])} if len(names) == 1 else {}


def _parts(line: str) -> list[str]:
    """Give what a line says between its commas, dashes and brackets, without its dates and their days of the week."""
    for pattern in _DATES:
        line = pattern.sub(",", line)
    words = (part.split() for part in _PARTS.split(line))
    named = (" ".join(each[:-1] if each[-1].lower() in _DAYS else each) for each in words if each)
    return [part for part in named if part]


def _is_dated(line: str) -> bool:
    return bool(_dateline(line).get("published") if _is_prose(line) else date_in(line))


def _is_surely_outlet(text: str) -> bool:
    """Tell whether a name has the article and the last word of a paper's."""
    names = text.lower().split()
    return _may_be_outlet(text) and names[0] == "the" and names[-1] in _PAPERS


def _may_be_outlet(text: str) -> bool:
    """Tell whether a short name has the article of a paper's name or its last word."""
    names = text.lower().split()
    is_short_name = _PARTS.search(text) is None and _is_outlet(text) and names[:2] != ["the", "hague"]
    return is_short_name and (names[-1] in _PAPERS or (names[0] == "the" and len(names) <= _WORDS))


def _key(outlet: str) -> str:
    """Give by what an outlet is known again, in capitals or without its article."""
    return " ".join(outlet.casefold().split()).removeprefix("the ")


def _is_outlet(text: str) -> bool:
    names = text.lower().split()
    is_other = names[:1] in (["by"], ["updated"]) or all(
        name.isdigit() or name.strip(".") in _NO_OUTLET for name in names
    )
    return _are_names(text.split()) and not is_other


def _are_names(words: list[str]) -> bool:
    """Tell whether words are one name: all of them capitalised, but for numbers and the small words within."""
    within = words[1:-1]
    return 0 < len(words) <= _MOST_NAMES and all(
        word[0].isupper() or (word in within and word.lower() in _JOINTS) or (word.isdigit() and word in words[1:])
        for word in words
    )


def date_in(line: str) -> str:
    """Give the first full date of a line as the file writes it; "" if there is none."""
    for pattern in _DATES:
        if found := pattern.search(line):
            parts = found.groupdict()
            month = int(parts["number"]) if parts.get("number") else _MONTHS.index(parts["month"].lower()[:3]) + 1
            with suppress(ValueError):
                return date(int(parts["year"]), month, int(parts["day"])).isoformat()
    return ""
