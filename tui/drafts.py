"""What is typed into a form, kept while it is typed: it outlives a crash and is offered again."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from model.plain import one_line, plain
from model.save.draft import drafts, forget_draft, keep_draft, read_draft
from model.save.refusal import SaveError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from model.save.draft import Draft
    from tui.fields import Field


class FormKey(NamedTuple):
    """Which form it is, so that it can be opened again: its kind, and what it is about."""

    kind: str
    about: tuple[str, ...]


class Restored(NamedTuple):
    """What a draft brings into a form: texts and remarks by field, and a sentence about the whole."""

    typed: Mapping[str, str] = {}
    notes: Mapping[str, str] = {}
    said: str = ""


@dataclass(slots=True)
class FormDraft:
    """The draft of one form of the topic at `path`; `is_new` when the form adds something that the file lacks.

    Of what is new all fields are kept, else those that were changed, with what the file said then.
    """

    path: Path
    key: FormKey
    title: str
    is_new: bool = False
    _lock: Lock = field(default_factory=Lock)
    _over: bool = False

    def restore(self, fields: tuple[Field, ...]) -> Restored:
        """Give what was typed earlier and is not in the file yet."""
        draft = read_draft(self.path, _key_text(self.key))
        kept = _texts(draft) if draft is not None else {}
        known = {each.key: each.value.strip() for each in fields}
        typed = {key: text for key, (_, text) in kept.items() if text != known.get(key, text)}
        if draft is None or not typed:
            return Restored()
        notes = {
            key: f"the file has been changed since: {one_line(known[key]) or 'nothing'}"
            for key in typed
            if not self.is_new and kept[key][0] != known[key]
        }
        return Restored(typed, notes, f"This is what you typed {when(draft.time)} and did not save.")

    def keep(self, values: Mapping[str, str], typed: Mapping[str, str], was: Mapping[str, str]) -> str:
        """Keep what the fields say, from any thread; give a sentence if that cannot be done, else an empty one."""
        kept = values if self.is_new and typed else typed
        texts = {key: {"was": was[key], "typed": text} for key, text in kept.items()}
        with self._lock:
            try:
                if self._over:
                    pass
                elif texts:
                    text = json.dumps({"title": self.title, "fields": texts})
                    keep_draft(self.path, _key_text(self.key), text)
                else:
                    forget_draft(self.path, _key_text(self.key))
            except SaveError as error:
                return str(error)
        return ""

    def forget(self) -> None:
        """Delete it, now and for good: what was typed is in the file, or is not wanted."""
        with self._lock:
            self._over = True
            forget_draft(self.path, _key_text(self.key))


class Unsaved(NamedTuple):
    """A form that was not saved: what it was, when, and what was typed, line by line."""

    key: FormKey
    title: str
    time: datetime
    lines: tuple[str, ...]


def unsaved(path: Path, before: datetime) -> list[Unsaved]:
    """Give the forms of a topic that were not saved by then, oldest first: those of later may be open still."""
    kept = (draft for draft in drafts(path) if draft.time < before)
    return [form for draft in kept if (form := _unsaved(draft)) is not None]


def throw_away(path: Path, form: Unsaved) -> None:
    """Delete the draft of a form."""
    forget_draft(path, _key_text(form.key))


def when(time: datetime) -> str:
    """Say a time as the user's clock had it."""
    return f"on {time.astimezone():%Y-%m-%d at %H:%M}"


def _key_text(key: FormKey) -> str:
    return json.dumps([key.kind, *key.about])


def _unsaved(draft: Draft) -> Unsaved | None:
    try:
        kind, *about = json.loads(draft.key)
        title = json.loads(draft.text)["title"]
    except (ValueError, LookupError, TypeError):
        return None  # of another version
    texts = _texts(draft)
    if not texts or not all(isinstance(each, str) for each in (kind, title, *about)):
        return None
    lines = tuple(f"{key}: {one_line(text)}" for key, (_, text) in texts.items())
    return Unsaved(FormKey(kind, tuple(about)), plain(title), draft.time, lines)


def _texts(draft: Draft) -> dict[str, tuple[str, str]]:
    """Give what the file said and what was typed, by field; nothing of what another version wrote."""
    try:
        fields = json.loads(draft.text)["fields"]
        texts = {key: (each["was"], each["typed"]) for key, each in fields.items()}
    except (ValueError, LookupError, TypeError, AttributeError):
        return {}
    return {key: each for key, each in texts.items() if all(isinstance(text, str) for text in each)}
