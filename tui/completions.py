"""What a shell offers for a word of a command: the ids of the topic, with their names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast, get_args

import typer  # noqa: TC002 - typer itself reads the annotations

from model.edit.operations import SECTIONS, look_up
from model.extract import ENGINES
from model.file.loader import load
from model.plain import one_line
from model.schema import DEFAULT_SCALE, Kind, Role
from tui.__main__ import FILE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from model.edit.operations import IdKind


def parties(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Offer the parties."""
    return _entries(ctx, "party", incomplete)


def issues(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Offer the issues."""
    return _entries(ctx, "issue", incomplete)


def sources(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Offer the sources."""
    return _entries(ctx, "source", incomplete)


def renamed(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Offer what `parley rename` can rename: the ids of the kind that was typed before."""
    kind = ctx.params.get("kind")
    return _entries(ctx, cast("IdKind", kind), incomplete) if kind in SECTIONS else []


def kinds(incomplete: str) -> list[str]:
    """Offer the kinds of ids."""
    return _begun(SECTIONS, incomplete)


def quote_kinds(incomplete: str) -> list[str]:
    """Offer the kinds of quotes."""
    return _begun(get_args(Kind), incomplete)


def roles(incomplete: str) -> list[str]:
    """Offer the roles of quotes."""
    return _begun(get_args(Role), incomplete)


def engines(incomplete: str) -> list[str]:
    """Offer what can read articles."""
    return _begun(ENGINES, incomplete)


def stances(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer the levels of the topic's scale."""
    scale = _section(ctx, "scale")
    return _begun(scale if isinstance(scale, dict) else DEFAULT_SCALE, incomplete)


def _entries(ctx: typer.Context, kind: IdKind, incomplete: str) -> list[tuple[str, str]]:
    entries = _section(ctx, SECTIONS[kind])
    entries = entries if isinstance(entries, dict) else {}
    told = {key: look_up(entry, ("title" if kind == "source" else "name",)) for key, entry in entries.items()}
    return [(key, one_line(str(told[key] or ""))) for key in _begun(entries, incomplete)]


def _begun(known: Iterable[str], incomplete: str) -> list[str]:
    return [one_line(key) for key in known if key.startswith(incomplete)]


def _section(ctx: typer.Context, section: str) -> object:
    """Give a section of the file even if something else in it is wrong; None if it cannot be read."""
    path = ctx.params.get("topic")
    return look_up(load(path if isinstance(path, Path) else Path(FILE)).document.data(), (section,))
