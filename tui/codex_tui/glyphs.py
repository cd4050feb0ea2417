"""The symbols of the application, in Unicode and in ASCII.

A state is told by its shape first, and by its colour second.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .state.threads import ThreadPhase

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One set of symbols; each is one cell wide unless its own docstring says otherwise."""

    collapsed: str
    expanded: str
    leaf: str
    """Replaces `collapsed` where there is no more to show."""
    bar: str
    bar_more: str
    """Replaces `bar` where there is more than is shown."""
    quote_bar: str
    cursor_bar: str
    bullets: tuple[str, ...]
    rule: str
    column: str
    cross: str
    arrow: str
    """One or more cells, as `ellipsis`."""
    ellipsis: str
    cut_sign: str
    """Replaces `ellipsis` where there is one cell only."""
    above: str
    below: str
    prompt: str
    fork: str
    unseen: str
    draft: str
    """A text that was typed and not sent."""
    failed: str
    warning: str
    waiting: str
    done: str
    doing: str
    todo: str
    hunk: str
    minus: str
    spinner: tuple[str, ...]
    thumb: str
    bar_hit: str
    """A match in the scroll bar; `bar_here` is the current one."""
    bar_here: str
    phases: Mapping[ThreadPhase, str]
    phase_spinner: tuple[str, ...]

    def phase(self, phase: ThreadPhase, frame: int = 0) -> str:
        """Return the shape of a phase; `frame` counts the application's ticks and turns the spinner."""
        if phase is ThreadPhase.WORKING:
            return self.phase_spinner[frame % len(self.phase_spinner)]
        return self.phases[phase]


_BRAILLE = tuple("⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏")

UNICODE = Glyphs(
    collapsed="▸",
    expanded="▾",
    leaf="·",
    bar="▎",
    bar_more="┊",
    quote_bar="│",
    cursor_bar="▌",
    bullets=("•", "◦", "▪"),
    rule="─",
    column="│",
    cross="┼",
    arrow="→",
    ellipsis="…",
    cut_sign="…",
    above="↑",
    below="↓",
    prompt="\u203a",
    fork="└",
    unseen="•",
    draft="✎",
    failed="✗",
    warning="!",
    waiting="◆",
    done="✓",
    doing="●",
    todo="○",
    hunk="⋮",
    minus="-",
    spinner=_BRAILLE,
    thumb="▐",
    bar_hit="╺",
    bar_here="━",
    phases={
        ThreadPhase.WORKING: _BRAILLE[0],
        ThreadPhase.NEEDS_PERSON: "◆",
        ThreadPhase.FAILED: "✗",
        ThreadPhase.DONE_UNSEEN: "✓",
        ThreadPhase.IDLE: "○",
        ThreadPhase.NOT_LOADED: "·",
        ThreadPhase.ARCHIVED: "·",
    },
    phase_spinner=_BRAILLE,
)
"""What a terminal with Unicode shows."""

ASCII = Glyphs(
    collapsed=">",
    expanded="v",
    leaf="-",
    bar="|",
    bar_more=":",
    quote_bar="|",
    cursor_bar="|",
    bullets=("*", "-", "+"),
    rule="-",
    column="|",
    cross="+",
    arrow="->",
    ellipsis="...",
    cut_sign="~",
    above="^",
    below="v",
    prompt=">",
    fork="`",
    unseen="+",
    draft="=",
    failed="x",
    warning="!",
    waiting="!",
    done="x",
    doing=">",
    todo=" ",
    hunk=":",
    minus="-",
    spinner=("*", "+"),
    thumb="|",
    bar_hit="-",
    bar_here="=",
    phases={
        ThreadPhase.WORKING: "*",
        ThreadPhase.NEEDS_PERSON: "!",
        ThreadPhase.FAILED: "x",
        ThreadPhase.DONE_UNSEEN: "v",
        ThreadPhase.IDLE: "o",
        ThreadPhase.NOT_LOADED: ".",
        ThreadPhase.ARCHIVED: ".",
    },
    # Without `+`, which marks an unseen thread in the list.
    phase_spinner=("*",),
)
"""What a terminal shows that may not support Unicode."""


_preferred = "auto"


def prefer(shapes: str) -> None:
    """Set what `choose` returns from now on: `unicode`, `ascii`, or `auto` for what the locale says.

    It is the process's, as its terminal is: widgets that are made later are drawn alike. Those that are
    there have `use_glyphs`.
    """
    global _preferred
    _preferred = shapes


def choose(environment: Mapping[str, str] | None = None) -> Glyphs:
    """Choose the shapes for a terminal: ASCII where the locale is not UTF-8 or `CODEX_TUI_ASCII` is set.

    What the person prefers comes before the locale; see `prefer`.

    `environment` defaults to that of the process. No locale counts as UTF-8: containers often have none.
    """
    env = os.environ if environment is None else environment
    if env.get("CODEX_TUI_ASCII", "") not in ("", "0"):
        return ASCII
    if _preferred != "auto":
        return ASCII if _preferred == "ascii" else UNICODE
    locale = env.get("LC_ALL") or env.get("LC_CTYPE") or env.get("LANG") or ""
    if not locale or "utf" in locale.lower():
        return UNICODE
    return ASCII
