"""What the command palette offers: every party, issue, article, cell and quote to jump to, and every key's action."""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, cast

from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from model.plain import one_line
from model.search import pattern_of
from tui.keys import Room, keys_for
from tui.palette import THEMES
from tui.showing import Showing
from tui.wording import SECTION_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import App
    from textual.screen import Screen

    from model.edit.operations import Section
    from tui.app import ParleyApp
    from tui.entry_offers import Offer

_QUOTE = 60  # code points of a quote shown
_A_MOMENT = 0.1  # seconds, until the list of commands is gone


class Commands(CommandPalette):
    """Textual's list of commands, for windows of any size."""

    DEFAULT_CSS = "CommandList { min-width: 8; }"  # Textual cannot wrap lines to a width of nothing

    def _action_command_list(self, action: str) -> None:
        """Move in the list, unless not a line of it fits: Textual would look for one, and end the program."""
        if self.query_one(CommandList).scrollable_content_region:
            super()._action_command_list(action)


class Jump(Provider):
    """Names of the topic, and actions by their words."""

    @property
    def _app(self) -> ParleyApp:
        return cast("ParleyApp", self.app)

    async def discover(self) -> Hits:
        """Offer the actions of this screen before anything is typed."""
        for name, help_text, run in (*self._actions(), *islice(self._looks(), len(THEMES))):
            yield DiscoveryHit(name, run, help=help_text)

    async def search(self, query: str) -> Hits:
        """Offer what has all the words typed: by their beginnings first, and going somewhere before changing it."""
        words = query.split()
        groups = (self._actions, self._places, self._looks, self._entries, self._quotes)
        for rank, offers in enumerate(reversed(groups)):
            for name, help_text, run in offers():
                spans = _places_of(words, name)
                if spans:
                    begins = all(not name[start - 1 : start].isalnum() for start, _ in spans)
                    yield Hit(1 + rank + len(groups) * begins, self._marked(name, spans), run, help=help_text)

    def _marked(self, name: str, spans: Sequence[tuple[int, int]]) -> Content:
        """Mark what matched; Textual's own way would take square brackets for markup."""
        content = Content(name)
        for start, end in spans:
            content = content.stylize(self.match_style or "underline", start, end)
        return content

    def _actions(self) -> Iterator[Offer]:
        here = keys_for(self.screen.room) if isinstance(self.screen, Showing) else ()
        for keys, does in ((here, self.screen), (keys_for(Room.EVERYWHERE), self.app)):
            for key in keys:
                if not key.by_pane and key.id not in ("palette", "back", "close"):
                    yield f"{key.label} ({key.shown})", key.help, partial(self._run, does, key.action)
        for section, word in SECTION_WORDS.items():
            yield f"new {word}", f"add one of the {section} to the file", partial(self._add, section)
        for file in self._app.session.new_texts:
            about = "this text lies in seeds/ and is no source yet"
            yield f"new source: {one_line(file)}", about, partial(self._look_at_text, file)
        about = "keep what is on the screen as an SVG file, in the folder of your downloads"
        yield "picture of this screen", about, partial(self._app.set_timer, _A_MOMENT, self._app.deliver_screenshot)

    def _looks(self) -> Iterator[Offer]:
        """Offer the themes, Parley's own first."""
        for theme in sorted(self._app.available_themes.values(), key=lambda theme: theme not in THEMES):
            shade = "light" if not theme.dark else "dark"
            about = f"the terminal's own colours, for a {shade} terminal" if theme.ansi else f"{shade} colours"
            yield f"theme: {theme.name}", f"{about}; kept for the next start", partial(self._choose_theme, theme.name)

    def _choose_theme(self, name: str) -> None:
        self._app.choose_theme(name)

    async def _run(self, does: Screen[object] | App[object], action: str) -> None:
        """Run an action of a screen; the file may have lost what it showed, and the screen have gone with it."""
        if does.is_attached:
            await does.run_action(action)

    def _add(self, section: Section) -> None:
        from tui.entries import new_entry  # noqa: PLC0415 - not needed for the first frame

        self._app.change(new_entry(self._app, section))

    def _look_at_text(self, file: str) -> None:
        from tui.entries import look_at_text  # noqa: PLC0415 - not needed for the first frame

        self._app.change(look_at_text(self._app, file))

    def _entries(self) -> Iterator[Offer]:
        from tui.entry_offers import entry_offers  # noqa: PLC0415 - not needed for the first frame

        return entry_offers(self._app)

    def _places(self) -> Iterator[Offer]:
        from tui.entry_offers import article_offers  # noqa: PLC0415 - not needed for the first frame

        yield from article_offers(self._app)
        topic, go = self._app.session.topic, self._app.go_to
        issues = {key: one_line(issue.name) for key, issue in topic.issues.items()}
        first_party, first_issue = next(iter(topic.parties), ""), next(iter(topic.issues), "")
        for key, name in issues.items():
            yield f"go to: {name}", "issue", partial(go, first_party, key)
        for party_id, party in topic.parties.items():
            name = one_line(party.name)
            yield f"go to: {name}", "party", partial(go, party_id, first_issue)
            for issue_id, issue in issues.items():
                yield f"go to: {name} / {issue}", "cell", partial(go, party_id, issue_id)

    def _quotes(self) -> Iterator[Offer]:
        topic = self._app.session.topic
        for party, issue, number, quote in topic.quotes():
            words = one_line(quote.quote.strip())
            short = words if len(words) <= _QUOTE else words[: _QUOTE - 1] + "…"
            where = f"{one_line(topic.parties[party].name)} / {one_line(topic.issues[issue].name)}"
            yield f"quote: {where}: {short}", "quote", partial(self._app.go_to, party, issue, number)


def _places_of(words: Sequence[str], name: str) -> list[tuple[int, int]]:
    """Find each of some words in a name, at a beginning if there is one; give none unless all are there."""
    spans = []
    for word in words:
        found = [match.span() for match in pattern.finditer(name)] if (pattern := pattern_of(word)) else []
        if not found:
            return []
        spans.append(min(found, key=lambda span: name[span[0] - 1 : span[0]].isalnum()))
    return spans
