"""One thing that a request would permit; without the models, which the first frame does not need."""

from __future__ import annotations

from dataclasses import dataclass

from .sanitise import sanitise_exactly, show_breaks


@dataclass(frozen=True, slots=True)
class Grant:
    """One permission, or a fact that decides what is permitted: a label and the exact value."""

    label: str
    text: str


def exact_line(text: str) -> str:
    """Return a value of a request on one line, in the exact form of `sanitise_exactly`."""
    return show_breaks(sanitise_exactly(text))
