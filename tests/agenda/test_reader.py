from datetime import date, time

import pytest
from generator import document, paged

from agenda_risk.agenda import read_agenda
from agenda_risk.errors import EmptyAgendaError
from agenda_risk.models import (
    BodyKind,
    Doubt,
    ItemKind,
    ItemState,
    MeetingState,
    OrganisationKind,
    Publicity,
)

LIST = "Ärenden\n1. Upprop\n2. Val av justerare\n3. Taxa för vatten\n"


def read(text, page_starts=()):
    return read_agenda(document(text, page_starts))


def items(text):
    return [item for item in read(text).items if item.kind is ItemKind.ITEM]


def titles(text):
    return [item.title.text for item in items(text)]


# The meeting


@pytest.mark.parametrize(
    ("line", "name", "kind"),
    [
        ("Kommunfullmäktige", "Kommunfullmäktige", BodyKind.ASSEMBLY),
        ("KALLELSE till Kommunfullmäktige", "Kommunfullmäktige", BodyKind.ASSEMBLY),
        ("KOMMUNSTYRELSEN", "Kommunstyrelsen", BodyKind.BOARD),
        ("Regionfullmäktige", "Regionfullmäktige", BodyKind.ASSEMBLY),
        ("Landstingsfullmäktige", "Landstingsfullmäktige", BodyKind.ASSEMBLY),
        ("Barn- och utbildningsnämnden", "Barn- och utbildningsnämnden", BodyKind.COMMITTEE),
        (
            "Nämnden för Förskola & Grundskola",
            "Nämnden för Förskola & Grundskola",
            BodyKind.COMMITTEE,
        ),
        (
            "Kommunstyrelsens arbetsutskott",
            "Kommunstyrelsens arbetsutskott",
            BodyKind.SUBCOMMITTEE,
        ),
        (
            "Plan- och exploateringsutskottet",
            "Plan- och exploateringsutskottet",
            BodyKind.SUBCOMMITTEE,
        ),
        ("Granby stadsdelsnämnd", "Granby stadsdelsnämnd", BodyKind.COMMITTEE),
        (
            "Här kommer kallelsen till park- och naturutskottets sammanträde",
            "Park- och naturutskottet",
            BodyKind.SUBCOMMITTEE,
        ),
        (
            "Kultur- och fritidsnämndens sammanträde är inställt",
            "Kultur- och fritidsnämnden",
            BodyKind.COMMITTEE,
        ),
        ("Kommunstyrelsens sammanträde ställs in", "Kommunstyrelsen", BodyKind.BOARD),
        ("Till regionstyrelsens ledamöter", "Regionstyrelsen", BodyKind.BOARD),
        ("Demokratiberedningen", "Demokratiberedningen", BodyKind.PREPARATORY),
        ("Kallelse till styrelsesammanträde", "Styrelsen", BodyKind.BOARD),
        ("Kallelse till styrelsens möte", "Styrelsen", BodyKind.BOARD),
        ("Inför styrelsemötet: Miljönämnden", "Miljönämnden", BodyKind.COMMITTEE),
        ("Förbundsdirektionen", "Förbundsdirektionen", BodyKind.BOARD),
        ("Tekniska nämnden", "Tekniska nämnden", BodyKind.COMMITTEE),
        ("TEKNISKA NÄMNDEN", "Tekniska nämnden", BodyKind.COMMITTEE),
        ("SOCIALNÄMNDEN", "Socialnämnden", BodyKind.COMMITTEE),
        ("Miljö- och tekniska nämnden", "Miljö- och tekniska nämnden", BodyKind.COMMITTEE),
        (
            "Tekniska nämndens arbetsutskott",
            "Tekniska nämndens arbetsutskott",
            BodyKind.SUBCOMMITTEE,
        ),
        (
            "Kommunstyrelsens plan- och exploateringsutskott",
            "Kommunstyrelsens plan- och exploateringsutskott",
            BodyKind.SUBCOMMITTEE,
        ),
    ],
)
def test_the_body_that_meets_is_named(line, name, kind):
    meeting = read(f"Almviks kommun\n{line}\n{LIST}")

    assert (meeting.body.name, meeting.body.kind) == (name, kind)


@pytest.mark.parametrize(
    ("line", "name", "kind"),
    [
        ("Almviks kommun", "Almviks kommun", OrganisationKind.MUNICIPALITY),
        ("ALMVIKS KOMMUN", "Almviks kommun", OrganisationKind.MUNICIPALITY),
        ("Granby stad", "Granby stad", OrganisationKind.MUNICIPALITY),
        ("Region Almland", "Region Almland", OrganisationKind.REGION),
        (
            "Kommunalförbundet Räddning Öst",
            "Kommunalförbundet Räddning Öst",
            OrganisationKind.FEDERATION,
        ),
        (
            "Räddningstjänstförbundet Mellansjö",
            "Räddningstjänstförbundet Mellansjö",
            OrganisationKind.FEDERATION,
        ),
        (
            "Samordningsförbundet Norra Dalen",
            "Samordningsförbundet Norra Dalen",
            OrganisationKind.UNKNOWN,
        ),
        ("Ingen särskild", "", OrganisationKind.UNKNOWN),
    ],
)
def test_the_organisation_is_named(line, name, kind):
    organisation = read(f"{line}\nKommunstyrelsen\n{LIST}").organisation

    assert (organisation.name, organisation.kind) == (name, kind)


