"""The methods about threads and turns."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from ._connection import prompt_item, stop
from ._settings import mode_and_profile, settings_updated
from ._turns import accepted_turn, compact
from ._wire import METHOD_NOT_FOUND, RpcError, invalid
from .records import (
    FULL_ACCESS,
    READ_ONLY,
    WORKSPACE_WRITE,
    StoredThread,
    matches,
    page_of_threads,
    page_of_turns,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from ._connection import Call
    from ._wire import JsonObject

_SANDBOXES = {"read-only": READ_ONLY, "workspace-write": WORKSPACE_WRITE, "danger-full-access": FULL_ACCESS}
_POLICIES = ("untrusted", "on-request", "granular", "never")
_INPUTS = ("text", "image", "localImage", "audio", "localAudio", "skill", "mention")
_TEXT_LIMIT = 1_048_576
_HYDRATION = "Asking for the whole history at once is deprecated; page it with `thread/turns/list` instead."


def _start(call: Call) -> None:
    settings = _settings(call)
    thread = call.server.new_thread()
    thread.ephemeral = call.params.flag("ephemeral")
    _apply(thread, settings)
    call.connection.load(thread)
    call.reply(_opened(call, thread))
    call.connection.notify("thread/started", {"thread": _wire(call, thread)})


def _list(call: Call) -> None:
    server = call.server
    shown = [thread for thread in server.threads.values() if matches(thread, call.params, server.provider)]
    page, following, backwards = page_of_threads(shown, call.params)
    states = {thread.id: {"firstUnread": None, "revision": f"initial:{thread.id}"} for thread in page}
    rows = [_wire(call, thread) for thread in page]
    call.reply({"data": rows, "readStates": states, "nextCursor": following, "backwardsCursor": backwards})


def _read(call: Call) -> None:
    thread = _known(call, "thread not loaded: {}")
    turns = None
    if call.params.flag("includeTurns"):
        if not thread.turns:
            raise RpcError(METHOD_NOT_FOUND, "list_turns is not supported yet")
        turns = [turn.wire() for turn in thread.turns]
        call.connection.notify("deprecationNotice", {"summary": _HYDRATION, "details": None})
    state = {"firstUnread": None, "revision": f"initial:{thread.id}"}
    call.reply({"thread": _wire(call, thread, turns), "readState": state})


def _turns(call: Call) -> None:
    thread = _known(call, "thread not loaded: {}")
    call.reply(page_of_turns(thread.turns, call.params))


def _resume(call: Call) -> None:
    thread = _known(call, "no rollout found for thread id {}", called="session")
    if thread.archived:
        raise invalid(
            f"session {thread.id} is archived. Run `codex unarchive {thread.id}` to unarchive it first."
        )
    if call.server.is_held_elsewhere(thread, call.connection.loaded):
        raise invalid(f"thread {thread.id} already has an active writer")
    settings = _settings(call)
    fresh = thread.id not in call.connection.loaded
    if fresh:
        # Unlike the other settings, the sandbox is lost at a restart. New settings for a thread that is
        # already loaded are ignored.
        thread.sandbox = call.server.default_sandbox()
        _apply(thread, settings)
        call.connection.load(thread)
    turns = _hydrated(call, thread)
    if fresh:
        call.connection.set_status(thread, "idle")
    call.reply(_opened(call, thread, turns))
    if fresh:
        call.connection.report_last_usage(thread)
    call.connection.notify("thread/goal/cleared", {"threadId": thread.id})
    if fresh:
        call.connection.start_queued(thread)


def _fork(call: Call) -> None:
    parent = _known(call, "no rollout found for thread id {}", called="session")
    settings = _settings(call)
    fork = call.server.fork(parent, call.params.optional_text("lastTurnId"))
    fork.ephemeral = call.params.flag("ephemeral")
    _apply(fork, settings)
    call.connection.load(fork)
    call.reply(_opened(call, fork, _hydrated(call, fork)))
    call.connection.notify("thread/started", {"thread": _wire(call, fork)})
    if not call.params.flag("excludeTurns"):
        call.connection.report_last_usage(fork)


def _archive(call: Call) -> None:
    thread = _known(call, "no rollout found for thread id {}", called="session")
    if thread.archived:
        raise invalid(f"no rollout found for thread id {thread.id}")
    stop(call.connection, thread, lambda: None)
    if thread.id in call.connection.loaded:
        call.connection.unload(thread)
        call.connection.set_status(thread, "notLoaded")
    thread.archived = True
    call.reply()
    call.connection.notify("thread/archived", {"threadId": thread.id})


def _unarchive(call: Call) -> None:
    thread = _known(call, "no archived rollout found for thread id {}", called="session")
    if not thread.archived:
        raise invalid(f"no archived rollout found for thread id {thread.id}")
    thread.archived = False
    call.reply({"thread": _wire(call, thread)})
    call.connection.notify("thread/unarchived", {"threadId": thread.id})


def _delete(call: Call) -> None:
    thread = _known(call, "no rollout found for thread id {}", called="session")
    stop(call.connection, thread, lambda: None)
    call.connection.unload(thread)
    del call.server.threads[thread.id]
    call.reply()
    call.connection.notify("thread/deleted", {"threadId": thread.id})


def _set_name(call: Call) -> None:
    thread = _known(call, "no rollout found for thread id {}")
    name = call.params.text("name").strip()
    if not name:
        raise invalid("thread name must not be empty")
    if thread.archived:
        raise invalid(f"no rollout found for thread id {thread.id}")
    thread.name = name
    call.reply()
    call.connection.notify("thread/name/updated", {"threadId": thread.id, "threadName": name})


def _compact(call: Call) -> None:
    thread = call.connection.loaded_thread(call.params.thread_id())
    stop(call.connection, thread, lambda: None)
    call.reply()
    call.connection.new_turn(thread, call.server.scenario).start_silently(compact)


def _loaded(call: Call) -> None:
    call.reply({"data": list(call.connection.loaded), "nextCursor": None})


def _unsubscribe(call: Call) -> None:
    thread_id = call.params.thread_id()
    known = thread_id in call.connection.loaded
    call.reply({"status": "unsubscribed" if known else "notLoaded"})


def _start_turn(call: Call) -> None:
    params = call.params
    thread_id = params.thread_id()
    message = _message(call)
    thread = call.connection.loaded_thread(thread_id)
    changed = _turn_settings(call)
    _apply(thread, changed)
    running = call.connection.turn_of(thread.id)
    if running is not None:
        call.reply({"turn": accepted_turn(running.stored)})
        running.steer(message)
        return
    turn = call.connection.new_turn(thread, call.server.scenario)
    call.reply({"turn": accepted_turn(turn.stored)})
    if changed:
        settings_updated(call.connection, thread)
    turn.start(message)


def _update_settings(call: Call) -> None:
    thread = call.connection.loaded_thread(call.params.thread_id())
    _apply(thread, _turn_settings(call))
    call.reply()
    settings_updated(call.connection, thread)


def _steer(call: Call) -> None:
    expected = call.params.text("expectedTurnId")
    thread_id = call.params.thread_id()
    message = _message(call)
    turn = call.connection.turn_of(call.connection.loaded_thread(thread_id).id)
    if turn is None:
        raise invalid("no active turn to steer")
    if turn.stored.id != expected:
        raise invalid(f"expected active turn id `{expected}` but found `{turn.stored.id}`")
    call.reply({"turnId": turn.stored.id})
    turn.steer(message)


def _interrupt(call: Call) -> None:
    turn_id = call.params.text("turnId")
    turn = call.connection.turn_of(call.connection.loaded_thread(call.params.thread_id()).id)
    if turn is None:
        raise invalid("no active turn to interrupt")
    if turn.stored.id != turn_id:
        raise invalid(f"expected active turn id {turn_id} but found {turn.stored.id}")
    turn.interrupt(call.reply)


def _message(call: Call) -> JsonObject:
    inputs = call.params.objects("input")
    length = 0
    for part in inputs:
        if part.get("type") not in _INPUTS:
            expected = ", ".join(f"`{kind}`" for kind in _INPUTS)
            raise invalid(
                f"Invalid request: unknown variant `{part.get('type')}`, expected one of {expected}"
            )
        if part["type"] == "image" and str(part.get("url", "")).startswith("http"):
            raise invalid("remote image URLs are not supported; use an inline data URL instead")
        length += len(str(part.get("text", "")))
    if length > _TEXT_LIMIT:
        sizes = {"max_chars": _TEXT_LIMIT, "actual_chars": length}
        text = f"Input exceeds the maximum length of {_TEXT_LIMIT} characters."
        raise RpcError(-32602, text, {"input_error_code": "input_too_large", **sizes})
    return prompt_item(inputs, call.params.optional_text("clientUserMessageId"))


def _settings(call: Call) -> JsonObject:
    params = call.params
    settings: JsonObject = {}
    sandbox = params.choice("sandbox", *_SANDBOXES)
    if sandbox is not None:
        settings["sandbox"] = dict(_SANDBOXES[sandbox])
    for name, field in (("model", "model"), ("modelProvider", "model_provider")):
        if params.has(name):
            settings[field] = params.text(name)
    config = params.raw.get("config")
    if isinstance(config, dict) and isinstance(config.get("model_reasoning_effort"), str):
        settings["effort"] = config["model_reasoning_effort"]
    return {**settings, **_common_settings(call)}


def _turn_settings(call: Call) -> JsonObject:
    settings = _common_settings(call)
    for name in ("model", "effort"):
        if call.params.has(name):
            settings[name] = call.params.text(name)
    policy = call.params.raw.get("sandboxPolicy")
    if isinstance(policy, dict):
        settings["sandbox"] = policy
    return {**settings, **mode_and_profile(call)}


def _common_settings(call: Call) -> JsonObject:
    params = call.params
    settings: JsonObject = {}
    policy = params.raw.get("approvalPolicy")
    if isinstance(policy, dict):
        settings["approval_policy"] = policy
    elif policy is not None:
        settings["approval_policy"] = params.choice("approvalPolicy", *_POLICIES)
    if params.has("cwd"):
        settings["cwd"] = posixpath.join(call.server.cwd, params.text("cwd"))
    reviewer = params.choice("approvalsReviewer", "user", "auto_review", "guardian_subagent")
    if reviewer is not None:
        settings["approvals_reviewer"] = reviewer
    for name, field in (("serviceTier", "service_tier"), ("personality", "personality")):
        if params.has(name):
            settings[field] = params.text(name)
    return settings


def _apply(thread: StoredThread, settings: JsonObject) -> None:
    for name, value in settings.items():
        setattr(thread, name, value)


def _known(call: Call, missing: str, *, called: str = "thread") -> StoredThread:
    thread_id = call.params.thread_id(called=called)
    thread = call.server.threads.get(thread_id)
    if thread is None:
        raise invalid(missing.format(thread_id))
    return thread


def _hydrated(call: Call, thread: StoredThread) -> list[JsonObject] | None:
    if call.params.flag("excludeTurns") or not thread.turns:
        return None
    call.connection.notify("deprecationNotice", {"summary": _HYDRATION, "details": None})
    return [turn.wire() for turn in thread.turns]


def _wire(call: Call, thread: StoredThread, turns: list[JsonObject] | None = None) -> JsonObject:
    return thread.wire(call.connection.status(thread), home=call.server.home, turns=turns)


def _opened(call: Call, thread: StoredThread, turns: list[JsonObject] | None = None) -> JsonObject:
    named = thread.profile or (":read-only" if thread.sandbox["type"] == "readOnly" else None)
    profile = {"id": named, "extends": None} if named is not None else None
    return {
        "thread": _wire(call, thread, turns),
        "model": thread.model,
        "modelProvider": thread.model_provider,
        "serviceTier": thread.service_tier,
        "disabledPluginIds": [],
        "cwd": thread.cwd,
        "runtimeWorkspaceRoots": [thread.cwd],
        "instructionSources": [],
        "approvalPolicy": thread.approval_policy,
        "approvalsReviewer": thread.approvals_reviewer,
        "sandbox": thread.sandbox,
        "activePermissionProfile": profile,
        "reasoningEffort": thread.effort,
        "multiAgentMode": "explicitRequestOnly",
    }


THREAD_METHODS: dict[str, Callable[[Call], None]] = {
    "thread/start": _start,
    "thread/list": _list,
    "thread/read": _read,
    "thread/turns/list": _turns,
    "thread/resume": _resume,
    "thread/fork": _fork,
    "thread/archive": _archive,
    "thread/unarchive": _unarchive,
    "thread/delete": _delete,
    "thread/name/set": _set_name,
    "thread/compact/start": _compact,
    "thread/loaded/list": _loaded,
    "thread/unsubscribe": _unsubscribe,
    "thread/settings/update": _update_settings,
    "turn/start": _start_turn,
    "turn/steer": _steer,
    "turn/interrupt": _interrupt,
}
