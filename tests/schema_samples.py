"""The schema that the pinned server prints, and sample values that fit it: the measure of what is generated.

It is read here anew and not by the generator, so that a mistake of the generator's reading is found.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from codex_cli_bin import bundled_codex_path

Json = Any


@dataclass(frozen=True)
class SchemaRequest:
    """A client request as the schema has it."""

    method: str
    params: Json
    experimental: bool

    @property
    def body(self) -> Json:
        """The object of the parameters; empty where there are none."""
        return resolve(self.params)

    @property
    def is_union(self) -> bool:
        """Whether the parameters are one of several objects."""
        return "oneOf" in self.body


@cache
def schema(*, experimental: bool = True) -> Json:
    """Return the definitions that the server prints."""
    with tempfile.TemporaryDirectory() as folder:
        command = [str(bundled_codex_path()), "app-server", "generate-json-schema", "--out", folder]
        options = ["--experimental"] if experimental else []
        subprocess.run([*command, *options], check=True, capture_output=True, timeout=60)
        bundle = Path(folder) / "codex_app_server_protocol.schemas.json"
        return json.loads(bundle.read_text(encoding="utf-8"))["definitions"]


@cache
def requests() -> tuple[SchemaRequest, ...]:
    """Return every client request."""
    stable = {_method(each) for each in schema(experimental=False)["ClientRequest"]["oneOf"]}
    return tuple(
        SchemaRequest(_method(each), each["properties"].get("params", {}), _method(each) not in stable)
        for each in schema()["ClientRequest"]["oneOf"]
    )


def definition(name: str) -> Json:
    """Return a definition by its name."""
    return schema()["v2"].get(name) or schema()[name]


def resolve(node: Json) -> Json:
    """Follow references, and take the first alternative of a node that may be null."""
    if not isinstance(node, dict):
        return {}
    if "$ref" in node:
        return resolve(definition(node["$ref"].rsplit("/", 1)[1]))
    if len(node.get("allOf", ())) == 1:
        return resolve(node["allOf"][0])
    if "anyOf" in node:
        return resolve(node["anyOf"][0])
    return node


def sample(node: Json) -> Json:
    """Return the smallest value that fits a node."""
    node = resolve(node)
    if "oneOf" in node:
        return sample(node["oneOf"][0])
    if "enum" in node:
        return node["enum"][0]
    kind = node.get("type", "object")
    kind = kind[0] if isinstance(kind, list) else kind
    if kind == "object":
        properties = node.get("properties", {})
        return {key: sample(properties[key]) for key in node.get("required", ())}
    return {"string": "x", "integer": 1, "number": 1.5, "boolean": True, "array": [], "null": None}[kind]


def _method(variant: Json) -> str:
    return str(variant["properties"]["method"]["enum"][0])
