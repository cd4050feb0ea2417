"""Contrast as WCAG 2 defines it, and which inks stand on which grounds in our style sheets."""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.color import Color

TEXT, MARK = 4.5, 3.0
"""The least contrast of text, and of marks that only repeat what text says."""

GROUNDS = (
    "background",
    "surface",
    "panel",
    "block-cursor-background",
    "block-cursor-blurred-background",
)
ROLES = ("success", "error", "warning", "accent")
TEXTS = ("foreground", "foreground-muted", "text-muted", "accent", "warning", "error", "success")
MARKS = ("foreground-disabled", "text-disabled")

PAIRS: tuple[tuple[str, str, float], ...] = (
    # On the row under a cursor the roles colour a mark, whose shape says the same.
    *(
        (ink, ground, MARK if ink in ROLES and ground.startswith("block-cursor") else TEXT)
        for ink, ground in product(TEXTS, GROUNDS)
    ),
    ("text-accent", "block-cursor-background", TEXT),
    *((ink, ground, MARK) for ink, ground in product(MARKS, GROUNDS)),
    *((f"text-{role}", f"{role}-muted", TEXT) for role in ROLES),
    *((f"text-{role}", ground, TEXT) for role, ground in product(ROLES, ("background", "surface"))),
    *(("foreground", f"{role}-muted", TEXT) for role in ROLES),
    # The number of a changed line, and the words of it that changed.
    *(("text-muted", f"{role}-muted", MARK) for role in ("success", "error")),
    *(("foreground", f"{role}-darken-3", TEXT) for role in ("success", "error", "warning")),
    ("background", "warning", TEXT),
    ("foreground", "screen-selection-background", TEXT),
    ("input-selection-foreground", "input-selection-background", TEXT),
    ("input-cursor-foreground", "input-cursor-background", TEXT),
    ("input-cursor-background", "background", MARK),
)
"""An ink, a ground that it stands on, and the contrast that it has to have there."""


@lru_cache(4096)
def luminance(color: Color) -> float:
    """Return the relative luminance, 0 to 1."""
    channels = [value / 255 for value in color.rgb]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Color, other: Color) -> float:
    """Return the contrast of two opaque colours, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
