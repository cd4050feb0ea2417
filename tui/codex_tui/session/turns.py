"""Requests of a conversation: start a thread, send, steer, interrupt."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codex_app_server import JsonRpcError

from ..state.change import Change
from .errors import HELD_ELSEWHERE, held_elsewhere, no_turn_runs

if TYPE_CHECKING:
    from collections.abc import Callable

    from codex_app_server import AsyncCodex

    from ..state.store import Store


@dataclass(frozen=True)
class ThreadSettings:
    """What is sent to the server when a thread is started, resumed or forked; None is left out."""

    cwd: str | None = None
    model: str | None = None
    sandbox: str | None = None
    approval_policy: str | None = None


class Turns:
    """The requests of a conversation."""

    def __init__(
        self,
        codex: AsyncCodex,
        store: Store,
        on_change: Callable[[Change], None],
        settings: Callable[[str], ThreadSettings],
    ) -> None:
        self._codex = codex
        self._store = store
        self._tell = on_change
        self._settings = settings
        self._locks: dict[str, asyncio.Lock] = {}
        self._accepted: dict[str, str] = {}
        """By thread, the turn that its last `turn/start` returned; its `turn/started` may come later."""
        self._interrupted: dict[str, str] = {}

    async def start_thread(self, cwd: str) -> str:
        """Start a thread in a directory (`thread/start`) and return its id."""
        settings = self._settings(cwd)
        thread = await self._codex.thread_start(
            cwd=cwd,
            model=settings.model,
            sandbox=settings.sandbox,
            approval_policy=settings.approval_policy,
        )
        change = Change()
        if thread.settings is not None:
            change.merge(self._store.opened(thread.settings.response))
        # A new thread has no history to read.
        change.merge(self._store.history(thread.id, []))
        self._tell(change)
        return thread.id

    async def send(self, thread_id: str, text: str) -> None:
        """Start a turn with this text, or steer the running one; a thread that is not loaded is resumed.

        Raises `CodexError` when the server did not take the text. A thread that another client holds
        becomes read-only.
        """
        # Two quick sends stay in order, and the thread is resumed once.
        async with self._locks.setdefault(thread_id, asyncio.Lock()):
            try:
                if not await self._steer(thread_id, text):
                    await self._start(thread_id, text)
            except JsonRpcError as error:
                self._refused(thread_id, error)
                raise

    async def load(self, thread_id: str, *, again: bool = False) -> None:
        """Resume a thread that is not loaded; its queue and its goal go on by that. Raises as `send` does.

        `again` resumes it in any case: the server has unloaded it since.
        """
        async with self._locks.setdefault(thread_id, asyncio.Lock()):
            if self._store.thread(thread_id).loaded and not again:
                return
            try:
                await self._resume(thread_id)
            except JsonRpcError as error:
                self._refused(thread_id, error)
                raise

    def _refused(self, thread_id: str, error: JsonRpcError) -> None:
        """Make a thread read-only that another client holds."""
        if held_elsewhere(error):
            self._store.thread(thread_id).read_only = HELD_ELSEWHERE
            self._tell(Change(rows={thread_id}, status=True))

    async def interrupt(self, thread_id: str, turn_id: str | None = None) -> bool:
        """Interrupt the turn that ran when the person asked (`turn/interrupt`); False when none runs.

        `turn_id` is that turn. Without one, or while a prompt is being sent, it is the turn of that prompt,
        which is interrupted as soon as it starts.
        """
        # A prompt that is being sent comes first: its turn is the one that the person wants to stop.
        lock = self._locks.setdefault(thread_id, asyncio.Lock())
        sending = lock.locked()
        async with lock:
            if turn_id is None or sending:
                turn_id = self._store.thread(thread_id).active_turn_id or self._accepted.get(thread_id)
        if turn_id is None:
            return False
        # The server does not answer a second interrupt of the same turn.
        if self._interrupted.get(thread_id) == turn_id:
            return True
        self._interrupted[thread_id] = turn_id
        interrupted = False
        try:
            interrupted = await self._interrupt_when_started(thread_id, turn_id)
        finally:
            if not interrupted:
                self._interrupted.pop(thread_id, None)
        return interrupted

    async def _interrupt_when_started(self, thread_id: str, turn_id: str) -> bool:
        """Interrupt a turn, also one that was accepted up to 50 ms ago and that the server has not begun."""
        async with self._codex.events(
            thread_id=thread_id, methods=("turn/started", "turn/completed")
        ) as steps:
            if await self._interrupt(thread_id, turn_id):
                return True
            begun = turn_id in self._store.thread(thread_id).turns
            if begun or self._accepted.get(thread_id) != turn_id:
                return False
            async for step in steps:
                return step.method == "turn/started" and await self._interrupt(thread_id, turn_id)
        return False

    async def _interrupt(self, thread_id: str, turn_id: str) -> bool:
        from codex_app_server.generated.v2_all import TurnInterruptParams, TurnInterruptResponse

        params = TurnInterruptParams(thread_id=thread_id, turn_id=turn_id)
        try:
            await self._codex.request("turn/interrupt", params, TurnInterruptResponse)
        except JsonRpcError as error:
            if not no_turn_runs(error):
                raise
            return False
        return True

    async def _steer(self, thread_id: str, text: str) -> bool:
        from codex_app_server.generated.v2_all import TurnSteerParams, TurnSteerResponse

        turn_id = self._store.thread(thread_id).active_turn_id
        if turn_id is None:
            return False
        params = TurnSteerParams.model_validate(
            {
                "threadId": thread_id,
                "expectedTurnId": turn_id,
                "input": _text(text),
            }
        )
        try:
            await self._codex.request("turn/steer", params, TurnSteerResponse)
        except JsonRpcError as error:
            # The turn ended between the key and the request: then the text starts the next one.
            if not no_turn_runs(error):
                raise
            return False
        return True

    async def _start(self, thread_id: str, text: str) -> None:
        from codex_app_server.generated.v2_all import TurnStartParams, TurnStartResponse

        # Not `AsyncThread.turn`: its handle would keep every event of the turn for a consumer, and ours
        # come from `events()`.
        params = TurnStartParams.model_validate({"threadId": thread_id, "input": _text(text)})
        if self._store.thread(thread_id).loaded:
            try:
                started = await self._codex.request("turn/start", params, TurnStartResponse)
            except JsonRpcError as error:
                # The server may have unloaded an idle thread since.
                if not error.message.startswith("thread not found"):
                    raise
            else:
                self._accepted[thread_id] = started.turn.id
                return
        await self._resume(thread_id)
        started = await self._codex.request("turn/start", params, TurnStartResponse)
        self._accepted[thread_id] = started.turn.id

    async def _resume(self, thread_id: str) -> None:
        settings = self._settings(self._store.thread(thread_id).directory)
        handle = await self._codex.thread_resume(
            thread_id,
            model=settings.model,
            sandbox=settings.sandbox,
            approval_policy=settings.approval_policy,
            exclude_turns=True,
        )
        if handle.settings is not None:
            self._tell(self._store.opened(handle.settings.response))


def _text(text: str) -> list[dict[str, str]]:
    return [{"type": "text", "text": text}]
