"""What waits for the person: a request of the server of any kind, and the words that tell of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from .items import ReadOnlyItem

    MakePending: TypeAlias = Callable[["AskingThread", int, int], "SomePending"]
    """Makes a pending request from its thread, its key, and when it came (Unix ms)."""


class AskingThread(Protocol):
    """The parts of a `ThreadState` that a pending request needs: its items and its directory."""

    @property
    def cwd(self) -> str:
        """The directory that the thread works in, sanitised."""

    def item(self, item_id: str) -> ReadOnlyItem | None:
        """Return an item; None when there is none."""


class PendingRequest(Protocol):
    """One request of the server that waits for the person. Each kind is a frozen dataclass of its own.

    All texts are sanitised. Two that are equal show the same; a `key` is never given twice.
    """

    @property
    def key(self) -> int:
        """Names it for as long as it waits; the server's request ids may repeat after a restart."""

    @property
    def request_id(self) -> int | str:
        """The server's id, which `serverRequest/resolved` names."""

    @property
    def thread_id(self) -> str:
        """The thread that waits."""

    @property
    def turn_id(self) -> str:
        """The turn that waits; empty when the server does not say."""

    @property
    def item_id(self) -> str:
        """The item that it is about; empty for none."""

    @property
    def arrived_at_ms(self) -> int:
        """When it came, in Unix milliseconds."""

    @property
    def deadline_ms(self) -> int | None:
        """When the server goes on without an answer, in Unix milliseconds; None when it waits."""

    @property
    def title(self) -> str:
        """The title of its card: the act in few words, as `Run a command`."""

    @property
    def about(self) -> str:
        """What exactly it is about, on one line, as the command; empty when `title` says all."""

    @property
    def wants(self) -> str:
        """What the agent wants, on one line: for the thread list, the inbox and the call of the person."""

    def permits(self, answer: object) -> bool:
        """Whether the server offers this answer; no other is sent."""

    def offered(self) -> str:
        """Name the answers that the server offers, in the protocol's words, for an error message."""

    def told(self, answer: object) -> str:
        """Return what the person did by an answer, as the line of it in the conversation: `allowed once`."""

    def renewed(self, thread: AskingThread) -> PendingRequest:
        """Return it as the thread shows it now: the item that it is about has come, or has changed."""


SomePending = TypeVar("SomePending", bound=PendingRequest)
"""One kind of them."""
