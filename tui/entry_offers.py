"""What the command palette offers for the entries of a topic: read, edit, rename, delete, each by its name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from model.edit.operations import SECTIONS
from model.plain import one_line
from tui.wording import article_name, event_name

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator

    from model.edit.operations import IdKind
    from model.schema import Event, Topic
    from tui.app import ParleyApp

    Edit = Coroutine[None, None, None]

Offer = tuple[str, str, "Callable[[], object]"]  # name, help, what it does


def article_offers(app: ParleyApp) -> Iterator[Offer]:
    """Offer to read each article."""
    for id_, source in app.session.topic.sources.items():
        about = f"read the article {one_line(id_)}, and take quotes from it"
        yield f"article: {article_name(source, id_)}", about, partial(app.open_article, id_)


def entry_offers(app: ParleyApp) -> Iterator[Offer]:
    """Offer to change each entry: edits first, deletions last."""
    from tui import deleting, entries  # noqa: PLC0415 - not needed for the first frame

    def of_entry(kind: IdKind, id_: str, make: Callable[[], Edit]) -> Callable[[], object]:
        def act() -> None:
            if id_ in getattr(app.session.topic, SECTIONS[kind]):
                app.change(make())
            else:
                app.say(f"The file has no {kind} {one_line(id_)} any more.", wrong=True)

        return act

    def of_event(event: Event, make: Callable[[int], Edit]) -> Callable[[], object]:
        def act() -> None:
            if event in (events := app.session.topic.events):
                app.change(make(events.index(event)))
            else:
                app.say(f"The file has no event {event_name(event)} any more.", wrong=True)

        return act

    topic = app.session.topic
    yield f"edit title: {one_line(topic.title)}", "the title of the topic", lambda: app.change(entries.edit_title(app))
    for kind, id_, name in _named(topic):
        yield (
            f"edit {kind}: {name}",
            f"edit the {kind} {one_line(id_)}",
            of_entry(kind, id_, partial(entries.edit_entry, app, SECTIONS[kind], id_)),
        )
    for event in topic.events:
        yield (
            f"edit event: {event_name(event)}",
            "edit the event",
            of_event(event, partial(entries.edit_entry, app, "events")),
        )
    for kind, id_, name in _named(topic):
        about = f"give the {kind} {one_line(id_)} another id, wherever the file refers to it"
        yield f"rename {kind}: {name}", about, of_entry(kind, id_, partial(entries.rename_entry, app, kind, id_))
    for kind, id_, name in _named(topic):
        about = f"delete the {kind} {one_line(id_)}; asks first, and says what goes with it"
        yield f"delete {kind}: {name}", about, of_entry(kind, id_, partial(deleting.delete_entry, app, kind, id_))
    for event in topic.events:
        yield f"delete event: {event_name(event)}", "asks first", of_event(event, partial(deleting.delete_event, app))


def _named(topic: Topic) -> Iterator[tuple[IdKind, str, str]]:
    """Give what has an id: its kind, its id, and the name that it goes by here."""
    for id_, party in topic.parties.items():
        yield "party", id_, one_line(party.name)
    for id_, issue in topic.issues.items():
        yield "issue", id_, one_line(issue.name)
    for id_, source in topic.sources.items():
        yield "source", id_, one_line(f"{id_} {source.title}")
