"""What a command is: one thing a person can do, declared once for keys, footer, palette and help."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ..screens.area import Area

if TYPE_CHECKING:
    from ..screens.cockpit import Cockpit


class Command:
    """One thing a person can do. A subclass declares it; `COMMANDS` lists it.

    `keys` are tried in order, the first is the one that footer and help name. `footer` is the word
    behind the key; a command without it is not in the footer. A command with `in_widget` is carried out
    by the widget that has the focus, which owns the key: it is declared here to be seen.
    """

    id: ClassVar[str]
    """Names the command in key maps and tests: `thread.fork`."""
    title: ClassVar[str]
    """What it does, for palette and help: "fork the thread"."""
    where: ClassVar[Area] = Area.EVERYWHERE
    keys: ClassVar[tuple[str, ...]] = ()
    slash: ClassVar[str] = ""
    """A short name, by which the palette finds it too."""
    footer: ClassVar[str] = ""
    urgent: ClassVar[bool] = False
    """Whether the key works before the focused widget sees it: for keys that text areas would take."""
    in_widget: ClassVar[bool] = False
    in_palette: ClassVar[bool] = True
    in_help: ClassVar[bool] = False
    """Whether the page of keys names it although it has no key of its own, with that of the palette."""

    def available(self, cockpit: Cockpit) -> bool:
        """Whether it would do something now; the place of the focus is checked apart from this."""
        return True

    def word(self, cockpit: Cockpit) -> str:
        """Answer the footer's word for it now."""
        return self.footer

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Do it; `key` is the key that was pressed, empty when it came from the palette."""
        raise NotImplementedError(f"{type(self).__name__} has nothing to do: give it a run method.")


def target(cockpit: Cockpit) -> str | None:
    """Find the thread that a command means: the list's selected one, else the open one."""
    return cockpit.thread_pane.list.selected_id if cockpit.panes.area is Area.LIST else cockpit.open_id
