from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator

import pytest

from model import digest


@pytest.fixture(autouse=True)
def chosen_anew() -> Iterator[None]:
    """Let the way be chosen anew, here and in the tests to come."""
    digest._way.cache_clear()
    yield
    digest._way.cache_clear()


@pytest.mark.parametrize("raw", [b"", b"abc", b"abc" * 1_000_000], ids=["empty", "small", "large"])
@pytest.mark.parametrize("lacking", [(), ("_sha2", "_sha256")], ids=["usual Python", "a Python without its own"])
def test_a_file_has_the_digest_that_other_tools_print_whatever_its_size_and_the_python(
    monkeypatch: pytest.MonkeyPatch, raw: bytes, lacking: tuple[str, ...]
) -> None:
    for name in lacking:
        monkeypatch.setitem(sys.modules, name, None)
    assert digest.sha256(raw) == hashlib.sha256(raw).hexdigest()
