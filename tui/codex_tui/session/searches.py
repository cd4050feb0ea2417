"""Searches in what was said in all threads. The server looks into prompts and answers, in any case."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..state.sanitise import sanitise_line
from .threads import SOURCE_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from codex_app_server import AsyncCodex
    from codex_app_server.generated.v2_all import Thread

    from ..state.store import Store

MOST_HITS = 50
"""Threads that one search finds at most: a longer text finds the others."""

MOST_ASKED = 200
"""Threads that one search asks about at most: the server names each whose hidden context has the text."""

_PAGE = 25
_AT_ONCE = 4
_PLACES = 50
"""Places in one thread that are counted; of more the number is a least one."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A thread in which something was said, and the newest place of it. Texts are sanitised.

    `places` counts the places, up to `_PLACES`. `item_id` and `turn_id` are empty for a thread that was found
    by its name. `said` is the thread as the server says it, for a list that does not hold it.
    """

    thread_id: str
    title: str
    at: float
    directory: str = ""
    snippet: str = ""
    places: int = 0
    turn_id: str = ""
    item_id: str = ""
    archived: bool = False
    said: Thread | None = None


class Searches:
    """The searches of one connection."""

    def __init__(self, codex: AsyncCodex, store: Store) -> None:
        self._codex = codex
        self._store = store

    async def find(self, text: str, found: Callable[[Hit], None], *, archived: bool = False) -> bool:
        """Call `found` for each thread in which a text was said, newest first; return whether there are more.

        A thread counts if the text is in a prompt or an answer (`thread/searchOccurrences`): the server's own
        search also finds what it puts before prompts, which is nowhere on the screen.
        """
        from codex_app_server.generated.v2_all import ThreadSourceKind

        asked = hits = 0
        cursor: str | None = None
        while True:
            page = await self._codex.api.thread_search(
                search_term=text,
                archived=archived,
                cursor=cursor,
                limit=_PAGE,
                sort_key="recency_at",
                source_kinds=[ThreadSourceKind(kind) for kind in SOURCE_KINDS],
            )
            threads = [result.thread for result in page.data]
            while threads:
                # The first alone: it is on the screen after two answers.
                size = _AT_ONCE if asked else 1
                several, threads = threads[:size], threads[size:]
                asked += len(several)
                for hit in await asyncio.gather(*(self._confirm(each, text, archived) for each in several)):
                    if hit is not None:
                        hits += 1
                        found(hit)
                if hits >= MOST_HITS or asked >= MOST_ASKED:
                    return bool(threads) or page.next_cursor is not None
            cursor = page.next_cursor
            if cursor is None:
                return False

    async def _confirm(self, thread: Thread, text: str, archived: bool) -> Hit | None:
        """Return the newest place in a thread that a person can see; None without one."""
        answer = await self._codex.api.thread_search_occurrences(
            search_term=text, thread_id=thread.id, limit=_PLACES
        )
        if not answer.data:
            return None
        place = answer.data[-1]
        return Hit(
            thread.id,
            sanitise_line(thread.name or thread.preview).strip() or "New thread",
            float(thread.recency_at or thread.updated_at),
            sanitise_line(str(thread.cwd)),
            _around(place.snippet, place.snippet_match_range.start),
            len(answer.data),
            place.turn_id,
            place.item_id,
            archived,
            thread,
        )

    def keep(self, hit: Hit) -> None:
        """Put the thread of a hit into the store, which may not have read the list so far."""
        if hit.said is not None and hit.thread_id not in self._store.threads:
            self._store.list_page([hit.said], archived=hit.archived)


def _around(snippet: str, start: int) -> str:
    """Return the line of a snippet that has the match, with as much of the next as is there."""
    begin = snippet.rfind("\n", 0, max(0, start)) + 1
    return sanitise_line(snippet[begin:]).strip()
