"""What is beyond the screen: clipboards, and the title and notifications of the terminal."""

from __future__ import annotations

from .clipboard import Clipboard, Delivery
from .machine import Machine

__all__ = ["Clipboard", "Delivery", "Machine"]
