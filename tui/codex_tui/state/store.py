"""Everything the application knows, changed by folding events into it, and by nothing else."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from .approvals import PendingApproval, pending
from .change import Change
from .threads import ThreadState

if TYPE_CHECKING:
    from codex_app_server import Notification
    from codex_app_server.approvals import ApprovalRequest
    from codex_app_server.generated.v2_all import (
        GetAccountResponse,
        Thread,
        ThreadForkResponse,
        ThreadResumeResponse,
        ThreadStartResponse,
        Turn,
    )


class Store:
    """The state of one connection: threads, waiting approvals, account, limits.

    Pure: no I/O, no clock but the one given, which answers Unix seconds. Methods that change something
    answer a `Change`. Nothing here raises for anything the server sends.
    """

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self.clock = clock
        self.threads: dict[str, ThreadState] = {}
        self.approvals: list[PendingApproval] = []
        self.open_thread_id: str | None = None
        self.account: str | None = None
        self.needs_login: bool = False
        self.rate_limit_percent: int | None = None
        self.rate_limit_label: str = ""
        self.warnings: list[str] = []
        self._next_key = 1

    def apply(self, event: Notification, into: Change | None = None) -> Change:
        """Fold one notification; the marks go into `into` when it is given, which saves a value per delta."""
        raise NotImplementedError

    def list_page(self, threads: Sequence[Thread], *, archived: bool) -> Change:
        """Merge rows of `thread/list` into what is known."""
        raise NotImplementedError

    def history(self, thread_id: str, turns: Sequence[Turn]) -> Change:
        """Take turns of `thread/read` or `thread/turns/list`, oldest first, through the same fold as live events."""
        raise NotImplementedError

    def opened(self, response: ThreadStartResponse | ThreadResumeResponse | ThreadForkResponse) -> Change:
        """Take the effective settings that start, resume and fork answer with."""
        raise NotImplementedError

    def thread(self, thread_id: str) -> ThreadState:
        """The thread with this id; made when it is not known yet."""
        raise NotImplementedError

    def approval_asked(self, request: ApprovalRequest) -> PendingApproval:
        """Put a request for approval in the queue of those that wait."""
        raise NotImplementedError

    def approval_gone(self, key: int) -> Change:
        """Take an approval out of the queue: answered here, resolved elsewhere, or its connection ended."""
        raise NotImplementedError

    def account_read(self, response: GetAccountResponse) -> Change:
        """Take the answer of `account/read`."""
        raise NotImplementedError

    def rows(self, query: str = "", show_archived: bool = False) -> list[ThreadState]:
        """The list: newest first, forks under their parent; `query` matches name, preview and directory."""
        raise NotImplementedError

    def show(self, thread_id: str | None) -> Change:
        """Say which thread is open on the screen: it counts as seen, also for what it does later."""
        raise NotImplementedError

    def seen(self, thread_id: str) -> Change:
        """Say that the person has seen how the thread ended."""
        raise NotImplementedError

    def connection_lost(self, message: str) -> Change:
        """Close everything that was open: the server is gone and will complete none of it."""
        raise NotImplementedError
