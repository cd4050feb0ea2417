"""The approvals that wait for an answer, as values that a card shows: what, where and why, in full."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codex_app_server.approvals import (
    AcceptWithExecpolicyAmendment,
    ApplyNetworkPolicyAmendment,
    CommandApproval,
    Decision,
)

from .items import Command, FileChange
from .rules import why_no_rule, words_of
from .sanitise import sanitise, sanitise_exactly, sanitise_line, show_blanks, show_breaks
from .shell_words import unwrap_shell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codex_app_server.approvals import ApprovalDecision, ApprovalRequest, FileChangeApproval

    from .approval_grants import Grant
    from .command_marks import Mark
    from .items import FilePatch
    from .pending import AskingThread, PendingRequest


@dataclass(frozen=True, slots=True)
class PendingApproval:
    """One request for approval: a `PendingRequest`, which documents the fields that all kinds have.

    `command` is the exact command, never shortened; `typed` is the same without the shell around it, as a
    person types it, and `short` is `typed` on one line. `changes` are the files of the item that the request
    is about. `marks` say what deserves a second look. `grants` are the permissions, and whatever else decides
    what an answer allows. `answers` are those that the server offers: no other may be sent. `rule` is the
    prefix that "always" would allow, or None when the server offers no rule. `alike` is the same text for all
    that ask for exactly the same, whatever the reason; empty when that is not known.
    """

    key: int
    thread_id: str
    turn_id: str
    item_id: str
    request: ApprovalRequest
    title: str
    command: str = ""
    short: str = ""
    typed: str = ""
    cwd: str = ""
    reason: str = ""
    changes: tuple[FilePatch, ...] = ()
    marks: tuple[Mark, ...] = ()
    grants: tuple[Grant, ...] = ()
    answers: tuple[ApprovalDecision, ...] = ()
    rule: tuple[str, ...] | None = None
    alike: str = ""
    arrived_at_ms: int = 0

    @property
    def request_id(self) -> int | str:
        """The server's id of the request."""
        return self.request.request_id

    @property
    def deadline_ms(self) -> None:
        """None: the server waits for an approval without end."""
        return

    @property
    def words(self) -> tuple[str, ...]:
        """The words that a rule may begin with, as they are and not sanitised; empty without a rule."""
        return _words(self.request, self.answers)

    @property
    def about(self) -> str:
        """The command on one line, else the files."""
        return self.short or ", ".join(show_blanks(change.path) for change in self.changes)

    @property
    def wants(self) -> str:
        """What the agent wants to do, on one line."""
        if self.short:
            return f"wants to run {self.short}"
        return "wants to " + self.title[:1].lower() + self.title[1:]

    def permits(self, answer: object) -> bool:
        """Whether the server offers this decision, or takes it as another beginning of the words asked."""
        if isinstance(answer, AcceptWithExecpolicyAmendment) and self.words and answer not in self.answers:
            return not why_no_rule(answer.execpolicy_amendment, self.words)
        return answer in self.answers

    def equal_ones(self, waiting: Sequence[PendingRequest]) -> list[PendingApproval]:
        """Return those that ask for exactly the same, in the same thread."""
        return [
            each
            for each in waiting
            if isinstance(each, PendingApproval)
            and each.key != self.key
            and each.thread_id == self.thread_id
            and self.alike
            and each.alike == self.alike
        ]

    def offered(self) -> str:
        """Name the decisions that the server offers."""
        return ", ".join(map(decision_name, self.answers)) or "nothing that can be sent from here"

    def told(self, answer: object) -> str:
        """Return what the person did by a decision."""
        if isinstance(answer, AcceptWithExecpolicyAmendment):
            words = " ".join(show_breaks(sanitise_exactly(word)) for word in answer.execpolicy_amendment)
            return f"allowed it, and always what begins with {words}"
        if isinstance(answer, ApplyNetworkPolicyAmendment):
            return "allowed this host for good"
        return _TOLD.get(str(getattr(answer, "value", answer)), "answered it")

    def renewed(self, thread: AskingThread) -> PendingApproval:
        """Return it with the changes that the item has now."""
        return pending_approval(self.request, thread, self.key, self.arrived_at_ms)


_TOLD = {
    Decision.ACCEPT.value: "allowed it once",
    Decision.ACCEPT_FOR_SESSION.value: "allowed it for this session",
    Decision.DECLINE.value: "said no",
    Decision.CANCEL.value: "said no and stopped the turn",
}


