"""The commands that change what a topic says: `parley set`, `parley quote`, `parley rename`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, cast, get_args

import typer

from model.edit.dated import add_by_date
from model.edit.operations import (
    SECTIONS,
    Change,
    IdKind,
    RenameId,
    SetFields,
    clean,
    look_up,
    position_entry,
    shown,
)
from model.edit.outcome import references
from model.plain import one_line, plain
from model.problem import shorten
from model.quotes.anchor import Anchor, Anchoring, Edit, difference, find
from model.quotes.sources import Library, SourceError
from model.review.coder import coder_of
from model.review.decision_file import NAME, note_rename
from model.save.refusal import SaveError
from model.schema import KIND_NAMES, Kind, Role
from tui import completions
from tui.naming import named
from tui.topic_file import THE_FILE, TopicFile, change, date, line_of, pick, read_topic, refuse, say_done
from tui.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from model.edit.operations import Step
    from model.file.document import Value
    from model.file.loader import Loaded
    from model.schema import Quote, Topic

_SHORT = ("stance", "since")  # fields whose values are told, before and after
_MOST = 5  # differences told between a text and the passage most like it

PartyArgument = Annotated[
    str, typer.Argument(help="A party, by id or any of its names.", autocompletion=completions.parties)
]
IssueArgument = Annotated[str, typer.Argument(help="An issue, by id or name.", autocompletion=completions.issues)]


def set_fields(  # noqa: PLR0913 - each option is a field
    party: PartyArgument,
    issue: IssueArgument,
    *,
    stance: Annotated[
        str | None, typer.Option(help="The verdict: a level of the scale.", autocompletion=completions.stances)
    ] = None,
    summary: Annotated[str | None, typer.Option(help="The position in a sentence.")] = None,
    note: Annotated[str | None, typer.Option(help="A note for yourself.")] = None,
    since: Annotated[str | None, typer.Option(help="The date from which the verdict counts.", callback=date)] = None,
    topic: TopicFile = THE_FILE,
) -> None:
    """Set the verdict, summary or note of a cell.

    An empty text ("") removes the field. Other lines stay as they are.
    """
    given = {"stance": stance, "since": since, "summary": summary, "note": note}
    given = {field: value.strip() for field, value in given.items() if value is not None}
    if not given:
        refuse("say what to set: --stance, --summary, --note or --since", status=2)
    loaded, read = read_topic(topic)
    party, issue = named(party, read, "party"), named(issue, read, "issue")
    if given.get("stance"):
        given["stance"] = pick(given["stance"] or "", read.scale, "stance", "stances")

    def plan(now: Loaded) -> Step | None:
        changes = tuple(
            Change(field, value, _field(loaded, party, issue, field))
            for field, value in given.items()
            if shown(clean(value)) != _field(now, party, issue, field)
        )
        return SetFields(position_entry(party, issue), changes) if changes else None

    cell = f"{party} on {issue}"
    done = change(loaded, cell, plan)
    if done is None:
        typer.echo(f"{cell}: nothing to do, the file says so already")
        return
    told = [
        (field, _told(field, old, new))
        for field in given
        if (old := _field(loaded, party, issue, field)) != (new := _field(done, party, issue, field))
    ]
    say_done(done, ("positions", party, issue, told[0][0]), f"{cell}: {', '.join(words for _, words in told)}")


def _field(loaded: Loaded, party: str, issue: str, field: str) -> Value:
    return shown(clean(look_up(loaded.document.data(), ("positions", party, issue, field))))


def _told(field: str, old: Value, new: Value) -> str:
    if field in _SHORT:
        return f"{field} {old or 'none'} -> {new or 'none'}"
    return f"{field} {'added' if old is None else 'removed' if new is None else 'changed'}"


def quote(  # noqa: PLR0913 - each option is a field
    party: PartyArgument,
    issue: IssueArgument,
    *,
    source: Annotated[str, typer.Option(help="The source, by id.", autocompletion=completions.sources)],
    text: Annotated[str, typer.Option(help="The words, as they stand in the source; - reads them from a pipe.")],
    stance: Annotated[str, typer.Option(help="A level of the scale.", autocompletion=completions.stances)],
    speaker: Annotated[str, typer.Option(help="Whose words they are.")] = "",
    kind: Annotated[
        str, typer.Option(help=f"{', '.join(get_args(Kind))}.", autocompletion=completions.quote_kinds)
    ] = "",
    said: Annotated[
        str, typer.Option("--date", help="When it was said; by default the source's date.", callback=date)
    ] = "",
    condition: Annotated[str, typer.Option(help="On what it depends.")] = "",
    role: Annotated[str, typer.Option(help=f"{', '.join(get_args(Role))}.", autocompletion=completions.roles)] = "",
    via: Annotated[str, typer.Option(help="Who passes the words on.")] = "",
    note: Annotated[str, typer.Option(help="A note for yourself.")] = "",
    topic: TopicFile = THE_FILE,
) -> None:
    """Add a quote to a cell, once its source has the words.

    If it has not, nothing is added, and the nearest passage is shown.
    """
    loaded, read = read_topic(topic)
    party, issue = named(party, read, "party"), named(issue, read, "issue")
    source = pick(source, read.sources, "source", "sources")
    stance = pick(stance, read.scale, "stance", "stances")
    kind = pick(kind, get_args(Kind), "kind", "kinds", KIND_NAMES) if kind else ""
    role = pick(role, get_args(Role), "role", "roles") if role else ""
    wanted, article = plain(_from_pipe() if text == "-" else text), _article(loaded, read, source)
    anchor = find(wanted, article)
    words = _words(anchor, wanted, article, source)
    fields = {
        "quote": words,
        "source": source,
        "speaker": speaker.strip(),
        "stance": stance,
        "kind": kind,
        "date": said,
    }
    fields |= {"condition": condition.strip(), "role": role, "via": via.strip(), "note": note.strip()}
    twin: tuple[Loaded, int, Quote] | None = None
    before: int | None = None  # the quote before which it goes

    def plan(now: Loaded) -> Step | None:
        nonlocal twin, before
        position = now.topic.position(party, issue) if now.topic else None
        for number, there in enumerate(position.quotes if position else ()):
            if there.source == source and find(plain(there.quote), article).places == anchor.places:
                twin = now, number, there
                return None
        (step,) = add_by_date([{**fields, "party": party, "issue": issue}], now.topic or read)
        before = step.index
        return step

    cell, place = f"{party} on {issue}", ("positions", party, issue, "quotes")
    done = change(loaded, cell, plan)
    if done is None and twin is not None:
        now, number, there = twin
        where = f"{now.path}:{line_of(now, (*place, number))}: {cell}: the quote is there already"
        if there.stance != stance:
            refuse(f"{where}, as {there.stance}; nothing was changed")
        typer.echo(one_line(where))
    elif done is not None:
        last = len(look_up(done.document.data(), place) or ()) - 1
        how = "" if anchor.anchoring is Anchoring.VERIFIED else ", with the typography of the source"
        say_done(done, (*place, last if before is None else before), f"{cell}: quote added{how}")


def _from_pipe() -> str:
    try:
        return sys.stdin.buffer.read().decode()
    except UnicodeDecodeError:
        refuse("the text is not UTF-8")


def _article(loaded: Loaded, topic: Topic, source: str) -> str:
    try:
        return Library(loaded.folder, topic).text(source)
    except SourceError as error:
        refuse(f'source "{source}": {error}')


def _words(anchor: Anchor, wanted: str, article: str, source: str) -> str:
    """Give the source's own words; end the command when it does not have them, or has them twice."""
    if not wanted.strip():
        refuse("the text is empty", status=2)
    span = anchor.span
    if span is None:
        refuse(f'the text is not in "{source}", nor anything like it')
    passage = article[span.start : span.end]
    line = article.count("\n", 0, span.start) + 1
    if anchor.anchoring is Anchoring.AMBIGUOUS:
        refuse(f'the text occurs {len(anchor.places)} times in "{source}": make it longer, so that it says which')
    if anchor.anchoring is Anchoring.NEAR:
        differences = list(_differences(difference(wanted.strip(), passage)))
        more = " ..." if len(differences) > _MOST else ""
        refuse(
            f'the text is not word for word in "{source}". The nearest passage is in its line {line}:',
            f"  {shorten(passage)}",
            f"What differs: {'; '.join(differences[:_MOST])}{more}",
        )
    return passage


