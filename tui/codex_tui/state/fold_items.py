"""Folds the events of items: started, grown, completed. What `item/completed` says is final."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .convert_items import converted
from .edits import (
    close_streams,
    part_key,
    put,
    stream_output,
    stream_text,
    touched,
)
from .items import (
    AgentMessage,
    Command,
    FileChange,
    GrowingText,
    Item,
    Notice,
    NoticeLevel,
    Plan,
    Reasoning,
    ToolCall,
    UserMessage,
)
from .patches import patches
from .retries import recovered
from .sanitise import sanitise, sanitise_line

if TYPE_CHECKING:
    from codex_app_server.generated import v2_all as v2

    from .folding import Folding
    from .threads import ThreadState


def item_started(folding: Folding, event: v2.ItemStartedNotification) -> None:
    """Fold `item/started`."""
    thread = folding.thread(event.thread_id)
    item = converted(event.item, event.turn_id, running=True)
    item.started_at_ms = event.started_at_ms
    _before(folding, thread, item)
    item = _by_reviewer(thread, event.item, item)
    known = thread.item(item.id)
    if known is not None:
        if not known.is_open:
            return
        known.started_at_ms = item.started_at_ms
        _keep_grown(known, item)
    put(thread, folding.change, item)
    folding.store.renew_pending(thread, item.id, folding.change)


def item_completed(folding: Folding, event: v2.ItemCompletedNotification) -> None:
    """Fold `item/completed`: its content replaces what deltas brought."""
    thread = folding.thread(event.thread_id)
    item = converted(event.item, event.turn_id, running=False)
    _before(folding, thread, item)
    item = _by_reviewer(thread, event.item, item)
    known = thread.item(item.id)
    unrecorded = getattr(event.item, "aggregated_output", None) is None
    if unrecorded and isinstance(known, Command) and isinstance(item, Command):
        # The server has no record of the output: the streamed output stays.
        item.output = known.output
    if isinstance(item, Reasoning):
        began = known.started_at_ms if known is not None else None
        if began is not None and event.completed_at_ms >= began:
            item.duration_ms = event.completed_at_ms - began
    put(thread, folding.change, item)


def agent_message_delta(folding: Folding, event: v2.AgentMessageDeltaNotification) -> None:
    """Fold `item/agentMessage/delta`."""
    thread = folding.thread(event.thread_id)
    item = thread.items.get(event.item_id)
    if not isinstance(item, AgentMessage):
        if item is not None:
            return
        item = AgentMessage(event.item_id, event.turn_id)
        _begin(folding, thread, item)
    if not item.is_open:
        return
    stream_text(thread, event.item_id, item.text, event.delta)
    item.revision += 1
    folding.change.touch(thread.id, event.item_id)


def plan_delta(folding: Folding, event: v2.PlanDeltaNotification) -> None:
    """Fold `item/plan/delta`: a proposed plan, in Markdown."""
    thread = folding.thread(event.thread_id)
    item = thread.item(event.item_id)
    if item is None:
        item = Plan(event.item_id, event.turn_id)
        _begin(folding, thread, item)
    if isinstance(item, Plan) and item.is_open:
        stream_text(thread, event.item_id, item.text, event.delta)
        touched(thread, folding.change, item)


def reasoning_part_added(folding: Folding, event: v2.ReasoningSummaryPartAddedNotification) -> None:
    """Fold `item/reasoning/summaryPartAdded`."""
    thread = folding.thread(event.thread_id)
    item = _reasoning(folding, thread, event.item_id, event.turn_id)
    if item is not None:
        _part(item.summary, event.summary_index)
        touched(thread, folding.change, item)


def reasoning_summary_delta(folding: Folding, event: v2.ReasoningSummaryTextDeltaNotification) -> None:
    """Fold `item/reasoning/summaryTextDelta`."""
    thread = folding.thread(event.thread_id)
    item = _reasoning(folding, thread, event.item_id, event.turn_id)
    if item is not None:
        part = _part(item.summary, event.summary_index)
        stream_text(thread, part_key(item.id, "s", event.summary_index), part, event.delta)
        touched(thread, folding.change, item)


def reasoning_text_delta(folding: Folding, event: v2.ReasoningTextDeltaNotification) -> None:
    """Fold `item/reasoning/textDelta`: the raw reasoning, where the model shows it."""
    thread = folding.thread(event.thread_id)
    item = _reasoning(folding, thread, event.item_id, event.turn_id)
    if item is not None:
        part = _part(item.content, event.content_index)
        stream_text(thread, part_key(item.id, "c", event.content_index), part, event.delta)
        touched(thread, folding.change, item)


def command_output_delta(folding: Folding, event: v2.CommandExecutionOutputDeltaNotification) -> None:
    """Fold `item/commandExecution/outputDelta`; it may come after its turn has ended."""
    thread = folding.thread(event.thread_id)
    item = thread.item(event.item_id)
    if item is None:
        item = Command(event.item_id, event.turn_id)
        _begin(folding, thread, item)
    if isinstance(item, Command) and item.is_open:
        stream_output(thread, item, event.delta)
        touched(thread, folding.change, item)


def terminal_interaction(folding: Folding, event: v2.TerminalInteractionNotification) -> None:
    """Fold `item/commandExecution/terminalInteraction`: the agent typed into a running command."""
    if not event.stdin:
        # Polling a command for output is an interaction without input.
        return
    item_id = f"stdin:{event.item_id}:{folding.serial()}"
    folding.notice(
        event.thread_id,
        item_id,
        event.turn_id,
        f"typed into the command: {sanitise_line(event.stdin)}",
        level=NoticeLevel.DIM,
    )


def patch_updated(folding: Folding, event: v2.FileChangePatchUpdatedNotification) -> None:
    """Fold `item/fileChange/patchUpdated`."""
    thread = folding.thread(event.thread_id)
    item = thread.item(event.item_id)
    if item is None:
        item = FileChange(event.item_id, event.turn_id)
        _begin(folding, thread, item)
    if isinstance(item, FileChange) and item.is_open:
        item.changes = patches(event.changes)
        touched(thread, folding.change, item)
        folding.store.renew_pending(thread, item.id, folding.change)


def mcp_progress(folding: Folding, event: v2.McpToolCallProgressNotification) -> None:
    """Fold `item/mcpToolCall/progress`."""
    thread = folding.thread(event.thread_id)
    item = thread.item(event.item_id)
    if isinstance(item, ToolCall) and item.is_open:
        said = sanitise(event.message)
        item.output = f"{item.output}\n{said}" if item.output else said
        touched(thread, folding.change, item)


def _before(folding: Folding, thread: ThreadState, item: Item) -> None:
    """Update the rest of the turn for a new item: end its retry, close the streams that a prompt cut off."""
    # Only a new item of the model shows that it answers again. A prompt that steers, a notice about the turn
    # and the end of a command that ran all the while do not.
    is_new = not thread.items.knows(item.id)
    if is_new and not isinstance(item, (UserMessage, Notice)):
        recovered(thread, folding.change, item.turn_id)
    # A prompt within a turn steers it: the server has aborted what the model was saying.
    if is_new and isinstance(item, UserMessage):
        close_streams(thread, folding.change, item.turn_id)
        if not thread.preview or (thread.unbegun and not folding.is_replay):
            # A fork is called like its parent until it has words of its own.
            thread.preview = item.text
            thread.unbegun = False
            folding.row(thread)


def _by_reviewer(thread: ThreadState, said: v2.ThreadItem, item: Item) -> Item:
    """Return a prompt within a review as a notice: the server wrote it, and the person did not."""
    if said.type in ("enteredReviewMode", "exitedReviewMode"):
        thread.review_turn_id = item.turn_id if said.type == "enteredReviewMode" else None
    if not isinstance(item, UserMessage) or item.turn_id != thread.review_turn_id:
        return item
    text = "The server asked the reviewer"
    return Notice(item.id, item.turn_id, text=text, detail=item.text, status=item.status)


def _begin(folding: Folding, thread: ThreadState, item: Item) -> None:
    """Add the item that a delta belongs to, when no `item/started` has come for it."""
    item.started_at_ms = folding.at_ms
    _before(folding, thread, item)
    put(thread, folding.change, item)


def _keep_grown(known: Item, said: Item) -> None:
    """Keep what deltas brought before `item/started`."""
    if isinstance(known, (AgentMessage, Plan)) and isinstance(said, (AgentMessage, Plan)):
        if known.text.value:
            said.text = known.text
    elif isinstance(known, Command) and isinstance(said, Command):
        said.output = known.output
    elif isinstance(known, Reasoning) and isinstance(said, Reasoning):
        said.summary = known.summary or said.summary
        said.content = known.content or said.content


def _reasoning(folding: Folding, thread: ThreadState, item_id: str, turn_id: str) -> Reasoning | None:
    item = thread.item(item_id)
    if item is None:
        item = Reasoning(item_id, turn_id)
        _begin(folding, thread, item)
    return item if isinstance(item, Reasoning) and item.is_open else None


def _part(parts: list[GrowingText], index: int) -> GrowingText:
    # A server that counts wrongly must not make us allocate without end.
    index = max(0, min(index, len(parts) + 64))
    while len(parts) <= index:
        parts.append(GrowingText())
    return parts[index]
