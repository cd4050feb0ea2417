"""The methods about what waits and what goes on: the queue of a thread, commands in the background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._wire import invalid

if TYPE_CHECKING:
    from collections.abc import Callable

    from ._connection import Call
    from ._wire import JsonObject
    from .records import StoredThread


def _add(call: Call) -> None:
    thread = _thread(call)
    queued: JsonObject = {
        "id": call.server.ids.uuid(),
        "input": call.params.objects("input"),
        "clientUserMessageId": call.params.text("clientUserMessageId"),
    }
    thread.queue.append(queued)
    call.connection.tell_queue(thread)
    call.reply({"queuedSubmission": queued})
    if not thread.queue_stands:
        call.connection.start_queued(thread)


def _list(call: Call) -> None:
    call.reply({"data": list(_thread(call).queue), "nextCursor": None})


def _update(call: Call) -> None:
    thread = _thread(call)
    queued = _queued(call, thread)
    if queued is None:
        raise invalid("queued submission not found")
    queued["input"] = call.params.objects("input")
    call.connection.tell_queue(thread)
    call.reply({"queuedSubmission": queued})


def _delete(call: Call) -> None:
    thread = _thread(call)
    queued = _queued(call, thread)
    if queued is not None:
        thread.queue.remove(queued)
        call.connection.tell_queue(thread)
    call.reply({"deleted": queued is not None})


def _reorder(call: Call) -> None:
    thread = _thread(call)
    wanted = call.params.texts("queuedSubmissionIds") or []
    known = {str(each["id"]): each for each in thread.queue}
    if sorted(wanted) != sorted(known):
        raise invalid("queue reorder must include every queued submission exactly once")
    thread.queue[:] = [known[each] for each in wanted]
    call.connection.tell_queue(thread)
    call.reply()


def _start(call: Call) -> None:
    thread = call.connection.loaded_thread(call.params.thread_id())
    if call.connection.turn_of(thread.id) is not None:
        raise invalid("thread already has an active or pending turn")
    turn_id = call.connection.start_queued(thread, call.params.optional_text("queuedSubmissionId"))
    if turn_id is None:
        raise invalid("queued submission not found")
    call.reply({"turn": {**thread.turns[-1].wire(view="notLoaded"), "status": "inProgress"}})


def _terminals(call: Call) -> None:
    thread = call.connection.loaded_thread(call.params.thread_id())
    call.reply({"data": list(thread.background), "nextCursor": None})


def _terminate(call: Call) -> None:
    thread = call.connection.loaded_thread(call.params.thread_id())
    process_id = call.params.text("processId")
    ended = [each for each in thread.background if each["processId"] == process_id]
    for each in ended:
        thread.background.remove(each)
    call.reply({"terminated": bool(ended)})


def _clean(call: Call) -> None:
    call.connection.loaded_thread(call.params.thread_id()).background.clear()
    call.reply()


def _thread(call: Call) -> StoredThread:
    thread_id = call.params.thread_id()
    thread = call.server.threads.get(thread_id)
    if thread is None:
        raise invalid(f"thread not found: {thread_id}")
    return thread


def _queued(call: Call, thread: StoredThread) -> JsonObject | None:
    wanted = call.params.text("queuedSubmissionId")
    return next((each for each in thread.queue if each["id"] == wanted), None)


QUEUE_METHODS: dict[str, Callable[[Call], None]] = {
    "thread/queue/add": _add,
    "thread/queue/list": _list,
    "thread/queue/update": _update,
    "thread/queue/delete": _delete,
    "thread/queue/reorder": _reorder,
    "thread/queue/start": _start,
    "thread/backgroundTerminals/list": _terminals,
    "thread/backgroundTerminals/terminate": _terminate,
    "thread/backgroundTerminals/clean": _clean,
}