def _differences(edits: tuple[Edit, ...]) -> Iterator[str]:
    """Say in words where a text and a passage differ; of two edits in the same place the text's comes first."""
    ours = ""
    for edit in (*edits, Edit("", "")):
        theirs = "" if edit.quote else edit.source.strip()
        if ours:
            yield f'for "{ours}" the source says "{theirs}"' if theirs else f'the source does not say "{ours}"'
        elif theirs:
            yield f'"{theirs}" is missing'
        ours = "" if edit.source else edit.quote.strip()


def rename(
    kind: Annotated[str, typer.Argument(help="party, issue or source.", autocompletion=completions.kinds)],
    old: Annotated[str, typer.Argument(help="The id.", autocompletion=completions.renamed)],
    new: Annotated[str, typer.Argument(help="The new id: small letters, digits and hyphens.")],
    *,
    topic: TopicFile = THE_FILE,
) -> None:
    """Give a party, issue or source another id.

    It is changed wherever the file refers to it; texts stay as they are. What was decided in the review goes with it.
    """
    kind_of_id = cast("IdKind", pick(kind, SECTIONS, "kind of id", "kinds"))
    section = SECTIONS[kind_of_id]
    loaded, read = read_topic(topic)
    old = named(old, read, kind_of_id)
    told = f"{kind} {old} -> {new}"
    done = change(loaded, told, lambda _: None if new == old else RenameId(kind_of_id, old, new))
    if done is None:
        typer.echo(f"{kind} {old}: nothing to do, that is its id already")
        return
    places = len(references(done.document.data(), kind_of_id, new))
    lost = ""
    try:  # before a word is said: nobody may read it, and the old id is gone
        note_rename(done.folder / NAME, kind_of_id, old, new, coder_of(done.folder))
    except SaveError as error:
        lost = f"{error}; so the review will ask again what was decided under {old}"
    say_done(done, (section, new), f"{told}, in {counted(places, 'place')}")
    if lost:
        refuse(lost)


def register(cli: typer.Typer) -> None:
    """Add the commands to those of the program."""
    cli.command("set")(set_fields)
    cli.command()(quote)
    cli.command()(rename)
