"""What is imported and done before the first frame: no more than drawing the cockpit needs."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from pathlib import Path

import codex_app_server
import codex_tui
import pytest
from cockpit_stage import demo_backend, running
from codex_tui import cli
from codex_tui.app import CodexTui
from codex_tui.themes import CODEX_LIGHT
from textual.css.stylesheet import Stylesheet

_MADE = """
import json, sys
from codex_tui import cli
from codex_tui.app import CodexTui
CodexTui(cli.demo_backend())
CodexTui(cli.real_backend(cli._parser().parse_args([])))
print(json.dumps(sorted(sys.modules)))
"""

# What a conversation needs, and an empty cockpit does not.
_LATER = (
    "anyio",
    "codex_app_server.async_codex",
    "codex_app_server.generated",
    "codex_app_server.testing",
    "codex_tui.demo.server",
    "codex_tui.state.fold",
    "codex_tui.state.history",
    "codex_tui.state.archive.packing",
    "markdown_it",
    "pydantic",
    "pydantic_core",
    "pygments",
    "sqlite3",
    "textual.widgets._data_table",
    "textual.widgets._markdown",
    "textual.widgets._tabbed_content",
)


def test_the_first_frame_needs_neither_protocol_nor_server_nor_markdown() -> None:
    packages = [str(Path(str(package.__file__)).parents[1]) for package in (codex_app_server, codex_tui)]
    code = f"import sys; sys.path[:0] = {packages!r}{_MADE}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    imported = json.loads(done.stdout)
    # The table of the models' names is light: each is imported when it is asked for. So is the version.
    table = {f"codex_app_server.generated{name}" for name in ("", ".v2_all", ".schema_pin")}
    early = [
        name
        for name in imported
        if name not in table and any(f"{name}.".startswith(f"{late}.") for late in _LATER)
    ]
    assert early == []


@pytest.mark.anyio
@pytest.mark.parametrize("anyio_backend", ["asyncio"])
async def test_styles_are_parsed_for_one_theme_only(monkeypatch: pytest.MonkeyPatch) -> None:
    again: list[Stylesheet] = []
    monkeypatch.setattr(Stylesheet, "reparse", again.append)
    backend = demo_backend()
    app = CodexTui(backend, theme=CODEX_LIGHT.name)
    async with running(app):
        assert app.has_class("-light-mode", f"-theme-{CODEX_LIGHT.name}")
        assert not app.has_class("-dark-mode")
        assert app.cockpit.styles.background.hex == app.theme_variables["background"]
    assert again == []


def test_no_garbage_is_collected_on_the_way_to_the_first_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    collecting: list[bool] = []

    def run(options: object) -> int:
        collecting.append(gc.isenabled())
        return 0

    monkeypatch.setattr(cli, "_run", run)
    assert cli.main([]) == 0
    assert collecting == [False]
    assert gc.isenabled()
