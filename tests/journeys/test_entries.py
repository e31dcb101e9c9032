"""Parties, issues and sources are edited in the app, with their lists; texts in seeds/ become sources."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from reader import reading

import model.intake.intake
from model.intake.heading import Heading, heading_of

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

TEXT = "Tolls: no end in sight\n\nThe Sandby Courier\n4 April 2031\n\nThe council met again, and adjourned again.\n"


def put(harbour: Path, name: str, text: str | bytes) -> Path:
    """Put a text into the topic's seeds/."""
    path = harbour.parent / "seeds" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


async def test_aliases_and_people_of_a_party_are_edited_one_a_line(harbour: Path) -> None:
    before = harbour.read_text(encoding="utf-8")
    async with reading(harbour) as reader:
        await reader.command("edit party: Port")
        await reader.on("Form")
        assert reader.form.values["people"] == "Nils Brandt\n  Brandt\n  the harbour master"
        reader.fill(
            aliases="the port\nPort, Inc.\n",
            people="Nils Brandt\n  Brandt\n  he: himself\nEva Krog\n",
            members="dockers",
        )
        await reader.save_form()
        party = reader.app.session.topic.parties["port-authority"]
        assert party.aliases == ("the port", "Port, Inc.")
        assert {name: person.aliases for name, person in party.people.items()} == {
            "Nils Brandt": ("Brandt", "he: himself"),
            "Eva Krog": (),
        }
        assert party.members == ("dockers",)
        after = harbour.read_text(encoding="utf-8")
        assert after == before.replace(
            "    name: Port authority\n    people:\n      Nils Brandt: [Brandt, the harbour master]\n",
            '    name: Port authority\n    aliases: [the port, "Port, Inc."]\n    people:\n'
            '      Nils Brandt: [Brandt, "he: himself"]\n      Eva Krog:\n    members: [dockers]\n',
        )
        await reader.press("u")
        await reader.until(lambda: harbour.read_text(encoding="utf-8") == before, "the undo")


async def test_the_word_lists_of_an_issue_are_edited_and_emptied(harbour: Path) -> None:
    before = harbour.read_text(encoding="utf-8")
    async with reading(harbour) as reader:
        await reader.command("edit issue: Harbour")
        await reader.on("Form")
        reader.fill(
            terms="toll*\nharbour due*",
            for_="cut* * tolls",
            against="rais* * tolls",
            acts_oppose="walk* out",
            weak="dues",
        )
        await reader.save_form()
        issue = reader.app.session.topic.issues["tolls"]
        assert (issue.terms, issue.for_, issue.against) == (
            ("toll*", "harbour due*"),
            ("cut* * tolls",),
            ("rais* * tolls",),
        )
        assert (issue.acts.support, issue.acts.oppose, issue.weak) == ((), ("walk* out",), ("dues",))
        await reader.command("edit issue: Harbour")
        await reader.on("Form")
        assert reader.form.values["acts-oppose"] == "walk* out"
        reader.fill(terms="", for_="", against="", acts_oppose="", weak="")
        await reader.save_form()
        assert harbour.read_text(encoding="utf-8") == before


