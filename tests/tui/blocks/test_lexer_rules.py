from __future__ import annotations

import re
from pathlib import Path
from weakref import WeakKeyDictionary

import pytest
from codex_tui.blocks import lexer_rules
from codex_tui.blocks.lexer_rules import first_characters, quickened
from hypothesis import given, settings
from hypothesis import strategies as st
from pygments.lexer import ExtendedRegexLexer, LexerContext, RegexLexer
from pygments.lexers import get_lexer_by_name

LANGUAGES = (
    *(
        "python",
        "javascript",
        "typescript",
        "tsx",
        "bash",
        "rust",
        "go",
        "c",
        "cpp",
        "java",
        "kotlin",
        "swift",
    ),
    *("html", "css", "sql", "ruby", "php", "toml", "markdown", "xml", "diff", "lua", "ini"),
)
PIECES = (
    *(
        "def f(x):\n",
        "  return 'a'\n",
        "class Ä:\n",
        "\u017fet",
        "K",
        "# why\n",
        "// why\n",
        "/* a",
        "*/",
        '"""',
        "'",
        '"',
    ),
    *(
        "`",
        "${",
        "}",
        "{",
        "(",
        ")",
        "\n",
        "    ",
        "\t",
        "0x1F",
        "1.5e3",
        "=>",
        "->",
        "::",
        "&&",
        "<a href=",
        "</a>",
    ),
    *(
        "<?php",
        "<!-- x -->",
        "@dec",
        "$var",
        "--flag",
        "SELECT * FROM t;",
        "[table]",
        "key = 1",
        "#!/bin/sh",
        "é",
        "漢",
    ),
    *(
        "+ added\n",
        "- gone\n",
        "@@ -1 +1 @@\n",
        "if",
        "else",
        "import os",
        "fn main",
        "let mut",
        "%",
        "\\",
        "\\n",
        "~~~",
    ),
)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at the patterns from the first token on."""
    monkeypatch.setattr(lexer_rules, "SOME_TOKENS", 0)


TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=25).map("".join)


def tokens(
    lexer: ExtendedRegexLexer, text: str, *, quick: bool
) -> tuple[list[tuple[int, object, str]], list[str]]:
    context = LexerContext(text, 0)
    reader = quickened(lexer, context) if quick else lexer
    found = list(ExtendedRegexLexer.get_tokens_unprocessed(reader, context=context))
    return found, context.stack


@pytest.mark.parametrize("language", LANGUAGES)
@given(text=TEXTS)
@settings(max_examples=30)
def test_the_same_tokens_come_out(language: str, text: str) -> None:
    lexer = get_lexer_by_name(language)
    assert isinstance(lexer, RegexLexer)
    assert tokens(lexer, text, quick=True) == tokens(lexer, text, quick=False)


def test_a_whole_program_has_the_same_tokens() -> None:
    lexer = get_lexer_by_name("python")
    text = Path(__file__).read_text(encoding="utf-8")
    assert tokens(lexer, text, quick=True) == tokens(lexer, text, quick=False)


@pytest.mark.parametrize(
    "pattern",
    [
        *(r"abc", r"[a-f]x", r"[^a-f]", r"\d+", r"\D", r"\w\s", r"(?:ab|cd|)e", r"(a)?b", r"a*b", r"a*?[bc]"),
        *(
            r"(?i)select",
            r"(?i)[k-s]",
            r"(?i)[\u0100-\u0180]",
            r"(?i)[^a]",
            r"(?=a)[ab]",
            r"^x",
            r"\bword",
            r".x",
        ),
        *(
            r"(?s:.)",
            r"(?i:k)",
            r"\u212a",
            r"(?i)\u212a",
            r"(?i)\u017f",
            r"a{0,2}b",
            r"a{2}",
            r"(a|b)\1",
            r"(?<!q)w",
        ),
    ],
)
@given(st.text(st.characters(max_codepoint=127) | st.sampled_from("\u017f\u212a漢"), min_size=1, max_size=4))
@settings(max_examples=150)
def test_whatever_matches_begins_with_one_of_the_first_characters(pattern: str, text: str) -> None:
    compiled = re.compile(pattern)
    if compiled.match(text) and text[0].isascii():
        assert text[0] in first_characters(compiled)


def test_most_rules_are_skipped() -> None:
    assert first_characters(re.compile(r"(async\s+)?(def|class)\b")) == frozenset("adc")
    assert first_characters(re.compile(r"[^\W\d]\w*")) == frozenset(
        filter(re.compile(r"[^\W\d]").match, map(chr, range(128)))
    )


def test_a_pattern_that_may_match_nothing_is_always_tried() -> None:
    assert len(first_characters(re.compile(r"a*"))) == 128


def test_a_few_tokens_are_not_worth_looking_at_the_patterns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexer_rules, "SOME_TOKENS", 50)
    looked: list[object] = []

    def looking(pattern: re.Pattern[str]) -> frozenset[str]:
        looked.append(pattern)
        return first_characters(pattern)

    monkeypatch.setattr(lexer_rules, "first_characters", looking)
    monkeypatch.setattr(lexer_rules, "_STATES", WeakKeyDictionary())
    lexer = get_lexer_by_name("python")
    tokens(lexer, "x = 1\n" * 5, quick=True)
    assert not looked
    tokens(lexer, "x = 1\n" * 20, quick=True)
    assert looked
