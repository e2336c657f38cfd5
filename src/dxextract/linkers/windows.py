"""Where to look for what a number is about: windows of text around it, each with a weight."""

from __future__ import annotations

from dataclasses import dataclass

from dxextract.spans import Span


@dataclass(frozen=True, slots=True)
class Window(Span):
    """A stretch of text and how much what stands in it counts; ``near`` is the end that lies at the number."""

    weight: float
    near: int


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The windows of one number.

    Attributes:
        noun: where the noun begins that the number counts or is a share of; None where it has none.
        noun_follows: whether the subject stands behind the number, not before it.
        dependent: whether the number looks where its predecessor looked, because nothing new was said between.
        plain: whether nothing new was said before the number since its predecessor, whatever noun follows.
        opens: whether nothing new was said in its clause before the number.
        windows: nearest and heaviest first.
        whole: whether it is the whole that the number before it is a part of (``trên tổng số``).
        told: the one of several subjects that is this number's, where each number has its own (``lần lượt``).
    """

    noun: int | None
    noun_follows: bool
    dependent: bool
    plain: bool
    windows: tuple[Window, ...]
    told: Span | None = None
    opens: bool = False
    whole: bool = False


PRIMARY = 1.0
SOFT = 0.75
"""What stands before a comma counts this much of what stands behind it."""
COUNTED = 0.6
"""What stands before a comma and is what the number before counts."""
LISTED = 0.5
"""What stands behind a comma after the number counts this much of what stands before it."""
OTHER_SIDE = 0.65
AWAY = 0.3
REOPENED = 0.6
SUBJECT = 0.6
INHERITED = 0.85
PART = 0.5
"""What a part (``trong đó``) takes from the whole before it."""
BEFORE = 0.3
EARLIER = 0.5
BEYOND = 0.4
ALIKE = 0.55
"""What is said behind the next number weighs so much where it is said of both; it does not forbid."""
SENTENCE = 0.48
DETACHED = 0.24
LABEL = 0.5
"""What stands before a colon that opens the sentence: ``Bưu chính: doanh thu 146 tỷ đồng; 158 điểm phục vụ``."""
FAINT = 0.12
"""What weighs less stands too far away to count."""
