"""Requests of a conversation: start a thread, send, steer, interrupt, choose its settings."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from uuid import uuid4

from codex_app_server import JsonRpcError

from ..state.change import Change
from .errors import WRITTEN_BY_OLD, held_elsewhere, no_turn_runs, not_loaded, written_by_old

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from codex_app_server import AsyncCodex

    from ..state.settings import ThreadSettings
    from ..state.store import Store
    from .opening import Opening


class Turns:
    """The requests of a conversation. `why_held` says what holds a thread that the server refuses to load."""

    def __init__(
        self,
        codex: AsyncCodex,
        store: Store,
        on_change: Callable[[Change], None],
        opening: Opening,
        why_held: Callable[[str], str],
    ) -> None:
        self._why_held = why_held
        self._codex = codex
        self._store = store
        self._tell = on_change
        self._opening = opening
        self._locks: dict[str, asyncio.Lock] = {}
        self._accepted: dict[str, str] = {}
        """By thread, the turn that its last `turn/start` returned; its `turn/started` may come later."""
        self._interrupted: dict[str, str] = {}
        self._message_ids = f"codex-tui-{uuid4().hex}-"
        self.queued_ids: set[str] = set()
        """The ids of messages that were queued from here."""
        self.reviewing: set[str] = set()
        """Threads in which a review was begun here: the server writes its prompt, with no id of ours."""

    def new_message_id(self) -> str:
        """Return an id for a message, by which it is known to be ours when the server says it."""
        return f"{self._message_ids}{uuid4().hex}"

    def is_ours(self, thread_id: str, message_id: str | None) -> bool:
        """Whether a message was sent from here, and not by another client of the same server."""
        sent = message_id is not None and message_id.startswith(self._message_ids)
        return sent or message_id in self.queued_ids or thread_id in self.reviewing

    async def start_thread(self, cwd: str, chosen: ThreadSettings | None = None) -> str:
        """Start a thread in a directory with what the person chose for it, and return its id."""
        return await self._opening.start(cwd, chosen)

    async def resume(self, thread_id: str) -> None:
        """Load a thread (`thread/resume`). If its queue or its goal has something to do, it begins."""
        await self._opening.resume(thread_id)

    async def compact(self, thread_id: str) -> None:
        """Have the model shorten the history (`thread/compact/start`), in a turn of its own.

        A thread that is not loaded is resumed first.
        """
        from codex_app_server.generated.v2_all import ThreadCompactStartParams, ThreadCompactStartResponse

        params = ThreadCompactStartParams(thread_id=thread_id)
        async with self._locks.setdefault(thread_id, asyncio.Lock()):
            if self._opening.is_live(thread_id):
                try:
                    await self._codex.request("thread/compact/start", params, ThreadCompactStartResponse)
                except JsonRpcError as error:
                    # The server may have unloaded an idle thread since.
                    if not not_loaded(error):
                        raise
                else:
                    return
            await self._opening.resume(thread_id)
            await self._codex.request("thread/compact/start", params, ThreadCompactStartResponse)

    async def review(self, thread_id: str, target: Mapping[str, object]) -> None:
        """Have the agent review code (`review/start`), in a turn of its own; `target` is the protocol's.

        A thread that is not loaded is resumed first. A target that does not exist fails the turn.
        """
        await self.load(thread_id)
        self.reviewing.add(thread_id)
        try:
            await self._codex.api.review_start(thread_id=thread_id, target=target)
        except JsonRpcError as error:
            # The server may have unloaded an idle thread since.
            if not not_loaded(error):
                raise
            await self.load(thread_id, again=True)
            await self._codex.api.review_start(thread_id=thread_id, target=target)

    async def choose(self, thread_id: str, wanted: ThreadSettings) -> bool:
        """Change settings of a thread from its next turn on; a prompt that is sent later comes after it.

        Returns False when the thread is not loaded: the choice is kept, and the next turn brings it.
        """
        async with self._locks.setdefault(thread_id, asyncio.Lock()):
            return await self._opening.update(thread_id, wanted)

    async def send(self, thread_id: str, text: str, others: Sequence[Mapping[str, object]] = ()) -> None:
        """Start a turn with this text, or steer the running one; a thread that is not loaded is resumed.

        `others` are inputs besides the text, as the protocol writes them.

        Raises `CodexError` when the server did not take the text. A thread that another client holds
        becomes read-only.
        """
        # Two quick sends stay in order, and the thread is resumed once.
        async with self._locks.setdefault(thread_id, asyncio.Lock()):
            try:
                inputs = [*text_input(text), *others]
                if not await self._steer(thread_id, inputs):
                    await self._start(thread_id, inputs)
            except JsonRpcError as error:
                self._refused(thread_id, error)
                raise

    async def steer(self, thread_id: str, text: str) -> bool:
        """Give the running turn of a thread this text (`turn/steer`); False when no turn runs any more."""
        async with self._locks.setdefault(thread_id, asyncio.Lock()):
            return await self._steer(thread_id, text_input(text))

    async def approve_denied(self, thread_id: str, item_id: str, event: Mapping[str, object]) -> None:
        """Approve what the server's reviewer denied (`thread/approveGuardianDeniedAction`), and say so.

        The server tells the agent, which does nothing by itself: it may try again in its next step.
        """
        await self._codex.api.thread_approve_guardian_denied_action(thread_id=thread_id, event=event)
        self._tell(self._store.approved_denied(thread_id, item_id))

    async def load(self, thread_id: str, *, again: bool = False) -> None:
        """Resume a thread that is not loaded; its queue and its goal go on by that. Raises as `send` does.

        `again` resumes it in any case: the server has unloaded it since.
        """
        async with self._locks.setdefault(thread_id, asyncio.Lock()):
            if self._opening.is_live(thread_id) and not again:
                return
            try:
                await self._opening.resume(thread_id)
            except JsonRpcError as error:
                self._refused(thread_id, error)
                raise

    async def release(self, thread_id: str) -> bool:
        """Let the server unload an idle thread (`thread/unsubscribe`), so that others can go on in it.

        Return False when it stays: something of it runs, waits or is queued, or the server keeps nothing.
        Raises `CodexError`.
        """
        from codex_app_server.generated.v2_all import ThreadUnsubscribeResponse

        thread, api = self._store.thread(thread_id), self._codex.api
        async with self._locks.setdefault(thread_id, asyncio.Lock()):
            if not (thread.is_releasable and self._opening.is_live(thread_id)):
                return False
            goal = (await api.thread_goal_get(thread_id=thread_id)).goal
            if goal is not None and goal.status == "active":
                return False
            if (await api.thread_queue_list(thread_id=thread_id)).data:
                return False
            # A command that goes on in the background ends with its thread.
            if (await api.thread_background_terminals_list(thread_id=thread_id)).data:
                return False
            if not thread.is_releasable or thread_id == self._store.ui.open_thread_id:
                return False
            await self._codex.request(
                "thread/unsubscribe", {"threadId": thread_id}, ThreadUnsubscribeResponse
            )
            self._opening.left(thread_id)
            thread.loaded, thread.stale = False, True
        self._tell(Change(rows={thread_id}))
        return True

    def _refused(self, thread_id: str, error: JsonRpcError) -> None:
        """Make a thread read-only that another client holds, or that an old version has written into."""
        if written_by_old(error):
            self._store.thread(thread_id).read_only = WRITTEN_BY_OLD
            self._tell(Change(rows={thread_id}, status=True))
        if held_elsewhere(error):
            self._store.thread(thread_id).read_only = self._why_held(thread_id)
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
        try:
            await self._codex.request("turn/interrupt", {"threadId": thread_id, "turnId": turn_id}, dict)
        except JsonRpcError as error:
            if not no_turn_runs(error):
                raise
            return False
        return True

    async def _steer(self, thread_id: str, inputs: Sequence[Mapping[str, object]]) -> bool:
        turn_id = self._store.thread(thread_id).active_turn_id
        if turn_id is None:
            return False
        params = {
            "threadId": thread_id,
            "expectedTurnId": turn_id,
            "input": list(inputs),
            "clientUserMessageId": self.new_message_id(),
        }
        try:
            await self._codex.request("turn/steer", params, dict)
        except JsonRpcError as error:
            # The turn ended between the key and the request: then the text starts the next one.
            if not no_turn_runs(error):
                raise
            return False
        return True

    async def _start(self, thread_id: str, inputs: Sequence[Mapping[str, object]]) -> None:
        # As plain JSON: a first prompt does not wait until the models are built. Not `AsyncThread.turn`: its
        # handle would keep every event of the turn for a consumer, and ours come from `events()`.
        thread = self._store.thread(thread_id)

        async def start() -> None:
            settings = self._opening.unsent(thread)
            params = {
                "threadId": thread_id,
                "input": list(inputs),
                "clientUserMessageId": self.new_message_id(),
                **settings.params,
            }
            answer = await self._codex.request("turn/start", params, dict)
            settings.taken()
            turn = answer.get("turn")
            if isinstance(turn, dict):
                self._accepted[thread_id] = str(turn.get("id"))

        if self._opening.is_live(thread_id):
            try:
                await start()
            except JsonRpcError as error:
                # The server may have unloaded an idle thread since.
                if not not_loaded(error):
                    raise
            else:
                return
        await self._opening.resume(thread_id)
        await start()


def text_input(text: str) -> list[dict[str, str]]:
    """Return a text as the protocol's list of inputs."""
    return [{"type": "text", "text": text}]
