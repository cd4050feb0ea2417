"""A login that the user finishes in a browser, or on another device with a code."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ._core.notifications import decode
from ._io.waiting import wait_for_events
from .errors import InvalidInputError, LoginFailedError, LoginTimeoutError
from .generated import v2_all

if TYPE_CHECKING:
    from typing_extensions import Self

    from ._core.event_queue import EventQueue
    from ._io.client import Client


# Seconds in which a block that is cancelled may cancel its login.
_END_WITHIN = 5.0


class LoginOffer(NamedTuple):
    """The server's answer when a login has begun."""

    id: str
    url: str
    user_code: str | None


class AsyncLogin:
    """A login that has begun, made by `AsyncCodex.login_chatgpt` and `login_device_code`.

        async with await codex.login_device_code() as login:
            print(f"Open {login.url} and enter {login.user_code}")
            await login.wait(timeout=600)

    Leaving the block cancels a login that has not ended.
    """

    def __init__(self, client: Client, offer: LoginOffer, events: EventQueue) -> None:
        import anyio

        self._client = client
        self._offer = offer
        self._events = events
        self._waiting = anyio.Lock()
        self._end: v2_all.AccountLoginCompletedNotification | None = None

    def __repr__(self) -> str:
        return f"{type(self).__name__}(id={self.id!r})"

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        import anyio

        with anyio.move_on_after(_END_WITHIN, shield=True):
            await self.cancel()

    @property
    def id(self) -> str:
        """The id of the login."""
        return self._offer.id

    @property
    def url(self) -> str:
        """The URL of the page that the user opens."""
        return self._offer.url

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
        return self._offer.user_code

    async def wait(self, *, timeout: float | None = None) -> v2_all.AccountLoginCompletedNotification:
        """Wait until the user has finished (`account/login/completed`).

        Calling it again returns or raises the same. Raises `LoginFailedError` when the login fails or is
        cancelled, `LoginTimeoutError` after `timeout` seconds, when it can still be finished, and the error
        that ended the connection.
        """
        import anyio

        with anyio.move_on_after(timeout):
            async with self._waiting:
                if self._end is None:
                    self._end = await self._completed()
        if self._end is None:
            raise LoginTimeoutError(
                f"Nobody finished the login within {timeout:g} s. Wait again with wait(), or give it up with "
                "cancel()."
            )
        if not self._end.success:
            raise LoginFailedError(self._end.error or "The server gave no reason.")
        return self._end

    async def cancel(self) -> None:
        """Cancel the login (`account/login/cancel`); do nothing if it has ended."""
        if self._end is None and not self._events.closed:
            await self._client.call(
                "account/login/cancel", {"loginId": self.id}, v2_all.CancelLoginAccountResponse
            )

    async def _completed(self) -> v2_all.AccountLoginCompletedNotification:

        while await wait_for_events(self._events):
            line = self._events.take()
            payload = None if line is None else decode(line).payload
            if isinstance(payload, v2_all.AccountLoginCompletedNotification) and payload.login_id == self.id:
                self._client.session.router.unsubscribe(self._events)
                return payload
        self._client.session.check_alive()
        raise LoginFailedError("The events of the login ended while the connection did not.")


async def begin_login(client: Client, kind: str) -> AsyncLogin:
    """Begin a login of this kind and subscribe to its end (`account/login/start`)."""
    router = client.session.router
    events = router.subscribe(["account/login/completed"])
    try:
        answer = await client.call("account/login/start", {"type": kind}, v2_all.LoginAccountResponse)
        return AsyncLogin(client, _offer(answer), events)
    except BaseException:
        router.unsubscribe(events)
        raise


def _offer(answer: v2_all.LoginAccountResponse) -> LoginOffer:

    if isinstance(answer, v2_all.ChatgptLoginAccountResponse):
        return LoginOffer(answer.login_id, answer.auth_url, None)
    if isinstance(answer, v2_all.ChatgptDeviceCodeLoginAccountResponse):
        return LoginOffer(answer.login_id, answer.verification_url, answer.user_code)
    raise LoginFailedError(f"The server began a login of the unknown kind {answer.type!r}.")


async def login_with_key(client: Client, api_key: str) -> None:
    """Send an API key to the server and wait until it has accepted it (`account/login/start`)."""
    if not api_key.strip():
        raise InvalidInputError("The API key is empty. Nothing was sent.")
    params = {"type": "apiKey", "apiKey": api_key}
    await client.call("account/login/start", params, v2_all.LoginAccountResponse)
