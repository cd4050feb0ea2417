"""The files and shell of the demo's project: all invented, nothing is run or read."""

from __future__ import annotations

import base64
import posixpath
from typing import TYPE_CHECKING

from codex_app_server.testing import RpcError

from .moment import DEMO_CWD

if TYPE_CHECKING:
    from typing import Any

    from codex_app_server.testing import ScriptedServer

_FILES = (
    ".github/workflows/ci.yml",
    "CHANGELOG.md",
    "README.md",
    "docs/router.md",
    "docs/screenshot.png",
    "notes/release.md",
    "pyproject.toml",
    "src/app/__init__.py",
    "src/app/payments.py",
    "src/app/resume.py",
    "src/app/router.py",
    "src/app/server.py",
    "tests/test_payments.py",
    "tests/test_resume.py",
    "tests/test_router.py",
)
_DIRECTORIES = tuple(sorted({posixpath.dirname(path) for path in _FILES} - {""} | {"src"}))

_PNG = b"\x89PNG\r\n\x1a\n" + bytes(48_000)
_OUTPUTS = {
    "git status --short": " M tests/test_resume.py\n M CHANGELOG.md\n",
    "ls": "CHANGELOG.md\nREADME.md\ndocs\nnotes\npyproject.toml\nsrc\ntests\n",
    "pwd": f"{DEMO_CWD}\n",
}


def add_files(server: ScriptedServer) -> None:
    """Make a server answer about these files."""
    server.shell = _shell
    server.answer("fuzzyFileSearch", _find)
    server.answer("fs/readDirectory", read_directory)
    server.answer("fs/getMetadata", _metadata)
    server.answer("fs/readFile", read_file)


def _shell(command: str) -> tuple[str, int]:
    words = command.strip()
    if words.startswith("echo "):
        return f"{words.removeprefix('echo ')}\n", 0
    return _OUTPUTS.get(words, "The demo runs nothing. Try: ls, pwd, git status --short\n"), 0


def _find(params: dict[str, Any]) -> dict[str, Any]:
    word = str(params["query"]).casefold()
    found = [(path, "file") for path in _FILES] + [(path, "directory") for path in _DIRECTORIES]
    return {
        "files": [
            {
                "file_name": posixpath.basename(path),
                "match_type": kind,
                "path": path,
                "root": DEMO_CWD,
                "score": 1,
            }
            for path, kind in sorted(found, key=lambda each: (word not in each[0], each))
            if _has(path, word)
        ]
    }


def _has(path: str, word: str) -> bool:
    letters = iter(path.casefold())
    return all(letter in letters for letter in word)


def _below(path: str) -> str:
    return posixpath.relpath(path, DEMO_CWD) if path.startswith(DEMO_CWD) else ""


def read_directory(params: dict[str, Any]) -> dict[str, Any]:
    """Answer `fs/readDirectory`."""
    below = _below(str(params["path"]))
    start = "" if below == "." else f"{below}/"
    if start and below not in _DIRECTORIES:
        raise _missing()
    names = {path[len(start) :].partition("/")[0]: path for path in _FILES if path.startswith(start)}
    return {
        "entries": [
            {"fileName": name, "isFile": path == start + name, "isDirectory": path != start + name}
            for name, path in names.items()
        ]
    }


def _metadata(params: dict[str, Any]) -> dict[str, Any]:
    below = _below(str(params["path"]))
    if below not in (*_FILES, *_DIRECTORIES):
        raise _missing()
    is_file = below in _FILES
    kind = {"isFile": is_file, "isDirectory": not is_file, "isSymlink": False}
    return {**kind, "createdAtMs": 0, "modifiedAtMs": 0}


def read_file(params: dict[str, Any]) -> dict[str, Any]:
    """Answer `fs/readFile`."""
    below = _below(str(params["path"]))
    if below not in _FILES:
        raise _missing()
    data = _PNG if below.endswith(".png") else f"This is {below} of the demo.\n".encode()
    return {"dataBase64": base64.b64encode(data).decode()}


def _missing() -> RpcError:
    return RpcError(-32603, "No such file or directory (os error 2)")
