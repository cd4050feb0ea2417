"""Folds the events of turns: started, completed, failed, and what concerns a turn as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .calls import Call, CallKind
from .denials import denial
from .edits import close_turn, put
from .failures import break_detail, failure_detail, failure_text, is_http_error
from .items import ItemStatus, NoticeLevel, Plan, PlanStep
from .json_text import one_line
from .retries import given_up, recovered, retrying
from .sanitise import sanitise, sanitise_line
from .threads import Tokens, TurnPhase, TurnState

if TYPE_CHECKING:
    from codex_app_server.generated import v2_all as v2

    from .change import Change
    from .folding import Folding
    from .threads import ThreadState

_PHASES = {phase.value: phase for phase in TurnPhase}


def turn_started(folding: Folding, event: v2.TurnStartedNotification) -> None:
    """Fold `turn/started`: the thread has a running turn. A turn that has ended does not run again."""
    thread = folding.thread(event.thread_id)
    # A review announces a turn of its own, but its items and its end carry the root's id.
    turn_id = event.turn.id if folding.is_replay else event.turn.root_turn_id or event.turn.id
    turn = _turn(thread, turn_id)
    if not turn.is_running:
        return
    # The server's time has seconds only; the notification's has milliseconds.
    turn.started_at_ms = _ms(event.turn.started_at) if folding.is_replay else folding.at_ms
    thread.active_turn_id = turn_id
    thread.last_turn_id = turn_id
    thread.system_error = False
    if not folding.is_replay:
        thread.loaded = True
        thread.unseen = thread.cut = False
        folding.store.used(thread, folding.at_ms / 1000, folding.change)
    folding.row(thread)


def turn_completed(folding: Folding, event: v2.TurnCompletedNotification) -> None:
    """Fold `turn/completed`: it has a summary only, since the items have come one by one."""
    thread = folding.thread(event.thread_id)
    turn = _turn(thread, event.turn.id)
    turn.phase = _PHASES.get(str(event.turn.status), TurnPhase.COMPLETED)
    turn.duration_ms = event.turn.duration_ms
    turn.completed_at_ms = _ms(event.turn.completed_at) if folding.is_replay else folding.at_ms
    if turn.started_at_ms is None:
        turn.started_at_ms = _ms(event.turn.started_at)
    error = event.turn.error
    if turn.phase is TurnPhase.COMPLETED:
        recovered(thread, folding.change, turn.id)
    else:
        given_up(thread, folding.change, turn.id)
    close_turn(thread, folding.change, turn.id, commands_live=not folding.is_replay)
    if error is not None:
        _fail(folding, thread, turn, error)
    elif turn.phase is TurnPhase.INTERRUPTED and folding.is_replay and thread.read_only:
        _runs_elsewhere(folding, thread, turn)
    elif turn.phase is TurnPhase.INTERRUPTED:
        # Live the beginning of the answer stays on the screen; with it this notice is not replaced.
        lacks = "The history has no answer that was cut off: the server keeps whole ones."
        folding.notice(
            thread.id,
            f"interrupted:{turn.id}",
            turn.id,
            "Interrupted",
            level=NoticeLevel.WARNING,
            detail=lacks if folding.is_replay else "",
        )
    elif turn.phase is TurnPhase.FAILED and not turn.error:
        turn.error = "The turn failed without a word from the server."
        folding.notice(thread.id, f"error:{turn.id}", turn.id, turn.error, level=NoticeLevel.ERROR)
    if thread.active_turn_id in (turn.id, event.turn.root_turn_id):
        thread.active_turn_id = None
    if not folding.is_replay:
        # The requests of a turn that is over take no answer; the server says so a moment later.
        folding.store.drop_pending(thread, turn.id, folding.change)
        thread.waiting_on_approval = thread.waiting_on_input = False
        thread.unseen = folding.store.ui.open_thread_id != thread.id
        folding.store.used(thread, folding.at_ms / 1000, folding.change)
        _call(folding.change, thread, turn)
    folding.row(thread)


def error(folding: Folding, event: v2.ErrorNotification) -> None:
    """Fold `error`: a retry, or the reason why the turn is about to fail."""
    thread = folding.thread(event.thread_id)
    if event.will_retry:
        text = failure_text(event.error)
        detail = break_detail(event.error)
        answered = is_http_error(event.error)
        retrying(thread, folding.change, event.turn_id, text, detail, answered=answered)
        return
    given_up(thread, folding.change, event.turn_id)
    _fail(folding, thread, _turn(thread, event.turn_id), event.error)


def plan_updated(folding: Folding, event: v2.TurnPlanUpdatedNotification) -> None:
    """Fold `turn/plan/updated`: a turn has one checklist, which each event replaces."""
    thread = folding.thread(event.thread_id)
    turn = thread.turns.get(event.turn_id)
    over = turn is not None and not turn.is_running
    recovered(thread, folding.change, event.turn_id)
    item = Plan(
        f"plan:{event.turn_id}",
        event.turn_id,
        status=ItemStatus.COMPLETED if over else ItemStatus.RUNNING,
        started_at_ms=folding.at_ms,
        explanation=sanitise(event.explanation or ""),
        steps=tuple(PlanStep(sanitise_line(step.step), str(step.status)) for step in event.plan),
    )
    put(thread, folding.change, item)
    folding.row(thread)


def diff_updated(folding: Folding, event: v2.TurnDiffUpdatedNotification) -> None:
    """Fold `turn/diff/updated`: the diff of the whole turn, sent again after every answer of the model."""
    thread = folding.thread(event.thread_id)
    folding.store.memory.diffs.keep(thread.id, _turn(thread, event.turn_id), event.diff)


def token_usage(folding: Folding, event: v2.ThreadTokenUsageUpdatedNotification) -> None:
    """Fold `thread/tokenUsage/updated`: the tokens of the last answer are those in the context."""
    thread = folding.thread(event.thread_id)
    thread.context_used = event.token_usage.last.total_tokens
    thread.context_window = event.token_usage.model_context_window
    total = event.token_usage.total
    thread.tokens = Tokens(
        total.input_tokens, total.cached_input_tokens, total.output_tokens, total.reasoning_output_tokens
    )
    folding.row(thread)


def model_rerouted(folding: Folding, event: v2.ModelReroutedNotification) -> None:
    """Fold `model/rerouted`."""
    text = f"{event.to_model} answers instead of {event.from_model} ({event.reason})"
    text = sanitise_line(text)
    item_id = f"rerouted:{event.turn_id}"
    folding.warned("model", text, thread_id=event.thread_id)
    folding.notice(event.thread_id, item_id, event.turn_id, text, level=NoticeLevel.WARNING)


def model_verification(folding: Folding, event: v2.ModelVerificationNotification) -> None:
    """Fold `model/verification`: the model asks for a verified account."""
    wanted = ", ".join(str(each) for each in event.verifications)
    text = sanitise_line(f"The model asks for a verification: {wanted}")
    item_id = f"verification:{event.turn_id}"
    folding.warned("model", text, thread_id=event.thread_id)
    folding.notice(event.thread_id, item_id, event.turn_id, text, level=NoticeLevel.WARNING)


def safety_buffering(folding: Folding, event: v2.ModelSafetyBufferingUpdatedNotification) -> None:
    """Fold `model/safetyBuffering/updated`: the answer is held back while it is checked."""
    if not event.show_buffering_ui:
        return
    text = sanitise_line(f"{event.model} is checked before it is shown")
    if event.faster_model:
        text += sanitise_line(f"; {event.faster_model} would be faster")
    item_id = f"buffering:{event.turn_id}"
    folding.notice(event.thread_id, item_id, event.turn_id, text, level=NoticeLevel.DIM)


def auth_recovery(folding: Folding, event: v2.AuthRecoveryNotification) -> None:
    """Fold `modelProvider/authRecoveryStarted` and `...Completed` into one line, which each replaces."""
    item_id = f"auth:{event.turn_id}"
    text = sanitise_line(f"{event.provider}: {event.message}")
    folding.notice(event.thread_id, item_id, event.turn_id, text, level=NoticeLevel.DIM)


def compacted(folding: Folding, event: v2.ContextCompactedNotification) -> None:
    """Fold `thread/compacted`, which older servers send instead of an item."""
    item_id = f"compacted:{event.turn_id}"
    text = "The context was compacted"
    folding.notice(event.thread_id, item_id, event.turn_id, text, level=NoticeLevel.DIM)


def hook_started(folding: Folding, event: v2.HookStartedNotification) -> None:
    """Fold `hook/started`."""
    _hook(folding, event.thread_id, event.turn_id, event.run, ItemStatus.RUNNING)


def hook_completed(folding: Folding, event: v2.HookCompletedNotification) -> None:
    """Fold `hook/completed`."""
    failed = str(event.run.status) in ("failed", "blocked", "stopped")
    status = ItemStatus.FAILED if failed else ItemStatus.COMPLETED
    _hook(folding, event.thread_id, event.turn_id, event.run, status)


def auto_review_started(folding: Folding, event: v2.ItemGuardianApprovalReviewStartedNotification) -> None:
    """Fold `item/autoApprovalReview/started`: the server's own reviewer examines an approval."""
    text = f"The reviewer looks at: {_act(event.action)}"
    item_id = f"review:{event.review_id}"
    folding.notice(
        event.thread_id, item_id, event.turn_id, text, level=NoticeLevel.DIM, status=ItemStatus.RUNNING
    )


