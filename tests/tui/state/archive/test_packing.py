"""Packing loses nothing: what comes out is what went in, even in fields that comparing leaves out."""

from __future__ import annotations

from dataclasses import dataclass, fields

import pytest
from codex_tui.state import items as kinds
from codex_tui.state.ansi import AnsiReader
from codex_tui.state.archive.packing import pack, unpack
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
from codex_tui.state.store import Store
from codex_tui.state.styled import StyledLines
from recorded_transcripts import NAMES, runs


def output(text: str) -> StyledLines:
    reader = AnsiReader()
    reader.feed(text)
    return reader.finish()


DONE = ItemStatus.COMPLETED
ONE_OF_EACH = [
    UserMessage("u", "t", status=DONE, text="fünf \U0001f600 \udcff", attachments=("image: a.png",)),
    AgentMessage("a", "t", status=DONE, text=GrowingText("**so**"), phase="final_answer", revision=7),
    Reasoning("r", "t", status=DONE, summary=[GrowingText("one"), GrowingText()], duration_ms=5),
    Command(
        "c",
        "t",
        status=ItemStatus.FAILED,
        command="ls",
        exact="bash -lc ls",
        output=output("plain\n\x1b[1;31mred\x1b[0m and \x1b[38;2;1;2;3mnot\x1b[0m\n\nlast \x1b[4mline"),
        exit_code=2,
        background=True,
        started_at_ms=12,
    ),
    FileChange("f", "t", status=DONE, changes=(FilePatch("a", "update", "@@\n+x", "b", 1, 0),)),
    ToolCall("m", "t", status=ItemStatus.DECLINED, tool="files.read", detail="a", output="ok"),
    Plan("p", "t", status=DONE, explanation="why", steps=(PlanStep("one", "completed"),)),
    Notice("n", "t", status=DONE, level=NoticeLevel.ERROR, text="broken", detail="all of it"),
    Unknown("x", "t", status=ItemStatus.INTERRUPTED, kind="new/thing", detail="{}", count=3),
]


def everything(item: object) -> dict[str, object]:
    assert isinstance(item, Item)
    return {field.name: getattr(item, field.name) for field in fields(item)}


@pytest.mark.parametrize("item", ONE_OF_EACH, ids=lambda item: type(item).__name__)
def test_an_item_comes_back_whole(item: Item) -> None:
    packed = pack([item])
    assert packed is not None
    [back] = unpack(packed)
    assert type(back) is type(item)
    assert everything(back) == everything(item)


def test_every_class_of_items_can_be_packed() -> None:
    known = {each for each in vars(kinds).values() if isinstance(each, type) and issubclass(each, Item)}
    assert {type(item) for item in ONE_OF_EACH} == known - {Item}


@pytest.mark.parametrize("name", NAMES)
def test_what_the_real_server_said_can_be_packed(name: str) -> None:
    for run in runs(name):
        store = Store(lambda: 0.0)
        run.feed(store)
        for thread in store.threads.values():
            packed = pack(thread.items)
            assert packed is not None
            assert [everything(item) for item in unpack(packed)] == [
                everything(item) for item in thread.items
            ]


def test_what_grows_after_it_came_back_is_as_if_it_had_never_been_packed() -> None:
    packed = pack([Command("c", "t", output=output("one\ntwo"))])
    assert packed is not None
    [command] = unpack(packed)
    assert isinstance(command, Command)
    command.output.write(" and a half")
    command.output.end_line()
    assert command.output.text == "one\ntwo and a half\n"


def test_other_classes_and_values_are_not_packed() -> None:
    @dataclass(slots=True)
    class ForeignItem(Item):
        pass

    assert pack([ForeignItem("s", "t")]) is None
    assert pack([ToolCall("m", "t", output=object())]) is None  # type: ignore[arg-type]  # what must not come
