"""The table of languages by file name agrees with Pygments."""

from __future__ import annotations

import pytest
from codex_tui.blocks import highlight
from codex_tui.blocks.highlight import _BY_SUFFIX, language_of_file
from codex_tui.blocks.markdown import markdown_lines
from codex_tui.blocks.preparation import prepare
from pygments import lexers


@pytest.mark.parametrize("suffix", sorted(set(_BY_SUFFIX) - {".sql"}))
def test_a_suffix_stands_for_the_language_that_pygments_finds(suffix: str) -> None:
    found = lexers.find_lexer_class_for_filename(f"x{suffix}")
    assert found is not None
    assert found.aliases[0] == _BY_SUFFIX[suffix]


def test_plain_sql_is_not_taken_for_the_dialect_of_one_vendor() -> None:
    assert language_of_file("schema.sql") == "sql"


def test_other_files_are_looked_up() -> None:
    assert language_of_file("/src/main.zig") == "zig"
    assert language_of_file("/src/Makefile") == "make"
    assert language_of_file("/src/unknown.suffixofnobody") == ""


def test_a_file_that_is_known_by_heart_has_pygments_look_at_no_pattern(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lexers, "find_lexer_class_for_filename", None)
    assert language_of_file("/src/never_seen_before.kt") == "kotlin"


def test_what_the_first_message_needs_can_be_made_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    highlight._lexer.cache_clear()
    prepare()
    monkeypatch.setattr(lexers, "get_lexer_by_name", None)
    lines = markdown_lines("```python\nanswer = 42\n```", 40)
    assert "syntax-number" in {span.style.role for span in lines[-1].coloured}
