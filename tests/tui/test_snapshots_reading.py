"""What reading looks like: find, the pager, diffs side by side, wide and right-to-left text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cockpit_stage import demo_backend, drawn, settled, until
from codex_tui.app import CodexTui
from codex_tui.keys import Area
from codex_tui.screens.pager import Pager
from codex_tui.screens.picker import Picker
from codex_tui.state.ansi import AnsiReader
from codex_tui.state.items import (
    AgentMessage,
    Command,
    FileChange,
    FilePatch,
    GrowingText,
    Item,
    ItemStatus,
    UserMessage,
)
from conversations import found
from textual.widgets import Input

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    Compare = Callable[..., bool]

THEMES = ["codex-dark", "codex-light"]
DONE = ItemStatus.COMPLETED
DIFF = """@@ -38,9 +38,11 @@ def test_resume(server):
     \"\"\"Resume a thread, twice.\"\"\"
     thread = server.thread("a", timeout=10)
-    time.sleep(0.1)
-    assert thread.state == "idle", f"not {thread.state}"
+    await settled(server, timeout=5)
+    assert thread.status == "idle", f"not {thread.status}"
+    # What was read stays read.
+    assert thread.items[0].text == "hello" and a_long_name_that_makes_this_line_go_on_in_another_row == 3
     thread.archive()
-    return None
 # kept
 @pytest.mark.slow
"""
CHANGE = FileChange(
    "change",
    "t",
    status=DONE,
    changes=(FilePatch("/home/ada/src/app/tests/test_resume.py", "update", DIFF, None, 4, 3),),
)
WORDS = """日本語の文章は、空白がなくても幅に合わせて折り返されます。漢字とかなは二桁です。

| 言語 | text |
| --- | --- |
| العربية | مرحبا بالعالم |
| עברית | שלום עולם |
| emoji | 👩‍👩‍👧 🇫🇷 e\u0301 ✅ |

- שורה ארוכה בעברית, עם `code` באמצע, שנמשכת מעבר לסוף השורה כדי שתישבר
- 한국어 문장도 두 칸씩 차지합니다

```python
名前 = "値"  # コメント
```"""


def demo(theme: str = "codex-dark") -> CodexTui:
    """The demo without movement."""
    app = CodexTui(demo_backend(), theme=theme)
    app.animation_level = "none"
    return app


async def opened(pilot: Pilot[None], *more: Item) -> CodexTui:
    """Open a thread of the demo, with more at its end."""
    app = pilot.app
    assert isinstance(app, CodexTui)
    await settled(app, pilot)
    threads = app.cockpit.store.threads.values()
    app.cockpit.actions.open(next(each.id for each in threads if each.title == "Explain the router"))
    await settled(app, pilot)
    assert app.cockpit.thread is not None
    app.cockpit.thread.items.extend(more)
    app.cockpit.transcript.update_blocks((), structure=True)
    await drawn(app, pilot)
    app.cockpit.transcript.action_end()
    return app


async def in_pager(pilot: Pilot[None], item: Item) -> Pager:
    """Open an item in the pager."""
    app = await opened(pilot, item)
    app.cockpit.transcript.focus()
    await until(lambda: app.cockpit.panes.area is Area.CONVERSATION, "the conversation")
    await pilot.press("enter")
    await until(lambda: isinstance(app.screen, Pager), "the pager")
    await pilot.pause()
    await pilot.pause()
    assert isinstance(app.screen, Pager)
    return app.screen


@pytest.mark.parametrize("theme", THEMES)
def test_a_search(snap_compare: Compare, theme: str) -> None:
    async def run(pilot: Pilot[None]) -> None:
        app = await opened(pilot)
        await pilot.press(*"a draft", "ctrl+f")
        await until(lambda: app.cockpit.panes.area is Area.FIND, "the line")
        await pilot.press(*"the", "alt+w")
        await until(lambda: 0 < found(app.cockpit.transcript)[1] < 16, "the matches")
        await pilot.press("up", "up")
        await drawn(app, pilot)

    assert snap_compare(demo(theme), terminal_size=(120, 40), run_before=run)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("columns", [120, 240])
def test_a_diff(snap_compare: Compare, theme: str, columns: int) -> None:
    async def run(pilot: Pilot[None]) -> None:
        await opened(pilot, CHANGE)

    assert snap_compare(demo(theme), terminal_size=(columns, 40), run_before=run)


def test_the_pager_of_a_command_with_a_search(snap_compare: Compare) -> None:
    reader = AnsiReader()
    reader.feed(
        "".join(f"{number:5} \x1b[32mok\x1b[0m   tests/test_{number % 7}.py\n" for number in range(2000))
    )
    item = Command("c", "t", status=DONE, command="pytest -v", output=reader.finish(), exit_code=0)

    async def run(pilot: Pilot[None]) -> None:
        pager = await in_pager(pilot, item)
        await pilot.press("slash")
        await until(lambda: pager.finding.bar.line.has_focus, "the line")
        await pilot.press(*"test_3")
        await until(lambda: found(pager.view)[1] == 286, "the matches")
        await pilot.press(*["enter"] * 9)
        await pilot.pause()

    assert snap_compare(demo(), terminal_size=(100, 30), run_before=run)


def test_the_pager_of_a_diff(snap_compare: Compare) -> None:
    async def run(pilot: Pilot[None]) -> None:
        await in_pager(pilot, CHANGE)

    assert snap_compare(demo(), terminal_size=(100, 30), run_before=run)


@pytest.mark.parametrize("columns", [80, 120])
def test_wide_and_right_to_left_text(snap_compare: Compare, columns: int) -> None:
    async def run(pilot: Pilot[None]) -> None:
        prompt = UserMessage("u", "t", status=DONE, text="שלום, 世界! מה שלומך?")
        await opened(pilot, prompt, AgentMessage("w", "t", status=DONE, text=GrowingText(WORDS)))

    assert snap_compare(demo(), terminal_size=(columns, 40), run_before=run)


def test_blocks_that_are_selected_with_the_keyboard(snap_compare: Compare) -> None:
    async def run(pilot: Pilot[None]) -> None:
        app = await opened(pilot)
        app.cockpit.transcript.focus()
        await until(lambda: app.cockpit.panes.area is Area.CONVERSATION, "the conversation")
        await pilot.press("G", "shift+up", "shift+up", "shift+up")
        await drawn(app, pilot)

    assert snap_compare(demo(), terminal_size=(120, 40), run_before=run)


@pytest.mark.parametrize("size", [(80, 24), (160, 48)], ids=["80x24", "160x48"])
def test_the_outline(snap_compare: Compare, size: tuple[int, int]) -> None:
    async def run(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, CodexTui)
        await settled(app, pilot)
        await pilot.press("f6", "o")
        await until(lambda: isinstance(app.screen, Picker), "the outline")
        app.screen.query_one(Input).cursor_blink = False
        await drawn(app, pilot)

    assert snap_compare(demo(), terminal_size=size, run_before=run)
