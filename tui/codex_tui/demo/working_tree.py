"""Git in the demo: the answers to the commands that the application has the server run, and to a review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from codex_app_server.testing import RpcError

from .moment import DEMO_CWD
from .threads.flaky import HUNK

if TYPE_CHECKING:
    from codex_app_server.testing import ScriptedServer

_INVALID_REQUEST = -32600
_NOT_A_COMMAND = 101
"""The status with which the real server says that there is no such program."""

_CHANGED = f"""\
diff --git a/tests/test_resume.py b/tests/test_resume.py
--- a/tests/test_resume.py
+++ b/tests/test_resume.py
{HUNK}diff --git a/CHANGELOG.md b/CHANGELOG.md
--- a/CHANGELOG.md
+++ b/CHANGELOG.md
@@ -5,2 +5,3 @@ ## Unreleased
 - Threads are listed by pages.
+- A page ends between two threads, never within a second.
 - The router knows regions.
"""

_SAID = {
    "rev-parse": f"{DEMO_CWD}\n",
    "--name-only": "tests/test_resume.py\0CHANGELOG.md\0",
    "diff": _CHANGED,
    "ls-files": "",
    "for-each-ref": "main\npayments\ntrio\n",
    "log": "9f3c1e2 Page through the thread list\n41d07aa Explain the router\nb7e6f10 Draw the empty state\n",
}
"""What git says, by a word of its command; the first that is there."""


def add(server: ScriptedServer) -> None:
    """Have the server answer."""
    server.answer("command/exec", _run)
    server.answer("review/start", _review)


def _run(params: dict[str, Any]) -> dict[str, Any]:
    words = [str(each) for each in params.get("command", ())]
    said = (
        next((said for word, said in _SAID.items() if word in words), None) if words[:1] == ["git"] else None
    )
    return {"exitCode": _NOT_A_COMMAND if said is None else 0, "stdout": said or "", "stderr": ""}


def _review(params: dict[str, Any]) -> dict[str, Any]:
    raise RpcError(
        _INVALID_REQUEST,
        "the demo reviews nothing. The thread Review the payments branch has findings of a review",
    )
