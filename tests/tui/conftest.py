"""The pilot of all tests of the application waits by conditions, not by times."""

from __future__ import annotations

from typing import Any

import textual.app
import textual.pilot
from rest import at_rest
from textual._context import active_app
from textual.pilot import Pilot


async def _until_at_rest(_min_sleep: float = 0, _max_sleep: float = 1) -> None:
    await at_rest(active_app.get())


async def _wait_for_screen(pilot: Pilot[Any], timeout: float = 30) -> bool:
    await at_rest(pilot.app)
    return True


for module in (textual.app, textual.pilot):
    vars(module)["wait_for_idle"] = _until_at_rest
pilot_class: Any = Pilot
pilot_class._wait_for_screen = _wait_for_screen