@pytest.mark.parametrize(
    ("line", "day", "clock", "end"),
    [
        ("Sammanträde tisdagen den 18 juni 2024 kl. 13.00", date(2024, 6, 18), time(13), None),
        ("2026-12-14 klockan 13:00", date(2026, 12, 14), time(13), None),
        ("14 december 2026 KI. 18.00", date(2026, 12, 14), time(18), None),
        ("14 december 2026 kl 18", date(2026, 12, 14), time(18), None),
        ("14 december 2026 kl. 18.00–21.30", date(2026, 12, 14), time(18), time(21, 30)),
        ("Sammanträdesdatum 2024-02-30", None, None, None),
        ("Protokoll KF 2022-30-30", None, None, None),
        ("måndag kl 18.00", None, None, None),
        ("Upprättad\n2024-06-03\nSammanträde den 18 juni 2024", date(2024, 6, 18), None, None),
        ("Datum: 2027-02-09 – 2027-02-10\nTid: Kl 09:30", date(2027, 2, 9), time(9, 30), None),
        ("Sammanträde den 9 och 10 februari 2027", date(2027, 2, 9), None, None),
        ("Sammanträde 9–10 februari 2027", date(2027, 2, 9), None, None),
        ("Dag och tid: 2027-02-11, 08.30", date(2027, 2, 11), time(8, 30), None),
        ("Budget 2026. Möte onsdagen den 2 december kl 13", date(2026, 12, 2), time(13), None),
        ("Budget 2026. Möte tisdag 12 januari kl 9", date(2027, 1, 12), time(9), None),
        ("Budget 2026. Möte söndagen den 2 december", None, None, None),
        ("Budget 2026. Möte torsdag 10/12 kl 15", date(2026, 12, 10), time(15), None),
        ("Budget 2026. Möte söndag 10/12 kl 15", None, None, None),
        (
            "Tisdagen den femtonde december 2026, klockan 13.15",
            date(2026, 12, 15),
            time(13, 15),
            None,
        ),
        ("den trettioförsta maj 2027", date(2027, 5, 31), None, None),
        (
            "Datum\t2026-12-16\nTid\t08.30–12.00\nGruppmöten\tkl. 07.45",
            date(2026, 12, 16),
            time(8, 30),
            time(12),
        ),
        (
            "Datum     2026-12-16\nTid       10:00-12:00\nPlats     Rådhuset",
            date(2026, 12, 16),
            time(10),
            time(12),
        ),
        (
            "Datum:               2026-12-16\nKlockan              13.15",
            date(2026, 12, 16),
            time(13, 15),
            None,
        ),
        ("2026-12-16\nTid för frågor bestäms", date(2026, 12, 16), None, None),
        ("Tid: 2026-12-18 kl 10.00 – 12.00", date(2026, 12, 18), time(10), time(12)),
        (
            "Sammanträde 14 december 2026. Fullmäktige har sagt att avgiften höjs från och med "
            "den 1 juli 2026",
            date(2026, 12, 14),
            None,
            None,
        ),
        (
            "Sammanträdet den 9 december 2026 flyttas till fredagen den 11 december 2026 kl. 9",
            date(2026, 12, 11),
            time(9),
            None,
        ),
    ],
)
def test_the_time_is_no_more_exact_than_its_source(line, day, clock, end):
    meeting = read(f"Kommunstyrelsen\n{line}\n{LIST}")

    assert (meeting.start.day, meeting.start.clock, meeting.end) == (day, clock, end)


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Plats: Stora salen, Rådhuset", "Stora salen, Rådhuset"),
        ("Plats\nMedborgarkontoret", "Medborgarkontoret"),
        ("Plats och tid Stora salen, torsdag den 4 maj 2023 kl 9.00", "Stora salen"),
        ("Sammanträde den 4 maj\nFullmäktigesalen", "Fullmäktigesalen"),
        (
            "Plats: Lokal Linden, Rådhuset, ingång B. Mötet är öppet",
            "Lokal Linden, Rådhuset, ingång B",
        ),
        ("Plats: Tingssalen, Storgatan 1, Ekby. Mötet sänds", "Tingssalen, Storgatan 1, Ekby"),
        ("Plats och tid Kvarnsalen, Forshuset, 2026-12-15 kl 9", "Kvarnsalen, Forshuset"),
        ("kallas kl 9.00 i kommunhuset, rum 214. Välkomna", "kommunhuset, rum 214"),
        ("Kl. 13.00\nSammanträdesrum Viken, Torggatan 5", "Sammanträdesrum Viken, Torggatan 5"),
        ("Sammanträde: 2026-12-15 kl. 8, Stora mötessalen, Rådhuset", "Stora mötessalen, Rådhuset"),
        ("Plats: Rådhuset, Lokal Eken.", "Rådhuset, Lokal Eken"),
        ("Sammanträde 14 december kl 18:00, Stadshuset, sal Linden", "Stadshuset, sal Linden"),
        ("kallas till Kommunhuset, rum Björken. Sammanträdet börjar", "Kommunhuset, rum Björken"),
        ("kl 13, sal Björken, Kommunhuset", "sal Björken, Kommunhuset"),
        ("kl 17.00 i Folkets hus, stora salen.", "Folkets hus, stora salen"),
        ("kl 17 i Folkets Hus i Ekby", "Folkets Hus"),
        ("kl 9, Rådhuset, plan 3. Handlingar finns", "Rådhuset, plan 3"),
        ("kl 9, Regionhuset, konferensrum A2", "Regionhuset, konferensrum A2"),
        ("kl 9 i Kommunhuset, och lunch. Salen är varm", "Kommunhuset"),
        ("kl 9 i Kommunhuset. Sal och rum bokas", "Kommunhuset"),
        (
            "kl 8 i Utbildningsförvaltningen, lokal Syrenen.",
            "Utbildningsförvaltningen, lokal Syrenen",
        ),
        ("Var: Socialkontoret, Storgatan 5", "Socialkontoret, Storgatan 5"),
        ("Vart går skatten", ""),
        ("Ett folkets hus byggs", ""),
        ("Ingen sal sägs", ""),
        ("Simhallens öppettider ändras", ""),
    ],
)
def test_the_place_is_told(line, place):
    assert read(f"Kommunstyrelsen\n{line}\n{LIST}").place == place


