"""Edits of the file from the app: one at a time, beside the screens, with a way back."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from model.edit import Edited, edit
from model.loader import Loaded, parse
from model.operations import Change, ClashError, EditError, SetFields
from model.refusal import SaveError
from model.save import save
from model.schema_file import refresh_quietly
from tui.session import whole_matrix

if TYPE_CHECKING:
    from model.edit import Operation
    from model.matrix import Matrix
    from model.save import Saved
    from tui.session import Session

EDIT_ERRORS = (EditError, SaveError)


@dataclass(frozen=True, slots=True)
class Done:
    """An edit that is in the file: what it was, in words, and the operation that takes it back."""

    what: str
    back: Operation


class Editor:
    """Makes edits and remembers how to take them back; it outlives every screen."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._undo: list[Done] = []
        self._redo: list[Done] = []
        self._turn = asyncio.Lock()
        self.in_place = False  # write into the file itself where nothing can take its place; the user has agreed
        self.saved: Saved | None = None  # the last save, for a look at whether somebody wrote late

    async def do(self, operation: Operation, what: str) -> None:
        """Make an edit in a thread; ClashError, EditError and SaveError leave the file as it is.

        ReplaceRefusedError, a SaveError, until the user has agreed to `in_place`.
        """
        back = await self._make(operation)
        self._undo.append(Done(what, back))
        self._redo.clear()

    async def undo(self) -> str | None:
        """Take the last edit back; give what it was, None if there is none."""
        return await self._return(self._undo, self._redo)

    async def redo(self) -> str | None:
        """Make the last edit taken back again; give what it was, None if there is none."""
        return await self._return(self._redo, self._undo)

    async def _return(self, one: list[Done], other: list[Done]) -> str | None:
        if not one:
            return None
        done = one[-1]
        back = await self._make(done.back)
        one.pop()
        other.append(Done(done.what, back))
        return done.what

    async def _make(self, operation: Operation) -> Operation:
        async with self._turn:
            edited, matrix = await asyncio.to_thread(self._save, operation)
            self.session.adopt(edited.loaded, matrix)
            return edited.inverse

    def _save(self, operation: Operation) -> tuple[Edited, Matrix | None]:
        current, made = self.session.current, list[Edited]()

        def change(raw: bytes) -> bytes:
            loaded = parse(raw, current.path)
            made.append(edit(raw, loaded if loaded.digest != current.digest else current, operation))
            return made[-1].raw

        self.saved = save(current.path, change, current.digest, in_place=self.in_place)
        refresh_quietly(made[-1].loaded)
        return made[-1], whole_matrix(made[-1].loaded)


def mine_over_theirs(operation: Operation, clash: ClashError) -> Operation | None:
    """Give the same edit for a file in which somebody else changed the same fields: mine replace theirs.

    None where that cannot be said, because the entry itself is gone or taken.
    """
    if not isinstance(operation, SetFields) or not clash.mine:
        return None
    changes = tuple(
        Change(change.field, change.value, clash.theirs) if change.value == clash.mine else change
        for change in operation.changes
    )
    return SetFields(operation.entry, changes) if changes != operation.changes else None


def shown_bytes(loaded: Loaded) -> bytes:
    """Give the text that is shown as bytes, for a look at what an edit would do."""
    return loaded.document.text.encode()
