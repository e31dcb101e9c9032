"""What comes from the web: whole and in time, or a sentence; never more than was asked for."""

from __future__ import annotations

import gzip
import socket
import zlib
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.intake.web import Answer, Limits, fetch
from model.quotes.sources import SourceError

if TYPE_CHECKING:
    from sites import Site

SMALL = Limits(size=1024 * 1024)
HTML = "text/html; charset=utf-8"


def refused(url: str, limits: Limits = SMALL) -> str:
    """Fetch what cannot be had; give the sentence without the address that it begins with."""
    with pytest.raises(SourceError) as caught:
        fetch(url, lambda _: None, limits)
    name, _, sentence = str(caught.value).partition('" ')
    assert name[1:] == url[:197] + "..." * (len(url) > 200)
    return sentence


def test_a_page_comes_with_its_address_and_its_type(site: Site) -> None:
    assert fetch(site.put("/a", b"words"), pytest.fail) == Answer(f"{site.address}/a", b"words", HTML)
    assert fetch(site.put("/b", b"words", Content_Type="") + "#end", pytest.fail).content_type == ""
    assert site.asked == ["/a", "/b"]


@pytest.mark.parametrize(("encoding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_a_packed_page_is_unpacked(site: Site, encoding: str, pack) -> None:
    url = site.put("/a", pack(b"words " * 50_000), Content_Encoding=encoding)
    assert fetch(url, pytest.fail, SMALL).data == b"words " * 50_000


def test_redirects_are_followed_and_told(site: Site) -> None:
    url = site.put("/a", status=301, Location="/b?x=1#there")
    site.put("/b", status=307, Location=f"{site.address}/c/d%C3%A9")
    site.put("/c/d%C3%A9", b"words")
    told: list[str] = []
    assert fetch(url, told.append).url == f"{site.address}/c/d%C3%A9"
    assert told == [f"{site.address}/b?x=1", f"{site.address}/c/d%C3%A9"]


def test_addresses_in_letters_of_other_scripts_are_found(site: Site) -> None:
    site.put("/%D0%BF%D0%BE%D1%80%D1%82", b"words")
    assert fetch(f"{site.address}/порт", pytest.fail).data == b"words"
    sent = "/порт".encode().decode("latin-1")  # as some servers do, against the rules
    assert fetch(site.put("/a", status=302, Location=sent), lambda _: None).data == b"words"


def test_a_circle_of_redirects_ends(site: Site) -> None:
    url = site.put("/a", status=302, Location="/b")
    site.put("/b", status=302, Location="/a")
    assert refused(url).startswith("leads from one address to the next, more than 5 times; save the page")
    assert len(site.asked) == 6


@pytest.mark.parametrize(
    ("location", "said"),
    [
        ("ftp://files.example/a", "leads to ftp: and cannot be fetched: only http and https can"),
        ("file:///etc/passwd", "leads to file: and cannot be fetched: only http and https can"),
        ("http://[", "is not a usable web address"),
        ("https://", "is not a usable web address: it names no host"),
        ("http://me:secret@files.example/", "has a name or password in it, which would be kept: leave it out"),
    ],
)
def test_a_redirect_to_something_else_is_not_followed(site: Site, location: str, said: str) -> None:
    assert refused(site.put("/a", status=302, Location=location)) == said


@pytest.mark.parametrize("home", ["http://127.0.0.1:1/", "http://localhost/x", "http://[::1]/", "http://192.168.1.1/"])
def test_a_public_page_does_not_lead_into_the_readers_own_network(
    site: Site, monkeypatch: pytest.MonkeyPatch, home: str
) -> None:
    monkeypatch.setenv("http_proxy", site.address)  # which has an answer for every host
    site.put("/a", status=302, Location=home)
    assert refused("http://8.8.8.8/a").startswith("leads into your own network, to ")
    assert site.asked == ["http://8.8.8.8/a"]


def test_from_one_public_page_to_another_the_way_is_free(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", site.address)
    site.put("/a", status=302, Location="http://gazette.invalid/b")
    site.put("/b", b"words")
    assert fetch("http://8.8.8.8/a", lambda _: None).url == "http://gazette.invalid/b"


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (404, "does not exist (404 Not Found)"),
        (410, "does not exist (410 Gone)"),
        (403, "is not given to everyone (403 Forbidden): save the page in your browser and give the file"),
        (429, "cannot be had now (429 Too Many Requests): try again later"),
        (503, "cannot be had now (503 Service Unavailable): try again later"),
        (204, "was answered with no page (204 No Content): save the page in your browser and give the file"),
        (499, "was answered with no page (499): save the page in your browser and give the file"),
    ],
)
def test_a_page_that_is_not_given_is_said(site: Site, status: int, said: str) -> None:
    assert refused(site.put("/a", b"", status)) == said


def test_too_much_is_not_read_to_the_end(site: Site) -> None:
    sent = 0

    def endless(handler: BaseHTTPRequestHandler) -> None:
        nonlocal sent
        handler.send_response(200)
        handler.end_headers()
        while not site.closing.is_set():
            sent += handler.wfile.write(b"x" * 65536)

    assert refused(site.run("/a", endless)) == "is larger than 1 MB, too large for an article"
    assert sent < 64 * 1024 * 1024


def test_a_small_page_that_unpacks_to_a_huge_one_is_refused(site: Site) -> None:
    url = site.put("/a", gzip.compress(bytes(100 * 1024 * 1024), 9), Content_Encoding="gzip")
    assert refused(url) == "is larger than 1 MB, too large for an article"


def test_silence_and_endless_trickle_end(site: Site) -> None:
    def trickle(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not site.closing.wait(0.02):
            handler.wfile.write(b"x")
            handler.wfile.flush()

    silent = site.run("/silent", lambda _: site.closing.wait() and None)
    said = refused(silent, SMALL._replace(silence=0.2))
    assert said == "cannot be read: 127.0.0.1 was silent for 0.2 seconds; try again later"
    said = refused(site.run("/trickle", trickle), SMALL._replace(total=0.4))
    assert said.startswith("was not complete after 0.4 seconds: try again later")


def test_what_breaks_on_the_way_is_said(site: Site) -> None:
    broken = "cannot be read: 127.0.0.1 broke off, or sent something else than a page"
    assert refused(site.put("/short", b"half", Content_Length="8")) == broken
    assert refused(site.run("/odd", lambda handler: handler.wfile.write(b"SSH-2.0-x\r\n") and None)) == broken
    damaged = site.put("/packed", b"words, not packed at all", Content_Encoding="gzip")
    assert refused(damaged) == "came damaged: it cannot be unpacked"
    safe = site.address.replace("http:", "https:")
    assert refused(safe).startswith("was not fetched: 127.0.0.1 gave no safe connection")


def test_a_host_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    there_is_none = 'cannot be reached: there is no host "harbour.invalid", or no connection to the internet'
    assert refused("http://harbour.invalid/a") == there_is_none
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        closed = f"http://127.0.0.1:{unused.getsockname()[1]}"
        assert refused(closed) == "cannot be reached: 127.0.0.1 takes no connection (connection refused)"
        monkeypatch.setenv("http_proxy", closed)
        assert refused("http://harbour.invalid/a") == "cannot be reached: your proxy does not answer"


def test_a_host_that_never_takes_the_call_is_said() -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen(0)
        address = busy.getsockname()
        callers = [socket.socket() for _ in range(8)]
        for caller in callers:  # until its queue is full
            caller.setblocking(False)
            caller.connect_ex(address)
        said = refused(f"http://127.0.0.1:{address[1]}", SMALL._replace(connect=0.2))
        for caller in callers:
            caller.close()
    assert said == "cannot be reached: 127.0.0.1 did not answer in 0.2 seconds"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("ftp://files.example/a", "cannot be fetched: only http and https can"),
        ("http:///a", "is not a usable web address: it names no host"),
        ("http://a.example:99999/", "is not a usable web address"),
        ("http://me:secret@a.example/", "has a name or password in it, which would be kept: leave it out"),
        (f"http://{'a' * 300}.invalid/", "is not a usable web address"),
    ],
)
def test_an_address_that_is_none_is_said(url: str, said: str) -> None:
    assert refused(url) == said


@settings(deadline=None)
@given(st.text(st.characters(exclude_characters="/?#\\@:")), st.text())
def test_no_address_whatever_its_letters_ends_in_a_traceback(host: str, path: str) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")  # which nobody answers, so that no name is looked up
        for url in (f"http://{host}.invalid/{path}", f"http://127.0.0.1:1/{path}"):
            with pytest.raises(SourceError):
                fetch(url, pytest.fail, SMALL)
