"""The text of a form that is not saved yet, kept where it survives a crash: in the user's own folder."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from model.digest import text_digest
from model.save.beside import write_beside
from model.save.refusal import in_sentences

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Draft:
    """A form's text: `key` says which form of which topic, in words of the one who keeps it."""

    key: str
    text: str
    time: datetime


def keep_draft(path: Path, key: str, text: str) -> None:
    """Keep the text of a form of the topic at `path`, for its owner's eyes only; SaveError when it cannot be."""
    from model.save.exchange import replace  # noqa: PLC0415 - brings ctypes, and most starts keep no draft

    draft = _place(path, key)
    with in_sentences(draft, "the draft of this form"):
        draft.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        raw = json.dumps({"file": str(path), "key": key, "text": text}).encode()
        replace(write_beside(draft, raw, "draft"), draft)


def read_draft(path: Path, key: str) -> Draft | None:
    """Read what was kept last; None when there is nothing."""
    return _read(_place(path, key))


def drafts(path: Path) -> list[Draft]:
    """Read all that is kept for a topic, oldest first."""
    kept = (_read(place) for place in _folder(path).glob("*.json"))
    return sorted((draft for draft in kept if draft), key=lambda draft: draft.time)


def forget_draft(path: Path, key: str) -> None:
    """Delete a draft once its text is saved or thrown away, with what a crash left of earlier ones."""
    place = _place(path, key)
    with suppress(OSError):
        place.unlink(missing_ok=True)
        for unfinished in place.parent.glob(f".{place.name}.*.tmp"):
            unfinished.unlink(missing_ok=True)
        place.parent.rmdir()  # unless another draft lies there


def _folder(path: Path) -> Path:
    from platformdirs import user_state_path  # noqa: PLC0415 - takes 20 ms, and most starts need no draft

    return user_state_path("parley", appauthor=False) / "drafts" / _name(str(path.resolve()))


def _place(path: Path, key: str) -> Path:
    return _folder(path) / f"{_name(key)}.json"


def _name(text: str) -> str:
    return text_digest(text)[:16]


def _read(place: Path) -> Draft | None:
    try:
        raw = place.read_bytes()
        time = datetime.fromtimestamp(place.stat().st_mtime, UTC)
        kept = json.loads(raw)
        key, text = kept["key"], kept["text"]
    except (OSError, ValueError, LookupError, TypeError):  # none, or not ours
        return None
    return Draft(key, text, time) if isinstance(key, str) and isinstance(text, str) else None
