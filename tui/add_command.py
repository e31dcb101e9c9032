"""`parley add`: takes texts into a topic."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from model.edit.operations import EditError, add_entry
from model.edit.outcome import check_id
from model.intake.article import article_at, article_in
from model.intake.heading import heading_of
from model.intake.intake import give_back, outlets_of, put_in, source_at, source_id, source_with, take_in, text_name
from model.plain import one_line
from model.problem import shorten
from model.quotes.sources import SourceError, decode_source, source_bytes, source_error
from model.save.refusal import SaveError
from tui.topic_file import THE_FILE, TopicFile, change, date, read_topic, refuse, say_done, warn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from model.edit.operations import Step
    from model.file.loader import Loaded
    from model.intake.article import Article
    from model.schema import Topic

_ASKED = {"title": "Title", "outlet": "Outlet", "published": "Date"}
_FOUND = ("title", "outlet", "published", "url")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Text:
    """A text to add: its bytes and first line, where it comes from, its file if it is one.

    `fields` is what is known of it, `guessed` what its first lines seem to say.
    """

    data: bytes
    first: str
    origin: str
    file: Path | None
    fields: Mapping[str, str]
    guessed: Mapping[str, str] = field(default_factory=dict)


def add(  # noqa: PLR0913 - each option is a field
    files: Annotated[
        list[str], typer.Argument(help="Texts, HTML or PDF files, or web addresses.", metavar="FILE|URL...")
    ],
    *,
    id_: Annotated[
        str | None,
        typer.Option("--id", help="The source's id; by default made of outlet and date, else of the file's name."),
    ] = None,
    title: Annotated[str | None, typer.Option(help="The headline.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    published: Annotated[str | None, typer.Option(help="When it was published.", callback=date)] = None,
    url: Annotated[str | None, typer.Option(help="Where it was read.")] = None,
    note: Annotated[str | None, typer.Option(help="A note for yourself.")] = None,
    topic: TopicFile = THE_FILE,
) -> None:
    """Put texts into seeds/ and list them as sources.

    Of web pages and PDFs it is their article. On a terminal it asks for title, outlet and date if they are not given,
    and offers what the text seems to say.
    """
    if len(files) > 1 and (id_ or title or url):
        refuse("--id, --title and --url are for one file at a time", status=2)
    said = {"title": title, "outlet": outlet, "published": published, "url": url, "note": note}
    given = {name: value if value is None else value.strip() for name, value in said.items()}
    status = 0
    for each in files:
        loaded, read = read_topic(topic)
        if id_ is not None:
            _check_id(id_, read)
        try:
            twin = _page_there(read, each if _ADDRESS.match(each) else "")
            text = None if twin else _read(each, given, outlets_of(read))
        except SourceError as error:
            warn(str(error))
            status = 1
            continue
        if text is not None:
            twin = _text_there(loaded.folder, read, text.data) or _page_there(read, text.fields.get("url", ""))
        if text is None or twin:
            typer.echo(one_line(f"{each}: nothing to do, {twin} already"))
        else:
            _add(loaded, text, _asked(text), id_)
    raise typer.Exit(status)


def _check_id(id_: str, topic: Topic) -> None:
    try:
        check_id(id_)
    except EditError as error:
        refuse(str(error), status=2)
    if id_ in topic.sources:
        refuse(f'there is already a source "{id_}"')


def _page_there(topic: Topic, url: str) -> str:
    twin = source_at(topic, url)
    return f'the page is source "{twin}"' if twin else ""


def _text_there(folder: Path, topic: Topic, data: bytes) -> str:
    twin = source_with(folder, topic, data)
    return f'the text is source "{twin}"' if twin else ""


def _read(each: str, given: Mapping[str, str | None], outlets: Sequence[str]) -> _Text:
    """Read a text from anywhere, its head by the `outlets` of the topic; SourceError."""
    if _ADDRESS.match(each):
        if sys.stderr.isatty():
            warn(f"{each}: fetching ...")
        return _of_article(article_at(each, lambda address: warn(f"{each}: redirected to {address}")), each, given)
    try:
        file = Path(each).resolve()
    except (OSError, ValueError, RuntimeError):  # a loop of links; a NUL
        file = Path(each)
    data = source_bytes(file.parent, file.name)
    article = article_in(data, file.name)
    if article is not None:
        return _of_article(article, each, given)
    text = decode_source(data, file.name)
    if not text.strip():  # nothing could be quoted from it
        raise source_error(file.name, "is empty")
    first = next((line for line in text.split("\n") if line.strip()), "")
    known = {name: value for name, value in given.items() if value is not None}
    return _Text(data, first, file.name, file, known, heading_of(text, outlets).fields)


def _of_article(article: Article, each: str, given: Mapping[str, str | None]) -> _Text:
    """Say what was found; what is given counts more."""
    found = {name: value for name in _FOUND if (value := getattr(article, name))}
    known = {name: found.get(name) if value is None else value for name, value in given.items()}
    fields = {name: value for name, value in known.items() if value is not None}
    said = [fields[name] for name in _ASKED if fields.get(name)]
    warn(f"{each}: {', '.join([*said, f'{len(article.text.split())} words'])}")
    return _Text(article.text.encode(), article.text.partition("\n")[0], each, None, fields, article.guessed)


def _asked(text: _Text) -> dict[str, str]:
    """Ask on a terminal for what is not known, offering what was guessed; in a pipe that is taken, and said."""
    fields = dict(text.fields)
    missing = [name for name in _ASKED if name not in fields]
    guessed = {name: value for name, value in text.guessed.items() if name not in fields}
    if missing and sys.stdin.isatty() and sys.stderr.isatty():
        warn(f"{text.origin}: {shorten(text.first)}")
        if guessed.keys() & set(missing):
            warn("Enter takes what stands in brackets; a blank instead leaves it out.")
        for name in missing:
            fields[name] = _answer(name, guessed.get(name, ""))
    elif guessed:
        warn(f"{text.origin}: it seems to say of itself: {', '.join(guessed.values())}")
    return guessed | fields


def _answer(name: str, guess: str) -> str:
    def checked(text: str) -> str:
        return (date(text.strip()) or "") if name == "published" else text.strip()

    answer: str = typer.prompt(_ASKED[name], default=guess, show_default=bool(guess), err=True, value_proc=checked)
    return answer


def _add(loaded: Loaded, text: _Text, fields: dict[str, str], given_id: str | None) -> None:
    folder, data = loaded.folder, text.data
    outlet, published = fields.get("outlet", ""), fields.get("published", "")
    name = text.file.name if text.file else text_name(published, outlet, fields.get("title", ""), text.origin)
    try:
        taken = take_in(folder, text.file, data) if text.file else put_in(folder, name, data)
    except SaveError as error:
        refuse(str(error))
    id_ = ""

    def plan(now: Loaded) -> Step | None:
        nonlocal id_
        sources = now.topic.sources if now.topic else {}
        if any(source.file == taken.file for source in sources.values()):
            return None
        id_ = given_id or source_id(outlet, published, name, sources)
        return add_entry("sources", id_, {"file": taken.file, **fields})

    try:
        done = change(loaded, f"source {one_line(name)}", plan)
    except typer.Exit:
        give_back(folder, taken, data)
        raise
    if done is None:
        typer.echo(f"{taken.file}: nothing to do, it is a source already")
    else:
        say_done(done, ("sources", id_), f"source {id_} added: {taken.file}")


def register(cli: typer.Typer) -> None:
    """Add the command to those of the program."""
    cli.command()(add)
