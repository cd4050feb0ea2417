"""Answers to what the server asks of the client: approvals above all.

Each answer runs in a task of its own, and a handler that is no coroutine function in a worker thread, so that
nothing a handler does can hold up the reader.
"""

from __future__ import annotations

import inspect
import logging
from collections import OrderedDict
from functools import partial
from typing import TYPE_CHECKING

import anyio

from .._core.connection import error_line, result_line
from ..approvals import CommandApproval, Decision, FileChangeApproval, decision_to_wire, decisions_from_wire
from ..errors import InvalidInputError
from .daemon_thread import run_in_daemon_thread

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .._core.routing import ServerRequest
    from ..approvals import ApprovalHandler, ApprovalRequest

_log = logging.getLogger("codex_app_server")

_METHOD_NOT_FOUND = -32601
_APPROVALS = ("item/commandExecution/requestApproval", "item/fileChange/requestApproval")
# What is answered when nobody decides: never a permission.
_REFUSALS: dict[str, Mapping[str, object]] = {
    "item/commandExecution/requestApproval": {"decision": Decision.DECLINE.value},
    "item/fileChange/requestApproval": {"decision": Decision.DECLINE.value},
    "item/permissions/requestApproval": {"permissions": {}, "scope": "turn"},
    "mcpServer/elicitation/request": {"action": "decline", "content": None},
    "applyPatchApproval": {"decision": {"denied": {"rejection": "No approval handler decides on this."}}},
    "execCommandApproval": {"decision": {"denied": {"rejection": "No approval handler decides on this."}}},
}


# Answers that are remembered in case a request comes twice.
_MOST_ANSWERS = 1000


class ServerRequests:
    """Answers the server's requests and gives up those that it has resolved meanwhile.

    A request that comes twice is answered as it was the first time; a person is asked once.
    """

    def __init__(
        self,
        handler: ApprovalHandler | None,
        send: Callable[[bytes], None],
        timeout: float | None = None,
    ) -> None:
        self._handler = handler
        self._send = send
        self._timeout = timeout
        self._running: dict[int | str, anyio.CancelScope] = {}
        self._answers: OrderedDict[int | str, _Answer] = OrderedDict()
        self._warned = False

    async def answer(self, request: ServerRequest) -> None:
        """Answer one request; without an answer the turn behind it would wait for ever."""
        if self._handler is not None and request.method in _APPROVALS:
            earlier = self._answers.get(request.id)
            if earlier is not None and earlier.request == request:
                earlier.give(self._send)
                return
            answer = self._answers[request.id] = _Answer(request)
            if len(self._answers) > _MOST_ANSWERS:
                self._answers.popitem(last=False)
            with anyio.CancelScope() as scope:
                self._running[request.id] = scope
                try:
                    answer.known(await self._decide(request), self._send)
                finally:
                    if self._running.get(request.id) is scope:
                        del self._running[request.id]
            return
        refusal = _REFUSALS.get(request.method)
        if refusal is None:
            text = f"This client does not answer {request.method}."
            self._send(error_line(request.id, _METHOD_NOT_FOUND, text))
            return
        if self._handler is None:
            self._warn_once(request.method)
        self._send(result_line(request.id, refusal))

    def resolved(self, request_id: int | str) -> None:
        """Cancel the handler of a request that needs no answer any more."""
        scope = self._running.get(request_id)
        if scope is not None:
            scope.cancel()

    async def _decide(self, request: ServerRequest) -> str | dict[str, object]:
        """Ask the handler; whatever goes wrong in it, the answer is no."""
        handler = self._handler
        # The models of the first request take 300 ms to build, which the event loop must not wait for.
        approval = await run_in_daemon_thread(partial(_read_approval, request))
        if handler is None or approval is None:
            return Decision.DECLINE.value
        try:
            with anyio.move_on_after(self._timeout):
                decision = decision_to_wire(await _ask(handler, approval))
                result_line(request.id, {"decision": decision})  # what cannot be sent is no decision
                return decision
            _log.warning(
                "The approval handler did not answer within %s s (AppServerConfig.approval_timeout), so the "
                "request was declined",
                self._timeout,
            )
        except InvalidInputError as error:
            _log.error("The approval handler gave no decision, so the request was declined: %s", error)
        except Exception:  # noqa: BLE001 - user code may raise anything, and the server needs its answer
            _log.exception("The approval handler failed, so the request was declined")
        return Decision.DECLINE.value

    def _warn_once(self, method: str) -> None:
        if not self._warned:
            self._warned = True
            _log.warning(
                "The server asked for approval (%s) and the client has no approval handler: this and every "
                "later request is declined. Give one as AppServerConfig(approval_handler=...).",
                method,
            )


class _Answer:
    """The answer to one request, given as often as the request came."""

    def __init__(self, request: ServerRequest) -> None:
        self.request = request
        self._asked = 1
        self._line: bytes | None = None

    def give(self, send: Callable[[bytes], None]) -> None:
        """Answer once more: now, or when the answer is there."""
        if self._line is None:
            self._asked += 1
        else:
            send(self._line)

    def known(self, decision: str | dict[str, object], send: Callable[[bytes], None]) -> None:
        """Send the decision to whoever has asked for it."""
        self._line = result_line(self.request.id, {"decision": decision})
        for _ in range(self._asked):
            send(self._line)


async def _ask(handler: ApprovalHandler, approval: ApprovalRequest) -> object:
    if inspect.iscoroutinefunction(handler):
        return await handler(approval)
    answer: object = await run_in_daemon_thread(partial(handler, approval))
    return await answer if inspect.isawaitable(answer) else answer


def _read_approval(request: ServerRequest) -> ApprovalRequest | None:
    """Make the value that a handler gets; None for other methods and for parameters that do not fit."""
    from ..generated import v2_all

    raw = request.params if isinstance(request.params, dict) else {}
    try:
        if request.method == "item/commandExecution/requestApproval":
            command = v2_all.CommandExecutionRequestApprovalParams.model_validate(raw)
            rule = command.proposed_execpolicy_amendment
            return CommandApproval(
                request_id=request.id,
                thread_id=command.thread_id,
                turn_id=command.turn_id,
                item_id=command.item_id,
                command=command.command,
                cwd=command.cwd,
                reason=command.reason,
                proposed_execpolicy_amendment=None if rule is None else tuple(rule),
                available_decisions=decisions_from_wire(raw.get("availableDecisions")),
                params=command,
            )
        if request.method == "item/fileChange/requestApproval":
            change = v2_all.FileChangeRequestApprovalParams.model_validate(raw)
            return FileChangeApproval(
                request_id=request.id,
                thread_id=change.thread_id,
                turn_id=change.turn_id,
                item_id=change.item_id,
                reason=change.reason,
                grant_root=change.grant_root,
                params=change,
            )
    except ValueError as error:
        _log.error("A request for approval cannot be read, so it is declined: %s", error)
    return None
