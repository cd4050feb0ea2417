"""Folds the events of threads as a whole: started, renamed, archived, their status and settings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .edits import close_all
from .items import NoticeLevel
from .json_text import union_word
from .sanitise import sanitise, sanitise_line
from .settings import ThreadSettings, approval_word, profile_word, sandbox_word

if TYPE_CHECKING:
    from codex_app_server.generated import v2_all as v2

    from .folding import Folding
    from .threads import ThreadState


def thread_started(folding: Folding, event: v2.ThreadStartedNotification) -> None:
    """Fold `thread/started`."""
    thread = folding.thread(event.thread.id)
    merge_thread(thread, event.thread)
    thread.loaded = True
    if is_new(event.thread):
        thread.history_loaded = True
    folding.change.list_changed = True
    folding.row(thread)


def status_changed(folding: Folding, event: v2.ThreadStatusChangedNotification) -> None:
    """Fold `thread/status/changed`."""
    if event.status.type == "notLoaded" and event.thread_id not in folding.store.threads:
        # Such as a question aside, which was dropped here before.
        return
    thread = folding.thread(event.thread_id)
    set_status(thread, event.status)
    if event.status.type == "notLoaded":
        close_all(thread, folding.change)
    folding.row(thread)


def name_updated(folding: Folding, event: v2.ThreadNameUpdatedNotification) -> None:
    """Fold `thread/name/updated`."""
    thread = folding.thread(event.thread_id)
    thread.name = sanitise_line(event.thread_name) if event.thread_name else None
    folding.row(thread)


def archived(folding: Folding, event: v2.ThreadArchivedNotification) -> None:
    """Fold `thread/archived`; the server unloads the thread."""
    thread = folding.thread(event.thread_id)
    thread.archived = True
    _unloaded(folding, thread)
    folding.change.list_changed = True


def unarchived(folding: Folding, event: v2.ThreadUnarchivedNotification) -> None:
    """Fold `thread/unarchived`; the thread is not loaded until it is resumed."""
    thread = folding.thread(event.thread_id)
    thread.archived = False
    thread.loaded = False
    folding.change.list_changed = True
    folding.row(thread)


def deleted(folding: Folding, event: v2.ThreadDeletedNotification) -> None:
    """Fold `thread/deleted`."""
    folding.store.forget(event.thread_id, folding.change)


def closed(folding: Folding, event: v2.ThreadClosedNotification) -> None:
    """Fold `thread/closed`: the server has unloaded the thread."""
    if event.thread_id not in folding.store.threads:
        return
    _unloaded(folding, folding.thread(event.thread_id))


def reverted(folding: Folding, event: v2.ThreadRevertedNotification) -> None:
    """Fold `thread/reverted`: it does not say how far, so the history must be read again."""
    thread = folding.thread(event.thread_id)
    thread.stale = True
    thread.history_loaded = False
    folding.change.structure.add(thread.id)
    folding.row(thread)


def settings_updated(folding: Folding, event: v2.ThreadSettingsUpdatedNotification) -> None:
    """Fold `thread/settings/updated`."""
    thread = folding.thread(event.thread_id)
    settings = event.thread_settings
    thread.model = sanitise_line(settings.model)
    thread.effort = sanitise_line(str(settings.effort)) if settings.effort is not None else None
    thread.set_cwd(settings.cwd)
    thread.sandbox = sandbox_word(settings.sandbox_policy)
    thread.approval_policy = approval_word(settings.approval_policy)
    thread.profile = profile_word(settings.active_permission_profile)
    thread.reviewer = sanitise_line(str(settings.approvals_reviewer))
    thread.mode = sanitise_line(str(settings.collaboration_mode.mode))
    if not thread.chosen_unsent:
        # Another client may have chosen meanwhile: what it chose holds, also when the thread is resumed.
        thread.chosen = thread.chosen.where_still(
            ThreadSettings(
                model=thread.model,
                effort=thread.effort,
                sandbox=thread.sandbox,
                approval_policy=thread.approval_policy,
                profile=thread.profile,
                reviewer=thread.reviewer,
                mode=thread.mode,
            )
        )
    folding.row(thread)


_UNKNOWN_MODEL = re.compile(r"Model metadata for .* not found")


def warning(folding: Folding, event: v2.WarningNotification) -> None:
    """Fold `warning`, of a thread or of the whole server."""
    text = sanitise(event.message)
    if _UNKNOWN_MODEL.match(text):
        text += (
            " The model may be newer than this server, which then gives it fewer tools and another context: "
            "codex-tui --codex-bin PATH runs a codex that knows it."
        )
    if event.thread_id is None:
        folding.store.warn(text, folding.change)
        return
    folding.warned("a thread", text, thread_id=event.thread_id)
    _warn(folding, event.thread_id, text)


def guardian_warning(folding: Folding, event: v2.GuardianWarningNotification) -> None:
    """Fold `guardianWarning`: a warning of the server's reviewer of approvals."""
    text = sanitise(event.message)
    folding.warned("reviewer of approvals", text, thread_id=event.thread_id)
    _warn(folding, event.thread_id, text)


