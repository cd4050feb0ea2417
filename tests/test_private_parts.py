"""Private parts of other packages are used in one folder."""

from __future__ import annotations

import ast
from pathlib import Path

import private_parts
import pytest
from private_parts import foreign_uses

FOLDER = "tui/codex_tui/patches/"


def test_private_parts_of_other_packages_are_used_in_patches_only() -> None:
    elsewhere = [str(use) for use in foreign_uses() if not use.path.startswith(FOLDER)]
    assert elsewhere == [], f"move this to {FOLDER}, with a canary, or use something public"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("from textual._compositor import Compositor", "textual._compositor"),
        ("from textual.app import _get_app", "textual.app"),
        ("import re._parser", "re._parser"),
        ("parser = import_module('re._parser')", "re._parser"),
        ("from sre_parse import parse", "sre_parse"),
        ("widget._compositor.size", "_compositor"),
        ("self.screen._dirty_widgets.clear()", "_dirty_widgets"),
        ("widget._repaint_regions = set()", "_repaint_regions"),
        ("getattr(widget, '_bindings')", "_bindings"),
        ("event.ready._waiters", "_waiters"),
    ],
)
def test_a_use_is_found(line: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(private_parts, "ROOT", tmp_path)
    path = tmp_path / "module.py"
    path.write_text(line, encoding="utf-8")
    assert [str(use) for use in private_parts._of_file(path)] == [f"module.py:1: {name}"]


@pytest.mark.parametrize(
    "text",
    [
        "from textual.screen import Screen",
        "widget._a_name_that_no_package_has",
        "class Ours:\n    def f(self, other):\n        self._compositor = other._compositor",
        "'text about re._parser and others'",
        "class Ours:\n    def f(self):\n        return self._compositor",
    ],
)
def test_our_own_names_are_no_use(text: str, tmp_path: Path) -> None:
    ast.parse(text)
    path = tmp_path / "module.py"
    path.write_text(text, encoding="utf-8")
    assert list(private_parts._of_file(path)) == []


def test_a_private_method_of_a_foreign_base_is_no_name_of_ours() -> None:
    uses = {(use.path, use.name) for use in foreign_uses()}
    assert (f"{FOLDER}crash_exit.py", "_fatal_error") in uses
    assert (f"{FOLDER}compositor.py", "_get_renders") in uses
    assert (f"{FOLDER}screen.py", "_dirty_widgets") in uses
