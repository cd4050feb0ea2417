"""How keys are written: in the table, and for a person."""

from __future__ import annotations


def split(keys: str) -> tuple[str, ...]:
    """Split a comma separated list of keys."""
    return tuple(part for part in (each.strip() for each in keys.split(",")) if part)


_NAMES = {
    "escape": "esc",
    "slash": "/",
    "question_mark": "?",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
}

# Left out of help and tables: what a terminal sends for shift+f6, and a second spelling of backspace.
_UNTOLD = frozenset({"f18", "shift+backspace"})


def key_name(key: str) -> str:
    """Return a key as footer and help write it: `^n`, `esc`, `[`."""
    if key.startswith("ctrl+") and len(key) == len("ctrl+") + 1:
        return "^" + key[-1]
    return _NAMES.get(key, key)


def key_names(keys: tuple[str, ...]) -> str:
    """Return all keys of a row as the help writes them: the nine digits as a range."""
    if keys == tuple("123456789"):
        return "1..9"
    return " ".join(key_name(key) for key in keys if key not in _UNTOLD)
