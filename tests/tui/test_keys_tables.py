"""The tables in the READMEs are those that are made from the table of keys and from the settings."""

from __future__ import annotations

import pytest
from keys_tables import ROOT, TABLES, with_tables


@pytest.mark.parametrize("name", TABLES)
def test_the_readme_has_the_tables_as_they_are_now(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert text == with_tables(text, TABLES[name]), "run `make keys-tables`"
