"""Iterates over lists that the server sends a page at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TYPE_CHECKING, Protocol, TypeVar

from .errors import InvalidInputError, InvalidRequestError, ResponseInvalidError

if TYPE_CHECKING:
    from typing_extensions import Self


T = TypeVar("T")

DEFAULT_PAGE_SIZE = 50
_LARGEST_PAGE = 1000
_NO_HISTORY = "is not materialized yet"


class Page(Protocol[T]):
    """The answer of a listing method: some entries, and the cursor of the next page."""

    @property
    def data(self) -> list[T]:
        """The entries of the page."""

    @property
    def next_cursor(self) -> str | None:
        """The cursor of the next page, or None on the last one."""


class AsyncPages(AsyncIterator[T]):
    """Entries of a list of an `AsyncCodex`, fetched a page at a time as they are consumed.

    A fetch that fails raises what a request can raise, and loses nothing: the next step fetches the same page
    again. Raises `ResponseInvalidError` when the server's cursor leads back to the same page.
    """

    def __init__(self, method: str, fetch: Callable[[str | None], Awaitable[Page[T]]]) -> None:
        self._method = method
        self._fetch = fetch
        self._cursor: str | None = None
        self._here: deque[T] = deque()
        self._fetched = 0
        self._ended = False

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> T:
        while True:
            try:
                return self._here.popleft()
            except IndexError:
                if self._ended:
                    raise StopAsyncIteration from None
            await self.turn_page()

    async def turn_page(self) -> None:
        """Fetch the next page; do nothing at the end of the list."""
        if self._ended:
            return
        fetched, cursor = self._fetched, self._cursor
        try:
            page = await self._fetch(cursor)
        except InvalidRequestError as error:
            # The thread was started and has had no prompt.
            if _NO_HISTORY not in error.message:
                raise
            self._ended = True
            return
        if fetched != self._fetched:
            return  # another task has fetched this page meanwhile
        if page.next_cursor is not None and page.next_cursor == cursor:
            raise ResponseInvalidError(self._method, f"the cursor {cursor!r} leads to itself")
        self._fetched += 1
        self._cursor = page.next_cursor
        self._ended = page.next_cursor is None
        self._here.extend(page.data)


def checked_page_size(page_size: int) -> int:
    """Return `page_size`.

    Raises `InvalidInputError` for a size that is not from 1 to `_LARGEST_PAGE`.
    """
    if not 1 <= page_size <= _LARGEST_PAGE:
        raise InvalidInputError(
            f"page_size is {page_size!r}; give a number from 1 to {_LARGEST_PAGE:,}. The iterator goes "
            "through all pages, so a small one loses nothing."
        )
    return page_size
