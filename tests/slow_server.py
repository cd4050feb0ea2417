"""A scripted server that holds some answers back until the test releases them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codex_app_server.testing import ScriptedServer, overloaded

if TYPE_CHECKING:
    from codex_app_server.testing._connection import Call


class SlowServer(ScriptedServer):
    """Leaves requests of the methods in `slow` unanswered until `go_on` or `refuse`."""

    def __init__(self, *slow: str) -> None:
        super().__init__(pace=0)
        self.slow = set(slow)
        self.held: list[Call] = []

    def answer_call(self, call: Call, *, has_params: bool) -> None:
        """Answer, or hold the call."""
        if call.method in self.slow:
            self.held.append(call)
        else:
            super().answer_call(call, has_params=has_params)

    def go_on(self) -> None:
        """Answer what was held, and everything from now on."""
        self.slow.clear()
        for call in self.held:
            super().answer_call(call, has_params=True)
        self.held.clear()

    def refuse(self) -> None:
        """Refuse what was held."""
        for call in self.held:
            call.refuse(overloaded())
        self.held.clear()