def decision_name(decision: object) -> str:
    """Return the name that the protocol has for a decision."""
    if isinstance(decision, Decision):
        return decision.value
    if isinstance(decision, ApplyNetworkPolicyAmendment):
        return "applyNetworkPolicyAmendment"
    return decision if isinstance(decision, str) else "acceptWithExecpolicyAmendment"


def pending_approval(
    request: ApprovalRequest, thread: AskingThread, key: int, arrived_at_ms: int
) -> PendingApproval:
    """Return what the card shows; the diff comes from the thread's item, since the request carries none."""
    # Not at the top: these import the protocol's models, and the first frame needs none of them.
    from .approval_grants import grants_of
    from .approval_offers import offers_of
    from .command_marks import marks_of, marks_of_files

    offers = offers_of(request)
    if isinstance(request, CommandApproval):
        asked = _command(request, thread)
        marks = marks_of(asked.typed, asked.cwd)
    else:
        asked = _file_change(request, thread)
        files = [(show_blanks(each.path), each.kind == "delete") for each in asked.changes]
        marks = marks_of_files(files, asked.cwd)
    return PendingApproval(
        key=key,
        thread_id=request.thread_id,
        turn_id=request.turn_id,
        item_id=request.item_id,
        request=request,
        title=asked.title,
        command=asked.command,
        typed=asked.typed,
        short=show_breaks(asked.typed),
        cwd=asked.cwd,
        reason=sanitise(request.reason or ""),
        changes=asked.changes,
        marks=marks,
        grants=(*grants_of(request.params), *offers.rows),
        answers=offers.answers,
        rule=_rule(offers.answers),
        alike=_alike(request, asked),
        arrived_at_ms=arrived_at_ms,
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """The fields that each kind of request fills in its own way."""

    title: str
    cwd: str
    command: str = ""
    typed: str = ""
    changes: tuple[FilePatch, ...] = ()


def _command(request: CommandApproval, thread: AskingThread) -> _Asked:
    item = thread.item(request.item_id)
    known = item if isinstance(item, Command) else None
    if request.command is not None:
        exact = sanitise_exactly(request.command)
        typed = sanitise_exactly(unwrap_shell(request.command))
    else:
        exact = show_blanks(known.exact) if known else ""
        typed = unwrap_shell(exact)
    if request.cwd:
        cwd = show_breaks(sanitise_exactly(request.cwd))
    else:
        cwd = show_blanks(known.cwd) if known else ""
    params = request.params
    network = params.network_approval_context
    if network is not None:
        host = show_breaks(sanitise_exactly(network.host))
        title = f"Use the network: {host}" if host else "Use the network"
    elif params.kind == "writeStdin":
        title = "Type into a command that runs"
    else:
        title = "Run a command" if exact else "Go on with a command"
    return _Asked(title, cwd, command=exact, typed=typed)


def _file_change(request: FileChangeApproval, thread: AskingThread) -> _Asked:
    item = thread.item(request.item_id)
    changes = item.changes if isinstance(item, FileChange) else ()
    if len(changes) == 1:
        title = "Change a file"
    else:
        title = f"Change {len(changes)} files" if changes else "Change files"
    return _Asked(title, show_blanks(sanitise_line(thread.cwd)), changes=changes)


def _rule(answers: tuple[ApprovalDecision, ...]) -> tuple[str, ...] | None:
    for answer in answers:
        if isinstance(answer, AcceptWithExecpolicyAmendment):
            return tuple(show_breaks(sanitise_exactly(word)) for word in answer.execpolicy_amendment)
    return None


def _words(request: ApprovalRequest, answers: tuple[ApprovalDecision, ...]) -> tuple[str, ...]:
    """Return the words that a rule may begin with: those of the command, else those of the offered rule."""
    for answer in answers:
        if isinstance(answer, AcceptWithExecpolicyAmendment) and isinstance(request, CommandApproval):
            asked = words_of(unwrap_shell(request.command or ""))
            rule = answer.execpolicy_amendment
            return asked if asked[: len(rule)] == rule else rule
    return ()


_OWN = {"item_id", "started_at_ms", "approval_id", "turn_id", "reason"}
"""Fields that differ between requests for the same."""


def _alike(request: ApprovalRequest, asked: _Asked) -> str:
    if not (asked.typed or asked.changes):
        return ""
    said = request.params.model_dump(mode="json", by_alias=True, exclude=_OWN)
    return json.dumps([type(request).__name__, said, asked.cwd, repr(asked.changes)], sort_keys=True)
