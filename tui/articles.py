"""The articles that a command reads: files and folders as given, or the topic's own sources."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from model.corpus.batch import Article
from tui.topic_file import warn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from model.file.loader import Loaded
    from model.schema import Topic


def articles_of(paths: Sequence[str], loaded: Loaded, topic: Topic) -> tuple[list[Article], int]:
    """Give the articles at some paths, by default the topic's sources; say and count the folders without any."""
    if not paths:
        files = dict.fromkeys(source.file for source in topic.sources.values())
        if not files:
            warn(f"{loaded.path} lists no sources yet: `parley add` takes texts in")
        return [Article(str(loaded.folder / file), loaded.folder, file) for file in files], 0
    articles: list[Article] = []
    empty = 0
    for path in paths:
        if not os.path.isdir(path):  # noqa: PTH112 - which does not raise for what cannot be looked at
            articles.append(Article.at(path))
        elif names := sorted(each.name for each in Path(path).glob("*.txt")):
            articles += [Article.at(os.path.join(path, name)) for name in names]  # noqa: PTH118 - keeps `./` as given
        else:
            warn(f'"{path}" holds no *.txt')
            empty += 1
    return articles, empty
