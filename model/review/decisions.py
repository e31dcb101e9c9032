"""What people decided of candidates: `decisions.jsonl`, one JSON object a line, only ever appended to.

The file may be merged line by line (git's union): the order of lines and lines that stand twice say nothing, the
latest time does. A line that cannot be read, torn by a crash say, is a problem and is left as it is. A line may also
say that a party, an issue or a source got another id: decisions are read under the ids of today.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from model.edit.operations import SECTIONS
from model.file.loader import ReadError, read_bytes
from model.plain import one_line, plain
from model.problem import MAX_PROBLEMS, Line, Problem, Severity
from model.quotes.folding import fold
from model.review.renames import Rename, Renames
from model.save.beside import write_all
from model.save.exchange import sync_folder
from model.save.refusal import in_sentences

if TYPE_CHECKING:
    from pathlib import Path

    from model.edit.operations import IdKind
    from model.extract.candidate import Candidate
    from model.schema import Topic

NAME = "decisions.jsonl"

Action = Literal["accept", "reject", "edit", "delete", "undo"]
Pair = tuple[str, str]  # party, issue

_TICK = timedelta(microseconds=1)  # the least by which a later decision is later
_LAST_YEAR = 9000  # so that there is a later time to every decision
_SHOWN = 80  # code points of a line that cannot be read
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


class Identity(NamedTuple):
    """What makes a candidate the same one after articles, offsets and extractor have changed: what it claims.

    `words` is the quote with its typography made even. The source does not belong to it: a text that two outlets
    print is one claim.
    """

    party: str
    issue: str
    stance: str
    words: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision on a candidate: what was proposed, and in `instead` the fields that a person gave another value."""

    time: datetime
    coder: str
    decision: Action
    source: str
    party: str
    issue: str
    stance: str
    quote: str
    confidence: str = ""
    rules: tuple[str, ...] = ()
    instead: Mapping[str, str] = field(default_factory=dict)

    @property
    def identity(self) -> Identity:
        """Tell which candidate was decided."""
        return identity(self.party, self.issue, self.stance, self.quote)

    @property
    def is_acceptance(self) -> bool:
        """Tell whether a quote of the file came of it."""
        return self.decision in ("accept", "edit")

    @property
    def fields(self) -> Mapping[str, str]:
        """Give party, issue, stance, source and words as they were accepted."""
        what = ("party", "issue", "stance", "source", "quote")
        return {key: self.instead.get(key) or getattr(self, key) for key in what}

    @property
    def cell(self) -> Pair:
        """Give party and issue as they were accepted."""
        return self.fields["party"], self.fields["issue"]

    @property
    def is_as_proposed(self) -> bool:
        """Tell whether it was accepted as who was proposed to say what about what."""
        return self.is_acceptance and not self.instead.keys() & {"party", "issue", "stance"}


Latest = Mapping[Identity, Decision]  # the decision in force for each candidate; an `undo` leaves it open again


class Decisions(NamedTuple):
    """What the file says: the latest decision on each candidate, and the lines that cannot be read."""

    latest: Latest
    problems: tuple[Problem, ...]


def identity(party: str, issue: str, stance: str, quote: str) -> Identity:
    """Give the identity of what is claimed with a quote."""
    return Identity(party, issue, stance, words_of(quote))


def words_of(quote: str) -> str:
    """Give the words of a quote, whatever its typography and the white space around it."""
    return fold(plain(quote.strip())).text


def decide(decision: Action, candidate: Candidate, source: str, coder: str) -> Decision:
    """Make the decision on a candidate of a source, taken now."""
    one = candidate
    what = (source, one.party, one.issue, one.stance, one.quote)
    return Decision(datetime.now(UTC), coder, decision, *what, one.confidence, one.rules)


def taken_back(decision: Decision, before: Decision | None) -> Decision:
    """Make the decision that takes another one back: what was decided before holds again, else the candidate is open.

    An acceptance holds again only where its quote comes back, too: when a deletion is taken back.
    """
    if before is None or before.decision == "undo" or (before.is_acceptance and decision.decision != "delete"):
        return replace(decision, decision="undo", instead={})
    return replace(before, coder=decision.coder)


def latest(decisions: Iterable[Decision]) -> dict[Identity, Decision]:
    """Give the latest decision on each candidate, whatever the order in which they are told, and how often."""
    found: dict[Identity, Decision] = {}
    for decision in decisions:
        before = found.setdefault(decision.identity, decision)
        if _rank(decision) > _rank(before):
            found[decision.identity] = decision
    return found


def _rank(decision: Decision) -> tuple[datetime, str]:
    return decision.time, _line(decision)  # of two in the same microsecond, always the same one


def is_open(candidate: Identity, known: Latest) -> bool:
    """Tell whether a candidate still has to be decided."""
    found = known.get(candidate)
    return found is None or found.decision == "undo"


def stamped(decisions: Iterable[Decision], known: Latest) -> tuple[Decision, ...]:
    """Give decisions the time of now; later, in any case, than what is known: clocks differ, and are set back."""
    now = datetime.now(UTC)

    def time(decision: Decision) -> datetime:
        before = known.get(decision.identity)
        return max(now, before.time + _TICK) if before is not None else now

    return tuple(replace(decision, time=time(decision)) for decision in decisions)


def shares(known: Latest) -> dict[str, tuple[int, int]]:
    """Count, for each confidence, the candidates whose party, issue and stance were accepted, and all decided."""
    found: dict[str, tuple[int, int]] = {}
    for decision in known.values():
        if decision.decision != "undo":
            taken, decided = found.get(decision.confidence, (0, 0))
            found[decision.confidence] = taken + decision.is_as_proposed, decided + 1
    return found


