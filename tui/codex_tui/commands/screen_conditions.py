"""Reads from the screen what decides which commands are available."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..patches.driver import reports_modifiers
from ..screens.copying import last_answer
from ..session import Trust
from .conditions import Conditions
from .threads import archive_target, target

if TYPE_CHECKING:
    from ..screens.cockpit import Cockpit


def conditions_of(cockpit: Cockpit) -> Conditions:
    """Return what is so now. It is cheap enough for every key and every frame."""
    threads = cockpit.store.threads
    target_id, archive_id = target(cockpit), archive_target(cockpit)
    known, archived = threads.get(target_id or ""), threads.get(archive_id or "")
    thread = cockpit.thread
    return Conditions(
        area=cockpit.panes.area,
        online=cockpit.online,
        starting=cockpit.ui.starting,
        trusted=cockpit.session.readiness.trust is Trust.TRUSTED,
        modifiers=reports_modifiers(cockpit.app),
        thread_open=thread is not None,
        takes_settings=thread is None or not (thread.archived or thread.read_only),
        turn_runs=cockpit.turn_runs,
        can_send=cockpit.sending.can_send,
        prompt_waits=bool(cockpit.pending_prompts.waiting(cockpit.ui.conversation)),
        can_queue=cockpit.queueing.can_add,
        has_answer=bool(last_answer(cockpit.thread)),
        writable=not cockpit.composer.read_only,
        completing=cockpit.completing.is_open,
        completion_runs=cockpit.completing.runs,
        shell_line=cockpit.composer.shell,
        held=cockpit.holding.is_held and cockpit.online,
        has_items=cockpit.outlets.exporting.possible,
        copied=bool(cockpit.outlets.copying.text),
        on_block=cockpit.transcript.cursor.item is not None,
        on_denied=cockpit.denied.at_cursor is not None,
        text_selected=bool(cockpit.selection.text),
        finding=cockpit.finding.is_open,
        card_waits=cockpit.cards.shown is not None,
        waits_elsewhere=any(each.thread_id != cockpit.ui.open_thread_id for each in cockpit.store.pending),
        answers=cockpit.card.answers,
        row_selected=cockpit.thread_pane.list.selected_id is not None,
        has_target=target_id is not None,
        can_fork=known is not None and not (known.archived or known.ephemeral),
        can_ask_aside=cockpit.aside.can_begin,
        asks_aside=cockpit.aside.is_open and cockpit.composer.is_blank,
        can_compact=cockpit.compacting.can_run,
        has_archive_target=archive_id is not None,
        unarchives=archived is not None and archived.archived,
        filtered=bool(cockpit.ui.filter),
        archived_shown=cockpit.ui.archived_shown,
        other_needs_person=cockpit.actions.next_needing() is not None,
    )
