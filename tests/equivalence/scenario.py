"""Plays the prompts of the scripted model on the scripted server, so that both do the same."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from codex_app_server.testing import items
from scripted_model.directives import parse

if TYPE_CHECKING:
    from codex_app_server.testing import TurnScript
    from scripted_model.directives import Directive

# What the commands of the scenarios print and return on the real server.
COMMANDS = {
    "echo hi": ("hi\n", 0),
    "echo one; echo two": ("one\ntwo\n", 0),
    "echo no; exit 3": ("no\n", 3),
    "touch a.txt": ("", 0),
}


async def play(turn: TurnScript) -> None:
    """Do what the directives of the prompt say, and end with `done.` after a tool without a text."""
    directives = parse(turn.prompt)
    said = False
    for directive in directives:
        said = await _act(turn, directive)
    if not said:
        await turn.say("done." if directives else f"echo: {turn.prompt}")


async def _act(turn: TurnScript, directive: Directive) -> bool:
    """Do one of them; whether it was said something that may stand at the end."""
    word, argument = directive.word, directive.argument
    if word in ("text", "commentary", "final"):
        phase = {"commentary": "commentary", "final": "final_answer"}.get(word)
        await turn.say(argument, phase=phase)
        return True
    if word == "gate":
        await turn.break_off("waiting ")
        await turn.until_steered()
    elif word == "think":
        count = int(argument)
        await turn.think(
            *(
                f"**Step {part}** " + "".join(f"thought{part}.{n} " for n in range(1, count))
                for part in range(2)
            )
        )
    elif word == "rawthink":
        await turn.think_aloud("".join(f"raw{n} " for n in range(int(argument))))
    elif word == "shell":
        output, exit_code = COMMANDS[argument]
        await turn.command(argument, output=output, exit_code=exit_code)
    elif word == "patch":
        name, text = directive.fields(2)
        await turn.patch(items.add_file(f"{turn.cwd}/{name}", f"{text}\n"))
    elif word == "plan":
        done = int(argument)
        states = (["completed"] * done + ["inProgress"] + ["pending"] * 3)[:3]
        steps = [(f"step {n}", state) for n, state in enumerate(states)]
        await turn.plan(steps, explanation="the script's plan")
    elif word == "websearch":
        await turn.web_search(argument)
    elif word == "fail":
        message = f"scripted failure {argument}"
        await turn.fail(json.dumps({"error": {"message": message, "type": "scripted", "code": "scripted"}}))
    else:
        raise AssertionError(directive)
    return False
