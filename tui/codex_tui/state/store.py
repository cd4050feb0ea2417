"""Everything the application knows: the events and answers of the server are folded into it."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

from .approvals import pending_approval
from .archive import Items, Memory
from .calls import Call, CallKind
from .change import Change
from .edits import close_all, notice
from .endings import Endings
from .fold_threads import is_new, merge_thread, set_status
from .forgetting import forget_least_shown
from .fork_points import NO_POINT, ForkPoint
from .items import NoticeLevel
from .retries import given_up
from .rows import Rows, within
from .sanitise import sanitise_line
from .settings import approval_word, profile_word, sandbox_word
from .threads import ThreadState, TurnPhase
from .ui import UiState
from .warnings import ServerWarning, Warnings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from codex_app_server import Notification
    from codex_app_server.approvals import ApprovalRequest
    from codex_app_server.generated.v2_all import (
        Thread,
        ThreadForkResponse,
        ThreadResumeResponse,
        ThreadStartResponse,
        Turn,
    )

    from .approvals import PendingApproval
    from .forks import Fork
    from .limits import RateLimit
    from .pending import MakePending, PendingRequest, SomePending

_WARNINGS_KEPT = 100


class Store:
    """The state of one connection: threads, what waits for the person, limits.

    Pure: no I/O, no clock but the one given, which returns Unix seconds. A method that changes something
    returns a `Change`, or adds its marks to the one that is passed. Nothing here raises for anything the
    server sends. `memory` bounds what is kept.
    """

    def __init__(self, clock: Callable[[], float] = time.time, memory: Memory | None = None) -> None:
        self.clock = clock
        self.memory = memory or Memory()
        self.ui = UiState()
        self.threads: dict[str, ThreadState] = {}
        self._rows = Rows(self.threads)
        self._fold: Callable[[Store, Notification, Change], None] | None = None
        self.pending: list[PendingRequest] = []
        """All that waits for the person, in the order in which it came."""
        # The ids of threads, in the order in which they were shown last.
        self._shown: dict[str, None] = {}
        self.rate_limit: RateLimit | None = None
        self.warnings = Warnings()
        # The newest texts that `warn` added, so that each is added once.
        self._shown_warnings: dict[str, None] = {}
        self._endings = Endings(self.threads, lambda: self.clock())
        self._serial = 0

    # What the application calls

    def apply(self, event: Notification, into: Change | None = None) -> Change:
        """Fold one notification; the marks go into `into` when it is given, which saves an object a delta."""
        change = Change() if into is None else into
        if self._fold is None:
            # Not at the top: this imports the protocol's models, and the first frame needs none of them.
            from .fold import fold

            self._fold = fold
        self._fold(self, event, change)
        if change.list_changed:
            self._rows.reorder()
        elif change.rows:
            self._rows.renew(change.rows)
        return change

    def list_page(self, threads: Sequence[Thread], *, archived: bool, listed: bool = True) -> Change:
        """Merge rows of `thread/list` into what is known; not `listed`: of `thread/read`, which has all.

        A page of threads that are older than all others only makes the list longer (`Change.list_grew`).
        """
        change = Change()
        new: list[ThreadState] = []
        for row in threads:
            if row.id not in self.threads:
                new.append(self._listed(row.id))
            thread = self.threads[row.id]
            # The archive lists forks without a prompt of their own too.
            thread.unbegun = thread.unbegun and (archived or not listed)
            merge_thread(thread, row)
            if thread.active_turn_id is None and not thread.pending:
                set_status(thread, row.status)
            thread.archived = archived
            self._rows.text(thread)
            change.rows.add(thread.id)
        if len(new) == len(change.rows) and self._rows.append(new):
            change.list_grew = bool(new)
            change.rows = {thread.id for thread in new if thread.needs_person or thread.system_error}
        else:
            self._rows.reorder()
            change.list_changed = bool(threads)
        return change

    def history(self, thread_id: str, turns: Sequence[Turn], *, older: str | None = None) -> Change:
        """Fold turns of `thread/read` or `thread/turns/list`, oldest first, as live events are folded.

        May be called again with older or newer pages. A `stale` thread is replaced by what is read. `older`
        is the cursor of the turns before these.
        """
        from .history import merge, replace, replay

        thread = self.thread(thread_id)
        past = replay(self, thread_id, turns)
        change = Change()
        if thread.stale:
            replace(thread, past, change)
            thread.stale = False
        else:
            merge(thread, past, change)
        thread.history_loaded = True
        thread.older = older
        for item_id in {each.item_id for each in thread.pending}:
            self.renew_pending(thread, item_id, change)
        return change

    def opened(self, response: ThreadStartResponse | ThreadResumeResponse | ThreadForkResponse) -> Change:
        """Take the thread, its turns and its effective settings from the answer to start, resume or fork."""
        thread = self._listed(response.thread.id)
        merge_thread(thread, response.thread)
        parent = self.threads.get(thread.forked_from or "")
        if parent is not None and not thread.preview:
            # The server gives a fork no preview before its own first turn.
            thread.preview = parent.preview
        set_status(thread, response.thread.status)
        thread.loaded = True
        thread.archived = False
        thread.read_only = None
        thread.model = sanitise_line(response.model)
        effort = response.reasoning_effort
        thread.effort = sanitise_line(str(effort)) if effort is not None else thread.effort
        thread.set_cwd(str(response.cwd))
        thread.sandbox = sandbox_word(response.sandbox)
        thread.approval_policy = approval_word(response.approval_policy)
        thread.profile = profile_word(response.active_permission_profile)
        thread.reviewer = sanitise_line(str(response.approvals_reviewer))
        mode = getattr(response, "collaboration_mode", None)
        thread.mode = sanitise_line(str(mode.mode)) if mode is not None else thread.mode
        turns = response.thread.turns
        change = self.history(thread.id, turns) if turns else Change()
        if is_new(response.thread):
            thread.history_loaded = thread.queue_read = True
        change.list_changed = True
        change.rows.add(thread.id)
        self._rows.reorder()
        return change

    def thread(self, thread_id: str) -> ThreadState:
        """Return the thread with this id; it is created when it is not known yet."""
        thread = self.threads.get(thread_id)
        if thread is None:
            # The time is a guess until the server says it: `created_at` stays 0 until then.
            thread = self._listed(thread_id)
            thread.recency_at = self.clock()
            self._rows.reorder()
        return thread

    def asked(self, thread_id: str, make: MakePending[SomePending], into: Change) -> SomePending:
        """Add a request of the server behind those that wait; the marks go into `into`.

        `make` gets the thread, a new key, and the time (Unix ms).
        """
        thread = self.thread(thread_id)
        pending = make(thread, self.serial(), int(self.clock() * 1000))
        thread.pending.append(pending)
        self.pending.append(pending)
        into.rows.add(thread_id)
        into.pending = True
        into.calls.append(Call(CallKind.NEEDS_YOU, thread_id, pending.wants))
        return pending

    def approval_asked(self, request: ApprovalRequest, into: Change | None = None) -> PendingApproval:
        """Add a request for approval behind those that wait; the marks go into `into`."""
        change = Change() if into is None else into
        return self.asked(request.thread_id, partial(pending_approval, request), change)

    def said_elsewhere(self, thread_id: str, turn_id: str, item_id: str) -> Change:
        """Add a line below a prompt that another client of the same server has sent."""
        change = Change()
        text = "From another client of this server"
        notice(self.thread(thread_id), change, f"client:{item_id}", turn_id, text, level=NoticeLevel.DIM)
        return change

    def goes_on(self, thread_id: str, turn_id: str, text: str) -> Change:
        """Add a line on what a turn that was interrupted has left running; `text` must be sanitised."""
        change = Change()
        thread = self.thread(thread_id)
        turn = turn_id or thread.last_turn_id or ""
        notice(thread, change, f"background:{turn}", turn, text, level=NoticeLevel.WARNING)
        return change

    def aside(self, thread_id: str, title: str) -> Change:
        """Begin the fork of a `/side` question with a line about it; `title` is that of its parent."""
        change = Change(list_changed=True)
        thread = self.thread(thread_id)
        text = (
            f"Asked aside of \u201c{title}\u201d: the agent knows that thread, may only read, and nothing of "
            "this is kept."
        )
        notice(thread, change, f"aside:{thread_id}", "", text, level=NoticeLevel.DIM)
        return change

    def answered(self, key: int, answer: object) -> Change:
        """Remove a request that the person has answered here, and say so in its thread."""
        change = Change()
        for pending in [each for each in self.pending if each.key == key]:
            self._drop([pending], change)
            self._endings.answered(pending, answer, change)
        return change

    def approved_denied(self, thread_id: str, item_id: str) -> Change:
        """Say that the person has approved what the reviewer denied on a line."""
        change = Change()
        thread = self.thread(thread_id)
        if thread.denied.pop(item_id, None) is not None:
            text = "You approved what the reviewer denied; the agent reads it with its next step"
            turn = thread.active_turn_id or thread.last_turn_id or ""
            notice(thread, change, f"approved:{item_id}", turn, text, level=NoticeLevel.DIM)
        return change

    def withdrawn(self, key: int) -> Change:
        """Remove a request that no longer takes an answer. An event that may still come says why."""
        change = Change()
        gone = [each for each in self.pending if each.key == key]
        self._drop(gone, change)
        self._endings.withdrawn(gone)
        return change

    def disconnected(self) -> Change:
        """Remove all that waits: the connection was closed here, and nothing was answered by that."""
        change = Change()
        self._drop(list(self.pending), change)
        self._endings.unsaid.clear()
        return change

    def rows(self, query: str = "", show_archived: bool = False) -> list[ThreadState]:
        """List the threads: newest first, forks under their parent.

        `query` matches name, preview and directory. Threads of sub-agents are not listed. The list is to be
        read: the same one is returned, longer after `list_grew`, until something else changes.
        """
        return self._rows.find(query, show_archived=show_archived)

    def kept_fork(self, fork: Fork) -> Change:
        """Take what is remembered of a fork; one that no list of the server has gets a row by that.

        What the server has said meanwhile holds.
        """
        change = Change()
        thread = self.threads.get(fork.thread)
        if thread is None:
            if fork.begun:
                return change
            thread = self._listed(fork.thread)
            thread.preview, thread.recency_at, thread.unbegun = sanitise_line(fork.title), fork.at, True
            thread.set_cwd(fork.directory)
        thread.kept_here = True
        thread.forked_from = thread.forked_from or fork.parent
        if thread.fork_point == NO_POINT:
            thread.fork_point = ForkPoint(fork.turn_id, fork.turn, sanitise_line(fork.parent_title))
        change.rows.add(thread.id)
        change.list_changed = True
        self._rows.reorder()
        return change

    def shown_rows(self) -> list[ThreadState]:
        """List the threads that the screen shows, in its order."""
        ui = self.ui
        first = ui.directory if ui.directory_first else ""
        rows = self._rows.find(ui.filter, show_archived=ui.archived_shown, directory=first)
        return within(ui.directory, rows, besides=ui.open_thread_id) if ui.directory_only else rows

    @property
    def open_thread(self) -> ThreadState | None:
        """The thread on the screen; None while its first prompt has not been sent."""
        open_id = self.ui.open_thread_id
        return None if open_id is None else self.threads.get(open_id)

    def show(self, thread_id: str | None) -> Change:
        """Set the thread that is open on the screen; while it is open, all that it does counts as seen."""
        self.ui.open_thread_id = thread_id
        if thread_id is None:
            return Change()
        self._shown.pop(thread_id, None)
        self._shown[thread_id] = None
        change = self.seen(thread_id)
        thread = self.threads.get(thread_id)
        if thread is not None and not thread.queue_read:
            change.rows.add(thread_id)
        if thread is not None and thread.cut:
            thread.cut = False
            change.rows.add(thread_id)
        return change

    def tidy(self) -> Change:
        """Forget the conversations shown longest ago when all take more than `memory.most_bytes`.

        Call it only while connected: a forgotten conversation is read from the server again.
        """
        shown = [thread for thread_id in self._shown if (thread := self.threads.get(thread_id)) is not None]
        others = [thread for thread in shown if thread.id != self.ui.open_thread_id]
        here = sum([thread.items.kept_bytes for thread in shown if thread.id == self.ui.open_thread_id])
        return Change(structure=forget_least_shown(others, max(0, self.memory.most_bytes - here)))

    def seen(self, thread_id: str) -> Change:
        """Clear `unseen`: the person has seen how the thread's last turn ended."""
        thread = self.threads.get(thread_id)
        if thread is None or not thread.unseen:
            return Change()
        thread.unseen = False
        return Change(rows={thread_id})

    def connection_lost(self, message: str, *, goes_on: bool = False) -> Change:
        """Close all that is open in any thread: the server is gone and will complete none of it.

        With `goes_on` it is not gone: what runs there is not cut, and is read again once there is a
        connection.
        """
        change = Change(status=True, list_changed=True)
        self._rows.reorder()
        cut = {thread.id for thread in self.threads.values() if thread.needs_person or thread.active_turn_id}
        self._drop(list(self.pending), change)
        self._endings.unsaid.clear()
        text = sanitise_line(message)
        for thread in self.threads.values():
            # The server keeps it over a restart, and another client may change it meanwhile.
            thread.queue_read = False
            if not (thread.loaded or thread.open_ids or thread.id in cut):
                continue
            if goes_on:
                self._left_running(thread, change)
                continue
            thread.cut |= thread.id in cut
            if thread.id in cut and not thread.sub_agent:
                change.calls.append(Call(CallKind.FAILED, thread.id, text))
            given_up(thread, change, thread.active_turn_id or "")
            close_all(thread, change)
            turn = thread.turns.get(thread.active_turn_id or "")
            if turn is not None:
                turn.phase = TurnPhase.INTERRUPTED
                turn.completed_at_ms = int(self.clock() * 1000)
                notice(thread, change, f"interrupted:{turn.id}", turn.id, text, level=NoticeLevel.ERROR)
            thread.active_turn_id = None
            thread.loaded = thread.system_error = False
            if thread.ephemeral:
                thread.read_only = "The server has kept nothing of this thread. What is shown can be copied."
            thread.waiting_on_approval = thread.waiting_on_input = False
            change.rows.add(thread.id)
        return change

    def _left_running(self, thread: ThreadState, change: Change) -> None:
        thread.stale, thread.history_loaded = True, False
        thread.active_turn_id = None
        thread.loaded = thread.waiting_on_approval = thread.waiting_on_input = False
        change.rows.add(thread.id)

    @property
    def rate_limit_percent(self) -> int | None:
        """The used percentage of the account's fullest window; None until the server sends one."""
        return None if self.rate_limit is None else self.rate_limit.used_percent

    # What the fold calls

    def serial(self) -> int:
        """Return a number never given before."""
        self._serial += 1
        return self._serial

    def used(self, thread: ThreadState, at: float, change: Change) -> None:
        """Note that a thread was used: it moves up in the list."""
        if at > thread.recency_at:
            thread.recency_at = at
            change.list_changed = True

    def forget(self, thread_id: str, change: Change) -> None:
        """Drop a thread that is deleted."""
        thread = self.threads.pop(thread_id, None)
        if thread is not None:
            self._rows.forget()
            self._drop(list(thread.pending), change)
            change.structure.add(thread_id)
            change.list_changed = True

    def drop_pending(self, thread: ThreadState, turn_id: str, change: Change) -> None:
        """Drop what waits in a turn that is over, and say so."""
        gone = [each for each in (*thread.pending, *self._endings.unsaid) if each.turn_id == turn_id]
        self._drop([each for each in gone if each in thread.pending], change)
        for pending in gone:
            self._endings.turn_over(pending, change)

    def renew_pending(self, thread: ThreadState, item_id: str, change: Change) -> None:
        """Renew what waits about an item: it came after its request, or its content changed."""
        for at, pending in enumerate(thread.pending):
            if pending.item_id != item_id:
                continue
            renewed = pending.renewed(thread)
            if renewed != pending:
                thread.pending[at] = renewed
                self.pending[self.pending.index(pending)] = renewed
                change.rows.add(thread.id)
                change.pending = True

    def resolved(self, thread_id: str, request_id: int | str, change: Change) -> None:
        """Drop the request that has its answer. One that was not answered here was answered elsewhere."""
        thread = self.thread(thread_id)
        for pending in (*thread.pending, *self._endings.unsaid):
            if pending.thread_id == thread_id and pending.request_id == request_id:
                self._drop([pending] if pending in thread.pending else [], change)
                self._endings.answered_elsewhere(pending, change)
        change.rows.add(thread_id)

    def warn(self, text: str, change: Change, *, about: str = "the server", detail: str = "") -> None:
        """Keep a warning of the server, and tell it once: unless its text is among the last 100 told."""
        self.warnings.add(ServerWarning(about, text, self.clock(), detail))
        if text in self._shown_warnings:
            return
        self._shown_warnings[text] = None
        if len(self._shown_warnings) > _WARNINGS_KEPT:
            del self._shown_warnings[next(iter(self._shown_warnings))]
        change.notices.append(text)

    def _listed(self, thread_id: str) -> ThreadState:
        # Not `thread()`: what that makes counts as used now, and a row of the list may be years old.
        thread = self.threads.get(thread_id)
        if thread is None:
            thread = self.threads[thread_id] = ThreadState(thread_id, items=Items(memory=self.memory))
        return thread

    def _drop(self, requests: list[PendingRequest], change: Change) -> None:
        for pending in requests:
            self.pending.remove(pending)
            thread = self.threads.get(pending.thread_id)
            if thread is not None and pending in thread.pending:
                thread.pending.remove(pending)
            change.rows.add(pending.thread_id)
            change.pending = True
