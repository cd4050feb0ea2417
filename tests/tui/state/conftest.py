"""A conversation to tell, for tests of the state."""

from __future__ import annotations

import pytest
from folded_thread import FoldedThread


@pytest.fixture
def folded() -> FoldedThread:
    """A store at a known time with one thread and one turn."""
    return FoldedThread()
