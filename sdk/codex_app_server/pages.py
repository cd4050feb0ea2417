# Written by sdk/generate.py from async_pages.py and _blocking/pages.py.
# Do not edit: run `make generate`.
"""Iterates over lists that the server sends a page at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeVar

from ._blocking.pages import BlockingPages
from .async_pages import DEFAULT_PAGE_SIZE, AsyncPages, Page, checked_page_size

if TYPE_CHECKING:
    from typing_extensions import Self

__all__ = ["DEFAULT_PAGE_SIZE", "AsyncPages", "Page", "Pages", "checked_page_size"]

T = TypeVar("T")


class Pages(BlockingPages[T], Iterator[T]):
    """Entries of a list of a `Codex`, fetched a page at a time as they are consumed.

    A fetch that fails raises what a request can raise, and loses nothing: the next step fetches the same page
    again. Raises `ResponseInvalidError` when the server's cursor leads back to the same page.
    """

    def __iter__(self) -> Self:
        return self
