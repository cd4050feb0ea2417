from __future__ import annotations

from collections.abc import Sequence

import pytest
from codex_tui.blocks.cells import width
from codex_tui.blocks.highlight import WINDOW, Highlighter
from codex_tui.blocks.line import BOLD, ITALIC, STRIKE, Line, Span
from codex_tui.blocks.markdown import MarkdownFlow, markdown_lines, paint
from codex_tui.blocks.markdown.parse import parser
from codex_tui.glyphs import ASCII
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it.token import Token

PIECES = (
    *(
        "# head",
        "## two",
        "words of prose ",
        "\n",
        "\n\n",
        " ",
        "   ",
        "\t",
        "漢字 🎉",
        "&amp;",
        "&#8238;",
        "\\",
    ),
    *(
        "- a",
        "\n- b",
        "  - c",
        "* z",
        "+ | a |",
        "\n  |-|",
        "1. x",
        "\n2. y",
        "1) k",
        "- [ ] todo",
        "- [x] done",
    ),
    *("> q", "```py", "```", "~~~", "def f():\n    return 1\n", "    code", "/* a\n", "*/\n", '"""\n'),
    *("|a|b|", "|-|-|", "---", "===", "**b**", "*i*", "~~s~~", "`c`", "<b>", "  \n", "\\\n"),
    *("[l](http://x)", "[r]: /u", "[r]", "'t", "e'", "![i](p)", "<http://a.b>"),
)
DOCUMENTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


Painted = tuple[Line, tuple[Span, ...]]


def painted(lines: Sequence[Line]) -> list[Painted]:
    """Lines as on the screen, with the colours that are found only when they are drawn."""
    return [(line, line.coloured) for line in lines]


TABLES = st.lists(
    st.sampled_from(
        (
            *("|a|b|\n|-|:-:|\n", "| head | of | three |\n|---|--:|---|\n", "x | y\n--|--\n"),
            *(
                "| one | two |\n",
                "| a much longer cell of words | `c|d` |\n",
                "lone\n",
                "|  |\n",
                "| [r] | \\| |\n",
            ),
            *("| 漢字 | **b** | c | more |\n", "- item\n", "> quote\n", "    code\n", "---\n", "# h\n", "\n"),
            *(
                "[r]: /u\n",
                "[r]: /v\n",
                "[d]: <http://x>\n'title'\n",
                "see [r] and [d]\n",
                "[d][r] ",
                "```\n",
            ),
            *("- [q]: /w\n", "> [q]\n", "[q]\n\n", "|", "[", "]: /z"),
        )
    ),
    max_size=25,
).map("".join)


@given(DOCUMENTS | TABLES, st.data())
@settings(max_examples=500)
def test_text_in_pieces_is_drawn_as_text_at_once(text: str, data: st.DataObject) -> None:
    flow = MarkdownFlow(40)
    seen: dict[int, Painted] = {}
    position = 0
    while position < len(text):
        position += data.draw(st.integers(1, 12))
        stable = flow.update(text[:position])
        seen = {row: line for row, line in seen.items() if row < stable}
        first = data.draw(st.integers(0, len(flow.lines)))
        for row, line in enumerate(painted(flow.lines[first:]), first):
            # Lines that were reported as stable stay on the screen as they are.
            assert seen.setdefault(row, line) == line
    assert painted(flow.lines) == painted(markdown_lines(text, 40))


@given(DOCUMENTS, st.integers(12, 60))
@settings(max_examples=200)
def test_nothing_is_wider_than_the_view(text: str, cells: int) -> None:
    assert [line.text for line in markdown_lines(text, cells) if line.cells > cells] == []


@given(DOCUMENTS)
@settings(max_examples=100)
def test_no_line_holds_a_control_character(text: str) -> None:
    for line in markdown_lines(text, 40):
        assert line.text.replace("\ufe0f", "").isprintable()


def texts(markdown: str, cells: int = 40) -> list[str]:
    return [line.text.rstrip() for line in markdown_lines(markdown, cells)]


def test_blocks_stand_apart_but_a_list_stays_with_its_sentence() -> None:
    assert texts("# A\ntext:\n- one\n- two\n\nmore") == ["A", "", "text:", "• one", "• two", "", "more"]


def test_lists_nest_and_number() -> None:
    assert texts("9. a\n10. b\n    - c\n      - d") == ["9. a", "10. b", "    ◦ c", "      ▪ d"]


def test_a_loose_list_keeps_its_blank_lines() -> None:
    assert texts("- a\n\n  more\n\n- b") == ["• a", "", "  more", "", "• b"]


