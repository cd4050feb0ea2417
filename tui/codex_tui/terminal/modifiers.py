"""The number that says which modifiers are held: one more than the sum of their bits."""

from __future__ import annotations

from functools import lru_cache

_KITTY = ((1, "shift"), (2, "alt"), (4, "ctrl"), (8, "super"), (16, "hyper"), (32, "meta"))
"""What the kitty protocol calls them. 64 and 128, caps lock and num lock, are no modifiers of a binding."""
_XTERM = ((1, "shift"), (2, "alt"), (4, "ctrl"), (8, "alt"))
"""What xterm calls them; 8 is its meta, which iTerm2 sends for option and an arrow."""
_LARGEST = 256


@lru_cache(maxsize=512)
def modifier_names(value: int | None, *, kitty: bool) -> tuple[str, ...] | None:
    """Return the names of the modifiers, none for None; a number that no terminal sends gives None."""
    if value is None:
        return ()
    if not 1 <= value <= _LARGEST:
        return None
    bits = value - 1
    return tuple(dict.fromkeys(name for bit, name in (_KITTY if kitty else _XTERM) if bits & bit))
