"""An invented paper with every kind of block."""

from agenda_risk.render.paper import Bullets, Form, Line, Paper, Prose, Section, Table

PAPER = Paper(
    language="sv",
    title="Kommunikationsplan för kommunfullmäktige 14\u00a0december 2026",
    subtitle="Granviks kommun",
    facts=("Punkt 7", "Kommunikatören"),
    mark="Utkast",
    sections=(
        Section(
            "Varför nu?",
            (
                Prose((Line("Frågan är uppe nu", "för att beslutet ska gälla från 2027."),)),
                Bullets((Line("Vad ni beslutar:", "om skolan avvecklas."), Line("", "Utan led."))),
                Bullets((Line("", "Först detta."), Line("", "Sedan detta.")), numbered=True),
            ),
        ),
        Section(
            "Vem svarar",
            (
                Table(
                    ("Fråga", "Vem", "När"),
                    (
                        ("Medierna ringer", "Kommunikatören och en till, två röster", "Samma dag"),
                        ("Föräldrar ringer", "Växeln", "Före kl.\u00a016.00"),
                    ),
                    caption="Minst två röster.",
                ),
                Bullets((Line("", "Börjar om på ett."),), numbered=True),
            ),
        ),
        Section(
            "Att fylla i",
            (
                Form(
                    (("Enhet", ""), ("Datum", "14 december")),
                ),
            ),
            new_page=True,
        ),
    ),
    foot=(Line("Du beslutar.", "Det kan missa saker."),),
)
