"""Extraction: an article's text -> candidates, each with its reasons; a person decides what becomes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from model.extract.candidate import Candidate
    from model.extract.vocabulary import Vocabulary

VERSION = "1"  # changes whenever the same text and vocabulary may give other candidates
ENGINES = ("rules", "spacy")


def extract(text: str, vocabulary: Vocabulary, engine: str = "rules") -> tuple[Candidate, ...]:
    """Give a text's candidates in the order of the text; a text is what `model.quotes.sources.decode_source` gives.

    Raise EngineMissingError if what the engine needs is not installed.
    """
    from model.extract.reading import read  # noqa: PLC0415 - 3 MB, for nothing where all is known from before

    return read(text, vocabulary, engine)
