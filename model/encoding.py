"""Bytes that are text, but not in UTF-8: which encoding they seem to be in."""

from __future__ import annotations

import codecs

_SAMPLE = 4096  # bytes
_LEAST = 2  # zero bytes; one alone is a stray NUL


def wide(data: bytes) -> str:
    """Name the encoding whose letters seem to have two or four bytes each; "" for any other."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):  # the first begins with the mark of UTF-16
        return "UTF-32"
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    share = max(_LEAST, len(sample) // 20)  # a script's half of spaces and commas
    is_one_sided = min(even, odd) == 0 and max(even, odd) >= share
    return "UTF-16" if is_one_sided or data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else ""
