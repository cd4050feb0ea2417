"""The screen of the settings, and the list of values of one, which shows each before it is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static
from textual.widgets.option_list import Option

from ..blocks.cells import clip
from ..disk.settings_file import SettingsNotKept
from ..keys import Area
from ..patches.own_keys import name_of
from ..settings import SETTINGS, Choice, Flag, KeyTable
from ..settings.reading import in_words, words_of
from ..widgets.bindings import bindings
from ..widgets.choices import SELECT, Choices
from ..widgets.list_letters import ListLetters
from .help import CLOSE, KeyPages
from .key_setting import change_keys
from .preferences import LOOK_EVERY

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widgets import OptionList

    from ..settings import Setting, Value
    from .notifier import Notifier
    from .preferences import Preferences

WRONG = "wrong"
"""The row that leads to what is wrong in the file."""

_MOST_WORDS = 5
"""Words that are named below the list; of more there is only the number."""

_VALUE = 14
"""Cells for the value at the right of a row."""


class SettingsScreen(ModalScreen[None]):
    """Shows each setting with its value; what is changed holds at once and is written into the file."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Area.SETTINGS)

    def __init__(
        self, preferences: Preferences, notifier: Notifier, *, input_waits: Callable[[], bool]
    ) -> None:
        super().__init__(classes="question")
        self._letters = ListLetters(self, Area.SETTINGS, close="settings.close", input_waits=input_waits)
        self._input_waits = input_waits
        self._preferences = preferences
        self._notifier = notifier
        self._shown = preferences.settings

    def compose(self) -> ComposeResult:
        """Create the title, a row for each setting, what is said of one, and the keys."""
        with Vertical(classes="dialog dialog--wide settings"):
            yield Static(Content("Settings"), classes="dialog--title")
            wrong = [Option("", id=WRONG)] if self._preferences.troubles else []
            yield Choices(*wrong, *(Option("", id=key) for key in SETTINGS), compact=True)
            yield Static(classes="settings--about")
            yield Static(Content(self._hint()), classes="dialog--hint")

    def on_mount(self) -> None:
        """Show the values, and focus the first row."""
        self._show_values()
        for options in self.query(Choices):
            options.highlighted = 0
            options.focus()
        self.set_interval(LOOK_EVERY, self._follow)

    def _follow(self) -> None:
        """Show what another application, or an editor, has set meanwhile."""
        if self._preferences.settings != self._shown and self.is_current:
            self._show_values()

    async def on_key(self, event: events.Key) -> None:
        """Take a letter for a key, and a word for a mistake."""
        await self._letters.use(event)

    def on_screen_resume(self) -> None:
        """Show the values again: the list of the values of one was open."""
        self._show_values()

    def on_resize(self, event: events.Resize) -> None:
        """Fit the rows to the new width, once they are laid out."""
        self.call_after_refresh(self._show_values)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say what the setting under the cursor is."""
        event.stop()
        self._show_about()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Change the setting that was chosen: at once if it is on or off, else by the list of its values."""
        event.stop()
        self._change(event.option.id or "")

    def action_change(self) -> None:
        """Change the setting under the cursor."""
        if (option := self.query_one(Choices).highlighted_option) is not None:
            self._change(option.id or "")

    def action_default(self) -> None:
        """Give the setting under the cursor its default, and take it out of the file; keys have their own."""
        if (setting := self._setting) is not None and not isinstance(setting.kind, KeyTable):
            self._set(setting.key, None)

    def action_leave(self) -> None:
        """Close the screen."""
        self.dismiss()

    @property
    def _setting(self) -> Setting | None:
        option = self.query_one(Choices).highlighted_option
        return None if option is None else SETTINGS.get(option.id or "")

    def _change(self, key: str) -> None:
        if key == WRONG:
            self.app.push_screen(WrongSettings(self._preferences.troubles))
            return
        setting = SETTINGS[key]
        if isinstance(setting.kind, Flag):
            self._set(key, not setting.value(self._preferences.settings))
        elif isinstance(setting.kind, Choice):
            self.app.push_screen(
                ValuePicker(setting, self._preferences, self._notifier, input_waits=self._input_waits)
            )
        else:
            change_keys(self.app, self._preferences, self._notifier)

    def _set(self, key: str, value: Value | None) -> None:
        try:
            self._preferences.set(key, value)
        except SettingsNotKept as error:
            self._notifier.say(str(error), bad=True)
        self._show_values()

    def _show_values(self) -> None:
        options, settings = self.query_one(Choices), self._preferences.settings
        self._shown = settings
        if self._preferences.troubles and options.get_option_at_index(0).id == WRONG:
            words = f"wrong in the file: {len(self._preferences.troubles)}"
            options.replace_option_prompt(WRONG, Content.styled(words, "$text-warning"))
        cells = max(24, options.scrollable_content_region.width - 2)
        for key, setting in SETTINGS.items():
            value = setting.value(settings)
            shown = clip(in_words(value).strip('"'), _VALUE)
            title = clip(setting.title, cells - _VALUE - 2)
            space = " " * (cells - _VALUE - cell_len(title))
            style = "bold $text-accent" if value != setting.default else "$text-muted"
            options.replace_option_prompt(key, Content.assemble(title, space, (shown, style)))
        self._show_about()

    def _show_about(self) -> None:
        if (setting := self._setting) is None:
            self.query_one(".settings--about", Static).update(
                Content(f"{name_of(self.app, SELECT)} shows what is wrong; the defaults hold there")
            )
            return
        value = setting.value(self._preferences.settings)
        line = f"{setting.key}: " if isinstance(setting.kind, KeyTable) else f"{setting.key} = "
        line += in_words(value)
        default = "the default" if value == setting.default else f"the default is {in_words(setting.default)}"
        words = [word for word, _ in words_of(setting)]
        said = ", ".join(words) or setting.kind.allowed
        if len(words) > _MOST_WORDS:
            said = f"one of {len(words)}; {name_of(self.app, SELECT)} shows them"
        self.query_one(".settings--about", Static).update(
            Content.assemble((line, "bold"), f"  {default}\n", (f"allowed: {said}", "$text-muted"))
        )

    def _hint(self) -> str:
        file = self._preferences.file
        kept = f"in {file.name}" if file.keeps else "until you quit: this run keeps no settings"
        return (
            f"{name_of(self.app, SELECT)} changes, {name_of(self.app, 'settings.default')} sets the default, "
            f"{name_of(self.app, 'settings.close')} closes; kept {kept}"
        )


