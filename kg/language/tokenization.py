"""spaCy's English tokenizer, set to part words as the English UD treebanks do."""

import re

from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
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
_ABBREVIATIONS = "etc. al. Ft. approx. Sgt. Capt. Lt. Maj. Cmdr. Hon. Pte.".split()
_TELEPHONE = r"(?:\d-)?\d{3}-\d{3}-\d{4}"


def make_tokenizer(nlp: Language) -> Tokenizer:
    """Return spaCy's tokenizer for a pipeline with the habits of English UD.

    It is made in one step: each later change of a made one would read all its rules anew.
    """
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
    rules = {form: parts for form, parts in (defaults.tokenizer_exceptions or {}).items() if "/" not in form}
    return Tokenizer(
        nlp.vocab,
        rules=rules | {form: [{ORTH: form}] for form in _ABBREVIATIONS},
        prefix_search=compile_prefix_regex(prefixes).search,
        suffix_search=compile_suffix_regex(suffixes).search,
        infix_finditer=compile_infix_regex(infixes).finditer,
        token_match=whole.fullmatch,
        url_match=defaults.url_match,
    )
