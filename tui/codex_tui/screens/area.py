"""The places of the main screen that keys mean different things in."""

from __future__ import annotations

from enum import Enum


class Area(str, Enum):
    """Where the focus is; `EVERYWHERE` is for keys that do not care."""

    EVERYWHERE = "everywhere"
    COMPOSER = "composer"
    LIST = "thread list"
    CONVERSATION = "conversation"
    FIND = "find"
    CARD = "approval card"
    TRUST = "trust card"