class WrongSettings(ModalScreen[None]):
    """Shows all that is wrong in the settings file, a sentence each."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Area.HELP, which=lambda key: key.id == CLOSE)

    def __init__(self, troubles: Sequence[str]) -> None:
        super().__init__(classes="question")
        self._troubles = tuple(troubles)

    def compose(self) -> ComposeResult:
        """Create the title, the sentences and the keys."""
        with KeyPages(classes="dialog dialog--wide"):
            yield Static(Content("Wrong in the settings"), classes="dialog--title")
            for trouble in self._troubles:
                yield Static(Content(trouble), classes="dialog--text")
            yield Static(Content(f"{name_of(self.app, CLOSE)} closes"), classes="dialog--hint")

    def on_mount(self) -> None:
        """Put the focus into the page, so that the arrows scroll it."""
        self.query(KeyPages).focus()

    def action_leave(self) -> None:
        """Close the page."""
        self.dismiss()


class ValuePicker(ModalScreen[None]):
    """Shows the values of a setting that is one of several words. The one under the cursor holds already."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Area.VALUES)

    def __init__(
        self,
        setting: Setting,
        preferences: Preferences,
        notifier: Notifier,
        *,
        input_waits: Callable[[], bool],
    ) -> None:
        super().__init__(classes="question -preview")
        self._letters = ListLetters(self, Area.VALUES, close="values.close", input_waits=input_waits)
        self._setting = setting
        self._preferences = preferences
        self._notifier = notifier
        self._value = str(setting.value(preferences.settings))

    def compose(self) -> ComposeResult:
        """Create the title, the values with their explanations, and the keys."""
        words = self._setting.kind.words if isinstance(self._setting.kind, Choice) else {}
        wide = max((cell_len(word) for word in words), default=0)
        with Vertical(classes="dialog"):
            yield Static(Content(self._setting.title), classes="dialog--title")
            yield Choices(
                *(
                    Option(
                        Content.assemble(
                            word, " " * (wide - cell_len(word) + 2), (words[word], "$text-muted")
                        ),
                        id=word,
                    )
                    for word in words
                ),
                compact=True,
            )
            takes, leaves = name_of(self.app, SELECT), name_of(self.app, "values.close")
            yield Static(Content(f"{takes} takes it, {leaves} leaves what was"), classes="dialog--hint")

    def on_mount(self) -> None:
        """Put the cursor on the value that holds."""
        for options in self.query(Choices):
            options.highlighted = options.get_option_index(self._value)
            options.focus()

    async def on_key(self, event: events.Key) -> None:
        """Take a letter for a key, and a word for a mistake."""
        await self._letters.use(event)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show what the value under the cursor does."""
        event.stop()
        if self.is_current and event.option.id is not None:
            self._preferences.preview(self._setting.key, event.option.id)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Set the value, once."""
        event.stop()
        if not self.is_current or event.option.id is None:
            return
        try:
            self._preferences.set(self._setting.key, event.option.id)
        except SettingsNotKept as error:
            self._notifier.say(str(error), bad=True)
        self.dismiss()

    def action_leave(self) -> None:
        """Close the list, and go back to the value that was there."""
        self._preferences.end_preview()
        self.dismiss()
