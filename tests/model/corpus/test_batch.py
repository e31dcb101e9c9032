"""Many articles at once: none is lost, none stops the others, and it does not matter who reads them."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import dask
import pytest
from distributed import LocalCluster
from labour import die_of_seven, double, fail

from model.corpus import batch, workers
from model.corpus.batch import Article, Reading, Task, read_articles
from model.corpus.index import Index
from model.corpus.workers import WorkersError, spread
from model.extract import extract
from model.extract.vocabulary import Vocabulary
from model.file.loader import load

EXAMPLE = Path(__file__).parents[3] / "positions.yaml"


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    topic = load(EXAMPLE).topic
    assert topic is not None
    return Vocabulary.of(topic)


@pytest.fixture(scope="module")
def address():
    once = dask.config.set({"distributed.scheduler.allowed-failures": 0})  # by default a task may kill four workers
    with (
        once,
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0", silence_logs="CRITICAL") as cluster,
    ):
        yield cluster.scheduler_address


@pytest.fixture
def index(tmp_path: Path):
    with Index(tmp_path) as opened:
        yield opened


@pytest.fixture
def articles(tmp_path: Path) -> list[Article]:
    """Make fifty texts of the example's five."""
    texts = [path.read_text() for path in sorted((EXAMPLE.parent / "seeds").iterdir())]
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(50):
        (folder / f"{number:03}.txt").write_text(f"{texts[number % 5]}\nNumber {number}.\n")
    return [Article.at(str(path)) for path in sorted(folder.iterdir())]


def test_articles_come_in_their_order_with_all_that_is_in_them(
    articles: list[Article], vocabulary: Vocabulary, index: Index
) -> None:
    readings = list(read_articles(articles, vocabulary, index=index))
    assert [reading.source for reading in readings] == [article.source for article in articles]
    for reading in readings:
        assert reading.text == Path(reading.source).read_text()
        assert reading.candidates == extract(reading.text, vocabulary)
        assert not reading.error
    assert sum(len(reading.candidates) for reading in readings) > 50


def test_it_does_not_matter_who_reads_them(
    articles: list[Article], vocabulary: Vocabulary, index: Index, tmp_path: Path, address: str
) -> None:
    articles[40:40] = [Article.at(str(tmp_path / "none.txt"))]
    here = list(read_articles(articles, vocabulary, index=index))
    for number, how in enumerate(({"jobs": 2}, {"cluster": address})):
        (tmp_path / str(number)).mkdir()
        with Index(tmp_path / str(number)) as fresh:
            assert list(read_articles(articles, vocabulary, index=fresh, **how)) == here
            assert fresh.kept(here[0].text, vocabulary) == here[0].candidates


