"""The thread list as rows: newest first, forks under the thread they came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import compress
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .threads import ThreadState

_recency = attrgetter("recency_at")
_id = attrgetter("id")
_forked_from = attrgetter("forked_from")
_directory = attrgetter("directory")
_place = attrgetter("recency_at", "id")


@dataclass(slots=True)
class _Found:
    """What was found last: all threads that are listed, and those of them that have all `words`.

    `rows` and `matching_rows` are the same in the order of the screen, as they were returned; None before.
    The texts are None until a filter needs them.
    """

    threads: list[ThreadState]
    show_archived: bool
    directory: str
    has_forks: bool
    rows: list[ThreadState] | None = None
    texts: list[str] | None = None
    words: list[str] = field(default_factory=list)
    matches: list[ThreadState] = field(default_factory=list)
    matching_texts: list[str] = field(default_factory=list)
    matching_rows: list[ThreadState] | None = None


class Rows:
    """Finds and orders the threads of the list, fast enough for each key of a filter over fifty thousand.

    What was found is kept, and the owner of `threads` says when it holds no more: `forget` when threads went,
    `reorder` when the order may be another, `renew` when what a filter reads may have changed. `append` adds
    a page of older threads to it. `searched` counts the texts that were searched.
    """

    def __init__(self, threads: Mapping[str, ThreadState]) -> None:
        self._threads = threads
        self._newest_first: list[ThreadState] = []
        self._texts: dict[str, tuple[str | None, str, str, str]] = {}
        self._found: _Found | None = None
        self.searched = 0

    def forget(self) -> None:
        """Drop the order that was kept: threads went."""
        self._newest_first, self._found = [], None

    def reorder(self) -> None:
        """Order anew at the next call, beginning with the order that was kept: threads came or were used."""
        self._found = None

    def renew(self, ids: Iterable[str]) -> None:
        """Search anew at the next call if what a filter reads of one of these threads has changed."""
        for thread_id in ids:
            thread = self._threads.get(thread_id)
            if thread is not None and not self._is_known(thread):
                self.text(thread)
                self._found = None

    def append(self, threads: Iterable[ThreadState]) -> bool:
        """Put threads that were just added behind all others, without a new order.

        The lists that `find` returned last grow by those of them that belong there. Return False, and order
        anew at the next call, when they do not belong there or there are forks: `ordered` moves those.
        """
        found = self._found
        page = sorted(threads, key=_place, reverse=True)
        if (
            found is None
            or len(self._newest_first) + len(page) != len(self._threads)
            or found.has_forks
            or any(map(_forked_from, page))
            or (self._newest_first and page and _place(page[0]) > _place(self._newest_first[-1]))
        ):
            self._found = None
            return False
        self._newest_first += page
        listed = _listed(page, found.show_archived)
        found.threads += listed
        found.rows = _longer(found.rows, found.threads, listed, found.directory)
        if found.texts is not None:
            texts = list(map(self.text, listed))
            found.texts += texts
            listed, texts = self._narrow(listed, texts, found.words)
            found.matches += listed
            found.matching_texts += texts
            found.matching_rows = _longer(found.matching_rows, found.matches, listed, found.directory)
        return True

    def find(self, query: str = "", *, show_archived: bool = False, directory: str = "") -> list[ThreadState]:
        """List the threads that have every word of the query, in any case, in the order of `ordered`.

        With a directory, its threads come first (`directory_first`). Words are searched in name, preview and
        directory. Threads of sub-agents are not listed. The list is the caller's to read: the same one is
        returned until something changes, and `append` makes it longer.
        """
        found = self._found
        if found is None or len(self._newest_first) != len(self._threads):
            found = self._order(show_archived, directory)
        elif (found.show_archived, found.directory) != (show_archived, directory):
            found = self._list(show_archived, directory)
        words = query.casefold().split()
        if not words:
            if found.rows is None:
                found.rows = _arranged(found.threads, found)
            return found.rows
        if words != found.words:
            self._search(found, words)
        if found.matching_rows is None:
            found.matching_rows = _arranged(found.matches, found)
        return found.matching_rows

    def _order(self, show_archived: bool, directory: str) -> _Found:
        if len(self._newest_first) != len(self._threads):
            # By id first: sorting is stable, so this is the order of threads used at the same moment.
            self._newest_first = sorted(self._threads.values(), key=_id, reverse=True)
        self._newest_first.sort(key=_recency, reverse=True)
        return self._list(show_archived, directory)

    def _list(self, show_archived: bool, directory: str) -> _Found:
        threads = _listed(self._newest_first, show_archived)
        self._found = _Found(threads, show_archived, directory, has_forks=any(map(_forked_from, threads)))
        return self._found

    def _search(self, found: _Found, words: list[str]) -> None:
        """Find the threads with all words.

        After a further letter only those are searched that were found before it.
        """
        if found.texts is None:
            found.texts = list(map(self.text, found.threads))
        threads, texts = found.threads, found.texts
        if found.words and all(any(old in word for word in words) for old in found.words):
            threads, texts = found.matches, found.matching_texts
        found.matches, found.matching_texts = self._narrow(threads, texts, words)
        found.words, found.matching_rows = words, None

    def _narrow(
        self, threads: list[ThreadState], texts: list[str], words: list[str]
    ) -> tuple[list[ThreadState], list[str]]:
        """Return the threads whose texts have all words, and those texts."""
        for word in words:
            self.searched += len(texts)
            kept = [word in text for text in texts]
            threads, texts = list(compress(threads, kept)), list(compress(texts, kept))
        return threads, texts

    def _is_known(self, thread: ThreadState) -> bool:
        known = self._texts.get(thread.id)
        return (
            known is not None
            and known[0] is thread.name
            and known[1] is thread.preview
            and known[2] is thread.cwd
        )

    def text(self, thread: ThreadState) -> str:
        """Return the text that a filter searches, and keep it.

        `Store.list_page` calls this for each thread, so that the first key of a filter finds the texts made.
        """
        if self._is_known(thread):
            return self._texts[thread.id][3]
        text = f"{thread.name or ''}\n{thread.preview}\n{thread.cwd}".casefold()
        self._texts[thread.id] = (thread.name, thread.preview, thread.cwd, text)
        return text


def _listed(threads: Iterable[ThreadState], show_archived: bool) -> list[ThreadState]:
    return [thread for thread in threads if not thread.sub_agent and (show_archived or not thread.archived)]


def _arranged(threads: list[ThreadState], found: _Found) -> list[ThreadState]:
    """Return threads, newest first, in the order of the screen; the same list when that is it."""
    if found.has_forks:
        threads = ordered(threads)
        return directory_first(found.directory, threads) if found.directory else threads
    if not found.directory:
        return threads
    # Without forks each thread stands for itself, and of fifty thousand threads few directories differ.
    here = {each for each in set(map(_directory, threads)) if _is_below(found.directory, each)}
    if not here:
        return threads
    return [
        *(thread for thread in threads if thread.directory in here),
        *(thread for thread in threads if thread.directory not in here),
    ]


def _longer(
    rows: list[ThreadState] | None, threads: list[ThreadState], new: list[ThreadState], directory: str
) -> list[ThreadState] | None:
    """Add to the rows what `threads` just got at its end; return None if not all of it belongs at the end."""
    if rows is None or (directory and any(_is_in(directory, thread) for thread in new)):
        return None
    if rows is not threads:
        rows += new
    return rows


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
    return _is_below(directory, thread.directory)


def _is_below(directory: str, path: str) -> bool:
    return path == directory or path.startswith(directory.rstrip("/") + "/")


def _is_circular(thread: ThreadState, shown: dict[str, ThreadState]) -> bool:
    seen = {thread.id}
    parent = thread.forked_from
    while parent is not None and parent in shown:
        if parent in seen:
            return True
        seen.add(parent)
        parent = shown[parent].forked_from
    return False
