from __future__ import annotations

import importlib
import inspect
import pkgutil
from dataclasses import replace
from typing import Any

import codex_tui.blocks
import pytest
from codex_tui.blocks import ASCII, BLOCKS, Detail, View, block_of, render, source
from codex_tui.blocks.block import Block
from codex_tui.blocks.durations import duration
from codex_tui.state import items as state_items
from codex_tui.state.ansi import AnsiReader
from codex_tui.state.items import (
    AgentMessage,
    Command,
    FileChange,
    FilePatch,
    GrowingText,
    Item,
    ItemStatus,
    Notice,
    NoticeLevel,
    Plan,
    PlanStep,
    Reasoning,
    ToolCall,
    Unknown,
    UserMessage,
)
from codex_tui.state.styled import StyledLines

DONE = ItemStatus.COMPLETED
FAILED = ItemStatus.FAILED
DIFF = """@@ -41,2 +41,2 @@ def test_resume(server):
-    time.sleep(0.1)
+    await settled(server)
     thread.archive()
"""


def output(text: str) -> StyledLines:
    reader = AnsiReader()
    reader.feed(text)
    return reader.finish()


def rows(item: Item, width: int = 60, detail: Detail | None = None) -> list[str]:
    return [line.text.rstrip() for line in render(item, width, detail=detail)]


def command(text: str = "pytest -x", lines: int = 0, **facts: Any) -> Command:
    printed = output("".join(f"line {number}\n" for number in range(1, lines + 1)))
    return Command("c", "t", **{"status": DONE, "command": text, "output": printed, **facts})


EVERY_ITEM: list[Item] = [
    UserMessage("1", "t", status=DONE, text="a\tb\n" * 30, attachments=("image: 漢字.png",)),
    AgentMessage("2", "t", text=GrowingText("# 漢字 🎉\n\n" + "long word " * 40)),
    Reasoning("3", "t", status=DONE, summary=[GrowingText("**Why**\n\nbecause " * 20)], duration_ms=6000),
    command("x" * 300, 80, exit_code=1, duration_ms=3200, status=FAILED),
    command("a\nb", 3, status=ItemStatus.RUNNING),
    FileChange("6", "t", status=DONE, changes=(FilePatch("a" * 90, "update", DIFF * 30, None, 1, 1),)),
    FileChange("7", "t", changes=(FilePatch("a", "add", "+x\n"), FilePatch("b", "update", DIFF, "c", 1, 1))),
    ToolCall("8", "t", status=FAILED, tool="search", detail="x" * 200, output="y\n" * 50),
    Plan("9", "t", status=DONE, explanation="why " * 40, steps=(PlanStep("do " * 60, "pending"),)),
    Plan("10", "t", status=DONE, text=GrowingText("1. one\n2. two")),
    Notice("11", "t", status=DONE, level=NoticeLevel.ERROR, text="broke " * 30, detail="detail\n" * 9),
    Unknown("12", "t", status=DONE, kind="hologram", detail="{}" * 200),
]


@pytest.mark.parametrize("item", EVERY_ITEM, ids=lambda item: f"{type(item).__name__}-{item.id}")
@pytest.mark.parametrize("width", [20, 60, 76, 190])
@pytest.mark.parametrize("detail", list(Detail))
def test_every_block_keeps_to_the_width_and_is_clean(item: Item, width: int, detail: Detail) -> None:
    for glyphs in (codex_tui.blocks.UNICODE, ASCII):
        for line in render(item, width, detail=detail, glyphs=glyphs):
            assert line.cells <= width
            assert line.text.isprintable()


@pytest.mark.parametrize("item", EVERY_ITEM, ids=lambda item: f"{type(item).__name__}-{item.id}")
@pytest.mark.parametrize("width", range(1, 16))
def test_no_width_is_too_narrow_to_draw(item: Item, width: int) -> None:
    for detail in Detail:
        render(item, width, detail=detail)
        assert block_of(item).estimate(item, View(width, detail)) >= 0


@pytest.mark.parametrize("item", EVERY_ITEM, ids=lambda item: f"{type(item).__name__}-{item.id}")
def test_folds_show_more_and_more(item: Item) -> None:
    block = block_of(item)
    sizes = [len(render(item, 60, detail=detail)) for detail in block.details(item)]
    assert sizes == sorted(sizes)
    assert block.first_detail(item) in block.details(item)
    assert source(item)


