"""A port that went well until the connection to the model was lost: a failed turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codex_app_server.testing import items

from ..place import DAY, HOUR, path, ran, thread, turn

if TYPE_CHECKING:
    from codex_app_server.testing import ScriptedServer

_TRACE = """\
  + Exception Group Traceback (most recent call last):
  |   File "tests/test_pool.py", line 61, in test_pool_closes_under_load
  |     async with Pool(size=4) as pool:
  | ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File "app/pool.py", line 88, in _drain
    |     await asyncio.wait_for(self._idle.get(), timeout)
    | <bold><red>RuntimeError: no running event loop</>
    +------------------------------------
<red>1 failed</>, <green>38 passed</> in 5.51s
"""

_POOL = """\
@@ -80,11 +80,10 @@ class Pool:
     async def _drain(self, timeout: float) -> None:
-        while self._open:
-            connection = await asyncio.wait_for(self._idle.get(), timeout)
-            await connection.close()
+        with anyio.move_on_after(timeout):
+            async for connection in self._idle:
+                await connection.aclose()
"""

_COMPAT = """\
\"\"\"What asyncio called differently before 3.8.\"\"\"

import asyncio

create_task = asyncio.ensure_future
"""


def add(server: ScriptedServer) -> None:
    """Put the thread into the server, loaded, as its turn has failed there."""
    failed = turn(
        "Go on with the pool.",
        items.reasoning(
            "**The pool**\n\nIts queue becomes a memory object stream, its timeouts cancel scopes."
        ),
        items.file_change(
            items.update_file(path("app/pool.py"), _POOL),
            items.update_file(
                path("app/wait.py"),
                "@@ -1,4 +1,4 @@\n-import asyncio\n+import anyio\n \n \n async def settle() -> None:\n",
                moved_to=path("app/timing.py"),
            ),
            items.delete_file(path("app/compat.py"), _COMPAT),
        ),
        ran("pytest -q tests/test_pool.py", _TRACE, exit_code=1, seconds=5.9),
        items.agent_message("One place is left: `_drain` is still called from", phase="commentary"),
        seconds=88,
        status="failed",
    )
    failed.error = {
        "message": "stream disconnected before completion: stream closed before response.completed",
        "codexErrorInfo": "other",
        "additionalDetails": None,
        "misalignment": None,
    }
    added = server.add_thread(
        thread(
            "Port to trio",
            turn(
                "We want to run on trio as well. What stands in the way?",
                ran("rg -l '^import asyncio' app | wc -l", "14\n"),
                items.dynamic_call(
                    "issue_lookup",
                    {"number": 1182},
                    text="#1182 Support trio. 9 votes. Blocked by: connection pool",
                    namespace="tracker",
                ),
                items.agent_message(
                    "Fourteen modules import `asyncio`. In eleven of them it is only `create_task` or "
                    "`sleep`, which *anyio* has under other names. What is left:\n\n"
                    "1. the connection pool (`Queue`, `wait_for`)\n"
                    "2. the signal handlers\n"
                    "3. one test helper that starts a loop of its own\n"
                ),
                seconds=25,
            ),
            failed,
            ago=DAY + 4 * HOUR,
            branch="trio",
            effort="high",
            tokens=88_000,
        )
    )
    server.load(added)
