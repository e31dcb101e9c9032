"""Ids that a form was opened with, as the file has them when the form is saved: somebody may rename them meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.edit.operations import SECTIONS
from model.renamed import id_now

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.fields import Values
    from tui.session import Session


def values_now(session: Session) -> Callable[[Values], dict[str, str]]:
    """Give what brings the ids among a form's values, which is opened now, to what the file says then."""
    before = session.topic

    def now(values: Values) -> dict[str, str]:
        found = dict(values)
        for kind in SECTIONS:
            if kind in found:
                found[kind] = id_now(kind, found[kind], before, session.topic)
        return found

    return now


def cell_now(session: Session, party: str, issue: str) -> Callable[[], tuple[str, str]]:
    """Give what says where a cell is that is there now."""
    now = values_now(session)

    def cell() -> tuple[str, str]:
        ids = now({"party": party, "issue": issue})
        return ids["party"], ids["issue"]

    return cell
