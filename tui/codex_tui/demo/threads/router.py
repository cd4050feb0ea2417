"""A question about the code, answered at length; a second answer comes in while the demo opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codex_app_server.testing import items

from ..place import HOUR, read, thread, turn

if TYPE_CHECKING:
    from codex_app_server.testing import ScriptedServer, TurnScript

_ROUTER = """\
class Router:
    def __init__(self) -> None:
        self._static: dict[str, Handler] = {}
        self._tree = Node()

    def add(self, pattern: str, handler: Handler) -> None:
        if "{" in pattern:
            self._tree.insert(pattern, handler)
        else:
            self._static[pattern] = handler

    def find(self, path: str) -> Match | None:
        handler = self._static.get(path)
        return Match(handler, {}) if handler else self._tree.walk(path)
"""

_ANSWER = """\
# How a request finds its handler

There are **two tables**, tried in this order:

1. `_static`: a dictionary from the whole path to the handler. Nine of ten requests end here.
2. `_tree`: one node for each part of the path. A `{name}` matches any part and is kept as a parameter.

```python
def find(self, path: str) -> Match | None:
    handler = self._static.get(path)
    return Match(handler, {}) if handler else self._tree.walk(path)
```

## What wins when two patterns match

| pattern | `/users/me` | `/users/7` |
| --- | :-: | :-: |
| `/users/me` | yes | no |
| `/users/{id}` | yes | yes |

A part that is spelled out always wins over a parameter, whatever was added first:

> Static before dynamic, longer before shorter, and never by the order of registration.

That rule is from [the design notes](https://wiki.example.invalid/router), where it is argued at length. \
What is *not* there:

- regular expressions
- handlers for a whole subtree
  - except `mount()`, which strips its prefix and calls another router

---

The tree is built once, at import. ~~Adding routes later works~~ Adding routes later raises `RouterFrozen`.
"""

_MIDDLEWARE = """\
In `app/middleware.py`, in the list at the bottom. The order there is the order in which a request \
passes through; the response takes the same way back:

```text
request ──▶ timing ──▶ session ──▶ csrf ──▶ router
                                              │
response ◀── timing ◀── session ◀── csrf ◀────┘
```

A new one goes **after** `session` if it needs to know who is asking.
"""


def add(server: ScriptedServer) -> None:
    """Put the thread into the server; it gets an answer soon after the start."""
    added = server.add_thread(
        thread(
            "Explain the router",
            turn(
                "How does a request find its handler?",
                read("app/router.py", _ROUTER),
                items.agent_message(_ANSWER, phase="final_answer"),
                seconds=33,
            ),
            ago=2 * HOUR,
            model="gpt-6-luna",
            effort="low",
            tokens=18_200,
        )
    )
    server.begin(added, "And where would I add a middleware?", _explain, ago=130)


async def _explain(script: TurnScript) -> None:
    script.use_tokens(18_200, 240)
    await script.command("rg -n 'MIDDLEWARE' app", output="app/middleware.py:88:MIDDLEWARE = [\n", seconds=1)
    await script.say(_MIDDLEWARE, phase="final_answer", words_per_second=20)
