"""What each patch relies on is still what it was when the patch was written.

A function that a patch overrides or calls is known by a digest of its source, an attribute by its name in
the class. A part that changed fails with the patch to look at; when that still fits, its digest changes here.
"""

from __future__ import annotations

import hashlib
import importlib
import inspect
import sys
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

import pytest
from private_parts import ROOT, foreign_uses, private

PATCHES = ROOT / "tui/codex_tui/patches"

KEPT = "an attribute"
"""In place of a digest: it is enough that the class still has the attribute."""

PARTS: dict[str, dict[str, str]] = {
    "compositor": {
        "textual._compositor.Compositor._get_renders": "a795c5243234",
        "textual._compositor.Compositor._render_chops": "7324ee952a46",
        "textual._compositor.Compositor.render_partial_update": "9e60cdafa155",
        "textual._compositor.ChopsUpdate.render_segments": "24015d100657",
        "textual.screen.Screen._compositor": KEPT,
    },
    "crash_exit": {
        "textual.app.App._handle_exception": "b4010995a00a",
        "textual.app.App._fatal_error": "29f9c6788a18",
        "textual.message_pump.MessagePump._close_messages_no_wait": "d117d1a4fe3b",
    },
    "driver": {
        "textual.drivers.linux_driver.LinuxDriver._get_terminal_size": "45e37a7cb476",
        "textual.drivers.linux_driver.LinuxDriver._query_in_band_window_resize": "854bb6b675d8",
        "textual.drivers.linux_driver.LinuxDriver._sigtstp_application": "4f7fb870f1c2",
        "textual.drivers.linux_driver.LinuxDriver._sigcont_application": "d4d670de073f",
        "textual.drivers.linux_driver.LinuxDriver._enable_mouse_support": "d594fe8a3635",
        "textual.drivers.linux_driver.LinuxDriver._disable_mouse_support": "503a14b34094",
        "textual.drivers.linux_driver.LinuxDriver._writer_thread": KEPT,
        "textual.drivers.linux_driver.LinuxDriver._file": KEPT,
        "textual.driver.Driver._mouse": KEPT,
        "textual.drivers.linux_driver.LinuxDriver.start_application_mode": "14de09353f78",
        "textual.drivers.linux_driver.LinuxDriver.stop_application_mode": "28ae66589c22",
        "textual.drivers.linux_driver.LinuxDriver.run_input_thread": "4cda6f75a3f0",
        "textual.driver.Driver._app": KEPT,
        "textual.driver.Driver._loop": KEPT,
        "textual.driver.Driver.process_message": "4383faa7f9ac",
        "textual.driver.Driver.send_message": "270f431bd124",
        "textual.app.App._driver": KEPT,
    },
    "frame_output": {
        "textual._compositor.CompositorUpdate.render_segments": "1fb78c8df258",
        "textual.app.App._display": "439a55b93ba1",
        "textual.app.App._driver": KEPT,
        "textual.app.App._batch_count": KEPT,
        "textual.message_pump.MessagePump._running": KEPT,
        "textual.message_pump.MessagePump._closed": KEPT,
        "textual.app.App._previous_cursor_position": KEPT,
        "textual.app.App._handle_exception": "b4010995a00a",
        "textual.app.App._sync_available": KEPT,
        "textual.app.App._screen_stack": KEPT,
        "textual.screen.Screen._dirty_widgets": KEPT,
        "textual.screen.Screen._update_timer": KEPT,
    },
    "initial_theme": {
        "textual.app.App._validate_theme": "18c83fdbf777",
        "textual.app.App._watch_theme": "b70a0eda6b7e",
        "textual.app.App._refresh_truecolor_filter": "8e45ffede567",
    },
    "key_event": {"textual.events.Key.is_printable": "41a21d46d452"},
    "own_keys": {
        "textual.dom.DOMNode._bindings": KEPT,
        "textual.app.App._keymap": KEPT,
        "textual.app.App.set_keymap": "7ea3006f20e8",
    },
    "quiet": {
        "asyncio.locks.Event._waiters": KEPT,
        "textual.app.App._registry": KEPT,
        "textual.message_pump.MessagePump._closed": KEPT,
        "textual.message_pump.MessagePump._running": KEPT,
        "textual.message_pump.MessagePump._message_queue": KEPT,
        "textual.message_pump.MessagePump._get_message": "321c537fe86f",
    },
    "painted_cells": {
        "textual._compositor.LayoutUpdate.render_segments": "8a600e4d97bc",
        "textual._compositor.ChopsUpdate.render_segments": "24015d100657",
        "textual.strip.Strip.render_ansi": KEPT,
        "textual.strip.Strip.render": "bdd07a360b31",
        "textual.strip.Strip.crop": KEPT,
        "rich.style.Style._attributes": KEPT,
        "rich.style.Style._set_attributes": KEPT,
        "rich.console.Console._color_system": KEPT,
    },
    "screen": {
        "textual.screen.Screen._compositor": KEPT,
        "textual.screen.Screen._compositor_refresh": "1091b0a544aa",
        "textual.screen.Screen._dirty_widgets": KEPT,
        "textual.screen.Screen._layout_required": KEPT,
        "textual.screen.Screen._on_timer_update": "b86659affd67",
        "textual.screen.Screen._on_update": "656a520b4e25",
        "textual.screen.Screen._repaint_required": KEPT,
        "textual.screen.Screen._scroll_required": KEPT,
        "textual.screen.Screen._recompose_required": KEPT,
        "textual.screen.Screen._update_timer": KEPT,
        "textual.screen.Screen._callbacks": KEPT,
        "textual.screen.Screen._invoke_and_clear_callbacks": "4a04079ecea5",
        "textual.app.App._batch_count": KEPT,
    },
    "scrollbar": {
        "textual.app.App._start_widget": "a632a4e8cd6d",
        "textual.widget.Widget._refresh_scrollbars": "aad8f0d3f8d0",
        "textual.widget.Widget._vertical_scrollbar": KEPT,
    },
    "terminal_writer": {"textual.app.App._driver": KEPT},
    "virtual_size": {"textual.widget.Widget._scroll_update": "0adabe368f1f"},
}
"""By patch: the parts of others that it relies on. Functions of asyncio differ between versions of Python."""

