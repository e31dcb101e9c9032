"""Checks of what one entry of a file says of another: ids, members, the levels of the scale.

They read the data and not the topic, so that they are reported together with what the schema finds wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from model.problem import MAX_PROBLEMS, Problem, Severity, known_words
from model.schema import DEFAULT_SCALE, Topic

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from model.file.document import Document, Path, Value

_LISTS = ("aliases", "terms", "weak", "for", "against", "conditions")
_SECTIONS = {"party": "parties", "issue": "issues", "source": "sources", "stance": "scale"}


class _Finding(NamedTuple):
    """What is wrong with the value at a path, or with its key."""

    path: Path
    message: str
    hint: str
    on_key: bool = False
    severity: Severity = Severity.ERROR


def reference_problems(document: Document) -> list[Problem]:
    """Find every id that leads nowhere, and what makes a topic hard to read."""
    errors: list[Problem] = []
    warnings: list[Problem] = []
    for finding in _References(document.data()).findings():
        kept = errors if finding.severity is Severity.ERROR else warnings
        if len(kept) < MAX_PROBLEMS:  # of each: no number of warnings may hide an error
            kept.append(_problem(finding, document))
        elif kept is errors:
            break
    return errors + warnings


def _problem(finding: _Finding, document: Document) -> Problem:
    node = document.key(finding.path) if finding.on_key else document.node(finding.path)
    return document.problem_at(node, finding.message, finding.hint, severity=finding.severity)


def _entries(value: Value, key: str) -> Iterable[tuple[str, Value]]:
    found = value.get(key) if isinstance(value, dict) else None
    return found.items() if isinstance(found, dict) else ()


def _items(value: Value, key: str) -> Iterable[tuple[int, Value]]:
    found = value.get(key) if isinstance(value, dict) else None
    return enumerate(found) if isinstance(found, list) else ()


def _people(data: Value) -> dict[str, set[str]]:
    """Give the parties under which each name of a person is listed."""
    found: dict[str, set[str]] = {}
    for party, entry in _entries(data, "parties"):
        for person, others in _entries(entry, "people"):
            for name in (person, *(others if isinstance(others, list) else ())):
                if isinstance(name, str):
                    found.setdefault(name, set()).add(party)
    return found


def _is_blank(value: Value) -> bool:
    """Tell whether a text has nothing to be looked for in it."""
    return isinstance(value, str) and not value.strip(" *\t\n")


class _References:
    """The ids of one file, by the word for what they name; None where the section is no mapping or misspelt."""

    def __init__(self, data: Value) -> None:
        self.data = data if isinstance(data, dict) else {}
        misspelt = self.data.keys() - set(Topic.known_keys())
        self.known: dict[str, Collection[str] | None] = {}
        for word, section in _SECTIONS.items():
            found = self.data.get(section) or (DEFAULT_SCALE if word == "stance" else {})
            is_absent = section not in self.data and bool(misspelt) and word != "stance"
            self.known[word] = None if is_absent or isinstance(found, str | list) else found.keys()
        self.people = _people(self.data)
        self.members = {
            bloc: {member for _, member in _items(entry, "members") if isinstance(member, str)}
            for bloc, entry in _entries(self.data, "parties")
        }

    def findings(self) -> Iterator[_Finding]:
        for issue, entry in _entries(self.data, "issues"):
            if isinstance(entry, dict) and entry.get("proposition") is None:
                hint = 'add "proposition: ..." - what a party supports or opposes'
                message = f'issue "{issue}" has no proposition'
                yield _Finding(("issues", issue), message, hint, on_key=True, severity=Severity.WARNING)
        for section, what in (("parties", "party"), ("issues", "issue")):
            yield from self._twins(section, what)
            yield from self._blanks(section)
        for party, entry in _entries(self.data, "parties"):
            for number, member in _items(entry, "members"):
                path: Path = ("parties", party, "members", number)
                if member == party:
                    yield _Finding(path, f'"{party}" cannot be a member of itself', "delete it from the members")
                else:
                    yield from self._check("party", member, path)
        for party, _ in _entries(self.data, "positions"):
            yield from self._check("party", party, ("positions", party), on_key=True)
            for issue, position in _entries(self.data["positions"], party):
                yield from self._position(("positions", party, issue), position)

    def _twins(self, section: str, what: str) -> Iterator[_Finding]:
        """Warn of two rows or columns that nobody can tell apart."""
        named: dict[str, str] = {}
        for id_, entry in _entries(self.data, section):
            name = entry.get("name") if isinstance(entry, dict) else None
            if isinstance(name, str) and (first := named.setdefault(name.strip().casefold(), id_)) != id_:
                message = f'the {what} "{first}" has the name "{name}", too'
                hint = "give one of them another name: the matrix shows both alike"
                yield _Finding((section, id_, "name"), message, hint, severity=Severity.WARNING)

    def _blanks(self, section: str) -> Iterator[_Finding]:
        """Find names and terms in which there is nothing to be found in a text."""
        for id_, entry in _entries(self.data, section):
            path: Path = (section, id_)
            if isinstance(entry, dict) and _is_blank(entry.get("name", id_)):
                yield _Finding((*path, "name"), "the name is empty", "write what it is called")
            for key in _LISTS:
                yield from self._blanks_in((*path, key), _items(entry, key))
            for person, others in _entries(entry, "people"):
                if _is_blank(person):
                    yield _Finding((*path, "people", person), "the name is empty", "write who it is", on_key=True)
                yield from self._blanks_in(
                    (*path, "people", person), enumerate(others if isinstance(others, list) else ())
                )
            acts = entry.get("acts") if isinstance(entry, dict) else None
            for side in ("support", "oppose"):
                yield from self._blanks_in((*path, "acts", side), _items(acts, side))

    def _blanks_in(self, path: Path, items: Iterable[tuple[int, Value]]) -> Iterator[_Finding]:
        for number, item in items:
            if _is_blank(item):
                yield _Finding((*path, number), "this entry is empty", "write a word or more, or delete it")

    def _position(self, path: Path, position: Value) -> Iterator[_Finding]:
        yield from self._check("issue", str(path[-1]), path, on_key=True)
        if isinstance(position, dict):
            yield from self._check("stance", position.get("stance"), (*path, "stance"))
        sources, stances = self.known["source"] or (), self.known["stance"] or ()
        for number, quote in _items(position, "quotes"):
            if not isinstance(quote, dict):
                continue
            at = (*path, "quotes", number)
            # Looked at here, too: most are known, and there are many.
            source, stance, words = quote.get("source"), quote.get("stance"), quote.get("quote")
            if isinstance(source, str) and source not in sources:
                yield from self._check("source", source, (*at, "source"))
            if isinstance(stance, str) and stance not in stances:
                yield from self._check("stance", stance, (*at, "stance"))
            if isinstance(words, str) and not words.strip():
                yield _Finding((*at, "quote"), "the quote is empty", "copy the words from the source")
            speaker = quote.get("speaker")
            whose = self.people.get(speaker) if isinstance(speaker, str) else None
            if whose is not None and path[1] not in whose:
                yield from self._speaker(str(speaker), whose, (*at, "speaker"))

    def _speaker(self, speaker: str, whose: set[str], path: Path) -> Iterator[_Finding]:
        """Warn of somebody who is said to speak for a party, and is listed among the people of others."""
        party = str(path[1])
        if not self._together(party).isdisjoint(whose):
            return
        message = f'"{speaker}" is listed under {", ".join(sorted(whose))}, not under "{party}"'
        hint = "is it the right party? who only passes words on goes under via"
        yield _Finding(path, message, hint, severity=Severity.WARNING)

    def _together(self, party: str) -> set[str]:
        """Give the members of a bloc, and the blocs of a member: they may speak for each other."""
        return self.members.get(party, set()) | {bloc for bloc, members in self.members.items() if party in members}

    def _check(self, word: str, value: Value, path: Path, *, on_key: bool = False) -> Iterator[_Finding]:
        known = self.known[word]
        if isinstance(value, str) and known is not None and value not in known:
            hint = known_words(value, known, {"party": "parties"}.get(word, f"{word}s"))
            yield _Finding(path, f'unknown {word} "{value}"', hint, on_key=on_key)
