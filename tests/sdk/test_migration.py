"""The guide says of each name of the official SDK what it is here, or why it is not."""

from __future__ import annotations

import re
from pathlib import Path

import codex_app_server
import openai_codex
import pytest

GUIDE = (Path(codex_app_server.__file__).parents[2] / "sdk/README.md").read_text(encoding="utf-8")
ROWS = dict(
    re.findall(
        r"^\| `(\w+)` \| (.+) \|$", GUIDE.partition("## Migration")[2].partition("\n## ")[0], re.MULTILINE
    )
)


def test_the_table_has_every_public_name_of_the_official_sdk_and_no_other() -> None:
    assert set(ROWS) == set(openai_codex.__all__)


@pytest.mark.parametrize("name", sorted(openai_codex.__all__))
def test_what_a_name_is_here_can_be_imported(name: str) -> None:
    named = re.match(r"`([A-Za-z_]+)`", ROWS[name])
    if named is None:
        assert ROWS[name].startswith("none: ")
    else:
        assert getattr(codex_app_server, named[1]) is not None


def test_names_that_are_the_same_in_both_say_so() -> None:
    same = {name for name, here in ROWS.items() if here.startswith(f"`{name}`")}
    assert same == set(openai_codex.__all__) & set(codex_app_server.__all__)
