"""The guide and reference of the SDK name everything that is public, and their programs compile."""

from __future__ import annotations

import dataclasses
import inspect
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_origin

import codex_app_server
import pytest
from codex_app_server import AppServerConfig, CodexError, testing

if TYPE_CHECKING:
    from real_server import CodexHome

ROOT = Path(codex_app_server.__file__).parent.parent.parent
GUIDE = (ROOT / "sdk/README.md").read_text(encoding="utf-8")
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# What stands as code: in a block, or between backticks.
CODE = [body for _, body in _BLOCK.findall(GUIDE)] + re.findall(r"`[^`\n]+`", GUIDE)
NAMED = set(re.findall(r"\w+", " ".join(CODE)))
# Every request has a call of its own; they are generated, and named by the protocol.
GENERATED = {"Api", "AsyncApi", *codex_app_server._NAMES["generated.v2_all"].split()}


def python_blocks() -> list[Any]:
    return [
        pytest.param(body, id=f"{path}:{number}")
        for path in ("README.md", "sdk/README.md")
        for number, (language, body) in enumerate(_BLOCK.findall((ROOT / path).read_text(encoding="utf-8")))
        if language == "python"
    ]


@pytest.mark.parametrize("name", [*codex_app_server.__all__, *testing.__all__])
def test_every_public_name_is_in_the_reference(name: str) -> None:
    assert name in NAMED


@pytest.mark.parametrize("name", sorted(set(codex_app_server.__all__) - GENERATED))
def test_every_public_member_of_a_class_is_in_the_reference(name: str) -> None:
    kind = getattr(codex_app_server, name)
    if (
        not inspect.isclass(kind) or get_origin(kind) is not None
    ):  # Python 3.10 takes `Mapping[str, str]` for one
        return
    members = {
        member
        for member, value in vars(kind).items()
        if not member.startswith("_") and (inspect.isfunction(value) or isinstance(value, property))
    }
    if dataclasses.is_dataclass(kind) and not issubclass(kind, CodexError):
        members |= {field.name for field in dataclasses.fields(kind)}
    assert members - NAMED == set()


def test_every_parameter_of_a_method_is_in_the_reference() -> None:
    classes = (codex_app_server.Codex, codex_app_server.Thread, codex_app_server.TurnHandle)
    for kind in classes:
        for method, function in inspect.getmembers(kind, inspect.isfunction):
            if not method.startswith("_"):
                assert set(inspect.signature(function).parameters) - NAMED - {"self"} == set(), method


def test_the_table_of_the_configuration_has_its_fields_and_defaults() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| (.+?) \|", GUIDE.partition("## Configuration")[2], re.MULTILINE))
    for field in dataclasses.fields(AppServerConfig):
        assert field.name in rows
        if field.name != "client_version":
            said = rows[field.name].strip("`")
            assert said.replace('"', "'") == repr(field.default), field.name


def test_the_tree_of_errors_is_that_of_the_module() -> None:
    tree = (inspect.getdoc(codex_app_server.errors) or "").partition("\n\n")[2]
    assert tree in GUIDE


@pytest.mark.parametrize("program", python_blocks())
def test_every_program_compiles(program: str) -> None:
    compile(program, "README", "exec")


@pytest.mark.parametrize(
    "program",
    [each for each in python_blocks() if "Say hello" in each.values[0] or "Scripted" in each.values[0]],
)
def test_the_first_programs_and_that_on_testing_run(program: str, codex_home: CodexHome) -> None:
    env = {**codex_home.env, "PYTHONPATH": str(ROOT / "sdk")}
    command = [sys.executable, "-X", "dev", "-W", "error", "-c", program]
    done = subprocess.run(command, cwd=codex_home.work, env=env, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert ("hello in one sentence" in done.stdout) == ("Say hello" in program)


def test_links_within_the_guide_lead_somewhere() -> None:
    headings = re.findall(r"^#+ (.+)$", _BLOCK.sub("", GUIDE), re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    linked = set(re.findall(r"\]\(#([\w-]+)\)", GUIDE))
    assert linked <= anchors
    assert linked
