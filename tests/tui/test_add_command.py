"""How texts come into a topic with `parley add`: copied, listed, and asked about only on a terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pexpect
import pytest
from papers import paper

from model.file.loader import load
from model.schema import PartialDate, Source

if TYPE_CHECKING:
    from sites import Site

ROOT = Path(__file__).parents[2]
WEB = ROOT / "tests/data/web"
GAZETTE = (WEB / "gazette.html").read_bytes()
TEXT = "The council met.\n\nIt spoke of tolls.\n"


def sources(path: Path) -> dict[str, Source]:
    topic = load(path).topic
    assert topic is not None
    return dict(topic.sources)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "inbox/Tolls & more.txt"
    path.parent.mkdir()
    path.write_text(TEXT)
    return path


def test_a_text_is_copied_and_listed_with_what_is_known_of_it(parley, harbour: Path, article: Path) -> None:
    before = harbour.read_text()
    done = parley(
        *("add", article, "--topic", harbour, "--title", "Tolls: day 1", "--outlet", "The Norrhavn Gazette / NNA"),
        *("--published", "2031-04", "--url", "https://gazette.example/1", "--note", "by post"),
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith(": source norrhavn-gazette-2031-04 added: seeds/Tolls & more.txt\n")
    assert harbour.read_text().replace(
        "  norrhavn-gazette-2031-04:\n"
        "    file: seeds/Tolls & more.txt\n"
        '    title: "Tolls: day 1"\n'
        "    outlet: The Norrhavn Gazette / NNA\n"
        "    published: 2031-04\n"
        "    url: https://gazette.example/1\n"
        "    note: by post\n",
        "",
    ) == before, "nothing else has changed"  # fmt: skip
    copy = harbour.parent / "seeds/Tolls & more.txt"
    assert copy.read_bytes() == article.read_bytes()
    assert parley("check", harbour).returncode == 0


def test_a_text_that_is_there_already_is_recognised_whatever_its_name(parley, harbour: Path, article: Path) -> None:
    assert parley("add", article, "--topic", harbour).returncode == 0
    before = harbour.read_bytes()
    other = article.rename(article.with_name("other.txt"))
    done = parley("add", other, "--id", "new", "--topic", harbour)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f'{other}: nothing to do, the text is source "tolls-more" already\n'
    gazette = harbour.parent / "articles/gazette.txt"
    assert 'is source "gazette" already' in parley("add", gazette, "--topic", harbour).stdout
    assert harbour.read_bytes() == before
    assert len(list((harbour.parent / "seeds").iterdir())) == 1


def test_another_text_of_the_same_name_is_never_written_over(parley, harbour: Path, article: Path) -> None:
    for number in range(3):
        article.write_text(f"{TEXT}{number}")
        assert parley("add", article, "--topic", harbour).returncode == 0
    seeds = harbour.parent / "seeds"
    assert {path.name: path.read_text()[-1] for path in seeds.iterdir()} == {
        "Tolls & more.txt": "0",
        "Tolls & more-2.txt": "1",
        "Tolls & more-3.txt": "2",
    }
    assert list(sources(harbour))[-3:] == ["tolls-more", "tolls-more-2", "tolls-more-3"]


def test_a_text_that_lies_in_seeds_is_only_listed(parley, harbour: Path) -> None:
    path = harbour.parent / "seeds/2031/a.txt"
    path.parent.mkdir(parents=True)
    path.write_text(TEXT)
    assert parley("add", path, "--id", "a-1", "--topic", harbour).returncode == 0
    assert sources(harbour)["a-1"].file == "seeds/2031/a.txt"
    assert [each for each in path.parent.parent.rglob("*") if each.is_file()] == [path]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\xfea\0", "it looks like UTF-16"),
        ("Viele schöne Grüße aus dem Hafen".encode("latin-1"), "it looks like Latin-1"),
        (b"a picture \0\0 and more", "is not a text"),
        (None, "does not exist"),
    ],
)
def test_what_is_no_text_is_said_and_not_copied_and_the_others_are_added(
    parley, harbour: Path, article: Path, data: bytes | None, said: str
) -> None:
    bad = article.with_name("bad.txt")
    if data is not None:
        bad.write_bytes(data)
    done = parley("add", bad, article, "--topic", harbour)
    assert done.returncode == 1
    assert done.stderr.startswith('"bad.txt" ')
    assert done.stderr.count("\n") == 1
    assert said in done.stderr
    assert [path.name for path in (harbour.parent / "seeds").iterdir()] == [article.name]
    assert "tolls-more" in sources(harbour)


@pytest.mark.parametrize(("name", "data"), [("em.txt", b""), ("ws.txt", b"\xef\xbb\xbf \r\n\t\n"), ("em.pdf", b"")])
def test_an_empty_text_is_refused_before_it_stands_among_the_sources_and_the_others_are_added(
    parley, harbour: Path, article: Path, name: str, data: bytes
) -> None:
    empty = article.with_name(name)
    empty.write_bytes(data)
    before = harbour.read_bytes()
    done = parley("add", empty, "--topic", harbour)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f'"{name}" is empty\n')
    assert harbour.read_bytes() == before
    assert not (harbour.parent / "seeds").exists()
    done = parley("add", empty, article, "--topic", harbour)
    assert done.returncode == 1
    assert [path.name for path in (harbour.parent / "seeds").iterdir()] == [article.name]
    assert "source tolls-more added" in done.stdout


@pytest.mark.parametrize(
    ("options", "status", "said"),
    [
        (("--id", "A b"), 2, '"A b" is not an id'),
        (("--id", "gazette"), 1, 'there is already a source "gazette"'),
        (("--published", "yesterday"), 2, '"yesterday" is no date'),
        (("--title", "\udcff"), 1, "the text has a broken character"),
    ],
)
def test_what_cannot_be_listed_is_not_copied(parley, harbour: Path, article: Path, *, options, status, said) -> None:
    before = harbour.read_bytes()
    done = parley("add", article, *options, "--topic", harbour)
    assert (done.returncode, done.stdout) == (status, "")
    assert said in done.stderr
    assert harbour.read_bytes() == before
    assert not list(harbour.parent.glob("seeds/*"))


def test_what_is_meant_for_one_file_is_refused_for_several(parley, harbour: Path, article: Path) -> None:
    done = parley("add", article, article, "--id", "a", "--topic", harbour)
    assert (done.returncode, done.stderr) == (2, "--id, --title and --url are for one file at a time\n")


def test_a_file_that_cannot_be_saved_gets_no_copy_beside_it(parley, harbour: Path, article: Path) -> None:
    harbour.chmod(0o444)
    done = parley("add", article, "--topic", harbour)
    assert (done.returncode, done.stdout) == (1, "")
    assert "positions.yaml was not saved: it is read-only" in done.stderr
    assert not list(harbour.parent.glob("seeds/*"))


def test_a_folder_without_room_for_seeds_is_said(parley, harbour: Path, article: Path) -> None:
    (harbour.parent / "seeds").write_text("")
    done = parley("add", article, "--topic", harbour)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Tolls & more.txt was not saved: ")


def test_two_that_list_the_same_file_at_once_list_it_once(
    parley, harbour: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = harbour.parent / "seeds/a.txt"
    path.parent.mkdir()
    path.write_text(TEXT)
    monkeypatch.setattr("tui.add_command.source_with", lambda *_: None)  # the other was faster than this look
    assert parley("add", path, "--topic", harbour).returncode == 0
    before = harbour.read_bytes()
    done = parley("add", path, "--topic", harbour)
    assert (done.returncode, done.stdout) == (0, "seeds/a.txt: nothing to do, it is a source already\n")
    assert harbour.read_bytes() == before


def test_a_web_page_is_kept_as_a_text_with_what_it_says_of_itself(parley, harbour: Path, site: Site) -> None:
    site.put("/b", GAZETTE)
    url = site.put("/a", status=301, Location="/b")
    done = parley("add", url, "--topic", harbour)
    assert (done.returncode, done.stderr.splitlines()) == (
        0,
        [
            f"{url}: redirected to {site.address}/b",
            f"{url}: Port authority offers lower tolls – with a condition, The Norrhavn Gazette, 2021-04-02, 134 words",
        ],
    )
    file = "seeds/2021-04-02-norrhavn-gazette-port-authority-offers-lower-tolls-with-a.txt"
    assert done.stdout.endswith(f": source norrhavn-gazette-2021-04-02 added: {file}\n")
    source = sources(harbour)["norrhavn-gazette-2021-04-02"]
    assert (source.file, source.outlet, str(source.published)) == (file, "The Norrhavn Gazette", "2021-04-02")
    assert (source.title, source.url) == ("Port authority offers lower tolls – with a condition", f"{site.address}/b")
    text = (harbour.parent / file).read_bytes()
    assert text.decode().splitlines()[-1].startswith("The city council, which owns two thirds of the port")
    assert parley("check", harbour).returncode == 0


def test_a_page_that_is_there_already_gets_no_second_entry(parley, harbour: Path, site: Site) -> None:
    assert parley("add", site.put("/a", GAZETTE), "--topic", harbour).returncode == 0
    before, asked = harbour.read_bytes(), len(site.asked)
    for url in (f"{site.address}/a", f"{site.address}/a/?utm_source=mail#top"):
        done = parley("add", url, "--topic", harbour)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout == f'{url}: nothing to do, the page is source "norrhavn-gazette-2021-04-02" already\n'
    assert len(site.asked) == asked, "it is not even fetched"
    moved = parley("add", site.put("/moved", status=301, Location="/a"), "--topic", harbour)
    assert "the text is source" in moved.stdout
    site.put("/a", GAZETTE.replace(b"next Wednesday", b"next Thursday"))
    corrected = parley("add", f"{site.address}/moved", "--topic", harbour)
    assert "the page is source" in corrected.stdout
    copy = parley("add", WEB / "gazette.html", "--topic", harbour)
    assert "the text is source" in copy.stdout
    assert harbour.read_bytes() == before
    assert len(list((harbour.parent / "seeds").iterdir())) == 1


def test_what_is_given_counts_more_than_what_is_found(parley, harbour: Path) -> None:
    given = (
        "--title",
        "Lower tolls",
        "--outlet",
        "Harbour Post",
        "--published",
        "2021",
        "--url",
        "https://post.example/1",
    )
    assert parley("add", WEB / "gazette.html", *given, "--id", "post", "--topic", harbour).returncode == 0
    source = sources(harbour)["post"]
    assert source.file == "seeds/2021-harbour-post-lower-tolls.txt"
    assert (source.title, source.outlet, str(source.published)) == ("Lower tolls", "Harbour Post", "2021")
    assert source.url == "https://post.example/1"


def test_what_is_given_as_empty_is_left_out(parley, harbour: Path) -> None:
    assert parley("add", WEB / "gazette.html", "--title", "", "--topic", harbour).returncode == 0
    assert sources(harbour)["norrhavn-gazette-2021-04-02"].title == ""


def test_saved_pages_and_papers_are_added_side_by_side(parley, harbour: Path) -> None:
    done = parley("add", WEB / "vesti.html", WEB / "wall.html", WEB / "communique.pdf", "--topic", harbour)
    assert done.returncode == 1
    assert '"wall.html" has no article text that could be found' in done.stderr
    added = sources(harbour)
    assert added["2021-04-03-vesti"].outlet == "Вести Норхавна"
    assert added["joint-communique-of-the-second-round"].published is None, "a PDF does not say when it was published"
    assert len(list((harbour.parent / "seeds").iterdir())) == 2


def test_a_page_that_cannot_be_had_is_said_and_changes_nothing(parley, harbour: Path, site: Site) -> None:
    before = harbour.read_bytes()
    done = parley("add", f"{site.address}/gone", "ftp://files.example/a", "--topic", harbour)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        f'"{site.address}/gone" does not exist (404 Not Found)',
        '"ftp://files.example/a" cannot be fetched: only http and https can',
    ]
    assert harbour.read_bytes() == before
    assert not list(harbour.parent.glob("seeds/*"))


def test_without_the_extra_all_else_works(harbour: Path, article: Path) -> None:
    packages = ("trafilatura", "lxml", "pypdf", "urllib3")
    arguments = ["add", str(article), str(WEB / "gazette.html"), "--topic", str(harbour)]
    program = (
        f"import sys; sys.modules |= dict.fromkeys({packages}); from tui.cli import run; sys.exit(run({arguments}))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(f'"gazette.html" is a web page; `{sys.executable} -m pip install ')
    assert done.stderr.endswith("` installs what reads those\n")
    assert "trafilatura" in done.stderr
    assert "source tolls-more added" in done.stdout


def asked_to_add(source: Path, topic: Path) -> pexpect.spawn[str]:
    """Start `parley add` in a terminal of its own."""
    return pexpect.spawn(
        sys.executable,
        ["-m", "tui", "add", str(source), "--topic", str(topic)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        encoding="utf-8",
        timeout=20,
    )


@pytest.mark.terminal
def test_a_terminal_is_asked_for_what_is_not_given(harbour: Path, article: Path) -> None:
    child = asked_to_add(article, harbour)
    child.expect("Tolls & more.txt: The council met.")
    child.expect("Title: ")
    child.sendline("")
    child.expect("Outlet: ")
    child.sendline("The Evening")
    child.expect("Date: ")
    child.sendline("tomorrow")
    child.expect('"tomorrow" is no date')
    child.expect("Date: ")
    child.sendline("2031-05-01")
    child.expect("source evening-2031-05-01 added")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    source = sources(harbour)["evening-2031-05-01"]
    assert (source.title, source.outlet, str(source.published)) == ("", "The Evening", "2031-05-01")


HEADED = "Tolls stay as they are\n\n4 April 2031\nhttps://courier.example/7\n\nThe council met again.\n"


def test_in_a_pipe_a_text_gets_what_its_head_says_as_in_the_app_and_it_is_said(parley, harbour: Path, article: Path):
    article.write_text(HEADED)
    done = parley("add", article, "--topic", harbour)
    assert done.returncode == 0
    assert done.stderr == (
        "Tolls & more.txt: it seems to say of itself: Tolls stay as they are, 2031-04-04, https://courier.example/7\n"
    )
    assert sources(harbour)["tolls-more-2031-04-04"] == Source(
        file="seeds/Tolls & more.txt",
        title="Tolls stay as they are",
        published=PartialDate.parse("2031-04-04"),
        url="https://courier.example/7",
    )


def test_an_outlet_of_the_topic_at_the_head_of_a_text_is_taken_for_its_outlet(parley, harbour: Path, article: Path):
    article.write_text("UNION BULLETIN\n\nTolls stay as they are\n\nThe council met again.\n")
    done = parley("add", article, "--topic", harbour)
    assert (done.returncode, "Union Bulletin" in done.stderr) == (0, True)
    assert sources(harbour)["tolls-more"].outlet == "Union Bulletin"


def test_what_is_given_counts_more_than_what_a_text_seems_to_say(parley, harbour: Path, article: Path):
    article.write_text(HEADED)
    given = ("--title", "", "--published", "2031-05", "--url", "")
    done = parley("add", article, "--topic", harbour, *given)
    assert (done.returncode, done.stderr) == (0, "")
    source = sources(harbour)["tolls-more-2031-05"]
    assert (source.title, str(source.published), source.url) == ("", "2031-05", "")


def test_what_is_given_as_blanks_is_no_field(parley, harbour: Path, article: Path):
    done = parley("add", article, "--topic", harbour, "--title", "  ", "--outlet", " The Courier ", "--note", " ")
    assert done.returncode == 0
    assert sources(harbour)["tolls-more"] == Source(file="seeds/Tolls & more.txt", outlet="The Courier")


def test_a_paper_that_does_not_say_what_it_is_called_gets_what_its_first_lines_say(parley, harbour: Path) -> None:
    short = harbour.parent / "short.pdf"
    lines = ["The tolls stay as they are", "4 April 2031", "The council met again.", "It spoke of tolls."]
    short.write_bytes(paper(lines))
    done = parley("add", short, "--topic", harbour)
    assert (done.returncode, done.stderr.splitlines()) == (
        0,
        [f"{short}: 17 words", f"{short}: it seems to say of itself: The tolls stay as they are, 2031-04-04"],
    )
    (new,) = sources(harbour).keys() - {"gazette", "bulletin"}
    source = sources(harbour)[new]
    assert (source.title, str(source.published)) == ("The tolls stay as they are", "2031-04-04")
    assert source.file == "seeds/2031-04-04-the-tolls-stay-as-they-are.txt"


@pytest.mark.terminal
def test_a_terminal_offers_what_the_text_seems_to_say_and_enter_takes_it(harbour: Path, article: Path) -> None:
    article.write_text(HEADED)
    child = asked_to_add(article, harbour)
    child.expect("a blank instead leaves it out")
    child.expect(r"Title \[Tolls stay as they are\]: ")
    child.sendline("")
    child.expect("Outlet: ")
    child.sendline("The Courier")
    child.expect(r"Date \[2031-04-04\]: ")
    child.sendline(" ")
    child.expect("source tolls-more added")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    source = sources(harbour)["tolls-more"]
    assert (source.title, source.outlet, source.published) == ("Tolls stay as they are", "The Courier", None)


@pytest.mark.terminal
def test_who_breaks_off_at_the_questions_has_changed_nothing(harbour: Path, article: Path) -> None:
    before = harbour.read_bytes()
    child = asked_to_add(article, harbour)
    child.expect("Outlet|Title: ")
    child.sendintr()
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 1
    assert harbour.read_bytes() == before
    assert not list(harbour.parent.glob("seeds/*"))


@pytest.mark.terminal
def test_a_terminal_is_asked_only_for_what_a_page_does_not_say(harbour: Path) -> None:
    child = asked_to_add(WEB / "communique.pdf", harbour)
    assert child.expect(["Title: ", "Outlet: "]) == 1
    child.sendline("Customs house")
    child.expect("Date: ")
    child.sendline("2021-04-02")
    child.expect("source customs-house-2021-04-02 added")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    source = sources(harbour)["customs-house-2021-04-02"]
    assert source.title == "Joint communiqué of the second round"
    assert source.file == "seeds/2021-04-02-customs-house-joint-communique-of-the-second-round.txt"
