"""The script of a turn: plays the model and its tools."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING, Protocol

from . import items
from ._scheduler import Pause, Signal
from ._turns import Cancelled, Steered, TurnFailed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Coroutine, Mapping, Sequence

    from ._turns import RunningTurn
    from .items import Item

# A word with the space after it. Long words, and writing systems without spaces, are split into parts.
_PIECES = re.compile(r"\S{1,12}\s*|\s+")
_SHELL_SYNTAX = re.compile(r"[|&;<>()$`\n*?\[\]{}~#!]")


class Scenario(Protocol):
    """Plays one turn, or the rest of it after the user has steered."""

    def __call__(self, turn: TurnScript, /) -> Coroutine[object, None, None]:
        """Play the turn, which completes when this returns."""
        ...


class TurnScript:
    """The actions of a scenario.

    Each `await` may end the scenario: a turn that is steered plays the scenario again with the new prompt,
    and a turn that is interrupted ends.
    """

    def __init__(self, turn: RunningTurn) -> None:
        self._turn = turn

    @property
    def prompt(self) -> str:
        """The text of the last input, which started or steered the turn."""
        return self._turn.prompt

    @property
    def is_steered(self) -> bool:
        """Whether the user has steered this turn."""
        return self._turn.is_steered

    @property
    def thread_id(self) -> str:
        """The id of the thread on which the turn runs."""
        return self._turn.thread.id

    @property
    def cwd(self) -> str:
        """The working directory of its commands."""
        return self._turn.thread.cwd

    @property
    def approval_policy(self) -> object:
        """When the user is asked: `untrusted`, `on-request`, `never`, or an object."""
        return self._turn.thread.approval_policy

    @property
    def sandbox(self) -> str:
        """What commands may do: `readOnly`, `workspaceWrite` or `dangerFullAccess`."""
        return str(self._turn.thread.sandbox["type"])

    async def wait(self, seconds: float) -> None:
        """Wait on the server's clock. The server's `pace` decides how long that really takes."""
        await Pause(seconds)

    async def until_steered(self) -> None:
        """Wait, without an event, until the user steers or interrupts."""
        await Signal[None]()

    async def say(
        self, text: str, *, phase: str | None = None, words_per_second: float | None = None
    ) -> None:
        """Stream a message of the agent: `item/agentMessage/delta` for each word."""
        item = items.agent_message("", phase=phase)
        self._turn.start_item(item)
        await self._stream(text, words_per_second, "item/agentMessage/delta", item)
        self._turn.complete_item({**item, "text": text})

    async def stream(self, text: str, words_per_second: float = 30.0) -> None:
        """Stream a message of the agent at the speed of a model."""
        await self.say(text, words_per_second=words_per_second)

    async def think(self, *parts: str, words_per_second: float | None = None) -> None:
        """Stream the parts of a reasoning summary."""
        item = items.reasoning()
        self._turn.start_item(item)
        for index, part in enumerate(parts):
            where = {"itemId": item["id"], "summaryIndex": index}
            self._turn.notify("item/reasoning/summaryPartAdded", where)
            kind = "item/reasoning/summaryTextDelta"
            await self._stream(part, words_per_second, kind, item, {"summaryIndex": index})
        self._turn.complete_item({**item, "summary": list(parts)})

    async def think_aloud(self, text: str, *, words_per_second: float | None = None) -> None:
        """Stream raw reasoning, as some models show it."""
        item = items.reasoning()
        self._turn.start_item(item)
        await self._stream(text, words_per_second, "item/reasoning/textDelta", item, {"contentIndex": 0})
        self._turn.complete_item({**item, "content": [text]})

    async def propose_plan(self, text: str, *, words_per_second: float | None = None) -> None:
        """Stream a proposed plan, as in plan mode."""
        item = items.plan("")
        self._turn.start_item(item)
        await self._stream(text, words_per_second, "item/plan/delta", item)
        self._turn.complete_item({**item, "text": text})

    async def command(
        self,
        command: str,
        *,
        output: str = "",
        exit_code: int = 0,
        seconds: float = 0.0,
        ask: bool | None = None,
        reason: str | None = None,
        action: Item | None = None,
        until_steered: bool = False,
        permissions: Mapping[str, object] | None = None,
    ) -> str:
        """Run a command that prints `output` line by line over the given seconds.

        `ask`, or else the thread's approval policy, decides whether the user is asked. `permissions` are
        those that the command needs beyond the sandbox, as the protocol's `additionalPermissions`. It can
        then only be accepted or cancelled, as with the real server. With `until_steered` the command goes on,
        without output, until the user steers. Returns the item's status: `completed`, `failed` or `declined`.
        """
        turn = self._turn
        with turn.tool():
            item = items.command(
                command, cwd=self.cwd, output=None, exit_code=None, action=action, source="agent"
            )
            item.update(status="inProgress", durationMs=None)
            if ask is None:
                ask = self.approval_policy == "untrusted"
            words = _words(command)
            if ask and not turn.connection.grants.allows_command(self.thread_id, words):
                decision = await self._ask_for_command(item, words, reason, permissions)
                if decision != "accept":
                    status = "declined" if decision in ("decline", "cancel") else "failed"
                    turn.complete_item({**item, "status": status})
                    turn.set_waiting(waiting=False)
                    if decision == "cancel":
                        raise Cancelled
                    return status
                turn.set_waiting(waiting=False)
                item.update(processId=turn.connection.next_process(), source="unifiedExecStartup")
            else:
                item.update(processId=turn.connection.next_process(), source="unifiedExecStartup")
                turn.start_item(item)
            turn.command_runs(item)
            lines = output.splitlines(keepends=True)
            for line in lines:
                await Pause(seconds / len(lines))
                turn.notify("item/commandExecution/outputDelta", {"itemId": item["id"], "delta": line})
            if not lines:
                await Pause(seconds)
            if until_steered:
                await turn.steering
            status = "failed" if exit_code else "completed"
            item.update(
                status=status,
                aggregatedOutput=output or None,
                exitCode=exit_code,
                durationMs=round(seconds * 1000),
            )
            turn.complete_item(item)
        return status

    async def patch(self, *changes: Item, ask: bool | None = None, reason: str | None = None) -> str:
        """Change files (see `items.file_change`), after asking as `command` does.

        Returns the item's status: `completed` or `declined`.
        """
        turn = self._turn
        with turn.tool():
            item = items.file_change(*changes, status="inProgress")
            turn.start_item(item)
            if ask is None:
                ask = self.approval_policy == "untrusted" or (
                    self.approval_policy == "on-request" and turn.thread.sandbox["type"] == "readOnly"
                )
            if ask and not turn.connection.grants.allows_patching(self.thread_id):
                request: Item = {"itemId": item["id"], "reason": reason, "grantRoot": None}
                answer = turn.ask("item/fileChange/requestApproval", request, asked_at=True)
                turn.set_waiting(waiting=True)
                answer.send()
                decision = _decision(await answer.result)
                answer.resolve()
                turn.set_waiting(waiting=False)
                if decision == "cancel":
                    # The real server leaves this item open; see the transcript `patch_cancel`.
                    raise Cancelled
                if decision == "acceptForSession":
                    turn.connection.grants.allow_patching(self.thread_id)
                elif decision != "accept":
                    status = "declined" if decision == "decline" else "failed"
                    turn.complete_item({**item, "status": status})
                    return status
            turn.complete_item({**item, "status": "completed"})
            turn.add_diff(changes)
        return "completed"

    async def plan(self, steps: Sequence[tuple[str, str]], *, explanation: str | None = None) -> None:
        """Send a checklist of steps with their status: `pending`, `inProgress` or `completed`."""
        with self._turn.tool():
            entries = [{"step": step, "status": status} for step, status in steps]
            self._turn.notify("turn/plan/updated", {"explanation": explanation, "plan": entries})

    async def tool(self, item: Item, *, seconds: float = 0.0) -> None:
        """Run any other tool, given as its finished item, such as that of `items.mcp_call`."""
        with self._turn.tool():
            begun = dict(item)
            if "status" in begun:
                begun["status"] = "inProgress"
            begun.update({key: None for key in ("result", "error", "durationMs") if key in begun})
            self._turn.start_item(begun)
            await Pause(seconds)
            self._turn.complete_item({**item, "id": begun["id"]})

    async def web_search(self, query: str, *, seconds: float = 0.0) -> None:
        """Search the web. The provider does this within its response."""
        item = items.web_search(query)
        self._turn.start_item(item)
        await Pause(seconds)
        self._turn.complete_item(item)

    async def note(self, item: Item) -> None:
        """Add any other item to the conversation, started and completed at once."""
        noted = dict(item)
        self._turn.start_item(noted)
        self._turn.complete_item(noted)

    async def ask_person(self, question: str, options: Mapping[str, str], *, header: str = "") -> str | None:
        """Ask the user to choose among options, each with its description; return None without an answer."""
        listed = [{"label": label, "description": text} for label, text in options.items()]
        entry: Item = {"id": "question", "header": header, "question": question, "options": listed}
        answers = await self.ask_questions([{**entry, "isOther": False}])
        return next(iter(answers.get("question", [])), None)

    async def ask_questions(
        self, questions: Sequence[Item], *, blocking: bool = False, auto_resolution_ms: int | None = None
    ) -> Mapping[str, list[str]]:
        """Ask the user several questions, given as the protocol has them; return the answers by their ids.

        A field that a question leaves out is sent as the real server sends it.
        """
        asked: list[Item] = []
        for number, question in enumerate(questions):
            entry: Item = {"id": f"question_{number}", "header": "", "options": None}
            asked.append({**entry, "isOther": True, "isSecret": False, **question})
        request: Item = {"itemId": self._turn.new_item_id("call"), "questions": asked}
        request.update(isBlocking=blocking, autoResolutionMs=auto_resolution_ms)
        answer = await self._ask("item/tool/requestUserInput", request, on="waitingOnUserInput")
        given = _path(answer, "answers")
        return {key: _words_in(value) for key, value in given.items()} if isinstance(given, dict) else {}

    async def ask_permissions(self, permissions: Item, *, reason: str | None = None) -> Item:
        """Ask for permissions beyond the sandbox; return the answer: `permissions` and their `scope`."""
        request: Item = {"itemId": self._turn.new_item_id("call"), "environmentId": "local", "cwd": self.cwd}
        request.update(permissions=dict(permissions), reason=reason)
        answer = await self._ask("item/permissions/requestApproval", request, asked_at=True)
        return answer if isinstance(answer, dict) else {}

    async def elicit(self, server: str, message: str, **params: object) -> Item:
        """Ask for an MCP server; return the answer: an `action`, and the `content` of a form.

        `params` are those of the protocol: `requestedSchema` for a form, `mode="url"` with `url` for a page,
        `_meta` for data such as that of the approval of a tool.
        """
        request: Item = {"serverName": server, "mode": "form", "_meta": None, "message": message, **params}
        answer = await self._ask("mcpServer/elicitation/request", request)
        return answer if isinstance(answer, dict) else {}

    async def _ask(
        self, method: str, request: Item, *, on: str = "waitingOnApproval", asked_at: bool = False
    ) -> object:
        with self._turn.tool():
            asked = self._turn.ask(method, request, asked_at=asked_at)
            self._turn.set_waiting(waiting=True, on=on)
            asked.send()
            answer = await asked.result
            asked.resolve()
            self._turn.set_waiting(waiting=False)
        return answer

    async def together(self, *parts: Awaitable[object]) -> None:
        """Do several things at once, such as two commands that both ask."""
        with self._turn.tool():
            await self._turn.run_together([_drop(part) for part in parts])

    async def warn(self, message: str) -> None:
        """Send a `warning` notification about this thread."""
        self._turn.connection.notify("warning", {"threadId": self.thread_id, "message": message})

    async def retry(self, message: str, *, info: object = None, details: str | None = None) -> None:
        """Send an `error` with `willRetry`, as when the connection to the model broke and is retried.

        A message that is being streamed stays open, as with the real server.
        """
        self._turn.error(message, info, details, will_retry=True)

    async def fail(self, message: str, *, info: object = "other", details: str | None = None) -> None:
        """End the turn as failed; `info` is the protocol's `codexErrorInfo`."""
        raise TurnFailed(message, info, details)

    async def break_off(self, text: str) -> None:
        """Begin a message that the stream loses: it is started and never completed."""
        item = items.agent_message("")
        self._turn.start_item(item)
        await self._stream(text, None, "item/agentMessage/delta", item)

    def use_tokens(self, sent: int, received: int) -> None:
        """Set the token usage of each later response of the model."""
        self._turn.tokens = (sent, received)

    async def _stream(
        self, text: str, rate: float | None, method: str, item: Item, more: Item | None = None
    ) -> None:
        for piece in _PIECES.findall(text):
            self._turn.notify(method, {"itemId": item["id"], "delta": piece, **(more or {})})
            await Pause(1 / rate if rate else 0.0)

    async def _ask_for_command(
        self, item: Item, words: list[str], reason: str | None, permissions: Mapping[str, object] | None
    ) -> str:
        turn = self._turn
        amendment = {"acceptWithExecpolicyAmendment": {"execpolicy_amendment": words}}
        turn.set_waiting(waiting=True)
        turn.start_item(item)
        request: Item = {"kind": "command", "itemId": item["id"], "environmentId": "local"}
        if reason is not None:
            request["reason"] = reason
        request.update({key: item[key] for key in ("command", "cwd", "commandActions")})
        offered: list[object] = ["accept", "cancel"] if permissions else ["accept", amendment, "cancel"]
        request.update(proposedExecpolicyAmendment=words, availableDecisions=offered)
        if permissions:
            request["additionalPermissions"] = dict(permissions)
        asked = turn.ask("item/commandExecution/requestApproval", request, asked_at=True)
        asked.send()
        answer = await asked.result
        asked.resolve()
        decision = _decision(answer)
        if decision == "acceptForSession":
            turn.connection.grants.allow_command(self.thread_id, words, exactly=True)
            return "accept"
        if decision == "acceptWithExecpolicyAmendment":
            turn.connection.grants.allow_command(self.thread_id, words, exactly=False)
            return "accept"
        return decision


def _words_in(value: object) -> list[str]:
    answers = _path(value, "answers")
    return [str(each) for each in answers] if isinstance(answers, list) else []


def _words(command: str) -> list[str]:
    """Return the rule that the server proposes: the words of a plain command, or the whole shell line."""
    if _SHELL_SYNTAX.search(command):
        return ["/bin/bash", "-lc", command]
    try:
        return shlex.split(command)
    except ValueError:
        return ["/bin/bash", "-lc", command]


def _decision(answer: object) -> str:
    decision = _path(answer, "decision")
    if isinstance(decision, dict) and len(decision) == 1:
        return str(next(iter(decision)))
    known = ("accept", "acceptForSession", "decline", "cancel")
    return decision if isinstance(decision, str) and decision in known else "invalid"


def _path(value: object, *keys: str) -> object:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


async def _drop(part: Awaitable[object]) -> None:
    await part


__all__ = ["Scenario", "Steered", "TurnScript"]
