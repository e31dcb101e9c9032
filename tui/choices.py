"""The values that the fields of a form may have: those of the file as it is by then."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, get_args

from model.schema import Kind, Role, Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from model.schema import Topic
    from tui.fields import Field
    from tui.session import Session


def choices_in(topic: Topic) -> dict[str, tuple[str, ...]]:
    """Give the values that fields may have, by the field."""
    return {
        "party": tuple(topic.parties),
        "issue": tuple(topic.issues),
        "source": tuple(topic.sources),
        "stance": tuple(topic.scale),
        "kind": get_args(Kind),
        "role": get_args(Role),
        "status": get_args(Status),
    }


def speakers_in(topic: Topic) -> Mapping[str, tuple[str, ...]]:
    """Give who may speak, by the party."""
    return {key: tuple(party.people) for key, party in topic.parties.items()}


def fields_now(session: Session, fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """Give the fields of a form with the choices that there are now."""
    known, speakers = choices_in(session.topic), speakers_in(session.topic)
    return tuple(
        replace(
            field,
            choices=known.get(field.key, field.choices),
            choices_by=speakers if field.follows == "party" else field.choices_by,
        )
        for field in fields
    )
