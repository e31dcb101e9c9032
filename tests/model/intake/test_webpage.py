"""What a web page says: its article and nothing around it, in the right letters."""

from __future__ import annotations

import codecs
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.intake import webpage
from model.intake.article import Article
from model.intake.charset import decode
from model.intake.webpage import read_webpage
from model.plain import plain
from model.quotes.sources import SourceError

WEB = Path(__file__).parents[2] / "data/web"
GAZETTE = (WEB / "gazette.html").read_bytes()
VESTI = (WEB / "vesti.html").read_bytes()
RUSSIAN = "Портовая администрация готова снизить сборы"
GERMAN = "<p>Die Hafengebühren müssen vor dem Herbst fallen, sagte Bürgermeisterin Größ – „sofort“."


def test_an_article_comes_without_what_stands_around_it() -> None:
    found = read_webpage(GAZETTE, "gazette.html")
    assert found == Article(
        found.text,
        title="Port authority offers lower tolls – with a condition",
        outlet="The Norrhavn Gazette",
        published="2021-04-02",
        url="https://gazette.example/harbour/lower-tolls",
    )
    lines = found.text.splitlines()
    assert len(lines) == 5, "one paragraph a line"
    assert lines[3].endswith("a cut that comes with conditions, she said, and the dredging of the northern channel "
                             "has to be part of any agreement.")  # fmt: skip
    for beside in ("Weather", "Comments", "reader number one", "rights reserved", "First round ends", "dataLayer"):
        assert beside not in found.text


def test_a_page_in_windows_1251_keeps_its_letters() -> None:
    found = read_webpage(VESTI, "vesti.html")
    assert (found.title, found.outlet, found.published) == (RUSSIAN, "Вести Норхавна", "2021-04-03")
    assert found.text.splitlines()[-1].startswith("Председатель союза судовладельцев Ада Берг назвала предложение")


@pytest.mark.parametrize(
    ("text", "codec", "header"),
    [
        (RUSSIAN, "utf-8", "text/html; charset=windows-1251"),
        (RUSSIAN, "cp1251", "text/html; charset=Windows-1251"),
        (RUSSIAN, "cp1251", 'text/html; charset="utf-8"'),
        (f'<meta charset="windows-1251">{RUSSIAN}', "cp1251", ""),
        (f'<meta charset="windows-1251">{RUSSIAN}', "koi8-r", "text/html; charset=koi8-r"),
        (RUSSIAN, "utf-16", "text/html"),
        (RUSSIAN, "utf-16-le", "text/html; charset=utf-16le"),
        (GERMAN, "cp1252", "text/html; charset=iso-8859-1"),
        (GERMAN, "cp1252", "text/html; charset=us-ascii"),
        (GERMAN, "utf-8-sig", ""),
        (f"{GERMAN * 9}", "cp1252", ""),
        ("和平談判將於週三繼續" * 9, "big5", "text/html; charset=big5"),
    ],
)
def test_the_right_letters_are_found(text: str, codec: str, header: str) -> None:
    assert decode(text.encode(codec), header) == text


@pytest.mark.parametrize("name", ["rot13", "zip", "unicode_escape", "punycode", "undefined", "no-such", "\0", "idna"])
def test_what_is_no_character_set_is_not_believed(name: str) -> None:
    data = RUSSIAN.encode("cp1251")
    assert decode(data, f"text/html; charset={name}") == decode(data, "")


def test_one_broken_letter_does_not_change_all_others() -> None:
    data = (GERMAN * 30).encode() + b"\xff"
    assert decode(data, "text/html; charset=utf-8") == GERMAN * 30 + "\ufffd"


def test_a_date_in_the_text_is_not_the_day_it_was_published() -> None:
    data = GAZETTE.replace(b"2021-04-02T18:30:00+02:00", b"").replace(b"on Friday", b"on 5 March 2020")
    assert read_webpage(data, "a").published == ""


def test_a_date_in_the_address_is_the_day_it_was_published() -> None:
    data = GAZETTE.replace(b"2021-04-02T18:30:00+02:00", b"").replace(b"canonical", b"x")
    assert read_webpage(data, "a", "", "https://gazette.example/2021/04/02/tolls").published == "2021-04-02"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "x"])
def test_only_a_web_address_is_kept_as_one(url: str) -> None:
    assert read_webpage(GAZETTE.replace(b"https://gazette.example/harbour/lower-tolls", url.encode()), "a").url == ""


def test_what_a_page_says_of_itself_is_made_plain() -> None:
    hostile = GAZETTE.replace(b"The Norrhavn Gazette", "a&#x1b;[31m\n\u202eb".encode())
    found = read_webpage(hostile.replace(b"with a condition", b"x" * 400), "a")
    assert "\x1b" not in found.outlet + found.text
    assert "\u202e" not in found.outlet + found.text
    assert len(found.title) <= 300


@pytest.mark.parametrize("data", [b"", b"x", b"<html>", b"<html><body></body></html>", b"\0" * 99, b"<!--"])
def test_a_page_without_an_article_has_no_text(data: bytes) -> None:
    assert read_webpage(data, "a").text == ""


def test_a_page_that_breaks_its_reader_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr(webpage, "bare_extraction", broken)
    with pytest.raises(SourceError, match=r'^"a\.html" is not a web page that can be read$'):
        read_webpage(GAZETTE, "a.html", "")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_page_ends_in_a_traceback(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([GAZETTE, VESTI, codecs.BOM_UTF16_LE, b"<html>" * 3000]))
    at = data.draw(st.integers(0, len(whole)))
    damaged = whole[:at] + data.draw(st.binary(max_size=40)) + whole[at + data.draw(st.integers(0, 400)) :]
    header = f"text/html; charset={data.draw(st.sampled_from(['', 'utf-8', 'utf-7', 'utf-32', 'shift_jis', 'hz']))}"
    with suppress(SourceError):
        text = read_webpage(damaged, "a.html", header).text
        assert plain(text.encode().decode()) == text
