"""The thread list as rows: newest first, forks under the thread they came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .threads import ThreadState


def matches(thread: ThreadState, query: str) -> bool:
    """Whether every word of the query is in the thread's name, beginning or directory, in any case."""
    if not query:
        return True
    text = f"{thread.name or ''}\n{thread.preview}\n{thread.cwd}".casefold()
    return all(word in text for word in query.casefold().split())


def ordered(threads: Iterable[ThreadState]) -> list[ThreadState]:
    """Order threads: the family used last first; in a family the parent, then its forks, newest first.

    A fork whose parent is not among them stands by itself.
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


def depths(rows: Sequence[ThreadState]) -> list[int]:
    """How deep each row hangs: 0 for a thread by itself, 1 for its fork, 2 for a fork of that."""
    depth: dict[str, int] = {}
    for thread in rows:
        depth[thread.id] = depth.get(thread.forked_from or "", -1) + 1
    return [depth[thread.id] for thread in rows]


def _is_circular(thread: ThreadState, shown: dict[str, ThreadState]) -> bool:
    seen = {thread.id}
    parent = thread.forked_from
    while parent is not None and parent in shown:
        if parent in seen:
            return True
        seen.add(parent)
        parent = shown[parent].forked_from
    return False
