"""Release notes, and a fork of the thread in which they become shorter."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from codex_app_server.testing import items

from ..place import DAY, HOUR, path, ran, thread, turn

if TYPE_CHECKING:
    from codex_app_server.testing import ScriptedServer

_LOG = """\
4be01c7 Keep drafts when the thread changes
9f3c1e2 Page through the thread list
e8813d0 Say what is missing when there is no login
0d4471b Fold commands that ended well
77aa902 Drop Python 3.9
"""

_LONG = """\
# 0.4.0

## New

- **Drafts stay.** What you have typed but not sent is kept for each thread, also over a restart.
- **The list is whole.** All threads are there, however many, in the order in which you last used them.
- **Commands fold** when they end well. Those that fail stay open, with their last lines.

## Fixed

- Without a login the first screen says what is missing, and offers three ways to sign in.

## Gone

- Python 3.9. The last version for it is 0.3.7.
"""

_SHORT = """\
# 0.4.0

Drafts stay, the list is whole, commands fold when they end well. Without a login the first screen helps. \
Needs Python 3.10.
"""


def add(server: ScriptedServer) -> None:
    """Put both threads into the server."""
    first = turn(
        "Write the release notes for 0.4.0 from the log since the last tag. For people, not for us.",
        ran("git log --oneline v0.3.7..", _LOG),
        items.reasoning("**Choosing**\n\nFive commits, four of them matter to somebody who uses it."),
        items.file_change(items.add_file(path("docs/releases/0.4.0.md"), _LONG)),
        items.agent_message(f"They are in `docs/releases/0.4.0.md`:\n\n{_LONG}"),
        seconds=37,
    )
    notes = server.add_thread(thread("Write release notes", first, ago=DAY - 2 * HOUR, tokens=14_900))
    second = turn(
        "Too long. Three sentences.",
        items.file_change(
            items.update_file(
                path("docs/releases/0.4.0.md"),
                "@@ -1,15 +1,4 @@\n # 0.4.0\n \n"
                + "".join(f"-{line}\n" for line in _LONG.splitlines()[2:])
                + "".join(f"+{line}\n" for line in _SHORT.splitlines()[2:]),
            )
        ),
        items.agent_message(f"{_SHORT}\nThree sentences and a half; the half is a requirement."),
        seconds=12,
    )
    shorter = thread("release notes, shorter", second, ago=DAY - 3 * HOUR, tokens=16_300)
    shorter.forked_from = notes.id
    shorter.turns.insert(0, copy.deepcopy(notes.turns[0]))
    server.add_thread(shorter)
    server.load(notes)
    server.load(shorter)
