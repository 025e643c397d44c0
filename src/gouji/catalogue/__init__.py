"""Official code lists by year: what a code is called, what is above and below it, how sure we are.

Facts only, from files shipped with the package; nothing here knows of documents or forms.
"""

from gouji.catalogue.classification import (
    Numbering,
    certainty,
    department_economic_list,
    divisions,
    function_list,
    government_economic_list,
    government_revenue_list,
    purchased_service_list,
    region,
    regions,
    subject_list,
)
from gouji.catalogue.codelist import CodeList, Subject
from gouji.catalogue.confidence import Confidence
from gouji.catalogue.coordinate import dotted, undotted
from gouji.catalogue.disclosure import DisclosureTable, TableSet, disclosure_table_sets
from gouji.catalogue.funding import FundingSource, funding_sources
from gouji.catalogue.mapping import Pair, UnitType, economic_mapping
from gouji.catalogue.performance import IndicatorKind, Term, performance_frame, performance_terms
from gouji.catalogue.project import CodePart, ProjectCategory, code_parts, project_categories

__all__ = [
    "CodeList",
    "CodePart",
    "Confidence",
    "DisclosureTable",
    "FundingSource",
    "IndicatorKind",
    "Numbering",
    "Pair",
    "ProjectCategory",
    "Subject",
    "TableSet",
    "Term",
    "UnitType",
    "certainty",
    "code_parts",
    "department_economic_list",
    "disclosure_table_sets",
    "divisions",
    "dotted",
    "economic_mapping",
    "function_list",
    "funding_sources",
    "government_economic_list",
    "government_revenue_list",
    "performance_frame",
    "performance_terms",
    "project_categories",
    "purchased_service_list",
    "region",
    "regions",
    "subject_list",
    "undotted",
]
