"""One thread at a time builds models: pydantic does not say that two may build the same one."""

from __future__ import annotations

import os
import threading

MODELS = threading.RLock()
"""Held while models are built, and where one that is being built may be needed."""

# A fork waits for the models: a child that is made while a thread imports them would wait for ever for the
# lock of a module, which that thread has in the parent and nothing has in the child.
if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=MODELS.acquire, after_in_parent=MODELS.release, after_in_child=MODELS.release)
