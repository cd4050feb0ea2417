"""Requests about whole threads: list, read, fork, archive, rename."""

from __future__ import annotations

import asyncio
import math
from typing import TYPE_CHECKING

from codex_app_server import InvalidRequestError, MethodNotFoundError

from ..state.change import Change

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from codex_app_server import AsyncCodex
    from codex_app_server.generated.v2_all import Thread

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
        self._lists: dict[tuple[bool, str | None], _Pages] = {}
        """The lists that were read, by whether they are of archived threads, and their directory."""

    async def load_list(
        self, *, archived: bool = False, directory: str | None = None, most: float = math.inf
    ) -> None:
        """Read the list from its newest thread, at most so many pages (`thread/list`), telling each.

        As many as were read before are read in any case. With a directory, only its threads are read, and
        not those of the directories below it.
        """
        before = self._lists.get((archived, directory))
        if before is not None:
            before.stop()
            most = max(most, before.read)
        pages = _Pages(self._codex, archived=archived, directory=directory)
        self._lists[archived, directory] = pages
        await self._read_until(most, pages)

    async def load_more(self, *, archived: bool = False, most: float = math.inf) -> None:
        """Read on in a list that was begun, at most so many pages; nothing when all of it is here."""
        if (pages := self._lists.get((archived, None))) is not None:
            await self._read_until(pages.read + most, pages)

    def has_more(self, *, archived: bool = False) -> bool:
        """Whether there are pages of the list that were not read yet."""
        pages = self._lists.get((archived, None))
        return pages is not None and pages.more

    async def _read_until(self, most: float, pages: _Pages) -> None:
        async for page in pages.until(most):
            self._tell(self._store.list_page(page, archived=pages.archived))

    async def load_history(self, thread_id: str) -> None:
        """Read the newest turns of a thread (`thread/turns/list`), folded like live events.

        The thread's `older` says afterwards whether there are more; `load_older` reads them. One that another
        client of the server has loaded is followed first, so that nothing is missed in between.
        """
        await self._opening.follow(thread_id)
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

    async def aside(self, thread_id: str) -> str:
        """Fork a thread for a question aside (`thread/fork`, ephemeral), and return the id of the fork."""
        return await self._opening.aside(thread_id)

    async def end_aside(self, thread_id: str) -> None:
        """Drop a question aside: nothing has it after that (`thread/unsubscribe`)."""
        from codex_app_server.generated.v2_all import ThreadUnsubscribeResponse

        change = Change()
        self._store.forget(thread_id, change)
        self._tell(change)
        await self._codex.request("thread/unsubscribe", {"threadId": thread_id}, ThreadUnsubscribeResponse)

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
    async for page in _Pages(codex, archived=archived).until(math.inf):
        yield page


class _Pages:
    """The pages of one list, newest first, of which some were read."""

    def __init__(self, codex: AsyncCodex, *, archived: bool, directory: str | None = None) -> None:
        self._codex = codex
        self.archived = archived
        self._directory = directory
        self._cursor: str | None = None
        self._one_at_a_time = asyncio.Lock()
        self.read = 0
        """How many pages were read."""
        self.more = True
        """Whether there are others."""

    def stop(self) -> None:
        """Read no further page."""
        self.more = False

    async def until(self, most: float) -> AsyncIterator[list[Thread]]:
        """Yield the pages after those that were read, until so many were read in all."""
        while True:
            async with self._one_at_a_time:
                if not self.more or self.read >= most:
                    return
                page = await self._codex.thread_list(
                    archived=self.archived,
                    cursor=self._cursor,
                    cwd=self._directory,
                    limit=_PAGE,
                    model_providers=[],
                    # The default sort has a cursor of one second and loses threads at the edge of a page.
                    sort_key="recency_at",
                    source_kinds=list(SOURCE_KINDS),
                )
                self._cursor = page.next_cursor
                self.read += 1
                self.more = self.more and self._cursor is not None
            yield page.data


def _has_no_turns_yet(error: InvalidRequestError | MethodNotFoundError) -> bool:
    # The answer for a thread before its first turn: -32601 "list_turns is not supported yet".
    return "not supported yet" in error.message
