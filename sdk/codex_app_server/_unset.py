"""The mark of an argument that was not given, where None means something."""

from __future__ import annotations

from enum import Enum


class Unset(Enum):
    """Stands for an argument that was not given, where None means something."""

    UNSET = "unset"

    def __repr__(self) -> str:
        return "UNSET"

    def __bool__(self) -> bool:
        return False


UNSET = Unset.UNSET
