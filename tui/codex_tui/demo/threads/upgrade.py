"""A dependency to upgrade; its turn waits for the person's approval when the demo opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codex_app_server.testing import items

from ..place import MINUTE, paint, path, ran, thread, turn

if TYPE_CHECKING:
    from codex_app_server.testing import ScriptedServer, TurnScript

_USES = """\
app/config.py:3:from pydantic import BaseSettings
app/models/order.py:5:from pydantic import BaseModel, validator
app/models/user.py:4:from pydantic import BaseModel, validator
app/wire.py:11:    return parse_obj_as(Message, raw)
"""

_PLAN = """\
# From pydantic 1.10 to 2.11

1. **Pin** the new version next to `pydantic-settings`, which holds `BaseSettings` now.
2. **Rename** what has a new name:
   - `@validator` becomes `@field_validator`
   - `parse_obj_as` becomes `TypeAdapter(...).validate_python`
3. **Run** the whole suite with warnings as errors.
4. **Measure** the start of the server before and after.

Not part of this: `from_orm`, which nothing of ours uses.
"""

_INSTALL = """\
Collecting pydantic<3,>=2.11
  Downloading pydantic-2.11.9-py3-none-any.whl (444 kB)
Collecting pydantic-settings<3,>=2.9
  Downloading pydantic_settings-2.11.0-py3-none-any.whl (48 kB)
Installing collected packages: pydantic, pydantic-settings
<green>Successfully installed pydantic-2.11.9 pydantic-settings-2.11.0</>
"""

_CONFIG = """\
@@ -1,6 +1,6 @@
 from pathlib import Path

-from pydantic import BaseSettings
+from pydantic_settings import BaseSettings


 class Settings(BaseSettings):
"""

_ORDER = """\
@@ -2,12 +2,13 @@
 from decimal import Decimal

-from pydantic import BaseModel, validator
+from pydantic import BaseModel, field_validator


 class Order(BaseModel):
     total: Decimal

-    @validator("total")
+    @field_validator("total")
+    @classmethod
     def total_is_positive(cls, total: Decimal) -> Decimal:
"""

_SUITE = """\
........................................................................ [ 17%]
........................................................................ [ 34%]
........................................................................ [ 52%]
........................................................................ [ 69%]
........................................................................ [ 87%]
....................................................                     [100%]
<green><bold>412 passed</><green> in 41.07s</>
"""

_DONE = """\
pydantic 2.11.9 is in, and the suite is green with warnings as errors.

| | before | after |
| --- | ---: | ---: |
| start of the server | 1.9 s | 1.1 s |
| `Order` from JSON | 31 us | 6 us |

Two files changed. `app/wire.py` still uses `parse_obj_as`, which warns but works; \
I would leave it for the pull request that rewrites the wire format anyway.
"""


def add(server: ScriptedServer) -> None:
    """Put the thread into the server, with its turn about to ask."""
    added = server.add_thread(
        thread(
            "Upgrade pydantic",
            turn(
                "How much work would it be to go to pydantic 2.11?",
                items.reasoning("**Estimating**\n\nFirst what we use, then what has changed there."),
                ran("rg -n 'pydantic|parse_obj' app", _USES),
                items.web_search("pydantic 1.10 to 2.11 migration BaseSettings validator"),
                items.web_page("https://docs.pydantic.dev/latest/migration/"),
                items.mcp_call(
                    "docs",
                    "lookup",
                    {"package": "pydantic", "version": "2.11", "symbol": "field_validator"},
                    text="field_validator(field, /, *fields, mode='after', check_fields=None)",
                    seconds=0.8,
                ),
                items.plan(_PLAN),
                items.agent_message(
                    "Half an hour. Four places use it, and two of them only need a new name. "
                    "The plan is above; say the word and I will start."
                ),
                seconds=52,
            ),
            ago=11 * MINUTE,
            branch="pydantic-2",
            effort="high",
            tokens=51_000,
        )
    )
    server.begin(added, "Go ahead, but ask me before you install anything.", _upgrade, ago=95)


async def _upgrade(script: TurnScript) -> None:
    script.use_tokens(51_000, 280)
    if script.is_steered:
        await script.say(
            f"Noted: *{script.prompt.strip()}*\n\nNothing is installed so far.", words_per_second=16
        )
        return
    await script.think("**Starting**\n\nThe installation needs the network, so the person is asked first.")
    await script.say("I need the new version before I can change anything.", words_per_second=14)
    answer = await script.command(
        "pip install 'pydantic>=2.11,<3' 'pydantic-settings>=2.9,<3'",
        output=paint(_INSTALL),
        seconds=3,
        ask=True,
        reason="Downloads two packages from PyPI: the sandbox has no network.",
    )
    if answer != "completed":
        await script.say(
            "All right, nothing is installed. I can prepare the renames against the documentation instead "
            "and leave the tests to your machine; tell me if that helps.",
            words_per_second=16,
        )
        return
    answer = await script.patch(
        items.update_file(path("app/config.py"), _CONFIG),
        items.update_file(path("app/models/order.py"), _ORDER),
        ask=script.approval_policy != "never",
        reason="The renames of steps 1 and 2.",
    )
    if answer != "completed":
        await script.say("Then I leave the files as they are; the package is installed.", words_per_second=16)
        return
    await script.command("pytest -q -W error", output=paint(_SUITE), seconds=6)
    await script.say(_DONE, phase="final_answer", words_per_second=18)
