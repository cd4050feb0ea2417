"""The table of events: which function folds which notification of the protocol into the state.

`FOLD` and `IGNORED` together name every notification of the pinned server. What a newer one sends besides, or
sends so that it cannot be read, becomes a dim line with its kind if it is content of a conversation; else it
changes nothing here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from codex_app_server import InvalidNotification, UnknownNotification
from codex_app_server.generated import v2_all as v2

from . import fold_connection, fold_items, fold_threads, fold_turns
from .edits import unknown
from .folding import Folding
from .json_text import one_line
from .sanitise import sanitise_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from codex_app_server import Notification

    from .change import Change
    from .folding import FoldedState

FOLD: dict[str, Callable[..., None]] = {
    # items
    "item/started": fold_items.item_started,
    "item/completed": fold_items.item_completed,
    "item/agentMessage/delta": fold_items.agent_message_delta,
    "item/plan/delta": fold_items.plan_delta,
    "item/reasoning/summaryPartAdded": fold_items.reasoning_part_added,
    "item/reasoning/summaryTextDelta": fold_items.reasoning_summary_delta,
    "item/reasoning/textDelta": fold_items.reasoning_text_delta,
    "item/commandExecution/outputDelta": fold_items.command_output_delta,
    "item/commandExecution/terminalInteraction": fold_items.terminal_interaction,
    "item/fileChange/patchUpdated": fold_items.patch_updated,
    "item/mcpToolCall/progress": fold_items.mcp_progress,
    # turns
    "turn/started": fold_turns.turn_started,
    "turn/completed": fold_turns.turn_completed,
    "turn/plan/updated": fold_turns.plan_updated,
    "turn/diff/updated": fold_turns.diff_updated,
    "error": fold_turns.error,
    "thread/tokenUsage/updated": fold_turns.token_usage,
    "thread/compacted": fold_turns.compacted,
    "model/rerouted": fold_turns.model_rerouted,
    "model/verification": fold_turns.model_verification,
    "model/safetyBuffering/updated": fold_turns.safety_buffering,
    "modelProvider/authRecoveryStarted": fold_turns.auth_recovery,
    "modelProvider/authRecoveryCompleted": fold_turns.auth_recovery,
    "hook/started": fold_turns.hook_started,
    "hook/completed": fold_turns.hook_completed,
    "item/autoApprovalReview/started": fold_turns.auto_review_started,
    "item/autoApprovalReview/completed": fold_turns.auto_review_completed,
    "autoApprovalReview/strictReviewRequired": fold_turns.strict_review,
    # threads
    "thread/started": fold_threads.thread_started,
    "thread/status/changed": fold_threads.status_changed,
    "thread/name/updated": fold_threads.name_updated,
    "thread/archived": fold_threads.archived,
    "thread/unarchived": fold_threads.unarchived,
    "thread/deleted": fold_threads.deleted,
    "thread/closed": fold_threads.closed,
    "thread/reverted": fold_threads.reverted,
    "thread/settings/updated": fold_threads.settings_updated,
    "thread/queue/changed": fold_threads.queue_changed,
    "thread/goal/updated": fold_threads.goal_updated,
    "thread/environment/connected": fold_threads.environment_connected,
    "thread/environment/disconnected": fold_threads.environment_disconnected,
    "serverRequest/resolved": fold_threads.request_resolved,
    "warning": fold_threads.warning,
    "guardianWarning": fold_threads.guardian_warning,
    # the connection
    "account/login/completed": fold_connection.login_completed,
    "account/rateLimits/updated": fold_connection.rate_limits_updated,
    "account/gatewayOAuth/changed": fold_connection.gateway_login,
    "mcpServer/startupStatus/updated": fold_connection.mcp_status,
    "mcpServer/oauthLogin/completed": fold_connection.mcp_login,
    "externalAgentConfig/import/completed": fold_connection.import_completed,
    "configWarning": fold_connection.config_warning,
    "deprecationNotice": fold_connection.deprecation,
    "windows/worldWritableWarning": fold_connection.world_writable,
    "windowsSandbox/setupCompleted": fold_connection.windows_sandbox,
}

_REALTIME = "spoken sessions are never started from here"
_OWN_REQUEST = "answers a request that is never sent from here"

IGNORED: dict[str, str] = {
    "account/updated": "which account it is is not shown; the end of a login is told by its own event",
    "thread/readState/changed": "what is unseen is what this screen has not shown",
    "thread/goal/cleared": "comes with every compaction and revert, also where there was no goal",
    "thread/attachment/updated": "attachments of threads are not shown",
    "thread/prediction/updated": _OWN_REQUEST,
    "thread/project/updated": "projects are not shown",
    "project/changed": "projects are not shown",
    "turn/moderationMetadata": "for the provider's own clients; nothing a person can read",
    "item/fileChange/outputDelta": "the words of the patch tool; the item has the patch itself",
    "skills/changed": "skills are read when they are asked for",
    "app/list/updated": "apps are not shown",
    "remoteControl/status/changed": "sent at every start; remote control is not offered",
    "externalAgentConfig/import/progress": "its end is told",
    "mcpServer/event/stream/notification": _OWN_REQUEST,
    "fs/changed": _OWN_REQUEST,
    "command/exec/outputDelta": _OWN_REQUEST,
    "process/outputDelta": _OWN_REQUEST,
    "process/exited": _OWN_REQUEST,
    "fuzzyFileSearch/sessionUpdated": _OWN_REQUEST,
    "fuzzyFileSearch/sessionCompleted": _OWN_REQUEST,
    "thread/realtime/started": _REALTIME,
    "thread/realtime/itemAdded": _REALTIME,
    "thread/realtime/item/started": _REALTIME,
    "thread/realtime/item/transcript/delta": _REALTIME,
    "thread/realtime/item/completed": _REALTIME,
    "thread/realtime/transcript/delta": _REALTIME,
    "thread/realtime/transcript/done": _REALTIME,
    "thread/realtime/outputAudio/delta": _REALTIME,
    "thread/realtime/sdp": _REALTIME,
    "thread/realtime/error": _REALTIME,
    "thread/realtime/closed": _REALTIME,
}
"""Notifications that change nothing in the state, each with the reason."""


def fold(store: FoldedState, event: Notification, change: Change) -> None:
    """Fold one notification into the store and mark `change`; never raises for what the server sends."""
    payload = event.payload
    method = event.method
    at_ms = event.emitted_at_ms
    folding = Folding(store, change, int(store.clock() * 1000) if at_ms is None else at_ms)
    if not isinstance(payload, UnknownNotification):
        function = FOLD.get(method)
        if function is not None:
            function(folding, payload)
            return
        if method in IGNORED:
            return
        said = one_line(payload.model_dump(mode="json"))
    else:
        if isinstance(payload, InvalidNotification) and method in IGNORED:
            return
        said = one_line(payload.params)
    if event.thread_id is None or not _is_content(event):
        return
    thread = folding.thread(event.thread_id)
    unknown(thread, folding.change, f"unknown:{folding.serial()}", sanitise_line(method), said)
    if method == "turn/completed":
        # That it has ended is all that can be read: without this the turn would run for ever.
        turn_id = event.turn_id or thread.active_turn_id
        if turn_id is not None:
            turn = v2.Turn(id=turn_id, items=[], status=v2.TurnStatus.completed)
            fold_turns.turn_completed(folding, v2.TurnCompletedNotification(thread_id=thread.id, turn=turn))


def _is_content(event: Notification) -> bool:
    """Whether an event that cannot be read is a part of a conversation: of an item, or of a turn."""
    area = event.method.partition("/")[0]
    return area in ("item", "turn", "error") or (event.turn_id is not None and area != "thread")
