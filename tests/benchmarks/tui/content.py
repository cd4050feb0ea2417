"""What is shown: threads of any length and a Markdown stream, the same in every run."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

Json = dict[str, object]

ITEMS_A_TURN = 20
BEGAN_AT = 1_790_000_000
LAST_WORDS = "Zanzibar-ends-here"
"""What the newest message of every thread says."""


def last_word(name: str) -> str:
    """The last word of a stream; a name tells it from those of other streams on the same screen."""
    return f"Omega-of-{name}"


_WORDS = [
    "parser",
    "buffer",
    "window",
    "widget",
    "scroll",
    "cache",
    "index",
    "thread",
    "branch",
    "commit",
    "anchor",
    "socket",
    "queue",
    "token",
    "layout",
    "the",
    "of",
    "and",
    "with",
    "for",
    "that",
    "keeps",
    "moves",
    "reads",
    "writes",
    "counts",
    "waits",
    "holds",
    "small",
    "stable",
    "early",
    "cold",
    "every",
]


def history(thread: str, turns: int) -> Iterator[Json]:
    """The turns of a thread, oldest first."""
    for number in range(turns):
        yield turn(thread, number, last=number == turns - 1)


def turn(thread: str, number: int, *, last: bool) -> Json:
    """One turn of twenty items: a prompt, prose, tools, commands with output, patches."""
    draw = random.Random(f"{thread}/{number}")
    turn_id = f"{thread}-turn-{number}"
    makers = [_agent, _tool, _tool, _command, _agent, _agent, _tool, _command, _patch, _agent] * 2
    items: list[Json] = [_user(draw, f"{number}")]
    items.extend(makers[place](draw, f"{number}") for place in range(ITEMS_A_TURN - 2))
    items.append(agent(LAST_WORDS if last else _sentence(draw, 9)))
    for place, item in enumerate(items):
        item["id"] = f"{turn_id}-{place}"
    return {
        "id": turn_id,
        "rootTurnId": turn_id,
        "items": items,
        "itemsView": "full",
        "status": "completed",
        "error": None,
        "startedAt": BEGAN_AT + number * 60,
        "completedAt": BEGAN_AT + number * 60 + 40,
        "durationMs": 40_000,
    }


def diff_turn(lines: int) -> Json:
    """A turn whose only item is a patch of so many lines."""
    draw = random.Random(lines)
    rows = [f"{draw.choice('+- ')}    {_code_line(draw, at)}" for at in range(lines)]
    added = sum(row[0] == "+" for row in rows)
    removed = sum(row[0] == "-" for row in rows)
    same = lines - added - removed
    head = f"@@ -1,{same + removed} +1,{same + added} @@\n"
    made = turn("diff", 0, last=True)
    change = {"path": "/src/engine.py", "kind": {"type": "update", "move_path": None}}
    patch = {"type": "fileChange", "id": "the-diff", "status": "completed"}
    made["items"] = [{**patch, "changes": [{**change, "diff": head + "\n".join(rows) + "\n"}]}]
    return made


def stream(deltas: int, name: str) -> list[str]:
    """A Markdown text in so many deltas of four to eight characters; it ends with its last word."""
    draw = random.Random(11)
    text = markdown(deltas * 7)
    pieces: list[str] = []
    start = 0
    for _ in range(deltas - 1):
        size = draw.randrange(4, 9)
        pieces.append(text[start : start + size])
        start += size
    # Whatever the text was in the middle of, a fence for one, the last words are a line of their own.
    return [*pieces, f"\n```\n\n{last_word(name)}"]


def markdown(size: int) -> str:
    """At least so many characters of prose, lists, tables, headings and code."""
    draw = random.Random(5)
    parts: list[str] = []
    length = 0
    while length < size:
        kind = draw.random()
        if kind < 0.25:
            part = _fence(draw, draw.randrange(6, 40))
        elif kind < 0.45:
            part = _list(draw)
        elif kind < 0.55:
            part = _table(draw)
        elif kind < 0.65:
            part = f"## {_sentence(draw, 4)}"
        else:
            part = _prose(draw)
        parts.append(part)
        length += len(part) + 2
    return "\n\n".join(parts)


def agent(text: str) -> Json:
    """A message of the agent."""
    nothing = {"phase": None, "memoryCitation": None, "delivery": None, "questions": None}
    return {"type": "agentMessage", "id": "", "text": text, **nothing}


def _user(draw: random.Random, name: str) -> Json:
    text = f"Prompt {name}: {_sentence(draw, draw.randrange(5, 30))}"
    content = [{"type": "text", "text": text, "text_elements": []}]
    return {"type": "userMessage", "id": "", "clientId": None, "content": content}


def _agent(draw: random.Random, _name: str) -> Json:
    parts = [_prose(draw)]
    kind = draw.random()
    if kind < 0.35:
        parts.append(_fence(draw, draw.randrange(4, 14)))
    elif kind < 0.7:
        parts.append(_list(draw))
    elif kind < 0.8:
        parts.append(_table(draw))
    return agent("\n\n".join(parts))


def _tool(draw: random.Random, name: str) -> Json:
    path = f"src/{draw.choice(_WORDS)}/{draw.choice(_WORDS)}{name}.py"
    return {
        "type": "mcpToolCall",
        "id": "",
        "server": "files",
        "tool": "read",
        "status": "completed",
        "arguments": {"path": path},
        "result": {"content": [{"type": "text", "text": "ok"}], "structuredContent": None, "_meta": None},
        "error": None,
        "durationMs": 20,
    }


def _command(draw: random.Random, name: str) -> Json:
    command = f"grep -rn {draw.choice(_WORDS)} src/{draw.choice(_WORDS)}{name}"
    rows = [
        f"src/{draw.choice(_WORDS)}.py:{draw.randrange(999)}: \x1b[31m{draw.choice(_WORDS)}\x1b[0m "
        f"{_sentence(draw, draw.randrange(4, 12))}"
        for _ in range(draw.randrange(3, 16))
    ]
    return {
        "type": "commandExecution",
        "id": "",
        "pluginId": None,
        "scriptPath": None,
        "command": f"/bin/bash -lc '{command}'",
        "cwd": "/src",
        "processId": None,
        "source": "agent",
        "status": "completed",
        "commandActions": [{"type": "unknown", "command": command}],
        "aggregatedOutput": "\n".join(rows) + "\n",
        "exitCode": 0,
        "durationMs": 130,
    }


def _patch(draw: random.Random, name: str) -> Json:
    rows = [f"{draw.choice('+- ')}    {_code_line(draw, at)}" for at in range(draw.randrange(4, 20))]
    before = sum(row[0] != "+" for row in rows)
    after = sum(row[0] != "-" for row in rows)
    change = {
        "path": f"/src/{draw.choice(_WORDS)}{name}.py",
        "kind": {"type": "update", "move_path": None},
        "diff": f"@@ -1,{before} +1,{after} @@\n" + "\n".join(rows) + "\n",
    }
    return {"type": "fileChange", "id": "", "changes": [change], "status": "completed"}


def _sentence(draw: random.Random, words: int) -> str:
    said = [draw.choice(_WORDS) for _ in range(words)]
    place, kind = draw.randrange(words), draw.random()
    if kind < 0.3:
        said[place] = f"`{said[place]}_{draw.randrange(99)}`"
    elif kind < 0.5:
        said[place] = f"**{said[place]}**"
    return " ".join(said).capitalize() + "."


def _prose(draw: random.Random) -> str:
    return " ".join(_sentence(draw, draw.randrange(8, 18)) for _ in range(draw.randrange(1, 4)))


def _list(draw: random.Random) -> str:
    return "\n".join(f"- {_sentence(draw, draw.randrange(5, 14))}" for _ in range(draw.randrange(3, 9)))


def _table(draw: random.Random) -> str:
    rows = [
        f"| src/{draw.choice(_WORDS)}.py | {draw.randrange(999)} | {draw.choice(_WORDS)} |"
        for _ in range(draw.randrange(2, 9))
    ]
    return "\n".join(["| file | lines | state |", "| --- | ---: | --- |", *rows])


def _fence(draw: random.Random, lines: int) -> str:
    return "\n".join(["```python", *(_code_line(draw, at) for at in range(lines)), "```"])


def _code_line(draw: random.Random, at: int) -> str:
    word, number = draw.choice(_WORDS), draw.randrange(999)
    return (
        f"def {word}_{number}(value: int, name: str = 'x') -> dict[str, int]:",
        f'    """Return the {word} of the {draw.choice(_WORDS)}."""',
        f"    result = {{'a': value + {number}, 'b': len(name)}}",
        f"    for place in range({number}):  # {word}",
        f"        result[f'k{{place}}'] = place * {number}",
        "    return result",
    )[at % 6]
