"""What decides which commands are available, as a value: footer and palette are tested without a screen."""

from __future__ import annotations

from dataclasses import dataclass

from ..keys import Area


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """The state of the application as far as a command's availability depends on it.

    `conditions_of` reads it from the screen. A new command whose availability depends on more adds a field.
    """

    area: Area = Area.COMPOSER
    """The area that has the focus."""
    online: bool = False
    """Whether a request to the server is possible."""
    starting: bool = False
    """Whether the server is being started."""
    trusted: bool = False
    """Whether the person trusts the directory."""
    modifiers: bool = False
    """Whether the terminal reports alt and shift with keys where others do not."""
    thread_open: bool = False
    """Whether a thread is open; a new conversation has none until its first prompt."""
    takes_settings: bool = False
    """Whether the open conversation takes a model or permissions: it is new, or a thread to write in."""
    turn_runs: bool = False
    """Whether the open thread has a running turn."""
    can_send: bool = False
    """Whether a prompt can be sent now; else it waits."""
    prompt_waits: bool = False
    """Whether a prompt of the open conversation waits until it can be sent."""
    can_queue: bool = False
    """Whether the text can be queued behind the running turn."""
    has_answer: bool = False
    """Whether the open thread has an answer of the agent."""
    writable: bool = False
    """Whether the composer takes text."""
    completing: bool = False
    """Whether a list of completions is open."""
    completion_runs: bool = False
    """Whether it completes commands: `enter` runs a whole one. A path is only put in."""
    shell_line: bool = False
    """Whether the composer holds a shell line."""
    held: bool = False
    """Whether another program holds the open thread."""
    has_items: bool = False
    """Whether the open thread has items, which can be exported."""
    copied: bool = False
    """Whether something was copied, which can be written to a file."""
    on_block: bool = False
    """Whether the cursor of the conversation is on a block."""
    on_denied: bool = False
    """Whether that block tells of something that the server's reviewer denied."""
    text_selected: bool = False
    """Whether text is selected, in the composer or on the screen."""
    finding: bool = False
    """Whether the search is open."""
    card_waits: bool = False
    """Whether a card is shown."""
    waits_elsewhere: bool = False
    """Whether something waits for the person in another thread."""
    answers: frozenset[str] = frozenset()
    """The ids of the answers that the approval card takes."""
    row_selected: bool = False
    """Whether the thread list has a thread under its cursor."""
    has_target: bool = False
    """Whether there is a thread to act on: in the list the selected one, elsewhere the open one."""
    can_fork: bool = False
    """Whether that thread is known and not archived."""
    can_ask_aside: bool = False
    """Whether a question can be asked aside of the open thread."""
    asks_aside: bool = False
    """Whether the open thread is a question aside, and nothing is typed there."""
    can_compact: bool = False
    """Whether the open thread can be compacted."""
    has_archive_target: bool = False
    """Whether there is a thread to archive or to unarchive."""
    unarchives: bool = False
    """Whether that thread is archived, so that the command unarchives it."""
    filtered: bool = False
    """Whether the thread list is narrowed to those that match a filter."""
    archived_shown: bool = False
    """Whether the list shows archived threads."""
    other_needs_person: bool = False
    """Whether another thread waits for the person."""
