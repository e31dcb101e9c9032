"""What an editor knows of a topic: completion, squiggles and hover texts, as lenient as Parley itself."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from topics import GOOD, ROOT

from model import schema as words
from model.file.loader import Loaded, load
from model.json_schema import HOVER, MARK, json_schema
from model.save.refusal import SaveError
from model.schema import Entry
from model.schema_file import (
    asks_for_schema,
    header_of,
    refresh_quietly,
    refresh_schema,
    schema_path,
    schema_text,
    write_schema,
)

# What no schema of one file can tell: how the text is written, dates that no calendar has, blank texts, cycles.
SQUIGGLED = [
    *("american-date", "date-in-words", "date-is-a-list", "date-with-time", "aliases-is-a-text", "empty-issue"),
    *("id-with-capitals", "id-with-space", "id-with-umlaut", "impossible-month", "no-name"),
    *("parties-is-a-list", "party-is-a-text", "party-positions-is-a-text", "people-is-a-list", "people-is-nested"),
    *("position-is-a-list", "position-is-a-text", "positions-is-a-list", "quote-is-a-list", "quote-is-a-text"),
    *("quote-is-keys", "quote-without-quote", "quote-without-source", "quotes-not-a-list", "root-list", "root-text"),
    *("scale-glyph-empty", "scale-glyph-long", "scale-value-comma", "scale-value-list", "scale-value-word"),
    *("title-is-a-list", "unknown-acts-field", "unknown-field", "unknown-issue", "unknown-kind", "unknown-member"),
    *("unknown-party", "unknown-quote-field", "unknown-role", "unknown-section", "unknown-source", "unknown-stance"),
    *("unknown-status", "unknown-verdict", "events-is-keys"),
]


class Editor(yaml.CSafeLoader):
    """Reads YAML as an editor does: 1.2, with numbers and booleans, without dates."""


Editor.yaml_implicit_resolvers = {
    char: [
        (tag, re.compile("^(true|false)$", re.IGNORECASE) if tag.endswith(":bool") else found)
        for tag, found in resolvers
        if not tag.endswith(":timestamp")
    ]
    for char, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _number(_: Editor, node: yaml.ScalarNode) -> object:
    for read in (int, float):
        try:
            return read(node.value)
        except ValueError:
            continue
    return node.value


# In 1.2 a number may begin with a zero, and is no sexagesimal one.
Editor.add_constructor("tag:yaml.org,2002:int", _number)
Editor.add_constructor("tag:yaml.org,2002:float", _number)


def _as_json(value: object) -> object:
    if isinstance(value, dict):
        return {key if isinstance(key, str) else _key(key): _as_json(inner) for key, inner in value.items()}
    return [_as_json(inner) for inner in value] if isinstance(value, list) else value


def _key(key: object) -> str:
    return {8: "010", 10: "010", True: "true"}.get(key, str(key))  # the keys of the corpus that are no texts


def complaints(path: Path, loaded: Loaded | None = None) -> list[str]:
    """Give what an editor underlines in a file, with the schema that is made of `loaded`."""
    schema = json_schema((loaded or load(path)).document.data())
    jsonschema.Draft7Validator.check_schema(schema)
    data = _as_json(yaml.load(path.read_bytes(), Editor))  # noqa: S506 - a SafeLoader
    return [error.message for error in jsonschema.Draft7Validator(schema).iter_errors(data)]


@pytest.mark.parametrize("path", GOOD, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_nothing_that_parley_accepts_is_underlined(path: Path) -> None:
    assert load(path).topic is not None
    assert complaints(path) == []


@pytest.mark.parametrize("name", SQUIGGLED)
def test_what_parley_refuses_is_underlined(name: str) -> None:
    path = ROOT / f"tests/data/bad/{name}.yaml"
    assert load(path).topic is None
    assert complaints(path)


@pytest.mark.parametrize(
    ("old", "new", "allowed"),
    [
        ("stance: oppose\n", "stance: opose\n", "oppose"),
        ("stance: oppose\n", "stance:\n", None),
        ("source: bulletin\n", "source: bulletn\n", "bulletin"),
        ("  dockers:\n    name: Dockers' Union\n", "  dockers:\n    name: D\n    members: [shipers]\n", "shippers"),
        ("\n  port-authority:\n    # The", "\n  port-autority:\n    # The", "port-authority"),
    ],
)
def test_ids_of_the_file_are_offered_and_others_underlined(harbour: Path, old: str, new: str, allowed) -> None:
    text = harbour.read_text()
    assert old in text
    loaded = load(harbour)
    harbour.write_text(text.replace(old, new, 1))
    said = complaints(harbour, loaded)
    assert bool(said) == (allowed is not None)
    assert all(allowed in message for message in said)


def test_a_file_without_ids_yet_allows_any() -> None:
    schema = json_schema(None)
    validator = jsonschema.Draft7Validator(schema)
    assert validator.is_valid(None)
    assert validator.is_valid(
        {"positions": {"a": {"b": {"quotes": [{"quote": "x", "source": "s", "stance": "oppose"}]}}}}
    )
    assert not validator.is_valid({"positions": {"a": {"b": {"stance": "against"}}}})


def test_ids_that_look_like_values_are_accepted_with_and_without_quotes() -> None:
    ids = ("2025", "1e3", "true", "010", "no", "1e999", "0x1f", "1-2", "15e-1")
    schema = json_schema({"sources": {id_: {"file": "a", "title": f"of {id_}"} for id_ in ids}})
    source = schema["$defs"]["Quote"]["properties"]["source"]
    assert source["enum"] == [
        *("2025", 2025, "1e3", 1000, "true", True, "010", 10, "no", "1e999", "0x1f", "1-2", "15e-1", 1.5)
    ]
    assert source["enumDescriptions"][:3] == ["of 2025", "of 2025", "of 1e3"]
    keys = json_schema({"issues": {"010": {}, "no": {}}})["$defs"]["PartyPositions"]["propertyNames"]
    assert keys == {"enum": ["010", 10, "no"]}, "yaml-language-server takes a key like 010 for a number"
    assert json.loads(json.dumps(schema, allow_nan=False)) == schema


def test_broken_sections_do_not_keep_the_schema_from_being_made() -> None:
    schema = json_schema({"parties": ["a"], "issues": {"a": "text", "b": None}, "scale": {}, "sources": "x"})
    assert list(schema["$defs"]["PartyPositions"]["properties"]) == ["a", "b"]
    assert "properties" not in schema["properties"]["positions"]


def test_every_key_of_the_file_has_its_hover_text() -> None:
    entries = [each for each in vars(words).values() if isinstance(each, type) and issubclass(each, Entry)]
    assert set(HOVER) == {
        f"{each.__name__}.{key}" for each in entries if each is not Entry for key in each.known_keys()
    }


def test_hover_over_a_party_in_positions_says_its_name(example: Path) -> None:
    schema: dict[str, Any] = json_schema(load(example).document.data())
    assert schema["properties"]["positions"]["properties"]["turkiye"]["description"] == "Türkiye"
    issue = schema["$defs"]["PartyPositions"]["properties"]["nato"]
    assert issue["description"].startswith("Ukraine stays free to join NATO")


# The file beside the topic


@pytest.mark.parametrize(
    ("header", "asks"),
    [
        ("# yaml-language-server: $schema=./positions.schema.json\n", True),
        ("#yaml-language-server: $schema=positions.schema.json\r\n", True),
        ("# My topic\n\n#\n# yaml-language-server: $schema=./positions.schema.json\n", True),
        ("title: x\n# yaml-language-server: $schema=./positions.schema.json\n", False),
        ("# yaml-language-server: $schema=https://example.org/positions.schema.json\n", False),
        ("# yaml-language-server: $schema=../positions.schema.json\n", False),
        ("# no header\n", False),
        ("", False),
    ],
)
def test_the_header_of_the_file_decides(write: Callable[[str], Path], header: str, asks: bool) -> None:
    path = write(header + "parties: {a: {name: A}}\n")
    assert asks_for_schema(load(path)) is asks
    assert refresh_schema(load(path)) is asks
    assert schema_path(path).exists() is asks


def test_a_schema_that_cannot_be_refreshed_is_passed_over_where_nobody_asked(write: Callable[[str], Path]) -> None:
    path = write("# yaml-language-server: $schema=./positions.schema.json\nparties: {a: {name: A}}\n")
    schema_path(path).write_text("{}")  # not Parley's
    refresh_quietly(load(path))
    assert schema_path(path).read_text() == "{}"
    schema_path(path).unlink()
    refresh_quietly(load(path))
    assert '"a"' in schema_path(path).read_text()


def test_the_schema_is_written_only_when_it_changes(harbour: Path, change) -> None:
    harbour.chmod(0o640)
    path = schema_path(harbour)
    assert path.name == "positions.schema.json"
    assert header_of(harbour).endswith("$schema=./positions.schema.json")
    assert write_schema(load(harbour))
    assert path.read_text(encoding="utf-8") == schema_text(load(harbour))
    assert path.stat().st_mode & 0o777 == 0o640
    written = path.stat().st_mtime_ns, path.stat().st_ino
    change(harbour, "title: Harbour", "title: The harbour")
    assert not write_schema(load(harbour))
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == written
    change(harbour, "\nsources:\n", "\nsources:\n  new: {file: new.txt}\n")
    assert write_schema(load(harbour))
    assert '"new"' in path.read_text(encoding="utf-8")
    assert sorted(each.name for each in harbour.parent.iterdir()) == [
        "articles",
        "positions.schema.json",
        "positions.yaml",
    ]


def test_a_schema_that_somebody_else_wrote_is_left_alone(harbour: Path) -> None:
    path = schema_path(harbour)
    path.write_text("{}")
    with pytest.raises(SaveError, match="was not written by Parley; move it away first"):
        write_schema(load(harbour))
    assert path.read_text() == "{}"
    path.write_text(json.dumps({"$comment": MARK}))
    assert write_schema(load(harbour))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_said(harbour: Path) -> None:
    harbour.parent.chmod(0o555)
    try:
        with pytest.raises(SaveError, match=r"positions\.schema\.json was not saved"):
            write_schema(load(harbour))
    finally:
        harbour.parent.chmod(0o755)


def test_a_schema_that_is_a_folder_is_said(harbour: Path) -> None:
    schema_path(harbour).mkdir()
    with pytest.raises(SaveError, match=r"positions\.schema\.json was not saved: this is a folder"):
        write_schema(load(harbour))
