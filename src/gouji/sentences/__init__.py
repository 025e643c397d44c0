"""Declared prose: one template reads a sentence from a document and writes it into one."""

from gouji.sentences.declared import Declared, declared_sentences
from gouji.sentences.subject import key_named, subject_named
from gouji.sentences.template import Comparison, Match, Money, Template, rate_of

__all__ = [
    "Comparison",
    "Declared",
    "Match",
    "Money",
    "Template",
    "declared_sentences",
    "key_named",
    "rate_of",
    "subject_named",
]
