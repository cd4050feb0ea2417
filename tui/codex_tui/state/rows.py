"""The thread list as rows: newest first, forks under the thread they came from."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .threads import ThreadState

_recency = attrgetter("recency_at")
_id = attrgetter("id")
_forked_from = attrgetter("forked_from")


class Rows:
    """Finds and orders the threads of the list, fast enough for each key of a filter over ten thousand.

    `threads` is read at each call. Two things are kept between calls: the order, which is nearly right the
    next time, and the text of each thread that a filter searches.
    """

    def __init__(self, threads: Mapping[str, ThreadState]) -> None:
        self._threads = threads
        self._newest_first: list[ThreadState] = []
        self._texts: dict[str, tuple[str | None, str, str, str]] = {}

    def forget(self) -> None:
        """Drop the order that was kept: threads came or went."""
        self._newest_first = []

    def find(self, query: str = "", *, show_archived: bool = False) -> list[ThreadState]:
        """List the threads that have every word of the query, in any case, in the order of `ordered`.

        Words are searched in name, preview and directory. Threads of sub-agents are not listed.
        """
        if len(self._newest_first) != len(self._threads):
            # By id first: sorting is stable, so this is the order of threads used at the same moment.
            self._newest_first = sorted(self._threads.values(), key=_id, reverse=True)
        self._newest_first.sort(key=_recency, reverse=True)
        shown = [
            thread
            for thread in self._newest_first
            if not thread.sub_agent and (show_archived or not thread.archived)
        ]
        for word in query.casefold().split():
            shown = self._with(word, shown)
        return ordered(shown) if any(map(_forked_from, shown)) else shown

    def _with(self, word: str, threads: Iterable[ThreadState]) -> list[ThreadState]:
        """Return the threads whose text holds a word.

        The cache is read here and not by `text`: calling it for ten thousand threads would cost the most.
        """
        texts = self._texts
        return [
            thread
            for thread in threads
            if word
            in (
                known[3]
                if (known := texts.get(thread.id)) is not None
                and known[0] is thread.name
                and known[1] is thread.preview
                and known[2] is thread.cwd
                else self.text(thread)
            )
        ]

    def text(self, thread: ThreadState) -> str:
        """Return the text that a filter searches, and keep it.

        `Store.list_page` calls this for each thread, so that the first key of a filter finds the texts made.
        """
        known = self._texts.get(thread.id)
        if (
            known is not None
            and known[0] is thread.name
            and known[1] is thread.preview
            and known[2] is thread.cwd
        ):
            return known[3]
        text = f"{thread.name or ''}\n{thread.preview}\n{thread.cwd}".casefold()
        self._texts[thread.id] = (thread.name, thread.preview, thread.cwd, text)
        return text


def ordered(threads: Iterable[ThreadState]) -> list[ThreadState]:
    """Order threads: the family used last first; in a family the parent, then its forks, newest first.

    A fork whose parent is not among them counts as a family of its own.
    """
    shown = {thread.id: thread for thread in threads}
    forks: dict[str, list[ThreadState]] = {}
    roots: list[ThreadState] = []
    for thread in shown.values():
        parent = thread.forked_from
        if parent is not None and parent in shown and not _is_circular(thread, shown):
            forks.setdefault(parent, []).append(thread)
        else:
            roots.append(thread)
    alone = {thread.id for thread in roots}
    newest: dict[str, tuple[float, str]] = {}
    # Families are shallow, but a chain of forks can be long: no recursion.
    for thread in shown.values():
        key = (thread.recency_at, thread.id)
        at: ThreadState | None = thread
        while at is not None and newest.get(at.id, (-1.0, "")) < key:
            newest[at.id] = key
            at = shown.get(at.forked_from or "") if at.id not in alone else None
    rows: list[ThreadState] = []
    waiting = sorted(roots, key=lambda thread: newest[thread.id])
    while waiting:
        thread = waiting.pop()
        rows.append(thread)
        waiting.extend(sorted(forks.get(thread.id, ()), key=lambda fork: newest[fork.id]))
    return rows


def directory_first(directory: str, rows: Iterable[ThreadState]) -> list[ThreadState]:
    """Move the threads of a directory, and of those below it, to the front; families stay together."""
    here: list[ThreadState] = []
    others: list[ThreadState] = []
    part_of: dict[str, list[ThreadState]] = {}
    for row in rows:
        part = part_of.get(row.forked_from or "")
        if part is None:
            part = here if _is_in(directory, row) else others
        part_of[row.id] = part
        part.append(row)
    return here + others


def within(directory: str, rows: Iterable[ThreadState], *, besides: str | None) -> list[ThreadState]:
    """Return the threads of a directory, and of those below it, in their order.

    What works or needs the person is among them wherever it is, and so is the thread `besides`.
    """
    return [
        row
        for row in rows
        if _is_in(directory, row) or row.id == besides or row.needs_person or row.active_turn_id is not None
    ]


def _is_in(directory: str, thread: ThreadState) -> bool:
    return thread.directory == directory or thread.directory.startswith(directory.rstrip("/") + "/")


def _is_circular(thread: ThreadState, shown: dict[str, ThreadState]) -> bool:
    seen = {thread.id}
    parent = thread.forked_from
    while parent is not None and parent in shown:
        if parent in seen:
            return True
        seen.add(parent)
        parent = shown[parent].forked_from
    return False
