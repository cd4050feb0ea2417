"""A paged list that crosses the portal only to fetch a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from .._io.portal import Portal
    from ..async_pages import AsyncPages

T = TypeVar("T")


class BlockingPages(Generic[T]):
    """The base of `Pages`."""

    def __init__(self, portal: Portal, twin: AsyncPages[T]) -> None:
        self._portal = portal
        self._async = twin

    def __next__(self) -> T:
        pages = self._async
        while True:
            try:
                return pages._here.popleft()
            except IndexError:
                if pages._ended:
                    raise StopIteration from None
            self._portal.call(pages.turn_page)
