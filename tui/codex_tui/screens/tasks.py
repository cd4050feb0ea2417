"""Work that runs beside the screen, so that keys are handled meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codex_app_server import CodexError

from ..session.errors import describe

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from typing import Any, TypeAlias

    from textual.dom import DOMNode

    from .notifier import Notifier

    Work: TypeAlias = Coroutine[Any, Any, object]


class Tasks:
    """Starts coroutines as workers of a node; they are cancelled when the node is removed."""

    def __init__(self, node: DOMNode, notifier: Notifier) -> None:
        self._node = node
        self._notifier = notifier

    def start(self, work: Work, *, group: str, exclusive: bool = False) -> None:
        """Run a coroutine in a worker; with `exclusive`, cancel the running one of its group."""
        self._node.run_worker(work, group=group, exclusive=exclusive)

    def start_thread(self, work: Callable[[], object], *, group: str) -> None:
        """Run a function in a thread; an error of it does not end the application."""
        self._node.run_worker(work, group=group, thread=True, exit_on_error=False)

    def request(self, work: Work, *, group: str) -> None:
        """Run a request to the server, and show a `CodexError` as a notice."""
        self.start(self.told(work), group=group)

    async def told(self, work: Work, what: str = "") -> None:
        """Await a request to the server, and show a `CodexError` as a notice, behind `what` it means."""
        try:
            await work
        except CodexError as error:
            self._notifier.say(f"{what} {describe(error)}".lstrip(), bad=True)
