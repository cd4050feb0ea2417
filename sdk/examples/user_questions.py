"""Answer the questions that the agent has while it works.

python sdk/examples/user_questions.py ["a prompt that leaves something open"]
"""

from __future__ import annotations

import sys

from codex_app_server import AppServerConfig, Codex, UserInputAnswers, UserInputRequest

PROMPT = sys.argv[1] if len(sys.argv) > 1 else "Ask me which colour I like, and then tell me why it suits me."
# Outside of plan mode the agent cannot ask questions, unless this feature is on.
CAN_ASK = {"features.default_mode_request_user_input": True}


def answer(request: UserInputRequest) -> UserInputAnswers:
    """Ask the user. This runs in a thread of its own, while everything else goes on."""
    answers = {}
    for question in request.questions:
        print(question.question)
        options = question.options or []
        for number, option in enumerate(options, 1):
            print(f"  {number}. {option.label}: {option.description}")
        said = sys.stdin.readline().strip()
        # A number selects an option, anything else is the answer itself.
        chosen = said.isdecimal() and 0 < int(said) <= len(options)
        answers[question.id] = options[int(said) - 1].label if chosen else said
    return answers


def main() -> None:
    with Codex(AppServerConfig(user_input_handler=answer)) as codex:
        thread = codex.thread_start(config=CAN_ASK)
        print(thread.run(PROMPT).final_response)


if __name__ == "__main__":
    main()
