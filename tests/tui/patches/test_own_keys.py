"""The parts of Textual that `own_keys` reads are still what it reads."""

from __future__ import annotations

from typing import ClassVar

import pytest
from codex_tui.patches import own_keys
from textual.app import App
from textual.binding import Binding, BindingsMap
from textual.widget import Widget


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class Bound(Widget):
    BINDINGS: ClassVar = [Binding("x", "nothing", id="thread.fork")]


@pytest.mark.anyio
async def test_textual_keeps_bindings_and_keymap_where_own_keys_reads_them() -> None:
    app, widget = App[None](), Bound()
    async with app.run_test():
        await app.mount(widget)
        assert isinstance(widget._bindings, BindingsMap), "DOMNode._bindings is no BindingsMap any more"
        assert widget._bindings.key_to_bindings["x"][0].id == "thread.fork"
        app.set_keymap({"thread.fork": "?"})
        assert app._keymap == {"thread.fork": "question_mark"}, "App.set_keymap keeps the map elsewhere now"
        assert own_keys.find(widget, "x") is None
        found = own_keys.find(widget, "question_mark")
        assert found is not None
        assert found.action == "nothing"
        assert own_keys.keys_of(app, "thread.fork") == ("question_mark",)
        assert own_keys.name_of(app, "thread.fork") == "?"
        assert own_keys.name_of(app, "app.theme") == ""


@pytest.mark.parametrize(
    ("key", "has"), [("alt+a", True), ("ctrl+alt+up", True), ("a", False), ("alt", False)]
)
def test_alt_is_told_from_a_key_of_that_name(key: str, has: bool) -> None:
    assert own_keys.has_alt(key) is has
