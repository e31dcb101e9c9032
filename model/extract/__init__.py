"""Extraction: an article's text -> candidates, each with its reasons; a person decides what becomes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.extract.anaphora import taken_up
from model.extract.clean import body
from model.extract.engines import dependencies, rules
from model.extract.mentions import clues
from model.extract.segment import segment
from model.extract.selection import select
from model.extract.speakers import voices
from model.extract.stance import findings
from model.extract.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Mapping

    from model.extract.attribution import Engine
    from model.extract.candidate import Candidate
    from model.extract.finding import Finding
    from model.extract.speakers import Voices
    from model.extract.vocabulary import Vocabulary

VERSION = "1"  # changes whenever the same text and vocabulary may give other candidates
_ENGINES: Mapping[str, Engine] = {"rules": rules, "spacy": dependencies}
ENGINES = tuple(_ENGINES)


def extract(text: str, vocabulary: Vocabulary, engine: str = "rules") -> tuple[Candidate, ...]:
    """Give a text's candidates in the order of the text; a text is what `model.quotes.sources.decode_source` gives.

    Raise EngineMissingError if what the engine needs is not installed.
    """
    tokens = tokenize(text)
    sentences = segment(tokens, body(text, vocabulary.topic.trailers))
    shares = clues(tokens, sentences, vocabulary)
    found = _ENGINES[engine].attributions(tokens, sentences, shares)
    candidates: list[Candidate] = []
    earlier: list[tuple[Voices, list[Finding]]] = []
    for voice in voices(tokens, sentences, shares, found):
        here = findings(tokens, voice)
        here += list(taken_up(tokens, voice, here, earlier))
        earlier.append((voice, here))
        candidates += select(tokens, voice.sentence, here, vocabulary, engine)
    return tuple(candidates)
