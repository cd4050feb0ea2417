"""Choosing one of a few things by the palette: by arrows, or by typing a part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Hits, Provider

from .palette import Palette

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, TypeAlias

    from textual.app import App

    Choice: TypeAlias = tuple[str, Callable[[], object]]
    """The words of a choice, and what choosing it does."""


def pick(app: App[Any], placeholder: str, choices: Sequence[Choice]) -> None:
    """Show the choices in the palette; `placeholder` says what is chosen."""

    class _Choices(Provider):
        async def discover(self) -> Hits:
            for words, chosen in choices:
                yield DiscoveryHit(words, chosen)

        async def search(self, query: str) -> Hits:
            matcher = self.matcher(query)
            for words, chosen in choices:
                if (score := matcher.match(words)) > 0:
                    yield Hit(score, matcher.highlight(words), chosen)

    app.push_screen(Palette(providers=[_Choices], placeholder=placeholder))
