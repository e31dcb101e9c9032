"""Signs in letters that every terminal and pipe has, for those whose encoding lacks them."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING
from unicodedata import normalize

from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

ERRORS = "parley-stand-ins"  # the name under which streams find `_stand_in`

# None may look like another sign of Parley's: "?" is ambiguous, "~" mixed, "+" support, "*" a candidate that waits.
STAND_INS: Mapping[str, str] = {
    "−": "-",
    "±": "+-",
    "≠": "!=",
    "·": ".",
    "✓": "=",
    "≈": "~=",
    "✗": "x",
    "×": "x",
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "‘": "'",
    "’": "'",
    "‚": "'",
    "–": "-",
    "—": "--",
    "…": "...",
    "→": "->",
    "›": ">",
    "\xa0": " ",
    "\u202f": " ",
    "\u2009": " ",
}


def spelt(text: str, encoding: str) -> str:
    """Give a text as an encoding can print it: before it is laid out, for a stand-in may be wider than its sign."""
    return text.encode(encoding, ERRORS).decode(encoding)


def spelt_text(text: Text, encoding: str) -> Text:
    """Give a text in its style as an encoding can print it."""
    letters = spelt(text.plain, encoding)
    return text if letters == text.plain else Text(letters, style=text.style)


def _stand_in(error: UnicodeError) -> tuple[str, int]:
    """Give what stands for the letters that could not be written: a letter without its accent, else ?."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    written = "".join(_one(char, error.encoding) for char in error.object[error.start : error.end])
    return written, error.end


def _one(char: str, encoding: str) -> str:
    bare = normalize("NFKD", STAND_INS.get(char, char)).encode(encoding, "ignore").decode(encoding)
    return bare or "?"


codecs.register_error(ERRORS, _stand_in)
