"""The guide and reference of the SDK name everything that is public, and their programs compile."""

from __future__ import annotations

import dataclasses
import inspect
import re
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_origin

import codex_app_server
import pytest
from codex_app_server import AppServerConfig, CodexError, testing
from listening_server import listening_server
from real_server import make_home

if TYPE_CHECKING:
    from real_server import CodexHome
    from scripted_model import ScriptedModel

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


# What only the place of a program knows: where a server runs, what it may cost, and how long it is followed.
_ADDRESS = re.compile(r"ws://127\.0\.0\.1:4500|unix://(?=\")")
_FOR_EVER = "ThreadFollower"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, scripted_model: ScriptedModel) -> CodexHome:
    return make_home(tmp_path_factory.mktemp("guide"), scripted_model)


@pytest.mark.parametrize("program", python_blocks())
def test_every_program_runs(program: str, home: CodexHome) -> None:
    if _FOR_EVER in program:  # its parts are tested in `test_follower_sync.py`
        return
    with ExitStack() as stack:
        if _ADDRESS.search(program):
            server = stack.enter_context(listening_server(home))
            program = _ADDRESS.sub(server.url, program)
        program = program.replace("200_000", "2_000")
        command = [sys.executable, "-X", "dev", "-W", "error", "-c", program]
        env = {**home.env, "PYTHONPATH": str(ROOT / "sdk")}
        done = subprocess.run(
            command, cwd=home.work, env=env, input="y\n", capture_output=True, text=True, timeout=60
        )
    assert done.returncode == 0, done.stderr
    if "Say hello" in program:
        assert "hello in one sentence" in done.stdout


# As a notebook runs a cell: in an event loop, with `await` outside of functions; the last value is shown.
_NOTEBOOK = """
import ast, asyncio, sys
cell = compile(sys.stdin.read(), "cell", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
asyncio.run(eval(cell, {}))
"""


def test_the_cell_of_a_notebook_runs(home: CodexHome) -> None:
    (cell,) = (body for language, body in _BLOCK.findall(GUIDE) if not language and "await " in body)
    command = [sys.executable, "-X", "dev", "-W", "error", "-c", _NOTEBOOK]
    env = {**home.env, "PYTHONPATH": str(ROOT / "sdk")}
    done = subprocess.run(
        command, cwd=home.work, env=env, input=cell, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr


def test_links_within_the_guide_lead_somewhere() -> None:
    headings = re.findall(r"^#+ (.+)$", _BLOCK.sub("", GUIDE), re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    linked = set(re.findall(r"\]\(#([\w-]+)\)", GUIDE))
    assert linked <= anchors
    assert linked