def test_a_house_that_an_item_is_about_is_not_where_the_meeting_is_held():
    text = f"Kommunstyrelsen\n{LIST}4. Bad\nBadhuset har få besökare.\n5. Val\n"

    assert read(text).place == ""


def test_a_place_that_is_labelled_may_stand_after_the_items():
    assert read(f"Kommunstyrelsen\n{LIST}\nPlats: Rådhuset\n").place == "Rådhuset"


def test_a_letter_by_mail_is_not_read_as_the_day_or_the_body_of_the_meeting():
    meeting = read(
        "Från: En Sekreterare\nSkickat: den 24 november 2026 09:12\n"
        "Till: Kommunstyrelsens ledamöter\nÄmne: Kallelse\n\n"
        f"Kultur- och fritidsutskottet möts onsdagen den 2 december kl 13.00\n{LIST}"
    )

    assert meeting.body.name == "Kultur- och fritidsutskottet"
    assert meeting.start.day == date(2026, 12, 2)


@pytest.mark.parametrize(
    ("front", "edges", "told"),
    [
        (
            "Kallelse",
            "Ekby kommun\nSocialnämnden\n2026-12-16",
            ("Ekby kommun", "Socialnämnden", 16),
        ),
        (
            "Socialnämnden 2026-12-15",
            "Ekby kommun\n2026-12-16",
            ("Ekby kommun", "Socialnämnden", 15),
        ),
        (
            "Socialnämnden",
            "Ekby kommun\nKommunstyrelsens förvaltning",
            ("Ekby kommun", "Socialnämnden", 0),
        ),
        ("Kallelse", "", ("Viby kommun", "Kulturnämnden", 0)),
    ],
    ids=["head alone", "text first", "not whose office writes", "no head"],
)
def test_who_meets_may_stand_at_the_head_of_the_pages_alone(front, edges, told):
    text = f"{front}\n{LIST}4. Samverkan med Kulturnämnden i Viby kommun\n"
    meeting = read_agenda(document(text).model_copy(update={"edges": edges}))
    day = meeting.start.day.day if meeting.start.day else 0

    assert (meeting.organisation.name, meeting.body.name, day) == told


def test_an_extra_meeting_is_told():
    assert read(f"Kallelse till extra sammanträde med Kommunstyrelsen\n{LIST}").is_extra


def test_a_cancelled_meeting_is_told():
    assert read(f"INSTÄLLT Kommunstyrelsen\n{LIST}").state is MeetingState.CANCELLED


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ("Sammanträdet den 9 december 2026 flyttas till 16 december 2026", MeetingState.MOVED),
        ("OBS! Mötet har flyttats.", MeetingState.MOVED),
        ("Sammanträdet den 17 december är flyttat till måndag 21/12", MeetingState.MOVED),
        ("Mötet torsdagen den 17/12 flyttas till måndag 21/12", MeetingState.MOVED),
        ("Ändrad tid för sammanträde", MeetingState.MOVED),
        ("Sammanträdet hålls där skolan har flyttats till", MeetingState.PLANNED),
        ("Sammanträdet är öppet. Skolan flyttas", MeetingState.PLANNED),
    ],
)
def test_a_meeting_that_was_moved_is_told(line, state):
    assert read(f"Kommunstyrelsen\n{line}\n{LIST}").state is state


