"""Book → relations: every 勾稽关系 follows from what the cells are about."""

from gouji.relate.derive import relate

__all__ = ["relate"]
