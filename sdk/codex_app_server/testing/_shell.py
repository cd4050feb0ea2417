"""The commands of a person's shell: `thread/shellCommand`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import items

if TYPE_CHECKING:
    from collections.abc import Callable

    from ._connection import Call
    from ._turns import RunningTurn


def _run(call: Call) -> None:
    thread = call.connection.loaded_thread(call.params.thread_id())
    command = call.params.text("command")
    output, exit_code = call.server.shell(command)
    call.reply()

    async def play(turn: RunningTurn) -> None:
        item = items.command(command, cwd=thread.cwd, output=None, exit_code=None, source="userShell")
        item["id"] = call.server.ids.uuid()
        turn.start_item({**item, "status": "inProgress", "durationMs": None})
        if output:
            turn.notify("item/commandExecution/outputDelta", {"itemId": item["id"], "delta": output})
        status = "failed" if exit_code else "completed"
        turn.complete_item({**item, "status": status, "aggregatedOutput": output, "exitCode": exit_code})

    running = call.connection.turn_of(thread.id)
    if running is None:
        call.connection.new_turn(thread, call.server.scenario).start_silently(play)
    else:
        # Inside the running turn, and at once.
        call.connection.scheduler.start(play(running))


SHELL_METHODS: dict[str, Callable[[Call], None]] = {"thread/shellCommand": _run}
