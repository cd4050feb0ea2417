"""How long a test waits for what must come. Only a test that fails waits so long, whatever the load is."""

from __future__ import annotations

import os

PATIENCE = float(os.environ.get("CODEX_TUI_PATIENCE", "60"))
"""Seconds. At 20, tests failed on two cores with sixteen programs beside them."""
