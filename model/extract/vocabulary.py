"""A topic's words for extraction, made ready once: who may speak, and what may be spoken of."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from model.schema import Topic


@dataclass(frozen=True)
class Vocabulary:
    """The parties and issues of a topic as extraction reads them."""

    topic: Topic
    digest: str

    @classmethod
    def of(cls, topic: Topic) -> Vocabulary:
        """Make a topic's vocabulary ready; the digest changes with every word that extraction reads."""
        words = topic.model_dump_json(include={"issues", "parties", "scale"})
        return cls(topic, sha256(words.encode()).hexdigest())