CASES = [
    pytest.param(patch, part, digest, id=f"{patch}: {part}")
    for patch, parts in PARTS.items()
    for part, digest in parts.items()
]


def digest_of(function: object) -> str:
    """The source of a function without its white space, in twelve digits."""
    source = inspect.getsource(function)  # type: ignore[arg-type]  # it raises for what has no source
    return hashlib.sha256("".join(source.split()).encode()).hexdigest()[:12]


def found(part: str) -> tuple[object, str]:
    """The class or module that a part is in, and its name there."""
    path, _, name = part.rpartition(".")
    names = path.split(".")
    for end in range(len(names), 0, -1):
        try:
            owner: object = importlib.import_module(".".join(names[:end]))
        except ModuleNotFoundError:
            continue
        for each in names[end:]:
            owner = getattr(owner, each)
        return owner, name
    raise ModuleNotFoundError(path)


@pytest.mark.parametrize(("patch", "part", "digest"), CASES)
def test_a_part_that_a_patch_relies_on_is_what_it_was(patch: str, part: str, digest: str) -> None:
    package = part.partition(".")[0]
    release = f"{package} {version(package)}" if package == "textual" else package
    look = f"look at tui/codex_tui/patches/{patch}.py, which relies on it"
    try:
        owner, name = found(part)
    except (ModuleNotFoundError, AttributeError):
        pytest.fail(f"{part} is gone from {release}: {look}.", pytrace=False)
    has = name in vars(owner) or f".{name}" in inspect.getsource(owner)  # type: ignore[arg-type]  # a class
    if not has:
        pytest.fail(f"{part} is gone from {release}: {look}.", pytrace=False)
    if digest == KEPT:
        return
    function = vars(owner)[name]
    function = function.fget if isinstance(function, property) else function
    if digest_of(function) != digest:
        pytest.fail(
            f"{part} changed with {release}: {look}, and compare it with the new source. "
            f"When the patch still fits, its digest in {Path(__file__).name} is {digest_of(function)!r}.",
            pytrace=False,
        )


def test_each_private_part_that_a_patch_uses_has_a_canary() -> None:
    watched = {(patch, word) for patch, parts in PARTS.items() for part in parts for word in part.split(".")}
    missing = [
        str(use)
        for use in foreign_uses()
        if Path(use.path).is_relative_to(PATCHES.relative_to(ROOT))
        for word in use.name.split(".")
        if private(word) and (Path(use.path).stem, word) not in watched
    ]
    assert missing == [], "add these to PARTS"


class Changed:
    """Stands for a class of another package, in a newer version."""

    def part(self) -> str:
        return "new"


def test_a_changed_part_is_told_with_the_patch_to_look_at(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("textual.newer")
    module.Changed = Changed  # type: ignore[attr-defined]  # as an import would set it
    monkeypatch.setitem(sys.modules, "textual.newer", module)
    check = test_a_part_that_a_patch_relies_on_is_what_it_was
    with pytest.raises(
        pytest.fail.Exception, match=r"textual.newer.Changed.part changed .*patches/screen.py"
    ):
        check("screen", "textual.newer.Changed.part", "0" * 12)
    with pytest.raises(
        pytest.fail.Exception, match=r"textual.newer.Changed.gone is gone .*patches/screen.py"
    ):
        check("screen", "textual.newer.Changed.gone", KEPT)
    check("screen", "textual.newer.Changed.part", digest_of(Changed.part))
