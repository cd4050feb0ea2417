"""One thread at a time builds models: pydantic does not say that two may build the same one."""

from __future__ import annotations

import threading

MODELS = threading.RLock()
"""Held while models are built, and by whoever may need one that is being built."""
