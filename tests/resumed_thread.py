"""The answer to `thread/resume`, as servers that a test plays give it, in the standard library only."""

from __future__ import annotations


def resumed(thread_id: str) -> dict[str, object]:
    """The settings and the thread, with what the protocol requires of them."""
    settings: dict[str, object] = {
        "approvalPolicy": "on-request",
        "approvalsReviewer": "user",
        "cwd": "/srv",
        "model": "m",
        "modelProvider": "p",
        "sandbox": {"type": "readOnly"},
    }
    thread = {
        "id": thread_id,
        "sessionId": thread_id,
        "cliVersion": "0",
        "createdAt": 0,
        "updatedAt": 0,
        "cwd": "/srv",
        "ephemeral": False,
        "modelProvider": "p",
        "preview": "",
        "source": "vscode",
        "status": {"type": "idle"},
        "turns": [],
    }
    return {**settings, "thread": thread}
