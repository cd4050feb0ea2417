"""The account: whose it is, what limits it has, what it has used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from codex_app_server import JsonRpcError

from ..state.limits import RateLimit, rate_windows
from ..state.sanitise import sanitise_line
from .config_layers import SECONDS

if TYPE_CHECKING:
    from codex_app_server import AsyncCodex
    from codex_app_server.generated import v2_all as v2

DAYS = 7
"""Days of the account's use that are kept, today's included."""


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit of the account. Texts are sanitised; `name` is empty for the ordinary one."""

    name: str
    windows: tuple[RateLimit, ...]
    plan: str = ""
    credits: str = ""


@dataclass(frozen=True, slots=True)
class AccountUse:
    """What the account has used: tokens in all, on its busiest day, and on the last days, by date."""

    lifetime: int | None
    peak_day: int | None
    days: tuple[tuple[str, int], ...]


class Account:
    """The requests about the account of one connection."""

    def __init__(self, codex: AsyncCodex) -> None:
        self._codex = codex

    async def who(self) -> str:
        """Return whose account the server uses, in words (`account/read`)."""
        answer = await self._codex.api.account_read(timeout=SECONDS)
        account = answer.account
        if account is None:
            return "nobody is signed in" if answer.requires_openai_auth else "none: the provider needs none"
        if account.type == "apiKey":
            return "an API key"
        if account.type == "amazonBedrock":
            return "Amazon Bedrock"
        email, plan = getattr(account, "email", None), getattr(account, "plan_type", None)
        return sanitise_line(f"{email or account.type}{f', plan {plan}' if plan else ''}")

    async def limits(self) -> tuple[Limit, ...]:
        """Return the limits (`account/rateLimits/read`); none for an account that has none."""
        try:
            answer = await self._codex.api.account_rate_limits_read(timeout=SECONDS)
        except JsonRpcError as error:
            if _without_account(error):
                return ()
            raise
        by_id = answer.rate_limits_by_limit_id or {}
        snapshots = [answer.rate_limits, *(each for each in by_id.values() if each != answer.rate_limits)]
        return tuple(_limit(each) for each in snapshots)

    async def used(self) -> AccountUse | None:
        """Return what was used (`account/usage/read`); None for an account of which it is not known."""
        try:
            answer = await self._codex.api.account_usage_read(timeout=SECONDS)
        except JsonRpcError as error:
            if _without_account(error):
                return None
            raise
        days = sorted((each.start_date, each.tokens) for each in answer.daily_usage_buckets or ())
        return AccountUse(
            answer.summary.lifetime_tokens,
            answer.summary.peak_daily_tokens,
            tuple((sanitise_line(date), tokens) for date, tokens in days[-DAYS:]),
        )


def _without_account(error: JsonRpcError) -> bool:
    """Whether the server refused because limits and use are known of a ChatGPT account only."""
    return "authentication required" in error.message


def _limit(snapshot: v2.RateLimitSnapshot) -> Limit:
    found = snapshot.credits
    said = ""
    if found is not None and found.has_credits:
        said = "unlimited" if found.unlimited else sanitise_line(str(found.balance or ""))
    plan = "" if snapshot.plan_type is None else sanitise_line(str(snapshot.plan_type))
    return Limit(sanitise_line(snapshot.limit_name or ""), rate_windows(snapshot), plan, said)
