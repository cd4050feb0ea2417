"""Starting, resuming and forking threads, and changing their settings: each with one `ThreadSettings`."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypedDict

from codex_app_server import JsonRpcError

from ..blocks.cells import clip
from ..state.change import Change
from ..state.forks import fork_point
from ..state.sanitise import sanitise_line
from ..state.settings import ThreadSettings
from .errors import not_loaded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from codex_app_server import AsyncCodex, AsyncThread

    from ..state.store import Store
    from ..state.threads import ThreadState

_POLICIES = {
    "read-only": "readOnly",
    "workspace-write": "workspaceWrite",
    "danger-full-access": "dangerFullAccess",
}

_APPROVALS = frozenset({"untrusted", "on-request", "on-failure", "never"})
"""The approval policies that `thread/fork` takes by name; one of parts has none."""


_LEAST = "read-only"
"""The sandbox that a server gives a directory about which nothing is known."""


_NAME = 60
"""Cells of the name that a fork gets from a prompt."""


class OpeningSettings(TypedDict):
    """Those settings that start, resume and fork take; the others go with the first turn."""

    model: str | None
    sandbox: str | None
    approval_policy: str | None
    approvals_reviewer: str | None


def opening_settings(settings: ThreadSettings) -> OpeningSettings:
    """Return the part of settings that `thread/start`, `thread/resume` and `thread/fork` take."""
    return OpeningSettings(
        model=settings.model,
        sandbox=settings.sandbox,
        approval_policy=settings.approval_policy,
        approvals_reviewer=settings.reviewer,
    )


def turn_settings(
    settings: ThreadSettings, thread: ThreadState, writing: Mapping[str, object]
) -> dict[str, object]:
    """Return settings as `turn/start` and `thread/settings/update` take them.

    A collaboration mode names the model and the effort too: without a choice they are those of the thread.
    `writing` is what the config adds to the sandbox workspace-write, which would be lost otherwise.
    """
    model = settings.model or thread.chosen.model or thread.model
    params: dict[str, object] = {
        "model": settings.model,
        "effort": settings.effort,
        "approvalPolicy": settings.approval_policy,
        "approvalsReviewer": settings.reviewer,
        "permissions": settings.profile,
    }
    if settings.sandbox is not None:
        more = writing if settings.sandbox == "workspace-write" else {}
        params["sandboxPolicy"] = {"type": _POLICIES.get(settings.sandbox, settings.sandbox), **more}
    if settings.mode is not None and model is not None:
        effort = settings.effort or thread.chosen.effort or thread.effort
        params["collaborationMode"] = {
            "mode": settings.mode,
            "settings": {"model": model, "reasoning_effort": effort},
        }
    return {name: value for name, value in params.items() if value is not None}


@dataclass(frozen=True)
class UnsentSettings:
    """What the person chose and the server does not have yet, as parameters of a turn."""

    thread: ThreadState
    chosen: ThreadSettings
    params: dict[str, object]

    def taken(self) -> None:
        """Note that the server has these settings, unless the person has chosen others meanwhile."""
        if self.thread.chosen == self.chosen:
            self.thread.chosen_unsent = False


class Opening:
    """Opens threads with the settings that hold for them.

    `settings` returns those that the command line and trust give a directory. What the person chose for a
    thread goes over them. `writing` returns what the config adds to the sandbox workspace-write.
    """

    def __init__(
        self,
        codex: AsyncCodex,
        store: Store,
        on_change: Callable[[Change], None],
        settings: Callable[[str], ThreadSettings],
        writing: Callable[[], Mapping[str, object]],
        expected: Callable[[str], ThreadSettings],
        *,
        shared: bool = False,
    ) -> None:
        self.shared = shared
        """Whether the server has other clients: a thread may be loaded that we get no events of."""
        self.followed: frozenset[str] = frozenset()
        """The threads that this connection gets the events of."""
        self._expected = expected
        self._codex = codex
        self._store = store
        self._tell = on_change
        self._settings = settings
        self._writing = writing
        self._unread: list[AsyncThread] = []
        """Threads that were started before the models of their answers were built."""

    async def start(self, cwd: str, chosen: ThreadSettings | None = None) -> str:
        """Start a thread in a directory (`thread/start`) and return its id."""
        chosen = chosen or ThreadSettings()
        settings = chosen.over(self._settings(cwd))
        handle = await self._codex.thread_start(cwd=cwd, **opening_settings(settings))
        self.followed |= {handle.id}
        change = Change()
        if self._codex.models_are_built:
            self._take(handle, change)
        else:
            # The first prompt does not wait for the models; they come before the first event.
            self._unread.append(handle)
            self._store.thread(handle.id).loaded = True
            self._store.thread(handle.id).set_cwd(cwd)
        # A new thread has no history to read.
        change.merge(self._store.history(handle.id, []))
        thread = self._store.thread(handle.id)
        thread.chosen, thread.chosen_unsent = chosen, bool(chosen)
        self._tell(change)
        return handle.id

    def take_unread(self, change: Change) -> None:
        """Take what the server said of threads that were started before its answers could be read."""
        unread, self._unread = self._unread, []
        for handle in unread:
            self._take(handle, change)

    def _take(self, handle: AsyncThread, change: Change) -> None:
        self.followed |= {handle.id}
        if handle.settings is not None:
            change.merge(self._store.opened(handle.settings.response))

    async def resume(self, thread_id: str) -> None:
        """Load a thread (`thread/resume`); its queue and its goal go on by that."""
        thread = self._store.thread(thread_id)
        settings = thread.chosen.over(self._settings(thread.directory))
        handle = await self._codex.thread_resume(thread_id, exclude_turns=True, **opening_settings(settings))
        thread.chosen_unsent = bool(thread.chosen)
        await self._codex.wait_for_models()
        change = Change()
        self._take(handle, change)
        self._tell(change)

    async def fork(self, thread_id: str, turn_id: str | None = None) -> str:
        """Fork a thread at its end, or after a turn (`thread/fork`), and return the id of the fork.

        The fork gets the settings that the person sees at the thread.
        """
        thread = self._store.thread(thread_id)
        point, words = fork_point(thread, turn_id)
        settings = self._seen(thread)
        handle = await self._codex.thread_fork(
            thread_id, exclude_turns=True, last_turn_id=turn_id, **opening_settings(settings)
        )
        await self._codex.wait_for_models()
        change = Change()
        self._take(handle, change)
        fork = self._store.thread(handle.id)
        fork.fork_point, fork.preview = point, words or fork.preview
        fork.chosen, fork.chosen_unsent = thread.chosen, bool(thread.chosen)
        self._tell(change)
        if fork.name and words:
            # The server gives a fork the name of its parent: two of one name could not be told apart.
            with suppress(JsonRpcError):
                await self._codex.thread(handle.id).set_name(clip(sanitise_line(words), _NAME))
        return handle.id

    async def aside(self, thread_id: str) -> str:
        """Fork a thread at its end for a question aside, and return the id of the fork.

        It is `ephemeral`, so that the server keeps nothing of it. It may only read, and asks for no more.
        """
        thread = self._store.thread(thread_id)
        settings = replace(self._seen(thread), sandbox=_LEAST, profile=None, approval_policy="never")
        handle = await self._codex.thread_fork(
            thread_id, ephemeral=True, exclude_turns=True, **opening_settings(settings)
        )
        await self._codex.wait_for_models()
        change = Change()
        self._take(handle, change)
        # The server gives no turns of it: those of the parent are not shown again.
        change.merge(self._store.history(handle.id, []))
        change.merge(self._store.aside(handle.id, thread.title))
        self._store.thread(handle.id).fork_point = fork_point(thread, None)[0]
        self._tell(change)
        return handle.id

    def _seen(self, thread: ThreadState) -> ThreadSettings:
        """Return the settings of a thread as the screen shows them, as far as a fork takes them.

        By itself the server gives the fork of a thread the sandbox of its config, and the fork of one that is
        not loaded its model too.
        """
        sandbox, approval = (thread.sandbox or "").partition(" ")[0], thread.approval_policy
        known = ThreadSettings(
            model=thread.model,
            sandbox=sandbox if sandbox in _POLICIES else None,
            approval_policy=approval if approval in _APPROVALS else None,
            reviewer=thread.reviewer,
        )
        asked = self._settings(thread.directory)
        seen = thread.chosen.over(known.over(asked) if thread.loaded else asked.over(known))
        if seen.sandbox is None and seen.profile is None:
            # Versions differ in what a fork gets without one: 0.163 its config's, 0.171 its parent's.
            expected = self._expected(thread.directory)
            seen = replace(seen, sandbox=expected.sandbox or _LEAST)
        return seen

    def is_live(self, thread_id: str) -> bool:
        """Whether a thread is loaded, and its events come here: a turn without them would seem to hang."""
        return self._store.thread(thread_id).loaded and (not self.shared or thread_id in self.followed)

    async def follow(self, thread_id: str) -> None:
        """Get the events of a thread that another client of a shared server has loaded, changing nothing."""
        if not self.shared or self.is_live(thread_id) or not self._store.thread(thread_id).loaded:
            return
        handle = await self._codex.thread_resume(thread_id, exclude_turns=True)
        await self._codex.wait_for_models()
        change = Change()
        self._take(handle, change)
        self._tell(change)

    def left(self, thread_id: str) -> None:
        """Note that no events of a thread come any more."""
        self.followed -= {thread_id}

    def unsent(self, thread: ThreadState) -> UnsentSettings:
        """Return what the next turn of a thread has to bring along."""
        chosen = thread.chosen if thread.chosen_unsent else ThreadSettings()
        return UnsentSettings(thread, thread.chosen, turn_settings(chosen, thread, self._writing()))

    async def update(self, thread_id: str, wanted: ThreadSettings) -> bool:
        """Change settings of a thread from its next turn on (`thread/settings/update`).

        Returns False when the thread is not loaded: the choice is kept here, and the next turn brings it.
        """
        from codex_app_server.generated.v2_all import ThreadSettingsUpdateParams, ThreadSettingsUpdateResponse

        thread = self._store.thread(thread_id)
        before = thread.chosen, thread.chosen_unsent
        thread.chosen = wanted.over(thread.chosen)
        if not thread.loaded:
            thread.chosen_unsent = True
            self._tell(Change(rows={thread_id}, status=True))
            return False
        params = ThreadSettingsUpdateParams.model_validate(
            {"threadId": thread_id, **turn_settings(wanted, thread, self._writing())}
        )
        try:
            await self._codex.request("thread/settings/update", params, ThreadSettingsUpdateResponse)
        except JsonRpcError as error:
            if not not_loaded(error):
                thread.chosen, thread.chosen_unsent = before
                raise
            thread.loaded = False
            thread.chosen_unsent = True
        self._tell(Change(rows={thread_id}, status=True))
        return thread.loaded
