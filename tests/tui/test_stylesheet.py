from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING, ClassVar

import pytest
from codex_tui.stylesheet import ThemedStylesheet
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.css.stylesheet import Stylesheet, StylesheetParseError
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.geometry import Region

anyio = [pytest.mark.anyio, pytest.mark.parametrize("anyio_backend", ["asyncio"])]

CSS = "Label { color: $ink; background: $paper; }"
PLAIN = "Button { height: 3; }"
DARK = {"ink": "white", "paper": "black", "other": "red"}
LIGHT = {"ink": "black", "paper": "white", "other": "blue"}


def styled(variables: dict[str, str]) -> ThemedStylesheet:
    sheet = ThemedStylesheet(variables=variables)
    sheet.add_source(CSS, read_from=("a.tcss", ""))
    sheet.add_source(PLAIN, read_from=("b.tcss", ""))
    sheet.reparse()
    return sheet


def rules_of(sheet: Stylesheet) -> dict[str, object]:
    return {rule.selectors: rule for rule in sheet.rules}


def test_another_theme_has_its_own_rules_and_leaves_alone_what_has_no_colours() -> None:
    sheet = styled(DARK)
    before = rules_of(sheet)
    sheet.set_variables(LIGHT)
    sheet.reparse()
    after = rules_of(sheet)
    assert sheet.css == styled(LIGHT).css
    assert after["Label"] is not before["Label"]
    assert after["Button"] is before["Button"]


def test_a_theme_that_was_there_before_is_not_read_again() -> None:
    sheet = styled(DARK)
    before = rules_of(sheet)
    for variables in (LIGHT, {**DARK, "other": "green"}):
        sheet.set_variables(variables)
        sheet.reparse()
    assert rules_of(sheet) == before


def test_the_same_sheets_and_colours_are_the_same_list_of_rules() -> None:
    sheet = styled(DARK)
    dark = sheet.rules
    sheet.set_variables(LIGHT)
    sheet.reparse()
    light = sheet.rules
    sheet.set_variables(DARK)
    sheet.reparse()
    assert (sheet.rules is dark, light is dark) == (True, False)
    sheet.add_source("Input { height: 1; }", read_from=("c.tcss", ""))
    assert [*rules_of(sheet)] == [*rules_of(styled(DARK)), "Input"]


def test_it_comes_to_the_rules_that_textual_comes_to() -> None:
    ours, theirs = styled(DARK), Stylesheet(variables=DARK)
    theirs.source = dict(ours.source)
    theirs.reparse()
    assert ours.css == theirs.css


def test_a_sheet_that_is_wrong_leaves_the_rules_that_hold() -> None:
    sheet = styled(DARK)
    before = rules_of(sheet)
    sheet.add_source("Label { color: nonsense-colour; }", read_from=("c.tcss", ""))
    with pytest.raises(StylesheetParseError):
        sheet.reparse()
    assert rules_of(sheet) == before


def test_a_copy_reads_for_itself() -> None:
    sheet = styled(DARK)
    copied = sheet.copy()
    copied.set_variables(LIGHT)
    copied.reparse()
    assert sheet.css == styled(DARK).css
    assert copied.css == styled(LIGHT).css


class Page(Widget):
    """Counts how often it is told to paint itself, and how often its components are looked up."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"page--ink"}
    DEFAULT_CSS = """
    Page { height: 4; background: $surface; color: $foreground; }
    Page .page--ink { color: $primary; }
    Page.-loud .page--ink { color: $error; }
    Page:focus .page--ink { color: $accent; }
    """
    can_focus = True
    told = 0

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Page:
        self.told += 1
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)


class Book(App[None]):
    """Pages in something that scrolls, with our style sheets or with Textual's."""

    CSS = """
    VerticalScroll { height: 6; background: $panel; color: $primary; border: solid $accent; }
    """

    def __init__(self, *, ours: bool = True) -> None:
        super().__init__()
        if ours:
            self.stylesheet = ThemedStylesheet(variables=self.get_css_variables())

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield Page(id="first")
            yield Page(id="second")

    @property
    def page(self) -> Page:
        return self.query(Page).last()


class TestOnTheScreen:
    pytestmark = anyio

    async def test_all_that_is_seen_is_what_textual_shows(self) -> None:
        seen = []
        for ours in (True, False):
            app = Book(ours=ours)
            async with app.run_test(size=(40, 12)) as pilot:
                looks = []
                for theme in ("textual-light", "nord", "textual-dark", "textual-light", "nord"):
                    app.theme = theme
                    await pilot.pause()
                    app.page.toggle_class("-loud")
                    app.page.focus(scroll_visible=False) if theme == "nord" else app.set_focus(None)
                    await pilot.pause()
                    strips = app.screen._compositor.render_strips(app.size)
                    looks += [
                        [[(part.text, part.style) for part in strip.simplify()] for strip in strips],
                        app.page.get_component_rich_style("page--ink"),
                        {
                            str(node): sorted(node.styles.css.splitlines())
                            for node in app.screen.walk_children()
                        },
                    ]
                seen.append(looks)
        assert seen[0] == seen[1]
        assert len({str(look) for look in seen[0]}) > len(seen[0]) // 2

    async def test_a_page_is_told_once_for_itself_and_once_for_what_it_stands_in(self) -> None:
        told = []
        for ours in (True, False):
            app = Book(ours=ours)
            async with app.run_test(size=(40, 12)) as pilot:
                await pilot.pause()
                app.page.told = 0
                app.theme = "textual-light"
                await pilot.pause()
                told.append(app.page.told)
        # The application, the screen, what scrolls, itself, its components, and that styles were updated.
        assert told[0] <= 6 < 2 * told[0] < told[1]

    async def test_components_are_looked_up_once_for_each_state(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        looked_up: list[str | None] = []
        original = Stylesheet._process_component_classes

        def process(self: Stylesheet, node: Page) -> None:
            looked_up.append(node.id)
            original(self, node)

        monkeypatch.setattr(Stylesheet, "_process_component_classes", process)
        app = Book()
        async with app.run_test(size=(40, 12)) as pilot:
            await pilot.pause()

            async def ink(theme: str, *classes: str, focused: bool = False) -> str:
                app.theme = theme
                app.page.set_classes(classes)
                app.page.focus() if focused else app.set_focus(None)
                await pilot.pause()
                return str(app.page.get_component_rich_style("page--ink").color)

            async def all_states() -> list[str]:
                return [
                    await ink(theme, *classes, focused=focused)
                    for theme in ("textual-dark", "textual-light")
                    for classes in ((), ("-loud",))
                    for focused in (False, True)
                ]

            first = await all_states()
            # In each theme one without anything, one by the class, one by the focus, which wins.
            assert [len(set(first[:4])), len(set(first[4:]))] == [3, 3]
            await all_states()
            looked_up.clear()
            assert (await all_states(), looked_up) == (first, [])

    async def test_what_is_kept_of_a_widget_goes_with_it(self) -> None:
        app = Book()
        async with app.run_test(size=(40, 12)) as pilot:
            await pilot.pause()
            gone = weakref.ref(app.page)
            await app.page.remove()
            # Textual itself forgets the children there were when there are others.
            await app.query_one(VerticalScroll).mount(Page())
            await pilot.pause()
            gc.collect()
            assert gone() is None
