"""The one table of keys: bindings, footer, help screen, README and tests read it."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from enum import StrEnum

from textual.binding import Binding, BindingType


class Room(StrEnum):
    """A place where keys work, as the help screen calls it."""

    EVERYWHERE = "Everywhere"
    MATRIX = "Matrix"
    QUOTES = "Quotes"
    ARTICLE = "Article"
    REVIEW = "Review"
    PROBLEMS = "Problems"
    ARTICLES = "Articles"
    TOPIC = "Topic"
    SEARCH = "Search"
    HELP = "Help"


_ENTRIES = (Room.ARTICLES, Room.TOPIC)
_LISTS = (Room.QUOTES, Room.REVIEW, Room.PROBLEMS, *_ENTRIES, Room.ARTICLE, Room.HELP)
_FINDING = (Room.MATRIX, Room.QUOTES, Room.ARTICLE)
_MOVING = (Room.MATRIX, *_LISTS)
_OPENING = (Room.REVIEW, Room.PROBLEMS, Room.ARTICLES)
_TYPING = (Room.SEARCH,)  # where letters are typed, and do nothing else
_BELOW = tuple(room for room in Room if room is not Room.MATRIX)  # where there is something to go back to


@dataclass(frozen=True, slots=True)
class Key:
    """One thing that keys do: Textual key names joined by commas, the action, words for footer and help."""

    id: str
    keys: str
    action: str
    label: str
    help: str
    rooms: tuple[Room, ...]
    footer: tuple[Room, ...] = ()  # where the key line names it
    by_pane: bool = False  # done by the pane in focus and not by the screen, so that every pane scrolls
    spare: bool = False  # the first that the key line leaves out where it is narrow
    always: bool = False  # before what has the focus hears of it: also while a question is asked, or something typed

    @property
    def shown(self) -> str:
        """Give the keys as a reader knows them."""
        return " ".join(_SHOWN.get(key, key) for key in self.keys.split(","))

    def shown_in(self, room: Room) -> str:
        """Give the keys that do this in a room: no letters and signs where these are typed; empty if none is left."""
        return " ".join(key for key in self.shown.split(" ") if room not in _TYPING or len(key) > 1 or key in _ARROWS)


_ARROWS = "↑↓←→"
_SHOWN = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "escape": "esc",
    "pageup": "pgup",
    "pagedown": "pgdn",
    "slash": "/",
    "question_mark": "?",
    "colon": ":",
    "full_stop": ".",
    "comma": ",",
    "minus": "-",
    "plus": "+",
    "dollar_sign": "$",
}

KEYS: tuple[Key, ...] = (
    Key("open", "enter", "open", "open", "go to the quotes of the cell", (Room.MATRIX,), footer=(Room.MATRIX,)),
    Key("open-article", "enter", "open", "open article", "go to the sentence in its article", (Room.QUOTES,),
        footer=(Room.QUOTES,)),
    Key("open-entry", "enter", "open", "open", "open the article, or the place in the file", _OPENING, footer=_OPENING),
    Key("open-hit", "enter", "open", "open", "open the article at the hit", (Room.SEARCH,), footer=(Room.SEARCH,),
        always=True),
    Key("next-hit", "down", "next_hit", "next", "go to the next hit", (Room.SEARCH,), footer=(Room.SEARCH,)),
    Key("previous-hit", "up", "previous_hit", "previous", "go to the hit before", (Room.SEARCH,)),
    Key("accept", "a", "accept", "accept", "accept the candidate: it becomes a quote in the file", (Room.REVIEW,),
        footer=(Room.REVIEW,)),
    Key("reject", "x", "reject", "reject", "reject the candidate: it is not proposed again", (Room.REVIEW,),
        footer=(Room.REVIEW,)),
    Key("amend", "e", "amend", "edit", "edit the candidate, then accept it", (Room.REVIEW,), footer=(Room.REVIEW,)),
    Key("accept-sure", "A", "accept_sure", "accept all high", "accept what is of high confidence in this article; asks",
        (Room.REVIEW,), footer=(Room.REVIEW,)),
    Key("rank", "s", "rank", "order", "order the candidates by confidence or by article", (Room.REVIEW,),
        footer=(Room.REVIEW,)),
    Key("decided", "d", "decided", "decided", "show what was decided, too, or hide it again", (Room.REVIEW,),
        footer=(Room.REVIEW,)),
    Key("let-wait", "w", "let_wait", "wait again", "let a rejected candidate wait again", (Room.REVIEW,)),
    Key("back", "escape", "go_back", "back", "go back; on the matrix it clears find and filter", (Room.EVERYWHERE,),
        footer=_BELOW),
    Key("close", "q", "close", "quit", "go back; on the matrix it quits", (Room.EVERYWHERE,), footer=(Room.MATRIX,)),
    Key("leave", "escape,q,question_mark,f1", "app.go_back", "back", "close this help", (Room.HELP,)),
    Key("up", "up,k", "up", "up", "move up", _MOVING, by_pane=True),
    Key("down", "down,j", "down", "down", "move down", _MOVING, by_pane=True),
    Key("left", "left,h", "left", "left", "move left", (Room.MATRIX,), by_pane=True),
    Key("right", "right,l", "right", "right", "move right", (Room.MATRIX,), by_pane=True),
    Key("first", "home,0", "first_column", "first column", "go to the first column", (Room.MATRIX,), by_pane=True),
    Key("last", "end,dollar_sign", "last_column", "last column", "go to the last column", (Room.MATRIX,), by_pane=True),
    Key("top", "g,ctrl+home", "top", "top", "go to the top", _MOVING, by_pane=True),
    Key("bottom", "G,ctrl+end", "bottom", "bottom", "go to the bottom", _MOVING, by_pane=True),
    Key("page-up", "pageup", "page_up", "page up", "move up a page", _MOVING, by_pane=True),
    Key("page-down", "pagedown", "page_down", "page down", "move down a page", _MOVING, by_pane=True),
    Key("half-page-up", "ctrl+u", "half_page_up", "half page up", "move up half a page", _MOVING, by_pane=True),
    Key("half-page-down", "ctrl+d", "half_page_down", "half page down", "move down half a page", _MOVING, by_pane=True),
    Key("pane", "tab", "app.focus_next", "next pane", "go to the next pane",
        (Room.MATRIX, Room.QUOTES, Room.ARTICLE, Room.REVIEW, Room.SEARCH)),
    Key("find", "slash", "find", "find", "find a text here", _FINDING, footer=_FINDING),
    Key("find-next", "n", "find_next", "next match", "go to the next match", _FINDING),
    Key("find-previous", "N", "find_previous", "previous match", "go to the previous match", _FINDING),
    Key("search", "ctrl+f", "search", "search", "search all quotes and articles", (Room.EVERYWHERE,)),
    Key("filter", "f", "filter", "filter", "show only some stances, marks, gaps, parties or issues",
        (Room.MATRIX,), footer=(Room.MATRIX,)),
    Key("order", "s", "order", "order", "order the rows another way", (Room.MATRIX,)),
    Key("reverse", "S", "reverse", "reverse", "reverse the order of the rows", (Room.MATRIX,)),
    Key("transpose", "t", "transpose", "transpose", "swap rows and columns", (Room.MATRIX,)),
    Key("next-quote", "J", "next_quote", "next quote", "go to the next quote", (Room.QUOTES, Room.ARTICLE),
        footer=(Room.QUOTES, Room.ARTICLE)),
    Key("previous-quote", "K", "previous_quote", "previous quote", "go to the previous quote",
        (Room.QUOTES, Room.ARTICLE), footer=(Room.QUOTES, Room.ARTICLE)),
    Key("next-candidate", "J", "next_candidate", "next", "go to the next candidate", (Room.REVIEW,),
        footer=(Room.REVIEW,)),
    Key("previous-candidate", "K", "previous_candidate", "previous", "go to the previous candidate", (Room.REVIEW,),
        footer=(Room.REVIEW,)),
    Key("next-gap", "full_stop", "next_gap", "next gap", "go to the next cell that is empty, stale or single-source",
        (Room.MATRIX,), footer=(Room.MATRIX,), spare=True),
    Key("previous-gap", "comma", "previous_gap", "previous gap", "go to the previous gap", (Room.MATRIX,)),
    Key("preview", "v", "preview", "preview", "show or hide the preview", (Room.MATRIX,)),
    Key("zoom", "z", "zoom", "zoom", "give one pane all the room, and back", (Room.MATRIX, Room.QUOTES)),
    Key("denser", "minus", "denser", "denser", "make the rows lower", (Room.MATRIX,), by_pane=True),
    Key("taller", "plus", "taller", "taller", "make the rows higher: more of each summary", (Room.MATRIX,),
        by_pane=True),
    Key("edit", "e", "edit_here", "edit", "edit here: verdict, summary and note of a cell, any field of a quote",
        (Room.MATRIX, Room.QUOTES, Room.ARTICLE), footer=_FINDING),
    Key("add", "i", "add_quote", "add quote",
        "add a quote to this cell; in an article: take it from the text, ↓ ↑ the sentence",
        (Room.MATRIX, Room.QUOTES, Room.ARTICLE), footer=_FINDING),
    Key("add-text", "i", "add_text", "add text", "make the new text under the cursor a source", (Room.PROBLEMS,),
        footer=(Room.PROBLEMS,)),
    Key("more", "L,shift+down", "more", "one more", "while a quote is taken: one more sentence", (Room.ARTICLE,)),
    Key("less", "H,shift+up", "less", "one less", "while a quote is taken: one sentence less", (Room.ARTICLE,)),
    Key("code", "enter", "open", "code it", "while a quote is taken: say whose it is and what it shows",
        (Room.ARTICLE,)),
    Key("delete", "d", "delete_quote", "delete", "delete this quote, after showing the lines that go",
        (Room.QUOTES, Room.ARTICLE)),
    Key("edit-entry", "e,enter", "edit_entry", "edit", "edit what is under the cursor", (Room.TOPIC,),
        footer=(Room.TOPIC,)),
    Key("edit-source", "e", "edit_entry", "edit", "edit what is known of the article under the cursor",
        (Room.ARTICLES,), footer=(Room.ARTICLES,)),
    Key("add-entry", "i", "add_entry", "add", "add another: a party, an issue, an event, an article", _ENTRIES,
        footer=_ENTRIES),
    Key("rename-entry", "r", "rename_entry", "rename", "give it another id, wherever the file refers to it", _ENTRIES,
        footer=_ENTRIES),
    Key("delete-entry", "d", "delete_entry", "delete", "delete it; asks first, and says what goes with it", _ENTRIES,
        footer=_ENTRIES),
    Key("undo", "u", "undo", "undo", "take back the last change that Parley made to the file", (Room.EVERYWHERE,),
        footer=(Room.REVIEW,)),
    Key("redo", "ctrl+r", "redo", "redo", "make it again", (Room.EVERYWHERE,)),
    Key("editor", "E", "edit_file", "$EDITOR", "open positions.yaml in $EDITOR at this line", (Room.EVERYWHERE,)),
    Key("copy", "y", "copy", "copy", "copy the quote with its citation", (Room.MATRIX, Room.QUOTES, Room.ARTICLE)),
    Key("copy-cell", "Y", "copy_cell", "copy cell", "copy the whole cell as Markdown",
        (Room.MATRIX, Room.QUOTES, Room.ARTICLE)),
    Key("url", "o", "open_url", "web page", "open the article's web page",
        (Room.QUOTES, Room.REVIEW, Room.ARTICLES, Room.ARTICLE)),
    Key("reload", "R", "reload", "reload", "read positions.yaml again now", (Room.EVERYWHERE,)),
    Key("matrix", "1", "show_matrix", "matrix", "go to the matrix", (Room.EVERYWHERE,)),
    Key("review", "2", "show_review", "review", "go to the candidates that wait, those of this cell first",
        (Room.EVERYWHERE,), footer=(Room.MATRIX,)),
    Key("problems", "5", "show_problems", "problems", "go to the list of problems and new texts", (Room.EVERYWHERE,)),
    Key("articles", "6", "show_articles", "articles", "go to the list of articles: read them, take quotes from them",
        (Room.EVERYWHERE,), footer=(Room.MATRIX,)),
    Key("topic", "7", "show_contents", "topic", "go to title, parties, issues and events: edit, add, delete",
        (Room.EVERYWHERE,), footer=(Room.MATRIX,)),
    Key("palette", "colon,ctrl+p", "command_palette", "commands",
        "find any command, party, issue, article, cell or quote by name", (Room.EVERYWHERE,)),
    Key("help", "question_mark,f1", "help", "help", "show this help", (Room.EVERYWHERE,), footer=tuple(Room)),
    Key("quit", "ctrl+q", "quit", "quit", "quit, from wherever that is", (Room.EVERYWHERE,), always=True),
)  # fmt: skip


def keys_for(room: Room) -> tuple[Key, ...]:
    """Give the keys of one room, in the order of the table."""
    return tuple(key for key in KEYS if room in key.rooms)


def bindings(room: Room, *, by_pane: bool = False) -> list[BindingType]:
    """Give the keys of one room as Textual's bindings: those of its screen, or those of the pane in focus."""
    return [
        Binding(
            key.keys,
            key.action,
            key.label,
            show=room in key.footer,
            priority=key.always,
            tooltip=key.help,
            id=f"{room.name.lower()}.{key.id}",
        )
        for key in keys_for(room)
        if key.by_pane is by_pane
    ]


def keys_table() -> str:
    """Give the keys as the README shows them: a Markdown table, ending with a line feed."""
    lines = ["| keys | what they do | where |", "| --- | --- | --- |"]
    for key in KEYS:
        shown = " ".join(f"`{name}`" for name in key.shown.split(" "))
        lines.append(f"| {shown} | {key.help} | {', '.join(key.rooms).lower()} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(keys_table())