@pytest.mark.parametrize(
    "notice",
    [
        "INSTÄLLT SAMMANTRÄDE\nSammanträdet den 21 januari 2027 är inställt.",
        "Kommunstyrelsens sammanträde torsdagen den 21 januari 2027 kl. 18.00 ställs in.",
        "Kommunstyrelsens sammanträde den 21 januari 2027 kl. 18.00 är inställt på grund av snö.",
    ],
)
def test_a_notice_that_a_meeting_is_cancelled_needs_no_items(notice):
    meeting = read(f"Ekby kommun\nKommunstyrelsen\n{notice}\nNästa möte är den 18 februari 2027.")

    assert (meeting.state, meeting.start.day, meeting.items) == (
        MeetingState.CANCELLED,
        date(2027, 1, 21),
        (),
    )


@pytest.mark.parametrize(
    ("line", "publicity", "ground"),
    [
        ("Kommunfullmäktige", Publicity.PUBLIC, "fullmäktige"),
        ("Kommunstyrelsen", Publicity.UNKNOWN, ""),
        ("Kommunstyrelsen\nÖppet sammanträde", Publicity.PUBLIC, "Öppet sammanträde"),
        ("Kommunstyrelsen\nStängt sammanträde", Publicity.CLOSED, "Stängt sammanträde"),
        ("Kommunstyrelsen\nMötet är stängt för alla.", Publicity.CLOSED, "Mötet är stängt"),
        (
            "Kommunstyrelsen\nSammanträdet är inte offentligt.",
            Publicity.CLOSED,
            "Sammanträdet är inte offentligt",
        ),
        (
            "Kommunstyrelsen\nAllmänheten är välkommen. Ärende 3 behandlas bakom stängda dörrar.",
            Publicity.PARTLY,
            "Allmänheten är välkommen, bakom stängda dörrar",
        ),
    ],
)
def test_only_what_is_said_decides_whether_the_public_may_attend(line, publicity, ground):
    meeting = read(f"{line}\n{LIST}")

    assert (meeting.publicity, meeting.publicity_ground) == (publicity, ground)


def test_the_id_is_made_of_body_and_day():
    meeting = read(f"Kommunfullmäktige\n14 december 2026\n{LIST}")

    assert meeting.id == "kommunfullmaktige-2026-12-14"


def test_the_document_is_kept():
    given = document(LIST)

    assert read_agenda(given).documents == (given,)


def test_a_text_without_items_is_told_by_name():
    with pytest.raises(EmptyAgendaError, match=r"No agenda items were found in kallelse\.pdf\."):
        read("Välkommen till kommunen. Här finns inga ärenden.")


# Numbers, titles, case numbers


@pytest.mark.parametrize(
    ("first", "second", "number"),
    [
        ("1. Upprop", "2. Taxa", "2"),
        ("1 Upprop", "2 Taxa", "2"),
        ("1) Upprop", "2) Taxa", "2"),
        ("A/ Upprop", "B/ Taxa", "B"),
        ("§ 62/20 Upprop", "§ 63/20 Taxa", "§ 63/20"),
        ("§62 Upprop", "§63 Taxa", "§63"),
        ("KS § 79 Upprop", "KS § 80 Taxa", "KS § 80"),
        ("KS 106/16 Upprop", "KS 107/16 Taxa", "KS 107/16"),
        ("BMN 21 Upprop", "BMN 22 Taxa", "BMN 22"),
        ("9 Upprop", "9 a Taxa", "9 a"),
        ("4 Upprop", "4 ½ Taxa", "4 ½"),
    ],
)
def test_a_number_is_given_as_printed(first, second, number):
    found = items(f"Kommunstyrelsen\n{first}\n{second}\n")

    assert [(item.number, item.title.text) for item in found][1:] == [(number, "Taxa")]


@pytest.mark.parametrize(
    "number",
    [
        "2013/KS0265", "KS/2019:123", "KS 2018/14", "KFN/2012:129", "BUN 2018/41",
        "2018/KS 0290 10", "KSM-2023-260-214", "RS 912-2025", "LS 1202-0260", "TN 2017/763",
        "1.2.4-182-2013", "322-278/2009", "BoM 2026-000840", "KS/2019/0001/0009",
        "HEL 2021-007660 T 10 01 01 02", "MliDno-2017-206", "FG-2024-00003", "2014/123-KS",
    ],
)  # fmt: skip
@pytest.mark.parametrize("way", ["{title} {dnr}", "{title}\nDnr {dnr}", "Dnr: {dnr} {title}"])
def test_a_case_number_is_found_in_its_many_spellings(number, way):
    line = way.format(title="Taxa för vatten", dnr=number)
    item = items(f"Ärenden\n1. Upprop\n2. {line}\n3. Övriga frågor\n")[1]

    assert (item.title.text, item.case_number) == ("Taxa för vatten", number)


@pytest.mark.parametrize(
    "title",
    [
        "Remiss av betänkandet Ordning (SOU 2018:22)",
        "Yttrande över SOU 2018:22",
        "Svar på motion (2012:6)",
        "Försäljning av Ekerö-Väsby 43:118",
        "Budget 2019 med plan 2020–2021",
        "Vision 2030",
        "Planbesked för Almvik 8:",
    ],
)
def test_what_looks_like_a_case_number_stays_in_the_title(title):
    item = items(f"Ärenden\n1. Upprop\n2. {title}\n3. Övriga frågor\n")[1]

    assert (item.title.text, item.case_number) == (title, "")


