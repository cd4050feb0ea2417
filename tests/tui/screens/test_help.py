from __future__ import annotations

import pytest
from cockpit_stage import demo_backend, drawn, running
from codex_tui.app import CodexTui

pytestmark = pytest.mark.anyio


async def test_what_a_key_does_is_wrapped_beside_the_key() -> None:
    app = CodexTui(demo_backend())
    async with running(app, size=(60, 60)) as pilot:
        await pilot.press("f1")
        lines = (await drawn(app, pilot)).splitlines()
        begins = next(line for line in lines if "next thread that needs" in line)
        column = begins.index("next thread that needs")
        goes_on = lines[lines.index(begins) + 1]
        assert goes_on[column:].strip()
        # Behind the dialog's own edge nothing stands before it.
        assert not goes_on[:column].partition("▌")[2].strip()
