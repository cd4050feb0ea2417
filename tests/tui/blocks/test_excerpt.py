"""What copying a part of a block gives."""

from __future__ import annotations

from codex_tui.blocks import Detail, Part, View, block_of, excerpt
from codex_tui.state.items import (
    AgentMessage,
    FileChange,
    FilePatch,
    GrowingText,
    Item,
    Reasoning,
    UserMessage,
)
from conversations import DONE, command
from hypothesis import given
from hypothesis import strategies as st

MARKDOWN = """A **bold** start of a text
that goes on.

- one
- two `code` and more words than a row holds
  - nested

```py
if x:
    y()
```

| a | b |
| - | - |
| 1 | 2 |

The end [link](http://x)."""


def copied(item: Item, first: str, last: str, *, width: int = 30, detail: Detail = Detail.FULL) -> str:
    """Copy from the row that begins with one text to the one that ends with another."""
    view = View(width, detail)
    block = block_of(item)
    lines = block.render(item, view)
    texts = [line.text for line in lines]
    start = next(row for row, text in enumerate(texts) if first in text)
    end = next(row for row, text in enumerate(texts) if last in text and row >= start)
    column = texts[start].index(first)
    until = texts[end].index(last) + len(last)
    return excerpt(block, item, view, lines, Part(start, column, end, until))


def message(text: str = MARKDOWN) -> AgentMessage:
    return AgentMessage("m", "t", status=DONE, text=GrowingText(text))


def test_a_whole_message_is_its_markdown() -> None:
    assert copied(message(), "A bold", ").") == MARKDOWN


def test_pieces_covered_whole_are_markdown_and_the_others_text_without_wrapping() -> None:
    assert copied(message(), "goes on", "nested") == (
        "goes on.\n\n- one\n- two `code` and more words than a row holds\n  - nested"
    )
    assert copied(message(), "bold", "that") == "bold start of a text\nthat"


def test_code_alone_is_copied_without_its_fence_and_among_others_with_it() -> None:
    assert copied(message(), "if x:", "y()") == "if x:\n    y()"
    assert copied(message(), "nested", "y()").endswith("nested\n\n```py\nif x:\n    y()\n```")


def test_a_table_is_copied_as_it_was_written() -> None:
    assert "| a | b |\n| - | - |\n| 1 | 2 |" in copied(message(), "if x:", "2")


def test_a_command_is_copied_as_it_was_typed() -> None:
    item = command(7, lines=40, command="echo a long command that does not fit into a row")
    assert copied(item, "$ echo", "lines", detail=Detail.HEAD) == item.command
    whole = copied(item, "$ echo", "7.39")
    assert whole.startswith("$ echo a long command that does not fit into a row\n7.0\n7.1\n")
    assert copied(item, "7.3", "7.5") == "7.3\n7.4\n7.5"
    part = copied(item, "$ echo", "7.39", detail=Detail.PART)
    assert part.startswith(f"$ {item.command}\n… 36 earlier lines\n7.36")


def test_a_diff_is_copied_with_its_signs_and_one_line_of_it_without() -> None:
    diff = "@@ -1,2 +1,2 @@ def f():\n \tkept\n-old\n+new and long enough to be wrapped here\n"
    item = FileChange("f", "t", status=DONE, changes=(FilePatch("a.py", "update", diff, None, 1, 1),))
    assert copied(item, "- old", "here") == "-old\n+new and long enough to be wrapped here"
    assert copied(item, "new", "here") == "new and long enough to be wrapped here"
    assert copied(item, "edit", "here") == "--- a.py\n+++ a.py\n" + diff.rstrip("\n")


def test_what_is_folded_is_copied_as_it_is_shown() -> None:
    item = Reasoning("r", "t", status=DONE, summary=[GrowingText("**Why**\n\nIt is late.")], duration_ms=6000)
    assert copied(item, "thought", "Why", detail=Detail.HEAD) == "thought 6 s   Why"
    assert copied(item, "is late", "late.") == "is late."


@given(st.text("ab \n*-`#>|漢", max_size=120), st.integers(8, 40), st.data())
def test_any_part_of_any_markdown_can_be_copied(text: str, width: int, data: st.DataObject) -> None:
    item = message(text)
    view = View(width)
    lines = block_of(item).render(item, view)
    first = data.draw(st.integers(0, max(0, len(lines) - 1)))
    last = data.draw(st.integers(first, len(lines)))
    part = Part(first, data.draw(st.integers(0, 9)), last, data.draw(st.none() | st.integers(0, 40)))
    result = excerpt(block_of(item), item, view, lines, part)
    whole = excerpt(block_of(item), item, view, lines, Part(0, 0, len(lines), None))
    assert whole == (text if lines else "")
    assert len(result) <= len(text) * 3 + 40


def test_a_prompt_is_copied_without_its_bar() -> None:
    assert copied(UserMessage("u", "t", text="do this\nand that"), "do", "that") == "do this\nand that"
