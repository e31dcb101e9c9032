"""The JSON Schema of a topic's file, for editors: completion and squiggles with the ids that the file itself has.

Made of the models, and as lenient as the loader: every scalar is read as text there, though an editor sees numbers.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from model.edit.operations import look_up
from model.edit.writing import DATES
from model.schema import DEFAULT_SCALE, ID_PATTERN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from model.file.document import Value

MARK = "Written by `parley schema --write`, and again by Parley when ids change: do not edit."

Schema = dict[str, Any]

_TEXT: Schema = {"type": ["string", "number", "boolean"]}
_NUMBER: Schema = {
    "type": ["number", "string"],
    "pattern": r"^\s*[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?\s*$",
    "patternErrorMessage": "a number",
}
_DATE: Schema = {
    "type": ["string", "integer"],
    "pattern": r"^\s*[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?\s*$",
    "patternErrorMessage": "a date is 2025-05-19, 2025-05 or 2025",
    "minimum": 1,
    "maximum": 9999,
}
_ID: Schema = {"pattern": ID_PATTERN, "patternErrorMessage": "an id has small letters, digits and hyphens"}

# What an editor shows where the mouse rests on a key.
HOVER = {
    "Topic.title": "What the negotiation is called.",
    "Topic.scale": "The levels of stance, in place of support, conditional, ambiguous and oppose.",
    "Topic.issues": "The columns of the matrix, by id. A stance is towards the issue's proposition.",
    "Topic.parties": "The rows of the matrix, by id.",
    "Topic.sources": "The stored texts that quotes are from, by id.",
    "Topic.events": "Rounds, meetings and offers, with their dates.",
    "Topic.cues": "Further verbs for extraction, by what they say (refuse, want ...), and some to ignore.",
    "Topic.conduits": "News agencies and media that only pass on what others say, beside those that extraction knows.",
    "Topic.trailers": "How lines begin from which on an outlet speaks of itself, below its articles.",
    "Topic.positions": "The cells: party, then issue, then verdict and quotes.",
    "Stance.value": "Where the level lies between full opposition (the lowest) and full support (the highest).",
    "Stance.glyph": "The one character that stands for it in the matrix.",
    "Stance.label": "The word for it.",
    "Stance.short": "The word where there is little room.",
    "Issue.name": "The head of the column.",
    "Issue.proposition": "The sentence that a stance supports or opposes.",
    "Issue.note": "How you code this issue.",
    "Issue.terms": "Words that show that a text is about the issue; * is a word's ending or a gap of a few words.",
    "Issue.weak": "Words that count only beside a word that takes a side.",
    "Issue.for": "Words that speak for the proposition.",
    "Issue.against": "Words that speak against the proposition.",
    "Issue.acts": "Deeds that take a stance.",
    "Issue.conditions": "Words that make a stance conditional.",
    "Acts.support": "Deeds for the proposition.",
    "Acts.oppose": "Deeds against the proposition.",
    "Party.name": "The head of the row.",
    "Party.aliases": "Other names of the party, as texts have them.",
    "Party.people": "Who speaks for the party: a name, and the other names that texts use.",
    "Party.members": "The parties that make up this bloc, by id.",
    "Party.note": "A note for yourself.",
    "Source.file": "The text's file, relative to this one.",
    "Source.title": "The text's headline.",
    "Source.outlet": "Who published it.",
    "Source.published": "When: 2025-05-19, 2025-05 or 2025. The date of its quotes, unless they have one.",
    "Source.url": "Where it was read.",
    "Source.note": "A note for yourself.",
    "Event.date": "When: 2025-05-19, 2025-05 or 2025.",
    "Event.name": "What happened, in a few words.",
    "Event.note": "A note for yourself.",
    "Position.stance": "Your verdict. Leave it out to let the quotes speak.",
    "Position.since": "The date from which the verdict counts.",
    "Position.summary": "The position in a sentence.",
    "Position.note": "A note for yourself.",
    "Position.quotes": "The words behind the stance.",
    "Quote.quote": "The words, exactly as they stand in the source.",
    "Quote.source": "The id of the text that has the words.",
    "Quote.stance": "The stance that the words show towards the issue's proposition.",
    "Quote.speaker": "Whose words they are.",
    "Quote.kind": "direct: in quotation marks; indirect: reported; act: a deed.",
    "Quote.date": "When it was said; without it, the source's date counts.",
    "Quote.condition": "On what a conditional stance depends.",
    "Quote.role": "What the words are in the bargaining.",
    "Quote.via": "Who passes the words on.",
    "Quote.coder": "Who coded the quote.",
    "Quote.note": "A note for yourself.",
    "Quote.status": "How far the coding has come.",
    "Quote.translation": "The words in your language.",
}


def json_schema(data: Value) -> Schema:
    """Give the schema for a file that says `data` so far; a section without ids allows any."""
    from model.file.judging import form  # noqa: PLC0415 - brings pydantic, which a form on the screen is not to wait for

    schema = form()
    entries = {"Topic": schema, **schema.pop("$defs")}
    parties, issues = _names(data, "parties", "name"), _names(data, "issues", "proposition", "name")
    scale = _names(data, "scale", "label") or {id_: level.label for id_, level in DEFAULT_SCALE.items()}
    known = {"members": parties, "source": _names(data, "sources", "title", "outlet"), "stance": scale}
    for name, entry in entries.items():
        entries[name] = _entry(name, entry, known)
    topic = entries.pop("Topic")
    properties = topic["properties"]
    for section in ("scale", "issues", "parties", "sources"):
        properties[section] |= {"propertyNames": _ID}
    properties["positions"] |= _rows(parties, "PartyPositions")
    entries["PartyPositions"] = {"type": ["object", "null"], **_rows(issues, "Position")}
    return {"$schema": "http://json-schema.org/draft-07/schema#", "$comment": MARK, **topic, "$defs": entries}


def _names(data: Value, section: str, *fields: str) -> dict[str, str]:
    """Give the ids of a section, with the first of the fields that an entry has."""
    entries = look_up(data, (section,))
    if not isinstance(entries, dict):
        return {}
    told = {id_: [look_up(entry, (field,)) for field in fields] for id_, entry in entries.items()}
    return {
        id_: next((text for text in texts if isinstance(text, str) and text != id_), "") for id_, texts in told.items()
    }


def _entry(name: str, entry: Schema, known: Mapping[str, Mapping[str, str]]) -> Schema:
    required = entry.get("required", [])
    properties = {
        field: _described(f"{name}.{field}", _value(field, inner, known, optional=field not in required))
        for field, inner in entry["properties"].items()
    }
    kept: Schema = {key: entry[key] for key in ("description", "required", "additionalProperties") if key in entry}
    return {"type": "object" if required else ["object", "null"], **kept, "properties": properties}


def _described(place: str, schema: Schema) -> Schema:
    return {"description": HOVER[place], **schema}


def _value(field: str, schema: Schema, known: Mapping[str, Mapping[str, str]], *, optional: bool = False) -> Schema:
    """Make of what the model says of a value what an editor may find there; an optional one may be empty."""
    schema = next(iter(schema.get("anyOf", [schema])))
    if "$ref" in schema:
        return {"$ref": schema["$ref"]}
    nothing = ["null"] if optional else []
    kind = schema["type"]
    if kind == "array":
        return {"type": ["array", *nothing], "items": _value(field, schema["items"], known)}
    if kind == "object":
        return {"type": ["object", *nothing], "additionalProperties": _inner(schema, known)}
    if ids := known.get(field):
        return _one_of(ids, optional=optional)
    if "enum" in schema:
        return {"enum": [*schema["enum"], *([None] if optional else [])]}
    scalar = _DATE if field in DATES else _NUMBER if kind == "number" else _TEXT
    lengths: Schema = {key: schema[key] for key in ("minLength", "maxLength") if key in schema}
    return {**scalar, **lengths, "type": [*scalar["type"], *nothing]}


def _inner(schema: Schema, known: Mapping[str, Mapping[str, str]]) -> Schema | bool:
    """Give what the values of a mapping are, whatever its keys."""
    inner = schema.get("additionalProperties") or next(iter(schema["patternProperties"].values()))
    if inner.get("type") == "array":  # the names of a person, words of a kind
        return _value("", inner, known, optional=True)
    return {"$ref": inner["$ref"]} if "$ref" in inner else True  # the positions: they get their keys later


def _one_of(ids: Mapping[str, str], *, optional: bool) -> Schema:
    values: list[tuple[str | float | None, str]] = [
        (value, told) for id_, told in ids.items() for value in _as_read(id_)
    ]
    values += [(None, "")] if optional else []
    return {"enum": [value for value, _ in values], "enumDescriptions": [told for _, told in values]}


def _as_read(id_: str) -> list[str | float]:
    """Give an id as an editor reads it without quotes, too: 2025 is a number to it."""
    if id_ in ("true", "false"):
        return [id_, id_ == "true"]
    try:
        number = float(id_) if id_[:1].isdigit() else math.nan
    except ValueError:
        return [id_]
    return [id_, int(number) if number == int(number) else number] if math.isfinite(number) else [id_]


def _rows(ids: Mapping[str, str], kind: str) -> Schema:
    """Describe a mapping that has these ids as keys."""
    inner = {"$ref": f"#/$defs/{kind}"}
    if not ids:
        return {"additionalProperties": inner}
    # Editors complete and explain `properties`, and say of `propertyNames` which ones there are.
    rows = {id_: {"description": told, **inner} for id_, told in ids.items()}
    keys = [value for id_ in ids for value in _as_read(id_)]
    return {"properties": rows, "propertyNames": {"enum": keys}, "additionalProperties": inner}
