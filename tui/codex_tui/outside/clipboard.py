"""Ways to the clipboard, in the order in which they are tried.

A program that owns the clipboard says whether it took the text. A terminal says nothing: of ten that were
tried two took it, and tmux and GNU screen pass it on only if they are told to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .sequences import LONGEST_CLIPBOARD, Wrapping, to_clipboard, wrapped

if TYPE_CHECKING:
    from .machine import Machine

TMUX_BUFFER = "tmux's buffer"


@dataclass(frozen=True, slots=True)
class Program:
    """A program that owns a clipboard: its name for people, and its command that takes a text as input."""

    name: str
    command: tuple[str, ...]
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where a text went.

    `taken` names the places that have it for sure. `sent` says that the terminal was or will be asked, which
    answers nothing; `sequence` is what must be written to it. `too_long` says that it was not even asked.
    """

    taken: tuple[str, ...] = ()
    sent: bool = False
    sequence: str = ""
    too_long: bool = False


class Clipboard:
    """Puts texts on the clipboards that a person may paste from."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine

    @property
    def asks_programs(self) -> bool:
        """Whether `put` runs other programs, and so may take seconds."""
        return self._has_tmux or self._program() is not None

    def put(self, text: str) -> Delivery:
        """Put a text on the clipboard. Blocks while programs run, for some seconds at most."""
        data = text.encode("utf-8", "replace")
        taken: list[str] = []
        forwarded = False
        if self._has_tmux:
            # `-w` has tmux ask its own terminal, which its default setting forbids to the programs in it.
            forwarded = self._machine.hand(("tmux", "load-buffer", "-w", "-"), data)
            # Before tmux 3.2 there was no `-w`.
            if forwarded or self._machine.hand(("tmux", "load-buffer", "-"), data):
                taken.append(TMUX_BUFFER)
        program = self._program()
        if program is not None and self._machine.hand(
            program.command, data if program.encoding == "utf-8" else text.encode(program.encoding, "replace")
        ):
            return Delivery((f"the clipboard ({program.name})", *taken))
        if forwarded:
            return Delivery(tuple(taken), sent=True)
        if len(data) > LONGEST_CLIPBOARD:
            return Delivery(tuple(taken), too_long=True)
        wrapping = Wrapping.SCREEN if self._machine.in_screen else Wrapping.NONE
        return Delivery(tuple(taken), sent=True, sequence=wrapped(to_clipboard(text), wrapping))

    @property
    def _has_tmux(self) -> bool:
        return self._machine.in_tmux and self._machine.has("tmux")

    def _program(self) -> Program | None:
        """Return the program for the clipboard of the person's desktop; None without one."""
        machine, env = self._machine, self._machine.env
        display = env.get("DISPLAY", "")
        if machine.is_remote and not display.startswith("localhost:"):
            # The clipboard of this machine is not where the person sits. A display that ssh forwards is.
            return None
        ways = (
            (bool(env.get("WAYLAND_DISPLAY")) and not machine.is_remote, Program("wl-copy", ("wl-copy",))),
            (bool(display), Program("xclip", ("xclip", "-selection", "clipboard", "-in"))),
            (bool(display), Program("xsel", ("xsel", "--clipboard", "--input"))),
            (not machine.is_remote, Program("pbcopy", ("pbcopy",))),
            # It takes its input for text of an old code page unless that begins with a mark, as this does.
            (not machine.is_remote, Program("clip.exe", ("clip.exe",), "utf-16")),
        )
        return next((way for usable, way in ways if usable and machine.has(way.command[0])), None)
