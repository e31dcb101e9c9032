"""A web site on this machine, for tests: what lies at each path is told beforehand."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

HTML = "text/html; charset=utf-8"


@dataclass
class Site:
    """Pages by path: each an answer to send, or a function that sends what it likes; `asked` is what came."""

    address: str
    pages: dict[str, Callable[[BaseHTTPRequestHandler], None]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    closing: Event = field(default_factory=Event)

    def put(self, path: str, body: bytes = b"", status: int = 200, **headers: str) -> str:
        """Put an answer at a path; give its address."""
        named = {"Content-Type": HTML, **{name.replace("_", "-"): value for name, value in headers.items()}}
        return self.run(path, lambda handler: _send(handler, status, named, body))

    def run(self, path: str, answer: Callable[[BaseHTTPRequestHandler], None]) -> str:
        """Put a function at a path that sends whatever it likes; give its address."""
        self.pages[path] = answer
        return self.address + path


def _send(handler: BaseHTTPRequestHandler, status: int, headers: Mapping[str, str], body: bytes) -> None:
    handler.send_response(status)
    for name, value in {"Content-Length": str(len(body)), **headers}.items():
        if value:
            handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


@contextmanager
def serving() -> Iterator[Site]:
    """Serve a site while the block runs; a proxy's requests are answered by their path too."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            answer = site.pages.get(urlsplit(self.path).path)
            with suppress(ConnectionError):  # who asked may have gone away
                if answer:
                    answer(self)
                else:
                    _send(self, 404, {}, b"")

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site = Site(f"http://127.0.0.1:{server.server_port}")
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield site
    finally:
        site.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()
