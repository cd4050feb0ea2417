"""Takes patches away from `codex-tui` before it starts: `BENCH_WITHOUT` names them, separated by commas."""

# Taking a part away is what is measured, and no type allows for it.
# mypy: disable-error-code="method-assign,assignment,misc,attr-defined"

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def _initial_theme() -> None:
    from codex_tui.app import CodexTui
    from codex_tui.screens import appearance

    def change_to(tui: CodexTui, theme: str) -> None:
        tui.theme = theme

    appearance.start_in = change_to


def _compositor() -> None:
    from codex_tui.patches import compositor
    from textual._compositor import Compositor

    compositor.RowCompositor = Compositor


def _echo() -> None:
    from codex_tui.patches.screen import RowScreen
    from textual.screen import Screen

    RowScreen._on_update = Screen._on_update


def _virtual_size() -> None:
    from codex_tui.widgets import thread_list
    from textual.geometry import Size
    from textual.widget import Widget

    def assign(widget: Widget, size: Size) -> None:
        widget.virtual_size = size

    thread_list.set_virtual_size = assign


def _garbage_collector() -> None:
    import gc

    from codex_tui.patches.garbage_collector import GarbageCollector

    gc.disable = gc.enable
    GarbageCollector.begin = lambda self: None
    GarbageCollector.collect_when_idle = lambda self, *, busy: False


PATCHES: dict[str, Callable[[], None]] = {
    "initial_theme": _initial_theme,
    "compositor": _compositor,
    "echo": _echo,
    "virtual_size": _virtual_size,
    "garbage_collector": _garbage_collector,
}


def take_away() -> None:
    """Take away what the environment names; raises `KeyError` for a name that is no patch."""
    for name in filter(None, os.environ.get("BENCH_WITHOUT", "").split(",")):
        PATCHES[name]()