@pytest.mark.parametrize("remnant", ["Dnr", "Dnr KS", "Dnr 2014/"])
def test_a_lost_case_number_leaves_no_trace_in_the_title(remnant):
    item = items(f"Ärenden\n1. Upprop\n2. Taxa för vatten {remnant}\n3. Övriga frågor\n")[1]

    assert (item.title.text, item.case_number) == ("Taxa för vatten", "")


def test_the_lines_of_a_title_are_joined():
    text = (
        "Ärendelista\n1. Upprop\n2. Ansökan från Föreningen Almviks Vänner om\nbidrag till "
        "införande av ny\nverksamhet\n3. In-\nförande av taxa\n"
    )

    assert titles(text)[1:] == [
        "Ansökan från Föreningen Almviks Vänner om bidrag till införande av ny verksamhet",
        "Införande av taxa",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Taxa för vatten ............ 12", "Taxa för vatten (sid 12)", "Taxa för vatten kl. 18.15",
        "Taxa för vatten<br>", "Taxa för vatten . . . . . . 7",
        "Taxa för vatten\nLäs dokument (PDF)",
        "Taxa för vatten\nBilaga Tjänsteskrivelse vatten.pdf", "Taxa för vatten\nÄrendedokument",
    ],
)  # fmt: skip
def test_noise_is_no_part_of_a_title(line):
    assert titles(f"Ärenden\n1. Upprop\n2. {line}\n3. Övriga frågor\n") == [
        "Upprop",
        "Taxa för vatten",
        "Övriga frågor",
    ]


@pytest.mark.parametrize(
    ("line", "presenter"),
    [
        ("Taxa för vatten\nFöredragande: Anna Berg", "Anna Berg"),
        ("Taxa för vatten - Anna Berg", "Anna Berg"),
        ("Taxa för vatten Anna Berg, ekonomichef", "Anna Berg, ekonomichef"),
        ("Taxa för vatten\nAnna Berg, ekonomichef", ""),
    ],
)
def test_who_presents_is_kept_apart_from_the_title(line, presenter):
    item = items(f"Ärenden\n1. Upprop\n2. {line}\n3. Övriga frågor\n")[1]

    assert item.title.text == "Taxa för vatten"
    assert item.presenter == presenter or not presenter


@pytest.mark.parametrize(
    "title",
    [
        "Svar på motion från Anna Berg (S)",
        "Avsägelse från Anna Berg",
        "Namngivning av Stora Torget",
        "Medborgarförslag - Cykelväg i Södra Almvik",
    ],
)
def test_a_person_the_matter_is_about_stays_in_the_title(title):
    assert titles(f"Ärende/Föredragande\n1. Upprop\n2. {title}\n3. Övriga frågor\n")[1] == title


def test_a_cut_title_is_doubted():
    item = items("Ärenden\n1. Upprop\n2. Taxa för vatten och...\n3. Övriga frågor\n")[1]

    assert Doubt.TITLE_CUT in item.doubts


def test_two_items_on_a_line_are_parted_and_doubted():
    found = items("Ärenden\n1. Upprop\n2. Taxa för vatten 3. Övriga frågor\n4. Meddelanden\n")

    assert [item.title.text for item in found][1:3] == ["Taxa för vatten", "Övriga frågor"]
    assert Doubt.FUSED in found[1].doubts
    assert Doubt.FUSED in found[2].doubts


def test_an_item_whose_number_is_lost_is_found_and_doubted():
    found = items("Ärenden\n1. Upprop\n2. Taxa\nVal av justerare\n4. Meddelanden\n5. Frågor\n")

    assert [(item.number, item.title.text) for item in found][2] == ("", "Val av justerare")
    assert Doubt.NUMBER_LOST in found[2].doubts


def test_the_first_item_of_a_page_may_lack_its_number():
    pages = ["Ärenden\n1. Upprop\n2. Taxa\n", "Val av justerare\n4. Meddelanden\n5. Frågor\n"]
    found = read_agenda(paged(pages)).items

    assert (found[2].number, found[2].title.text) == ("", "Val av justerare")
    assert Doubt.NUMBER_LOST in found[2].doubts


# Headings and states


def test_a_section_heading_is_kept_as_a_heading():
    found = read("Ärenden\nInformationsärenden\n1. Upprop\nBeslutsärenden\n2. Taxa\n").items

    assert [(item.kind, item.title.text) for item in found] == [
        (ItemKind.HEADING, "Informationsärenden"),
        (ItemKind.ITEM, "Upprop"),
        (ItemKind.HEADING, "Beslutsärenden"),
        (ItemKind.ITEM, "Taxa"),
    ]


@pytest.mark.parametrize("line", ["UTGÅR: Taxa", "Utgår Taxa", "Taxa (utgår)", "Taxa - Utgår"])
def test_a_withdrawn_item_is_told(line):
    item = items(f"Ärenden\n1. Upprop\n2. {line}\n3. Frågor\n")[1]

    assert item.state is ItemState.WITHDRAWN


