"""What follows from the table of commands: bindings, the footer's keys, the pages of the help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding

from ..screens.area import Area
from ..widgets.key_bar import KeyHint
from . import COMMANDS
from .base import Command

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..screens.cockpit import Cockpit

_NAMES = {
    "escape": "esc",
    "slash": "/",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
}


def key_name(key: str) -> str:
    """How a key is written in footer and help: `^n`, `esc`, `[`."""
    if key.startswith("ctrl+") and len(key) == len("ctrl+") + 1:
        return "^" + key[-1]
    return _NAMES.get(key, key)


def key_names(command: Command) -> str:
    """All keys of a command, for the help; the nine digits as a range, the palette's for one without keys."""
    if not command.keys:
        return key_name("ctrl+p")
    if command.keys == tuple("123456789"):
        return "1..9"
    return " ".join(key_name(key) for key in command.keys if not key.startswith("f1") or key == "f1")


def bindings() -> list[Binding]:
    """One binding with an id for each key that no widget takes care of itself."""
    return [
        Binding(
            key,
            f"command('{command.id}', '{key}')",
            command.title,
            show=False,
            priority=command.urgent,
            # Ids must be one per binding: the first key has the command's own, which people may remap.
            id=command.id if place == 0 else f"{command.id}.{place + 1}",
        )
        for command in COMMANDS
        if not command.in_widget
        for place, key in enumerate(command.keys)
    ]


def works_now(command: Command, cockpit: Cockpit) -> bool:
    """Whether the command's keys would do something at this moment."""
    return command.where in (Area.EVERYWHERE, cockpit.panes.area) and command.available(cockpit)


def footer(cockpit: Cockpit) -> list[KeyHint]:
    """Keys and their words, likeliest first: only what works now, each key and each word once."""
    shown: list[KeyHint] = []
    for command in COMMANDS:
        word = command.word(cockpit)
        if not word or not command.keys or not works_now(command, cockpit):
            continue
        key = key_name(command.keys[0])
        if all(key != hint.key and word != hint.words for hint in shown):
            shown.append(KeyHint(key, word, command.id if _runs(command) else ""))
    # The bar keeps its last hint in any width: it is the one that shows all the others.
    return sorted(shown, key=lambda hint: hint.command == "app.keys")


def _runs(command: Command) -> bool:
    # What only a widget can do, such as sending what its composer holds, cannot be clicked.
    return type(command).run is not Command.run


def help_pages() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """For each place its keys and what they do, in the table's order."""
    for area in Area:
        rows = [
            (key_names(command), command.title)
            for command in COMMANDS
            if command.where is area and (command.keys or command.in_help)
        ]
        yield area.value, rows
