"""A store at a known time, and events of one thread, written without thread and turn ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from codex_tui.state.archive import Items
from codex_tui.state.store import Store
from codex_tui.state.threads import ThreadPhase
from recorded_transcripts import notification

if TYPE_CHECKING:
    from codex_tui.state.change import Change
    from codex_tui.state.threads import ThreadState

NOW = 1_795_333_382.0


class FoldedThread:
    """One thread and one turn, told event by event."""

    thread_id = "thread-1"
    turn_id = "turn-1"

    def __init__(self) -> None:
        self.store = Store(lambda: NOW)

    @property
    def thread(self) -> ThreadState:
        return self.store.thread(self.thread_id)

    def phase(self) -> ThreadPhase:
        """What the thread does now; a method, because a type checker thinks that attributes stay."""
        return self.thread.phase

    @property
    def items(self) -> Items:
        return self.thread.items

    def tell(self, method: str, at_ms: int | None = None, **params: Any) -> Change:
        """Fold an event; thread and turn are added where they are not given."""
        params = {"threadId": self.thread_id, "turnId": self.turn_id, **params}
        return self.store.apply(notification(method, params, at_ms))

    def begin(self, turn_id: str | None = None) -> Change:
        if turn_id is not None:
            self.turn_id = turn_id
        turn: dict[str, Any] = {
            "id": self.turn_id,
            "items": [],
            "status": "inProgress",
            "startedAt": int(NOW),
        }
        return self.tell("turn/started", at_ms=int(NOW * 1000), turn=turn)

    def end(self, status: str = "completed", error: dict[str, Any] | None = None) -> Change:
        turn: dict[str, Any] = {
            "id": self.turn_id,
            "items": [],
            "status": status,
            "error": error,
            "durationMs": 1500,
        }
        return self.tell("turn/completed", at_ms=int(NOW * 1000) + 1500, turn=turn)

    def started(self, kind: str, item_id: str, at_ms: int = 1000, **item: Any) -> Change:
        return self.tell("item/started", item={"type": kind, "id": item_id, **item}, startedAtMs=at_ms)

    def completed(self, kind: str, item_id: str, at_ms: int = 3000, **item: Any) -> Change:
        return self.tell("item/completed", item={"type": kind, "id": item_id, **item}, completedAtMs=at_ms)

    def command(self, item_id: str, command: str = "/bin/bash -lc 'make test'", **item: Any) -> Change:
        said = {"cwd": "/src", "commandActions": [], "status": "inProgress", **item}
        return self.started("commandExecution", item_id, command=command, **said)

    def command_done(self, item_id: str, command: str = "/bin/bash -lc 'make test'", **item: Any) -> Change:
        said = {"cwd": "/src", "commandActions": [], "status": "completed", "exitCode": 0, **item}
        return self.completed("commandExecution", item_id, command=command, **said)

    def delta(self, item_id: str, text: str) -> Change:
        return self.tell("item/agentMessage/delta", itemId=item_id, delta=text)

    def prompt(self, item_id: str, text: str) -> None:
        content = [{"type": "text", "text": text}]
        self.started("userMessage", item_id, content=content)
        self.completed("userMessage", item_id, content=content)
