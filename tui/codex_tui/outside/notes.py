"""Notices of the desktop: which form the terminal takes, and what stops them on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .sequences import NoteForm, Wrapping, note, wrapped

if TYPE_CHECKING:
    from .machine import Machine

# Only terminals that are known to show them: others may print the text, or take it for something else.
_FORMS = (
    ("kitty", NoteForm.KITTY),
    ("iterm", NoteForm.PLAIN),
    ("wezterm", NoteForm.PLAIN),
    ("ghostty", NoteForm.PLAIN),
    ("warp", NoteForm.PLAIN),
    ("foot", NoteForm.TITLED),
    ("rxvt", NoteForm.TITLED),
    ("contour", NoteForm.TITLED),
    ("vte", NoteForm.TITLED),
)
"""By the beginning of the name that a terminal gives itself."""

_TMUX_QUESTION = "#{client_termtype}\t#{client_termname}\t#{allow-passthrough}\t#{focus-events}"

PASSTHROUGH = "set -g allow-passthrough on"
FOCUS = "set -g focus-events on"
"""What tmux must be told, which is the default of neither."""


@dataclass(frozen=True, slots=True)
class Channel:
    """The way of a notice. Without `form` it gets nowhere, and `trouble` says why and what to set.

    `focus_trouble` says why it will not be known whether the person looks at the terminal.
    """

    form: NoteForm | None
    wrapping: Wrapping = Wrapping.NONE
    trouble: str = ""
    focus_trouble: str = ""

    def sequence(self, name: str, text: str) -> str:
        """Return what must be written to the terminal; empty when no notice gets through."""
        return "" if self.form is None else wrapped(note(self.form, name, text), self.wrapping)


def channel(machine: Machine) -> Channel:
    """Find the way of a notice. Blocks while tmux is asked, for some seconds at most."""
    if machine.in_tmux:
        return _through_tmux(machine)
    form = _form(*_names(machine))
    wrapping = Wrapping.SCREEN if machine.in_screen else Wrapping.NONE
    return Channel(form, wrapping, "" if form else "This terminal is not known to show notices.")


def _through_tmux(machine: Machine) -> Channel:
    said = machine.ask(("tmux", "display-message", "-p", _TMUX_QUESTION))
    if said is None:
        return Channel(None, trouble="tmux does not answer.")
    kind, name, passes, focus = (said.rstrip("\n").split("\t") + [""] * 4)[:4]
    focus_trouble = "" if focus in ("1", "on") else f"tmux does not tell the focus: `{FOCUS}` in its config."
    form = _form(kind, name)
    if form is None:
        trouble = "The terminal around tmux is not known to show notices."
        return Channel(None, trouble=trouble, focus_trouble=focus_trouble)
    if passes in ("", "0", "off"):
        trouble = f"tmux lets no notice through: `{PASSTHROUGH}` in its config."
        return Channel(None, trouble=trouble, focus_trouble=focus_trouble)
    return Channel(form, Wrapping.TMUX, focus_trouble=focus_trouble)


def _names(machine: Machine) -> tuple[str, ...]:
    env = machine.env
    return (
        env.get("TERM_PROGRAM", ""),
        env.get("TERM", "").removeprefix("xterm-"),
        "kitty" if env.get("KITTY_WINDOW_ID") else "",
        "vte" if env.get("VTE_VERSION") else "",
    )


def _form(*names: str) -> NoteForm | None:
    for name in names:
        plain = name.lower().removeprefix("xterm-")
        for beginning, form in _FORMS:
            if plain.startswith(beginning):
                return form
    return None
