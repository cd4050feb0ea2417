"""Answers to what the server asks of the client: approvals above all.

Each answer runs in a task of its own, and a handler that is no coroutine function in a worker thread, so that
nothing a handler does can hold up the reader.
"""

from __future__ import annotations

import inspect
import logging
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


class ServerRequests:
    """Answers the server's requests and gives up those that it has resolved meanwhile."""

    def __init__(self, handler: ApprovalHandler | None, send: Callable[[bytes], None]) -> None:
        self._handler = handler
        self._send = send
        self._running: dict[int | str, anyio.CancelScope] = {}
        self._warned = False

    async def answer(self, request: ServerRequest) -> None:
        """Answer one request; without an answer the turn behind it would wait for ever."""
        if self._handler is not None and request.method in _APPROVALS:
            with anyio.CancelScope() as scope:
                self._running[request.id] = scope
                try:
                    self._send(result_line(request.id, {"decision": await self._decide(request)}))
                finally:
                    self._running.pop(request.id, None)
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
            if inspect.iscoroutinefunction(handler):
                answer: object = await handler(approval)
            else:
                answer = await run_in_daemon_thread(partial(handler, approval))
                if inspect.isawaitable(answer):
                    answer = await answer
            return decision_to_wire(answer)
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
