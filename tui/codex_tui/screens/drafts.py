"""Text that was typed and not sent: each conversation has its own, and nothing of it is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..backend import BackendInUse
    from ..notebook import Notebook
    from ..state.ui import UiState
    from ..widgets.composer import Composer
    from .notifier import Notifier

NEW = "new in "
"""Begins the key of the draft for a thread that does not exist yet; its directory follows."""


class Drafts:
    """Brings drafts from the notebook of the backend to the composer and back."""

    def __init__(self, ui: UiState, backend: BackendInUse, composer: Composer, notifier: Notifier) -> None:
        self._ui = ui
        self._backend = backend
        self._composer = composer
        self._notifier = notifier

    def put_away(self) -> None:
        """Remember what the composer holds for the open conversation."""
        self._notebook.set_draft(self._key, self._composer.text)

    def fetch(self) -> None:
        """Put the open conversation's draft into the composer."""
        self._composer.load_draft(self._notebook.draft(self._key))

    def forget(self) -> None:
        """Forget the draft of the open conversation, because it is being sent."""
        self._notebook.set_draft(self._key, "")

    def give_back(self, thread_id: str | None, text: str) -> None:
        """Put a text that could not be sent back in front of what was typed since."""
        if thread_id == self._ui.open_thread_id:
            self._composer.load_draft("\n".join(part for part in (text, self._composer.text) if part))
            return
        key = thread_id or self._new
        since = self._notebook.draft(key)
        self._notebook.set_draft(key, "\n".join(part for part in (text, since) if part))

    def save(self) -> None:
        """Keep drafts and history on disk, if they changed."""
        notebook = self._notebook
        self.put_away()
        notebook.set_prompts(self._composer.prompt_history.entries)
        said = notebook.trouble
        notebook.save()
        if notebook.trouble and notebook.trouble != said:
            self._notifier.say(notebook.trouble, bad=True)

    @property
    def _notebook(self) -> Notebook:
        return self._backend.current.notebook

    @property
    def _key(self) -> str:
        return self._ui.open_thread_id or self._new

    @property
    def _new(self) -> str:
        return NEW + self._backend.current.options.cwd
