"""Stops handles from being pickled or copied: another process could not use them."""

from __future__ import annotations

from typing import NoReturn


def refuse_pickling(handle: object, instead: str) -> NoReturn:
    """Raise `TypeError` for a handle that is pickled or copied; the message names what to do instead."""
    raise TypeError(
        f"A {type(handle).__name__} belongs to its client and its process, and cannot be pickled or copied. "
        f"{instead}"
    )
