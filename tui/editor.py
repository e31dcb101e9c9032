"""Edits of the file from the app: one at a time, beside the screens, with a way back."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from model.edit.edit import edit
from model.edit.operations import Change, ClashError, EditError, RenameId, SetFields
from model.file.loader import Loaded, ReadError, parse, read_bytes
from model.save.refusal import SaveError
from model.save.save import save
from model.schema_file import refresh_quietly
from tui.session import whole_matrix

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable
    from pathlib import Path

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


@dataclass(frozen=True, slots=True, eq=False)  # two that say the same are two
class Done:
    """An edit that is in the file: what it was, in words, what takes it back, and the decisions behind it."""

    what: str
    back: Ruling
    decisions: tuple[Decision, ...]


class Editor:
    """Makes edits and remembers how to take them back; it outlives every screen."""

    def __init__(
        self, session: Session, tell_screens: Callable[[], None], catch_up: Callable[[], Awaitable[None]]
    ) -> None:
        self.session = session
        self._tell_screens = tell_screens  # at once, for what they show may be gone
        self._catch_up = catch_up
        self._undo: list[Done] = []
        self._redo: list[Done] = []
        self._passed: set[Done] = set()  # steps in the way of which something stands, as the user was told
        self._turn = asyncio.Lock()
        self.deciding = asyncio.Lock()  # decisions are taken in the order of their keys
        self.in_place = False  # write into the file itself where nothing can take its place; the user has agreed
        self.saved: Saved | None = None  # the last save, for a look at whether somebody wrote late
        self.late: list[Path] = []  # what saves have kept aside of somebody who wrote late, not offered yet

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
            await self._note_renames(ruling.operations)
            await self._record(ruling.decisions)
            if not ruling.operations:
                self._keep(done)

    def _keep(self, done: Done) -> None:
        self._undo.append(done)
        self._redo.clear()
        self._passed.clear()

    def _against(self, decisions: tuple[Decision, ...]) -> tuple[Decision, ...]:
        """Give the decisions that take some back that are about to be taken."""
        return tuple(_taken_back(each, self.session.offers.latest.get(each.identity)) for each in decisions)

    @property
    def can_undo(self) -> bool:
        """Tell whether there is an edit to be taken back."""
        return bool(self._undo)

    async def undo(self) -> str | None:
        """Take the last edit back; give what it was, None if there is none.

        One that somebody else has changed meanwhile is an EditError that names it, and is passed over the next time.
        """
        return await self._last(self._undo, self._take_back, "u")

    async def redo(self) -> str | None:
        """Make the last edit taken back again; give what it was, None if there is none. EditError as in `undo`."""
        return await self._last(self._redo, self._make_again, "ctrl+r")

    async def _last(self, steps: list[Done], go: Callable[[Done], Awaitable[None]], key: str) -> str | None:
        async with self._turn:
            for number, done in reversed(list(enumerate(steps))):
                try:
                    await go(done)
                except EditError as error:
                    if done in self._passed:
                        continue
                    self._passed.add(done)
                    on = f" ({key} again goes on to the one before)" if number else ""
                    raise EditError(f"{done.what}: {error}{on}") from error
                return done.what
            return None

    async def _take_back(self, done: Done) -> None:
        """Take an edit back; a decision before its quote goes: a crash between the two leaves the quote."""
        back = done.back
        if back.decisions and back.operations:  # what cannot be taken back leaves no line in their file
            await asyncio.to_thread(self._try, back.operations)
        await self._record(back.decisions)
        try:
            again = await self._make(back.operations)
        except EDIT_ERRORS:
            await self._record(done.decisions)
            raise
        self._undo.remove(done)
        self._redo.append(replace(done, back=Ruling(back.decisions, again)))

    async def _make_again(self, done: Done) -> None:
        again = await self._make(done.back.operations)
        self._redo.remove(done)
        self._undo.append(replace(done, back=Ruling(done.back.decisions, again)))
        await self._record(done.decisions)

    async def _make(self, operations: tuple[Operation, ...]) -> tuple[Operation, ...]:
        """Make edits in one save; give what takes them back."""
        if not operations:
            return ()
        before = self.session.current
        loaded, matrix, back = await asyncio.to_thread(self._save, operations)
        is_overtaken = self.session.current is not before
        if self.saved is not None and self.saved.late is not None:
            self.late.append(self.saved.late)
        self.session.adopt(loaded, matrix)
        self._tell_screens()
        if is_overtaken:  # what was read meanwhile may be younger than the save, and the watch has done with it
            await self._catch_up()
        return back

    def _save(self, operations: tuple[Operation, ...]) -> tuple[Loaded, Matrix | None, tuple[Operation, ...]]:
        current = self.session.current
        made = current
        back: tuple[Operation, ...] = ()

        def change(raw: bytes) -> bytes:
            nonlocal made, back
            raw, made, back = self._edited(raw, operations)
            return raw

        self.saved = save(current.path, change, current.digest, in_place=self.in_place)
        refresh_quietly(made)
        return made, whole_matrix(made), back

    def _edited(self, raw: bytes, operations: tuple[Operation, ...]) -> tuple[bytes, Loaded, tuple[Operation, ...]]:
        """Make edits in the bytes of the file: give the new ones, what they say, and the edits that lead back."""
        current = self.session.current
        made = parse(raw, current.path, current)
        back: list[Operation] = []
        for operation in operations:
            edited = edit(raw, made, operation)
            raw, made = edited.raw, edited.loaded
            back.insert(0, edited.inverse)
        return raw, made, tuple(back)

    def _try(self, operations: tuple[Operation, ...]) -> None:
        """See whether edits can be made: EditError if not. What is wrong with the file itself, saving says."""
        with suppress(ReadError):
            self._edited(read_bytes(self.session.path), operations)

    async def _note_renames(self, operations: tuple[Operation, ...]) -> None:
        """Let decisions be read under the ids of today. One that is taken back needs no line: its old id is there."""
        renames = [operation for operation in operations if isinstance(operation, RenameId)]
        if renames:
            await asyncio.to_thread(_append_renames, self.session, renames)

    async def _record(self, decisions: tuple[Decision, ...]) -> None:
        """Write decisions into their file, as taken now."""
        if decisions:
            taken = await asyncio.to_thread(_append, self.session, decisions)
            self.session.offers.note_decisions(taken, self.session.topic)
            self._tell_screens()


def _append(session: Session, decisions: tuple[Decision, ...]) -> Latest:
    from model.review.decision_file import append  # noqa: PLC0415 - most edits decide nothing
    from model.review.decisions import latest, stamped  # noqa: PLC0415 - most edits decide nothing

    taken = stamped(decisions, session.offers.latest)
    append(session.offers.decisions, taken)
    return latest(taken)


def _append_renames(session: Session, renames: Iterable[RenameId]) -> None:
    from model.review.coder import coder_of  # noqa: PLC0415 - as above
    from model.review.decision_file import note_rename  # noqa: PLC0415 - as above

    for each in renames:
        note_rename(session.offers.decisions, each.kind, each.old, each.new, coder_of(session.path.parent))


def _taken_back(decision: Decision, before: Decision | None) -> Decision:
    from model.review.decisions import taken_back  # noqa: PLC0415 - as above

    return taken_back(decision, before)


def mine_over_theirs(operation: SetFields, clash: ClashError) -> SetFields:
    """Give the same edit for a file in which somebody else changed the same field: mine replaces theirs."""
    changes = (
        Change(change.field, change.value, clash.theirs) if change.field == clash.field else change
        for change in operation.changes
    )
    return SetFields(operation.entry, tuple(changes))


def theirs_kept(operation: SetFields, clash: ClashError) -> SetFields:
    """Give the same edit without the field that somebody else changed."""
    return SetFields(operation.entry, tuple(each for each in operation.changes if each.field != clash.field))


def shown_bytes(loaded: Loaded) -> bytes:
    """Give the text that is shown as bytes, for a look at what an edit would do."""
    return loaded.document.text.encode()
