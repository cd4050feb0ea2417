"""Takes patches away from `codex-tui` before it starts: `BENCH_WITHOUT` names them, separated by commas."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def _stylesheet() -> None:
    from codex_tui import app
    from textual.css.stylesheet import Stylesheet

    app.ThemedStylesheet = Stylesheet  # type: ignore[misc,assignment]  # taking it away is what is measured


def _lexer() -> None:
    from codex_tui.blocks import lexer_rules

    def unchanged(lexer: Any, context: object) -> Any:
        return lexer

    lexer_rules.quickened = unchanged


def _rows() -> None:
    from codex_tui.screens import pager
    from codex_tui.widgets import compositor
    from textual._compositor import Compositor

    compositor.RowCompositor = Compositor  # type: ignore[misc,assignment]  # see above
    pager.RowCompositor = Compositor  # type: ignore[misc,assignment]  # see above


def _echo() -> None:
    from codex_tui.widgets.compositor import Ground
    from textual.screen import Screen

    Ground._on_update = Screen._on_update  # type: ignore[method-assign]  # see above


def _whole() -> None:
    from codex_tui.widgets.compositor import Ground
    from textual.screen import Screen

    Ground._compositor_refresh = Screen._compositor_refresh  # type: ignore[method-assign]  # see above


def _garbage() -> None:
    import gc

    from codex_tui import garbage

    gc.disable = gc.enable  # type: ignore[assignment]  # the start switches it off
    garbage.Garbage.begin = lambda self: None  # type: ignore[method-assign]  # see above
    garbage.Garbage.rest = lambda self, *, busy: False  # type: ignore[method-assign]  # see above


SWITCHES: dict[str, Callable[[], None]] = {
    "stylesheet": _stylesheet,
    "lexer": _lexer,
    "rows": _rows,
    "echo": _echo,
    "whole": _whole,
    "garbage": _garbage,
}


def take_away() -> None:
    """Take away what the environment names; raises `KeyError` for what is no patch."""
    for name in filter(None, os.environ.get("BENCH_WITHOUT", "").split(",")):
        SWITCHES[name]()