def test_wrapped_items_hang_under_their_text() -> None:
    assert texts("- aaaa bbbb cccc dddd", 12) == ["• aaaa bbbb", "  cccc dddd"]


def test_tasks_show_their_state_by_shape() -> None:
    assert texts("- [x] a\n- [ ] b") == ["✓ a", "○ b"]
    assert [line.text for line in markdown_lines("- [x] a\n- [ ] b", 40, ASCII)] == ["[x] a", "[ ] b"]


def test_quotes_have_a_bar_on_every_line() -> None:
    assert texts("> aaaa bbbb\n>\n> - c", 8) == ["│ aaaa", "│ bbbb", "│", "│ • c"]


def test_marks_are_told_apart() -> None:
    (line,) = markdown_lines("**b** *i* ~~s~~ `c`", 40)
    styles = {span.text: span.style for span in line.spans}
    assert (styles["b"].marks, styles["i"].marks, styles["s"].marks) == (BOLD, ITALIC, STRIKE)
    assert styles["c"].role == "inline-code"


def test_a_link_shows_where_it_leads_unless_its_text_does() -> None:
    assert texts("[docs](https://example.org/a)") == ["docs (https://example.org/a)"]
    assert texts("<https://example.org>") == ["https://example.org"]


def test_a_deceptive_link_shows_both_addresses() -> None:
    assert texts("[https://bank.example](https://evil.example)", 60) == [
        "https://bank.example (https://evil.example)"
    ]


def test_an_entity_cannot_smuggle_a_direction_mark_in() -> None:
    assert texts("a&#8238;b") == ["a<U+202E>b"]


def test_html_is_shown_as_text() -> None:
    assert texts("<b>bold</b>") == ["<b>bold</b>"]


def test_line_breaks_stay_hard_or_soft() -> None:
    assert texts("a  \nb\\\nc\nd") == ["a", "b", "c", "d"]


def test_code_is_as_wide_as_the_view_and_cut_anywhere() -> None:
    lines = markdown_lines("```\n" + "x" * 200 + "\n```", 150)
    assert [line.cells for line in lines] == [150, 54]
    assert lines[1].soft
    assert lines[1].glue == ""


def test_prose_is_at_most_a_hundred_columns_wide() -> None:
    assert max(line.cells for line in markdown_lines("word " * 100, 200)) <= 100


def test_code_is_highlighted_by_role() -> None:
    (line,) = markdown_lines("```python\nreturn 'a'  # why\n```", 60)
    roles = {span.text.strip(): span.style.role for span in line.coloured}
    assert roles["return"] == "syntax-keyword"
    assert roles["# why"] == "syntax-comment"


def test_an_unknown_language_is_plain() -> None:
    (line,) = markdown_lines("```no-such-language\nx = 1\n```", 60)
    assert {span.style.role for span in line.coloured} == {"code"}


def test_code_that_nobody_sees_is_not_highlighted(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Highlighter] = []

    def highlighter_for(language: str) -> Highlighter:
        made.append(Highlighter(language))
        return made[-1]

    monkeypatch.setattr(paint, "Highlighter", highlighter_for)
    lines = markdown_lines("```python\n" + "x = 1\n" * 100 + "```", 60)
    assert [highlighter.settled for highlighter in made] == [0]
    assert "syntax-number" in {span.style.role for span in lines[30].coloured}
    assert [highlighter.settled for highlighter in made] == [2 * WINDOW]


def test_tables_line_up_whatever_is_in_them() -> None:
    lines = markdown_lines("| a | 漢字 |\n|--|--:|\n| 🎉 | 1 |\n| long cell | 22 |", 40)
    assert [line.text for line in lines] == [
        "a         │ 漢字",
        "──────────┼─────",
        "🎉        │    1",
        "long cell │   22",
    ]


def test_tables_that_are_too_wide_wrap_their_cells() -> None:
    lines = markdown_lines("| a | b |\n|--|--|\n| one two three four | five six seven |", 20)
    assert all(line.cells <= 20 for line in lines)
    text = " ".join(line.text for line in lines)
    assert all(word in text for word in ("one", "two", "three", "four", "five", "six", "seven"))


