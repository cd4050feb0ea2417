"""Texts that would drive a terminal, deceive a reader or act as markup, and what must never be drawn."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from schema_samples import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.strip import Strip

Json = Any

HOSTILE = {
    "a window title": "\x1b]0;owned\x07",
    "a title ended by ST": "\x1b]2;owned\x1b\\",
    "the clipboard": "\x1b]52;c;QUJD\x07",
    "CSI": "\x1b[2J\x1b[31m",
    "C1": "\x9b2J\x9d0;owned\x9c",
    "a bell and deletions": "\x07\x08\x7f\x00",
    "bidi overrides": "\u202elive\u202c\u2066x\u2069",
    "a lone surrogate": "a\ud800b",
    "lines": "two\nlines\r\tand\x0bmore\x85",
    "markup": "[red]red[/] [@click=app.quit]leave[/] [link=https://evil.example]l[/link]",
    "length": "long\x1b" * 2_000,
}

ALL = "".join(HOSTILE.values())
"""Every one of them, as one text."""

WIRE = "".join(text for name, text in HOSTILE.items() if name not in ("a lone surrogate", "length"))
"""As a server can send it: where the protocol has a set of words, a lone surrogate makes the message invalid.

It is short, because a test puts it into every field of every message.
"""

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def acting(text: str, *, lines: bool = False) -> set[str]:
    """Return the characters that a terminal would obey or could not be sent; `lines` allows newline and tab.

    It does not ask the sanitiser, which is what is tested.
    """
    allowed = "\n\t" if lines else ""
    return {
        each
        for each in text
        if each in _BIDI or (unicodedata.category(each) in ("Cc", "Cs") and each not in allowed)
    }


def acting_rows(strips: list[Strip]) -> list[str]:
    """Return what is wrong with rows: characters that act, links, and actions at a click."""
    found = [repr(strip.text) for strip in strips if acting(strip.text)]
    for strip in strips:
        for segment in strip:
            style = segment.style
            if style is not None and (style.link or "@click" in style.meta):
                found.append(f"{segment.text!r} acts: {style.link or style.meta}")
    return found


def samples(node: Json, text: str, *, depth: int = 0, name: str = "") -> Iterator[Json]:
    """Yield values that fit a node of the schema, one for each of its variants, with `text` in every string.

    Ids are plain, so that all of it is about one thread; optional properties are given too.
    """
    node = _resolved(node)
    if "oneOf" in node:
        # An object may have properties beside its alternatives.
        own = next(_objects(node, text, depth)) if "properties" in node else None
        for each in node["oneOf"]:
            for value in samples(each, text, depth=depth, name=name):
                yield value if own is None else {**value, **own}
        return
    kind = node.get("type", "object")
    kind = kind[0] if isinstance(kind, list) else kind
    if "enum" in node:
        yield node["enum"][0]
    elif kind == "object":
        yield from _objects(node, text, depth)
    elif kind == "array":
        parts = samples(node.get("items", {"type": "string"}), text, depth=depth + 1)
        yield from ([part] for part in parts) if depth <= _DEEPEST else ([],)
    elif kind == "string":
        yield "t" if name.lower().endswith("id") else text
    else:
        yield {"integer": 1, "number": 1.5, "boolean": True, "null": None}[kind]


_DEEPEST = 6


def _resolved(node: Json) -> Json:
    """Follow references; alternatives of an object stay, and of what may be null they do not."""
    if isinstance(node, dict) and "anyOf" in node and "properties" in node:
        return {**node, "oneOf": node["anyOf"]}
    return resolve(node)


def _objects(node: Json, text: str, depth: int) -> Iterator[Json]:
    properties, required = node.get("properties", {}), node.get("required", ())
    first: dict[str, Json] = {}
    variants: list[tuple[str, Json]] = []
    for key, of in properties.items():
        if depth > _DEEPEST and key not in required:
            continue
        values = list(samples(of, text, depth=depth + 1, name=key))
        first[key] = values[0]
        variants += [(key, value) for value in values[1:]]
    yield first
    for key, value in variants:
        yield {**first, key: value}
