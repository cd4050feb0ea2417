"""Threads: making, opening, changing them, and the list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..keys import Area
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


def _open_needing(cockpit: Cockpit) -> None:
    if (thread_id := cockpit.actions.next_needing()) is not None:
        cockpit.actions.open(thread_id)


COMMANDS = {
    "thread.new": Command(lambda cockpit: cockpit.actions.begin_new()),
    "list.new": Command(lambda cockpit: cockpit.actions.begin_new()),
    "thread.fork": Command(_fork, lambda now: now.online and now.can_fork),
    "thread.archive": Command(
        _archive,
        lambda now: now.online and now.has_archive_target,
        lambda now: "unarchive" if now.unarchives else "archive",
    ),
    "thread.rename": Command(_rename, lambda now: now.online and now.has_target),
    "thread.previous": Command(lambda cockpit: cockpit.actions.open_neighbour(-1)),
    "thread.next": Command(lambda cockpit: cockpit.actions.open_neighbour(1)),
    "thread.needing": Command(_open_needing, lambda now: now.other_needs_person),
    "list.open": Command(available=lambda now: now.row_selected),
    "list.filter": Command(lambda cockpit: cockpit.panes.to_filter()),
    "list.archived": Command(
        lambda cockpit: cockpit.list_loading.toggle_archived(),
        word=lambda now: "hide archived" if now.archived_shown else "archived",
    ),
}
