"""What a person may set: declared once in `declaration.py`, read from text by `reading.py`. Pure."""

from __future__ import annotations

from .declaration import SETTINGS, Setting, Settings, dotted
from .kinds import Choice, Flag, KeyTable, Kind, Value
from .reading import Reading, read, read_document

__all__ = [
    "SETTINGS",
    "Choice",
    "Flag",
    "KeyTable",
    "Kind",
    "Reading",
    "Setting",
    "Settings",
    "Value",
    "dotted",
    "read",
    "read_document",
]