def goal_updated(folding: Folding, event: v2.ThreadGoalUpdatedNotification) -> None:
    """Fold `thread/goal/updated`: each goal has one line, which is replaced."""
    goal = event.goal
    text = sanitise_line(f"Goal {goal.status}: {goal.objective}")
    item_id = f"goal:{goal.created_at}"
    folding.notice(event.thread_id, item_id, event.turn_id, text, level=NoticeLevel.DIM)


def queue_changed(folding: Folding, event: v2.ThreadQueueChangedNotification) -> None:
    """Fold `thread/queue/changed`: it does not say how, so the queue must be read again."""
    thread = folding.thread(event.thread_id)
    thread.queue_read = False
    folding.change.rows.add(thread.id)


def environment_connected(folding: Folding, event: v2.EnvironmentConnectionNotification) -> None:
    """Fold `thread/environment/connected`."""
    _environment(folding, event, "connected")


def environment_disconnected(folding: Folding, event: v2.EnvironmentConnectionNotification) -> None:
    """Fold `thread/environment/disconnected`."""
    _environment(folding, event, "disconnected")


def request_resolved(folding: Folding, event: v2.ServerRequestResolvedNotification) -> None:
    """Fold `serverRequest/resolved`: a request has its answer, from here or elsewhere."""
    folding.store.resolved(event.thread_id, event.request_id, folding.change)


def merge_thread(thread: ThreadState, said: v2.Thread) -> None:
    """Copy the fields of a `Thread` of the protocol; a field that it leaves out keeps its value."""
    thread.name = sanitise_line(said.name) if said.name else thread.name
    if not (thread.unbegun and thread.preview):
        # Once it is resumed, the server gives a fork the preview of its parent.
        thread.preview = sanitise(said.preview) or thread.preview
    thread.set_cwd(str(said.cwd))
    if said.git_info is not None and said.git_info.branch:
        thread.branch = sanitise_line(said.git_info.branch)
    recency_at = float(said.recency_at or said.updated_at)
    thread.recency_at = max(thread.recency_at, recency_at) if thread.created_at else recency_at
    thread.created_at = float(said.created_at)
    # The server's list does not say where a fork came from; only the answer to the fork does.
    thread.forked_from = said.forked_from_id or thread.forked_from
    thread.unbegun = thread.unbegun or (said.forked_from_id is not None and not said.preview)
    thread.ephemeral = said.ephemeral
    thread.source = sanitise_line(union_word(said.source))
    thread.sub_agent = said.parent_thread_id is not None or thread.source == "subAgent"
    thread.model = sanitise_line(said.model) if said.model else thread.model
    if said.reasoning_effort is not None:
        thread.effort = sanitise_line(str(said.reasoning_effort))


def is_new(said: v2.Thread) -> bool:
    """Whether a thread has no history, so that reading it would fail; a fork has its parent's."""
    return not said.preview and said.forked_from_id is None


def set_status(thread: ThreadState, status: v2.ThreadStatus) -> None:
    """Set the flags of a status; which turn runs is known from the turns' own events."""
    kind = status.type
    thread.loaded = kind != "notLoaded"
    thread.system_error = kind == "systemError"
    flags = [str(flag) for flag in getattr(status, "active_flags", None) or ()]
    thread.waiting_on_approval = "waitingOnApproval" in flags
    thread.waiting_on_input = "waitingOnUserInput" in flags


def _unloaded(folding: Folding, thread: ThreadState) -> None:
    thread.loaded = False
    thread.waiting_on_approval = thread.waiting_on_input = False
    close_all(thread, folding.change)
    folding.row(thread)


def _warn(folding: Folding, thread_id: str, text: str) -> None:
    # The server repeats warnings; with this id a thread has one line for each text.
    item_id = f"warning:{text}"
    folding.notice(thread_id, item_id, None, text, level=NoticeLevel.WARNING)


def _environment(folding: Folding, event: v2.EnvironmentConnectionNotification, word: str) -> None:
    text = sanitise_line(f"Environment {event.environment_id} {word}")
    item_id = f"environment:{event.environment_id}:{folding.serial()}"
    folding.notice(event.thread_id, item_id, None, text, level=NoticeLevel.DIM)
