"""The marks of the application: a state is told by its shape, colour comes second."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..state.threads import ThreadPhase

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One set of marks; every mark is one cell wide."""

    spinner: tuple[str, ...]
    phases: Mapping[ThreadPhase, str]
    unseen: str
    fork: str
    bar: str
    bar_more: str
    prompt: str
    ellipsis: str
    above: str
    below: str

    def phase(self, phase: ThreadPhase, frame: int = 0) -> str:
        """Answer the mark of a phase; `frame` counts the application's ticks and turns the spinner."""
        if phase is ThreadPhase.WORKING:
            return self.spinner[frame % len(self.spinner)]
        return self.phases[phase]


UNICODE = Glyphs(
    spinner=tuple("⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"),
    phases={
        ThreadPhase.WORKING: "⠋",
        ThreadPhase.NEEDS_PERSON: "◆",
        ThreadPhase.FAILED: "✗",
        ThreadPhase.DONE_UNSEEN: "✓",
        ThreadPhase.IDLE: "○",
        ThreadPhase.NOT_LOADED: "·",
        ThreadPhase.ARCHIVED: "·",
    },
    unseen="•",
    fork="└",
    bar="▎",
    bar_more="┊",
    prompt="\u203a",
    ellipsis="…",
    above="↑",
    below="↓",
)
"""What a terminal with Unicode shows."""

ASCII = Glyphs(
    spinner=("*",),
    phases={
        ThreadPhase.WORKING: "*",
        ThreadPhase.NEEDS_PERSON: "!",
        ThreadPhase.FAILED: "x",
        ThreadPhase.DONE_UNSEEN: "v",
        ThreadPhase.IDLE: "o",
        ThreadPhase.NOT_LOADED: ".",
        ThreadPhase.ARCHIVED: ".",
    },
    unseen="+",
    fork="`",
    bar="|",
    bar_more=":",
    prompt=">",
    ellipsis="~",
    above="^",
    below="v",
)
"""What is left where only ASCII is sure to arrive."""


def choose(environment: Mapping[str, str] | None = None) -> Glyphs:
    """Choose the marks for a terminal: ASCII where the locale is not UTF-8 or `CODEX_TUI_ASCII` is set.

    `environment` defaults to that of the process. No locale counts as UTF-8: containers often have none.
    """
    env = os.environ if environment is None else environment
    if env.get("CODEX_TUI_ASCII", "") not in ("", "0"):
        return ASCII
    locale = env.get("LC_ALL") or env.get("LC_CTYPE") or env.get("LANG") or ""
    if not locale or "utf" in locale.lower():
        return UNICODE
    return ASCII
