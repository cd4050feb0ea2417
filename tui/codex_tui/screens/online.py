"""Whether the server can be asked for something now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ..state.ui import UiState


class Connected(Protocol):
    """A session, as far as its connection goes."""

    @property
    def connected(self) -> bool:
        """Whether there is a server."""
        ...


def is_online(session: Connected, ui: UiState) -> bool:
    """Whether there is a server and the start is over: before that a login may be missing."""
    return session.connected and not ui.starting
