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

    `remembered` returns the commands in memory, for what a rule would have let through.
    """

    def __init__(self, remembered: Callable[[], Iterable[str]] = tuple) -> None:
        self._remembered = remembered
        self._bodies: dict[int, CardBody] = {}

    def of(self, request: PendingRequest) -> CardBody:
        """Return the body of a request; a new one when the request shows something else than before."""
        body = self._bodies.get(request.key)
        if body is None or body.request != request:
            body = self._bodies[request.key] = body_of(request, self._remembered)
        return body

    def waits(self, request: PendingRequest) -> bool:
        """Whether a request still waits, here or in another thread."""
        return request.key in self._bodies

    def keep(self, requests: Sequence[PendingRequest]) -> None:
        """Drop the bodies of all requests but these."""
        keys = {each.key for each in requests}
        self._bodies = {key: body for key, body in self._bodies.items() if key in keys}


def body_of(request: PendingRequest, remembered: Callable[[], Iterable[str]] = tuple) -> CardBody:
    """Return a new body for a request. Raises `TypeError` for a kind that has none."""
    if isinstance(request, PendingApproval):
        return ApprovalBody(request, remembered)
    # Not at the top: these import the protocol's models, and the first frame needs none of them.
    from ..state.pending_forms import PendingForm
    from .form_body import FormBody

    if isinstance(request, PendingForm):
        return FormBody(request)
    raise TypeError(f"There is no card for {type(request).__name__}: add its body here.")
