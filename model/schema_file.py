"""`positions.schema.json` beside a topic's file: there for editors, and written again when the topic's ids change."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from typing import TYPE_CHECKING

from model.file.loader import read_bytes
from model.json_schema import MARK, json_schema
from model.save.beside import drop, holds, write_beside
from model.save.exchange import replace
from model.save.refusal import SaveError, in_sentences, not_saved

if TYPE_CHECKING:
    from pathlib import Path

    from model.file.loader import Loaded

_HEADER = re.compile(r"(?:\s*#.*\n)*?\s*#\s*yaml-language-server:\s*\$schema=(?:\./)?(.+?)\s*(?:\n|\Z)")


def schema_path(path: Path) -> Path:
    """Name the schema of a topic's file."""
    return path.with_suffix(".schema.json")


def header_of(path: Path) -> str:
    """Give the comment that makes editors use the schema, once it stands above the first key."""
    return f"# yaml-language-server: $schema=./{schema_path(path).name}"


def asks_for_schema(loaded: Loaded) -> bool:
    """Tell whether the comments above the first key name the schema beside the file."""
    found = _HEADER.match(loaded.document.text)
    return found is not None and found[1] == schema_path(loaded.path).name


def schema_text(loaded: Loaded) -> str:
    """Give the schema as JSON."""
    return json.dumps(json_schema(loaded.document.data()), ensure_ascii=False, indent=2) + "\n"


def write_schema(loaded: Loaded) -> bool:
    """Write the schema beside the file; False if it was so already. SaveError, also for one that Parley did not write.

    It gets the owner and mode of the topic's file, in one step: an editor that reads it meanwhile sees all or nothing.
    """
    path, raw = schema_path(loaded.path), schema_text(loaded).encode()
    with in_sentences(path):
        if holds(path, raw):
            return False
        if path.exists() and f'"{MARK}"'.encode() not in read_bytes(path):
            raise SaveError(not_saved(path, "the one that is there was not written by Parley; move it away first"))
        temporary = write_beside(path, raw, "new", like=loaded.path)
        try:
            replace(temporary, path)
        finally:
            drop(temporary, raw)
    return True


def refresh_schema(loaded: Loaded) -> bool:
    """Write the schema of a file whose header asks for it; SaveError."""
    return asks_for_schema(loaded) and write_schema(loaded)


def refresh_quietly(loaded: Loaded) -> None:
    """Refresh the schema if that can be: completion in other editors can wait."""
    with suppress(SaveError):
        refresh_schema(loaded)
