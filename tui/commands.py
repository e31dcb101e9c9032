"""What the command palette offers: every party, issue, cell and quote to jump to, and every key's action."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from model.plain import one_line
from tui.keys import Room, keys_for
from tui.showing import Showing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.app import App
    from textual.fuzzy import Matcher
    from textual.screen import Screen

    from model.edit.operations import Section
    from tui.app import ParleyApp

_QUOTE = 60  # code points of a quote shown
_WORDS: dict[Section, str] = {"parties": "party", "issues": "issue", "sources": "source", "events": "event"}
_Offer = tuple[str, str, "Callable[[], object]"]  # name, help, what it does


class Jump(Provider):
    """Names of the topic, and actions by their words."""

    @property
    def _app(self) -> ParleyApp:
        return cast("ParleyApp", self.app)

    async def discover(self) -> Hits:
        """Offer the actions of this screen before anything is typed."""
        for name, help_text, run in self._actions():
            yield DiscoveryHit(name, run, help=help_text)

    async def search(self, query: str) -> Hits:
        """Offer whatever matches."""
        matcher = self.matcher(query)
        for offers in (self._actions, self._entries, self._places):
            for name, help_text, run in offers():
                score = matcher.match(name)
                if score > 0:
                    yield Hit(score, _highlighted(name, matcher), run, help=help_text)

    def _actions(self) -> Iterator[_Offer]:
        here = keys_for(self.screen.room) if isinstance(self.screen, Showing) else ()
        for keys, does in ((here, self.screen), (keys_for(Room.EVERYWHERE), self.app)):
            for key in keys:
                if not key.by_pane and key.id not in ("palette", "back"):
                    yield f"{key.label} ({key.shown})", key.help, partial(self._run, does, key.action)
        for section, word in _WORDS.items():
            yield f"new {word}", f"add one of the {section} to the file", partial(self._add, section)
        for file in self._app.session.new_texts:
            about = "this text lies in seeds/ and is no source yet"
            yield f"new source: {one_line(file)}", about, partial(self._look_at_text, file)

    async def _run(self, does: App[object] | Screen[object], action: str) -> None:
        """Run an action of a screen; the file may have lost what it showed, and the screen have gone with it."""
        if does.is_attached:
            await does.run_action(action)

    def _add(self, section: Section) -> None:
        from tui.entries import new_entry  # noqa: PLC0415 - not needed for the first frame

        self._app.change(new_entry(self._app, section))

    def _look_at_text(self, file: str) -> None:
        from tui.entries import look_at_text  # noqa: PLC0415 - not needed for the first frame

        self._app.change(look_at_text(self._app, file))

    def _edit(self, section: Section, id_: str) -> None:
        from tui.entries import edit_entry  # noqa: PLC0415 - not needed for the first frame

        self._app.change(edit_entry(self._app, section, id_))

    def _entries(self) -> Iterator[_Offer]:
        topic = self._app.session.topic
        names: dict[Section, dict[str, str]] = {
            "parties": {id_: party.name for id_, party in topic.parties.items()},
            "issues": {id_: issue.name for id_, issue in topic.issues.items()},
            "sources": dict.fromkeys(topic.sources, ""),
        }
        for section, entries in names.items():
            for id_, name in entries.items():
                about = f"edit the {_WORDS[section]} {one_line(id_)}"
                yield f"edit {_WORDS[section]}: {one_line(name or id_)}", about, partial(self._edit, section, id_)

    def _places(self) -> Iterator[_Offer]:
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
                position = topic.position(party_id, issue_id)
                for number, quote in enumerate(position.quotes if position else ()):
                    words = one_line(quote.quote.strip())
                    short = words if len(words) <= _QUOTE else words[: _QUOTE - 1] + "…"
                    yield f"quote: {name} / {issue}: {short}", "quote", partial(go, party_id, issue_id, number)


def _highlighted(name: str, matcher: Matcher) -> Content:
    """Mark the letters that matched; `Matcher.highlight` would take square brackets for markup."""
    content = Content(name)
    for offset in matcher.fuzzy_search.match(matcher.query, name)[1]:
        content = content.stylize(matcher.match_style, offset, offset + 1)
    return content
