"""How long a test waits for what must come. Only a test that fails waits so long, whatever the load is."""

from __future__ import annotations

PATIENCE = 60.0
"""Seconds. At 20, tests failed on two cores with sixteen programs beside them."""
