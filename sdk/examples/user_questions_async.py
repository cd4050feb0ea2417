"""Answer the questions that the agent has while it works, in an event loop.

python sdk/examples/user_questions_async.py ["a prompt that leaves something open"]
"""

from __future__ import annotations

import asyncio
import sys

from codex_app_server import AppServerConfig, AsyncCodex, UserInputAnswers, UserInputRequest

PROMPT = sys.argv[1] if len(sys.argv) > 1 else "Ask me which colour I like, and then tell me why it suits me."
# Outside of plan mode the agent cannot ask questions, unless this feature is on.
CAN_ASK = {"features.default_mode_request_user_input": True}


async def answer(request: UserInputRequest) -> UserInputAnswers:
    """Ask the user. Cancelled when the question is resolved otherwise, such as by an interrupt."""
    answers = {}
    for question in request.questions:
        print(question.question)
        options = question.options or []
        for number, option in enumerate(options, 1):
            print(f"  {number}. {option.label}: {option.description}")
        said = (await asyncio.to_thread(sys.stdin.readline)).strip()
        # A number selects an option, anything else is the answer itself.
        chosen = said.isdecimal() and 0 < int(said) <= len(options)
        answers[question.id] = options[int(said) - 1].label if chosen else said
    return answers


async def main() -> None:
    async with AsyncCodex(AppServerConfig(user_input_handler=answer)) as codex:
        thread = await codex.thread_start(config=CAN_ASK)
        print((await thread.run(PROMPT)).final_response)


if __name__ == "__main__":
    asyncio.run(main())
