"""Find plugins: first the shipped ones, then those that other packages install."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pkgutil import iter_modules
from typing import TYPE_CHECKING, NamedTuple, cast

import pluggy

from agenda_risk import hookspecs

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

GROUP = "agenda_risk"
FILES_ONLY = ("documents",)
_SHIPPED_DELIVERIES = "agenda_risk.deliver.file"


class Broken(NamedTuple):
    """A plugin that could not be loaded, and what it said."""

    name: str
    fault: str


class Plugins(NamedTuple):
    """The plugins that work, and those that do not."""

    manager: pluggy.PluginManager
    shipped: tuple[str, ...]
    broken: tuple[Broken, ...]


def load_plugins(wanted: Collection[str] | None = None) -> Plugins:
    """Return every shipped and every installed plugin; a broken one does not stop the others.

    Of the shipped adapters only those *wanted* by name are loaded, which saves a command that
    reads files the time of loading all systems; None means all.
    """
    manager = pluggy.PluginManager("agenda_risk")
    manager.add_hookspecs(hookspecs)
    shipped = tuple(name for name in shipped_adapters() if wanted is None or name in wanted)
    for name in shipped:
        manager.register(import_module(f"agenda_risk.adapters.{name}"), name)
    manager.register(import_module(_SHIPPED_DELIVERIES), "file")
    installed = sorted(entry_points(group=GROUP), key=lambda point: point.name)
    faults = [_register(manager, point) for point in installed]
    return Plugins(manager, (*shipped, "file"), tuple(fault for fault in faults if fault))


def shipped_adapters() -> list[str]:
    """Return the names of the modules in adapters/, but for the private ones."""
    modules = iter_modules(import_module("agenda_risk.adapters").__path__)
    return sorted(module.name for module in modules if not module.name.startswith("_"))


def adapters(plugins: Plugins) -> dict[str, hookspecs.Adapter]:
    """Return the adapters by name; the shipped ones win over strangers of the same name."""
    offered = plugins.manager.hook.register_adapters()
    return {adapter.name: adapter for several in offered for adapter in several}


def deliveries(plugins: Plugins) -> dict[str, hookspecs.Delivery]:
    """Return the deliveries by name."""
    offered = plugins.manager.hook.register_deliveries()
    return {delivery.name: delivery for several in offered for delivery in several}


def offers(plugins: Plugins, plugin: object) -> list[str]:
    """Return what *plugin* offers: the hooks that it implements, without "register"."""
    callers = plugins.manager.get_hookcallers(plugin) or ()
    return [caller.name.removeprefix("register_") for caller in callers]


def _register(manager: pluggy.PluginManager, point: EntryPoint) -> Broken | None:
    """Register the plugin at *point*, or return what is wrong with it."""
    try:
        plugin = point.load()
        manager.register(plugin, point.name)
        _call_hooks(manager, plugin)
    except Exception as error:  # a stranger's code may raise anything
        if manager.has_plugin(point.name):
            manager.unregister(name=point.name)
        return Broken(point.name, f"{type(error).__name__}: {error}".rstrip(": "))
    return None


def _call_hooks(manager: pluggy.PluginManager, plugin: object) -> None:
    """Call each hook of *plugin* once, so that a hook that fails is found here."""
    manager.check_pending()
    for caller in manager.get_hookcallers(plugin) or ():
        for implementation in caller.get_hookimpls():
            if implementation.plugin is plugin:
                iter(cast("Iterable[object]", implementation.function()))
