"""The synchronous classes that are written from the asynchronous ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from generation.schema import SchemaError
from generation.sync_fronts import sync_fronts

PACKAGE = Path(__file__).parents[3] / "sdk/codex_app_server"


def test_the_modules_of_the_package_are_what_their_sources_give() -> None:
    for name, text in sync_fronts(PACKAGE, {}).items():
        assert (PACKAGE / name).read_text("utf-8") == text, f"{name}: run `make generate`"


def test_a_new_method_comes_through_the_portal_with_its_keywords_and_its_words() -> None:
    source = (PACKAGE / "async_goals.py").read_text("utf-8")
    source += '''
    async def share(self, thread: AsyncThread, *, quietly: bool = False) -> AsyncGoal:
        """Give the goal to an `AsyncThread` too; `await` it."""
        return await give(self._client, thread, quietly)
'''
    goals = sync_fronts(PACKAGE, {"async_goals.py": source})["goals.py"]
    assert goals.endswith('''
    def share(self, thread: Thread, *, quietly: bool = False) -> Goal:
        """Give the goal to a `Thread` too; `await` it."""
        return Goal(self._portal, self._portal.call(self._async.share, thread, quietly=quietly))
''')


def test_a_method_of_one_statement_about_public_members_is_taken_over() -> None:
    source = (PACKAGE / "async_goals.py").read_text("utf-8")
    source += '''
    async def restart(self) -> v2_all.ThreadGoal:
        """Begin once more."""
        return await self.set(status="active")
'''
    goals = sync_fronts(PACKAGE, {"async_goals.py": source})["goals.py"]
    assert '"""Begin once more."""\n        return self.set(status="active")\n' in goals


def test_a_sentence_that_is_replaced_and_no_longer_said_is_an_error() -> None:
    source = (PACKAGE / "async_thread.py").read_text("utf-8")
    reworded = source.replace("Cancelling the call leaves the turn running.", "The turn goes on.")
    with pytest.raises(SchemaError, match="Cancelling the call"):
        sync_fronts(PACKAGE, {"async_thread.py": reworded})
