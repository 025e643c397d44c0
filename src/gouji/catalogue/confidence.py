"""How sure a row of the catalogue is, and so how loud a finding that rests on it may be."""

from __future__ import annotations

from enum import IntEnum


class Confidence(IntEnum):
    """Ordered: ``VERIFIED`` rows were seen printed in real disclosures and may carry an
    error, ``HIGH`` rows a warning, the others a note at most.
    """

    LOW = 1
    MEDIUM = 2
    HIGH = 3
    VERIFIED = 4


CONFIDENCE = {level.name.lower(): level for level in Confidence}
