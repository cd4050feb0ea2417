"""What a person who looks elsewhere is called for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class CallKind(str, Enum):
    """Why a person is called; the values are names of settings."""

    NEEDS_YOU = "needs_you"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Call:
    """One reason to call the person: the thread, and in sanitised words what it is about; may be empty."""

    kind: CallKind
    thread_id: str
    about: str = ""
