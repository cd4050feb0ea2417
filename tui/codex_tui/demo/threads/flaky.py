"""A test that fails one time in ten; its turn is running when the demo opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codex_app_server.testing import items

from ..place import MINUTE, paint, path, ran, read, thread, turn

if TYPE_CHECKING:
    from codex_app_server.testing import ScriptedServer, TurnScript

_NIGHTLY = """\
<bold>============================= test session starts ==============================</>
collected 412 items

tests/test_list.py <green>.......................</>                          [  5%]
tests/test_resume.py <green>....<red>F<green>..</>                                        [  7%]
tests/test_router.py <green>........................................</>       [ 17%]

<red><bold>FAILED</> tests/test_resume.py::<bold>test_resume_lists_every_thread</> - AssertionError: 11 != 12
<red>================== <bold>1 failed</>, <green>411 passed</><red> in 48.20s ===================</>
"""

_HISTORY = """\
9f3c1e2 Page through the thread list
71b0ad4 Sort threads by their creation
c2d98aa Let the server name its cursors
"""

_TEST = """\
async def test_resume_lists_every_thread(server):
    for number in range(12):
        await server.start_thread(f"thread {number}")
    time.sleep(0.1)
    seen = [row async for row in server.threads(page=5)]
    assert len(seen) == 12
"""

_FAILURE = """\
<bold>============================= test session starts ==============================</>
collected 7 items

tests/test_resume.py::test_resume_after_restart <green>PASSED</>                  [ 14%]
tests/test_resume.py::test_resume_keeps_the_name <green>PASSED</>                 [ 28%]
tests/test_resume.py::test_resume_lists_every_thread <red>FAILED</>             [ 42%]

=================================== FAILURES ===================================
<red><bold>________________________ test_resume_lists_every_thread ________________________</>

    seen = [row async for row in server.threads(page=5)]
<bold><red>>   assert len(seen) == 12</>
<bold><red>E   assert 11 == 12</>

tests/test_resume.py:44: AssertionError
<red>==================== <bold>1 failed</>, <green>2 passed</><red> in 3.18s =====================</>
"""

HUNK = """\
@@ -38,7 +38,10 @@ async def test_resume_lists_every_thread(server):
     for number in range(12):
         await server.start_thread(f"thread {number}")
-    time.sleep(0.1)
-    seen = [row async for row in server.threads(page=5)]
+    await settled(server)
+    # The cursor of the creation has whole seconds:
+    # it loses rows at the edge of a page.
+    pages = server.threads(page=5, order="recency")
+    seen = [row async for row in pages]
     assert len(seen) == 12
"""

_ROUNDS = "".join(
    f"round {number:3d}/200  <green>7 passed</> in 2.{number % 10}4s\n" for number in range(1, 61)
)

_WHY = """\
The server's cursor has one-second resolution, so two threads created in the same second can fall \
between two pages:

```python
cursor = "2026-11-22T07:47:03Z"   # the last row of page one
```

Page two asks for everything *before* that second. A thread that was created within it, but sorted \
behind the edge, is on neither page. On a fast machine twelve threads fit into one second, which is why \
it fails **one time in ten** and never with the debugger attached.

I will order by `recency`, whose cursor has milliseconds, and wait for the server instead of sleeping.
"""

_SUMMARY = """\
Fixed. 60 rounds in a row pass; before, every tenth failed.

- `tests/test_resume.py` pages by *recency* and waits for the server to settle
- nothing in the server changed: the cursor's resolution is documented, our test ignored it

Shall I look for other callers that page by creation time?
"""


def add(server: ScriptedServer) -> None:
    """Put the thread into the server, with its turn about to run."""
    held = server.pace == 0

    async def work(script: TurnScript) -> None:
        if script.is_steered:
            await _change_course(script)
        else:
            await _look_for_it(script)
            await _run_again(script, held=held)

    added = server.add_thread(
        thread(
            "Fix the flaky resume test",
            turn(
                "The nightly run failed twice this week. Which tests was it?",
                items.agent_message("I will look at the last two nightly logs.", phase="commentary"),
                ran("tail -n 12 logs/nightly.log", _NIGHTLY, exit_code=1, seconds=0.3),
                items.agent_message(
                    "Both times it was the same one:\n\n"
                    "| run | failed | of | test |\n"
                    "| --- | ---: | ---: | --- |\n"
                    "| Thursday | 1 | 412 | `test_resume_lists_every_thread` |\n"
                    "| Saturday | 1 | 412 | `test_resume_lists_every_thread` |\n"
                ),
                seconds=21,
            ),
            turn(
                "Did it ever pass reliably?",
                items.reasoning("**Looking at the history**\n\nThe test is older than the paging."),
                ran("git log --oneline -3 -- server/threads.py", _HISTORY),
                items.agent_message(
                    "Until `9f3c1e2`, *Page through the thread list*. Before that the list came in one piece."
                ),
                seconds=14,
            ),
            turn(
                "Show me the test.",
                read("tests/test_resume.py", _TEST),
                items.agent_message(f"```python\n{_TEST}```\n\nThe `time.sleep(0.1)` is suspicious."),
                seconds=9,
            ),
            ago=12 * MINUTE,
            effort="high",
            tokens=72_400,
        )
    )
    server.begin(added, "The resume test fails one time in ten. Find out why.", work, ago=42)


async def _look_for_it(script: TurnScript) -> None:
    script.use_tokens(72_000, 350)
    await script.think(
        "**Finding a pattern**\n\nOne in ten on a fast machine, never under the debugger: it is about time.",
        "**Reading the cursor**\n\nThe list is paged by creation; its cursor is written in whole seconds.",
        words_per_second=9,
    )
    await script.command("pytest -k resume -x", output=paint(_FAILURE), exit_code=1, seconds=3.2)
    await script.say(_WHY, words_per_second=16)
    await script.plan(
        [
            ("Reproduce the failure", "completed"),
            ("Page by recency, wait for the server", "inProgress"),
            ("Run the test two hundred times", "pending"),
        ]
    )
    await script.patch(items.update_file(path("tests/test_resume.py"), HUNK))
    await script.plan(
        [
            ("Reproduce the failure", "completed"),
            ("Page by recency, wait for the server", "completed"),
            ("Run the test two hundred times", "inProgress"),
        ]
    )


async def _run_again(script: TurnScript, *, held: bool) -> None:
    await script.say("Running the test again, two hundred times.", phase="commentary", words_per_second=12)
    shown = "".join(_ROUNDS.splitlines(keepends=True)[:12]) if held else _ROUNDS
    await script.command(
        "scripts/repeat 200 pytest -k resume -x", output=paint(shown), seconds=150, until_steered=held
    )
    await script.plan(
        [
            ("Reproduce the failure", "completed"),
            ("Page by recency, wait for the server", "completed"),
            ("Run the test two hundred times", "completed"),
        ]
    )
    await script.say(_SUMMARY, phase="final_answer", words_per_second=16)


async def _change_course(script: TurnScript) -> None:
    await script.think("**Taking the remark in**\n\nThe fix stands; the person wants something else now.")
    await script.say(
        f"Understood: *{script.prompt.strip()}*\n\n"
        "The fix itself is in `tests/test_resume.py` already. I stopped the repeated run after the rounds "
        "you saw, all of them green, and will go on from there.",
        words_per_second=16,
    )
    await script.command("git diff --stat", output=" tests/test_resume.py | 7 +++++--\n", seconds=0.3)
    await script.say("One file is changed, nothing else. Tell me where to go next.", words_per_second=16)
