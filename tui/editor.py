"""Edits of the file from the app: one at a time, beside the screens, with a way back."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from model.edit.edit import edit
from model.edit.operations import Change, ClashError, EditError, SetFields
from model.file.loader import Loaded, parse
from model.save.refusal import SaveError
from model.save.save import save
from model.schema_file import refresh_quietly
from tui.session import whole_matrix

if TYPE_CHECKING:
    from model.edit.edit import Operation
    from model.matrix import Matrix
    from model.review.decisions import Decision, Latest
    from model.save.save import Saved
    from tui.session import Session

EDIT_ERRORS = (EditError, SaveError)


@dataclass(frozen=True, slots=True)
class Ruling:
    """Decisions on candidates, and the edits that they lead to: all of them in one save, or none."""

    decisions: tuple[Decision, ...]
    operations: tuple[Operation, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """An edit that is in the file: what it was, in words, what takes it back, and the decisions behind it."""

    what: str
    back: Ruling
    decisions: tuple[Decision, ...]


class Editor:
    """Makes edits and remembers how to take them back; it outlives every screen."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._undo: list[Done] = []
        self._redo: list[Done] = []
        self._turn = asyncio.Lock()
        self.in_place = False  # write into the file itself where nothing can take its place; the user has agreed
        self.saved: Saved | None = None  # the last save, for a look at whether somebody wrote late

    async def do(self, edit: Operation | Ruling, what: str) -> None:
        """Make an edit in a thread; ClashError, EditError and SaveError leave the file as it is.

        Decisions are written when the edits that follow from them are in the file: a crash between the two leaves
        quotes that are recognised. SaveError says when only that failed. ReplaceRefusedError, another one, comes
        until the user has agreed to `in_place`.
        """
        ruling = edit if isinstance(edit, Ruling) else Ruling((), (edit,))
        async with self._turn:
            done = Done(
                what, Ruling(self._against(ruling.decisions), await self._make(ruling.operations)), ruling.decisions
            )
            if ruling.operations:
                self._keep(done)
            await self._record(ruling.decisions)
            if not ruling.operations:
                self._keep(done)

    def _keep(self, done: Done) -> None:
        self._undo.append(done)
        self._redo.clear()

    def _against(self, decisions: tuple[Decision, ...]) -> tuple[Decision, ...]:
        """Give the decisions that take some back that are about to be taken."""
        return tuple(_taken_back(each, self.session.latest.get(each.identity)) for each in decisions)

    async def undo(self) -> str | None:
        """Take the last edit back; give what it was, None if there is none.

        A decision is taken back before its quote goes: a crash between the two leaves the quote, and loses nothing.
        """
        async with self._turn:
            if not self._undo:
                return None
            done = self._undo[-1]
            await self._record(done.back.decisions)
            try:
                back = await self._make(done.back.operations)
            except EDIT_ERRORS:
                await self._record(done.decisions)
                raise
            self._undo.pop()
            self._redo.append(Done(done.what, Ruling(done.back.decisions, back), done.decisions))
            return done.what

    async def redo(self) -> str | None:
        """Make the last edit taken back again; give what it was, None if there is none."""
        async with self._turn:
            if not self._redo:
                return None
            done = self._redo[-1]
            back = await self._make(done.back.operations)
            self._redo.pop()
            self._undo.append(Done(done.what, Ruling(done.back.decisions, back), done.decisions))
            await self._record(done.decisions)
            return done.what

    async def _make(self, operations: tuple[Operation, ...]) -> tuple[Operation, ...]:
        """Make edits in one save; give what takes them back."""
        if not operations:
            return ()
        loaded, matrix, back = await asyncio.to_thread(self._save, operations)
        self.session.adopt(loaded, matrix)
        return back

    def _save(self, operations: tuple[Operation, ...]) -> tuple[Loaded, Matrix | None, tuple[Operation, ...]]:
        current = self.session.current
        made = current
        back: list[Operation] = []

        def change(raw: bytes) -> bytes:
            nonlocal made
            loaded = parse(raw, current.path)
            made = loaded if loaded.digest != current.digest else current
            back.clear()
            for operation in operations:
                edited = edit(raw, made, operation)
                raw, made = edited.raw, edited.loaded
                back.insert(0, edited.inverse)
            return raw

        self.saved = save(current.path, change, current.digest, in_place=self.in_place)
        refresh_quietly(made)
        return made, whole_matrix(made), tuple(back)

    async def _record(self, decisions: tuple[Decision, ...]) -> None:
        """Write decisions into their file, as taken now."""
        if decisions:
            self.session.note_decisions(await asyncio.to_thread(_append, self.session, decisions))


def _append(session: Session, decisions: tuple[Decision, ...]) -> Latest:
    from model.review.decisions import append, latest, stamped  # noqa: PLC0415 - most edits decide nothing

    taken = stamped(decisions, session.latest)
    append(session.decisions, taken)
    return latest(taken)


def _taken_back(decision: Decision, before: Decision | None) -> Decision:
    from model.review.decisions import taken_back  # noqa: PLC0415 - as above

    return taken_back(decision, before)


def mine_over_theirs(operation: Operation | Ruling, clash: ClashError) -> Operation | None:
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
