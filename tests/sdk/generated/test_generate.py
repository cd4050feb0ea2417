"""The generator: what is committed is what the pinned server's schema gives, and a difference is told."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import codex_app_server.generated
import pytest
from codex_app_server.generated import schema_pin
from codex_cli_bin import bundled_codex_path

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(codex_app_server.generated.__file__).parent
GENERATE = PACKAGE.parents[1] / "generate.py"


def generate(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(GENERATE), *arguments], capture_output=True, text=True, check=False, timeout=120
    )


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the generated package."""
    return Path(
        shutil.copytree(PACKAGE, tmp_path / "generated", ignore=shutil.ignore_patterns("__pycache__"))
    )


def test_the_committed_models_are_those_of_the_pinned_server() -> None:
    done = generate("--check")
    assert (done.returncode, done.stderr) == (0, "")


def test_the_pin_names_the_version_of_the_package() -> None:
    assert version("openai-codex-cli-bin") == schema_pin.SERVER_VERSION
    assert len(schema_pin.SCHEMA_SHA256) == 64


def test_an_altered_file_fails_the_check_by_name(package: Path) -> None:
    items = package / "items.py"
    items.write_text(items.read_text(encoding="utf-8").replace("text: str", "text: int"), encoding="utf-8")
    done = generate("--check", "--out", str(package))
    assert done.returncode == 1
    assert "items.py differs from what would be written now" in done.stderr
    assert "make generate" in done.stderr
    assert "turns.py" not in done.stderr


def test_a_pin_of_another_schema_fails_the_check(package: Path) -> None:
    pin = package / "schema_pin.py"
    pin.write_text(
        pin.read_text(encoding="utf-8").replace(schema_pin.SERVER_VERSION, "0.1.0"), encoding="utf-8"
    )
    done = generate("--check", "--out", str(package))
    assert done.returncode == 1
    assert "schema_pin.py differs" in done.stderr


def test_missing_and_stale_files_fail_the_check(package: Path) -> None:
    (package / "turns.py").rename(package / "returns.py")
    done = generate("--check", "--out", str(package))
    assert done.returncode == 1
    assert "turns.py is missing" in done.stderr
    assert "returns.py is of no use any more" in done.stderr


def test_generating_makes_the_package_current_and_leaves_the_hand_written_part(package: Path) -> None:
    base = (package / "_base.py").read_text(encoding="utf-8")
    (package / "turns.py").rename(package / "returns.py")
    assert generate("--out", str(package)).returncode == 0
    assert generate("--check", "--out", str(package)).returncode == 0
    assert (package / "_base.py").read_text(encoding="utf-8") == base
    assert not (package / "returns.py").exists()


def test_a_server_that_does_not_run_is_named(tmp_path: Path) -> None:
    done = generate("--check", "--codex-bin", str(tmp_path / "missing"))
    assert done.returncode == 2
    assert str(tmp_path / "missing") in done.stderr


def test_the_models_carry_none_of_the_prose_of_the_schema(tmp_path: Path) -> None:
    command = [str(bundled_codex_path()), "app-server", "generate-json-schema", "--experimental"]
    subprocess.run([*command, "--out", str(tmp_path)], check=True, capture_output=True, timeout=60)
    bundle = json.loads((tmp_path / "codex_app_server_protocol.schemas.json").read_text(encoding="utf-8"))
    lines = {line.strip() for text in descriptions(bundle) for line in text.splitlines()}
    prose = {line for line in lines if line.count(" ") >= 3}
    assert len(prose) > 500
    for path in PACKAGE.glob("*.py"):
        source = path.read_text(encoding="utf-8")
        assert [line for line in prose if line in source] == []


def test_the_modules_of_models_hold_no_docstrings_and_no_comments() -> None:
    other_files = {"_base.py", "_calling.py", "__init__.py", "api.py", "async_api.py", "methods.py"}
    other_files |= {"schema_pin.py", "v2_all.py"}
    for path in PACKAGE.glob("*.py"):
        if path.name not in other_files:
            source = path.read_text(encoding="utf-8")
            assert source.count("#") == 1
            assert '"""' not in source


def descriptions(node: Any) -> Iterator[str]:
    parts = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    if isinstance(node, dict) and isinstance(node.get("description"), str):
        yield node["description"]
    for part in parts:
        yield from descriptions(part)
