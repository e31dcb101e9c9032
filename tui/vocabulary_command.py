"""`parley vocabulary`: what the topic's words find in its own articles."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from model.corpus.batch import read_articles
from model.corpus.index import Index
from model.corpus.sightings import Hits, kinds_of, not_proposed, sightings, without_issue
from model.extract.vocabulary import Vocabulary
from model.plain import one_line
from tui.articles import articles_of
from tui.reading_bar import ReadingBar
from tui.tables import print_table
from tui.topic_file import THE_FILE, AsJson, TopicFile, read_topic
from tui.wording import counted

if TYPE_CHECKING:
    from model.corpus.batch import Reading
    from model.corpus.sightings import Sighting
    from model.extract.vocabulary import Term, TermKind
    from model.schema import Topic

_NEAR = 10  # sentences printed; JSON has them all


def vocabulary(
    *,
    topic: TopicFile = THE_FILE,
    as_json: AsJson = False,
) -> None:
    """Print how often terms and parties stand in the articles.

    A term is listed once for an issue, with all the headings it stands under, a party with the sentences that have
    one of its names or people.

    Then come sentences in which a party takes a side and no term stands. Exit status 1 if an article could not be read.
    """
    loaded, read = read_topic(topic)
    words = Vocabulary.of(read)
    articles, failed = articles_of([], loaded, read)
    hits, passed_over = Hits(), 0
    near: list[tuple[Reading, Sighting]] = []
    with Index(loaded.folder) as index, ReadingBar(len(articles)) as bar:
        for reading in read_articles(articles, words, index=index):
            bar.step()
            if reading.error:
                bar.say(reading.error)
                failed += 1
                continue
            seen = sightings(reading.text, words)
            hits.add(seen)
            near += [(reading, one) for one in without_issue(seen, reading.candidates)]
            passed_over += sum(1 for _ in not_proposed(seen, reading.candidates))
    if as_json:
        typer.echo(json.dumps(_as_dict(words, hits, near), ensure_ascii=False, indent=2))
    else:
        _print(read, words, hits)
        _print_parties(read, hits)
        _print_near(read, near, passed_over)
    raise typer.Exit(1 if failed else 0)


def _as_dict(words: Vocabulary, hits: Hits, near: list[tuple[Reading, Sighting]]) -> dict[str, Any]:
    return {
        "terms": [_term_as_dict(term, kinds, *hits.of(term)) for term, kinds in kinds_of(words).items()],
        "near": [
            {
                "source": reading.source,
                "start": one.start,
                "end": one.end,
                "quote": reading.text[one.start : one.end],
                "parties": one.parties,
                "words": one.sides,
            }
            for reading, one in near
        ],
        "parties": [
            {"party": party, "sentences": sentences, "articles": articles}
            for party in words.topic.parties
            for sentences, articles in [hits.of_party(party)]
        ],
    }


def _term_as_dict(term: Term, kinds: tuple[TermKind, ...], hits: int, articles: int) -> dict[str, str | int]:
    kind = ", ".join(kinds)
    return {"issue": term.issue, "kind": kind, "term": term.phrase, "hits": hits, "articles": articles}


def _print(topic: Topic, words: Vocabulary, hits: Hits) -> None:
    table = Table("issue", "kind", "term")
    table.add_column("hits", justify="right")
    table.add_column("articles", justify="right")
    issue = ""
    for term, kinds in kinds_of(words).items():
        name = "" if term.issue == issue else topic.issues[term.issue].name
        if name and issue:
            table.add_section()
        issue = term.issue
        times, texts = hits.of(term)
        cells = (", ".join(kinds), term.phrase, str(times or "none"), str(texts or ""))
        table.add_row(Text(one_line(name)), *(Text(one_line(cell)) for cell in cells), style="" if times else "yellow")
    if table.row_count:
        print_table(table, sys.stdout, to_terminal=sys.stdout.isatty())
    else:
        typer.echo("The topic has no issues yet, so there is nothing to look for.")


def _print_parties(topic: Topic, hits: Hits) -> None:
    """Print how often each party is named: one that never is may be called otherwise there, and waits for an alias."""
    if not (topic.parties and topic.issues):
        return
    table = Table("party")
    for head in ("sentences", "articles"):
        table.add_column(head, justify="right")
    for party, entry in topic.parties.items():
        times, texts = hits.of_party(party)
        style = "" if times else "yellow"
        table.add_row(Text(one_line(entry.name)), Text(str(times or "none")), Text(str(texts or "")), style=style)
    print_table(table, sys.stdout, to_terminal=sys.stdout.isatty())


def _print_near(topic: Topic, near: list[tuple[Reading, Sighting]], passed_over: int) -> None:
    out = Console(highlight=False, soft_wrap=True)
    if near:
        out.print(Text(f"\nA party takes a side, but no term stands there, in {counted(len(near), 'sentence')}:"))
    for reading, one in near[:_NEAR]:
        parties = ", ".join(topic.parties[party].name for party in one.parties)
        sides = ", ".join(f'"{word}"' for word in one.sides)
        out.print(Text(one_line(f"  {reading.source} {one.start}-{one.end} {parties}: {sides}")))
        out.print(Text(one_line(f"    {reading.text[one.start : one.end]}"), style="dim"))
    if len(near) > _NEAR:
        out.print(Text(f"  {len(near) - _NEAR} more: `parley vocabulary --json` gives all"))
    if passed_over:
        times = "once" if passed_over == 1 else f"{passed_over} times"
        out.print(Text(f"\nA term stood there without a candidate {times}: `parley extract --explain` says where."))


def register(cli: typer.Typer) -> None:
    """Add the command to those of the program."""
    cli.command()(vocabulary)
