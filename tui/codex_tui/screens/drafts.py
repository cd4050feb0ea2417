"""Drafts: text that was typed and not sent. Each conversation has its own, and none is lost."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from contextvars import copy_context
from dataclasses import replace
from typing import TYPE_CHECKING

from ..state.draft import Draft, entry_of, read_draft

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..backend import BackendInUse
    from ..disk.files import Notice
    from ..disk.local_store import LocalStore
    from ..disk.writer import Left
    from ..state.change import Change
    from ..state.store import Store
    from ..widgets.composer import Composer
    from .notifier import Notifier

NEW = "new in "
"""The key of the draft for a thread that does not exist yet is this and its directory."""

SAVE_AFTER = 0.5
"""Seconds from a key to saving: with stalls of the loop and the write, the text is on disk within one."""

LOAD_WITHIN = 0.3
"""Maximum seconds that keys wait at the start for drafts of earlier runs; these take 0.02."""


class Drafts:
    """Moves drafts between the composer and the local store of the backend.

    `schedule` calls a function after some seconds.
    """

    def __init__(
        self,
        store: Store,
        backend: BackendInUse,
        composer: Composer,
        notifier: Notifier,
        schedule: Callable[[float, Callable[[], None]], object],
    ) -> None:
        self._store = store
        self._backend = backend
        self._composer = composer
        self._notifier = notifier
        self._schedule = schedule
        self._will_save = False
        self._loaded = asyncio.Event()
        composer.prompt_history.on_added = self._prompt_added

    def load(self) -> None:
        """Begin to load the drafts of earlier runs. They are put before what is typed meanwhile."""
        loop = asyncio.get_running_loop()
        # Textual finds the running application by its context.
        context = copy_context()

        def deliver(call: Callable[[], None]) -> None:
            # The loop may be closed when the store reports for the last time.
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(call, context=context)

        # The first screen may have switched to the demo before the drafts are loaded.
        kept = self._kept
        kept.open(deliver=deliver, loaded=lambda left: self._take(kept, left), told=self._tell)

    async def loaded(self) -> None:
        """Wait until the drafts of earlier runs are loaded, at most `LOAD_WITHIN` seconds."""
        if not self._kept.loaded:
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._loaded.wait(), LOAD_WITHIN)

    def put_away(self) -> None:
        """Store the text of the composer as the draft of the open conversation."""
        draft = self._composer.draft
        self._kept.set_draft(self._key, draft.text, draft.details)
        self._mark((self._key,))

    def note(self, change: Change) -> None:
        """Mark the threads of a change that have a draft; a step of the frame clock."""
        self._mark(change.rows)

    def _mark(self, thread_ids: Iterable[str]) -> None:
        """Have the list show which of these threads have a draft."""
        for thread_id in thread_ids:
            if (thread := self._store.threads.get(thread_id)) is not None:
                thread.has_draft = bool(self._kept.draft(thread_id))

    def fetch(self) -> None:
        """Put the draft of the open conversation into the composer."""
        self._composer.load_draft(read_draft(self._kept.draft(self._key), self._kept.details(self._key)))

    def forget(self) -> None:
        """Delete the draft of the open conversation, because it is being sent."""
        self._kept.set_draft(self._key, "")

    def hold(self, thread_id: str | None, text: str) -> None:
        """Keep a prompt on disk, before the draft of its thread, until `release`: nothing says it arrived."""
        self._kept.hold(thread_id or self._new, text, self._prompt(text).details)
        self.changed()

    def release(self, thread_id: str | None, text: str) -> None:
        """Keep a prompt no longer: it has arrived, or was given back."""
        self._kept.release(thread_id or self._new, text)
        self.changed()

    def give_back(self, thread_id: str | None, text: str) -> None:
        """Put a text that could not be sent before what was typed since."""
        prompt = self._prompt(text)
        if thread_id == self._store.ui.open_thread_id:
            since = self._composer.draft
            if since.shell:
                # A prompt is no part of a command.
                self._composer.prompt_history.add(since.aside)
                aside = entry_of(since)
                prompt = replace(prompt, aside=aside.text, aside_details=aside.details)
                self._composer.load_draft(prompt)
            else:
                self._composer.load_draft(since.after(prompt))
        else:
            key = thread_id or self._new
            kept = read_draft(self._kept.draft(key), self._kept.details(key)).after(prompt)
            self._kept.set_draft(key, kept.text, kept.details)
            self._mark((key,))
        self.changed()

    def _prompt(self, text: str) -> Draft:
        """Return a prompt as a draft, with its images."""
        return Draft(text, images=self._composer.chips.images(text))

    def give_back_command(self, thread_id: str | None, command: str) -> None:
        """Put a command that could not be run back into the composer, if nothing was typed there since."""
        if thread_id == self._store.ui.open_thread_id and self._composer.is_blank:
            self._composer.load_draft(Draft(command, shell=True))
            self.changed()

    def changed(self) -> None:
        """Schedule `save`, so that drafts and history are on disk within a second."""
        if not self._will_save and not self._kept.in_memory:
            self._will_save = True
            self._schedule(SAVE_AFTER, self.save)

    def save(self, *, wait: bool = False) -> None:
        """Write drafts and history to disk if they changed; with `wait`, return when they are there."""
        self._will_save = False
        self.put_away()
        self._kept.save(wait=wait)

    def _take(self, kept: LocalStore, left: Left) -> None:
        self.put_away()
        kept.take(left)
        self._mark(kept.drafts)
        self._composer.prompt_history.put_before(kept.prompts, kept.prompt_details)
        if self._kept.draft(self._key) != self._composer.draft.text:
            self.fetch()
        self._loaded.set()

    def _prompt_added(self, text: str) -> None:
        details = self._composer.prompt_history.entry(text).details
        thread = self._store.open_thread
        cwd = (thread.cwd if thread else "") or self._backend.current.options.cwd
        self._kept.add_prompt(text, thread=self._key, cwd=cwd, details=details)
        self.changed()

    def _tell(self, notice: Notice) -> None:
        self._backend.current.log.write(notice.text)
        self._notifier.say(notice.text, bad=notice.bad)

    @property
    def _kept(self) -> LocalStore:
        return self._backend.current.local_store

    @property
    def _key(self) -> str:
        return self._store.ui.open_thread_id or self._new

    @property
    def _new(self) -> str:
        return NEW + self._backend.current.options.cwd
