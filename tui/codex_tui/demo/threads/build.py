"""A slow build: compaction, a command of the person, raw reasoning, a tool that fails, an interruption."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codex_app_server.testing import items

from ..moment import DEMO_CWD
from ..place import HOUR, paint, ran, thread, turn

if TYPE_CHECKING:
    from codex_app_server.testing import ScriptedServer

_SMALL = "".join(
    f"<dim>smaller step {n:<2}                   {2 - n / 20:.1f}     <1 %</>\n" for n in range(1, 13)
)

_PROFILE = f"""\
<bold>step                          seconds  share</>
<red>npm ci                          141.8    57 %</>
<yellow>vite build                       52.3    21 %</>
pip install                      24.0    10 %
<dim>collectstatic                     9.7     4 %</>
{_SMALL}<bold><underline>total                           248.1</>
"""

_ALOUD = """\
The image is built without a cache in CI. So every layer counts, and npm ci is usually first. Let me time \
the steps instead of believing that."""

_STATUS = """\
On branch <green>faster-build</>
Changes not staged for commit:
\t<red>modified:   Dockerfile</>
\t<red>modified:   frontend/package-lock.json</>
"""


def add(server: ScriptedServer) -> None:
    """Put the thread into the server."""
    person = items.command("git status", cwd=DEMO_CWD, output=paint(_STATUS), seconds=0.1, source="userShell")
    added = server.add_thread(
        thread(
            "Why is the build slow?",
            turn(
                "The build takes four minutes. Where do they go?",
                items.reasoning(
                    "**Measuring before guessing**",
                    content=[_ALOUD],
                ),
                ran("scripts/time-build --all", _PROFILE, seconds=251.4),
                items.agent_message(
                    "More than half of it is `npm ci`, because the cache of the runner is keyed by the "
                    "commit instead of the lock file."
                ),
                seconds=275,
            ),
            turn(items.user_message("!git status"), person, seconds=1),
            turn(
                "Ask the CI server for its cache settings.",
                items.mcp_call(
                    "ci",
                    "get_settings",
                    {"project": "app", "section": "cache", "include_inherited": True},
                    error="401 Unauthorized: the token of this server has expired",
                    seconds=1.4,
                ),
                items.function_output("current_time", "2026-11-22T05:12:09Z", namespace="clock"),
                items.compaction(),
                items.agent_message(
                    "It refused: **its token has expired**. Sign in again with `codex mcp login ci`, then I "
                    "can go on."
                ),
                seconds=18,
            ),
            turn(
                "Never mind. Change the key in the workflow file.",
                items.reasoning("**The workflow**\n\n`.github/workflows/build.yml` has one cache step."),
                ran(
                    "rg -n 'actions/cache' .github",
                    ".github/workflows/build.yml:31:  uses: actions/cache@v4\n",
                ),
                seconds=6,
                status="interrupted",
            ),
            ago=3 * HOUR + 1800,
            branch="faster-build",
            tokens=41_000,
        )
    )
    server.load(added)
