"""The text that was deleted by word or line, to be put back."""

from __future__ import annotations


class KillBuffer:
    """Holds what was killed last. Kills by consecutive keys are one text.

    `keys` counts the keys that were pressed; a kill that follows another by one joins it.
    """

    def __init__(self) -> None:
        self.text = ""
        self._killed_at = -1

    def kill(self, text: str, *, before: bool, keys: int) -> None:
        """Keep a text that was deleted; `before` says that it stood before what was killed just now."""
        if not text:
            return
        joined = self._killed_at == keys - 1
        old = self.text if joined else ""
        self.text = text + old if before else old + text
        self._killed_at = keys
