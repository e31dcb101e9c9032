"""The general words of extraction (`cues.yaml`): cues with all their forms, and the small words of English grammar."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from model.schema import CueWords

CueClass = Literal["say", "want", "accept", "refuse", "criticise", "accuse", "evade", "threaten"]
Form = Literal["base", "s", "ed", "en", "ing", "noun", "adjective", "judgement", "fate", "effect", "modal", "will"]

SIGNS: Mapping[CueClass, int] = {
    "say": 0,
    "want": 1,
    "accept": 1,
    "refuse": -1,
    "criticise": -1,
    "accuse": 0,
    "evade": 0,
    "threaten": 1,
}
PARTICLES = frozenset(("out", "off", "down", "aside", "up", "away", "back"))  # "ruled it out"
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Cue:
    """A word by which a text says that somebody speaks or takes a side; `word` is its base form."""

    word: str
    cue_class: CueClass
    form: Form

    @property
    def sign(self) -> int:
        """Give 1 if who uses it is for what follows, -1 if against, 0 if it takes no side."""
        return SIGNS[self.cue_class]


@lru_cache(maxsize=1)
def lexicon() -> Mapping[str, Any]:
    """Read `cues.yaml`, which belongs to the package."""
    return dict(own_file("cues.yaml"))


def own_file(name: str) -> Any:
    """Read a YAML file of this package, by the parser in C where there is one: in a tenth of the time."""
    import yaml  # noqa: PLC0415 - only extraction needs it here

    parser = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=parser)  # noqa: S506 - both are safe


def cue_phrases(extra: Mapping[CueWords, tuple[str, ...]]) -> Iterator[tuple[str, Cue]]:
    """Give every form of every cue, also of a topic's own (class -> verbs); those under `ignore` are left out."""
    ignored = set(extra.get("ignore", ()))
    for phrase, cue in (*_verbs(extra), *_nouns(), *_views()):
        if cue.word not in ignored:
            yield phrase, cue


def _verbs(extra: Mapping[CueWords, tuple[str, ...]]) -> Iterator[tuple[str, Cue]]:
    words = lexicon()
    for cue_class, lemmas in words["verbs"].items():
        for lemma in (*lemmas, *extra.get(cue_class, ())):
            yield from _verb(lemma, cue_class)


@lru_cache(maxsize=2)
def naming(*, needs_as: bool) -> frozenset[str]:
    """Give all forms of the verbs by which somebody calls a thing something; more of them go with "as"."""
    words = lexicon()["naming"]
    lemmas = (*words["bare"], *words["with as"]) if needs_as else words["bare"]
    return frozenset(phrase for lemma in lemmas for phrase, _ in _verb(lemma, "say"))


def _nouns() -> Iterator[tuple[str, Cue]]:
    words = lexicon()
    with_for = {lemma for lemmas in words["verbs"].values() for lemma in lemmas if lemma.endswith(" for")}
    for cue_class, nouns in words["nouns"].items():
        for noun in nouns:
            forms = [noun, _with_ending(noun, "s")]
            if f"{noun} for" in with_for:  # "its call for": as long as the verb, and told from it by what stands before
                forms += [f"{form} for" for form in forms]
            yield from ((form, Cue(noun, cue_class, "noun")) for form in forms)


def _views() -> Iterator[tuple[str, Cue]]:
    words = lexicon()
    forms: tuple[tuple[Form, str], ...] = (("adjective", "adjectives"), ("judgement", "judgements"))
    for form, key in forms:
        for cue_class, phrases in words[key].items():
            yield from ((phrase, Cue(phrase, cue_class, form)) for phrase in phrases)
            if form == "judgement":  # "a serious mistake": counts where an article stands before
                found = (phrase.partition(" ") for phrase in phrases)
                yield from ((rest, Cue(f"{a} {rest}", cue_class, form)) for a, _, rest in found if a in ("a", "an"))
    for cue_class, lemmas in words["fates"].items():
        for lemma in lemmas:
            yield from ((phrase, Cue(lemma, cue_class, "fate")) for phrase, _ in _verb(lemma, cue_class))
    for cue_class, lemmas in words["effects"].items():
        for lemma in lemmas:
            yield from ((phrase, Cue(lemma, cue_class, "effect")) for phrase, _ in _verb(lemma, cue_class))
    yield from ((phrase, Cue(phrase, "want", "modal")) for phrase in words["modals"])
    yield from ((phrase, Cue(phrase, "want", "will")) for phrase in (*words["wills"], *words["mays"]))


def _verb(lemma: str, cue_class: CueClass) -> Iterator[tuple[str, Cue]]:
    """Give the forms of a verb; what follows its first word stays as it is."""
    verb, _, rest = lemma.partition(" ")
    past, *participle = lexicon()["irregular"].get(verb) or [_with_ending(verb, "ed")]
    forms: list[tuple[str, Form]] = [(verb, "base"), (_with_ending(verb, "s"), "s"), (_with_ending(verb, "ing"), "ing")]
    forms += [(past, "ed"), *((one, "en") for one in participle)]
    if verb in lexicon()["may_double"]:
        forms += [(f"{verb}{verb[-1]}ed", "ed"), (f"{verb}{verb[-1]}ing", "ing")]
    for word, form in forms:
        cue = Cue(lemma, cue_class, form)
        yield f"{word} {rest}".strip(), cue
        if rest == "for" or lemma == "warn against":  # "called on Friday for", "warned the port against"
            yield f"{word} * {rest}", cue
        if rest in PARTICLES:
            yield from ((f"{word} {pronoun} {rest}", cue) for pronoun in ("it", "that", "this", "them", "those"))


def _with_ending(word: str, ending: Literal["s", "ed", "ing"]) -> str:
    """Put an ending to a word as English spells it."""
    head, _, last = word.rpartition(" ")
    if ending == "s":
        last = _with_s(last)
    elif last.endswith("e") and not last.endswith(("ee", "oe", "ye")):
        last = last[:-1] + ending
    elif ending == "ed" and last.endswith("y") and last[-2] not in _VOWELS:
        last = last[:-1] + "ied"
    elif _doubles(last):
        last += last[-1] + ending
    elif last.endswith("ee") and ending == "ed":
        last += "d"
    else:
        last += ending
    return f"{head} {last}".strip()


def _with_s(word: str) -> str:
    if word.endswith("y") and word[-2] not in _VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def _doubles(word: str) -> bool:
    """Tell whether a verb doubles its last letter: stop, stopping."""
    if word in lexicon()["doubling"]:
        return True
    syllables = sum(char in _VOWELS and (at == 0 or word[at - 1] not in _VOWELS) for at, char in enumerate(word))
    return (
        len(word) >= 3
        and syllables == 1
        and word[-1] not in _VOWELS + "wxy"
        and word[-2] in _VOWELS
        and word[-3] not in _VOWELS
    )
