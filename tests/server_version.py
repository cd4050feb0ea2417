"""The version of the real server that the tests run on: of the package, or of the binary in `CODEX_BIN`."""

from __future__ import annotations

import os
import re
import subprocess
from functools import cache

import codex_cli_bin


def binary_in_use() -> str:
    """Return the program that the tests start as the server."""
    return os.environ.get("CODEX_BIN") or str(codex_cli_bin.bundled_codex_path())


@cache
def version_in_use(binary: str | None = None) -> str:
    """Return the version of that program, or of another one."""
    said = subprocess.run(
        [binary or binary_in_use(), "--version"], capture_output=True, text=True, check=True, timeout=60
    )
    found = re.search(r"\d+\.\d+\.\d+\S*", said.stdout)
    assert found is not None, f"it says no version: {said.stdout}"
    return found[0]