def test_a_table_that_fits_nowhere_becomes_a_list() -> None:
    head = "|" + "h|" * 12 + "\n|" + "-|" * 12 + "\n|" + "v|" * 12
    assert texts(head, 20)[0] == "h: v"


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many characters the parser was given, each time."""
    sizes: list[int] = []
    parse = parser().parse

    def note(text: str, env: dict[str, object] | None = None) -> list[Token]:
        sizes.append(len(text))
        return parse(text, env)

    monkeypatch.setattr(parser(), "parse", note)
    return sizes


def test_only_the_open_block_is_parsed_again(parsed: list[int]) -> None:
    flow = MarkdownFlow(80)
    text = ""
    for number in range(200):
        text += f"Paragraph {number} has a few words in it.\n\n"
        flow.update(text)
    # Twice for each: once when it is complete, once with the beginning of the next.
    assert sum(parsed) < 5 * len(text)


def test_a_long_list_is_not_parsed_from_its_start(parsed: list[int]) -> None:
    flow = MarkdownFlow(80)
    text = ""
    for number in range(200):
        text += f"- item {number} of a long list\n"
        flow.update(text)
    assert sum(parsed) < 8 * len(text)
    assert flow.lines == markdown_lines(text, 80)


def test_a_row_of_a_table_costs_a_row(parsed: list[int]) -> None:
    flow = MarkdownFlow(100)
    text = "| name | words | code |\n|---|:-:|--:|\n"
    head = len(text)
    for number in range(300):
        row = f"| row {number:03} | some **words** of it | `code` |\n"
        for part in (row[:9], row[9:]):
            text += part
            flow.update(text)
    assert sum(parsed) < 3 * len(text) + 3 * 300 * head
    assert flow.lines == markdown_lines(text, 100)


def test_a_wider_cell_draws_the_table_again_and_an_equal_one_does_not(parsed: list[int]) -> None:
    flow = MarkdownFlow(100)
    text = "above\n\n| a | b |\n|---|---|\n" + "| one | two |\n" * 50
    flow.update(text)
    before = len(flow.lines)
    text += "| six | ten |\n"
    assert flow.update(text) == before
    text += "| a wider cell | b |\n"
    assert flow.update(text) == 2
    assert flow.update(text + "| still | wi") == before + 2
    assert flow.lines == markdown_lines(text + "| still | wi", 100)


def test_what_follows_a_definition_of_a_link_is_drawn_piece_by_piece(parsed: list[int]) -> None:
    flow = MarkdownFlow(80)
    text = "See [d].\n\n[d]: https://example.org\n\n"
    flow.update(text)
    for number in range(200):
        text += f"Paragraph {number} has a [link][d] in it.\n\n"
        flow.update(text)
    assert sum(parsed) < 5 * len(text)
    assert flow.lines == markdown_lines(text, 80)
    text += "[e]: https://example.com\n\nEnd.\n"
    flow.update(text)
    assert flow.lines == markdown_lines(text, 80)


def test_a_long_fence_is_lexed_in_windows(parsed: list[int]) -> None:
    flow = MarkdownFlow(80)
    text = "```python\n"
    for number in range(200):
        text += f"value_{number} = {number}\n"
        flow.update(text)
        assert painted(flow.lines[-1:])
    assert sum(parsed) < 100
    assert painted(flow.lines) == painted(markdown_lines(text, 80))


@pytest.mark.parametrize(
    "code",
    ["/* one\n" * 60 + "*/\nint a;\n", '"""\n' + "text\n" * 80 + '"""\nx = 1\n', "a\n" * 100],
    ids=["comment", "docstring", "plain"],
)
@pytest.mark.parametrize("language", ["c", "python", "rust", "javascript", "html", "diff", "console"])
def test_code_that_crosses_windows_is_highlighted_as_at_once(language: str, code: str) -> None:
    text = f"```{language}\n{code}```\n"
    flow = MarkdownFlow(60)
    for end in range(0, len(text), 37):
        flow.update(text[:end])
        painted(flow.lines)
    flow.update(text)
    assert painted(flow.lines) == painted(markdown_lines(text, 60))
    assert "".join(line.text.strip() for line in flow.lines) == code.replace("\n", "")


def test_a_definition_of_a_link_reaches_back() -> None:
    flow = MarkdownFlow(60)
    text = "See [the docs][d].\n\nMore.\n\n[d]: https://example.org\n"
    for end in range(len(text) + 1):
        flow.update(text[:end])
    assert flow.lines[0].text == "See the docs (https://example.org)."


def test_a_text_that_was_replaced_is_drawn_anew() -> None:
    flow = MarkdownFlow(60)
    flow.update("one\n\ntwo\n\n")
    assert flow.update("other") == 0
    assert [line.text for line in flow.lines] == ["other"]


def test_widths_are_those_of_the_terminal() -> None:
    for line in markdown_lines("漢字" * 40, 21):
        assert line.cells == width(line.text) <= 21
