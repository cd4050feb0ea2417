"""Keeps the settings of threads over restarts: those last known here, and those not sent yet.

The server keeps the settings of a thread too, but tells sandbox and approvals only when the thread is loaded.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ..state.settings import ThreadSettings, read_settings

if TYPE_CHECKING:
    from ..backend import BackendInUse
    from ..state.change import Change
    from ..state.store import Store
    from ..state.threads import ThreadState


class KeptSettings:
    """Gives each thread, once, what is kept of an earlier run, and keeps what changes."""

    def __init__(self, store: Store, backend: BackendInUse) -> None:
        self._store = store
        self._backend = backend
        self._given: set[str] = set()

    def note(self, change: Change) -> None:
        """Compare the threads of a change with what is kept; a step of the frame clock."""
        kept = self._backend.current.local_store
        if not kept.loaded:
            return
        changed = False
        for thread_id in change.rows:
            thread = self._store.threads.get(thread_id)
            if thread is None:
                continue
            if thread_id not in self._given:
                self._given.add(thread_id)
                _give(thread, kept.thread_settings(thread_id))
            if (text := _text(thread)) != kept.thread_settings(thread_id):
                kept.set_thread_settings(thread_id, text)
                changed = True
        if changed:
            kept.save()


def _text(thread: ThreadState) -> str:
    """Return what is kept of a thread; empty when nothing is known."""
    known = _known(thread).named
    chosen = thread.chosen.named if thread.chosen_unsent else {}
    return json.dumps({"chosen": chosen, "known": known}, sort_keys=True) if known or chosen else ""


def _known(thread: ThreadState) -> ThreadSettings:
    return ThreadSettings(
        sandbox=thread.sandbox,
        approval_policy=thread.approval_policy,
        profile=thread.profile,
        reviewer=thread.reviewer,
        mode=thread.mode,
    )


def _give(thread: ThreadState, text: str) -> None:
    """Give a thread what is kept of it; what the server has said meanwhile holds."""
    try:
        found = json.loads(text) if text else {}
    except ValueError:
        return
    if thread.loaded or not isinstance(found, dict):
        return
    known, chosen = read_settings(found.get("known")), read_settings(found.get("chosen"))
    if not _known(thread):
        thread.sandbox, thread.profile = known.sandbox, known.profile
        thread.approval_policy, thread.reviewer = known.approval_policy, known.reviewer
        thread.mode = known.mode
    if chosen and not thread.chosen:
        thread.chosen, thread.chosen_unsent = chosen, True
