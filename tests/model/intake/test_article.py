"""An article from the web or from a file: told by what it is, and never half of it without a word."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from papers import paper

from model.intake.article import article_at, article_in, tidy
from model.plain import plain
from model.quotes.sources import SourceError

if TYPE_CHECKING:
    from sites import Site

WEB = Path(__file__).parents[2] / "data/web"
GAZETTE = (WEB / "gazette.html").read_bytes()
PAPER = (WEB / "communique.pdf").read_bytes()
NOT_FOUND = "has no article text that could be found:"


def refused(site: Site, body: bytes, content_type: str = "text/html") -> str:
    with pytest.raises(SourceError) as caught:
        article_at(site.put("/a", body, Content_Type=content_type), pytest.fail)
    return str(caught.value).removeprefix(f'"{site.address}/a" ')


def test_an_article_has_the_address_where_it_is_in_the_end(site: Site) -> None:
    site.put("/b", GAZETTE)
    told: list[str] = []
    found = article_at(site.put("/a", status=302, Location="/b"), told.append)
    assert found.url == told[0] == f"{site.address}/b", "not what the page calls its own"
    assert (found.outlet, found.published) == ("The Norrhavn Gazette", "2021-04-02")


def test_a_page_without_the_name_of_its_site_has_that_of_its_host(site: Site) -> None:
    nameless = GAZETTE.replace(b"og:site_name", b"x").replace(b" | The Norrhavn Gazette", b"")
    nameless = nameless.replace(b'rel="canonical"', b"")
    assert article_at(site.put("/a", nameless), pytest.fail).outlet == site.address.removeprefix("http://")
    assert article_at(site.put("/b", PAPER), pytest.fail).outlet == "127.0.0.1"


@pytest.mark.parametrize("content_type", ["application/pdf", "application/octet-stream", "", "text/html"])
def test_a_paper_on_the_web_is_read_whatever_the_server_calls_it(site: Site, content_type: str) -> None:
    found = article_at(site.put("/a", PAPER, Content_Type=content_type), pytest.fail)
    assert found.title == "Joint communiqué of the second round"


def test_a_text_on_the_web_is_taken_as_it_is(site: Site) -> None:
    text = "Порт снижает сборы.\r\n\r\n" * 30
    found = article_at(
        site.put("/a", text.encode("cp1251"), Content_Type="text/plain; charset=windows-1251"), pytest.fail
    )
    assert found.text == text.replace("\r\n", "\n")
    wrapped = "Port lowers its tolls at last\n\n12 May 2031\n\n" + "The port lowers\nits tolls by a tenth.\n\n" * 20
    found = article_at(site.put("/b", wrapped.encode(), Content_Type="text/plain"), pytest.fail)
    assert (found.text, found.guessed) == (
        wrapped, {"title": "Port lowers its tolls at last", "published": "2031-05-12"},
    )  # fmt: skip


@pytest.mark.parametrize("data", [b"PK\x03\x04" + b"\0\1\2x" * 500, bytes(range(1, 256)) * 8])
def test_what_is_no_text_is_not_kept_as_one(site: Site, data: bytes) -> None:
    for called in ("application/octet-stream", "text/plain"):
        assert refused(site, data, called) == "is neither a web page nor a PDF nor a text"


def test_what_is_no_article_is_said(site: Site) -> None:
    assert refused(site, b"GIF89a", "image/gif") == "is image/gif, neither a web page nor a PDF nor a text"
    advice = "sign in if need be, save the page in your browser and give the file"
    for wall in ((WEB / "wall.html").read_bytes(), b"", b"<html><div id=root></div><script src=/a.js></script></html>"):
        assert refused(site, wall) == f"{NOT_FOUND} {advice}"
    with pytest.raises(SourceError, match=rf'^"wall\.html" {NOT_FOUND} copy it into a text file and give that$'):
        article_in((WEB / "wall.html").read_bytes(), "wall.html")


def test_a_paper_of_a_few_lines_is_taken_as_it_is_for_it_is_no_login_wall(site: Site) -> None:
    lines = ["Talks fail in Norrhavn again", "12 May 2031", "Nobody came."]
    found = article_in(paper(lines), "a.pdf")
    assert found is not None
    assert found.text.splitlines() == lines
    there = article_at(site.put("/a", paper(lines), Content_Type="application/pdf"), pytest.fail)
    assert (there.text, there.guessed) == (found.text, {"title": lines[0], "published": "2031-05-12"})
    assert there.outlet == "127.0.0.1"
    with pytest.raises(SourceError, match=NOT_FOUND):
        article_in(paper(), "a.pdf")


@pytest.mark.parametrize("name", ["a.html", "A.HTM", "saved page", "a.txt"])
def test_a_saved_page_is_known_by_its_beginning_or_its_name(name: str) -> None:
    for before in (
        b"",
        b"\xef\xbb\xbf\n",
        b"<!-- saved from url=(0031)https://gazette.example -->\r\n",
        b'<?xml version="1.0"?>',
    ):
        found = article_in(before + GAZETTE, name)
        assert found is not None
        assert found.url == "https://gazette.example/harbour/lower-tolls"


@pytest.mark.parametrize(
    "data", [b"", b"The council met. <html> is what it spoke of.", b"<p>", b"<!--" * 1000, b"\xff\0"]
)
def test_any_other_file_is_left_as_it_is(data: bytes) -> None:
    assert article_in(data, "a.txt") is None


@pytest.mark.parametrize("package", ["trafilatura", "pypdf", "urllib3"])
def test_without_the_extra_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch, package: str) -> None:
    for room in ("model.intake.web", "model.intake.webpage", "model.intake.charset", "model.intake.pdf"):
        monkeypatch.delitem(sys.modules, room, raising=False)
    monkeypatch.setitem(sys.modules, package, None)
    if package == "urllib3":
        monkeypatch.delitem(sys.modules, "trafilatura", raising=False)
    what = {"trafilatura": "web page", "pypdf": "PDF", "urllib3": "web page"}[package]
    with pytest.raises(
        SourceError, match=rf'^"[^"]+" is a {what}; `.* pip install .*pypdf.*` installs what reads those$'
    ):
        article_at("http://a.invalid", pytest.fail) if package == "urllib3" else article_in(
            PAPER if package == "pypdf" else GAZETTE, "a"
        )


def test_a_text_of_the_web_without_what_reads_character_sets_is_said(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "model.intake.charset", None)
    assert refused(site, b"words", "text/plain").endswith("` installs what reads those")


@given(st.text())
def test_a_tidy_text_is_plain_and_stays_so(text: str) -> None:
    made = tidy(text)
    assert plain(made) == tidy(made) == made
    assert all(line and line == " ".join(line.split(" ")) for line in made.splitlines())


@settings(max_examples=50, deadline=None)
@given(st.sampled_from([b"", b"<html>", b"%PDF-1.7\n", b"\xef\xbb\xbf <!DOCTYPE html>"]), st.binary(max_size=300))
def test_no_bytes_end_in_a_traceback(beginning: bytes, rest: bytes) -> None:
    for name in ("a.txt", "a.html"):
        with suppress(SourceError):
            found = article_in(beginning + rest, name)
            assert found is None or len(found.text) >= (1 if beginning.startswith(b"%PDF") else 200)
