"""Run the program as ``python -m agenda_risk``."""

from agenda_risk.cli import main

main()
