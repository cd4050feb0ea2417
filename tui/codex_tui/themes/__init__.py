"""The themes: ours, those of Textual that can be read, and what they become with few colours."""

from __future__ import annotations

from .ours import CODEX_DARK, CODEX_LIGHT, THEMES
from .terminal import Depth, Terminal

__all__ = ["CODEX_DARK", "CODEX_LIGHT", "THEMES", "Depth", "Terminal"]
