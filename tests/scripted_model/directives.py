"""The language of the script: what each directive is called, and how a prompt is cut into responses.

text      say:N                N deltas `word0 word1 ...`
          text:STRING          one message, `\\n` for a newline, in deltas of six characters
          commentary:STRING    the same, with the phase `commentary`
          final:STRING         the same, with the phase `final_answer`
          json:{...}           the same as text, for an output schema
          slow:N[:MS]          N deltas, MS (default 200) apart
          gate:NAME            wait until the test calls `release(NAME)`
          think:N[:MS]         two parts of a reasoning summary, N deltas each
          rawthink:N           N deltas of raw reasoning
          websearch:QUERY      a web search that the provider did
tools     shell:CMD            run a command
          escalate:CMD         run it outside the sandbox, which asks under `on-request`
          shellslow:MS:CMD     run it, and let it go on in the background after MS
          stdin:SESSION:CHARS  type into a running command
          par:CMD1||CMD2       several commands at once
          patch[:FILE[:TEXT]]  add a file
          patchup:FILE:OLD:NEW change one line of a file
          patchrm:FILE         delete a file
          patchmv:FILE:TO:OLD:NEW  change one line of a file and move it
          patchsh[:FILE[:TEXT]]    add a file through the shell
          plan[:K]             a plan of three steps, K of them done
          ask                  ask the person one question
          view:PATH            look at an image
          tool:NAME:JSON       any function
          mcp:SERVER:TOOL:JSON a tool of an MCP server
          exec:JAVASCRIPT      code mode
faults    fail:STATUS[:K]      answer with this HTTP status, the first K times (default: always)
          cut[:N]              N deltas, then hang up
          cutonce[:N]          the same, the first time only
          sseerr:CODE[:K]      a `response.failed` event, the first K times (default: always)
          incomplete           a `response.incomplete` event
          hang[:S]             accept and send nothing for S seconds
          delay:MS             wait before the first event
other     usage:IN:OUT         tokens to report
          ratelimit:PERCENT    send rate-limit headers
"""

from __future__ import annotations

from dataclasses import dataclass

TOOL_WORDS = frozenset(
    [
        "shell",
        "escalate",
        "shellslow",
        "stdin",
        "par",
        "patch",
        "patchup",
        "patchrm",
        "patchmv",
        "patchsh",
        "plan",
        "ask",
        "view",
        "tool",
        "mcp",
        "exec",
    ]
)
SPOKEN_WORDS = frozenset(
    [
        "say",
        "text",
        "commentary",
        "final",
        "json",
        "slow",
        "gate",
        "think",
        "rawthink",
        "websearch",
        "cut",
        "cutonce",
        "sseerr",
        "incomplete",
    ]
)
HTTP_WORDS = frozenset(["fail", "hang", "delay", "usage", "ratelimit"])
WORDS = TOOL_WORDS | SPOKEN_WORDS | HTTP_WORDS

ALWAYS = 1_000_000_000

# What the server itself puts into the conversation under the role `user`.
_NOT_FROM_THE_PERSON = (
    "<environment_context",
    "<user_instructions",
    "# AGENTS.md",
    "<turn_aborted",
    "<skill>",
    "<subagent",
)


@dataclass(frozen=True)
class Directive:
    """One thing the model is told to do."""

    word: str
    argument: str

    def numbers(self, *defaults: int) -> tuple[int, ...]:
        """The argument read as numbers between colons; what is missing or no number is the default."""
        parts = self.argument.split(":")
        return tuple(
            int(parts[index]) if index < len(parts) and parts[index].strip().isdigit() else default
            for index, default in enumerate(defaults)
        )

    def fields(self, count: int) -> tuple[str, ...]:
        """The argument cut at its first colons into exactly `count` strings, empty where missing."""
        parts = self.argument.split(":", count - 1)
        return tuple(parts + [""] * (count - len(parts)))


@dataclass(frozen=True)
class Prompt:
    """The last message of the person, and how many rounds of tool output came after it."""

    text: str
    step: int

    @property
    def directives(self) -> tuple[Directive, ...]:
        """Everything that the prompt tells the model, over all its responses."""
        return parse(self.text)

    @property
    def segment(self) -> tuple[Directive, ...]:
        """What the model does in this response: up to and with the next directive that calls a tool."""
        segment: list[Directive] = []
        tools_before = 0
        for directive in self.directives:
            if tools_before == self.step:
                segment.append(directive)
            if directive.word in TOOL_WORDS:
                tools_before += 1
                if tools_before > self.step:
                    break
        return tuple(segment)


def parse(text: str) -> tuple[Directive, ...]:
    """Read the directives of a prompt; lines that are none are prose for the reader of the test."""
    found: list[Directive] = []
    for line in text.replace(" ;; ", "\n").split("\n"):
        word, _, argument = line.strip().partition(":")
        if word in WORDS:
            found.append(Directive(word, argument))
    return tuple(found)


def prompt_of(body: dict[str, object]) -> Prompt:
    """Find the person's last message in the body of a request."""
    items = [item for item in _list(body.get("input")) if isinstance(item, dict)]
    text, position = "", -1
    for index, item in enumerate(items):
        if item.get("type", "message") == "message" and item.get("role") == "user":
            candidate = _text_of(item)
            if not candidate.lstrip().startswith(_NOT_FROM_THE_PERSON):
                text, position = candidate, index
    step, before = 0, False
    for item in items[position + 1 :]:
        is_output = str(item.get("type", "")).endswith("_output")
        if is_output and not before:
            step += 1
        before = is_output
    return Prompt(text, step)


def _text_of(item: dict[str, object]) -> str:
    content = item.get("content")
    if isinstance(content, str):
        return content
    return "\n".join(str(part.get("text", "")) for part in _list(content) if isinstance(part, dict))


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
