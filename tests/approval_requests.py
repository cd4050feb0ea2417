"""Requests for approval as the server sends them, and as the application holds and shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from codex_tui.state.approvals import PendingApproval, pending_approval
from codex_tui.state.threads import ThreadState
from recorded_transcripts import approval

if TYPE_CHECKING:
    from codex_app_server.approvals import ApprovalRequest
    from codex_tui.state.store import Store

ALL_DECISIONS = ["accept", "acceptForSession", "decline", "cancel"]
"""Every decision that is a plain word."""
COMMAND = "item/commandExecution/requestApproval"
FILE_CHANGE = "item/fileChange/requestApproval"


def request(key: int = 1, method: str = COMMAND, **params: object) -> ApprovalRequest:
    """A request with these parameters of the protocol, as the SDK hands it to a handler."""
    ids = {"threadId": "t", "turnId": "u", "itemId": "i", "startedAtMs": 1}
    found = approval({"id": key, "method": method, "params": {**ids, **params}})
    assert found is not None, f"{method} is no request for approval"
    return found


def asked(key: int = 1, method: str = COMMAND, **params: Any) -> PendingApproval:
    """What a card shows for such a request, in a thread of which nothing is known."""
    return pending_approval(request(key, method, **params), ThreadState("t"), key, 0)


def approvals(store: Store) -> list[PendingApproval]:
    """The approvals among what waits."""
    return [each for each in store.pending if isinstance(each, PendingApproval)]
