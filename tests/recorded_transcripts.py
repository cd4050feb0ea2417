"""The recorded conversations with the real server, as typed events a store can be fed with."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from codex_app_server import Notification, UnknownNotification
from codex_app_server.approvals import CommandApproval, FileChangeApproval
from codex_app_server.generated import v2_all
from codex_app_server.generated.methods import NOTIFICATIONS

if TYPE_CHECKING:
    from codex_app_server.approvals import ApprovalRequest
    from codex_app_server.generated.v2_all import Turn
    from codex_tui.state.store import Store

FOLDER = Path(__file__).parent / "fixtures" / "transcripts"
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.jsonl")))
_OPENING = {
    "thread/start": "ThreadStartResponse",
    "thread/resume": "ThreadResumeResponse",
    "thread/fork": "ThreadForkResponse",
}


@dataclass
class Run:
    """One run of a server: its messages in order, and what it answered about the past of threads."""

    messages: list[dict[str, Any]] = field(default_factory=list)

    def events(self) -> list[Notification]:
        """Every notification."""
        return [
            notification(message["method"], message["params"], message.get("emittedAtMs"))
            for message in self.messages
            if message["dir"] == "s>c" and "method" in message and "id" not in message
        ]

    def feed(self, store: Store) -> list[tuple[str, list[Turn]]]:
        """Fold the whole run; answers the histories that were read, which are not folded."""
        asked: dict[Any, tuple[str, dict[str, Any]]] = {}
        histories: list[tuple[str, list[Turn]]] = []
        for message in self.messages:
            if message["dir"] == "c>s":
                if "method" in message and "id" in message:
                    asked[message["id"]] = (message["method"], message.get("params") or {})
            elif "method" not in message:
                method, params = asked.get(message["id"], ("", {}))
                self._answered(store, histories, method, params, message.get("result"))
            elif "id" in message:
                request = approval(message)
                if request is not None:
                    store.approval_asked(request)
            else:
                store.apply(notification(message["method"], message["params"], message.get("emittedAtMs")))
        return histories

    def _answered(
        self,
        store: Store,
        histories: list[tuple[str, list[Turn]]],
        method: str,
        params: dict[str, Any],
        result: dict[str, Any] | None,
    ) -> None:
        if result is None:
            return
        if method in _OPENING:
            result = {**result, "thread": {**result["thread"], "turns": []}} | {}
            store.opened(getattr(v2_all, _OPENING[method]).model_validate(result))
        elif method == "thread/read" and result["thread"]["turns"]:
            thread = v2_all.Thread.model_validate(result["thread"])
            histories.append((thread.id, thread.turns))
        elif method == "thread/turns/list" and params.get("itemsView") == "full":
            turns = [v2_all.Turn.model_validate(turn) for turn in result["data"]]
            if params.get("sortDirection") != "asc":
                turns.reverse()
            histories.append((params["threadId"], turns))


@cache
def runs(name: str) -> tuple[Run, ...]:
    """The runs of one transcript; a file may hold several servers, one after another."""
    found: list[Run] = []
    for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        message = record["msg"]
        if not isinstance(message, dict) or record["dir"] not in ("c>s", "s>c"):
            continue
        if message.get("method") == "initialize" and record["dir"] == "c>s" and message.get("id") == 1:
            found.append(Run())
        if not found:
            found.append(Run())
        found[-1].messages.append({**message, "dir": record["dir"]})
    return tuple(found)


def notification(method: str, params: dict[str, Any], at_ms: int | None = None) -> Notification:
    """A notification with the generated model of its method, as the SDK would deliver it."""
    entry = NOTIFICATIONS.get(method)
    if entry is None or entry.params is None:
        return Notification(method, UnknownNotification(params, "this method is not in the schema"), at_ms)
    return Notification(method, getattr(v2_all, entry.params).model_validate(params), at_ms)


def approval(message: dict[str, Any]) -> ApprovalRequest | None:
    """A request for approval as the SDK hands it to a handler; None for another request of the server."""
    params = message["params"]
    common = {
        "request_id": message["id"],
        "thread_id": params.get("threadId"),
        "turn_id": params.get("turnId"),
        "item_id": params.get("itemId"),
        "reason": params.get("reason"),
    }
    if message["method"] == "item/commandExecution/requestApproval":
        words = params.get("proposedExecpolicyAmendment")
        return CommandApproval(
            **common,
            command=params.get("command"),
            cwd=params.get("cwd"),
            proposed_execpolicy_amendment=tuple(words) if words else None,
            available_decisions=(),
            params=v2_all.CommandExecutionRequestApprovalParams.model_validate(params),
        )
    if message["method"] == "item/fileChange/requestApproval":
        return FileChangeApproval(
            **common,
            grant_root=params.get("grantRoot"),
            params=v2_all.FileChangeRequestApprovalParams.model_validate(params),
        )
    return None
