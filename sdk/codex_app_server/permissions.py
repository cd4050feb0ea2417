"""The agent's requests for permissions beyond its sandbox, and the answers to them.

A permissions handler is any callable that takes a `PermissionsApproval` and returns an answer, or an
awaitable of one. Without a handler, and when a handler raises or returns anything else, nothing is granted.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from ._core.wire import wire_value
from .approvals import Decision
from .errors import InvalidInputError
from .generated import v2_all


@dataclass(frozen=True)
class PermissionsApproval:
    """The server asks for permissions beyond the sandbox (`item/permissions/requestApproval`).

    Granted permissions hold for all later commands of the turn, or of the session.
    """

    request_id: int | str
    thread_id: str
    turn_id: str
    item_id: str
    cwd: str
    reason: str | None
    permissions: v2_all.RequestPermissionProfile
    """The requested permissions: `network`, and in `file_system` paths to read and to write."""
    params: v2_all.PermissionsRequestApprovalParams


@dataclass(frozen=True)
class GrantPermissions:
    """Grants these permissions, which may be fewer than requested.

    `permissions` is a `GrantedPermissionProfile`, a part of `PermissionsApproval.permissions`, or an object
    with the names of the protocol: `{"network": {"enabled": True}}`.
    """

    permissions: v2_all.GrantedPermissionProfile | v2_all.RequestPermissionProfile | Mapping[str, object]
    for_session: bool = False
    """Whether they hold while the server runs. Otherwise they hold to the end of the turn."""


PermissionsAnswer = GrantPermissions | Decision | str
"""The return value of a permissions handler.

`Decision.ACCEPT` grants all that was requested to the end of the turn, `ACCEPT_FOR_SESSION` while the server
runs. `DECLINE` grants nothing. There is no `CANCEL`: interrupt the turn instead.
"""

PermissionsHandler = Callable[[PermissionsApproval], PermissionsAnswer | Awaitable[PermissionsAnswer]]
"""Answers requests for permissions; an async one is cancelled when its request is resolved elsewhere."""

NOTHING_GRANTED: Mapping[str, object] = {"permissions": {}, "scope": "turn"}
"""The result that grants nothing."""


def permissions_to_wire(request: PermissionsApproval, answer: object) -> Mapping[str, object]:
    """Convert an answer to the result on the wire.

    Raises `InvalidInputError` for anything that is not an answer.
    """
    if answer == Decision.DECLINE:
        return NOTHING_GRANTED
    if answer in (Decision.ACCEPT, Decision.ACCEPT_FOR_SESSION):
        for_session = answer == Decision.ACCEPT_FOR_SESSION
        answer = GrantPermissions(request.permissions, for_session=for_session)
    if not isinstance(answer, GrantPermissions):
        raise InvalidInputError(
            f"{answer!r} is no answer to a request for permissions; answer with Decision.ACCEPT, "
            "ACCEPT_FOR_SESSION or DECLINE, or with GrantPermissions(...)."
        )
    scope = "session" if answer.for_session else "turn"
    return {"permissions": wire_value(answer.permissions), "scope": scope}
