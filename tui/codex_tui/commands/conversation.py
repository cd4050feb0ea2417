"""The conversation: its blocks, its ends, and finding in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..screens.changes import KIND_ROWS
from ..screens.copying import last_answer
from ..screens.exporting import FORMAT_ROWS
from .base import Command

if TYPE_CHECKING:
    from ..screens.cockpit import Cockpit


def _on_a_block(cockpit: Cockpit) -> bool:
    return cockpit.transcript.cursor.item is not None


def _finds(cockpit: Cockpit) -> bool:
    return cockpit.finding.is_open


def _has_items(cockpit: Cockpit) -> bool:
    return cockpit.exporting.possible


COMMANDS = {
    "block.open": Command(available=_on_a_block),
    "block.copy": Command(available=_on_a_block),
    "answer.copy": Command(
        lambda cockpit: cockpit.copying.copy(last_answer(cockpit.thread), "the last answer"),
        lambda cockpit: bool(last_answer(cockpit.thread)),
    ),
    "code.copy": Command(lambda cockpit: cockpit.exporting.copy_code(), _has_items),
    "thread.export": Command(
        lambda cockpit: cockpit.exporting.begin(),
        _has_items,
        run_with=lambda cockpit, words: cockpit.exporting.begin(words),
        arguments=lambda cockpit, typed: [row for row in FORMAT_ROWS if row.insert.startswith(typed)],
    ),
    "thread.diff": Command(
        lambda cockpit: cockpit.changes.show(),
        lambda cockpit: cockpit.online,
        run_with=lambda cockpit, words: cockpit.changes.show(words),
        arguments=lambda cockpit, typed: [row for row in KIND_ROWS if row.insert.startswith(typed)],
    ),
    "reading.top": Command(lambda cockpit: cockpit.transcript.action_top()),
    "reading.end": Command(lambda cockpit: cockpit.transcript.action_end()),
    # The draft stays in the composer.
    "find.open": Command(
        lambda cockpit: cockpit.finding.open(),
        lambda cockpit: cockpit.thread is not None,
        run_with=lambda cockpit, words: cockpit.finding.open(words),
    ),
    "find.next-match": Command(lambda cockpit: cockpit.finding.step(1), _finds),
    "find.previous-match": Command(lambda cockpit: cockpit.finding.step(-1), _finds),
    "find.case": Command(available=_finds),
    "find.word": Command(available=_finds),
    "find.regex": Command(available=_finds),
    "find.leave": Command(available=_finds),
}
