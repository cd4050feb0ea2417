"""The shapes that blocks are drawn with, and what stands for them where there is no Unicode."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One set of shapes; every one is a cell wide unless said otherwise."""

    collapsed: str
    expanded: str
    leaf: str
    """In the place of `collapsed` where there is no more to show."""
    prompt_bar: str
    quote_bar: str
    cursor_bar: str
    bullets: tuple[str, ...]
    rule: str
    column: str
    cross: str
    arrow: str
    ellipsis: str
    """One or more cells."""
    below: str
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


UNICODE = Glyphs(
    collapsed="▸",
    expanded="▾",
    leaf="·",
    prompt_bar="▎",
    quote_bar="│",
    cursor_bar="▌",
    bullets=("•", "◦", "▪"),
    rule="─",
    column="│",
    cross="┼",
    arrow="→",
    ellipsis="…",
    below="↓",
    failed="✗",
    warning="!",
    waiting="◆",
    done="✓",
    doing="●",
    todo="○",
    hunk="⋮",
    minus="-",
    spinner=("⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"),
    thumb="▐",
    bar_hit="╺",
    bar_here="━",
)

ASCII = Glyphs(
    collapsed=">",
    expanded="v",
    leaf="-",
    prompt_bar="|",
    quote_bar="|",
    cursor_bar="|",
    bullets=("*", "-", "+"),
    rule="-",
    column="|",
    cross="+",
    arrow="->",
    ellipsis="...",
    below="v",
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
)
