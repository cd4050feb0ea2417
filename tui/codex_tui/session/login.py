"""Signing in through the server: ChatGPT in a browser, a code for another device, or an API key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..state.sanitise import sanitise, sanitise_line

if TYPE_CHECKING:
    from codex_app_server import AsyncCodex
    from codex_app_server.generated.v2_all import AccountLoginCompletedNotification


@dataclass(frozen=True)
class LoginOffer:
    """What the person does next: open `url`, and where there is a `code`, enter it there."""

    login_id: str | None
    url: str = ""
    code: str = ""


@dataclass(frozen=True)
class LoginOutcome:
    """How a login ended (`account/login/completed`); `error` says why not."""

    login_id: str | None
    success: bool
    error: str = ""


class Login:
    """The login requests of one connection."""

    def __init__(self, codex: AsyncCodex) -> None:
        self._codex = codex

    async def with_chatgpt(self) -> LoginOffer:
        """Begin a login in the browser (`account/login/start`, `chatgpt`)."""
        return await self._start({"type": "chatgpt"})

    async def with_device_code(self) -> LoginOffer:
        """Begin a login with a code that is entered on any device (`chatgptDeviceCode`)."""
        return await self._start({"type": "chatgptDeviceCode"})

    async def with_api_key(self, key: str) -> LoginOffer:
        """Hand an API key to the server, which keeps it (`apiKey`)."""
        return await self._start({"type": "apiKey", "apiKey": key})

    async def cancel(self, offer: LoginOffer) -> None:
        """Cancel a login (`account/login/cancel`); an offer without an id has none to cancel."""
        from codex_app_server.generated.v2_all import CancelLoginAccountParams, CancelLoginAccountResponse

        if offer.login_id is not None:
            params = CancelLoginAccountParams(login_id=offer.login_id)
            await self._codex.request("account/login/cancel", params, CancelLoginAccountResponse)

    async def logout(self) -> None:
        """Have the server forget the account (`account/logout`)."""
        await self._codex.logout()

    async def _start(self, params: dict[str, str]) -> LoginOffer:
        from codex_app_server.generated.v2_all import LoginAccountParams, LoginAccountResponse

        answer = await self._codex.request(
            "account/login/start", LoginAccountParams.model_validate(params), LoginAccountResponse
        )
        told = answer.model_dump(mode="json", by_alias=True)
        return LoginOffer(
            login_id=told.get("loginId"),
            url=sanitise_line(str(told.get("authUrl") or told.get("verificationUrl") or "")),
            code=sanitise_line(str(told.get("userCode") or "")),
        )


def outcome_of(event: AccountLoginCompletedNotification) -> LoginOutcome:
    """Read the notification that ends a login."""
    return LoginOutcome(event.login_id, event.success, sanitise(event.error or ""))
