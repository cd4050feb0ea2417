"""Names load the module that defines them, and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import codex_app_server.generated
import pytest
from codex_app_server.generated import v2_all

SDK = Path(codex_app_server.generated.__file__).parents[2]


def loaded_after(statement: str) -> set[str]:
    """Return the modules that a fresh interpreter has loaded after a statement."""
    path = f"import sys; sys.path.insert(0, {str(SDK)!r})"
    program = f"{path}; {statement}; import json; print(json.dumps(list(sys.modules)))"
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return set(json.loads(done.stdout))


def areas(modules: set[str]) -> set[str]:
    package = "codex_app_server.generated."
    return {name.removeprefix(package) for name in modules if name.startswith(package)} - {"_base", "v2_all"}


def test_the_tables_of_methods_do_not_need_pydantic() -> None:
    assert "pydantic" not in loaded_after("import codex_app_server.generated.methods")


def test_importing_the_canonical_path_loads_no_model() -> None:
    modules = loaded_after("import codex_app_server.generated.v2_all")
    assert "pydantic" not in modules
    assert areas(modules) == set()


def test_a_name_loads_its_own_area_only() -> None:
    assert areas(loaded_after("from codex_app_server.generated.v2_all import ThreadItem")) == {"items"}


def test_an_area_loads_lower_layers_only() -> None:
    modules = loaded_after("from codex_app_server.generated.v2_all import Turn")
    assert areas(modules) <= {"items", "turns"}


def test_all_names_come_with_a_star() -> None:
    modules = loaded_after("from codex_app_server.generated.v2_all import *; TurnStatus, ThreadItem, Thread")
    assert "codex_app_server.generated.threads" in modules


def test_an_unknown_name_is_an_attribute_error_that_names_it() -> None:
    with pytest.raises(AttributeError, match="'Nonsense'"):
        _ = v2_all.Nonsense  # type: ignore[attr-defined]  # it must not exist


def test_all_names_are_listed_and_can_be_had() -> None:
    names = [name for name in dir(v2_all) if not name.startswith("_")]
    assert len(names) > 1100
    for name in names:
        assert getattr(v2_all, name) is not None
