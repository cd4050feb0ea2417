"""Changes one value in the text of a settings file; comments, order and everything else stay as they are."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence


class Unwritable(Exception):
    """The value has no place in this text. The message says why, without a full stop."""


def with_value(text: str, path: Sequence[str], value: str | bool | None) -> str:
    """Return the text with a value at a path; None removes it, so that the default holds.

    Raises `Unwritable` when the text is not TOML, or has something else where a table has to be.
    """
    from tomlkit import dumps, parse
    from tomlkit.exceptions import TOMLKitError

    try:
        document = parse(text)
        _put(document, tuple(path), value)
        changed = dumps(document)
        # A writer that breaks the file would lose the next change of the person.
        _check(parse(changed).unwrap(), tuple(path), value)
    except (TOMLKitError, ValueError, RecursionError) as error:
        raise Unwritable(f"it is not TOML ({error})") from error
    return changed


def _put(document: MutableMapping[str, Any], path: tuple[str, ...], value: str | bool | None) -> None:
    table, key = _place(document, path, make=value is not None)
    if table is None:
        return
    if value is None:
        table.pop(key, None)
    else:
        old = table.get(key)
        comment = getattr(getattr(old, "trivia", None), "comment", "")
        table[key] = value
        if comment and not table[key].trivia.comment:
            table[key].comment(comment.lstrip("# "))


def _place(
    document: MutableMapping[str, Any], path: tuple[str, ...], *, make: bool
) -> tuple[MutableMapping[str, Any] | None, str]:
    """Return the table that holds the last key of a path, and that key; None without such a table."""
    from tomlkit import table as new_table

    first, *rest = path
    if not rest:
        return document, first
    if first not in document:
        if not make:
            return None, ""
        document[first] = new_table()
    inside = document[first]
    if not isinstance(inside, MutableMapping):
        raise Unwritable(f"{first} is not a table there")
    if len(rest) == 1 and rest[0] not in inside and "." in rest[0]:
        # An id of a key that was written without quotes is a table in a table.
        name, _, others = rest[0].partition(".")
        if isinstance(inside.get(name), MutableMapping):
            return _place(inside, (name, others), make=make)
    return _place(inside, tuple(rest), make=make)


def _check(document: object, path: tuple[str, ...], value: str | bool | None) -> None:
    flat = ".".join(path)
    found = dict(_leaves(document, ""))
    if found.get(flat) != value:
        raise Unwritable(f"{flat} cannot be written there")


def _leaves(value: object, at: str) -> list[tuple[str, object]]:
    if not isinstance(value, dict):
        return [(at, value)]
    return [leaf for key, each in value.items() for leaf in _leaves(each, f"{at}.{key}" if at else str(key))]
