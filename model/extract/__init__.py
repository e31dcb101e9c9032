"""Extraction: an article's text -> candidates, each with its reasons; a person decides what becomes of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from model.extract.candidate import Candidate, Evidence
from model.sentences import sentences

if TYPE_CHECKING:
    from model.extract.vocabulary import Vocabulary

VERSION = "0"  # changes whenever the same text and vocabulary may give other candidates
ENGINES = ("rules", "spacy")


def extract(text: str, vocabulary: Vocabulary, engine: str = "rules") -> tuple[Candidate, ...]:
    """Give a text's candidates in the order of the text; a text is what `model.sources.decode_source` gives."""
    found = []
    for span in sentences(text):
        quote = text[span.start : span.end]
        for party, one in vocabulary.topic.parties.items():
            names = [one.name, *one.aliases, *one.people]
            holder = next((at for name in names if (at := re.search(rf"\b{re.escape(name)}\b", quote))), None)
            if holder is None:
                continue
            for issue, column in vocabulary.topic.issues.items():
                terms = [term.strip("*") for term in (column.name, *column.terms) if " * " not in term]
                term = next((at for word in terms if (at := re.search(rf"\b{re.escape(word)}", quote, re.I))), None)
                if term is not None:
                    evidence = Evidence("beside", span.start + term.start(), span.start + term.end(), issue)
                    found.append(Candidate(
                        span.start, span.end, quote, party, issue, "support", "indirect", "", "low", engine, (evidence,)
                    ))
    return tuple(found)
