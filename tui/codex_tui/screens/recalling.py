"""The search in the prompts that were sent: those of this directory first, then all others."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from ..blocks.cells import clip
from ..keys import Area
from ..patches.own_keys import name_of
from ..slash import parse
from ..state.sanitise import sanitise_line
from ..widgets.bindings import bindings
from ..widgets.choices import Choices, page
from ..widgets.line_input import LineInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ..backend import BackendInUse
    from ..state.store import Store
    from ..widgets.composer import Composer

MOST = 200
"""Prompts of one place that are listed; more words find the others."""

_LONGEST = 300
"""Maximum cells of a prompt in the list."""


class Recalling:
    """Opens the search, and puts what is found into the composer. What was typed there is kept."""

    def __init__(self, store: Store, backend: BackendInUse, composer: Composer) -> None:
        self._store = store
        self._backend = backend
        self._composer = composer

    def open(self) -> None:
        """Open the search."""
        backend, thread = self._backend.current, self._store.open_thread
        cwd = (thread.cwd if thread else "") or backend.options.cwd
        here: list[str] = []
        elsewhere: list[str] = []
        for text in dict.fromkeys(reversed(self._composer.prompt_history.entries)):
            if parse(text) is not None:
                # A command is no prompt: it is a step back with `up`, and in the list behind a slash.
                continue
            (here if backend.local_store.was_sent_in(cwd, text) else elsewhere).append(text)
        self._composer.app.push_screen(PromptSearch(here, elsewhere), self._found)

    def _found(self, text: str | None) -> None:
        if text is not None and not self._composer.read_only:
            composer = self._composer
            composer.prompt_history.set_aside(composer.as_entry())
            composer.show_entry(text, walking=True)


class PromptSearch(ModalScreen["str | None"]):
    """Finds a prompt by its words; dismissed with it, or with None. Both lists have the newest first."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Area.HISTORY)

    def __init__(self, here: Sequence[str], elsewhere: Sequence[str]) -> None:
        super().__init__(classes="question")
        self._places = (("this directory", here), ("other directories", elsewhere))
        self._shown: dict[str, str] = {}
        self._listed_for = ""

    def compose(self) -> ComposeResult:
        """Create the line, the list and the hint."""
        with Vertical(classes="dialog dialog--wide dialog--search"):
            yield Static(Content("Prompts you sent"), classes="dialog--title")
            yield LineInput(placeholder="words of it")
            yield Choices(compact=True)
            takes, leaves = name_of(self.app, "line.send"), name_of(self.app, "history.back")
            yield Static(
                Content(f"{takes} takes it; what you were typing comes back after it. {leaves} leaves"),
                classes="dialog--hint",
            )

    def on_mount(self) -> None:
        """List all of them, and focus the line."""
        self._list("")
        self.query(LineInput).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """List those that have all the words."""
        event.stop()
        self._list(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Dismiss with the prompt that is highlighted; do nothing when there is none."""
        event.stop()
        if event.value != self._listed_for:
            # An enter of the same burst as the words: the message that they have changed comes later.
            self._list(event.value)
        option = self.query_one(Choices).highlighted_option
        if option is not None and self.is_current:
            self.dismiss(self._shown.get(option.id or ""))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Dismiss with the prompt that was clicked."""
        event.stop()
        if self.is_current:
            self.dismiss(self._shown.get(event.option.id or ""))

    def action_move(self, step: int) -> None:
        """Highlight the next (1) or the previous (-1) prompt."""
        if step < 0:
            self.query_one(Choices).action_cursor_up()
        else:
            self.query_one(Choices).action_cursor_down()

    def action_page(self, step: int) -> None:
        """Move the highlight by the prompts in view."""
        page(self.query_one(Choices), step)

    def action_leave(self) -> None:
        """Dismiss without a prompt."""
        self.dismiss(None)

    def _list(self, words: str) -> None:
        self._listed_for = words
        self._shown = {}
        options: list[Option] = []
        for place, prompts in self._places:
            found = _with_words(words, prompts)[:MOST]
            if found:
                options.append(Option(Content.styled(place, "$text-muted"), disabled=True))
            for text in found:
                self._shown[str(len(self._shown))] = text
                shown = clip(sanitise_line(text.strip()), _LONGEST)
                options.append(Option(Content(shown), id=str(len(self._shown) - 1)))
        choices = self.query_one(Choices)
        choices.clear_options()
        nothing = "No prompt has these words." if words.strip() else "No prompt was sent from here yet."
        choices.add_options(options or [Option(Content(nothing), disabled=True)])
        choices.highlighted = 1 if options else None


def _with_words(words: str, prompts: Iterable[str]) -> list[str]:
    wanted = words.casefold().split()
    return [text for text in prompts if all(word in text.casefold() for word in wanted)]
