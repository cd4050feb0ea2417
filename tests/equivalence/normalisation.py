"""The one normalisation under which the scripted server and the real one say the same.

- ids become their order of appearance, times and revisions become a mark, paths lose the directory
- the deltas of an item are joined
- a thread's status counts when it changes: at an archive the real server once said `notLoaded` twice
- what belongs to the machine or the provider is dropped (`DROPPED`)
- order is compared within each item, each turn and each thread, as the real order between them varies
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from codex_app_server import Notification

DROPPED = frozenset(
    {
        "account/rateLimits/updated",  # speaks of the provider's headers
        "configWarning",  # speaks of the machine's sandbox
        "item/commandExecution/outputDelta",  # the real server drops some; the completed item is whole
        "deprecationNotice",  # its wording is the server's, and the scripted server does not copy it
        "remoteControl/status/changed",  # speaks of the machine
        "thread/environment/connected",
        "warning",  # speaks of the configuration
    }
)
STATUS = "thread/status/changed"
_MARKED = frozenset(
    {
        "clientId",
        "completedAt",
        "completedAtMs",
        "createdAt",
        "durationMs",
        "processId",
        "recencyAt",
        "revision",
        "startedAt",
        "startedAtMs",
        "updatedAt",
        "path of a thread",
        "cliVersion",
        "originator",
        "additionalDetails",
    }
)
_IDS = frozenset({"id", "threadId", "turnId", "itemId", "rootTurnId", "sessionId", "forkedFromId"})


class Normaliser:
    """Gives ids their ordinal; one for each run."""

    def __init__(self, work: str) -> None:
        self._work = work
        self._ids: dict[str, str] = {}

    def value(self, value: Any, key: str = "") -> Any:
        """Normalise anything from the wire; `key` is where it was found."""
        if isinstance(value, dict):
            is_thread = "cliVersion" in value
            return {
                name: self.value(inner, "path of a thread" if is_thread and name == "path" else name)
                for name, inner in value.items()
            }
        if isinstance(value, list):
            return [self.value(inner, key) for inner in value]
        if key in _MARKED and value is not None:
            return "*"
        if key in _IDS and isinstance(value, str):
            return self._ids.setdefault(value, f"#{len(self._ids)}")
        if isinstance(value, str):
            return value.replace(self._work, "<work>")
        return value

    def events(self, events: Iterable[Notification]) -> dict[str, list[Any]]:
        """Sort events into one list for each item, turn and thread, deltas joined."""
        groups: dict[str, list[Any]] = {}
        for event in events:
            if event.method in DROPPED:
                continue
            params = self.value(_wire(event))
            group = groups.setdefault(_group(event.method, params), [])
            last = group[-1] if group else None
            if "delta" in params and last and last[0] == event.method and _same_place(last[1], params):
                last[1]["delta"] += params["delta"]
            elif event.method != STATUS or [STATUS, params] != _last_status(group):
                group.append([event.method, params])
        return groups


def as_lines(groups: dict[str, list[Any]]) -> list[str]:
    """Write the groups as lines, so that a difference is read at once."""
    return [
        f"{group}: {method} {json.dumps(params, sort_keys=True, ensure_ascii=False)}"
        for group, events in sorted(groups.items())
        for method, params in events
    ]


def _wire(event: Notification) -> dict[str, Any]:
    payload: Any = event.payload
    dumped: dict[str, Any] = payload.model_dump(mode="json", by_alias=True, exclude_unset=True)
    return dumped


def _group(method: str, params: dict[str, Any]) -> str:
    item = params.get("itemId") or params.get("item", {}).get("id")
    turn = params.get("turnId") or params.get("turn", {}).get("id")
    thread = params.get("threadId") or params.get("thread", {}).get("id")
    if item:
        return f"item {item}"
    if turn:
        return f"turn {turn}"
    if method == "serverRequest/resolved":
        return f"requests of {thread}"
    return f"thread {thread}" if thread else "connection"


def _last_status(group: list[Any]) -> Any:
    return next((each for each in reversed(group) if each[0] == STATUS), None)


def _same_place(first: dict[str, Any], second: dict[str, Any]) -> bool:
    return {**first, "delta": ""} == {**second, "delta": ""}
