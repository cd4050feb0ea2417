"""The conversation: its blocks, its ends, and finding in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..keys import Area
from ..screens.changes import KIND_ROWS
from ..screens.copying import last_answer
from ..screens.exporting import FORMAT_ROWS
from ..screens.reviewing import KIND_ROWS as REVIEW_ROWS
from .base import Command

if TYPE_CHECKING:
    from ..screens.cockpit import Cockpit
    from .conditions import Conditions


def _on_block(now: Conditions) -> bool:
    return now.on_block


def _finding(now: Conditions) -> bool:
    return now.finding


def _has_items(now: Conditions) -> bool:
    return now.has_items


def _held(now: Conditions) -> bool:
    return now.held


def _in_all(now: Conditions) -> bool:
    """Whether the key of the search means all threads: in the search of a thread, and without a thread."""
    return now.online and (now.area is Area.FIND or not now.thread_open)


def _find(cockpit: Cockpit) -> None:
    in_line = cockpit.panes.area is Area.FIND
    if cockpit.online and (in_line or cockpit.thread is None):
        cockpit.searching.open(cockpit.finding.bar.line.value if in_line else "")
    else:
        cockpit.finding.open()


def _fork_here(cockpit: Cockpit) -> None:
    item = cockpit.transcript.cursor.item
    if item is not None and cockpit.thread is not None:
        # A notice may belong to no turn: then the fork is made at the end.
        cockpit.actions.fork(cockpit.thread.id, item.turn_id or None)


COMMANDS = {
    "block.open": Command(available=_on_block),
    "block.copy": Command(available=_on_block),
    "block.fork": Command(_fork_here, lambda now: now.on_block and now.online and now.can_fork),
    "outline.open": Command(
        lambda cockpit: cockpit.outlining.open(),
        _has_items,
        run_with=lambda cockpit, words: cockpit.outlining.open(words),
    ),
    "review.approve": Command(lambda cockpit: cockpit.denied.ask(), lambda now: now.on_denied and now.online),
    "answer.copy": Command(
        lambda cockpit: cockpit.outlets.copying.copy(last_answer(cockpit.thread), "the last answer"),
        lambda now: now.has_answer,
    ),
    "code.copy": Command(lambda cockpit: cockpit.outlets.exporting.copy_code(), _has_items),
    "thread.export": Command(
        lambda cockpit: cockpit.outlets.exporting.begin(),
        _has_items,
        run_with=lambda cockpit, words: cockpit.outlets.exporting.begin(words),
        arguments=lambda cockpit, typed: [row for row in FORMAT_ROWS if row.insert.startswith(typed)],
    ),
    "thread.diff": Command(
        lambda cockpit: cockpit.outlets.changes.show(),
        lambda cockpit: cockpit.online,
        run_with=lambda cockpit, words: cockpit.outlets.changes.show(words),
        arguments=lambda cockpit, typed: [row for row in KIND_ROWS if row.insert.startswith(typed)],
    ),
    "thread.review": Command(
        lambda cockpit: cockpit.reviewing.begin(),
        lambda now: now.online and now.takes_settings,
        run_with=lambda cockpit, words: cockpit.reviewing.begin(words),
        arguments=lambda cockpit, typed: [row for row in REVIEW_ROWS if row.insert.startswith(typed)],
    ),
    "review.findings": Command(lambda cockpit: cockpit.reviewing.findings(), _has_items),
    "held.retry": Command(lambda cockpit: cockpit.holding.retry(), _held),
    "reading.top": Command(lambda cockpit: cockpit.transcript.action_top()),
    "reading.end": Command(lambda cockpit: cockpit.transcript.action_end()),
    # The draft stays in the composer.
    "find.open": Command(
        _find,
        lambda now: now.thread_open or now.online,
        lambda now: "search" if _in_all(now) else "find",
        run_with=lambda cockpit, words: cockpit.finding.open(words),
    ),
    "search.open": Command(
        lambda cockpit: cockpit.searching.open(),
        lambda now: now.online,
        run_with=lambda cockpit, words: cockpit.searching.open(words),
    ),
    "find.next-match": Command(lambda cockpit: cockpit.finding.step(1), _finding),
    "find.previous-match": Command(lambda cockpit: cockpit.finding.step(-1), _finding),
    "find.case": Command(available=_finding),
    "find.word": Command(available=_finding),
    "find.regex": Command(available=_finding),
    "find.leave": Command(available=_finding),
}
