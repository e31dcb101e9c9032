"""What a topic consists of is listed, and can be read, edited, renamed and deleted where it is listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader import reading

if TYPE_CHECKING:
    from pathlib import Path


async def go_to(reader, words: str) -> None:
    """Move down a list to the line with these words."""
    for _ in range(30):
        if words in str(reader.app.screen.row.shown):
            return
        await reader.press("down")
    raise AssertionError(reader.text)


async def test_the_articles_are_listed_with_what_was_taken_and_what_waits_and_enter_reads_one(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("6")
        await reader.on("Articles")
        await reader.sees(
            "Tolls stay in dispute as the harbour council adjourns The Norrhavn Gazette · 2031-03-04 · 4 q"
        )
        await reader.sees("bulletin Union Bulletin · 2031-03-20 · 3 quotes")
        await reader.until(lambda: reader.app.session.offers.waiting, "the reading")
        await reader.sees("1 to review")
        await reader.press("down", "enter")
        await reader.on("Article")
        assert reader.app.screen.source == "bulletin"
        await reader.press("escape")
        await reader.on("Articles")
        assert reader.app.screen.row.key == "bulletin"


async def test_quotes_that_share_a_sentence_are_counted_as_quotes_and_as_places_in_the_list_and_in_the_article(
    harbour: Path, change
) -> None:
    text = harbour.read_text(encoding="utf-8")
    start = text.index("        - quote: |\n            The branch took note")
    end = text.index("\n  port-authority:", start)
    again = text[start : text.index("\n", text.index("stance:", start)) + 1]
    assert start < end
    change(harbour, again, f"{again}{again}")
    async with reading(harbour) as reader:
        await reader.press("6")
        await reader.sees("Union Bulletin · 2031-03-20 · 4 quotes in 3 places")
        await reader.press("down", "enter")
        await reader.on("Article")
        await reader.sees("4 quotes in 3 places")
        await reader.press("escape", "up", "enter")
        await reader.sees("quotes here")
        assert "places" not in reader.flat, "every quote has its own"


async def test_an_article_without_a_quote_yet_says_so(harbour: Path, change) -> None:
    change(harbour, "sources:\n", "sources:\n  extra: {file: articles/bulletin.txt}\n")
    async with reading(harbour) as reader:
        await reader.press("6")
        await reader.sees("extra undated · no quotes yet")


async def test_any_article_is_opened_by_its_name_and_a_quote_taken_from_it(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.command("article: Tolls stay")
        await reader.on("Article")
        await reader.press("i", "enter")
        await reader.on("Form")
        assert reader.form.values["source"] == "gazette"
        assert reader.form.values["quote"] == "Tolls stay in dispute as the harbour council adjourns"


async def test_where_a_reader_has_scrolled_to_the_taking_of_sentences_begins(harbour: Path) -> None:
    async with reading(harbour, size=(80, 16)) as reader:
        await reader.command("article: Tolls stay")
        await reader.on("Article")
        await reader.press("pagedown")
        in_sight = reader.lines[3:8]
        await reader.press("i", "enter")
        await reader.on("Form")
        first = " ".join(reader.form.values["quote"].split()[-3:])
        assert first in " ".join(" ".join(line[1:].split()) for line in in_sight), (first, in_sight)


async def test_two_articles_of_one_paper_are_told_apart_where_a_text_is_found_in_both(harbour: Path, change) -> None:
    change(harbour, "    outlet: Union Bulletin\n", "    outlet: The Norrhavn Gazette\n")
    async with reading(harbour) as reader:
        await reader.press("ctrl+f")
        await reader.on("Search")
        await reader.type("harbour")
        await reader.sees("Tolls stay in dispute as the harbour council adjourns (The Norrhavn Gazette, 2031-03-04)")
        await reader.sees("bulletin (The Norrhavn Gazette, 2031-03-20)")


async def test_events_are_listed_edited_and_deleted(harbour: Path) -> None:
    before = harbour.read_text(encoding="utf-8")
    async with reading(harbour) as reader:
        await reader.press("7")
        await reader.on("Contents")
        await reader.sees("event none yet")
        await go_to(reader, "event ")
        await reader.press("enter")
        await reader.on("Form")
        reader.fill(date="2031-03-04", name="The council meets")
        await reader.save_form()
        await reader.sees("event The council meets 2031-03-04")
        await reader.command("edit event: 2031-03-04")
        await reader.on("Form")
        assert reader.form.values == {"date": "2031-03-04", "name": "The council meets", "note": ""}
        reader.fill(name="The council met")
        await reader.save_form()
        assert "name: The council met\n" in harbour.read_text(encoding="utf-8")
        await go_to(reader, "event ")
        await reader.press("d")
        await reader.sees("Delete the event 2031-03-04 The council met from the file?")
        await reader.press("y")
        await reader.sees("event none yet")
        await reader.press("u", "u", "u")
        await reader.until(lambda: harbour.read_text(encoding="utf-8") == before, "the undos")


async def test_a_party_goes_with_its_quotes_after_their_number_was_said_and_comes_back(harbour: Path) -> None:
    before = harbour.read_text(encoding="utf-8")
    async with reading(harbour) as reader:
        await reader.press("down", "7")
        await reader.on("Contents")
        assert reader.app.screen.row.key == "port-authority", "the party of the cell"
        await reader.press("d")
        await reader.sees("With it go 1 position and 2 quotes.")
        await reader.press("escape")
        assert harbour.read_text(encoding="utf-8") == before
        await reader.press("d", "y")
        await reader.until(lambda: "port-authority" not in harbour.read_text(encoding="utf-8"), "the deletion")
        assert reader.app.session.is_current
        await reader.press("u")
        await reader.until(lambda: harbour.read_text(encoding="utf-8") == before, "the undo")


async def test_a_source_is_deleted_by_its_name_and_its_text_stays(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.command("delete source: bulletin")
        await reader.sees("With it go 3 quotes. Its text stays on the disk: articles/bulletin.txt")
        await reader.press("y")
        await reader.until(lambda: "bulletin" not in reader.app.session.topic.sources, "the deletion")
        assert len(list(reader.app.session.topic.quotes())) == 4
        assert (harbour.parent / "articles/bulletin.txt").exists()


async def test_an_issue_that_nothing_rests_on_is_deleted(harbour: Path, change) -> None:
    change(harbour, "issues:\n", "issues:\n  fog: {name: Fog, proposition: It goes.}\n")
    async with reading(harbour) as reader:
        await reader.command("delete issue: Fog")
        await reader.sees("No quote rests on it.")
        await reader.press("y")
        await reader.until(lambda: "fog" not in reader.app.session.topic.issues, "the deletion")


async def test_a_bloc_that_loses_a_member_is_named(harbour: Path, change) -> None:
    change(harbour, "    name: Port authority\n", "    name: Port authority\n    members: [dockers]\n")
    async with reading(harbour) as reader:
        await reader.command("delete party: Dockers")
        await reader.sees("It leaves the bloc Port authority.")
        await reader.press("y")
        await reader.until(lambda: not reader.app.session.topic.parties["port-authority"].members, "the deletion")


async def test_an_id_is_changed_wherever_it_stands(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.command("rename issue: Harbour")
        await reader.on("Form")
        reader.fill(id="Harbour Dues")
        await reader.press("ctrl+s")
        await reader.sees('"Harbour Dues" is not an id')
        reader.fill(id="night-work")
        await reader.press("ctrl+s")
        await reader.sees('there is already "night-work"')
        reader.fill(id="dues")
        await reader.save_form()
        topic = reader.app.session.topic
        assert topic.issues["dues"].name == "Harbour tolls"
        assert len(topic.positions["shippers"]["dues"].quotes) == 2
        await reader.press("7", "down", "r")
        await reader.on("Form")
        await reader.press("ctrl+s")
        await reader.on("Contents")


async def test_the_title_is_edited_and_leads_to_its_line_but_is_neither_renamed_nor_deleted(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("7", "up", "up")
        assert reader.app.screen.spot().line == 2
        for key, said in (
            ("d", "nothing under the cursor that could be deleted"),
            ("r", "has no id"),
            ("i", "one title"),
        ):
            await reader.press(key)
            await reader.until(lambda said=said: any(said in toast for toast in reader.toasts), said)
        await reader.press("e")
        await reader.on("Form")
        reader.fill(title="Tides")
        await reader.save_form()
        assert harbour.read_text(encoding="utf-8").split("\n")[1] == "title: Tides"
        await reader.command("edit title")
        await reader.on("Form")
        assert reader.form.values == {"title": "Tides"}


async def test_an_empty_topic_says_where_to_begin(write) -> None:
    path = write("title: Nothing yet\n")
    async with reading(path) as reader:
        await reader.press("6")
        await reader.sees("No articles yet: put texts into seeds/, then 5 lists them.")
        await reader.press("enter", "o", "i")
        await reader.on("Form")
        await reader.press("escape", "7")
        await reader.on("Contents")
        await go_to(reader, "issue")
        await reader.press("enter")
        await reader.on("Form")
        reader.fill(id="tolls", name="Tolls", proposition="They go down.")
        await reader.save_form()
        assert reader.app.session.topic.issues["tolls"].name == "Tolls"
        await reader.sees("issue Tolls They go down.")


async def test_a_list_below_others_is_gone_back_to_and_not_opened_twice(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("6", "enter")
        await reader.on("Article")
        await reader.press("7", "6")
        await reader.on("Articles")
        assert len(reader.app.screen_stack) == 2


async def test_forms_of_events_the_title_and_ids_are_offered_again_after_a_crash(harbour: Path, change) -> None:
    change(harbour, "sources:\n", "events:\n  - {date: 2031-03-04, name: Council}\nsources:\n")
    asked = {
        "edit event: 2031": ("note", "Open"),
        "edit title": ("title", "Tides"),
        "rename party: Ship": ("id", "s-1"),
    }
    for command, (field, typed) in asked.items():
        async with reading(harbour) as reader:
            await reader.command(command)
            await reader.on("Form")
            reader.fill(**{field: typed})
            await reader.settle()
            await reader.quit()
        async with reading(harbour) as reader:
            await reader.on("Ask")
            await reader.press("o")
            await reader.on("Form")
            assert reader.form.values[field] == typed
            await reader.save_form()
