"""What each directive makes the model do."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from .directives import ALWAYS
from .stream import in_pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .directives import Directive
    from .stream import ResponseStream


class HungUp(Exception):
    """The model's side drops the connection in the middle of the stream."""


class Ended(Exception):
    """The response has ended with an event of its own: nothing may follow."""


class Responder:
    """Carries out the directives of one response."""

    def __init__(
        self, stream: ResponseStream, attempt: int, wait: Callable[[float], None], gate: Callable[[str], None]
    ) -> None:
        self.stream = stream
        self.attempt = attempt
        self.wait = wait
        self.gate = gate

    def act(self, directive: Directive) -> None:
        """Do what the directive says; those of HTTP were done before the stream began."""
        act = ACTS.get(directive.word)
        if act is not None:
            act(self, directive)


def _say(model: Responder, directive: Directive) -> None:
    (count,) = directive.numbers(20)
    model.stream.message(f"word{index} " for index in range(count))


def _slow(model: Responder, directive: Directive) -> None:
    count, pause = directive.numbers(20, 200)
    model.stream.message((f"slow{index} " for index in range(count)), pause=pause / 1000)


def _text(model: Responder, directive: Directive) -> None:
    phase = {"commentary": "commentary", "final": "final_answer"}.get(directive.word)
    model.stream.message(in_pieces(directive.argument.replace("\\n", "\n")), phase=phase)


def _gate(model: Responder, directive: Directive) -> None:
    def pieces() -> Iterator[str]:
        # Something is sent first, so that the test can see that the turn has come this far.
        yield "waiting "
        model.gate(directive.argument)
        yield "released"

    model.stream.message(pieces())


def _think(model: Responder, directive: Directive) -> None:
    count, pause = directive.numbers(5, 0)
    model.stream.reasoning_summary(count, pause / 1000)


def _raw_think(model: Responder, directive: Directive) -> None:
    model.stream.reasoning_text(*directive.numbers(5))


def _web_search(model: Responder, directive: Directive) -> None:
    model.stream.web_search(directive.argument or "the weather")


def _cut(model: Responder, directive: Directive) -> None:
    if directive.word == "cut" or model.attempt == 1:
        (count,) = directive.numbers(5)
        model.stream.message((f"cut{index} " for index in range(count)), finish=False)
        raise HungUp


def _sse_error(model: Responder, directive: Directive) -> None:
    code, times = directive.fields(2)
    if model.attempt <= (int(times) if times else ALWAYS):
        model.stream.failed(code or "server_error")
        raise Ended


def _incomplete(model: Responder, directive: Directive) -> None:
    model.stream.message(["partial "])
    model.stream.incomplete()
    raise Ended


def _shell(model: Responder, directive: Directive) -> None:
    arguments: dict[str, object] = {"cmd": directive.argument}
    if directive.word == "escalate":
        arguments["sandbox_permissions"] = "require_escalated"
        arguments["justification"] = "The script wants to run this outside the sandbox."
    if directive.word == "shellslow":
        pause, command = directive.fields(2)
        arguments = {"cmd": command, "yield_time_ms": int(pause)}
    model.stream.function("exec_command", arguments)


def _parallel(model: Responder, directive: Directive) -> None:
    for command in directive.argument.split("||"):
        model.stream.function("exec_command", {"cmd": command})


def _stdin(model: Responder, directive: Directive) -> None:
    session, chars = directive.fields(2)
    arguments: dict[str, object] = {"session_id": int(session), "chars": chars.replace("\\n", "\n")}
    model.stream.function("write_stdin", arguments)


def _patch(model: Responder, directive: Directive) -> None:
    name, text = directive.fields(2)
    lines = (text or "hello from the script").replace("\\n", "\n").split("\n")
    body = f"*** Add File: {name or 'hello.txt'}\n" + "".join(f"+{line}\n" for line in lines)
    if directive.word == "patchsh":
        model.stream.function("exec_command", {"cmd": f"apply_patch <<'EOF'\n{_framed(body)}EOF"})
    else:
        model.stream.custom("apply_patch", _framed(body))


def _patch_update(model: Responder, directive: Directive) -> None:
    if directive.word == "patchmv":
        name, target, old, new = directive.fields(4)
        head = f"*** Update File: {name}\n*** Move to: {target}\n"
    else:
        name, old, new = directive.fields(3)
        head = f"*** Update File: {name}\n"
    model.stream.custom("apply_patch", _framed(f"{head}@@\n-{old}\n+{new}\n"))


def _patch_delete(model: Responder, directive: Directive) -> None:
    model.stream.custom("apply_patch", _framed(f"*** Delete File: {directive.argument}\n"))


def _framed(body: str) -> str:
    return f"*** Begin Patch\n{body}*** End Patch\n"


def _plan(model: Responder, directive: Directive) -> None:
    (done,) = directive.numbers(0)
    states = [
        "completed" if step < done else "in_progress" if step == done else "pending" for step in range(3)
    ]
    plan = [{"step": f"step {step}", "status": state} for step, state in enumerate(states)]
    model.stream.function("update_plan", {"explanation": "the script's plan", "plan": plan})


def _ask(model: Responder, directive: Directive) -> None:
    options = [
        {"label": "Red (Recommended)", "description": "warm"},
        {"label": "Blue", "description": "cold"},
    ]
    question = {"id": "color", "header": "Color", "question": "Which color?", "options": options}
    model.stream.function("request_user_input", {"questions": [question]})


def _view(model: Responder, directive: Directive) -> None:
    model.stream.function("view_image", {"path": directive.argument})


def _tool(model: Responder, directive: Directive) -> None:
    name, arguments = directive.fields(2)
    model.stream.function(name, json.loads(arguments or "{}"))


def _mcp(model: Responder, directive: Directive) -> None:
    server, tool, arguments = directive.fields(3)
    model.stream.function(tool, json.loads(arguments or "{}"), namespace=f"mcp__{server}")


def _exec(model: Responder, directive: Directive) -> None:
    model.stream.custom("exec", directive.argument, namespace="functions")


ACTS: dict[str, Callable[[Responder, Directive], None]] = {
    "say": _say,
    "slow": _slow,
    "text": _text,
    "commentary": _text,
    "final": _text,
    "json": _text,
    "gate": _gate,
    "think": _think,
    "rawthink": _raw_think,
    "websearch": _web_search,
    "cut": _cut,
    "cutonce": _cut,
    "sseerr": _sse_error,
    "incomplete": _incomplete,
    "shell": _shell,
    "escalate": _shell,
    "shellslow": _shell,
    "par": _parallel,
    "stdin": _stdin,
    "patch": _patch,
    "patchsh": _patch,
    "patchup": _patch_update,
    "patchmv": _patch_update,
    "patchrm": _patch_delete,
    "plan": _plan,
    "ask": _ask,
    "view": _view,
    "tool": _tool,
    "mcp": _mcp,
    "exec": _exec,
}
