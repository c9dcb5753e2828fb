"""Read YAML that a person wrote: the plain values, and where in the file each of them stands.

A value is a text, a list or a mapping, or None where nothing was written. Texts stay as they
were written: whether ``no``, ``18:00`` or ``0123`` is a text or a number is for the model to say.
"""

from agenda_risk.sources import Location, Node, Place, Source

__all__ = ["Location", "Node", "Place", "Source", "read_yaml"]


def read_yaml(text: str, name: str) -> Source:
    """Return what is written in *text*, which came from the file *name*.

    Raises FaultsError where it is not YAML.
    """
    # Imported here because the shipped files are nearly always kept as they were read.
    from agenda_risk.yaml_reader import Reader  # noqa: PLC0415

    return Reader(text, name).source()
