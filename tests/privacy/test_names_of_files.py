"""Names of files tell of people too; a day and a clock in them are no number of anybody."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_texts import check_digit

from agenda_risk.mask import PersonalData, masked, personal_data
from agenda_risk.names.files import spaced

MEETS = date(2026, 12, 14)


def told(name):
    return masked(spaced(name), meets=MEETS)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        pytest.param("anna-svensson-overklagan.pdf", "N.N. overklagan.pdf", id="small letters"),
        pytest.param("brev_bjorn_soderstrom.pdf", "brev N.N..pdf", id="without dots"),
        pytest.param("brev-björn-söderström.pdf", "brev N.N..pdf", id="with dots"),
        pytest.param("svensson-anna.docx", "N.N..docx", id="surname first"),
        pytest.param("anna-maria-svensson-brev.pdf", "N.N. brev.pdf", id="two first names"),
        pytest.param("anna.svensson.pdf", "N.N..pdf", id="full stops"),
        pytest.param("kallelse-Anna-Svensson.pdf", "kallelse N.N..pdf", id="capitals"),
    ],
)
def test_names_of_people_are_masked(name, shown):
    assert told(name) == shown
    assert personal_data(spaced(name)) == (PersonalData.NAME,)


@pytest.mark.parametrize(
    "name",
    [
        "kallelse-kommunstyrelsen-2026.pdf",
        "detaljplan-ekeby-strand.pdf",
        "tjansteskrivelse-ny-skola-norra-berg.pdf",
        "karl-johans-torg.pdf",
        "anna-lindhs-plats.pdf",
        "protokoll-val-av-justerare.pdf",
        "motion-s-skolmat-maj-2026.pdf",
        "budget-och-plan-per-verksamhet.pdf",
        "linda-lagret.pdf",
        "handlingar-del-2-av-3.pdf",
    ],
)
def test_other_names_of_files_are_shown(name):
    assert personal_data(spaced(name), MEETS) == ()


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("20261214-1800.pdf", id="the check digit is right by chance"),
        pytest.param("Kallelse_20261214-1800_justerad.PDF", id="words around"),
        pytest.param("20261130-1015.pdf", id="before the meeting"),
        pytest.param("261130-1015.docx", id="without a century"),
        pytest.param("20271214-1801.pdf", id="after the meeting"),
        pytest.param("kallelse-2026-12-14-1800.pdf", id="hyphens in the day"),
        pytest.param("kallelse_20261214_1800.pdf", id="no hyphen"),
    ],
)
def test_a_day_and_a_clock_are_no_personal_number(name):
    assert personal_data(spaced(name), MEETS) == ()


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("20261213-1808 till anmälan", id="in no name of a file"),
        pytest.param("20261174-1801.pdf", id="samordningsnummer"),
        pytest.param("20261130-1075.pdf", id="no clock"),
        pytest.param("640823-1834.pdf", id="a day long ago"),
        pytest.param("19260823-1834.pdf", id="another century"),
        pytest.param("261130+1015.pdf", id="a hundred years old"),
        pytest.param("pnr_20261214-1800.pdf", id="labelled"),
    ],
)
def test_what_is_written_as_a_personal_number_is_one(name):
    assert personal_data(spaced(name), MEETS) == (PersonalData.NUMBER,)


@settings(max_examples=60, deadline=None)
@given(
    st.dates(date(1910, 1, 1), MEETS - timedelta(days=1)),
    st.integers(0, 999),
    st.sampled_from(["%y%m%d-", "%Y%m%d-", "%Y%m%d"]),
    st.sampled_from(["{}.pdf", "utredning_{}.docx", "{}-beslut.pdf", "brev-{}_2.pdf"]),
)
def test_no_number_of_anybody_is_shown(day, birth, form, name):
    last = f"{birth:03}"
    number = f"{day:{form}}{last}{check_digit(f'{day:%y%m%d}{last}')}"

    assert number not in told(name.format(number))
