"""The person's settings file: where it is, whether it changed, reading it, and writing one value.

It belongs to the person, not to a directory that they work in: a repository must not set what its visitors'
keys do.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_config_path

from ..settings.reading import Reading, read
from ..settings.writing import Unwritable, with_value
from ..state.sanitise import sanitise_line
from .files import PRIVATE_FILE, locked, shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

VARIABLE = "CODEX_TUI_SETTINGS"
LONGEST = 256 * 1024
"""Bytes of a settings file; a longer one is not read."""

_PATIENCE = 1.0
"""Seconds to wait for another application that writes."""

_Stamp = tuple[int, int, int]


class SettingsNotKept(Exception):
    """A value could not be written. The message is a sentence for the person, with what to do."""


class NoSettingsPath(Exception):
    """The environment names no usable place. The message is a sentence for the person."""


def settings_path(environment: Mapping[str, str] | None = None) -> Path:
    """Return where the settings are: `CODEX_TUI_SETTINGS`, else `settings.toml` in the config directory.

    Raises `NoSettingsPath` for a relative path: which file that is would depend on the directory.
    """
    env = os.environ if environment is None else environment
    if named := env.get(VARIABLE):
        with suppress(RuntimeError):
            path = Path(named).expanduser()
            if path.is_absolute():
                return path
        raise NoSettingsPath(
            f"{VARIABLE} is {named}, which is not an absolute path: nothing is read from it. "
            "Set it to one that begins with /, or unset it."
        )
    path = user_config_path("codex-tui", appauthor=False)
    if not path.is_absolute():
        # XDG_CONFIG_HOME has to be absolute; a relative one counts as not set, by its specification.
        path = Path("~/.config/codex-tui").expanduser()
    return path / "settings.toml"


class SettingsFile:
    """A settings file. Without a path the text is in memory, as in tests.

    With `keep=False`, for the demo, the file is read, and what is set holds until the end of the process.
    """

    def __init__(self, path: Path | None = None, *, keep: bool = True) -> None:
        self.path = path
        self.keeps = keep and path is not None
        self._memory: str | None = "" if path is None else None
        self._stamp: _Stamp | None = None

    @property
    def name(self) -> str:
        """The file as sentences name it, sanitised."""
        return "settings.toml" if self.path is None else sanitise_line(shown(self.path))

    def read(self) -> Reading:
        """Read the file; one that is not there has no values. It raises nothing."""
        try:
            return read(self._text(), self.name)
        except UnicodeDecodeError as error:
            why = f"it is not UTF-8 (byte {error.start})"
        except (OSError, ValueError) as error:
            why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        said = f"{self.name} cannot be read, and none of it holds: {why}. Mend it, and it holds at once."
        return Reading(troubles=(said,), broken=True)

    def changed(self) -> bool:
        """Whether the file is another one than at the last `read`; costs one `stat`."""
        return self._memory is None and self._stamp_now() != self._stamp

    def write(self, path: Sequence[str], value: str | bool | None) -> None:
        """Write one value; None removes it. Raises `SettingsNotKept`; then the file is as it was."""
        try:
            if self.path is None or not self.keeps:
                self._memory = with_value(self._text(), path, value)
            else:
                self._write(self.path, path, value)
        except Unwritable as error:
            why = f"{self.name} cannot take {'.'.join(path)}: {error}"
        except UnicodeDecodeError:
            why = f"{self.name} is not UTF-8"
        except (OSError, TimeoutError, ValueError) as error:
            said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            why = f"{self.name} cannot be written: {said}"
        else:
            return
        raise SettingsNotKept(f"{why}. It holds until you quit; mend the file to keep it.")

    def _write(self, path: Path, place: Sequence[str], value: str | bool | None) -> None:
        # People keep such files as links into a directory of their own: what the link names is replaced.
        target = Path(os.path.realpath(path))
        target.parent.mkdir(parents=True, exist_ok=True)
        with locked(target.parent, _PATIENCE):
            text = with_value(self._text(), place, value)
            mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else PRIVATE_FILE
            beside = target.with_name(f".{target.name}.{os.getpid()}")
            try:
                descriptor = os.open(beside, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | os.O_CLOEXEC, mode)
                with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
                    file.write(text)
                    file.flush()
                    os.fsync(file.fileno())
                beside.chmod(mode)
                beside.replace(target)
            except BaseException:
                with suppress(OSError):
                    beside.unlink()
                raise

    def _text(self) -> str:
        """Return the text, empty for a file that is not there. Raises `OSError` and `ValueError`."""
        if self._memory is not None or self.path is None:
            return self._memory or ""
        # Before reading: a change between the two is seen at the next look.
        self._stamp = self._stamp_now()
        try:
            # Without waiting: it could be a pipe.
            descriptor = os.open(self.path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        except FileNotFoundError:
            return ""
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise ValueError("it is not a file")
            data = file.read(LONGEST + 1)
        if len(data) > LONGEST:
            raise ValueError(f"it is longer than {LONGEST // 1024} KiB")
        return data.decode("utf-8-sig")

    def _stamp_now(self) -> _Stamp | None:
        if self.path is None:
            return None
        try:
            found = self.path.stat()
        except (OSError, ValueError):
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino
