# Written by sdk/generate.py from async_login.py.
# Do not edit: run `make generate`.
"""A login that the user finishes in a browser, or on another device with a code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .async_login import AsyncLogin, LoginOffer, begin_login, login_with_key
from .generated import v2_all

if TYPE_CHECKING:
    from typing_extensions import Self

    from ._io.portal import Portal

__all__ = ["AsyncLogin", "Login", "LoginOffer", "begin_login", "login_with_key"]


class Login:
    """A login that has begun, made by `Codex.login_chatgpt` and `login_device_code`.

        with codex.login_device_code() as login:
            print(f"Open {login.url} and enter {login.user_code}")
            login.wait(timeout=600)

    Leaving the block cancels a login that has not ended.
    """

    def __init__(self, portal: Portal, twin: AsyncLogin) -> None:
        self._portal = portal
        self._async = twin

    def __repr__(self) -> str:
        return f"{type(self).__name__}(id={self.id!r})"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._portal.finish(self._async.__aexit__)

    @property
    def id(self) -> str:
        """The id of the login."""
        return self._async.id

    @property
    def url(self) -> str:
        """The URL of the page that the user opens."""
        return self._async.url

    @property
    def login_id(self) -> str:
        """The same as `id`, as the official SDK calls it."""
        return self.id

    @property
    def auth_url(self) -> str:
        """The same as `url`, as the official SDK calls it."""
        return self.url

    @property
    def verification_url(self) -> str:
        """The same as `url`, as the official SDK calls it."""
        return self.url

    @property
    def user_code(self) -> str | None:
        """The code that the user enters on the page, or None for a login that needs no code."""
        return self._async.user_code

    def wait(self, *, timeout: float | None = None) -> v2_all.AccountLoginCompletedNotification:
        """Wait until the user has finished (`account/login/completed`).

        Calling it again returns or raises the same. Raises `LoginFailedError` when the login fails or is
        cancelled, `LoginTimeoutError` after `timeout` seconds, when it can still be finished, and the error
        that ended the connection.
        """
        return self._portal.call(self._async.wait, timeout=timeout)

    def cancel(self) -> None:
        """Cancel the login (`account/login/cancel`); do nothing if it has ended."""
        self._portal.call(self._async.cancel)
