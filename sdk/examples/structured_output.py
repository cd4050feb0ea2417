"""Get an answer as a typed object instead of text.

python sdk/examples/structured_output.py ["a question about a city"]
"""

from __future__ import annotations

import sys

from codex_app_server import Codex
from pydantic import BaseModel, ConfigDict

PROMPT = sys.argv[1] if len(sys.argv) > 1 else "Which city has the most bridges?"


class City(BaseModel):
    """The answer. Its schema must not allow additional fields."""

    model_config = ConfigDict(extra="forbid")

    name: str
    country: str
    bridges: int


def main() -> None:
    with Codex() as codex:
        thread = codex.thread_start()
        # The schema holds for this turn only.
        result = thread.run(PROMPT, output_schema=City.model_json_schema())
        city = City.model_validate_json(result.final_response or "")
        print(f"{city.name} in {city.country} has {city.bridges} bridges.")


if __name__ == "__main__":
    main()
