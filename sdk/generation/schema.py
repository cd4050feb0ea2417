"""The schema that the server writes, reduced to the parts that models need."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# A node of the schema, as JSON. The reader checks the shape of every node, so a precise type would need casts
# everywhere.
Node = Any

_BUNDLE = "codex_app_server_protocol.schemas.json"
_SIDES = {
    "requests": "ClientRequest",
    "server_requests": "ServerRequest",
    "notifications": "ServerNotification",
}
# The envelopes of messages. The SDK reads them itself; only their `params` and `result` become models.
_ENVELOPES = frozenset({*_SIDES.values(), "ClientNotification"})


class SchemaError(Exception):
    """The schema is not available, or has something that the generator does not understand."""


@dataclass(frozen=True)
class Method:
    """One method of the protocol: its name and the schema of its parameters."""

    name: str
    params: Node
    experimental: bool


@dataclass(frozen=True)
class Schema:
    """Definitions by name, the methods of each side, and the server they come from."""

    version: str
    digest: str
    definitions: dict[str, Node]
    methods: dict[str, list[Method]]


def read_schema(codex: Path) -> Schema:
    """Run the server at `codex` to write its schema, and return it without descriptions.

    Raises `SchemaError` if the server does not run or writes something unexpected.
    """
    version = re.search(r"\d+\.\d+\.\d+\S*", _run(codex, "--version"))
    if version is None:
        raise SchemaError(f"{codex} --version names no version. Is it the codex command?")
    bundle = _without_prose(_written_by(codex, "--experimental"))
    stable = _methods(_written_by(codex), frozenset())
    known = frozenset(method.name for methods in stable.values() for method in methods)
    canonical = json.dumps(bundle, sort_keys=True, separators=(",", ":"))
    return Schema(
        version=version[0],
        digest=hashlib.sha256(canonical.encode()).hexdigest(),
        definitions=_definitions(bundle),
        methods=_methods(bundle, known),
    )


def reference(node: Node) -> str | None:
    """Return the name of the definition that a node refers to, or None if it is not a mere reference."""
    if not isinstance(node, dict):
        return None
    if len(node.get("allOf", ())) == 1:
        return reference(node["allOf"][0])
    target = node.get("$ref")
    return target.rsplit("/", 1)[1] if target else None


def variants(node: Node) -> list[Node]:
    """Return the alternatives of a node that is a union, or else an empty list."""
    return list(node.get("oneOf") or node.get("anyOf") or ()) if isinstance(node, dict) else []


def _run(codex: Path, *arguments: str) -> str:
    try:
        done = subprocess.run([codex, *arguments], capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SchemaError(f"{codex} could not be run: {error}. Install openai-codex-cli-bin.") from error
    if done.returncode:
        command = " ".join([str(codex), *arguments])
        raise SchemaError(f"{command} ended with {done.returncode}: {done.stderr.strip()}")
    return done.stdout


def _written_by(codex: Path, *options: str) -> Node:
    with tempfile.TemporaryDirectory() as folder:
        _run(codex, "app-server", "generate-json-schema", *options, "--out", folder)
        try:
            return json.loads((Path(folder) / _BUNDLE).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise SchemaError(f"{codex} wrote no readable {_BUNDLE}: {error}") from error


def _without_prose(node: Node, inside_names: bool = False) -> Node:
    """Drop descriptions. `inside_names` is set where the keys are names of fields or definitions."""
    if isinstance(node, list):
        return [_without_prose(part) for part in node]
    if not isinstance(node, dict):
        return node
    return {
        key: _without_prose(part, not inside_names and key in ("properties", "definitions"))
        for key, part in node.items()
        if inside_names or key != "description"
    }


def _definitions(bundle: Node) -> dict[str, Node]:
    outer = dict(bundle["definitions"])
    merged: dict[str, Node] = dict(outer.pop("v2"))
    for name, node in outer.items():
        body = {key: value for key, value in node.items() if key not in ("$schema", "title")}
        if name in merged and body != merged[name]:
            raise SchemaError(
                f"the schema defines {name} twice and differently: give one of them another name"
            )
        if name not in _ENVELOPES and not name.startswith("JSONRPC"):
            merged[name] = node
    return merged


def _methods(bundle: Node, stable: frozenset[str]) -> dict[str, list[Method]]:
    return {
        side: [
            Method(
                name=variant["properties"]["method"]["enum"][0],
                params=variant["properties"].get("params"),
                experimental=variant["properties"]["method"]["enum"][0] not in stable,
            )
            for variant in bundle["definitions"][union]["oneOf"]
        ]
        for side, union in _SIDES.items()
    }
