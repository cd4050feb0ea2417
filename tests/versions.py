"""Runs on other versions of the server what must work on them, and prints a table: `make versions`.

It is no part of the tests: it needs a package index, and npm for the newest version. Each version runs the
tests of the SDK on the real server, the journeys of the application in a terminal, and a home that two share.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from codex_app_server.generated.schema_pin import SERVER_VERSION
from server_version import version_in_use

TESTS = Path(__file__).parent
WANTED = ("0.145", "0.150", SERVER_VERSION, "latest")
"""Versions to try; the first two are the oldest that is accepted, and one between."""

GROUPS = {
    "SDK": [
        *(f"sdk/test_{name}.py" for name in ("approvals", "async_codex", "codex", "examples", "follower")),
        *(f"sdk/test_{name}.py" for name in ("joined_turns", "login", "metadata", "official_style")),
        *(f"sdk/test_{name}.py" for name in ("server_requests", "special_turns", "started_turns", "thread")),
        *(f"sdk/test_{name}.py" for name in ("turn_scope", "wire_log")),
        *(f"sdk/_io/test_{name}.py" for name in ("interrupting", "process", "websocket")),
    ],
    "journey": ["e2e/test_terminal.py", "e2e/test_beside_codex.py"],
    "shared home": ["sdk/test_shared_home.py"],
}
"""The tests of each column of the table, as paths in this folder."""

PATIENCE = "20"
"""Seconds that a test waits for what does not come on another version; many do not."""

MINUTES = 15
"""How long one group may take on one version."""


@dataclass(frozen=True)
class Installed:
    """A binary of some version, and where it came from."""

    binary: Path
    source: str


def install(version: str, folder: Path) -> Installed | None:
    """Install a version into a folder: the pinned one is here, others come from pip, else from npm."""
    if version == SERVER_VERSION:
        import codex_cli_bin

        return Installed(Path(codex_cli_bin.bundled_codex_path()), "the package")
    return (version != "latest" and _from_pip(version, folder)) or _from_npm(version, folder)


def _from_pip(version: str, folder: Path) -> Installed | None:
    wanted = f"openai-codex-cli-bin=={version}.*"
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--target",
        str(folder),
        wanted,
    ]
    return _installed(command, folder, "pip")


def _from_npm(version: str, folder: Path) -> Installed | None:
    if shutil.which("npm") is None:
        return None
    wanted = f"@openai/codex@{version}"
    command = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), wanted]
    return _installed(command, folder, "npm")


def _installed(command: list[str], folder: Path, source: str) -> Installed | None:
    if subprocess.run(command, capture_output=True, check=False).returncode != 0:
        return None
    found = [path for path in folder.rglob("bin/codex") if path.is_file() and not path.is_symlink()]
    return Installed(found[0], source) if found else None


def run(binary: Path, paths: list[str]) -> tuple[str, list[str]]:
    """Run tests on a binary; return what the table says of them, and the names of those that failed."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "--no-header",
        "--tb=no",
        "-rfE",
    ]
    try:
        done = subprocess.run(
            [*command, *(str(TESTS / path) for path in paths)],
            env={**os.environ, "CODEX_BIN": str(binary), "CODEX_TUI_PATIENCE": PATIENCE},
            cwd=TESTS.parent,
            capture_output=True,
            text=True,
            timeout=60 * MINUTES,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"not ended in {MINUTES} minutes", []
    counts = {word: int(number) for number, word in re.findall(r"(\d+) (passed|failed|error)", done.stdout)}
    bad = counts.get("failed", 0) + counts.get("error", 0)
    failed = re.findall(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.MULTILINE)
    return f"{counts.get('passed', 0)} of {counts.get('passed', 0) + bad}", failed


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(wanted: list[str]) -> int:
    """Try the versions and print the table; the status is 1 when something failed on the pinned one."""
    status = 0
    told: list[str] = []
    _say(f"| version | from | {' | '.join(GROUPS)} |")
    _say("| --- " * (2 + len(GROUPS)) + "|")
    for version in wanted or WANTED:
        with tempfile.TemporaryDirectory(prefix="codex-version-") as folder:
            found = install(version, Path(folder))
            if found is None:
                _say(f"| {version} | not to be had here |{' |' * len(GROUPS)}")
                continue
            number = version_in_use(str(found.binary))
            cells = []
            for paths in GROUPS.values():
                cell, failed = run(found.binary, paths)
                cells.append(cell)
                told += [f"{number}: {name}" for name in failed]
                status |= int(bool(failed) and version == SERVER_VERSION)
            _say(f"| {number} | {found.source} | {' | '.join(cells)} |")
    _say("\n".join(["", *told]) if told else "\nNothing failed.")
    return status


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
