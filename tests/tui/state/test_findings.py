"""The findings in the text of a review."""

from __future__ import annotations

import pytest
from codex_tui.state.findings import Finding, read_findings

TEXT = """\
The patch breaks the greeting.

Full review comments:

- [P1] Keep the name \u2014 /src/app/greet.py:12-14
  An empty name is greeted.

  - and a list
- [P3] Say \u2014 more \u2014 /src/a b.py:3-3
  It is short.

That is all.
- not a finding
"""


def test_each_finding_has_its_title_its_place_and_its_words() -> None:
    assert read_findings(TEXT) == (
        Finding(
            "[P1] Keep the name", "/src/app/greet.py", 12, 14, "An empty name is greeted.\n\n- and a list"
        ),
        Finding("[P3] Say \u2014 more", "/src/a b.py", 3, 3, "It is short."),
    )


def test_a_finding_in_markdown_is_read_too() -> None:
    [finding] = read_findings("- **[P1] Refunds** \u2014 `app/refund.py:52`\n  Twice.\n")
    assert finding == Finding("[P1] Refunds", "app/refund.py", 52, 52, "Twice.")


@pytest.mark.parametrize("text", ["", "Looks good.", "- a list\n- of things", "- a \u2014 b:c"])
def test_other_text_has_none(text: str) -> None:
    assert read_findings(text) == ()
