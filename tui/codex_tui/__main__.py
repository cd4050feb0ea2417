"""`python -m codex_tui` is `codex-tui`."""

from __future__ import annotations

import sys

from .cli import main

sys.exit(main())
