"""Whatever a token holds, it is believed or it is refused in one way."""

import base64
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some
from joserfc import jws
from joserfc.jwk import ECKey, RSAKey

from agenda_risk.oidc.tokens import Expected, WrongTokenError, checked

NOW = datetime(2026, 11, 29, 7, tzinfo=UTC)
AT = int(NOW.timestamp())
KEY = RSAKey.generate_key(2048, {"kid": "a"})
CURVE = ECKey.generate_key("P-256", {"kid": "a"})
ALGORITHMS = ("RS256", "PS256", "ES256")
EXPECTED = Expected("https://x.example", (), "client", "nonce", ALGORITHMS, NOW)
RIGHT = {"iss": "https://x.example", "aud": "client", "exp": AT + 60, "iat": AT, "nonce": "nonce",
         "sub": "eva"}  # fmt: skip
JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(), inner, max_size=3),
    max_leaves=5,
)


def keys(*known):
    return lambda _anew: [one.as_dict(private=False) for one in known]


def signed(claims, key=KEY, **header):
    told = {"alg": "RS256", "kid": "a", **header}
    return jws.serialize_compact(told, json.dumps(claims).encode(), key, algorithms=ALGORITHMS)


@pytest.mark.parametrize(
    ("algorithm", "key"), [("RS256", KEY), ("PS256", KEY), ("ES256", CURVE)], ids=ALGORITHMS
)
def test_what_is_right_is_believed_of_two_keys_of_one_name(algorithm, key):
    token = signed(RIGHT, key, alg=algorithm)

    assert checked(token, EXPECTED, keys(KEY, CURVE))["sub"] == "eva"


def test_a_token_without_the_name_of_a_key_is_believed_where_there_is_one_alone():
    token = jws.serialize_compact({"alg": "RS256"}, json.dumps(RIGHT).encode(), KEY)
    another = RSAKey.generate_key(2048)

    assert checked(token, EXPECTED, keys(KEY))["sub"] == "eva"
    with pytest.raises(WrongTokenError, match="key"):
        checked(token, EXPECTED, keys(KEY, another))


@given(some.sampled_from(sorted(RIGHT)), JSON)
def test_any_value_of_a_claim_is_refused_or_right(name, value):
    claims = {**RIGHT, name: value}
    try:
        told = checked(signed(claims), EXPECTED, keys(KEY))
    except WrongTokenError:
        return
    assert told["iss"] == RIGHT["iss"]
    assert told["nonce"] == RIGHT["nonce"]


@given(some.text() | JSON)
def test_any_text_in_place_of_a_token_is_refused(text):
    with pytest.raises(WrongTokenError):
        checked(text, EXPECTED, keys(KEY))


@given(some.dictionaries(some.sampled_from(["alg", "kid", "crit", "b64", "typ", "jwk"]), JSON))
def test_any_header_before_a_signature_of_nobody_is_refused(header):
    part = base64.urlsafe_b64encode(json.dumps(header).encode()).rstrip(b"=").decode()
    body = base64.urlsafe_b64encode(json.dumps(RIGHT).encode()).rstrip(b"=").decode()

    with pytest.raises(WrongTokenError):
        checked(f"{part}.{body}.AAAA", EXPECTED, keys(KEY))


@given(some.dictionaries(some.sampled_from(["kty", "n", "e", "kid", "use", "alg", "crv"]), JSON))
def test_any_key_that_a_provider_tells_is_refused_or_passed_by(key):
    with pytest.raises(WrongTokenError):
        checked(signed(RIGHT), EXPECTED, lambda _anew: [{"kty": "RSA", "kid": "a", **key}])
