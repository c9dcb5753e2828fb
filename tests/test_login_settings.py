"""What the settings say of logins, and what is told where something is missing."""

import pytest

from agenda_risk.access import Grant, Standing
from agenda_risk.cli.providers import providers_of
from agenda_risk.errors import FaultsError, MissingInputError
from agenda_risk.login_settings import RoleRule
from agenda_risk.role_mapping import Identity, NamedBody, granted
from agenda_risk.settings import parse_settings
from agenda_risk.translate import translator

OIDC = """
[login.oidc.granvik]
title = "Granviks kommun"
issuer = "https://login.granvik.example/v2.0"
client = "agenda-risk"
secret = "GRANVIK_SECRET"
"""
ADDRESS = '[service]\naddress = "https://moten.granvik.example"\n'
BODIES = (
    NamedBody(1, "Granviks kommun", "Kommunstyrelsen"),
    NamedBody(2, "Granviks kommun", "Socialnämnden"),
    NamedBody(3, "Norrby kommun", "Kommunstyrelsen"),
)


def made(text: str):
    return providers_of(parse_settings(text, "agenda-risk.toml"), lambda: None)


def test_a_provider_is_made_of_its_table_and_its_secret_of_the_environment(monkeypatch):
    monkeypatch.setenv("GRANVIK_SECRET", "hemligt")

    assert made(ADDRESS + OIDC)["granvik"].title == "Granviks kommun"


def test_without_providers_nothing_of_theirs_is_needed():
    assert made("") == {}


def test_what_is_missing_for_a_provider_is_told_when_the_service_starts(monkeypatch):
    monkeypatch.delenv("GRANVIK_SECRET", raising=False)

    with pytest.raises(MissingInputError, match="address"):
        made(OIDC)
    with pytest.raises(MissingInputError, match="GRANVIK_SECRET"):
        made(ADDRESS + OIDC)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ('issuer = "http://adfs.granvik.example/adfs"', "https://"),
        ('issuer = "https://login.example/{tenantid}/v2.0"', "klientorganisationen"),
        ('tenants = ["t-1"]', "klientorganisationen"),
        ('secret = "hemligt: i klartext"', "miljövariabel"),
        ('algorithms = ["HS256"]', "RS256"),
        ('algorithms = ["none"]', "RS256"),
        ('group = ["x"]', "groups"),
    ],
)
def test_what_is_wrong_in_a_table_of_a_provider_is_told(line, sentence):
    key = line.partition(" ")[0]
    kept = [one for one in OIDC.splitlines() if not one.startswith(f"{key} =")]

    with pytest.raises(FaultsError) as raised:
        parse_settings("\n".join([*kept, line]), "agenda-risk.toml")

    assert sentence in "\n".join(raised.value.told(translator("sv")))


@pytest.mark.parametrize(
    ("rule", "grants"),
    [
        ({"value": "a"}, [Grant(Standing.CLERK)]),
        ({"value": "A"}, []),
        ({"value": "b"}, []),
        ({"value": "a", "body": "socialnämnden"}, [Grant(Standing.CLERK, 2)]),
        (
            {"value": "a", "body": "Kommunstyrelsen"},
            [Grant(Standing.CLERK, 1), Grant(Standing.CLERK, 3)],
        ),
        (
            {"value": "a", "body": "Kommunstyrelsen", "organisation": "Norrby kommun"},
            [Grant(Standing.CLERK, 3)],
        ),
        (
            {"value": "a", "organisation": "Granviks kommun"},
            [Grant(Standing.CLERK, 1), Grant(Standing.CLERK, 2)],
        ),
        ({"value": "a", "body": "Finns inte"}, []),
        ({"value": "x", "claim": "id"}, [Grant(Standing.CLERK)]),
        ({"value": "a", "claim": "id"}, []),
        ({"value": "x"}, []),
    ],
)
def test_a_rule_gives_its_role_where_its_value_is_told_and_nowhere_else(rule, grants):
    person = Identity("i", "s", "oidc:x", "eva", groups=("a",), claims={"id": ("x",)})

    assert list(granted(person, [RoleRule(role="clerk", **rule)], BODIES)) == grants
