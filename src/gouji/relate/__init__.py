"""Book → relations: every 勾稽关系 follows from what the cells are about."""

from gouji.relate.derive import relate
from gouji.relate.trust import trusted

__all__ = ["relate", "trusted"]
