"""The text that the bytes of a web page are: what they prove comes before what they say of themselves."""

from __future__ import annotations

import codecs
import re

from trafilatura.utils import decode_file

_NAMED = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_IN_HEAD = re.compile(rb"<meta\b[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_HEAD = 4096  # bytes in which a page has to name its character set
_OF_TEXT = re.compile(r"utf|cp\d|iso8859|koi8|mac|gb|big5|euc|shift|iso2022|johab|tis|hz|ptcp|kz")
_AS_BROWSERS_READ = {"iso8859-1": "cp1252", "ascii": "cp1252"}  # what pages mean by these names
_MARKS = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_FEW = 50  # one broken character in so many: damaged, not another character set


def decode(data: bytes, content_type: str) -> str:
    """Decode a page; UTF-8 that is valid is UTF-8, then the header's word counts, then the page's, then a guess."""
    for name in (*_marked(data), *_named(content_type), *_in_head(data)):
        try:
            return data.decode(name).removeprefix("\ufeff")
        except UnicodeError:
            continue
    return _mostly_utf_8(data) or decode_file(data)


def _marked(data: bytes) -> list[str]:
    marked = [name for mark, name in _MARKS if data.startswith(mark)]
    return marked or ([] if 0 in data else ["utf-8"])  # NUL in every other byte is valid UTF-8, and no page


def _named(content_type: str) -> list[str]:
    found = _NAMED.search(content_type)
    return _known(found.group(1)) if found else []


def _in_head(data: bytes) -> list[str]:
    found = _IN_HEAD.search(data[:_HEAD])
    return _known(found.group(1).decode(errors="replace")) if found else []


def _known(name: str) -> list[str]:
    """Give the codec of a character set; none for what is no such thing (Python has codecs for rot13 and zip)."""
    try:
        codec = codecs.lookup(name).name
    except (LookupError, ValueError):
        return []
    codec = _AS_BROWSERS_READ.get(codec, codec)
    return [codec] if _OF_TEXT.match(codec) else []


def _mostly_utf_8(data: bytes) -> str:
    text = data.decode(errors="replace")
    broken = text.count("\ufffd")
    return text if broken * _FEW < sum(character > "\x7f" for character in text) else ""