@pytest.mark.parametrize(
    ("line", "numbers"),
    [("Ärende 7 utgår.", ["7"]), ("Punkt 4.2, taxan, utgår", ["4.2"]), ("Ärende 2 utgår", [])],
)
def test_that_a_supplement_takes_an_item_out_of_another_list_is_told(line, numbers):
    meeting = read(f"Kommunstyrelsen\n{LIST}\n{line}\n")

    assert [one.fields["number"] for one in meeting.notices] == numbers


def test_items_under_a_supplement_are_added():
    found = items("Ärenden\n1. Upprop\n2. Taxa\n\nTillkommande ärenden\n\n3. Frågor\n4. Val\n")

    assert [item.state for item in found] == [ItemState.LISTED] * 2 + [ItemState.ADDED] * 2


@pytest.mark.parametrize(
    ("line", "ground"),
    [
        ("Sekretessärende", "Sekretessärende"),
        ("Skyddad: OSL 18 kap 8 §", "Skyddad: OSL 18 kap 8 §"),
        ("Individärenden", "Individärenden"),
        ("Personärende", "Personärende"),
        ("Enskilt ärende", "Enskilt ärende"),
        ("Omplacering, bakom stängda dörrar", "bakom stängda dörrar"),
        ("Upphandling\nSekretess", "Sekretess"),
    ],
)
def test_a_closed_item_is_told_with_its_ground(line, ground):
    item = items(f"Ärenden\n1. Upprop\n2. {line}\n3. Frågor\n")[1]

    assert (item.publicity, item.publicity_ground) == ("closed", ground)


def test_a_matter_about_secrecy_is_not_closed():
    item = items("Ärenden\n1. Upprop\n2. Riktlinjer för sekretess\n3. Frågor\n")[1]

    assert item.publicity == "unknown"


def test_items_under_a_heading_of_secrecy_are_closed():
    found = items("Ärenden\n1. Upprop\n\nSekretessärenden\n\n2. Ansökan\n3. Yttrande\n")

    assert [item.publicity for item in found] == ["unknown", "closed", "closed"]


# The texts of an item


OWN_TEXT = (
    "Ärenden\n1. Upprop\n2. Taxa för vatten\n3. Övriga frågor\n"
    "2. Taxa för vatten\nDnr KS 2024/12\nFörslag till beslut\n1. Kommunstyrelsen antar taxan.\n"
    "2. Taxan gäller från maj.\nSammanfattning av ärendet\nTaxan höjs med tre procent.\n"
    "Beslutsunderlag\nTjänsteskrivelse\nBilaga 1\nSammanfattning\nEtt helt annat mål.\n"
    "3. Övriga frågor\nInga frågor är anmälda.\n"
)


def test_the_texts_of_an_item_are_kept_apart():
    item = items(OWN_TEXT)[1]

    assert item.proposal.text == "1. Kommunstyrelsen antar taxan. 2. Taxan gäller från maj."
    assert item.summary.text == "Taxan höjs med tre procent."


def test_attachments_belong_to_the_body():
    item = items(OWN_TEXT)[1]

    assert "Ett helt annat mål." in item.body.text
    assert "annat mål" not in item.summary.text


def test_list_and_headings_are_one_item():
    assert titles(OWN_TEXT) == ["Upprop", "Taxa för vatten", "Övriga frågor"]


def test_what_follows_a_heading_belongs_to_its_item():
    assert items(OWN_TEXT)[2].summary.text == "Inga frågor är anmälda."


def test_the_first_paragraph_sums_up_where_nothing_is_labelled():
    lead = "Tallbackens skola läggs ned till hösten."
    item = items(f"Ärenden\n1. Upprop\n2. Lokalplan\n{lead}\n\nPlanen är lång.\n3. Frågor\n")[1]

    assert (item.summary.text, item.body.text) == (lead, "Planen är lång.")


def test_a_long_paragraph_sums_up_with_its_first_words_alone():
    item = items(f"Ärenden\n1. Upprop\n2. Lokalplan\n{'Planen är lång. ' * 90}\n3. Frågor\n")[1]

    assert 500 < len(item.summary.text) <= 600
    assert len(item.summary.text) + len(item.body.text) + 1 == len("Planen är lång. " * 90) - 1


def test_what_stands_before_a_label_does_not_sum_up():
    text = (
        "Ärenden\n1. Upprop\n2. Taxa\nHandlingar i mapp.\nSammanfattning\nTaxan höjs.\n3. Frågor\n"
    )
    item = items(text)[1]

    assert (item.summary.text, item.body.text) == ("Taxan höjs.", "Handlingar i mapp.")


def test_a_case_number_in_the_text_is_found():
    assert items(OWN_TEXT)[1].case_number == "KS 2024/12"


