"""Text that was typed and not sent: each conversation has its own, and nothing of it is lost."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from contextvars import copy_context
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..disk.files import Notice
    from ..disk.local_store import Left, LocalStore
    from .cockpit import Cockpit

NEW = "new in "
"""Begins the key of the draft for a thread that does not exist yet; its directory follows."""

SAVE_AFTER = 0.5
"""Seconds from a key to the writing: with the loop's stalls and the writing it is on disk within one."""

LOAD_WITHIN = 0.3
"""Seconds that keys wait at the start for the drafts of earlier runs; they are here after 0.02."""


class Drafts:
    """Brings drafts from the local store to the composer and back."""

    def __init__(self, cockpit: Cockpit) -> None:
        self._cockpit = cockpit
        self._will_save = False
        self._loaded = asyncio.Event()
        cockpit.composer.prompt_history.on_added = self._prompt_added

    def load(self) -> None:
        """Begin to read what earlier runs left; it is put in front of what is typed meanwhile."""
        loop = asyncio.get_running_loop()
        # Textual finds the running application by its context.
        context = copy_context()

        def deliver(call: Callable[[], None]) -> None:
            # The loop may be gone when the store says its last.
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(call, context=context)

        self._store.open(deliver=deliver, loaded=self._take, told=self._tell)

    async def loaded(self) -> None:
        """Wait until it is here, at most `LOAD_WITHIN` seconds."""
        if not self._store.loaded:
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._loaded.wait(), LOAD_WITHIN)

    def put_away(self) -> None:
        """Remember what the composer holds for the open conversation."""
        self._store.set_draft(self._key, self._cockpit.composer.text)

    def fetch(self) -> None:
        """Put the open conversation's draft into the composer."""
        self._cockpit.composer.load_draft(self._store.draft(self._key))

    def forget(self) -> None:
        """Forget the draft of the open conversation, because it is being sent."""
        self._store.set_draft(self._key, "")

    def give_back(self, thread_id: str | None, text: str) -> None:
        """Put a text that could not be sent back in front of what was typed since."""
        cockpit = self._cockpit
        if thread_id == cockpit.open_id:
            cockpit.composer.load_draft("\n".join(part for part in (text, cockpit.composer.text) if part))
        else:
            key = thread_id or self._new
            since = self._store.draft(key)
            self._store.set_draft(key, "\n".join(part for part in (text, since) if part))
        self.changed()

    def changed(self) -> None:
        """Have drafts and history on disk within a second."""
        if not self._will_save and not self._store.in_memory:
            self._will_save = True
            self._cockpit.set_timer(SAVE_AFTER, self.save)

    def save(self, *, wait: bool = False) -> None:
        """Keep drafts and history on disk, if they changed; with `wait` they are there afterwards."""
        self._will_save = False
        self.put_away()
        self._store.save(wait=wait)

    def _take(self, left: Left) -> None:
        composer = self._cockpit.composer
        self.put_away()
        self._store.take(left)
        composer.prompt_history.put_before(self._store.prompts)
        if self._store.draft(self._key) != composer.text:
            self.fetch()
        self._loaded.set()

    def _prompt_added(self, text: str) -> None:
        thread = self._cockpit.thread
        cwd = (thread.cwd if thread else "") or self._cockpit.session.options.cwd
        self._store.add_prompt(text, thread=self._key, cwd=cwd)
        self.changed()

    def _tell(self, notice: Notice) -> None:
        self._cockpit.backend.log.write(notice.text)
        self._cockpit.say(notice.text, bad=notice.bad)

    @property
    def _store(self) -> LocalStore:
        return self._cockpit.backend.local_store

    @property
    def _key(self) -> str:
        return self._cockpit.open_id or self._new

    @property
    def _new(self) -> str:
        return NEW + self._cockpit.session.options.cwd
