"""Folds the events of one turn into the result of `run`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import ResponseInvalidError, TurnFailedError
from .notifications import Notification, UnknownNotification

if TYPE_CHECKING:
    from ..generated.v2_all import ThreadItemMember, ThreadTokenUsage, Turn


class TurnFold:
    """Collects the completed items, the token usage and the end of one turn.

    The items come from `item/completed`, because `turn/completed` carries only a summary of them.
    """

    def __init__(self) -> None:
        self.items: list[ThreadItemMember] = []
        self.usage: ThreadTokenUsage | None = None
        self.turn: Turn | None = None
        self.unreadable: list[UnknownNotification] = []
        """Events of this turn that could not be read as their type."""
        self._saying: dict[str, list[str]] = {}

    def apply(self, event: Notification) -> None:
        """Add one event of the turn."""
        from ..generated import v2_all

        payload = event.payload
        if isinstance(payload, v2_all.AgentMessageDeltaNotification):
            self._saying.setdefault(payload.item_id, []).append(payload.delta)
        elif isinstance(payload, v2_all.ItemCompletedNotification):
            self.items.append(payload.item)
            if getattr(payload.item, "id", None) in self._saying:
                # An earlier message that never completed was taken back, for example by a steer.
                self._saying.clear()
        elif isinstance(payload, v2_all.ThreadTokenUsageUpdatedNotification):
            self.usage = payload.token_usage
        elif isinstance(payload, v2_all.TurnCompletedNotification):
            self.turn = payload.turn
        elif isinstance(payload, UnknownNotification):
            self.unreadable.append(payload)

    @property
    def final_response(self) -> str | None:
        """The last message that is a final answer, or else the last one without a phase, or else None."""
        from ..generated.v2_all import AgentMessageThreadItem, MessagePhase

        messages = [item for item in self.items if isinstance(item, AgentMessageThreadItem)]
        for phase in (MessagePhase.final_answer, None):
            for message in reversed(messages):
                if message.phase == phase:
                    return message.text
        return None

    @property
    def partial_response(self) -> str | None:
        """The text so far of a message that is not complete, or else `final_response`."""
        return self.final_response if self.said is None else self.said

    @property
    def said(self) -> str | None:
        """The text so far of a message that is not complete, or None."""
        for said in reversed(self._saying.values()):
            return "".join(said)
        return None

    def completed_turn(self) -> Turn:
        """Return the turn that `turn/completed` carried.

        Raises `ResponseInvalidError` when it could not be read.
        """
        if self.turn is None:
            reason = self.unreadable[-1].reason if self.unreadable else "the turn ended without it"
            raise ResponseInvalidError("turn/completed", reason)
        return self.turn

    def check_failed(self) -> None:
        """Raise `TurnFailedError` with the server's message if the turn failed."""
        from ..generated.v2_all import TurnStatus

        turn = self.completed_turn()
        if turn.status == TurnStatus.failed:
            message = turn.error.message if turn.error is not None else "The server gave no reason."
            raise TurnFailedError(message, turn)