def test_what_is_known_is_not_read_again_and_needs_no_workers(
    articles: list[Article], vocabulary: Vocabulary, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = list(read_articles(articles, vocabulary, index=index))
    with monkeypatch.context() as patch:
        patch.setattr(batch, "_FILES", 30)
        patch.setattr(batch, "extract", None)
        assert list(read_articles(articles, vocabulary, index=index, cluster="nowhere:1")) == first
    Path(articles[45].source).write_text("Moscow wants a ceasefire.")
    again = list(read_articles(articles, vocabulary, index=index))
    assert again[45].text == "Moscow wants a ceasefire."
    assert again[45].candidates == extract(again[45].text, vocabulary)
    assert again[:45] + again[46:] == first[:45] + first[46:]


BAD = {
    "empty": (b"", "is empty"),
    "blank": (b"\xef\xbb\xbf \r\n\n", "is empty"),
    "binary": (b"%PDF-1.7 \0\0 and more", "is not a text: byte 10 of line 1 is NUL"),
    "latin-1": ("Überall schöne Grüße".encode("latin-1"), "it looks like Latin-1"),
    "utf-16": ("Moscow wants a truce.".encode("utf-16"), "it looks like UTF-16"),
    "large": (b"Moscow wants a truce. " * 800_000, "is larger than 16 MB"),
    "endless": (
        b"\n" + b"Moscow wants a truce, " * 100_000,
        "has a line of 2,200,000 characters, which is no paragraph",
    ),
    "missing": (None, "does not exist"),
}


def test_a_bad_file_gets_its_sentence_and_the_others_are_read(
    articles: list[Article], vocabulary: Vocabulary, index: Index, tmp_path: Path
) -> None:
    bad = []
    for name, (data, _) in BAD.items():
        path = tmp_path / f"{name}.txt"
        if data is not None:
            path.write_bytes(data)
        bad.append(str(path))
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    says = [says for _, says in BAD.values()]
    for path, what in (
        ("pipe", "is a pipe"),
        ("texts", "is a folder"),
        ("loop", "is a link that leads round in a circle"),
        ("nul\0", "not a usable"),
        ("e\x1b[2J", ""),
    ):
        bad.append(str(tmp_path / path))
        says.append(what)
    mixed = [each for pair in zip(bad, articles, strict=False) for each in (Article.at(pair[0]), pair[1])]
    readings = list(read_articles(mixed, vocabulary, index=index))
    for reading, path, what in zip(readings[::2], bad, says, strict=True):
        assert reading.source == path
        assert what in reading.error
        assert reading.error.startswith(f'"{path[:40]}')
        assert reading.error.isprintable(), "one line, and nothing a terminal would obey"
        assert (reading.text, reading.candidates) == ("", ())
    assert all(reading.candidates for reading in readings[1::2])


def test_a_text_of_the_topic_may_not_lie_outside_its_folder(
    vocabulary: Vocabulary, index: Index, tmp_path: Path
) -> None:
    (tmp_path / "inside").mkdir()
    (tmp_path / "secret").write_text("Moscow wants a ceasefire.")
    (reading,) = read_articles([Article("x", tmp_path / "inside", "../secret")], vocabulary, index=index)
    assert reading == Reading("x", error='"x" is not a path inside the topic\'s folder')


def test_a_text_is_read_through_a_link_and_under_the_name_that_was_given(
    articles: list[Article], vocabulary: Vocabulary, index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("link.txt").symlink_to(articles[0].source)
    (reading,) = read_articles([Article.at("./link.txt")], vocabulary, index=index)
    assert (reading.source, reading.text) == ("./link.txt", Path(articles[0].source).read_text())


def test_a_whole_article_on_one_line_is_read(vocabulary: Vocabulary, index: Index, tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    path.write_text("Moscow wants a ceasefire. " * 1_500)
    (reading,) = read_articles([Article.at(str(path))], vocabulary, index=index)
    assert not reading.error
    assert reading.candidates


def test_a_text_that_extraction_fails_on_costs_only_itself(
    articles: list[Article], vocabulary: Vocabulary, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(text: str, vocabulary: Vocabulary, engine: str) -> object:
        if "Number 7." in text:
            raise KeyError("of \x1b")
        return extract(text, vocabulary, engine)

    monkeypatch.setattr(batch, "extract", fails)
    readings = list(read_articles(articles, vocabulary, index=index))
    (failed,) = [reading for reading in readings if reading.error]
    assert failed.error == f"\"{articles[7].source}\" could not be read, by a fault of Parley's: KeyError: 'of \\x1b'"
    assert index.kept(Path(articles[7].source).read_text(), vocabulary) is None
    assert index.kept(readings[8].text, vocabulary) == readings[8].candidates


def test_a_worker_is_told_only_what_extraction_reads(vocabulary: Vocabulary) -> None:
    task = Task.of(vocabulary, "rules")
    quote = vocabulary.topic.positions["russia"]["ceasefire"].quotes[0].quote
    assert quote[:30] in str(vocabulary.topic)
    assert quote[:30] not in str(task)
    text = "Moscow wants a ceasefire."
    assert task([text, ""]) == [extract(text, vocabulary), ()]


@pytest.mark.parametrize("other", [{"version": "of last year"}, {"digest": "0" * 64}])
def test_a_worker_with_another_parley_refuses(vocabulary: Vocabulary, other: dict[str, str]) -> None:
    task = replace(Task.of(vocabulary, "rules"), **other)
    assert task(["a", "b"]) == ["was not read: the worker has another version of Parley"] * 2


@pytest.mark.parametrize("where", ["processes", "cluster"])
def test_a_chunk_that_kills_its_worker_is_the_only_one_lost(where: str, address: str) -> None:
    done = list(spread(die_of_seven, range(12), jobs=2, cluster=address if where == "cluster" else ""))
    assert done == [None if number == 7 else 2 * number for number in range(12)]


def test_articles_whose_worker_died_are_said_to_be_unread(
    articles: list[Article], vocabulary: Vocabulary, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = list(read_articles(articles[:1], vocabulary, index=index))
    monkeypatch.setattr(batch, "spread", lambda _, chunks, **__: (None for chunk in chunks))
    readings = list(read_articles(articles, vocabulary, index=index, jobs=2))
    assert readings[:1] == known
    what = "was not read: a worker died of it, or of one of its neighbours"
    assert [reading.error for reading in readings[1:]] == [f'"{article.source}" {what}' for article in articles[1:]]
    assert index.kept(Path(articles[1].source).read_text(), vocabulary) is None


@pytest.mark.parametrize("where", ["processes", "cluster"])
def test_who_stops_looking_leaves_nothing_running_and_nothing_on_the_screen(
    where: str, address: str, capfd: pytest.CaptureFixture[str]
) -> None:
    results = spread(double, range(1000), jobs=2, cluster=address if where == "cluster" else "")
    assert [next(results), next(results)] == [0, 2]
    results.close()
    assert capfd.readouterr() == ("", "")
    assert list(spread(double, range(3), jobs=2, cluster=address if where == "cluster" else "")) == [0, 2, 4]


@pytest.mark.parametrize(("module", "cluster"), [("joblib", ""), ("distributed", "tcp://127.0.0.1:8786")])
def test_what_is_not_installed_is_said_with_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, module: str, cluster: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(WorkersError, match=r"needs? joblib.*: `.*pip install .*joblib.*` installs what is missing$"):
        list(spread(double, range(3), jobs=2, cluster=cluster))


@pytest.mark.parametrize(
    ("where", "says"),
    [
        ("tcp://127.0.0.1:1", 'no Dask scheduler answers at "tcp://127.0.0.1:1": '),
        ("nonsense", 'no Dask scheduler answers at "nonsense": '),
        ("s3://\x1b[2J", 'no Dask scheduler answers at "s3://␛[2J": '),
    ],
)
def test_an_address_without_a_cluster_is_said(monkeypatch: pytest.MonkeyPatch, where: str, says: str) -> None:
    monkeypatch.setattr(workers, "_PATIENCE", 0.2)
    with pytest.raises(WorkersError) as raised:
        list(spread(double, range(3), jobs=1, cluster=where))
    assert str(raised.value).startswith(says)
    assert str(raised.value).isprintable()


def test_a_cluster_without_workers_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_PATIENCE", 0.5)
    says = r'^the Dask cluster at "tcp://.*" has no workers$'
    with LocalCluster(n_workers=0, dashboard_address=":0") as cluster, pytest.raises(WorkersError, match=says):
        list(spread(double, range(3), jobs=1, cluster=cluster.scheduler_address))


def test_a_cluster_that_cannot_do_the_work_is_said(address: str) -> None:
    with pytest.raises(WorkersError, match=r'^the Dask cluster at "tcp://.*" failed: no [012]$'):
        list(spread(fail, range(3), jobs=1, cluster=address))
