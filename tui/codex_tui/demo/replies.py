"""The demo's turns for prompts of the person, chosen by the words of the prompt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codex_app_server.testing import items

from .moment import DEMO_HOME
from .place import paint, path

if TYPE_CHECKING:
    from codex_app_server.testing import Scenario, TurnScript
    from codex_app_server.testing.items import Item

_RATE = 22.0

_TABLE = """\
# What this shows

Text streams as **Markdown**: *emphasis*, `code`, ~~regret~~, [links](https://example.invalid).

| feature | here |
| --- | :-: |
| tables | yes |
| nested lists | below |

1. first
   - with a detail
   - and another
2. second

```python
def fib(n: int) -> int:
    return n if n < 2 else fib(n - 1) + fib(n - 2)
```

> A quote, for the calm of it.
"""

_HUNK = """\
@@ -12,5 +12,6 @@ def greet(name: str) -> str:
     name = name.strip()
-    return "Hello " + name
+    if not name:
+        return "Hello"
+    return f"Hello, {name}"
"""

_OUTPUT = """\
tests/test_greet.py <green>...</>                                    [100%]

<green><bold>3 passed</><green> in 0.12s</>
"""

_COLOURS = """\
<red>red</> <green>green</> <yellow>yellow</> <blue>blue</> <magenta>magenta</> <cyan>cyan</>
<bold>bold</> <dim>dim</> <italic>italic</> <underline>underline</> <reverse>reverse</>
<orange>one of 256</> <sky>one of sixteen million</>
"""


async def reply(turn: TurnScript) -> None:
    """Play the turn whose word is in the prompt, else one with a bit of everything."""
    turn.use_tokens(12_000, 320)
    if turn.is_steered:
        await _steered(turn)
        return
    words = turn.prompt.casefold()
    for keys, scenario in REPLIES:
        if any(key in words for key in keys):
            await scenario(turn)
            return
    await _varied(turn)


async def _steered(turn: TurnScript) -> None:
    await turn.say(f"Changed course: *{turn.prompt.strip()}*\n", words_per_second=_RATE)
    await turn.command("git status --short", output=" M app/greet.py\n", seconds=0.4)
    await turn.say("That is where we stand. Shall I go on?", words_per_second=_RATE)


async def _varied(turn: TurnScript) -> None:
    await turn.think(
        "**Reading the question**\n\nIt is about this project, so the project should answer it.",
        words_per_second=_RATE,
    )
    await turn.say("Let me look at what is there.", phase="commentary", words_per_second=_RATE)
    await turn.command(
        "rg -n 'def greet' app", output="app/greet.py:11:def greet(name: str) -> str:\n", seconds=0.6
    )
    if turn.sandbox == "readOnly" and turn.approval_policy == "never":
        # As a question that is asked aside.
        await turn.say(
            "An empty name is greeted with a comma, in `app/greet.py`. I may only read here, so I leave it.",
            phase="final_answer",
            words_per_second=_RATE,
        )
        return
    answer = await turn.patch(
        items.update_file(path("app/greet.py"), _HUNK),
        ask=turn.approval_policy != "never",
        reason="An empty name should not be greeted with a comma.",
    )
    if answer != "completed":
        await turn.say("Then I leave the file alone. What would you rather have?", words_per_second=_RATE)
        return
    await turn.command("pytest -q tests/test_greet.py", output=paint(_OUTPUT), seconds=1.5)
    await turn.say(
        "Done.\n\n- an empty name is greeted without a comma\n- names are no longer glued together\n\n"
        "This is a demo: nothing was written, and nothing was asked of a model. "
        "Try the words `approve`, `equal`, `ask`, `permission`, `form`, `page`, `mcp`, `long`, `plan`, "
        "`colours`, `table` or `fail` in a prompt.",
        phase="final_answer",
        words_per_second=_RATE,
    )


async def _fail(turn: TurnScript) -> None:
    await turn.break_off("I was about to say something")
    info = {"responseStreamDisconnected": {"httpStatusCode": 503}}
    for attempt in (1, 2):
        await turn.retry(f"Reconnecting... {attempt}/2", info=info, details="unexpected status 503")
        await turn.wait(1.2)
    await turn.fail(
        "unexpected status 503 Service Unavailable", info={"httpConnectionFailed": {"httpStatusCode": 503}}
    )


_PUSHING = {
    "network": {"enabled": True},
    "fileSystem": {"read": [f"{DEMO_HOME}/.ssh"], "write": [path(".git")]},
}


async def _approve(turn: TurnScript) -> None:
    await turn.say("Two things need your word, and they are asked at once.", words_per_second=_RATE)
    await turn.together(
        turn.command(
            "git push --force-with-lease",
            ask=True,
            reason="Rewrites the branch on the server.",
            permissions=_PUSHING,
        ),
        turn.command("rm -rf build/", ask=True, reason="Throws away 340 MB."),
    )
    await turn.say("That is settled, then.", words_per_second=_RATE)


async def _equal(turn: TurnScript) -> None:
    await turn.say("The same command three times, and one question for each.", words_per_second=_RATE)
    await turn.together(
        *(
            turn.command("scripts/seed --reset", ask=True, reason=f"For the database of shard {shard}.")
            for shard in (1, 2, 3)
        )
    )
    await turn.say("Three times seeded, or not at all.", words_per_second=_RATE)


async def _long(turn: TurnScript) -> None:
    for chapter in range(1, 13):
        await turn.say(f"## Part {chapter} of 12\n\n" + _LOREM, words_per_second=_RATE)
        await turn.command(
            f"sleep {chapter}", output="".join(f"tick {n}\n" for n in range(chapter)), seconds=chapter
        )


_LOREM = """\
A long turn is there to be watched, scrolled away from, steered and interrupted. While it runs, the list \
says what it does; when something new is below the fold, the transcript counts it. **Esc** stops it, and \
whatever was said up to that moment stays where it is.
"""


async def _plan(turn: TurnScript) -> None:
    steps = ["Read the code", "Write the test", "Make it pass", "Tidy up"]
    for done in range(len(steps) + 1):
        states = ["completed"] * done + ["inProgress"] + ["pending"] * len(steps)
        await turn.plan(list(zip(steps, states, strict=False)), explanation="One step at a time.")
        await turn.wait(1.5)
    await turn.propose_plan("# What comes next\n\n1. Ship it\n2. Rest\n", words_per_second=_RATE)
    await turn.say("The list is done; the plan above is a proposal.", words_per_second=_RATE)


_QUESTIONS: list[Item] = [
    {
        "id": "database",
        "header": "Database",
        "question": "Which database should the tests use?",
        "options": [
            {"label": "sqlite (Recommended)", "description": "Fast, nothing to start."},
            {"label": "postgres", "description": "What production runs."},
        ],
    },
    {"id": "name", "header": "Name", "question": "What should the fixture be called?"},
    {"id": "token", "header": "Token", "question": "A token of the staging server?", "isSecret": True},
]


async def _ask(turn: TurnScript) -> None:
    answers = await turn.ask_questions(_QUESTIONS)
    chosen = " and ".join(answers.get("database", ()))
    said = f"You chose **{chosen}**." if chosen else "No answer; I take sqlite."
    await turn.say(said, words_per_second=_RATE)


async def _permissions(turn: TurnScript) -> None:
    answer = await turn.ask_permissions(_PUSHING, reason="To push the branch, now and after each review.")
    given = answer.get("permissions")
    said = (
        f"Until the end of the {answer.get('scope')} I have what you gave."
        if given
        else "Then I do not push."
    )
    await turn.say(said, words_per_second=_RATE)


_RELEASE: Item = {
    "type": "object",
    "properties": {
        "channel": {
            "type": "string",
            "title": "Channel",
            "oneOf": [{"const": "stable", "title": "Stable"}, {"const": "next", "title": "Next"}],
            "default": "next",
        },
        "notify": {
            "type": "array",
            "title": "Notify",
            "items": {"type": "string", "enum": ["users", "team", "press"]},
            "default": ["team"],
            "maxItems": 2,
        },
        "percent": {"type": "integer", "title": "Rollout", "minimum": 1, "maximum": 100, "default": 10},
        "mail": {"type": "string", "title": "Reply to", "format": "email"},
        "tag": {"type": "boolean", "title": "Tag it"},
    },
    "required": ["channel", "mail", "tag"],
}


async def _form(turn: TurnScript) -> None:
    answer = await turn.elicit("releases", "How should 2.1 be released?", requestedSchema=_RELEASE)
    said = f"The server got `{answer.get('content')}`." if answer.get("content") else "Nothing is released."
    await turn.say(said, words_per_second=_RATE)


async def _page(turn: TurnScript) -> None:
    answer = await turn.elicit(
        "tracker",
        "Sign in to the tracker, then come back.",
        mode="url",
        elicitationId="sign-in",
        url="https://tracker.example.invalid@xn--exmple-4nf.invalid/sign-in?from=codex",
    )
    said = "Signed in." if answer.get("action") == "accept" else "Then without the tracker."
    await turn.say(said, words_per_second=_RATE)


_NO_FIELDS: Item = {"type": "object", "properties": {}}


async def _mcp(turn: TurnScript) -> None:
    meta = {
        "codex_approval_kind": "mcp_tool_call",
        "persist": ["session", "always"],
        "tool_description": "Closes an issue of the tracker.",
        "tool_params": {"issue": 412, "comment": "fixed in 2.1"},
    }
    message = 'Allow the tracker MCP server to run tool "close"?'
    answer = await turn.elicit("tracker", message, requestedSchema=_NO_FIELDS, _meta=meta)
    if answer.get("action") == "accept":
        await turn.tool(items.mcp_call("tracker", "close", {"issue": 412}, text="closed"), seconds=0.4)
        await turn.say("Issue 412 is closed.", words_per_second=_RATE)
    else:
        await turn.say("Issue 412 stays open.", words_per_second=_RATE)


async def _colours(turn: TurnScript) -> None:
    await turn.command("scripts/show-colours", output=paint(_COLOURS), seconds=0.6)
    await turn.say("Colours of commands are kept, whatever the theme.", words_per_second=_RATE)


async def _table(turn: TurnScript) -> None:
    await turn.say(_TABLE, words_per_second=_RATE)


async def _tools(turn: TurnScript) -> None:
    await turn.web_search("resolution of list cursors", seconds=0.8)
    await turn.tool(items.mcp_call("docs", "lookup", {"symbol": "cursor"}, text="cursor: str"), seconds=0.7)
    await turn.note(items.image_view(path("design/fox.png")))
    await turn.note(items.compaction())
    await turn.say("Three tools and a compaction.", words_per_second=_RATE)


REPLIES: tuple[tuple[tuple[str, ...], Scenario], ...] = (
    (("fail", "crash"), _fail),
    (("approve", "parallel"), _approve),
    (("equal",), _equal),
    (("long", "slow"), _long),
    (("plan",), _plan),
    (("ask", "choose"), _ask),
    (("permission", "grant"), _permissions),
    (("form", "release"), _form),
    (("page", "browser"), _page),
    (("mcp",), _mcp),
    (("colour", "color", "ansi"), _colours),
    (("table", "markdown"), _table),
    (("tool", "search"), _tools),
)
"""The words that choose a turn, and the turn; the first that fits plays."""