def auto_review_completed(
    folding: Folding, event: v2.ItemGuardianApprovalReviewCompletedNotification
) -> None:
    """Fold `item/autoApprovalReview/completed`."""
    status = str(event.review.status)
    risk = f", {event.review.risk_level} risk" if event.review.risk_level else ""
    text = sanitise_line(f"The reviewer says {status}{risk}: ") + _act(event.action)
    approved = status == "approved"
    if status == "denied" and not folding.is_replay:
        folding.thread(event.thread_id).denied[f"review:{event.review_id}"] = denial(event)
    folding.notice(
        event.thread_id,
        f"review:{event.review_id}",
        event.turn_id,
        text,
        level=NoticeLevel.DIM if approved else NoticeLevel.WARNING,
        detail=sanitise(event.review.rationale or ""),
    )


def strict_review(folding: Folding, event: v2.StrictReviewRequiredNotification) -> None:
    """Fold `autoApprovalReview/strictReviewRequired`."""
    text = "The reviewer looks at every step of this turn"
    item_id = f"strict-review:{event.turn_id}"
    folding.notice(event.thread_id, item_id, event.turn_id, text, level=NoticeLevel.DIM)


def _act(action: v2.GuardianApprovalReviewAction) -> str:
    said = action.model_dump(mode="json")
    for name in ("command", "argv", "files", "target", "tool_name", "stdin"):
        value = said.get(name)
        if isinstance(value, list):
            return sanitise_line(" ".join(str(each) for each in value))
        if isinstance(value, str) and value:
            return sanitise_line(value)
    return one_line({key: value for key, value in said.items() if value is not None})


