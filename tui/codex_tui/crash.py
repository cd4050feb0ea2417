"""The report of an unexpected error: where it was raised, never the values of variables."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from codex_app_server import __version__

from .state.sanitise import sanitise_line

if TYPE_CHECKING:
    from collections.abc import Iterator

_PACKAGE = Path(__file__).resolve().parent

SHOWN = 12
"""Places in the code that are printed; all of them are in the file."""

MOST_ERRORS = 20
"""Errors of a chain or a group that are reported."""


@dataclass(frozen=True)
class CrashReport:
    """An unexpected error as lines that are safe to print, to keep and to publish.

    It leaves out the error's message and all variables: both may hold text of a conversation, or a key.
    """

    kind: str
    places: tuple[str, ...]
    causes: tuple[CrashReport, ...] = ()
    """The errors that it was raised from, or that are in its group."""

    @classmethod
    def of(cls, error: BaseException) -> CrashReport:
        """Read where an error and the errors that caused it were raised, the deepest place last."""
        first, *causes = _chain(error)
        return cls(_kind(first), _places(first), tuple(cls(_kind(each), _places(each)) for each in causes))

    @property
    def lines(self) -> tuple[str, ...]:
        """All places of the error, then those of each cause, below a line with its kind."""
        lines = [*self.places]
        for cause in self.causes:
            lines += [f"from {cause.kind}", *cause.places]
        return tuple(sanitise_line(line) for line in lines)

    def text(self, kept: Path | None = None) -> str:
        """Return the text that is printed after the screen is gone; `kept` is the file of this report."""
        lines = "\n".join(f"  {sanitise_line(place)}" for place in self.places[-SHOWN:])
        return (
            f"codex-tui broke: {self.kind}\n{lines}\n"
            "Your text is kept and will be there when you start again. Please report the lines above"
            + (f", or {sanitise_line(str(kept))}, which has all of them.\n" if kept else ".\n")
        )


def versions() -> str:
    """Return the versions of codex-tui, Textual and Python, and the platform: a report begins with them."""
    import platform
    from importlib.metadata import version

    return (
        f"codex-tui {__version__}, textual {version('textual')}, Python {platform.python_version()}"
        f" on {platform.system()} {platform.machine()}"
    )


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield the error, then those it was raised from or that are in its group, nearest first."""
    waiting, seen = [error], {id(error)}
    while waiting and len(seen) <= MOST_ERRORS:
        current = waiting.pop(0)
        yield current
        before = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
        # Groups are built in from Python 3.11 on.
        for each in (before, *getattr(current, "exceptions", ())):
            if isinstance(each, BaseException) and id(each) not in seen:
                seen.add(id(each))
                waiting.append(each)


def _kind(error: BaseException) -> str:
    return type(error).__name__


def _places(error: BaseException) -> tuple[str, ...]:
    frames = traceback.extract_tb(error.__traceback__)
    return tuple(f"{_short(frame.filename)}:{frame.lineno} in {frame.name}" for frame in frames)


def _short(path: str) -> str:
    # From the package's name on: a report must not tell the path of a home directory.
    parts = Path(path).parts
    if Path(path).is_relative_to(_PACKAGE):
        return str(Path(_PACKAGE.name, *Path(path).relative_to(_PACKAGE).parts))
    return str(Path(*parts[-2:]))
