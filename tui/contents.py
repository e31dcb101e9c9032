"""The list of what a topic consists of, but for its articles: title, parties, issues and events."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from model.plain import one_line
from tui.keys import Room, bindings
from tui.listing import Listing, Row
from tui.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.binding import BindingType

    from model.edit.operations import Section
    from model.schema import Party


class Contents(Listing):
    """What the topic consists of, but for its articles; Enter edits."""

    room = Room.TOPIC
    usual: Section = "parties"
    BINDINGS: ClassVar[list[BindingType]] = bindings(Room.TOPIC)

    def rows(self) -> tuple[Row, ...]:
        """Give the title, then each party, issue and event; a line for what there is none of."""
        topic = self.session.topic
        title = Row(None, None, _named("title", one_line(topic.title) or "none yet", ""))
        return (title, *self._parties(), *self._issues(), *self._events())

    def _parties(self) -> Iterator[Row]:
        topic = self.session.topic
        quotes = Counter(party for party, *_ in topic.quotes())
        for id_, party in topic.parties.items():
            facts = [*_known(party), counted(quotes[id_], "quote")]
            yield Row("parties", id_, _named("party", one_line(party.name), " · ".join(facts)))
        if not topic.parties:
            yield Row("parties", None, _named("party", "none yet", ""))

    def _issues(self) -> Iterator[Row]:
        for id_, issue in self.session.topic.issues.items():
            yield Row("issues", id_, _named("issue", one_line(issue.name), one_line(issue.proposition)))
        if not self.session.topic.issues:
            yield Row("issues", None, _named("issue", "none yet", ""))

    def _events(self) -> Iterator[Row]:
        for number, event in enumerate(self.session.topic.events):
            about = f"{event.date} · {event.note}" if event.note else str(event.date)
            yield Row("events", number, _named("event", one_line(event.name), one_line(about)))
        if not self.session.topic.events:
            yield Row("events", None, _named("event", "none yet", ""))

    def summary(self) -> Content:
        """Say what can be done here."""
        return Content("Enter edits what is under the cursor, i adds another of its kind. 6 lists the articles.")


def _known(party: Party) -> Iterator[str]:
    if party.members:
        yield counted(len(party.members), "member")
    if party.people:
        yield ", ".join(one_line(name) for name in party.people)


def _named(kind: str, name: str, about: str) -> Content:
    head = Content.assemble((f"{kind:<6}", "$accent"), (name, "bold"))
    return Content("\n").join([head, Content.styled(" " * 6 + about, "$foreground-muted")]) if about else head