# The file


def append(path: Path, decisions: Iterable[Decision | Rename]) -> None:
    """Add decisions to the file, onto the disk, in one piece; SaveError if they are not in it."""
    lines = "".join(f"{_line(decision)}\n" for decision in decisions).encode(errors="surrogatepass")
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with in_sentences(path):
        is_new = not path.exists()
        descriptor = os.open(path, flags, 0o666)
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise OSError("it is not a regular file")
            if status.st_size and _last_byte(descriptor, status.st_size) != b"\n":
                lines = b"\n" + lines  # what was torn stays a line of its own
            write_all(descriptor, lines)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if is_new:
            sync_folder(path.parent)


def _last_byte(descriptor: int, size: int) -> bytes:
    os.lseek(descriptor, size - 1, os.SEEK_SET)
    return os.read(descriptor, 1)


def note_rename(path: Path, kind: IdKind, old: str, new: str, coder: str) -> None:
    """Add that an id became another one, where anything was decided at all; SaveError if that is not in the file.

    It is later than what was decided under the old id, and than the renames before it: clocks are set back.
    """
    if not os.path.lexists(path):
        return
    decisions, renames, _ = _read(path)
    earlier = [each.time for each in renames if each.kind == kind]
    earlier += [each.time for each in decisions if old in (getattr(each, kind), each.instead.get(kind))]
    time = max([datetime.now(UTC), *(each + _TICK for each in earlier)])
    append(path, [Rename(time, coder, "rename", kind, old, new)])


def _line(decision: Decision | Rename) -> str:
    fields = asdict(decision) | {"time": decision.time.astimezone(UTC).isoformat().replace("+00:00", "Z")}
    return json.dumps({key: value for key, value in fields.items() if value or key == "coder"}, ensure_ascii=False)


def read_decisions(path: Path, topic: Topic | None = None) -> Decisions:
    """Read the file; what is wrong with it is a problem and never an exception. No file is no decisions.

    Decisions are under the ids of today, as the file's own lines of renames and the topic tell.
    """
    found, noted, problems = _read(path)
    renames = Renames(noted, topic)
    return Decisions(latest(map(renames.carry, found)), tuple(problems))


def _read(path: Path) -> tuple[list[Decision], list[Rename], list[Problem]]:
    """Read all lines of the file, as they are."""
    try:
        raw = read_bytes(path)
    except ReadError as error:
        return [], [], [error.problem] if os.path.lexists(path) else []
    found: list[Decision] = []
    renames: list[Rename] = []
    problems: list[Problem] = []
    for number, line in enumerate(raw.decode(errors="surrogateescape").split("\n"), 1):
        if not line.strip():
            continue
        try:
            entry = _entry(line)
            if isinstance(entry, Rename):
                renames.append(entry)
            else:
                found.append(entry)
        except (ValueError, TypeError, KeyError, RecursionError, OverflowError) as error:
            if len(problems) < MAX_PROBLEMS:
                problems.append(_problem(path, number, line, error))
    return found, renames, problems


def _problem(path: Path, number: int, line: str, error: Exception) -> Problem:
    shown = Line(number, one_line(line[:_SHOWN]))
    if line.startswith(_CONFLICT):
        message, hint = "this is a mark of a merge conflict", f"delete the line; `{NAME} merge=union` in .gitattributes"
    else:
        message, hint = "this line is no decision, and counts for nothing", "a crash or an editor may have torn it"
        if isinstance(error, _WrongError):
            hint = str(error)
    return Problem(one_line(str(path)), number, 1, message, hint, Severity.WARNING, 1, (shown,))


class _WrongError(ValueError):
    """A line that is JSON and no decision; the message is a hint."""


def _entry(line: str) -> Decision | Rename:
    """Read a line; keys that are not known are of a later version, and left alone."""
    data = json.loads(line)
    if not isinstance(data, dict):
        raise _WrongError("a decision is an object: {...}")
    return _rename(data) if data.get("decision") == "rename" else _decision(data)


def _rename(data: dict[str, object]) -> Rename:
    kind = next((kind for kind in SECTIONS if kind == data.get("kind")), None)
    coder, old, new = (data.get(key, "") for key in ("coder", "old", "new"))
    if kind is None or not (isinstance(coder, str) and isinstance(old, str) and isinstance(new, str) and old and new):
        raise _WrongError(f'a "rename" has a "kind" ({", ".join(SECTIONS)}), an "old" and a "new" id')
    return Rename(_time(data.get("time")), plain(coder), "rename", kind, plain(old), plain(new))


def _decision(data: dict[str, Any]) -> Decision:
    if data.get("decision") not in get_args(Action):
        raise _WrongError(f'"decision" is one of: {", ".join(get_args(Action))}')
    texts = {}
    for key in ("coder", "source", "party", "issue", "stance", "quote", "confidence"):
        value = data.get(key, "")
        if not isinstance(value, str) or not (value or key in ("coder", "confidence")):
            raise _WrongError(f'"{key}" is missing')
        texts[key] = plain(value)
    rules, instead = data.get("rules", []), data.get("instead", {})
    if not isinstance(rules, list) or not isinstance(instead, dict):
        raise _WrongError('"rules" is a list, "instead" an object')
    return Decision(
        time=_time(data.get("time")),
        decision=data["decision"],
        **texts,
        rules=tuple(plain(rule) for rule in rules),
        instead={plain(key): plain(value) for key, value in instead.items()},
    )


def _time(text: object) -> datetime:
    try:
        time = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        time = None
    if time is None or time.tzinfo is None or time.year > _LAST_YEAR:
        raise _WrongError('"time" is a moment in UTC: 2025-05-19T12:30:00Z')
    return time.astimezone(UTC)
