"""Builders of the demo's threads, turns and commands, and their common values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codex_app_server.testing import WORKSPACE_WRITE, StoredThread, StoredTurn, items

from .moment import DEMO_CWD, DEMO_NOW

if TYPE_CHECKING:
    from codex_app_server.testing.items import Item

MINUTE = 60.0
HOUR = 3600.0
DAY = 24 * HOUR

CONTEXT_WINDOW = 258_400


_CODES = {
    "/": "0",
    "bold": "1",
    "dim": "2",
    "italic": "3",
    "underline": "4",
    "reverse": "7",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "blue": "34",
    "magenta": "35",
    "cyan": "36",
    "orange": "38;5;208",
    "sky": "38;2;120;180;255",
}
_TAG = re.compile("<(" + "|".join(_CODES) + ")>")


def thread(
    name: str | None,
    *turns: StoredTurn,
    ago: float,
    branch: str | None = "main",
    cwd: str = DEMO_CWD,
    model: str = "gpt-6-sol",
    effort: str = "medium",
    tokens: int = 24_000,
    source: str = "vscode",
    archived: bool = False,
) -> StoredThread:
    """Make a thread that was last used `ago` seconds before `DEMO_NOW`; its turns lie before that."""
    end = DEMO_NOW - ago
    for turn in reversed(turns):
        turn.started_at = end - turn.seconds
        end = turn.started_at - 7 * MINUTE
    created = turns[0].started_at if turns and turns[0].started_at else end
    return StoredThread(
        name=name,
        turns=list(turns),
        cwd=cwd,
        branch=branch,
        model=model,
        effort=effort,
        approval_policy="on-request",
        sandbox=dict(WORKSPACE_WRITE),
        created_at=created - 1,
        recency_at=DEMO_NOW - ago,
        archived=archived,
        source=source,
        originator="codex-tui",
        tokens=tokens,
        tokens_sent=3 * tokens,
        tokens_received=tokens // 20,
        context_window=CONTEXT_WINDOW,
    )


def turn(prompt: str | Item, *parts: Item, seconds: float = 40.0, status: str = "completed") -> StoredTurn:
    """Make a turn of the history; the prompt is a text or a whole user message."""
    message = items.user_message(prompt) if isinstance(prompt, str) else prompt
    return StoredTurn([message, *parts], status=status, seconds=seconds)


def path(name: str) -> str:
    """Return the full path of a file of the demo's project."""
    return f"{DEMO_CWD}/{name}"


def ran(command: str, output: str = "", *, exit_code: int = 0, seconds: float = 0.4) -> Item:
    """Make a command that has run in the demo's project."""
    return items.command(command, cwd=DEMO_CWD, output=paint(output), exit_code=exit_code, seconds=seconds)


def read(name: str, output: str) -> Item:
    """Make a command that reads a file, with the parsed action by which clients can show it so."""
    command = f"sed -n '1,120p' {name}"
    action: Item = {"type": "read", "command": command, "name": name.rsplit("/", 1)[-1], "path": path(name)}
    return items.command(command, cwd=DEMO_CWD, output=output, seconds=0.1, action=action)


def paint(text: str) -> str:
    """Replace `<red>`, `<bold>` and the like with the escape sequences of a command; `</>` ends them."""
    return _TAG.sub(lambda tag: f"\x1b[{_CODES[tag[1]]}m", text)
