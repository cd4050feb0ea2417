"""Exports: JSON that is read back equal, Markdown and HTML that show text as text."""

from __future__ import annotations

import re
from dataclasses import fields
from html.parser import HTMLParser

import pytest
from codex_tui.export import (
    ExportedThread,
    NotAnExportError,
    copy_of,
    html_pieces,
    json_pieces,
    markdown_pieces,
    read_thread,
)
from codex_tui.state import items as kinds
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
from codex_tui.state.store import Store
from codex_tui.state.styled import StyledLines
from markdown_it import MarkdownIt
from recorded_transcripts import NAMES, runs


def output(text: str) -> StyledLines:
    reader = AnsiReader()
    reader.feed(text)
    return reader.finish()


DONE = ItemStatus.COMPLETED
ONE_OF_EACH: tuple[Item, ...] = (
    UserMessage("u", "t", status=DONE, text="find </div> it\n\n# now", attachments=("image: a.png",)),
    AgentMessage(
        "a", "t", status=DONE, text=GrowingText("**so** <b>\n\n```py\na\n```"), phase="final_answer"
    ),
    Reasoning("r", "t", status=DONE, summary=[GrowingText("one"), GrowingText()], duration_ms=5),
    Command(
        "c",
        "t",
        status=ItemStatus.FAILED,
        command="cat '```'",
        exact="bash -lc ls",
        output=output("plain\n\x1b[1;31mred\x1b[0m and \x1b[38;2;1;2;3mnot\x1b[0m\n```\nlast \x1b[4mline"),
        exit_code=2,
        background=True,
        started_at_ms=12,
    ),
    FileChange("f", "t", status=DONE, changes=(FilePatch("a", "update", "@@ -1 +1 @@\n-x\n+y", "b", 1, 1),)),
    ToolCall("m", "t", status=ItemStatus.DECLINED, tool="files.read", detail="a", output="ok"),
    Plan("p", "t", status=DONE, explanation="why", steps=(PlanStep("one", "completed"),)),
    Notice("n", "t", status=DONE, level=NoticeLevel.ERROR, text="broken", detail="all of it"),
    Unknown("x", "t", status=ItemStatus.INTERRUPTED, kind="new/thing", detail="{}", count=3),
)
THREAD = ExportedThread(
    "id", "A <title> of *stars*", "/src", "gpt", ONE_OF_EACH, (), ("A turn was running.",)
)


def everything(thread: ExportedThread) -> list[dict[str, object]]:
    """All fields of all items, those too that do not count when items are compared."""
    return [
        {"class": type(item), **{field.name: getattr(item, field.name) for field in fields(item)}}
        for item in thread.items
        if isinstance(item, Item)
    ]


def test_an_export_as_json_is_read_back_equal() -> None:
    back = read_thread("".join(json_pieces(THREAD)))
    assert back == THREAD
    assert everything(back) == everything(THREAD)


def test_every_class_of_items_can_be_exported() -> None:
    known = {each for each in vars(kinds).values() if isinstance(each, type) and issubclass(each, Item)}
    assert {type(item) for item in ONE_OF_EACH} == known - {Item}


def test_what_the_person_ran_is_told_from_what_the_agent_ran() -> None:
    ran = Command("c", "t", status=DONE, command="git status", exit_code=0, source="userShell")
    thread = ExportedThread("id", "title", "/src", "gpt", (ran,), (), ())
    assert "**Your shell** (exit 0)\n\n```console\n! git status\n" in "".join(markdown_pieces(thread))
    assert "<code>! git status</code> in your shell exit 0" in "".join(html_pieces(thread))


@pytest.mark.parametrize("name", NAMES)
def test_what_the_real_server_said_is_read_back_equal(name: str) -> None:
    for run in runs(name):
        store = Store()
        run.feed(store)
        for thread in store.threads.values():
            exported = copy_of(thread)
            back = read_thread("".join(json_pieces(exported)))
            assert back == exported
            assert "".join(markdown_pieces(exported)).startswith("# ")
            assert "".join(html_pieces(exported)).endswith("</html>\n")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "{}",
        '{"format": "another"}',
        '{"format": "codex-tui thread", "version": 99}',
        '{"format": "codex-tui thread", "version": 1}',
        "".join(json_pieces(THREAD)).replace('"reasoning"', '"resonance"'),
        "".join(json_pieces(THREAD)).replace('"declined"', '"lost"'),
    ],
)
def test_what_is_no_export_is_refused_in_words(text: str) -> None:
    with pytest.raises(NotAnExportError, match=r"[a-z]"):
        read_thread(text)


def test_no_text_ends_a_code_block_of_the_markdown() -> None:
    tokens = MarkdownIt("commonmark").parse("".join(markdown_pieces(THREAD)))
    fences = [token for token in tokens if token.type == "fence"]
    assert [fence.info for fence in fences] == ["py", "console", "diff", "", ""]
    assert fences[1].content == "$ cat '```'\nplain\nred and not\n```\nlast line\n"
    headings = [tokens[at + 1].content for at, token in enumerate(tokens) if token.type == "heading_open"]
    # A heading in a prompt stays within the quotation.
    assert headings == ["A \\<title\\> of \\*stars\\*", "You", "now"]


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page(thread: ExportedThread) -> _Page:
    read = _Page()
    read.feed("".join(html_pieces(thread)))
    return read


def test_the_page_is_whole_and_has_both_themes() -> None:
    read = page(THREAD)
    assert read.open == []
    text = "".join(html_pieces(THREAD))
    assert text.count("--background:") == 2
    assert "prefers-color-scheme: light" in text
    assert '<span class="removed">-x</span><span class="added">+y</span>' in text


def test_a_page_fetches_and_runs_nothing_whatever_was_said() -> None:
    hostile = (
        "<script>alert(1)</script> <img src=x onerror=y> ![a](http://example.com/a.png) "
        "[b](javascript:alert(1)) <style>*{}</style>"
    )
    thread = ExportedThread(
        "id",
        hostile,
        hostile,
        hostile,
        (
            UserMessage("u", "t", text=hostile, attachments=(hostile,)),
            AgentMessage("a", "t", text=GrowingText(hostile)),
            Command("c", "t", command=hostile, output=output(hostile)),
            FileChange("f", "t", changes=(FilePatch(hostile, hostile, hostile, hostile),)),
            ToolCall("m", "t", tool=hostile, detail=hostile, output=hostile),
            Notice("n", "t", text=hostile, detail=hostile),
            Unknown("x", "t", kind=hostile, detail=hostile),
        ),
        lacks=(hostile,),
    )
    for tag, attributes in page(thread).tags:
        assert tag not in ("script", "img", "iframe", "link", "object")
        assert not any(name.startswith("on") for name in attributes)
        assert not re.match(r"\s*(javascript|data|vbscript):", attributes.get("href") or "")
    assert [tag for tag, _ in page(thread).tags].count("style") == 1
