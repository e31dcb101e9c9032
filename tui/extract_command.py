"""`parley extract`: reads articles and says what they propose."""

from __future__ import annotations

import sys
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated, TextIO

import typer
from rich.console import Console

from model.corpus.batch import Article, read_articles
from model.corpus.index import Index
from model.corpus.score import CodesError, read_codes
from model.corpus.workers import WorkersError
from model.extract import ENGINES
from model.extract.engines import EngineMissingError
from model.extract.vocabulary import Vocabulary
from model.plain import one_line
from model.quotes.sources import SourceError, read_source
from tui.articles import articles_of
from tui.completions import engines
from tui.proposals import Summary, explanation, json_lines
from tui.reading_bar import ReadingBar
from tui.scoring import Scoring
from tui.tables import print_chart, print_table
from tui.topic_file import THE_FILE, TopicFile, pick, read_topic, refuse, warn

if TYPE_CHECKING:
    from model.schema import Topic

_INTERRUPTED = 130  # the status of a program that Ctrl-C ended


def extract(  # noqa: PLR0913 - each option is a wish of its own
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            help="Texts, or folders of *.txt; by default the topic's sources.", metavar="PATH", show_default=False
        ),
    ] = None,
    *,
    topic: TopicFile = THE_FILE,
    as_lines: Annotated[bool, typer.Option("--json", help="Print each candidate as a line of JSON.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Print each candidate with its reasons, and what was passed over.")
    ] = False,
    score: Annotated[
        Path | None,
        typer.Option(
            help="Compare with people's codes: JSON lines.", metavar="GOLD", show_default=False, readable=False
        ),
    ] = None,
    engine: Annotated[
        str, typer.Option(help=f"What finds who says what: {' or '.join(ENGINES)}.", autocompletion=engines)
    ] = ENGINES[0],
    jobs: Annotated[int, typer.Option(help="Processes that share the work.", min=1)] = 1,
    dask: Annotated[
        str, typer.Option(help="Let a Dask cluster do the work.", metavar="ADDRESS", show_default=False)
    ] = "",
) -> None:
    """Read articles and propose quotes. Nothing is written to the topic: a person decides in the app (key 2).

    A place in JSON is counted in code points of the file's text, where line ends are one LF and a byte order mark is
    not counted. Exit status 1 if a file could not be read.
    """
    engine = pick(engine, ENGINES, "engine", "engines")
    if dask and jobs > 1:
        refuse("--jobs and --dask exclude each other: a cluster has workers of its own", status=2)
    loaded, read = read_topic(topic)
    vocabulary = Vocabulary.of(read)
    scoring = _scoring(score, read) if score else None
    articles, failed = articles_of(paths or [], loaded, read)
    summary = Summary(read)
    out = Console(highlight=False, soft_wrap=True)
    quiet = (as_lines or explain) and sys.stdout.isatty()
    try:
        with Index(loaded.folder) as index, ReadingBar(len(articles), quiet=quiet) as bar:
            for reading in read_articles(articles, vocabulary, engine, index=index, jobs=jobs, cluster=dask):
                bar.step()
                if reading.error:
                    bar.say(reading.error)
                    failed += 1
                    continue
                summary.add(reading)
                if scoring:
                    scoring.add(reading)
                if as_lines:
                    sys.stdout.writelines(f"{line}\n" for line in json_lines(reading, explain=explain))
                elif explain:
                    for part in explanation(reading, vocabulary):
                        out.print(part)
    except (EngineMissingError, WorkersError) as error:
        refuse(str(error))
    except KeyboardInterrupt:
        raise typer.Exit(_INTERRUPTED) from None
    if not as_lines:
        _print(summary, scoring)
    elif scoring:
        _print_score(scoring, sys.stderr)
    raise typer.Exit(1 if failed else 0)


def _scoring(path: Path, topic: Topic) -> Scoring:
    codes = Article.at(str(path))  # from anywhere, as articles are
    try:
        return Scoring(topic, read_codes(read_source(codes.folder, codes.file)))
    except SourceError as error:
        refuse(str(error))
    except CodesError as error:
        refuse(f"{path}: {error}")


def _print(summary: Summary, scoring: Scoring | None) -> None:
    if scoring:
        _print_score(scoring, sys.stdout)
    elif (chart := summary.chart(sys.stdout.encoding)).names:
        print_chart(chart, sys.stdout, to_terminal=sys.stdout.isatty())
        typer.echo(one_line(summary.legend))
    typer.echo(one_line(summary.total))


def _print_score(scoring: Scoring, stream: TextIO) -> None:
    for doubt in scoring.doubts():
        warn(doubt)
    for table in scoring.tables():
        print_table(table, stream, to_terminal=stream.isatty())
        stream.write("\n")
    stream.write(f"{scoring.sentence()}\n")


def register(cli: typer.Typer) -> None:
    """Add the command to those of the program."""
    cli.command()(extract)
