"""Threads: making, opening, changing them, and the list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..keys import Area
from ..state.items import UserMessage
from ..state.sanitise import sanitise_line
from ..widgets.completion_rows import CompletionRow
from .base import Command

if TYPE_CHECKING:
    from ..screens.cockpit import Cockpit


def target(cockpit: Cockpit) -> str | None:
    """Return the thread that a command acts on: in the list the selected one, else the open one."""
    return (
        cockpit.thread_pane.list.selected_id if cockpit.panes.area is Area.LIST else cockpit.ui.open_thread_id
    )


def _fork(cockpit: Cockpit) -> None:
    if (thread_id := target(cockpit)) is not None:
        cockpit.actions.fork(thread_id)


def _fork_after(cockpit: Cockpit, turn: str) -> None:
    if (thread_id := target(cockpit)) is not None:
        cockpit.actions.fork_after(thread_id, turn)


def _turns(cockpit: Cockpit, typed: str) -> list[CompletionRow]:
    """Return completions of a turn, newest first: its number, and its first prompt."""
    thread = cockpit.thread
    if thread is None or thread.older is not None:
        return []
    prompts: dict[str, str] = {}
    for item in thread.items:
        if isinstance(item, UserMessage):
            prompts.setdefault(item.turn_id, sanitise_line(item.text))
    rows = [
        CompletionRow(str(number), str(number), prompts.get(turn_id, ""), whole=True)
        for number, turn_id in enumerate(thread.turns, 1)
    ]
    found = [row for row in reversed(rows) if row.insert.startswith(typed)]
    # Enter takes the first: of 3 and 30 the one that is typed.
    return sorted(found, key=lambda row: row.insert != typed)[:MOST_THREADS]


def archive_target(cockpit: Cockpit) -> str | None:
    """Return the thread to archive or unarchive: right after one was archived in the list, that one."""
    just_archived = cockpit.actions.just_archived() if cockpit.panes.area is Area.LIST else None
    return just_archived or target(cockpit)


def _archive(cockpit: Cockpit) -> None:
    if (thread_id := archive_target(cockpit)) is not None:
        cockpit.actions.toggle_archived(thread_id)


def _rename(cockpit: Cockpit) -> None:
    if (thread_id := target(cockpit)) is not None:
        cockpit.actions.ask_name(thread_id)


def _rename_to(cockpit: Cockpit, name: str) -> None:
    if (thread_id := target(cockpit)) is not None:
        cockpit.actions.rename(thread_id, name)


def _threads(cockpit: Cockpit, typed: str) -> list[CompletionRow]:
    """Return completions of a thread, newest first: a word of its title, name or directory finds it."""
    if typed.strip():
        cockpit.list_loading.all_of_it()
    return [
        CompletionRow(row.id, row.title, row.cwd, whole=True)
        for row in cockpit.store.rows(typed)[:MOST_THREADS]
    ]


def _open_needing(cockpit: Cockpit) -> None:
    if (thread_id := cockpit.actions.next_needing()) is not None:
        cockpit.actions.open(thread_id)


MOST_THREADS = 50
"""Threads that are completed at most; a further letter finds the others, and those that were not read yet."""


COMMANDS = {
    "thread.new": Command(
        lambda cockpit: cockpit.actions.begin_new(),
        run_with=lambda cockpit, directory: cockpit.actions.begin_new_in(directory),
    ),
    "thread.resume": Command(
        # What is typed next narrows the list; in the list itself a letter would archive or fork.
        lambda cockpit: cockpit.panes.to_filter(),
        run_with=lambda cockpit, which: cockpit.actions.open_named(which),
        arguments=_threads,
    ),
    "thread.compact": Command(
        lambda cockpit: cockpit.compacting.run(),
        lambda now: now.online and now.can_compact,
    ),
    "list.new": Command(lambda cockpit: cockpit.actions.begin_new()),
    "thread.fork": Command(
        _fork, lambda now: now.online and now.can_fork, run_with=_fork_after, arguments=_turns
    ),
    "thread.side": Command(
        lambda cockpit: cockpit.aside.begin(),
        lambda now: now.can_ask_aside,
        run_with=lambda cockpit, question: cockpit.aside.begin(question),
    ),
    "thread.archive": Command(
        _archive,
        lambda now: now.online and now.has_archive_target,
        lambda now: "unarchive" if now.unarchives else "archive",
    ),
    "thread.rename": Command(_rename, lambda now: now.online and now.has_target, run_with=_rename_to),
    "thread.previous": Command(lambda cockpit: cockpit.actions.open_neighbour(-1)),
    "thread.next": Command(lambda cockpit: cockpit.actions.open_neighbour(1)),
    "thread.needing": Command(_open_needing, lambda now: now.other_needs_person),
    "list.open": Command(available=lambda now: now.row_selected),
    "list.filter": Command(lambda cockpit: cockpit.panes.to_filter()),
    "list.unfilter": Command(lambda cockpit: cockpit.step_back.unfilter(), lambda now: now.filtered),
    "list.archived": Command(
        lambda cockpit: cockpit.list_loading.toggle_archived(),
        word=lambda now: "hide archived" if now.archived_shown else "archived",
    ),
}
