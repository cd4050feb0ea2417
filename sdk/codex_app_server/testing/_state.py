"""The state that a server keeps across connections: threads, account, models, configuration."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from ._ids import Ids
from ._wire import invalid
from .records import FULL_ACCESS, READ_ONLY, WORKSPACE_WRITE, StoredThread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ._scheduler import ScriptClock
    from ._wire import JsonObject
    from .script import Scenario

_SANDBOXES = {"workspace-write": WORKSPACE_WRITE, "danger-full-access": FULL_ACCESS}


class ServerState:
    """The base of `ScriptedServer`, with the state that its methods read and change."""

    def __init__(
        self,
        scenario: Scenario,
        clock: ScriptClock,
        *,
        model: str,
        provider: str,
        cwd: str,
        home: str,
        requires_auth: bool,
        account: JsonObject | None,
        models: Iterable[JsonObject],
        login_seconds: float | None,
    ) -> None:
        self.scenario = scenario
        self.clock: ScriptClock = clock
        self.ids: Ids = Ids(clock)
        self.threads: dict[str, StoredThread] = {}
        self.provider = provider
        self.cwd = cwd
        self.home = home
        self.account = account
        self.requires_auth = requires_auth
        self.models: list[JsonObject] = list(models)
        self.rate_limits: JsonObject = {}
        self.login_seconds = login_seconds
        self.logins: list[str] = []
        self.config: JsonObject = {"model": model, "model_provider": provider, "projects": {}}
        self.shell: Callable[[str], tuple[str, int]] = lambda command: ("", 0)
        """Plays a command of `thread/shellCommand`: returns its output and its exit code. It runs nothing."""
        self.loaded: list[list[str]] = []
        """The ids of the threads that each open connection has loaded."""

    def add_thread(self, thread: StoredThread) -> StoredThread:
        """Store a thread, with its empty fields filled in."""
        now = self.clock.now()
        thread.id = thread.id or self.ids.uuid()
        thread.created_at = thread.created_at or now
        thread.recency_at = thread.recency_at or thread.created_at
        thread.updated_at = thread.updated_at or thread.recency_at
        for turn in thread.turns:
            turn.id = turn.id or self.ids.uuid()
            turn.started_at = turn.started_at or thread.created_at
            for item in turn.items:
                item["id"] = item["id"] or self.ids.item("item")
        if not thread.preview:
            prompts = [item for turn in thread.turns for item in turn.items if item["type"] == "userMessage"]
            content = prompts[0]["content"] if prompts else []
            if isinstance(content, list) and content:
                thread.preview = str(content[0].get("text", ""))
        self.threads[thread.id] = thread
        return thread

    def is_held_elsewhere(self, thread: StoredThread, loaded: list[str]) -> bool:
        """Return whether another connection than the one with the list `loaded` has loaded the thread."""
        return any(thread.id in other for other in self.loaded if other is not loaded)

    def default_sandbox(self) -> JsonObject:
        """Return the sandbox policy of the configuration."""
        return dict(_SANDBOXES.get(str(self.config.get("sandbox_mode")), READ_ONLY))

    def new_thread(self) -> StoredThread:
        """Create and store a thread with the configuration's settings."""
        effort = self.config.get("model_reasoning_effort")
        thread = StoredThread(
            model=str(self.config.get("model")),
            model_provider=self.provider,
            effort=effort if isinstance(effort, str) else None,
            approval_policy=self.config.get("approval_policy") or "on-request",
            sandbox=self.default_sandbox(),
            cwd=self.cwd,
        )
        return self.add_thread(thread)

    def fork(self, parent: StoredThread, last_turn_id: str | None) -> StoredThread:
        """Create and store a thread with the history of another, up to `last_turn_id` if given."""
        turns = [turn for turn in parent.turns if turn.status != "inProgress"]
        if last_turn_id is not None:
            known = [turn.id for turn in turns]
            if last_turn_id not in known:
                raise invalid(f"turn not found: {last_turn_id}")
            turns = turns[: known.index(last_turn_id) + 1]
        fork = self.new_thread()
        fork.name, fork.forked_from = parent.name, parent.id
        fork.model, fork.cwd, fork.branch = parent.model, parent.cwd, parent.branch
        fork.approval_policy = parent.approval_policy
        fork.tokens = parent.tokens
        fork.tokens_sent, fork.tokens_received = parent.tokens_sent, parent.tokens_received
        fork.turns = copy.deepcopy(turns)
        return fork
