"""Values of a file -> Topic, judged by pydantic; this room is entered when something is to be judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from model.file.complaints import complain, no_topic
from model.file.references import reference_problems
from model.schema import Topic

if TYPE_CHECKING:
    from model.file.document import Document, Value
    from model.problem import Problem

_JUDGE = TypeAdapter(Topic)

Earlier = tuple[Topic, "Value"]  # a topic, and the values that it was made of


def judge(document: Document, earlier: Earlier | None = None) -> tuple[Topic | None, list[Problem]]:
    """Make a topic of what a document says, and tell all that is wrong with it; faster where `earlier` said it, too."""
    data = document.data()
    if not isinstance(data, dict):
        return None, [no_topic(document)]
    problems = reference_problems(document)
    try:
        return _known(data, earlier) or judged(data), problems
    except ValidationError as error:
        return None, complain(error, document) + problems


def judged(data: object) -> Topic:
    """Make a topic of values as a file has them; pydantic's ValidationError tells all that is wrong with them."""
    return _JUDGE.validate_python(data)


def form() -> dict[str, Any]:
    """Give the JSON Schema of a topic's file, as far as the words of the schema tell it."""
    return _JUDGE.json_schema()


def _known(data: dict[str, Value], earlier: Earlier | None) -> Topic | None:
    """Make a topic with the positions of an earlier one where the data are the same; None where that cannot be.

    A position is judged by what it says alone, so one that says the same needs no second judgement.
    """
    topic, values = earlier or (None, None)
    positions, before = data.get("positions"), values.get("positions") if isinstance(values, dict) else None
    if topic is None or not isinstance(positions, dict) or not isinstance(before, dict):
        return None
    known: dict[str, object] = {}
    for party, row in positions.items():
        old = before.get(party)
        if isinstance(row, dict) and isinstance(old, dict):
            entries = topic.positions[party]
            known[party] = {
                issue: entries[issue] if issue in old and old[issue] == position else position
                for issue, position in row.items()
            }
        else:
            known[party] = row
    try:
        return judged({**data, "positions": known})
    except ValidationError:  # said anew, with the places of all faults
        return None
