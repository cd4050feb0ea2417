"""A default for arguments where None is a value of its own."""

from __future__ import annotations

from enum import Enum


class Unset(Enum):
    """The type of `UNSET`, which marks an argument that was not given where None is a value of its own."""

    UNSET = "unset"

    def __repr__(self) -> str:
        return "UNSET"

    def __bool__(self) -> bool:
        return False


UNSET = Unset.UNSET
