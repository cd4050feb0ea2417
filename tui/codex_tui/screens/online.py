"""Whether a request to the server is possible now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ..state.ui import UiState


class Connected(Protocol):
    """The part of a session that tells whether it is connected."""

    @property
    def connected(self) -> bool:
        """Whether there is a connection."""
        ...


def is_online(session: Connected, ui: UiState) -> bool:
    """Whether there is a connection and the start is over; before that, a login may be missing."""
    return session.connected and not ui.starting