async def test_a_member_that_is_no_party_is_said_at_its_field(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.command("edit party: Shippers")
        await reader.on("Form")
        reader.fill(members="dockers\nnobody")
        await reader.press("ctrl+s")
        await reader.sees("no party has this id: nobody")


async def test_an_alias_added_elsewhere_meanwhile_is_asked_about_and_shown(harbour: Path, change) -> None:
    async with reading(harbour) as reader:
        await reader.command("edit party: Shippers")
        await reader.on("Form")
        change(harbour, "    name: Shippers\n", "    name: Shippers\n    aliases: [theirs, both]\n")
        reader.fill(aliases="mine\nboth")
        await reader.press("ctrl+s")
        await reader.on("Ask")
        await reader.sees("in the file now: theirs, both")
        await reader.sees("yours: mine, both")
        await reader.press("m")
        await reader.on("Overview")
        assert "aliases: [mine, both]" in harbour.read_text(encoding="utf-8")


async def test_a_list_that_no_field_can_show_is_left_alone(harbour: Path, change) -> None:
    change(harbour, "    name: Shippers\n", '    name: Shippers\n    aliases: ["two\\nlines", one]\n')
    async with reading(harbour) as reader:
        await reader.command("edit party: Shippers")
        await reader.on("Form")
        assert "aliases" not in reader.form.values
        reader.fill(note="A note")
        await reader.save_form()
        assert '    aliases: ["two\\nlines", one]\n' in harbour.read_text(encoding="utf-8")


async def test_a_source_is_edited(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.command("edit source: bulletin")
        await reader.on("Form")
        reader.fill(title="From the branch", published="2031-02-30")
        await reader.press("ctrl+s")
        await reader.sees("not a date")
        reader.fill(published="2031-03-21")
        await reader.save_form()
        source = reader.app.session.topic.sources["bulletin"]
        assert (source.title, str(source.published)) == ("From the branch", "2031-03-21")


async def test_new_texts_are_counted_and_listed_and_one_key_adds_the_one_under_the_cursor(harbour: Path) -> None:
    put(harbour, "a.txt", "The harbour was quiet, and nobody said a word about it all day long.\n")
    async with reading(harbour) as reader:
        await reader.until(lambda: "1 new text" in reader.status, "the count")
        put(harbour, "sandby.txt", TEXT)
        await reader.until(lambda: "2 new texts" in reader.status, "the text that came while Parley was open")
        await reader.press("5")
        await reader.on("Problems")
        await reader.sees("2 new texts in seeds/: i makes one a source")
        await reader.sees("new text seeds/a.txt no title, outlet or date found The harbour was quiet")
        await reader.sees(
            "new text seeds/sandby.txt Tolls: no end in sight · The Sandby Courier · 2031-04-04 The council met again"
        )
        await reader.press("down", "i")
        await reader.until(lambda: "sandby-courier-2031-04-04" in reader.app.session.topic.sources, "the source")
        await reader.sees("1 new text in seeds/: i makes")
        await reader.until(lambda: "1 new text " in reader.status)
        source = reader.app.session.topic.sources["sandby-courier-2031-04-04"]
        assert (source.file, source.title) == ("seeds/sandby.txt", "Tolls: no end in sight")
        assert source.outlet == "The Sandby Courier"
        await reader.press("u")
        await reader.until(lambda: "2 new texts" in reader.status, "the undo")


async def test_keys_go_on_while_new_texts_are_looked_at(harbour: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(harbour, "sandby.txt", TEXT)
    may_go_on = Event()

    def slow(text: str, outlets: tuple[str, ...]) -> Heading:
        assert may_go_on.wait(5), "the screen stood still"
        return heading_of(text, outlets)

    monkeypatch.setattr(model.intake.intake, "heading_of", slow)
    async with reading(harbour) as reader:
        await reader.until(lambda: "1 new text" in reader.status)
        await reader.press("5")
        await reader.sees("new text seeds/sandby.txt")
        await reader.press("escape", "5", "f1")
        await reader.on("Help")
        await reader.press("escape")
        assert "Tolls: no end in sight" not in reader.flat
        may_go_on.set()
        await reader.sees("Tolls: no end in sight · The Sandby Courier · 2031-04-04 The council met again")


async def test_a_text_that_was_empty_when_it_was_looked_at_is_looked_at_again_once_it_is_written(harbour: Path) -> None:
    new = put(harbour, "sandby.txt", "")
    async with reading(harbour) as reader:
        await reader.until(lambda: "1 new text" in reader.status)
        await reader.press("5")
        await reader.sees("new text seeds/sandby.txt seeds/sandby.txt is empty")
        new.write_text(TEXT, encoding="utf-8")
        await reader.press("R")
        await reader.sees("Tolls: no end in sight · The Sandby Courier · 2031-04-04 The council met again")
        assert "is empty" not in reader.flat
        new.unlink()
        put(harbour, "other.txt", "The council was quiet.\n")
        await reader.press("R")
        await reader.sees("new text seeds/other.txt no title, outlet or date found The council was quiet")


async def test_enter_on_a_new_text_opens_the_form_of_its_source(harbour: Path) -> None:
    put(harbour, "sandby.txt", TEXT)
    async with reading(harbour) as reader:
        await reader.until(lambda: "1 new text" in reader.status)
        await reader.press("5")
        await reader.on("Problems")
        await reader.press("enter")
        await reader.on("Form")
        given = {key: value for key, value in reader.form.values.items() if value}
        assert given == {
            "id": "sandby-courier-2031-04-04",
            "file": "seeds/sandby.txt",
            "title": "Tolls: no end in sight",
            "outlet": "The Sandby Courier",
            "published": "2031-04-04",
        }
        reader.fill(outlet="Sandby Courier")
        await reader.save_form()
        assert reader.app.session.topic.sources["sandby-courier-2031-04-04"].outlet == "Sandby Courier"


async def test_what_was_added_is_named(harbour: Path) -> None:
    async with reading(harbour) as reader:
        for what, fields in (("issue", {"name": "Pilot boats"}), ("event", {"name": "Talks", "date": "2031-05"})):
            await reader.command(f"new {what}")
            await reader.on("Form")
            reader.fill(**fields)
            await reader.save_form()
            await reader.until(lambda: f"{what} {fields['name']} added" in reader.toasts, "the name")  # noqa: B023


async def test_an_article_whose_text_is_not_there_is_not_listed_and_one_that_was_lost_can_still_be_edited(
    harbour: Path,
) -> None:
    async with reading(harbour) as reader:
        await reader.command("new source")
        await reader.on("Form")
        reader.fill(file="seeds/artcle.txt")
        await reader.press("ctrl+s")
        await reader.sees('"seeds/artcle.txt" does not exist')
        assert reader.screen == "Form"
        await reader.press("escape", "escape")
        file = harbour.parent / reader.app.session.topic.sources["gazette"].file
        file.unlink()
        await reader.command("edit source: ")
        await reader.on("Form")
        reader.fill(outlet="The Old Gazette")
        await reader.save_form()
        await reader.until(lambda: "The Old Gazette" in harbour.read_text(encoding="utf-8"), "the outlet")


async def test_a_file_in_seeds_that_is_no_text_is_listed_with_the_reason_and_not_added(harbour: Path) -> None:
    put(harbour, "scan.pdf", b"%PDF\0\0")
    put(harbour, "empty.txt", "")
    before = harbour.read_bytes()
    async with reading(harbour) as reader:
        await reader.until(lambda: "2 new texts" in reader.status)
        await reader.press("5")
        await reader.on("Problems")
        await reader.sees("seeds/empty.txt is empty")
        await reader.sees("is not a text")
        await reader.press("down")
        for key in ("i", "enter"):
            await reader.press(key)
            await reader.until(lambda: any("is not a text" in toast for toast in reader.toasts), "the reason")
            reader.app.clear_notifications()
        assert harbour.read_bytes() == before


async def test_where_there_is_no_new_text_the_key_says_so(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.press("5")
        await reader.on("Problems")
        await reader.press("i")
        await reader.until(lambda: any("no new text" in toast for toast in reader.toasts))
        assert "new text" not in reader.status


async def test_a_new_text_is_offered_by_the_palette(harbour: Path) -> None:
    put(harbour, "tide-tables.txt", "The tide was high.")
    async with reading(harbour) as reader:
        await reader.until(lambda: "1 new text" in reader.status)
        await reader.command("tide-tables")
        await reader.on("Form")
        await reader.save_form()
        assert reader.app.session.topic.sources["tide-tables"].file == "seeds/tide-tables.txt"


async def test_somebody_without_other_names_does_not_take_the_people_out_of_the_form(harbour: Path, change) -> None:
    change(harbour, "      Ada Holm: [Holm]\n", "      Ada Holm:\n      Jana Molk (Molk): []\n")
    async with reading(harbour) as reader:
        await reader.command("edit party: Shippers")
        await reader.on("Form")
        assert reader.form.values["people"] == "Ada Holm\nJana Molk (Molk)"
        reader.fill(people="Ada Holm\nJana Molk (Molk)\nEva Krog")
        await reader.save_form()
        people = reader.app.session.topic.parties["shippers"].people
        assert {name: person.aliases for name, person in people.items()} == {
            "Ada Holm": (),
            "Jana Molk (Molk)": (),
            "Eva Krog": (),
        }


async def test_people_whom_the_file_tells_apart_in_brackets_stay_as_they_are_when_one_is_added(
    harbour: Path, change
) -> None:
    junior, senior = "      Maj Lind (junior): [Lind, the chairwoman]\n", "      Maj Lind (senior): [Old Lind]\n"
    change(harbour, "      Ada Holm: [Holm]\n", f"      Ada Holm: [Holm]\n{junior}{senior}")
    async with reading(harbour) as reader:
        await reader.command("edit party: Shippers")
        await reader.on("Form")
        reader.fill(people=f"{reader.form.values['people']}\nEva Krog (Krog)")
        await reader.save_form()
        assert junior + senior in harbour.read_text(encoding="utf-8")
        assert reader.app.session.topic.parties["shippers"].people["Eva Krog"].aliases == ("Krog",)


async def test_a_name_typed_twice_takes_nobodys_other_names_away(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.command("edit party: Shippers")
        await reader.on("Form")
        reader.fill(people="Ada Holm\n  Holm\nMaj\nAda Holm (she)")
        await reader.press("ctrl+s")
        await reader.sees("this name stands in two lines: Ada Holm")
        reader.fill(people="Ada Holm\n  Holm\nMaj")
        await reader.save_form()
        assert list(reader.app.session.topic.parties["shippers"].people) == ["Ada Holm", "Maj"]


async def test_other_names_in_brackets_are_other_names_in_a_new_party_too(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.command("new party")
        await reader.on("Form")
        await reader.sees("other names in brackets")
        reader.fill(id="pilots", name="Pilots", people="Jana Molk (Molk, the chair)\n  she\nBo (Bob) Ek\n  Ek (senior)")
        await reader.save_form()
        people = reader.app.session.topic.parties["pilots"].people
        assert {name: person.aliases for name, person in people.items()} == {
            "Jana Molk": ("Molk", "the chair", "she"),
            "Bo (Bob) Ek": ("Ek (senior)",),
        }


async def test_examples_in_a_form_do_not_read_like_what_the_file_says(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.command("edit source: bulletin")
        await reader.on("Form")
        await reader.sees("file, such as seeds/article.txt")
        assert "published: 20" not in reader.flat


async def test_an_id_is_suggested_and_what_is_wrong_with_one_is_said_where_it_was_typed(harbour: Path) -> None:
    async with reading(harbour) as reader:
        await reader.command("new party")
        await reader.on("Form")
        await reader.type("Ferry Line & Sons")
        await reader.until(lambda: "ferry-line-sons" in reader.text, "the suggestion")
        await reader.press("tab")
        await reader.type("Big Party")
        await reader.press("tab", "ctrl+s")
        await reader.sees('"Big Party" is not an id: an id has small letters, digits and hyphens')
        assert reader.app.focused is not None
        assert reader.app.focused.id == "field-id"
        reader.fill(id="shippers")
        await reader.press("tab", "ctrl+s")
        await reader.sees('there is already "shippers" in parties')
        assert reader.app.focused.id == "field-id"
        reader.fill(id="")
        await reader.save_form()
        assert reader.app.session.topic.parties["ferry-line-sons"].name == "Ferry Line & Sons"