@pytest.mark.parametrize(
    "label",
    [
        "Förslag till beslut",
        "Förslag",
        "Beslutsförslag",
        "Kommunledningskontorets förslag till beslut",
    ],
)
def test_a_proposal_is_found_under_its_label(label):
    item = items(f"Ärenden\n1. Upprop\n2. Taxa\n{label}\nTaxan antas.\n3. Frågor\n")[1]

    assert item.proposal.text == "Taxan antas."


@pytest.mark.parametrize(
    "label",
    [
        "Sammanfattning", "Sammanfattning av ärendet", "Ärendebeskrivning", "Bakgrund",
        "Beskrivning av ärendet", "Ärendet i korthet", "Sammanfattning:",
    ],
)  # fmt: skip
def test_a_summary_is_found_under_its_label(label):
    item = items(f"Ärenden\n1. Upprop\n2. Taxa\n{label}\nTaxan höjs.\n3. Frågor\n")[1]

    assert item.summary.text == "Taxan höjs."


def test_a_column_of_times_before_the_numbers_is_no_part_of_the_titles():
    text = "Kl. Ärende\n09.00 1. Öppnande\n09.05–09.45 2. Taxa för vatten\n9:45 3. Frågor\n"

    assert titles(text) == ["Öppnande", "Taxa för vatten", "Frågor"]


def test_a_case_number_alone_under_a_title_is_no_text_of_the_item():
    (_, item, _) = items("Ärenden\n1. Upprop\n2. Taxa för vatten\nKS 2026/00377\n3. Frågor\n")

    assert (item.case_number, item.summary.text, item.body.text) == ("KS 2026/00377", "", "")


def test_members_are_no_items():
    text = "Beslutande\n1. Anna Berg (S)\n2. Bo Ek (M), ordförande\n3. Eva Alm (C)\n"

    assert titles(text + LIST) == ["Upprop", "Val av justerare", "Taxa för vatten"]


def test_a_numbered_list_of_members_alone_is_no_agenda():
    with pytest.raises(EmptyAgendaError):
        read("Närvarande\n1. Anna Berg (S)\n2. Bo Ek (M), ordförande\n3. Eva Alm (C)\n")


def test_numbers_within_an_item_are_no_items():
    text = (
        "1. Upprop\n2. Taxa\nFörslag till beslut\n1. Kommunstyrelsen antar taxan.\n"
        "2. Taxan gäller från maj.\n3. Ärendet avslutas.\n3. Meddelanden\n4. Övriga frågor\n"
    )

    assert titles(text) == ["Upprop", "Taxa", "Meddelanden", "Övriga frågor"]


@pytest.mark.parametrize(
    "text",
    [
        "Ärenden\n• Upprop\n• Taxa för vatten\n• Övriga frågor\n",
        "Dagordning\nUpprop\nTaxa för vatten\nÖvriga frågor\nKontakta kommunen om du har frågor.\n",
        "Ärenden\n00:12 Upprop\n01:20:15 Taxa för vatten\n02:00:01 Övriga frågor\n",
        "Dagordning\n\nUpprop\n\nTaxa för vatten\n\nÖvriga frågor\n\nBeslutande\nAnna Berg (S)\n",
    ],
)
def test_a_list_without_numbers_is_read(text):
    assert titles(text) == ["Upprop", "Taxa för vatten", "Övriga frågor"]


LETTER = (
    "{}\n• Val av justerare\n• Stängning av biblioteket (KFN 2026/31)\n• Delgivningar\n\n"
    "Med vänlig hälsning\nJonas\n"
)


def test_bullets_in_a_letter_that_calls_to_a_meeting_are_its_items():
    told = titles(LETTER.format("Här kommer kallelsen till nämndens möte"))

    assert told == ["Val av justerare", "Stängning av biblioteket", "Delgivningar"]


@pytest.mark.parametrize(
    ("front", "more"),
    [("Tre saker att tänka på", ""), ("Dagordning för lektionen", "Text. " * 1200)],
    ids=["no summons", "no letter"],
)
def test_bullets_elsewhere_are_no_items(front, more):
    with pytest.raises(EmptyAgendaError):
        read(LETTER.format(f"Till alla. {front} nämns här") + more)


def test_numbers_that_begin_again_under_each_heading_are_read():
    text = (
        "Informationsärenden\n1. Upprop\n2. Läget\n3. Rapport\nBeslutsärenden\n1. Taxa\n2. Budget\n"
        "3. Plan\n4. Val\n"
    )

    assert [(item.number, item.title.text) for item in items(text)] == [
        ("1", "Upprop"), ("2", "Läget"), ("3", "Rapport"),
        ("1", "Taxa"), ("2", "Budget"), ("3", "Plan"), ("4", "Val"),
    ]  # fmt: skip


def test_two_items_with_the_same_number_are_both_read():
    found = items("Ärenden\n1. Upprop\n2. Taxa\n2. Budget\n3. Övriga frågor\n")

    assert [item.title.text for item in found] == ["Upprop", "Taxa", "Budget", "Övriga frågor"]
    assert Doubt.OUT_OF_ORDER in found[1].doubts


