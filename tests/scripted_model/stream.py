"""One streamed response of the Responses API, as server-sent events."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import BinaryIO


class ResponseStream:
    """Writes the events of one response; knows which output item comes next."""

    def __init__(self, out: BinaryIO, number: int, wait: Callable[[float], None]) -> None:
        self._out = out
        self._number = number
        self._wait = wait
        self._index = 0
        self.has_message = False
        self.has_call = False

    @property
    def response_id(self) -> str:
        return f"resp_{self._number}"

    def send(self, kind: str, **fields: object) -> None:
        """Write one event and flush it."""
        data = json.dumps({"type": kind, **fields})
        self._out.write(f"event: {kind}\ndata: {data}\n\n".encode())
        self._out.flush()

    def created(self) -> None:
        self.send("response.created", response={"id": self.response_id})

    def message(
        self, pieces: Iterable[str], *, pause: float = 0, phase: str | None = None, finish: bool = True
    ) -> None:
        """Stream a message of the agent; with `finish=False` it stays open."""
        message_id = f"msg_{self._number}_{self._index}"
        item: dict[str, object] = {
            "type": "message",
            "id": message_id,
            "role": "assistant",
            "status": "in_progress",
            "content": [],
        }
        if phase:
            item["phase"] = phase
        self.send("response.output_item.added", output_index=self._index, item=item)
        said: list[str] = []
        for piece in pieces:
            said.append(piece)
            self.send(
                "response.output_text.delta",
                item_id=message_id,
                output_index=self._index,
                content_index=0,
                delta=piece,
            )
            if pause:
                self._wait(pause)
        if not finish:
            return
        content = [{"type": "output_text", "text": "".join(said), "annotations": []}]
        self._done({**item, "status": "completed", "content": content})
        self.has_message = True

    def reasoning_summary(self, count: int, pause: float) -> None:
        """Stream a reasoning item whose summary has two parts of `count` deltas."""
        reasoning_id, item = self._reasoning()
        parts: list[dict[str, object]] = []
        for part in range(2):
            where = {"item_id": reasoning_id, "output_index": self._index, "summary_index": part}
            self.send(
                "response.reasoning_summary_part.added", **where, part={"type": "summary_text", "text": ""}
            )
            said: list[str] = []
            for step in range(count):
                said.append(f"**Step {part}** " if step == 0 else f"thought{part}.{step} ")
                self.send("response.reasoning_summary_text.delta", **where, delta=said[-1])
                if pause:
                    self._wait(pause)
            text = "".join(said)
            self.send("response.reasoning_summary_text.done", **where, text=text)
            parts.append({"type": "summary_text", "text": text})
        self._done({**item, "summary": parts})

    def reasoning_text(self, count: int) -> None:
        """Stream a reasoning item that shows its raw text."""
        reasoning_id, item = self._reasoning()
        said = [f"raw{step} " for step in range(count)]
        for piece in said:
            self.send(
                "response.reasoning_text.delta",
                item_id=reasoning_id,
                output_index=self._index,
                content_index=0,
                delta=piece,
            )
        self._done({**item, "content": [{"type": "reasoning_text", "text": "".join(said)}]})

    def function(self, name: str, arguments: dict[str, object], *, namespace: str | None = None) -> None:
        """Call a function of the server."""
        self._call(
            {"type": "function_call", "name": name, "arguments": json.dumps(arguments)},
            "arguments",
            namespace,
        )

    def custom(self, name: str, text: str, *, namespace: str | None = None) -> None:
        """Call a free-form tool of the server, such as `apply_patch`."""
        self._call({"type": "custom_tool_call", "name": name, "input": text}, "input", namespace)

    def web_search(self, query: str) -> None:
        item: dict[str, object] = {
            "type": "web_search_call",
            "id": f"ws_{self._number}_{self._index}",
            "status": "completed",
            "action": {"type": "search", "query": query},
        }
        self.send(
            "response.output_item.added", output_index=self._index, item={**item, "status": "in_progress"}
        )
        self._done(item)

    def failed(self, code: str) -> None:
        error = {"code": code, "message": f"scripted {code}"}
        self.send("response.failed", response={"id": self.response_id, "status": "failed", "error": error})

    def incomplete(self) -> None:
        details = {"reason": "max_output_tokens"}
        response = {"id": self.response_id, "status": "incomplete", "incomplete_details": details}
        self.send("response.incomplete", response=response)

    def completed(self, tokens_in: int, tokens_out: int) -> None:
        usage = {
            "input_tokens": tokens_in,
            "input_tokens_details": {"cached_tokens": tokens_in // 2},
            "output_tokens": tokens_out,
            "output_tokens_details": {"reasoning_tokens": tokens_out // 5},
            "total_tokens": tokens_in + tokens_out,
        }
        self.send("response.completed", response={"id": self.response_id, "usage": usage})

    def _reasoning(self) -> tuple[str, dict[str, object]]:
        reasoning_id = f"rs_{self._number}_{self._index}"
        item: dict[str, object] = {
            "type": "reasoning",
            "id": reasoning_id,
            "summary": [],
            "content": None,
            "encrypted_content": None,
        }
        self.send("response.output_item.added", output_index=self._index, item=item)
        return reasoning_id, item

    def _call(self, call: dict[str, object], argument: str, namespace: str | None) -> None:
        item = {
            **call,
            "id": f"fc_{self._number}_{self._index}",
            "call_id": f"call_{self._number}_{self._index}",
            "status": "completed",
        }
        if namespace:
            item["namespace"] = namespace
        begun = {**item, "status": "in_progress", argument: ""}
        self.send("response.output_item.added", output_index=self._index, item=begun)
        if call["type"] == "custom_tool_call":
            where = {"item_id": item["id"], "call_id": item["call_id"], "output_index": self._index}
            for piece in in_pieces(str(call[argument]), 24):
                self.send("response.custom_tool_call_input.delta", **where, delta=piece)
        self._done(item)
        self.has_call = True

    def _done(self, item: dict[str, object]) -> None:
        self.send("response.output_item.done", output_index=self._index, item=item)
        self._index += 1


def in_pieces(text: str, size: int = 6) -> list[str]:
    """Cut a text into deltas."""
    return [text[start : start + size] for start in range(0, len(text), size)]
