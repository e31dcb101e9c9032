"""One article read from end to end: each stage hands on to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.extract.anaphora import taken_up
from model.extract.clean import body
from model.extract.engines import rules
from model.extract.going_on import gone_on
from model.extract.holder import Memory
from model.extract.mentions import clues
from model.extract.own_text import own_text
from model.extract.segment import segment
from model.extract.selection import select
from model.extract.speakers import voices
from model.extract.stance import findings
from model.extract.tokens import tokenize

if TYPE_CHECKING:
    from model.extract.attribution import Engine
    from model.extract.candidate import Candidate
    from model.extract.finding import Finding
    from model.extract.speakers import Voices
    from model.extract.vocabulary import Vocabulary


def read(text: str, vocabulary: Vocabulary, engine: str) -> tuple[Candidate, ...]:
    """Give a text's candidates in the order of the text; EngineMissingError as `extract` says."""
    tokens = tokenize(text)
    sentences = segment(tokens, body(text, vocabulary.topic.trailers))
    shares = clues(tokens, sentences, vocabulary)
    sentences, authors = own_text(tokens, sentences, shares)
    found = _engine(engine).attributions(tokens, sentences, shares)
    candidates: list[Candidate] = []
    earlier: list[tuple[Voices, list[Finding]]] = []
    for voice in voices(tokens, sentences, shares, found, Memory(authors=authors, bodies=vocabulary.bodies)):
        here = findings(tokens, voice)
        here += list(taken_up(tokens, voice, here, earlier))
        added = list(gone_on(tokens, voice, here, earlier))
        earlier.append((voice, here))
        candidates += select(tokens, voice.sentence, [*here, *added], vocabulary, engine)
    return tuple(candidates)


def _engine(name: str) -> Engine:
    if name == "spacy":
        from model.extract.engines import dependencies  # noqa: PLC0415 - an extra, which most do without

        return dependencies
    return rules