def test_an_item_that_only_the_text_has_is_found_and_doubted():
    text = OWN_TEXT.replace("3. Övriga", "4. Övriga").replace(
        "4. Övriga frågor\nInga",
        "3. Budget för Almvik\nDnr KS 2024/77\nFörslag till beslut\n"
        "Budgeten antas.\n4. Övriga frågor\nInga",
    )
    text = text.replace("Bilaga 1\nSammanfattning\nEtt helt annat mål.\n", "")
    found = items(text)

    assert [(item.number, item.title.text) for item in found][2] == ("3", "Budget för Almvik")
    assert Doubt.ONLY_IN_TEXT in found[2].doubts
    assert (found[2].case_number, found[2].proposal.text) == ("KS 2024/77", "Budgeten antas.")


def test_a_table_of_contents_with_pages_is_read():
    text = (
        "Ärendelista Sida\n§ 1 Upprop 4\n§ 2 Uppföljning av budget 2025 (KS 2025/12) 5\n"
        "§ 3 Försäljning av Almvik 3:14 9\n"
    )

    assert titles(text) == ["Upprop", "Uppföljning av budget 2025", "Försäljning av Almvik 3:14"]


def test_columns_that_were_flattened_are_read():
    text = (
        "Ärende\nDiarienummer\n1\nUpprop\n2\nTaxa för vatten 2025\nKS 2025/14\n"
        "3\nBudget\nKS 2025/3\n"
    )

    assert [(item.number, item.title.text, item.case_number) for item in items(text)] == [
        ("1", "Upprop", ""),
        ("2", "Taxa för vatten 2025", "KS 2025/14"),
        ("3", "Budget", "KS 2025/3"),
    ]


def test_numbers_in_a_table_of_figures_are_no_items():
    text = (
        "§ 244\n\nUpprop\n\n§ 245\n\nSammanträden 2026\n\n1\n\n4\n\n21.1\n\n2\n\n"
        "6\n\n4.2\n\n3\n\n9\n\n"
        "25.2\n\n§ 246\n\nBudget\n"
    )

    assert titles(text) == ["Upprop", "Sammanträden 2026", "Budget"]


def test_minutes_run_on_through_the_year():
    text = (
        "§ 45 Dnr SN 2024/12\nGodkännande av dagordning\nBeslut\n"
        "Nämnden godkänner dagordningen.\n\n"
        "§ 46 Dnr SN 2024/33\nBudget 2025\nSammanfattning av ärendet\n"
        "Enligt § 12 gäller förslaget.\n"
        "Beslut\n1. Nämnden antar budgeten.\n2. Beslutet i § 40 upphävs.\n"
    )

    assert [(item.number, item.title.text, item.case_number) for item in items(text)] == [
        ("§ 45", "Godkännande av dagordning", "SN 2024/12"),
        ("§ 46", "Budget 2025", "SN 2024/33"),
    ]


def test_a_table_of_figures_is_no_list_of_items():
    rows = "1\t4\t21.1\t18\t\n2\t6\t4.2\t18\tfrågestund\n3\t9\t25.2\t18\t\n"

    found = titles(f"§ 1\nUpprop\n§ 2\nSammanträden 2027\n{rows}§ 3\nMotioner\n")

    assert found == ["Upprop", "Sammanträden 2027", "Motioner"]


def test_a_day_that_is_called_the_date_is_the_day_of_the_meeting():
    meeting = read("Datum: 31-08-2026 19.30\n1. Upprop\n2. Läget den 1 januari 2026\n")

    assert meeting.start.day == date(2026, 8, 31)


def test_a_committee_of_two_words_in_small_letters_keeps_both():
    text = "Kallelse till barn- och utbildningsnämnden 2026-12-10\n1. Upprop\n2. Taxa\n"

    assert read(text).body.name == "Barn- och utbildningsnämnden"


OTHER = "Kallelse\nUtbildningsnämndens arbetsutskott\n2026-12-01 kl. 9\n1. Upprop\n2. Elevärende\n"


@pytest.mark.parametrize(
    ("second", "told"),
    [
        (OTHER, [("Utbildningsnämndens arbetsutskott", "2026-12-01", 2)]),
        (OTHER.replace("Kallelse", "Sammanträdesprotokoll"), []),
        (OTHER.replace("1. Upprop\n", ""), []),
        (f"Kallelse Utbildningsnämnden 2026-12-08\n{LIST}", []),
    ],
    ids=["another summons", "minutes", "no opening", "the same meeting"],
)
def test_a_document_that_calls_to_another_meeting_too_says_so(second, told):
    first = f"Kallelse\nUtbildningsnämnden\n2026-12-08 kl. 13\n{LIST}"

    notices = read_agenda(paged([first, second])).notices

    assert [(one.fields["body"], one.fields["day"], one.fields["page"]) for one in notices] == told


def test_what_no_title_is_as_long_as_is_text_of_its_item():
    (_, item, _) = items(f"Ärenden\n1. Upprop\n2. {'Taxa för vatten ' * 200}\n3. Frågor\n")

    assert item.title.text.startswith("Taxa för vatten Taxa")
    assert len(item.title.text) <= 2_000
    assert "Taxa för vatten" in item.summary.text + item.body.text
