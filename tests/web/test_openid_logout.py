"""A provider tells that somebody has logged out there: their sessions here end at once."""

import pytest
from fastapi.responses import PlainTextResponse
from test_openid_login import OWN, acts, provider, running, service, whys  # noqa: F401

from agenda_risk.access import Standing
from agenda_risk.service.logins import OF_ADDRESS
from agenda_risk.store.log import logged

EVENT = "http://schemas.openid.net/event/backchannel-logout"
PLACE = "/logga-ut/fran/granvik"


@pytest.fixture
def visiting(provider, service):  # noqa: F811
    provider.people["eva"]["sid"] = "session-1"
    provider.people["olle"] = {"sub": "olle-2", "sid": "session-2", "groups": ["sekreterare"]}
    return service()


@pytest.fixture
def told(provider, clock):  # noqa: F811
    """Return the claims of a logout token, other than it would be where that is told."""
    counted = iter(range(1000))

    def claims(**other):
        at = int(clock().timestamp())
        whole = {
            "iss": provider.issuer,
            "aud": "agenda-risk",
            "iat": at,
            "exp": at + 120,
            "jti": f"token-{next(counted)}",
            "events": {EVENT: {}},
            "sub": "eva-1",
            **other,
        }
        return {name: value for name, value in whole.items() if value is not None}

    return claims


def say(visiting, token: str):
    return visiting.browser().post(PLACE, data={"logout_token": token})


def entered(visiting, person: str = "eva"):
    browser = visiting.browser()
    visiting.enter(browser, person)
    assert is_in(browser)
    return browser


def is_in(browser) -> bool:
    return browser.get("/konto").status_code == 200


@pytest.mark.parametrize(
    "who", [{}, {"sid": "session-1"}, {"sub": None, "sid": "session-1"}], ids=["sub", "both", "sid"]
)
def test_whoever_left_is_out_at_once_and_nobody_else(visiting, provider, told, desk, who):  # noqa: F811
    eva, olle = entered(visiting), entered(visiting, "olle")

    answer = say(visiting, provider.signed(told(**who), typ="logout+jwt"))

    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["cache-control"] == "no-store"
    assert (is_in(eva), is_in(olle)) == (False, True)
    assert acts(desk)[-1] == ("oidc:granvik", "logged-out-elsewhere")


def test_only_the_session_that_is_named_ends(visiting, provider, told):  # noqa: F811
    first = entered(visiting)
    provider.people["eva"]["sid"] = "another"
    second = entered(visiting)

    say(visiting, provider.signed(told(sid="another")))

    assert (is_in(first), is_in(second)) == (True, False)


def test_a_session_of_which_no_name_is_known_ends_with_any_of_its_owner(visiting, provider, told):  # noqa: F811
    del provider.people["eva"]["sid"]
    eva = entered(visiting)

    say(visiting, provider.signed(told(sid="session-9")))

    assert not is_in(eva)


def test_a_password_of_our_own_is_no_matter_of_a_provider(visit, visiting, provider, told):  # noqa: F811
    clerk = visit(Standing.CLERK)

    say(visiting, provider.signed(told(sub="clerk-None")))

    assert is_in(clerk)


def test_who_is_not_known_has_left_already(visiting, provider, told, desk):  # noqa: F811
    assert say(visiting, provider.signed(told(sub="nobody"))).status_code == 200
    assert acts(desk) == []


WRONG = {
    "iss": {"iss": "https://another.example"},
    "aud": {"aud": "another"},
    "no-aud": {"aud": None},
    "no-events": {"events": None},
    "another-event": {"events": {"http://another.example": {}}},
    "event-no-object": {"events": {EVENT: "yes"}},
    "events-a-list": {"events": [EVENT]},
    "no-iat": {"iat": None},
    "iat-old": {"iat": 1_000_000_000},
    "no-exp": {"exp": None},
    "exp-past": {"exp": 1_000_000_000},
    "no-jti": {"jti": None},
    "jti-number": {"jti": 7},
    "nonce": {"nonce": "x"},
    "nonce-empty": {"nonce": ""},
    "nobody": {"sub": None},
    "sub-number": {"sub": 7},
    "sid-a-list": {"sid": ["session-1"]},
}


@pytest.mark.parametrize("other", WRONG.values(), ids=WRONG)
def test_a_logout_that_tells_something_wrong_ends_nothing(visiting, provider, told, desk, other):  # noqa: F811
    eva = entered(visiting)

    answer = say(visiting, provider.signed(told(**other)))

    assert (answer.status_code, answer.json()) == (400, {"error": "invalid_request"})
    assert is_in(eva)
    (why,) = whys(desk)
    assert why.startswith('{"why": "logout: ')


def test_a_logout_that_the_provider_did_not_sign_ends_nothing(visiting, provider, told):  # noqa: F811
    eva = entered(visiting)
    tokens = [
        provider.unsigned(told()),
        provider.signed_with_what_all_know(told()),
        provider.signed(told())[:-9],
        provider.signed(told(), kid="nobodys"),
        provider.signed(told(), typ="at+jwt"),
        "",
        "a.b.c",
    ]

    assert [say(visiting, token).status_code for token in tokens] == [400] * len(tokens)
    assert is_in(eva)


def test_the_token_of_a_login_logs_nobody_out(visiting, provider):  # noqa: F811
    made = []
    provider.sign = lambda claims: made.append(provider.signed(claims)) or made[-1]
    eva = entered(visiting)

    assert say(visiting, made[0]).status_code == 400
    assert is_in(eva)


def test_a_logout_is_worth_something_once(visiting, provider, told):  # noqa: F811
    token = provider.signed(told())
    entered(visiting)
    assert say(visiting, token).status_code == 200
    again = entered(visiting)

    assert say(visiting, token).status_code == 400
    assert is_in(again)


def test_new_keys_are_looked_for(visiting, provider, told, clock):  # noqa: F811
    eva = entered(visiting)
    clock.later(minutes=2)
    provider.rotate()

    assert say(visiting, provider.signed(told())).status_code == 200
    assert not is_in(eva)


def test_while_the_provider_is_down_it_is_told_to_try_again(visiting, provider, told):  # noqa: F811
    provider.instead["/keys"] = lambda: PlainTextResponse("", 500)

    assert say(visiting, provider.signed(told())).status_code == 503


def test_who_tells_of_wrong_logouts_is_held_back_and_who_is_right_never(
    visiting,
    provider,  # noqa: F811
    told,
):
    most = OF_ADDRESS.most
    right = [say(visiting, provider.signed(told())).status_code for _ in range(most + 1)]
    wrong = [say(visiting, "x").status_code for _ in range(most + 1)]

    assert right == [200] * (most + 1)
    assert wrong == [400] * most + [429]


def test_what_is_unfinished_goes_with_the_session_and_the_log_tells_no_name(
    visiting,
    provider,  # noqa: F811
    told,
    desk,
):
    eva = entered(visiting)
    draft = eva.post("/granska", data={"text": "KS\n1. Upprop\n2. Budget\n"}, headers=OWN)

    say(visiting, provider.signed(told()))

    again = entered(visiting)
    assert again.get(draft.headers["location"]).status_code == 404
    with desk.store.reading() as connection:
        (entry,) = [one for one in logged(connection) if one.act == "logged-out-elsewhere"]
    assert entry.content == '{"sessions": 1, "user": 1}'


def test_a_provider_that_nobody_set_up_is_told_nothing(visiting):
    assert visiting.browser().post("/logga-ut/fran/annan").status_code == 404
