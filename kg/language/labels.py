"""The name types that the model tells apart, and the tags that spell them."""

NAME_TYPES = (
    "PERSON",
    "ORG",
    "GPE",
    "LOC",
    "FAC",
    "NORP",
    "PRODUCT",
    "EVENT",
    "WORK_OF_ART",
    "LAW",
    "LANGUAGE",
)

NAME_TAGS = ("O", *(f"{mark}-{name}" for name in NAME_TYPES for mark in "BI"))
"""`O`, then `B-` (the first word of a name) and `I-` (a later word) of each type."""