@pytest.mark.parametrize("item", EVERY_ITEM, ids=lambda item: f"{type(item).__name__}-{item.id}")
def test_estimates_are_not_far_off(item: Item) -> None:
    block = block_of(item)
    for detail in block.details(item):
        view = View(76, detail)
        exact, guess = len(block.render(item, view)), block.estimate(item, view)
        assert abs(guess - exact) <= max(4, exact // 2)


def test_every_class_of_item_has_a_renderer() -> None:
    classes = {
        value
        for value in vars(state_items).values()
        if inspect.isclass(value) and issubclass(value, Item) and value is not Item
    }
    assert classes == {each for each in BLOCKS if each.__module__ == UserMessage.__module__}


def test_every_renderer_of_the_folder_is_in_the_table() -> None:
    found = set()
    for module in pkgutil.iter_modules(codex_tui.blocks.__path__):
        loaded = importlib.import_module(f"codex_tui.blocks.{module.name}")
        found |= {
            value
            for value in vars(loaded).values()
            # Python 3.10 takes `list[Line]` for a class too; its type is another.
            if isinstance(value, type(Block)) and issubclass(value, Block) and not inspect.isabstract(value)
        }
    assert {type(block) for block in BLOCKS.values()} == found


def test_a_prompt_has_a_bar_at_its_left() -> None:
    assert rows(UserMessage("u", "t", text="Find out\nwhy.", attachments=("image: a.png",))) == [
        "▎ Find out",
        "▎ why.",
        "▎ image: a.png",
    ]


def test_a_pasted_log_is_folded_to_its_first_lines() -> None:
    item = UserMessage("u", "t", text="\n".join(str(number) for number in range(40)))
    assert rows(item)[-1] == "▎ … 32 more lines"
    assert len(rows(item, detail=Detail.FULL)) == 40


def test_an_agent_message_has_no_frame() -> None:
    assert rows(AgentMessage("m", "t", text=GrowingText("Hello **you**"))) == ["Hello you"]


def test_reasoning_is_one_line_until_it_is_unfolded() -> None:
    item = Reasoning("r", "t", status=DONE, summary=[GrowingText("**Why**\n\nIt is late.")], duration_ms=6000)
    assert rows(item) == ["▸ thought 6 s   Why"]
    assert rows(item, detail=Detail.FULL) == ["▾ thought 6 s   Why", "  Why", "", "  It is late."]


def test_reasoning_that_says_nothing_is_not_drawn() -> None:
    assert rows(Reasoning("r", "t", status=DONE)) == []
    assert rows(Reasoning("r", "t")) == ["⠋ thinking"]


def test_a_command_that_ended_well_shows_its_last_four_lines_and_folds_to_one() -> None:
    item = command("pytest -k resume -x", 37, exit_code=0, duration_ms=3200)
    assert rows(item) == [
        "▾ $ pytest -k resume -x                     3.2 s   37 lines",
        "  … 33 earlier lines",
        *[f"  line {number}" for number in range(34, 38)],
    ]
    folded = rows(item, detail=Detail.HEAD)
    assert folded == ["▸ $ pytest -k resume -x                     3.2 s   37 lines"]


def test_a_command_that_failed_shows_its_last_lines() -> None:
    shown = rows(command("pytest -x", 37, exit_code=1, duration_ms=3200, status=FAILED))
    assert shown[0] == "▾ $ pytest -x                      exit 1   3.2 s   37 lines"
    assert shown[1:3] == ["  … 17 earlier lines", "  line 18"]
    assert shown[-1] == "  line 37"
    assert len(shown) == 22


def test_a_running_command_shows_its_last_eight_lines() -> None:
    shown = rows(command("make", 9, status=ItemStatus.RUNNING))
    assert shown == [
        "⠋ $ make                                             9 lines",
        "  … 1 earlier line",
    ] + [f"  line {number}" for number in range(2, 10)]


def test_a_long_command_is_whole_when_it_is_unfolded() -> None:
    item = command("echo " + "word " * 30 + "end", 1)
    assert rows(item)[0].endswith("…   1 line")
    assert "end" in " ".join(rows(item, detail=Detail.FULL))


def test_a_command_of_several_lines_shows_the_first_and_says_so() -> None:
    item = command("cat <<X\nsecond\nX")
    assert rows(item) == ["▸ $ cat <<X …"]
    assert rows(item, detail=Detail.FULL)[1:] == ["    cat <<X", "    second", "    X"]


@pytest.mark.parametrize(
    ("status", "word"),
    [(ItemStatus.DECLINED, "declined"), (ItemStatus.INTERRUPTED, "interrupted"), (FAILED, "failed")],
)
def test_an_end_that_was_not_good_is_said_in_a_word(status: ItemStatus, word: str) -> None:
    assert rows(command("rm -r /", status=status))[0].endswith(word)


def test_the_colours_of_a_command_stay() -> None:
    item = command("x", output=output("a \x1b[1;31mred\x1b[0m b\n"))
    (_, line) = render(item, 40, detail=Detail.FULL)
    (red,) = [span for span in line.spans if span.text == "red"]
    assert red.style.ansi is not None
    assert red.style.ansi.foreground == "red"
    assert red.style.ansi.bold


def test_a_diff_reads_without_colour() -> None:
    item = FileChange(
        "f", "t", status=DONE, changes=(FilePatch("tests/test_resume.py", "update", DIFF, None, 1, 1),)
    )
    assert rows(item) == [
        "▾ edit tests/test_resume.py                            +1 -1",
        "       def test_resume(server):",
        "  41 -     time.sleep(0.1)",
        "  41 +     await settled(server)",
        "  42       thread.archive()",
    ]


def test_paths_below_the_threads_directory_are_shown_from_there_on() -> None:
    view = View(60, cwd="/home/ada/app")
    assert view.path("/home/ada/app/src/a.py") == "src/a.py"
    assert view.path("/home/ada/apple/a.py") == "/home/ada/apple/a.py"
    item = FileChange(
        "f", "t", status=DONE, changes=(FilePatch("/home/ada/app/a.py", "add", "+x\n", None, 1),)
    )
    assert block_of(item).render(item, view)[0].text.startswith("▾ add a.py ")
    assert source(item).startswith("--- /dev/null\n+++ /home/ada/app/a.py")


def test_hunks_are_parted_by_a_sign() -> None:
    diff = "@@ -1 +1 @@\n-a\n+b\n@@ -80 +80 @@\n-c\n+d\n\\ No newline at end of file\n"
    item = FileChange("f", "t", status=DONE, changes=(FilePatch("a", "update", diff, None, 2, 2),))
    assert rows(item)[1:] == [
        "   1 - a",
        "   1 + b",
        "   ⋮",
        "  80 - c",
        "  80 + d",
        "       No newline at end of file",
    ]


def test_lines_that_look_like_headers_inside_a_hunk_are_kept() -> None:
    diff = "@@ -1,2 +1,2 @@\n--- a\n+++ b\n"
    item = FileChange("f", "t", status=DONE, changes=(FilePatch("a", "update", diff, None, 1, 1),))
    assert rows(item)[1:] == ["  1 - -- a", "  1 + ++ b"]


def test_several_files_are_counted_together_and_named_apart() -> None:
    changes = (
        FilePatch("a.py", "add", "+x\n", None, 1, 0),
        FilePatch("old", "update", "@@ -1 +1 @@\n-a\n+b\n", "new", 1, 1),
    )
    shown = rows(FileChange("f", "t", status=DONE, changes=changes))
    assert shown[0].startswith("▾ change 2 files")
    assert shown[0].endswith("+2 -1")
    assert shown[1].startswith("  add a.py")
    assert shown[2] == "    1 + x"
    assert shown[3].startswith("  move old → new")


def test_a_large_diff_is_folded() -> None:
    changes = (FilePatch("a.py", "add", "+x\n" * 100, None, 100, 0),)
    assert len(rows(FileChange("f", "t", status=DONE, changes=changes))) == 1


def test_a_plan_shows_its_steps_by_shape() -> None:
    steps = (PlanStep("one", "completed"), PlanStep("two", "inProgress"), PlanStep("three", "pending"))
    shown = rows(Plan("p", "t", status=DONE, steps=steps), 40)
    assert shown == ["▾ plan                            1 of 3", "  ✓ one", "  ● two", "  ○ three"]


def test_a_line_that_spins_begins_with_nothing_but_its_mark() -> None:
    for item in EVERY_ITEM:
        running = replace(item, status=ItemStatus.RUNNING)
        for line in render(running, 60):
            # What turns takes the place of the whole first span.
            assert not line.spins or len(line.spans[0].text) == 1


def test_a_notice_shows_its_level_by_shape() -> None:
    marks = [rows(Notice("n", "t", status=DONE, level=level, text="x"))[0][0] for level in NoticeLevel]
    assert marks == ["·", "·", "!", "✗"]


def test_something_unknown_is_a_line() -> None:
    assert rows(Unknown("x", "t", status=DONE, kind="hologram", detail="{}")) == ["· hologram  {}"]


def test_the_source_of_a_block_is_what_one_would_paste() -> None:
    assert source(AgentMessage("m", "t", text=GrowingText("**a**"))) == "**a**"
    assert source(command("ls", 2)) == "$ ls\nline 1\nline 2"
    patch = FilePatch("a.py", "update", "@@ -1 +1 @@\n-a\n+b\n", None, 1, 1)
    assert source(FileChange("f", "t", changes=(patch,))) == "--- a.py\n+++ a.py\n@@ -1 +1 @@\n-a\n+b"


@pytest.mark.parametrize(
    ("milliseconds", "text"),
    [
        (None, ""),
        (3, "0.1 s"),
        (3_200, "3.2 s"),
        (6_000, "6 s"),
        (42_400, "42 s"),
        (245_000, "4 m 05 s"),
        (7_380_000, "2 h 03 m"),
    ],
)
def test_durations_are_words(milliseconds: int | None, text: str) -> None:
    assert duration(milliseconds) == text
