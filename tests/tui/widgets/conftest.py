"""Fixtures of widgets: what stands on a stage is in widget_stage.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from widget_stage import CardApp, Stage

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def stage() -> Callable[..., Stage]:
    return Stage


@pytest.fixture
def app() -> CardApp:
    return CardApp()
