"""Stages for widgets: applications of a few lines with the real style sheets and both themes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from codex_tui.clock import FixedClock
from codex_tui.styles import style_paths
from codex_tui.themes import CODEX_DARK, THEMES
from codex_tui.widgets.approval_card import ApprovalCard
from codex_tui.widgets.card_bodies import CardBodies
from codex_tui.widgets.composer import Composer
from textual import events
from textual.app import App
from textual.containers import Vertical

if TYPE_CHECKING:
    from pathlib import PurePath

    from textual.app import ComposeResult
    from textual.message import Message
    from textual.widget import Widget

AMessage = TypeVar("AMessage", bound="Message")


class Stage(App[None]):
    """Shows the widgets it is given and keeps the messages that reach it."""

    CSS_PATH: ClassVar[list[str | PurePath]] = list(style_paths())
    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = ""

    def __init__(self, *widgets: Widget) -> None:
        super().__init__()
        self.widgets = widgets
        self.heard: list[Message] = []
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = CODEX_DARK.name

    def compose(self) -> ComposeResult:
        yield from self.widgets

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, (events.Key, events.Paste)):
            for card in self.query(ApprovalCard):
                card.note_key(event)
        elif isinstance(event, events.MouseDown) and not event.is_forwarded:
            for card in self.query(ApprovalCard):
                card.note_press(event)
        await super().on_event(event)

    async def _on_message(self, message: Message) -> None:
        if type(message).__module__.startswith("codex_tui"):
            self.heard.append(message)
        await super()._on_message(message)

    def messages(self, kind: type[AMessage]) -> list[AMessage]:
        return [message for message in self.heard if isinstance(message, kind)]


def keyboard(app: App[None]) -> Widget | None:
    """The widget that has the keyboard now."""
    return app.focused


class FocusedStage(Stage):
    """A stage whose first widget has the keyboard."""

    AUTO_FOCUS = "*"


class CardApp(Stage):
    """A composer and a card over it, wired as the application wires them."""

    BINDINGS: ClassVar = [("f2", "to_card", "answer")]
    AUTO_FOCUS = "Composer"

    def __init__(self) -> None:
        self.clock = FixedClock()
        self.ran: list[str] = []
        self.bodies = CardBodies(lambda: self.ran)
        self.card = ApprovalCard(self.clock.monotonic, bodies=self.bodies)
        self.composer = Composer()
        super().__init__(Vertical(self.card, self.card.line, self.composer))

    def action_to_card(self) -> None:
        if self.card.request is not None:
            self.card.focus()

    def on_approval_card_answered(self, event: ApprovalCard.Answered) -> None:
        if not event.more:
            self.composer.focus()

    def on_approval_card_closed(self) -> None:
        self.composer.focus()
