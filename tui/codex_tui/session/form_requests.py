"""Questions, permissions and elicitations: each stays open until the person has answered its form."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from codex_app_server import Decision

from ..state.forms import FormAnswer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from codex_app_server import McpElicitation, PermissionsApproval, UserInputRequest
    from codex_app_server.elicitations import ElicitationAnswer
    from codex_app_server.permissions import PermissionsAnswer

    from ..state.pending import AskingThread
    from ..state.pending_forms import FormRequest, PendingForm
    from .pending_requests import PendingRequests


class FormRequests:
    """The SDK's handlers for the kinds of requests that are answered by a form."""

    def __init__(self, pending: PendingRequests) -> None:
        self._pending = pending

    async def question(self, request: UserInputRequest) -> Mapping[str, str | Sequence[str]]:
        """Ask the agent's questions (`item/tool/requestUserInput`)."""
        answer = await self.ask(request)
        return cast("dict[str, list[str]]", answer) if answer is not None else {}

    async def permissions(self, request: PermissionsApproval) -> PermissionsAnswer:
        """Ask for more permissions (`item/permissions/requestApproval`)."""
        answer = await self.ask(request)
        return cast("PermissionsAnswer", answer) if answer is not None else Decision.DECLINE

    async def elicitation(self, request: McpElicitation) -> ElicitationAnswer:
        """Ask what an MCP server asks (`mcpServer/elicitation/request`)."""
        answer = await self.ask(request)
        return cast("ElicitationAnswer", answer) if answer is not None else Decision.DECLINE

    async def ask(self, request: FormRequest) -> object:
        """Show a request of any of these kinds; return what its handler gives, or None without an answer."""
        made: list[PendingForm] = []

        def make(thread: AskingThread, key: int, arrived_at_ms: int) -> PendingForm:
            # Not at the top: this imports the protocol's models, and the first frame needs none of them.
            from ..state.pending_forms import pending_form

            made.append(pending_form(request, thread, key, arrived_at_ms))
            return made[0]

        answer = await self._pending.ask(request.thread_id, make)
        return made[0].sdk_answer(answer) if isinstance(answer, FormAnswer) else None
