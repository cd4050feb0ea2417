"""What is said when the application breaks: where, never what was in it."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from pathlib import Path

from .state.sanitise import sanitise_line

_PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class CrashReport:
    """An unexpected error as lines that are safe to print and to send to somebody.

    There are no variables and no message in it: both may hold text of a conversation, or a key.
    """

    kind: str
    places: tuple[str, ...]

    @classmethod
    def of(cls, error: BaseException) -> CrashReport:
        """Read the places of an error, the deepest last."""
        frames = traceback.extract_tb(error.__traceback__)
        return cls(
            type(error).__name__,
            tuple(f"{_short(frame.filename)}:{frame.lineno} in {frame.name}" for frame in frames),
        )

    @property
    def text(self) -> str:
        """What is printed when the terminal is ours no more."""
        lines = "\n".join(f"  {sanitise_line(place)}" for place in self.places[-12:])
        return (
            f"codex-tui broke: {self.kind}\n{lines}\n"
            "Your text is kept and will be there when you start again. Please report the lines above.\n"
        )


def _short(path: str) -> str:
    # From the package's name on: where somebody's home directory is concerns nobody.
    parts = Path(path).parts
    if Path(path).is_relative_to(_PACKAGE):
        return str(Path(_PACKAGE.name, *Path(path).relative_to(_PACKAGE).parts))
    return str(Path(*parts[-2:]))
