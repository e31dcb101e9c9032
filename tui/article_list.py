"""The list of a topic's articles, to work through: what was taken from each, and what waits."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from model.plain import one_line
from model.quotes.sources import SEEDS
from tui.keys import Room, bindings
from tui.listing import Listing, Row
from tui.wording import counted, taken

if TYPE_CHECKING:
    from textual.binding import BindingType

    from model.edit.operations import Section

_INDENT = "  "


class Articles(Listing):
    """Every article with what was taken from it and what waits; Enter opens it to be read."""

    room = Room.ARTICLES
    usual: Section = "sources"
    BINDINGS: ClassVar[list[BindingType]] = bindings(Room.ARTICLES)

    def rows(self) -> tuple[Row, ...]:
        """Give the sources in the order of the file."""
        session, topic = self.session, self.session.topic
        waiting = Counter(each.source for each in session.offers.waiting)
        return tuple(
            Row("sources", id_, _two_lines(one_line(source.title or id_), facts))
            for id_, source in topic.sources.items()
            for tally in [session.library.tally(id_)]
            for facts in [
                (
                    one_line(source.outlet),
                    str(source.published or "undated"),
                    taken(tally) if tally.quotes else "no quotes yet",
                    f"{waiting[id_]} to review" if waiting[id_] else "",
                )
            ]
        )

    def summary(self) -> Content:
        """Count the articles, and say how others come in."""
        topic, new = self.session.topic, len(self.session.new_texts)
        read = f"{counted(len(topic.sources), 'article')}. Enter opens one; in it, i takes a quote."
        lines = [Content(read if topic.sources else f"No articles yet: put texts into {SEEDS}/, then 5 lists them.")]
        if new:
            lines.append(Content(f"{counted(new, 'new text')} in {SEEDS}/ not listed here yet: 5 shows what is new."))
        return Content("\n").join(lines)

    def action_open(self) -> None:
        """Open the article, to be read."""
        if self.row is not None:
            self._app.open_article(str(self.row.key))

    def action_open_url(self) -> None:
        """Open the article's web page."""
        if self.row is not None:
            self._app.browse(self.session.topic.sources[str(self.row.key)].url)


def _two_lines(name: str, facts: tuple[str, ...]) -> Content:
    about = Content.styled(_INDENT + " · ".join(filter(None, facts)), "$foreground-muted")
    return Content("\n").join([Content.styled(name, "bold"), about])
