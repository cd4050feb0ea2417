"""The state of the screen: which thread is open, and what the list shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .settings import ThreadSettings

if TYPE_CHECKING:
    from collections.abc import Hashable


@dataclass(eq=False)
class NewConversation:
    """A conversation that was begun without a thread. `thread_id` is set once the server has made one.

    `chosen` holds the settings that the person chose for it; its `cwd` is None for the usual directory.
    """

    thread_id: str | None = None
    chosen: ThreadSettings = field(default_factory=ThreadSettings)


@dataclass(eq=False)
class UiState:
    """The state of the screen. The store holds the only copy; each part of the screen reads it there."""

    open_thread_id: str | None = None
    """The thread on the screen; None while its first prompt has not been sent. `Store.show` sets it."""
    new: NewConversation = field(default_factory=NewConversation)
    """The conversation on the screen while it has no thread."""
    filter: str = ""
    """The text that the list is narrowed to."""
    directory: str = ""
    """The directory in which new threads work; the list may put its threads first, or show only them."""
    directory_first: bool = False
    directory_only: bool = False
    archived_shown: bool = False
    """Whether the list shows archived threads too."""
    list_loading: bool = False
    """Whether there are pages of the list that are not here."""
    list_unread: bool = False
    """Whether the list could not be read the last time."""
    starting: bool = True
    """Whether a server is being started or a login waited for."""
    resuming: bool = False
    """Whether the thread that the command line names is still to be opened."""
    reading_all: set[str] = field(default_factory=set)
    """Threads whose whole history is being read."""

    @property
    def conversation(self) -> Hashable:
        """A key for the conversation on the screen: the id of its thread, or `new` before it has one."""
        return self.open_thread_id or self.new
