"""Requests about whole threads: list, read, fork, archive, rename."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codex_app_server import InvalidRequestError, MethodNotFoundError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from codex_app_server import AsyncCodex
    from codex_app_server.generated.v2_all import Thread

    from ..state.change import Change
    from ..state.store import Store
    from .opening import Opening

# All kinds that a person may have prompted; sub-agents belong to their parent's conversation. Without this
# list the server returns only the interactive kinds and hides those of `codex exec`.
SOURCE_KINDS = ("cli", "vscode", "exec", "appServer", "unknown")
_PAGE = 100
_FIRST_TURNS = 10
"""Turns that are read before a thread is shown: more than a screen, after a short wait."""

_OLDER_TURNS = 20
"""Turns that are read at once ahead of a reader who scrolls up: about 20 ms of work."""


class Threads:
    """The requests about threads; what they return is folded into the store, and `on_change` is called."""

    def __init__(
        self,
        codex: AsyncCodex,
        store: Store,
        on_change: Callable[[Change], None],
        opening: Opening,
    ) -> None:
        self._codex = codex
        self._store = store
        self._tell = on_change
        self._opening = opening

    async def load_list(self, *, archived: bool = False) -> None:
        """Read the whole list, page by page (`thread/list`), showing each page as it comes."""
        async for page in pages(self._codex, archived=archived):
            self._tell(self._store.list_page(page, archived=archived))

    async def load_history(self, thread_id: str) -> None:
        """Read the newest turns of a thread (`thread/turns/list`), folded like live events.

        The thread's `older` says afterwards whether there are more; `load_older` reads them.
        """
        await self._load_turns(thread_id, None, _FIRST_TURNS)

    async def load_older(self, thread_id: str, *, turns: int = _OLDER_TURNS) -> None:
        """Read the turns before the oldest one here; nothing when there are none, or during such a read."""
        thread = self._store.thread(thread_id)
        if thread.older is None or thread.reading_older:
            return
        thread.reading_older = True
        try:
            await self._load_turns(thread_id, thread.older, turns)
        finally:
            thread.reading_older = False

    async def _load_turns(self, thread_id: str, cursor: str | None, limit: int) -> None:
        from codex_app_server.generated.v2_all import ThreadTurnsListParams, ThreadTurnsListResponse

        params = ThreadTurnsListParams(
            thread_id=thread_id, cursor=cursor, limit=limit, sort_direction="desc", items_view="full"
        )
        try:
            page = await self._codex.request("thread/turns/list", params, ThreadTurnsListResponse)
        except (InvalidRequestError, MethodNotFoundError) as error:
            if not _has_no_turns_yet(error):
                raise
            self._tell(self._store.history(thread_id, []))
            return
        self._tell(self._store.history(thread_id, page.data[::-1], older=page.next_cursor))

    async def read(self, thread_id: str) -> None:
        """Add a thread to the store that the list did not hold (`thread/read`).

        Raises `JsonRpcError` when there is no such thread.
        """
        from codex_app_server.generated.v2_all import ThreadReadParams, ThreadReadResponse

        params = ThreadReadParams(thread_id=thread_id)
        answer = await self._codex.request("thread/read", params, ThreadReadResponse)
        self._tell(self._store.list_page([answer.thread], archived=False, listed=False))

    async def fork(self, thread_id: str, turn_id: str | None = None) -> str:
        """Fork a thread at its end, or after a turn (`thread/fork`), and return the id of the fork."""
        fork_id = await self._opening.fork(thread_id, turn_id)
        await self.load_history(fork_id)
        return fork_id

    async def archive(self, thread_id: str) -> None:
        """Archive a thread (`thread/archive`); the server interrupts its running turn."""
        await self._codex.thread_archive(thread_id)

    async def unarchive(self, thread_id: str) -> None:
        """Bring a thread back from the archive (`thread/unarchive`)."""
        await self._codex.thread_unarchive(thread_id)

    async def rename(self, thread_id: str, name: str) -> None:
        """Give a thread a name (`thread/name/set`)."""
        await self._codex.thread(thread_id).set_name(name)


async def pages(codex: AsyncCodex, *, archived: bool = False) -> AsyncIterator[list[Thread]]:
    """Yield every page of the list, newest first."""
    cursor: str | None = None
    while True:
        page = await codex.thread_list(
            archived=archived,
            cursor=cursor,
            limit=_PAGE,
            model_providers=[],
            # The default sort has a cursor of one second and loses threads at the edge of a page.
            sort_key="recency_at",
            source_kinds=list(SOURCE_KINDS),
        )
        yield page.data
        cursor = page.next_cursor
        if cursor is None:
            return


def _has_no_turns_yet(error: InvalidRequestError | MethodNotFoundError) -> bool:
    # The answer for a thread before its first turn: -32601 "list_turns is not supported yet".
    return "not supported yet" in error.message
