"""The approvals that wait for a person, as values a card can show: what, where, why, in full."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from codex_app_server.approvals import CommandApproval

from .commands import unwrap_shell
from .items import Command, FileChange
from .sanitise import sanitise, sanitise_line

if TYPE_CHECKING:
    from codex_app_server.approvals import ApprovalRequest, FileChangeApproval

    from .items import FilePatch
    from .threads import ThreadState


@dataclass(frozen=True, slots=True)
class PendingApproval:
    """One request for approval, with every text sanitised.

    `key` names it for as long as it waits; the server's request ids may repeat after a restart.
    `title` says the act in words; `command` is the exact command, never shortened, and `short` the same on
    one line without the shell around it. `changes` are the files of the item that the request is about.
    `rule` is the prefix that "always" would allow, or None when the server offers no rule.
    """

    key: int
    thread_id: str
    turn_id: str
    item_id: str
    request: ApprovalRequest
    title: str
    command: str = ""
    short: str = ""
    cwd: str = ""
    reason: str = ""
    changes: tuple[FilePatch, ...] = ()
    rule: tuple[str, ...] | None = None
    arrived_at_ms: int = 0

    @property
    def wants(self) -> str:
        """What the thread wants, on one line, for its row in the list."""
        if self.short:
            return f"wants to run {self.short}"
        return "wants to " + self.title[:1].lower() + self.title[1:]


def pending(request: ApprovalRequest, thread: ThreadState, key: int, arrived_at_ms: int) -> PendingApproval:
    """Build what the card shows; the diff comes from the thread's item, the request carries none."""
    if isinstance(request, CommandApproval):
        return _command(request, thread, key, arrived_at_ms)
    return _file_change(request, thread, key, arrived_at_ms)


def _command(request: CommandApproval, thread: ThreadState, key: int, arrived_at_ms: int) -> PendingApproval:
    item = thread.item(request.item_id)
    known = item if isinstance(item, Command) else None
    exact = sanitise(request.command) if request.command is not None else (known.exact if known else "")
    network = getattr(request.params, "network_approval_context", None)
    if network is not None:
        host = sanitise_line(str(getattr(network, "host", "")))
        title = f"Use the network: {host}" if host else "Use the network"
    else:
        title = "Run a command" if exact else "Go on with a command"
    rule = request.proposed_execpolicy_amendment
    return PendingApproval(
        key=key,
        thread_id=request.thread_id,
        turn_id=request.turn_id,
        item_id=request.item_id,
        request=request,
        title=title,
        command=exact,
        short=sanitise_line(unwrap_shell(exact)),
        cwd=sanitise_line(request.cwd or (known.cwd if known else "")),
        reason=sanitise(request.reason or ""),
        rule=tuple(sanitise_line(word) for word in rule) if rule else None,
        arrived_at_ms=arrived_at_ms,
    )


def _file_change(
    request: FileChangeApproval, thread: ThreadState, key: int, arrived_at_ms: int
) -> PendingApproval:
    item = thread.item(request.item_id)
    changes = item.changes if isinstance(item, FileChange) else ()
    if len(changes) == 1:
        title = "Change a file"
    else:
        title = f"Change {len(changes)} files" if changes else "Change files"
    root = sanitise_line(request.grant_root or "")
    reason = sanitise(request.reason or "")
    if root:
        reason = "\n".join(part for part in (reason, f"also asks to write anywhere under {root}") if part)
    return PendingApproval(
        key=key,
        thread_id=request.thread_id,
        turn_id=request.turn_id,
        item_id=request.item_id,
        request=request,
        title=title,
        cwd=sanitise_line(thread.cwd),
        reason=reason,
        changes=changes,
        arrived_at_ms=arrived_at_ms,
    )
