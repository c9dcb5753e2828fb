"""Plugins are found, named and kept apart when they are broken."""

import sys
from pathlib import Path

import pytest

from agenda_risk import hookspecs
from agenda_risk.plugins import adapters, load_plugins


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Return what installs a module as a plugin, as pip would."""

    def put(name, code):
        (tmp_path / f"{name}.py").write_text(code)
        about = tmp_path / f"{name}-1.dist-info"
        about.mkdir()
        (about / "METADATA").write_text(f"Name: {name}\nVersion: 1\n")
        (about / "entry_points.txt").write_text(f"[agenda_risk]\n{name} = {name}\n")

    monkeypatch.syspath_prepend(str(tmp_path))
    yield put
    for module in [name for name in sys.modules if name.startswith("sample_plugin")]:
        del sys.modules[module]


ADAPTER = """
from agenda_risk import hookimpl
class Sample:
    name = "sample"
@hookimpl
def register_adapters():
    return [Sample()]
"""


def test_shipped_adapters_are_found_by_walking_the_folder():
    assert "documents" in adapters(load_plugins())


def test_an_installed_plugin_is_found(install):
    install("sample_plugin", ADAPTER)

    assert "sample" in adapters(load_plugins())


@pytest.mark.parametrize(
    ("code", "said"),
    [
        pytest.param("import nowhere_to_be_found", "nowhere_to_be_found", id="import fails"),
        pytest.param("1 / 0", "ZeroDivisionError", id="code fails"),
        pytest.param(
            ADAPTER.replace("return [Sample()]", "return 1 / 0"), "ZeroDivision", id="hook fails"
        ),
        pytest.param(
            ADAPTER.replace("register_adapters", "register_adaptors"),
            "register_adaptors",
            id="no such hook",
        ),
        pytest.param(ADAPTER.replace("[Sample()]", "None"), "NoneType", id="hook returns nothing"),
    ],
)
def test_a_broken_plugin_is_named_and_does_not_stop_the_others(install, code, said):
    install("sample_plugin_broken", code)
    install("sample_plugin", ADAPTER)

    plugins = load_plugins()

    assert [fault.name for fault in plugins.broken] == ["sample_plugin_broken"]
    assert said in plugins.broken[0].fault
    assert {"documents", "sample"} <= adapters(plugins).keys()


def test_a_shipped_adapter_wins_over_a_stranger_of_the_same_name(install):
    install("sample_plugin", ADAPTER.replace('"sample"', '"documents"'))

    assert type(adapters(load_plugins())["documents"]).__name__ == "Documents"


def test_every_hook_stands_in_the_readme():
    readme = (Path(__file__).parent.parent / "README.md").read_text("utf-8")
    hooks = [name for name in vars(hookspecs) if name.startswith("register_")]
    assert hooks
    assert all(f"`{hook}`" in readme for hook in hooks)
