"""The tables of keys in the READMEs are those that are made from the table."""

from __future__ import annotations

import pytest
from keys_tables import ROOT, TABLES, with_table


@pytest.mark.parametrize("name", TABLES)
def test_the_readme_has_the_table_of_keys_as_it_is_now(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert text == with_table(text, TABLES[name]()), "run `make keys-tables`"
