"""Looking at threads and changing them as a whole: list, read, fork, archive, name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codex_app_server import InvalidRequestError, MethodNotFoundError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from codex_app_server import AsyncCodex
    from codex_app_server.generated.v2_all import Thread, Turn

    from ..state.change import Change
    from ..state.store import Store
    from .turns import ThreadSettings

# Everything a person may have talked in; sub-agents belong to their parent's conversation. Without this
# list the server answers with the interactive kinds only and hides what `codex exec` made.
SOURCE_KINDS = ("cli", "vscode", "exec", "appServer", "unknown")
_PAGE = 100


class Browsing:
    """The requests about threads; every answer goes into the store, every change is told."""

    def __init__(
        self,
        codex: AsyncCodex,
        store: Store,
        on_change: Callable[[Change], None],
        settings: Callable[[str], ThreadSettings],
    ) -> None:
        self._codex = codex
        self._store = store
        self._tell = on_change
        self._settings = settings

    async def load_list(self, *, archived: bool = False) -> None:
        """Read the whole list, page by page (`thread/list`), showing each page as it comes."""
        async for page in pages(self._codex, archived=archived):
            self._tell(self._store.list_page(page, archived=archived))

    async def load_history(self, thread_id: str) -> None:
        """Read what a thread has said so far (`thread/turns/list`), through the fold of live events."""
        from codex_app_server.generated.v2_all import ThreadTurnsListParams, ThreadTurnsListResponse

        turns: list[Turn] = []
        cursor: str | None = None
        while True:
            params = ThreadTurnsListParams(
                thread_id=thread_id, cursor=cursor, limit=_PAGE, sort_direction="asc", items_view="full"
            )
            try:
                page = await self._codex.request("thread/turns/list", params, ThreadTurnsListResponse)
            except (InvalidRequestError, MethodNotFoundError) as error:
                if not _has_no_turns_yet(error):
                    raise
                break
            turns.extend(page.data)
            cursor = page.next_cursor
            if cursor is None:
                break
        self._tell(self._store.history(thread_id, turns))

    async def read(self, thread_id: str) -> None:
        """Learn about a thread that the list did not hold (`thread/read`).

        Raises `JsonRpcError` when there is no such thread.
        """
        from codex_app_server.generated.v2_all import ThreadReadParams, ThreadReadResponse

        params = ThreadReadParams(thread_id=thread_id)
        answer = await self._codex.request("thread/read", params, ThreadReadResponse)
        self._tell(self._store.list_page([answer.thread], archived=False))

    async def fork(self, thread_id: str) -> str:
        """Fork a thread at its end (`thread/fork`) and answer the id of the fork."""
        settings = self._settings(self._store.thread(thread_id).cwd)
        fork = await self._codex.thread_fork(
            thread_id,
            model=settings.model,
            sandbox=settings.sandbox,
            approval_policy=settings.approval_policy,
            exclude_turns=True,
        )
        if fork.settings is not None:
            self._tell(self._store.opened(fork.settings.response))
        await self.load_history(fork.id)
        return fork.id

    async def archive(self, thread_id: str) -> None:
        """Put a thread away (`thread/archive`); a running turn of it is interrupted by the server."""
        await self._codex.thread_archive(thread_id)

    async def unarchive(self, thread_id: str) -> None:
        """Bring a thread back (`thread/unarchive`)."""
        await self._codex.thread_unarchive(thread_id)

    async def rename(self, thread_id: str, name: str) -> None:
        """Give a thread a name (`thread/name/set`)."""
        await self._codex.thread(thread_id).set_name(name)


async def pages(
    codex: AsyncCodex, *, archived: bool = False, search: str | None = None
) -> AsyncIterator[list[Thread]]:
    """Every page of the list, newest first."""
    cursor: str | None = None
    while True:
        page = await codex.thread_list(
            archived=archived,
            cursor=cursor,
            limit=_PAGE,
            model_providers=[],
            search_term=search,
            # The default sort has a cursor of one second and loses threads at the edge of a page.
            sort_key="recency_at",
            source_kinds=list(SOURCE_KINDS),
        )
        yield page.data
        cursor = page.next_cursor
        if cursor is None:
            return


def _has_no_turns_yet(error: InvalidRequestError | MethodNotFoundError) -> bool:
    # A thread before its first turn: -32601 "list_turns is not supported yet".
    return "not supported yet" in error.message
