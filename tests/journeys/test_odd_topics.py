"""Topics at the edge: hardly anything in them, or things that are not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reader import reading

if TYPE_CHECKING:
    from pathlib import Path

EVERYTHING = (
    *(
        "down",
        "right",
        "G",
        "g",
        "dollar_sign",
        "0",
        "pagedown",
        "ctrl+u",
        "enter",
        "escape",
        "n",
        "escape",
        "full_stop",
    ),
    *(
        "s",
        "S",
        "t",
        "plus",
        "minus",
        "v",
        "v",
        "z",
        "z",
        "tab",
        "tab",
        "y",
        "Y",
        "ctrl+f",
        "escape",
        "f",
        "enter",
        "5",
    ),
    *("enter", "escape", "1", "R"),
)

ONE_PARTY = (
    "title: One\nissues: {peace: {name: Peace, proposition: There is peace.}}\nparties: {north: {name: North}}\n"
)
NO_ISSUES = "title: No issues\nparties: {north: {name: North}, south: {name: South}}\n"
NO_PARTIES = (
    "title: No parties\n"
    "issues: {peace: {name: Peace, proposition: There is peace.}, trade: {name: Trade, proposition: They trade.}}\n"
)
VERDICT = ONE_PARTY + "positions: {north: {peace: {stance: support, summary: For it.}}}\n"
UNDATED = (
    ONE_PARTY
    + "sources: {paper: {file: paper.txt}}\n"
    + "positions: {north: {peace: {quotes: [{quote: We want peace, source: paper, stance: support}]}}}\n"
)


@pytest.mark.parametrize("text", ["title: x\n", "{}\n", ONE_PARTY, NO_ISSUES, NO_PARTIES, VERDICT, UNDATED])
async def test_every_key_works_on_a_topic_with_hardly_anything_in_it(write, text: str) -> None:
    async with reading(write(text), (80, 24)) as reader:
        await reader.rush(*EVERYTHING)
        await reader.press("escape", "1")
        await reader.on("Overview")
        assert reader.app.is_running


async def test_a_topic_of_nothing_says_what_to_add(write) -> None:
    async with reading(write("title: A new topic\n")) as reader:
        await reader.sees("There are no parties and no issues yet: 7 lists what there is, and i adds one there.")
        assert "A new topic" in reader.crumbs
        assert "parties ↓ issues →" in reader.text


@pytest.mark.parametrize("size", [(90, 10), (40, 12), (90, 7), (140, 10)])
async def test_a_topic_of_nothing_says_what_to_add_in_a_low_window_too(write, size: tuple[int, int]) -> None:
    async with reading(write("issues: {}\nparties: {}\n"), size) as reader:
        await reader.sees("There are no parties and no issues yet: 7 lists what there is, and i adds one there.")


@pytest.mark.parametrize("key", ["enter", "e", "i", "Y"])
async def test_a_key_that_finds_no_cell_says_what_is_missing(write, key: str) -> None:
    async with reading(write(NO_ISSUES)) as reader:
        await reader.sees("There are no issues yet")
        await reader.press(key)
        assert any("There are no issues yet: 7 lists" in toast for toast in reader.toasts)


async def test_a_filter_that_leaves_nothing_is_not_taken_for_a_topic_of_nothing(write) -> None:
    async with reading(write(ONE_PARTY)) as reader:
        await reader.press("f", *"contra", "space", "enter")
        await reader.sees("The filter leaves no cell: esc clears it")


@pytest.mark.parametrize(
    ("text", "said"), [(NO_ISSUES, "There are no issues yet"), (NO_PARTIES, "There are no parties yet")]
)
async def test_a_review_without_anything_to_look_for_does_not_say_that_all_is_decided(
    write, text: str, said: str
) -> None:
    async with reading(write(text + "sources: {paper: {file: paper.txt}}\n")) as reader:
        await reader.press("2")
        await reader.sees(said)
        assert "decided" not in reader.flat.split("as of")[0]


async def test_a_review_that_found_nothing_does_not_say_that_all_is_decided(write) -> None:
    path = write(ONE_PARTY + "sources: {paper: {file: paper.txt}}\n")
    (path.parent / "paper.txt").write_text("It rained all day, and nobody said a word.\n")
    async with reading(path) as reader:
        await reader.press("2")
        await reader.sees("Nothing is proposed: no sentence was found in which a party takes a side on an issue.")
        await reader.sees("`parley vocabulary` shows what the terms find")


@pytest.mark.parametrize("size", [(90, 20), (120, 30), (90, 10)])
async def test_status_and_keys_stay_at_the_foot_of_a_review_in_which_nothing_waits(
    write, size: tuple[int, int]
) -> None:
    async with reading(write("title: A new topic\n")) as reader:
        await reader.resize(*size)
        await reader.press("2")
        await reader.on("Review")
        await reader.until(lambda: "? help" in reader.lines[-1] and "no problems" in reader.lines[-2], "the foot")


async def test_an_error_below_a_thousand_warnings_is_found_in_the_list(write) -> None:
    issues = "".join(f"  a{number}: {{name: A{number}}}\n" for number in range(1_100))
    text = f"issues:\n{issues}parties: {{p: {{name: P}}}}\npositions: {{p: {{a0: {{stance: nonsense}}}}}}\n"
    async with reading(write(text)) as reader:
        await reader.press("5")
        await reader.sees("1 error, 999 warnings. 500 are listed, errors first.")
        await reader.press("G")
        await reader.sees('error: unknown stance "nonsense"')


async def test_parties_without_issues_are_named(write) -> None:
    async with reading(write(NO_ISSUES)) as reader:
        await reader.sees("North")
        await reader.sees("South")


async def test_a_cell_with_a_verdict_and_no_quotes_opens(write) -> None:
    async with reading(write(VERDICT)) as reader:
        await reader.press("enter")
        await reader.on("Quotes")
        await reader.sees("the analyst's verdict")
        await reader.sees("no quotes")
        await reader.press("enter", "J", "K", "y", "o", "slash", "x", "enter", "n", "N", "z", "escape")
        await reader.on("Overview")


async def test_a_quote_whose_article_is_not_there_is_shown_and_flagged(write) -> None:
    async with reading(write(UNDATED)) as reader:
        await reader.until(lambda: "1 problem" in reader.status)
        await reader.press("enter")
        await reader.sees('✗ "paper.txt" does not exist')
        assert "We want peace" in reader.text
        assert "undated" in reader.text
        await reader.press("enter")
        await reader.on("Article")
        await reader.sees('"paper.txt" does not exist')
        await reader.press("J", "K", "y", "Y", "o", "slash", "x", "enter", "n", "G", "escape", "escape")
        await reader.on("Overview")


async def test_an_article_as_long_as_a_book_opens_at_the_quote_and_shows_its_ends(write, tmp_path: Path) -> None:
    filler = "Nothing happened on this day, and nobody spoke of it.\n\n"
    book = ("It began.\n\n", filler * 6000, "We want peace, they said.\n\n", filler * 6000, "It ended.\n")
    (tmp_path / "paper.txt").write_text("".join(book))
    async with reading(write(UNDATED)) as reader:
        await reader.press("enter", "enter")
        await reader.on("Article")
        await reader.sees("We want peace, they said.")
        assert reader.style_of("We want peace").bgcolor is not None
        for key, words in (("home", "It began."), ("end", "It ended."), ("g", "It began."), ("G", "It ended.")):
            await reader.press(key)
            await reader.sees(words)


async def test_an_empty_article_opens(write, tmp_path: Path) -> None:
    (tmp_path / "paper.txt").write_text("")
    async with reading(write(UNDATED)) as reader:
        await reader.press("enter")
        await reader.sees("✗ not in the source")
        await reader.press("enter")
        await reader.sees("the file says: We want peace")


async def test_square_brackets_stay_as_they_were_printed(write, tmp_path: Path) -> None:
    words = "He said [the bill] is [sic] bad [/b] [bold]x[/bold] [/] [@click=app.quit]y[/] back[slash"
    (tmp_path / "paper.txt").write_text(f"{words}\n")
    text = UNDATED.replace("North", '"[b]North[/b]"').replace("name: Peace", 'name: "[/]Peace [sic]"')
    text = text.replace("quote: We want peace", f'quote: "{words}", note: "[/i]"').replace(
        "title: One", 'title: "[/x]One"'
    )
    async with reading(write(text), (160, 40)) as reader:
        await reader.sees("[/x]One")
        await reader.sees("[b]North[/b]")
        await reader.sees("[/]Peace [sic]")
        await reader.press("slash", "s", "i", "c", "enter", "enter")
        await reader.sees(words)
        await reader.sees("[/i]")
        await reader.press("enter")
        await reader.on("Article")
        await reader.sees(words)
        await reader.press("ctrl+f")
        await reader.type("[bold]")
        await reader.sees(words[10:60])


async def test_a_title_of_two_lines_hides_neither_itself_nor_where_one_is(write) -> None:
    two_lines = ONE_PARTY.replace("title: One\n", 'title: "The talks\\nof spring"\n')
    async with reading(write(two_lines)) as reader:
        assert reader.lines[0].strip() == "The talks of spring › North › Peace"
