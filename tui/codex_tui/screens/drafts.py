"""Text that was typed and not sent: each conversation has its own, and nothing of it is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .cockpit import Cockpit

NEW = "new in "
"""Begins the key of the draft for a thread that does not exist yet; its directory follows."""


class Drafts:
    """Brings drafts from the notebook to the composer and back."""

    def __init__(self, cockpit: Cockpit) -> None:
        self._cockpit = cockpit

    def put_away(self) -> None:
        """Remember what the composer holds for the open conversation."""
        self._cockpit.notebook.set_draft(self._key, self._cockpit.composer.text)

    def fetch(self) -> None:
        """Put the open conversation's draft into the composer."""
        self._cockpit.composer.load_draft(self._cockpit.notebook.draft(self._key))

    def forget(self) -> None:
        """Forget the draft of the open conversation, because it is being sent."""
        self._cockpit.notebook.set_draft(self._key, "")

    def give_back(self, thread_id: str | None, text: str) -> None:
        """Put a text that could not be sent back in front of what was typed since."""
        cockpit = self._cockpit
        if thread_id == cockpit.ui.open_thread_id:
            cockpit.composer.load_draft("\n".join(part for part in (text, cockpit.composer.text) if part))
            return
        key = thread_id or self._new
        since = cockpit.notebook.draft(key)
        cockpit.notebook.set_draft(key, "\n".join(part for part in (text, since) if part))

    def save(self) -> None:
        """Keep drafts and history on disk, if they changed."""
        cockpit = self._cockpit
        notebook = cockpit.notebook
        self.put_away()
        notebook.set_prompts(cockpit.composer.prompt_history.entries)
        said = notebook.trouble
        notebook.save()
        if notebook.trouble and notebook.trouble != said:
            cockpit.say(notebook.trouble, bad=True)

    @property
    def _key(self) -> str:
        return self._cockpit.ui.open_thread_id or self._new

    @property
    def _new(self) -> str:
        return NEW + self._cockpit.session.options.cwd
