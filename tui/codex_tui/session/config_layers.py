"""The layers of the server's configuration: what is set, and where."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..state.json_text import union_word
from ..state.sanitise import sanitise_line
from .readiness import EffectiveConfig

if TYPE_CHECKING:
    from codex_app_server import AsyncCodex
    from codex_app_server.generated import v2_all as v2

SECONDS = 5.0
"""How long one answer about the server is waited for, so that a page is never empty for long."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer. `place` is its file or directory, where it has one; `off` says why it does not count.

    `directory` is where its files of rules are, as the server writes it.

    `sets` names the keys at the top of what it sets. Values are left out: they may be secrets.
    """

    name: str
    place: str
    sets: tuple[str, ...]
    off: str = ""
    directory: str = ""


@dataclass(frozen=True)
class ConfigFacts:
    """The configuration in effect for a directory; `layers` has the strongest first."""

    layers: tuple[Layer, ...]
    config: EffectiveConfig
    _origins: dict[str, str]

    def origin(self, key: str) -> str:
        """Return the name of the layer that a setting comes from; empty when the server does not say."""
        return self._origins.get(key) or next(
            (name for path, name in self._origins.items() if path.startswith(f"{key}.")), ""
        )

    def provider(self) -> str:
        """Return the name of the model provider, with the address that it has in the configuration."""
        name = self.config.text("model_provider") or "openai"
        providers = self.config.within("model_providers", name)
        address = providers.get("base_url") if isinstance(providers, dict) else None
        shown = without_secrets(str(address)) if address else ""
        return sanitise_line(f"{name}, at {shown}" if shown else name)


def without_secrets(url: str) -> str:
    """Return an address without a name and a password before an @, and without what stands behind a ?."""
    scheme, _, rest = url.split("?")[0].split("#")[0].rpartition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}{'://' if scheme else ''}{host.rpartition('@')[2]}{slash}{path}"


async def read_layers(codex: AsyncCodex, cwd: str) -> ConfigFacts:
    """Read the configuration for a directory with its layers (`config/read`)."""
    answer = await codex.api.config_read(cwd=cwd, include_layers=True, timeout=SECONDS)
    return ConfigFacts(
        tuple(_layer(each) for each in answer.layers or ()),
        EffectiveConfig(answer.config.model_dump(mode="json", by_alias=True)),
        {path: _named(each.name) for path, each in answer.origins.items()},
    )


def _layer(layer: v2.ConfigLayer) -> Layer:
    source = layer.name
    file, folder = getattr(source, "file", None), getattr(source, "dot_codex_folder", None)
    place = file or folder or ""
    sets = sorted(layer.config) if isinstance(layer.config, dict) else ()
    return Layer(
        _named(source),
        sanitise_line(str(place)),
        tuple(sanitise_line(str(key)) for key in sets),
        sanitise_line(layer.disabled_reason or ""),
        str(folder or (posixpath.dirname(file) if file else "")),
    )


def _named(source: v2.ConfigLayerSource) -> str:
    """Return what a layer is called; the words are those of the guide."""
    kind = source.type
    if kind == "user":
        profile = getattr(source, "profile", None)
        return sanitise_line(f"your config, profile {profile}") if profile else "your config"
    if kind == "enterpriseManaged":
        return sanitise_line(f"your organisation, {getattr(source, 'name', '')}".rstrip(", "))
    return _NAMES.get(kind, sanitise_line(union_word(source)))


_NAMES = {
    "sessionFlags": "command line",
    "project": "this project",
    "system": "this machine",
    "packagedDefaults": "built in",
    "mdm": "device management",
    "legacyManagedConfigTomlFromFile": "managed file",
    "legacyManagedConfigTomlFromMdm": "device management",
}
