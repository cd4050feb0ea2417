"""The pages about the open thread and its server: status, usage, warnings."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

from codex_app_server import CodexError

from ..session.errors import describe
from .fact_pages import Told, status_sections, usage_sections, warning_sections
from .online import is_online
from .page import Page
from .view_models import directory

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine
    from typing import Any

    from textual.dom import DOMNode

    from ..backend import BackendInUse
    from ..session import CodexSession
    from .copying import Copying
    from .tasks import Tasks

T = TypeVar("T")

OFFLINE = "There is no server now: this is what is known without it."
STARTING = "The server is starting: read again in a moment."
ASKING = "Asking the server ..."


class Inspecting:
    """Opens the pages: what is known is shown at once, what the server says when it comes."""

    def __init__(
        self,
        node: DOMNode,
        session: CodexSession,
        backend: BackendInUse,
        tasks: Tasks,
        copying: Copying,
    ) -> None:
        self._node = node
        self._session = session
        self._store = session.store
        self._backend = backend
        self._tasks = tasks
        self._copying = copying

    def status(self) -> None:
        """Show what the open thread runs with and why, the server, and the layers of its configuration."""
        self._open("Status", self._read_status)

    def usage(self) -> None:
        """Show what is in the context, what was used, and the limits."""
        self._open("Usage", self._read_usage)

    def warnings(self) -> None:
        """Show what the server warned of since the start."""
        self._open("Warnings of the server", self._read_warnings)

    def _open(self, title: str, read: Callable[[Page], Coroutine[Any, Any, None]]) -> None:
        def reload(page: Page) -> None:
            self._tasks.start(read(page), group="page", exclusive=True)

        self._node.app.push_screen(Page(title, self._copy, reload=reload))

    def _copy(self, text: str) -> None:
        self._copying.copy(text, "the page")

    async def _read_status(self, page: Page) -> None:
        where = directory(self._store, self._session.options)

        def show(told: Told, state: str) -> None:
            sections = status_sections(
                self._store,
                self._session,
                told,
                home=self._backend.current.home,
                branch=self._session.branches.of(where),
            )
            page.show(sections, state)

        if not self._online:
            show(Told(), self._why_offline)
            return
        show(Told(), ASKING)
        about, troubles = self._session.inventory, _Troubles()
        config, server, account = await asyncio.gather(
            troubles.of("configuration", about.config(where)),
            troubles.of("server", about.server()),
            troubles.of("account", about.account.who()),
        )
        show(Told(config, server, account, tuple(troubles.found)), "")

    async def _read_usage(self, page: Page) -> None:
        now = self._backend.now()
        known = usage_sections(self._store, None, None, now=now, troubles=())
        if not self._online:
            page.show(known, self._why_offline)
            return
        page.show(known, ASKING)
        account, troubles = self._session.inventory.account, _Troubles()
        limits, used = await asyncio.gather(
            troubles.of("limits", account.limits()), troubles.of("use of the account", account.used())
        )
        page.show(usage_sections(self._store, limits, used, now=now, troubles=troubles.found))

    async def _read_warnings(self, page: Page) -> None:
        warnings = self._store.warnings.newest_first()
        titles = {each.id: each.title for each in self._store.threads.values()}
        state = "" if warnings else "It has warned of nothing since the application started."
        page.show(warning_sections(warnings, titles, now=self._backend.now()), state)

    @property
    def _why_offline(self) -> str:
        return STARTING if self._store.ui.starting else OFFLINE

    @property
    def _online(self) -> bool:
        return is_online(self._session, self._store.ui)


class _Troubles:
    """Awaits answers, and keeps why one did not come."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []

    async def of(self, what: str, answer: Awaitable[T]) -> T | None:
        """Return an answer; None where it did not come."""
        try:
            return await answer
        except CodexError as error:
            self.found.append((what, describe(error)))
            return None
