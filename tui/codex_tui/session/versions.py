"""Which version of the server runs, and what that means for this application."""

from __future__ import annotations

import re
import subprocess

from codex_app_server.generated.schema_pin import SERVER_VERSION

from ..state.sanitise import sanitise_line

OLDEST = (0, 145, 0)
"""The oldest server to talk to: older ones cannot list threads by use, and break threads of newer ones."""

_NUMBERS = re.compile(r"(\d+)\.(\d+)\.(\d+)")
_SECONDS = 5.0
"""How long a program may take to say its version."""

OTHER_BINARY = "--codex-bin PATH"


def numbers(version: str) -> tuple[int, int, int] | None:
    """Return the three numbers of a version; None when it has none, as one that was built by hand."""
    found = _NUMBERS.search(version)
    return None if found is None else (int(found[1]), int(found[2]), int(found[3]))


def is_too_old(version: str) -> bool:
    """Whether a server is older than this application can work with; one that does not say it is not."""
    found = numbers(version)
    # 0.0.0 is what a build without a release calls itself.
    return found is not None and (0, 0, 0) < found < OLDEST


def too_old(version: str) -> str:
    """Say that a server is too old, and what to do."""
    oldest = ".".join(str(number) for number in OLDEST)
    return (
        f"The server is codex {sanitise_line(version)}, and codex-tui needs {oldest} or newer: older ones "
        f"cannot list its threads, and make threads of newer ones impossible to go on with. "
        f"Update that codex, or name another one with {OTHER_BINARY}."
    )


def another_version(version: str) -> str:
    """Say which server runs when it is not the one that this application is made for; else nothing."""
    if not version or version == SERVER_VERSION:
        return ""
    return (
        f"The server is codex {sanitise_line(version)}; codex-tui is made for {SERVER_VERSION}. "
        "What it does not know of it is shown as a dim line."
    )


def newer_needed(version: str) -> str:
    """Say what a name in the configuration means that the server does not know."""
    return (
        f"The server is codex {sanitise_line(version or SERVER_VERSION)} and does not know it; the codex "
        "that wrote it may be newer. To use that one: codex-tui --codex-bin $(which codex)"
    )


def program_version(program: str) -> str:
    """Ask a program for its version (`codex --version`); empty when it does not say it in time."""
    try:
        said = subprocess.run(
            [program, "--version"],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ""
    found = _NUMBERS.search(said.decode("utf-8", "replace"))
    return "" if found is None else found[0]
