"""A stand-in for the model's API on loopback: the real app-server runs offline against it.

What the "model" does is written in the text of the last prompt, one directive a line or joined by
` ;; `: `text:Hello`, `shell:echo hi`, `patch:a.txt:one` and so on (see `directives.py` for all of
them). A directive that calls a tool ends the model's response; when the server posts the tool's
output, the script goes on behind it. A prompt without a directive is echoed.

    with ScriptedModel() as model:
        ...  # point `base_url` of a model provider at model.base_url

`PYTHONPATH=tests python -m scripted_model 8901` serves it to a person.
"""

from .server import RecordedRequest, ScriptedModel

__all__ = ["RecordedRequest", "ScriptedModel"]
