"""The two wheels: that of the application, which has the SDK in it, and the SDK's own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import codex_app_server
import pytest

ROOT = Path(codex_app_server.__file__).parents[2]
PATIENCE = 120
RUN = """
import asyncio, sys
from codex_app_server import AppServerConfig, AsyncCodex
from codex_app_server.testing import ScriptedServer

async def main():
    config = AppServerConfig(transport=ScriptedServer(pace=0).transport)
    async with AsyncCodex(config) as codex:
        print((await (await codex.thread_start()).run("Built and installed.")).final_response)
    print(sys.modules["codex_app_server"].__file__)

asyncio.run(main())
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Build the wheel of a folder of the project, once."""
    wheels: dict[str, Path] = {}

    def build(folder: str) -> Path:
        if folder not in wheels:
            out = tmp_path_factory.mktemp("wheel")
            command = [
                sys.executable,
                "-m",
                "hatchling",
                "build",
                "--target",
                "wheel",
                "--directory",
                str(out),
            ]
            subprocess.run(command, cwd=ROOT / folder, check=True, capture_output=True, timeout=PATIENCE)
            (wheels[folder],) = out.glob("*.whl")
        return wheels[folder]

    return build


def installed(wheel: Path, where: Path) -> tuple[Path, dict[str, str]]:
    """Unpack a wheel into an empty environment, which borrows nothing of this one but dependencies."""
    venv.create(where, with_pip=False)
    (site,) = where.glob("lib/python*/site-packages")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    # By this path the packages are found that are installed here, and not those that are being edited: what
    # leads to these is read in the folders of an environment only.
    borrowed = [path for path in sys.path if path.endswith("site-packages")]
    return where / "bin/python", {
        "PYTHONPATH": os.pathsep.join([str(site), *borrowed]),
        "PATH": os.environ["PATH"],
    }


def requirements(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        (metadata,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        text = archive.read(metadata).decode()
    return set(re.findall(r"^Requires-Dist: ([^;\n]+)$", text, re.MULTILINE))


def packages(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.partition("/")[0] for name in archive.namelist()}
    return {top for top in tops if not top.endswith(".dist-info")}


@pytest.mark.parametrize("folder", [".", "sdk"])
def test_a_wheel_runs_in_an_empty_environment(
    folder: str, built: Callable[[str], Path], tmp_path: Path
) -> None:
    python, env = installed(built(folder), tmp_path / "empty")
    done = subprocess.run(
        [python, "-c", RUN], env=env, capture_output=True, text=True, timeout=PATIENCE, check=True
    )
    said, place = done.stdout.splitlines()
    assert said == "echo: Built and installed."
    assert Path(place).is_relative_to(tmp_path)


def test_the_wheel_of_the_sdk_is_the_sdk_and_needs_no_terminal(built: Callable[[str], Path]) -> None:
    wheel = built("sdk")
    assert wheel.name.startswith(f"codex_app_server-{codex_app_server.__version__}-")
    assert packages(wheel) == {"codex_app_server"}
    assert {re.split(r"\W", each)[0] for each in requirements(wheel)}.isdisjoint(
        {"textual", "rich", "pygments"}
    )


def test_the_wheel_of_the_application_has_both_and_does_not_need_the_other(
    built: Callable[[str], Path],
) -> None:
    wheel = built(".")
    assert packages(wheel) == {"codex_app_server", "codex_tui"}
    assert not any(each.startswith("codex-app-server") for each in requirements(wheel))
    assert requirements(built("sdk")) < requirements(wheel)


def test_both_have_the_license_and_the_mark_of_types(built: Callable[[str], Path]) -> None:
    for folder in (".", "sdk"):
        with zipfile.ZipFile(built(folder)) as archive:
            names = archive.namelist()
            (license_file,) = [name for name in names if name.endswith("licenses/LICENSE")]
            assert archive.read(license_file) == (ROOT / "LICENSE").read_bytes()
            assert "codex_app_server/py.typed" in names
