"""A draft as the database keeps it: a text and its details."""

from __future__ import annotations

from dataclasses import replace

import pytest
from codex_tui.slash import parse
from codex_tui.state.draft import Draft, Image, draft_of, entry_of, read_draft

WHOLE = Draft(
    "see [image a.png 1 KB]\nlong text",
    cursor=4,
    folds=((23, 27), (28, 32)),
    images=(Image("[image a.png 1 KB]", "/tmp/a.png"),),
    shell=True,
    aside="was typed before",
    aside_details='{"folds": [[0, 3]]}',
    slash_typed=True,
)
PROMPT = replace(WHOLE, shell=False, slash_typed=False)


def test_it_comes_back_from_the_database_as_it_was() -> None:
    assert read_draft(WHOLE.text, WHOLE.details) == WHOLE


def test_a_plain_text_with_the_cursor_at_its_end_needs_no_details() -> None:
    assert Draft("text", cursor=4).details == ""
    assert read_draft("text", "") == Draft("text")


@pytest.mark.parametrize(
    "details", ["{", "[1]", '{"cursor": 99}', '{"folds": [[3, 1]]}', '{"images": 1}', "null"]
)
def test_details_that_do_not_fit_the_text_are_left_out(details: str) -> None:
    assert read_draft("text", details) == Draft("text")


def test_behind_another_text_cursor_and_folds_move_with_it() -> None:
    behind = PROMPT.after(Draft("first", folds=((0, 5),)))
    assert behind.text == f"first\n{WHOLE.text}"
    assert behind.cursor == 10
    assert [behind.text[start:end] for start, end in behind.folds] == ["first", "long", "text"]
    assert behind.images == WHOLE.images
    assert Draft("").after(Draft("only")) == Draft("only")
    assert not Draft("/compact", slash_typed=True).after(Draft("/new")).slash_typed


def test_a_prompt_and_a_command_for_the_shell_are_never_one_text() -> None:
    command = Draft("rm it", shell=True).after(Draft("first")).after(Draft("earlier"))
    assert (command.text, command.shell, command.aside) == ("rm it", True, "earlier\nfirst")
    prompt = Draft("typed").after(Draft("rm it", shell=True))
    assert (prompt.text, prompt.shell, prompt.aside) == ("typed", False, "!rm it")


@pytest.mark.parametrize(
    ("draft", "text"),
    [
        (PROMPT, PROMPT.text),
        (Draft("ls", shell=True), "!ls"),
        (Draft("!ls"), " !ls"),
        (Draft("/compact", slash_typed=True), "/compact"),
        (Draft("/compact"), " /compact"),
        (Draft("/usr/bin is full"), "/usr/bin is full"),
    ],
)
def test_an_entry_of_the_history_says_whether_it_is_a_command_and_keeps_folds_and_images(
    draft: Draft, text: str
) -> None:
    entry = entry_of(draft)
    back = draft_of(entry)
    assert entry.text == text
    assert (back.text.lstrip(" "), back.shell, back.images) == (draft.text, draft.shell, draft.images)
    assert [back.text[start:end] for start, end in back.folds] == [
        draft.text[start:end] for start, end in draft.folds
    ]
    assert (parse(back.text) is None) == (not draft.slash_typed)
