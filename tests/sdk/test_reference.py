"""The reference of the guide is that of the code."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import codex_app_server
import pytest

SCRIPT = Path(codex_app_server.__file__).parents[1] / "reference.py"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sdk_reference", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="types print themselves differently")
def test_the_reference_in_the_guide_is_current(script: ModuleType) -> None:
    assert script.current() == script.reference(), "run `make generate`"


def test_every_public_name_has_its_place_in_it(script: ModuleType) -> None:
    placed = {name for groups in script.SECTIONS.values() for names in groups for name in names}
    elsewhere = {
        name
        for name in codex_app_server.__all__
        if name in codex_app_server._NAMES["generated.v2_all"].split()
        or name in ("Api", "AsyncApi")
        or (isinstance(kind := getattr(codex_app_server, name), type) and issubclass(kind, Exception))
    }
    assert placed | elsewhere == set(codex_app_server.__all__)
    assert placed & elsewhere == set()


def test_it_says_what_a_method_returns(script: ModuleType) -> None:
    text = script.reference()
    assert "| `Thread.compact_turn()` | `TurnHandle` |" in text
    assert "| `Codex.threads(" in text
    assert "`Pages[Thread]`" in text
