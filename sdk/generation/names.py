"""Converts names of the protocol to Python names."""

from __future__ import annotations

import keyword
import re

_WORD_BOUNDARY = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[^A-Za-z0-9]+")
_MODEL_METHODS = frozenset({"schema", "json", "copy", "dict", "validate", "construct"})
_ENUM_ATTRIBUTES = frozenset({"name", "value", "mro", "root", *dir(str)})


def snake(name: str) -> str:
    """Return `name` in snake_case; a leading digit gets an `n_` before it."""
    words = [word for word in _WORD_BOUNDARY.split(name) if word]
    joined = "_".join(words).lower()
    return f"n_{joined}" if joined[:1].isdigit() else joined


def attribute(wire: str) -> str:
    """Return the attribute that holds the field `wire` of a model."""
    name = snake(wire)
    return f"{name}_" if keyword.iskeyword(name) or name in _MODEL_METHODS else name


def enum_member(value: str) -> str:
    """Return the name of the enum member with this value."""
    name = snake(value)
    return f"{name}_" if keyword.iskeyword(name) or name in _ENUM_ATTRIBUTES else name


def pascal(name: str) -> str:
    """Return `name` in PascalCase, without the version prefix that some titles carry."""
    words = re.split(r"[^A-Za-z0-9]+", name.replace("v2::", ""))
    return "".join(word[:1].upper() + word[1:] for word in words if word)
