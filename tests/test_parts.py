"""What the program is made of: as it is installed, and as the wheel carries it."""

import json
import re
import subprocess
import sys
from importlib.metadata import distribution
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from agenda_risk.parts import CARRIED, as_cyclonedx, installed_parts, plain

ROOT = Path(__file__).parents[1]
SHIPPED = ROOT / ".deploy" / "agenda-risk.cdx.json"
# A copyleft that would reach a service over a network, or whoever links to it.
STRONG = re.compile(r"\bAGPL|Affero|(?<!L)\bGPL|\bSSPL")


@pytest.fixture(scope="module")
def told():
    command = [sys.executable, "-m", "agenda_risk", "sbom", "--format", "json"]
    return subprocess.run(command, capture_output=True, check=True, text=True, timeout=60).stdout


@pytest.fixture(scope="module")
def shipped():
    if not SHIPPED.exists():
        pytest.skip("the list of parts is not beside the tests")
    return json.loads(SHIPPED.read_text("utf-8"))


@pytest.fixture(scope="module")
def locked():
    script = ROOT / ".deploy" / "sbom.py"
    if not script.exists():
        pytest.skip("the maker of the list is not beside the tests")
    spec = spec_from_file_location("sbom_maker", script)
    maker = module_from_spec(spec)
    spec.loader.exec_module(maker)
    return json.loads(as_cyclonedx(maker.locked_parts(), "build"))


def licences(document) -> dict[str, str]:
    return {
        one["name"]: " ".join(
            told.get("expression") or told["license"]["name"] for told in one.get("licenses", [])
        )
        for one in document["components"]
    }


def needed() -> set[str]:
    """Return what the program may use here, by the rules of packages themselves."""
    waiting, met = [("agenda-risk", "all")], set()
    while waiting:
        asked = waiting.pop()
        if asked in met:
            continue
        met.add(asked)
        for line in distribution(asked[0]).requires or ():
            found = Requirement(line)
            is_here = not found.marker or found.marker.evaluate({"extra": asked[1]})
            if is_here:
                name = plain(found.name)
                waiting += [(name, ""), *((name, extra) for extra in found.extras)]
    return {name for name, _extra in met} - {"agenda-risk"}


def test_what_is_installed_and_used_is_listed_and_nothing_else(told):
    listed = set(licences(json.loads(told)))

    assert listed - {one.name for one in CARRIED} == needed()
    assert not listed & {"pytest", "hypothesis", "ruff", "mypy"}


def test_every_part_has_its_version_and_its_licence_and_none_is_agpl(told, shipped):
    for document in (json.loads(told), shipped):
        found = licences(document)
        assert all(found.values())
        assert [name for name, licence in found.items() if STRONG.search(licence)] == []


def test_the_list_is_the_same_each_time(told):
    assert told == as_cyclonedx(installed_parts(), "operations")
    assert re.search(r'"serialNumber": "urn:uuid:[0-9a-f-]{36}"', told)
    assert '"timestamp"' not in told


def test_every_part_is_named_once_and_needed_by_another(told):
    document = json.loads(told)
    refs = [one["bom-ref"] for one in document["components"]]
    needs = {one for row in document["dependencies"] for one in row["dependsOn"]}

    assert len(refs) == len(set(refs))
    assert needs == set(refs)


def test_the_shipped_list_is_what_the_lock_holds(shipped, locked):
    def parts(document):
        return sorted((one["name"], one.get("version", "")) for one in document["components"])

    assert parts(shipped) == parts(locked), "run: python .deploy/sbom.py"
    assert shipped["dependencies"] == locked["dependencies"], "run: python .deploy/sbom.py"


def test_a_wheel_carries_the_list(shipped):
    own = distribution("agenda-risk")
    if '"editable": true' in (own.read_text("direct_url.json") or ""):
        pytest.skip("what is installed as editable has no wheel")
    (file,) = [one for one in own.files if "sboms" in one.parts]

    assert json.loads(file.read_text("utf-8")) == shipped


def test_people_may_read_it_too():
    command = [sys.executable, "-m", "agenda_risk", "sbom"]
    told = subprocess.run(command, capture_output=True, check=True, text=True, timeout=60).stdout

    assert re.search(r"^click +\d[\d.]+ +BSD-3-Clause$", told, re.MULTILINE)
    assert re.search(r"^htmx +4\.0\.1 +0BSD$", told, re.MULTILINE)