def _hook(
    folding: Folding, thread_id: str, turn_id: str | None, run: v2.HookRunSummary, status: ItemStatus
) -> None:
    text = f"hook {run.event_name}"
    if status is ItemStatus.FAILED:
        text += f" {run.status}"
    if run.status_message:
        text += f": {run.status_message}"
    detail = "\n".join(entry.text for entry in run.entries)
    level = NoticeLevel.WARNING if status is ItemStatus.FAILED else NoticeLevel.DIM
    folding.notice(
        thread_id,
        f"hook:{run.id}",
        turn_id,
        sanitise_line(text),
        level=level,
        detail=sanitise(detail),
        status=status,
    )


def _runs_elsewhere(folding: Folding, thread: ThreadState, turn: TurnState) -> None:
    """Note a turn of a thread that another server holds: one that it runs looks interrupted from here.

    One that was interrupted there has its end in the history, and one that still runs has none.
    """
    if turn.completed_at_ms is None:
        turn.phase = TurnPhase.ELSEWHERE
        text = "Runs in the program that holds this thread"
        folding.notice(thread.id, f"elsewhere:{turn.id}", turn.id, text, level=NoticeLevel.DIM)
        return
    folding.notice(thread.id, f"interrupted:{turn.id}", turn.id, "Interrupted", level=NoticeLevel.WARNING)


def _fail(folding: Folding, thread: ThreadState, turn: TurnState, error: v2.TurnError) -> None:
    turn.error = failure_text(error)
    detail = failure_detail(error)
    item_id = f"error:{turn.id}"
    folding.notice(thread.id, item_id, turn.id, turn.error, level=NoticeLevel.ERROR, detail=detail)


def _call(change: Change, thread: ThreadState, turn: TurnState) -> None:
    """Call for the end of a turn, unless a person has interrupted it or another agent waits for it."""
    kind = {TurnPhase.COMPLETED: CallKind.DONE, TurnPhase.FAILED: CallKind.FAILED}.get(turn.phase)
    if kind is not None and not thread.sub_agent:
        change.calls.append(Call(kind, thread.id, turn.error.partition("\n")[0]))


def _turn(thread: ThreadState, turn_id: str) -> TurnState:
    turn = thread.turns.get(turn_id)
    if turn is None:
        turn = thread.turns[turn_id] = TurnState(turn_id)
        thread.last_turn_id = turn_id
    return turn


def _ms(seconds: int | None) -> int | None:
    return None if seconds is None else seconds * 1000
