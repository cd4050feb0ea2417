"""A conversation to tell, for tests of the state."""

from __future__ import annotations

import pytest
from told_conversation import Talk


@pytest.fixture
def talk() -> Talk:
    """A store at a known time with one thread and one turn."""
    return Talk()
