from __future__ import annotations

import pytest
from codex_tui.stylesheet import ThemedStylesheet
from textual.css.stylesheet import Stylesheet, StylesheetParseError

CSS = "Label { color: $ink; background: $paper; }"
PLAIN = "Button { height: 3; }"
DARK = {"ink": "white", "paper": "black", "other": "red"}
LIGHT = {"ink": "black", "paper": "white", "other": "blue"}


def styled(variables: dict[str, str]) -> ThemedStylesheet:
    sheet = ThemedStylesheet(variables=variables)
    sheet.add_source(CSS, read_from=("a.tcss", ""))
    sheet.add_source(PLAIN, read_from=("b.tcss", ""))
    sheet.reparse()
    return sheet


def rules_of(sheet: Stylesheet) -> dict[str, object]:
    return {rule.selectors: rule for rule in sheet.rules}


def test_another_theme_has_its_own_rules_and_leaves_alone_what_has_no_colours() -> None:
    sheet = styled(DARK)
    before = rules_of(sheet)
    sheet.set_variables(LIGHT)
    sheet.reparse()
    after = rules_of(sheet)
    assert sheet.css == styled(LIGHT).css
    assert after["Label"] is not before["Label"]
    assert after["Button"] is before["Button"]


def test_a_theme_that_was_there_before_is_not_read_again() -> None:
    sheet = styled(DARK)
    before = rules_of(sheet)
    for variables in (LIGHT, {**DARK, "other": "green"}):
        sheet.set_variables(variables)
        sheet.reparse()
    assert rules_of(sheet) == before


def test_it_comes_to_the_rules_that_textual_comes_to() -> None:
    ours, theirs = styled(DARK), Stylesheet(variables=DARK)
    theirs.source = dict(ours.source)
    theirs.reparse()
    assert ours.css == theirs.css


def test_a_sheet_that_is_wrong_leaves_the_rules_that_hold() -> None:
    sheet = styled(DARK)
    before = rules_of(sheet)
    sheet.add_source("Label { color: nonsense-colour; }", read_from=("c.tcss", ""))
    with pytest.raises(StylesheetParseError):
        sheet.reparse()
    assert rules_of(sheet) == before


def test_a_copy_reads_for_itself() -> None:
    sheet = styled(DARK)
    copied = sheet.copy()
    copied.set_variables(LIGHT)
    copied.reparse()
    assert sheet.css == styled(DARK).css
    assert copied.css == styled(LIGHT).css
