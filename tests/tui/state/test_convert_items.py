from __future__ import annotations

from typing import Any, get_args

import pytest
from codex_app_server.generated import v2_all
from codex_tui.state.convert_items import CONVERSIONS, converted
from codex_tui.state.items import Command, Item, ItemStatus, Notice, ToolCall, Unknown, UserMessage


def convert(tag: str, /, *, running: bool = False, **said: Any) -> Item:
    item = v2_all.ThreadItem.model_validate({"type": tag, "id": "i", **said})
    return converted(item, "t", running=running)


def tags() -> set[str]:
    members = v2_all.ThreadItem.__subclasses__()
    return {
        get_args(member.model_fields["type"].annotation)[0]
        for member in members
        if member.__name__[:7] != "Unknown"
    }


def test_every_kind_of_item_has_a_conversion() -> None:
    assert set(CONVERSIONS) == tags()


@pytest.mark.parametrize(
    ("kind", "said", "drawn"),
    [
        (
            "mcpToolCall",
            {"server": "s", "tool": "t", "status": "failed", "arguments": {}, "error": {"message": "no"}},
            ("s.t", "", "no"),
        ),
        (
            "mcpToolCall",
            {"server": "s", "tool": "t", "status": "completed", "arguments": "x"},
            ("s.t", "x", ""),
        ),
        (
            "dynamicToolCall",
            {
                "namespace": "w",
                "tool": "temp",
                "arguments": {"city": "Rome", "days": 2},
                "status": "completed",
                "contentItems": [
                    {"type": "inputText", "text": "42 C"},
                    {"type": "inputImage", "imageUrl": "data:"},
                ],
            },
            ("w.temp", 'city="Rome", days=2', "42 C\n[inputImage]"),
        ),
        ("functionCallOutput", {"name": "f", "output": "text"}, ("f", "", "text")),
        (
            "functionCallOutput",
            {"name": "f", "output": [{"type": "input_text", "text": "a"}]},
            ("f", "", "a"),
        ),
        ("webSearch", {"query": "q", "action": None}, ("web search", "q", "")),
        (
            "webSearch",
            {"query": "", "action": {"type": "search", "queries": ["a", "b"]}},
            ("web search", "a, b", ""),
        ),
        (
            "webSearch",
            {"query": "q", "action": {"type": "openPage", "url": "http://x"}},
            ("web search", "open http://x", ""),
        ),
        (
            "webSearch",
            {"query": "", "action": {"type": "findInPage", "url": "u", "pattern": "p"}},
            ("web search", "find 'p' in u", ""),
        ),
        ("webSearch", {"query": "q", "action": {"type": "ponder"}}, ("web search", "q", "")),
        ("imageView", {"path": "/a\x1b.png"}, ("view image", "/a␛.png", "")),
        (
            "imageGeneration",
            {"result": "base64", "status": "completed", "revisedPrompt": "a cat", "savedPath": "/c.png"},
            ("make image", "a cat", "saved as /c.png"),
        ),
        ("sleep", {"durationMs": 1500}, ("wait", "1.5 s", "")),
        (
            "collabAgentToolCall",
            {
                "tool": "spawnAgent",
                "prompt": "look",
                "status": "completed",
                "senderThreadId": "a",
                "receiverThreadIds": ["b"],
                "agentsStates": {"b": {"status": "running", "message": None}},
            },
            ("start an agent", "look", "b: running"),
        ),
        (
            "subAgentActivity",
            {"agentPath": "root/b", "agentThreadId": "b", "kind": "started"},
            ("agent", "root/b started", ""),
        ),
    ],
)
def test_other_tools_are_told_by_name_arguments_and_answer(
    kind: str, said: dict[str, Any], drawn: tuple[str, str, str]
) -> None:
    item = convert(kind, **said)
    assert isinstance(item, ToolCall)
    assert (item.tool, item.detail, item.output) == drawn


def test_a_kind_of_tomorrow_is_shown_dimly_and_whole() -> None:
    item = convert("dream", depth=3, about="\x1bsheep")
    assert isinstance(item, Unknown)
    assert (item.id, item.kind) == ("i", "dream")
    assert item.detail == 'depth=3, about="\\u001bsheep"'


def test_an_item_of_tomorrow_without_an_id_is_shown_too() -> None:
    item = converted(v2_all.ThreadItem.model_validate({"type": "dream"}), "t", running=False)
    assert isinstance(item, Unknown)
    assert item.id == "unknown:t:dream"


def test_a_prompt_names_what_is_attached() -> None:
    content = [
        {"type": "text", "text": "look"},
        {"type": "localImage", "path": "/a.png"},
        {"type": "image", "url": "data:image/png;base64,AAAA"},
        {"type": "mention", "name": "b", "path": "/b.py"},
        {"type": "skill", "name": "deploy", "path": "/s"},
        {"type": "smell", "of": "roses"},
        {"type": "text", "text": "closely"},
    ]
    item = convert("userMessage", content=content)
    assert isinstance(item, UserMessage)
    assert item.text == "look\nclosely"
    assert item.attachments == ("image: /a.png", "image", "file: /b.py", "skill: deploy", "smell")


def test_questions_of_an_answer_are_read_with_it() -> None:
    item = convert("agentMessage", text="Well", questions=[{"title": "Which?", "options": ["a", "b"]}])
    assert str(getattr(item, "text", "")) == "Well\n\nWhich?\n\n- a\n- b"


def test_a_status_of_tomorrow_counts_as_done() -> None:
    said: dict[str, Any] = {"command": "x", "cwd": "/", "commandActions": [], "status": "pondered"}
    item = convert("commandExecution", **said)
    assert isinstance(item, Command)
    assert item.status is ItemStatus.COMPLETED
    assert convert("commandExecution", running=True, **said).status is ItemStatus.RUNNING


def test_a_hook_that_speaks_is_a_notice() -> None:
    item = convert("hookPrompt", fragments=[{"hookRunId": "h", "text": "mind the tests"}])
    assert isinstance(item, Notice)
    assert item.detail == "mind the tests"
