"""spaCy's English tokenizer, set to part words as the English UD treebanks do."""

import re
from typing import Any

from spacy.language import Language
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

PREFIXES = (
    "anti|arch|bi|co|counter|cyber|de|e|eco|electro|euro|ex|extra|hyper|infra|inter|intra|macro|mega|micro|mid|mini|mis|mono"
    "|multi|neo|non|over|pan|para|poly|post|pre|pro|proto|pseudo|quasi|re|semi|socio|sub|super|tele|trans|tri|ultra|un|uni"
)
"""What a hyphen does not part from the word that follows: "anti-trust" is one word, "state-backed" is three."""

_UNITS = "bn|mn|tn|trn|mln|bln|k|K|M|MM|B|T|b|m|am|pm|AM|PM|a\\.m\\.|p\\.m\\.|%|percent|kg|km|mph|sq"
_MONEY = r"(?:US|A|C|CA|NZ|HK|S|R|NT|AU)\$|Rs\.?(?=\d)|[$£€¥₹₽₩₴₺]"
_PREFIXED = rf"(?:{PREFIXES})-(?:[^\W_]|\.(?=\w))+(?:\.(?<=\w\.\w\.))?"
_DATE = r"[0-3]?\d/[0-3]?\d(?:/\d{2,4})?"
_TELEPHONE = r"(?:\d-)?\d{3}-\d{3}-\d{4}"


def adjust_tokenizer(nlp: Language) -> None:
    """Give the pipeline's tokenizer the habits of English UD, in place."""
    defaults = nlp.Defaults
    prefixes = [_MONEY, *(p for p in defaults.prefixes or [])]
    suffixes = [
        r"[!?]{2,}",
        rf"(?<=[0-9])(?:{_UNITS})",
        r"(?<=[0-9])\+",
        *(s for s in defaults.suffixes or []),
    ]
    infixes = [
        *(i for i in defaults.infixes or []),
        r"(?<=[0-9])[-–—](?=[^\W\d_])",
        r"(?<=[^\W\d_])[–—](?=[^\W_])",
        r"(?<=[^\W\d_]\.)[-–—](?=[^\W\d_])",
        r"(?<=[\w.)])/(?=[\w(])",
        r"(?<=[0-9])[–—](?=[0-9])",
        r"(?<=[\w%)])[–—](?=[$£€\w])",
    ]
    whole = re.compile(rf"{_PREFIXED}|{_DATE}|{_TELEPHONE}", re.IGNORECASE)
    tokenizer: Any = nlp.tokenizer
    tokenizer.prefix_search = compile_prefix_regex(prefixes).search
    tokenizer.suffix_search = compile_suffix_regex(suffixes).search
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    tokenizer.token_match = whole.fullmatch
    tokenizer.rules = {k: v for k, v in tokenizer.rules.items() if "/" not in k}
    for abbreviation in (
        "etc.",
        "al.",
        "Ft.",
        "approx.",
        "Sgt.",
        "Capt.",
        "Lt.",
        "Maj.",
        "Cmdr.",
        "Hon.",
        "Pte.",
    ):
        tokenizer.add_special_case(abbreviation, [{"ORTH": abbreviation}])
