"""A review with two sub-agents, a hook that insists, and a change that the person declined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codex_app_server.testing import items

from ..place import DAY, path, ran, thread, turn

if TYPE_CHECKING:
    from codex_app_server.testing import ScriptedServer

_MAIN = "019aa000-0000-7000-8000-00000000c0de"
_SECURITY = "019aa000-0000-7000-8000-0000000005ec"
_SPEED = "019aa000-0000-7000-8000-00000000fa57"

_REVIEW = """\
Two findings, one of them before the merge.

- **[P1] Refunds are not idempotent** — `app/payments/refund.py:52`
  A retry after a timeout refunds twice. Send the request's key along, as `charge` does.
- **[P3] One query for each line of an order** — `app/payments/totals.py:19`
  `select_related("product")` makes it one query for all.

The rest is careful work; the tests of the rounding are a pleasure to read.
"""

_REFUND = """\
@@ -49,6 +49,6 @@ def refund(payment: Payment, amount: Money) -> Refund:
     if amount > payment.captured:
         raise TooMuch(amount, payment.captured)
-    answer = gateway.refund(payment.id, amount.cents)
+    answer = gateway.refund(payment.id, amount.cents, key=f"refund-{payment.id}")
     return Refund.from_answer(answer)
"""


def add(server: ScriptedServer) -> None:
    """Put the thread into the server."""
    agents = [_SECURITY, _SPEED]
    running: dict[str, tuple[str, str | None]] = dict.fromkeys(agents, ("running", None))
    finished: dict[str, tuple[str, str | None]] = {
        _SECURITY: ("completed", "refund.py:52 is not idempotent"),
        _SPEED: ("completed", "totals.py:19 queries once for each line"),
    }
    server.add_thread(
        thread(
            "Review the payments branch",
            turn(
                "Review the branch against main. Look at security and speed separately.",
                items.review_entered("changes against main"),
                items.agent_call(
                    "spawnAgent",
                    sender=_MAIN,
                    receivers=agents,
                    prompt="Read the diff of app/payments. Report findings with file and line.",
                    states=running,
                    model="gpt-6-luna",
                ),
                items.agent_activity("started", path="/main/security", thread_id=_SECURITY),
                items.agent_activity("started", path="/main/speed", thread_id=_SPEED),
                items.agent_call("wait", sender=_MAIN, receivers=agents, states=finished),
                items.agent_activity("completed", path="/main/security", thread_id=_SECURITY),
                items.agent_activity("completed", path="/main/speed", thread_id=_SPEED),
                items.review_exited(_REVIEW),
                items.agent_message(_REVIEW, phase="final_answer"),
                seconds=184,
            ),
            turn(
                "Fix the first one.",
                items.file_change(
                    items.update_file(path("app/payments/refund.py"), _REFUND), status="declined"
                ),
                items.agent_message("You declined the change. What should be different?"),
                seconds=30,
            ),
            turn(
                "The key must hold the amount too: partial refunds are common.",
                items.file_change(
                    items.update_file(
                        path("app/payments/refund.py"),
                        _REFUND.replace('-{payment.id}"', '-{payment.id}-{amount.cents}"'),
                    )
                ),
                items.hook_prompt("Tests of app/payments have to run before the turn may end.", hook="stop"),
                ran("pytest -q tests/payments", "<green>64 passed</> in 7.91s\n", seconds=8.6),
                items.agent_message("Done, and the 64 tests of the payments pass.", phase="final_answer"),
                seconds=41,
            ),
            ago=2 * DAY,
            branch="payments",
            model="gpt-6-astra",
            effort="high",
            tokens=129_000,
        )
    )
