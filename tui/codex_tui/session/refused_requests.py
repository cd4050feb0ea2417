"""Requests of the server that the screen cannot show yet: refused, with a line in the conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codex_app_server import Decision

from ..state.sanitise import sanitise_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from codex_app_server import McpElicitation, PermissionsApproval, UserInputRequest

    from ..state.change import Change
    from ..state.store import Store


class RefusedRequests:
    """Handlers that give the safe answer, which is no, and leave a line about it in the thread."""

    def __init__(self, store: Store, on_change: Callable[[Change], None]) -> None:
        self._store = store
        self._on_change = on_change

    async def permissions(self, request: PermissionsApproval) -> Decision:
        """Refuse more permissions (`item/permissions/requestApproval`)."""
        self._say(request.thread_id, request.turn_id, "asked for more permissions, which were not given")
        return Decision.DECLINE

    async def question(self, request: UserInputRequest) -> Mapping[str, str]:
        """Answer none of the agent's questions (`item/tool/requestUserInput`)."""
        for question in request.questions:
            said = sanitise_line(question.question)
            what = f"asked \u201c{said}\u201d and goes on without an answer"
            self._say(request.thread_id, request.turn_id, what)
        return {}

    async def elicitation(self, request: McpElicitation) -> Decision:
        """Decline what an MCP server asks (`mcpServer/elicitation/request`)."""
        words = sanitise_line(request.message or "something")
        server = sanitise_line(request.server_name)
        what = f"was asked by {server}, \u201c{words}\u201d, and the answer was no"
        self._say(request.thread_id, request.turn_id or "", what)
        return Decision.DECLINE

    def _say(self, thread_id: str, turn_id: str, what: str) -> None:
        text = f"The agent {what}: codex-tui cannot show this kind of question yet."
        self._on_change(self._store.refused(thread_id, turn_id, text))
