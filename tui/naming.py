"""Which party or issue a word of a command means: by id, by what the file calls it, or by how that begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.edit.operations import SECTIONS
from model.problem import known_words
from model.quotes.folding import fold
from model.schema import Issue, Party
from tui.topic_file import refuse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from model.edit.operations import IdKind
    from model.schema import Topic

_SHORTEST = 2  # letters of a beginning


def named(given: str, topic: Topic, kind: IdKind) -> str:
    """Give the id of the party, issue or source that is meant; end the command when it is none, or could be several."""
    known: Mapping[str, object] = getattr(topic, SECTIONS[kind])
    if (as_id := given.strip().casefold()) in known:
        return as_id
    names = {id_: _names(entry) for id_, entry in known.items()}
    wanted = _even(given)
    meant = [id_ for id_, called in names.items() if wanted in map(_even, called)]
    meant = meant or [id_ for id_, called in names.items() if _begins((id_, *called[:1]), wanted)]
    meant = meant or [id_ for id_, called in names.items() if _begins(called, wanted)]
    if len(meant) == 1:
        return meant[0]
    words = SECTIONS[kind]
    several = f'"{given}" may mean several {words}: {", ".join(meant)}; say which by its id'
    unknown = f'unknown {kind} "{given}": {known_words(given, known, words, names)}'
    return refuse(several if meant else unknown, status=2)


def _names(entry: object) -> tuple[str, ...]:
    """Give what an entry is called in the file, its name first; a source goes by its id alone."""
    if isinstance(entry, Party):
        people = (each for person, its in entry.people.items() for each in (person, *its.aliases))
        return (entry.name, *entry.aliases, *people)
    return (entry.name,) if isinstance(entry, Issue) else ()


def _begins(called: Iterable[str], wanted: str) -> bool:
    """Tell whether something is called by words that begin so; two letters at least."""
    return len(wanted) >= _SHORTEST and any(_even(name).startswith(wanted) for name in called)


def _even(text: str) -> str:
    return fold(text).text.strip().casefold()
