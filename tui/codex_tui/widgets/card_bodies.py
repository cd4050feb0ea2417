"""Which body a card has for which kind of request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..state.approvals import PendingApproval
from .approval_body import ApprovalBody

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ..state.pending import PendingRequest
    from .card_body import CardBody


class CardBodies:
    """The bodies of all that waits, each made once: what was filled in stays while another one is shown.

    `remembered` returns the commands in memory, newest first.
    """

    def __init__(self, remembered: Callable[[], Iterable[str]] = tuple) -> None:
        self._remembered = remembered
        self._bodies: dict[int, CardBody] = {}
        self._typed: dict[int, str] = {}

    def of(self, request: PendingRequest) -> CardBody:
        """Return the body of a request; a new one when the request shows something else than before.

        Raises `TypeError` for a kind of request that has none.
        """
        body = self._bodies.get(request.key)
        if body is None or body.request != request:
            body = self._bodies[request.key] = self._make(request)
        return body

    def _make(self, request: PendingRequest) -> CardBody:
        if isinstance(request, PendingApproval):
            return ApprovalBody(request, self._remembered)
        raise TypeError(f"There is no card for {type(request).__name__}: add its body here.")

    def keep(self, requests: Sequence[PendingRequest]) -> None:
        """Drop the bodies of all requests but these."""
        keys = {each.key for each in requests}
        self._bodies = {key: body for key, body in self._bodies.items() if key in keys}
        self._typed = {key: typed for key, typed in self._typed.items() if key in keys}

    def set_aside(self, request: PendingRequest, typed: str) -> bool:
        """Keep what was typed into the line of a request; False when the request is gone."""
        if request.key not in self._bodies:
            return False
        self._typed[request.key] = typed
        return True

    def taken_up(self, request: PendingRequest) -> str:
        """Return what was kept for the line of a request, once."""
        return self._typed.pop(request.key, "")
