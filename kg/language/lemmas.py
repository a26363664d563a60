"""Lemma rules: how to turn a form into its lemma by cutting an ending and adding another."""

IGNORED = ""
"""The rule of a form whose lemma no ending rule yields."""


def _cased(form: str, case: str) -> str:
    if case == "l":
        return form.lower()
    if case == "u":
        return form.upper()
    if case == "t":
        return form[:1].upper() + form[1:].lower()
    return form


def lemma_rule(form: str, lemma: str) -> str:
    """The rule that turns `form` into `lemma`, such as `l|3|y` (lower-case, cut three letters, add "y").

    The case comes first: `l` lower, `k` as the form is, `t` title, `u` upper. The first of these that keeps the most
    of the form wins, so that one rule stands for many words.
    """
    best = ""
    kept = -1
    for case in "lktu":
        base = _cased(form, case)
        n = 0
        while n < min(len(base), len(lemma)) and base[n] == lemma[n]:
            n += 1
        if n > kept:
            best, kept = f"{case}|{len(base) - n}|{lemma[n:]}", n
    return best


def apply_rule(form: str, rule: str) -> str:
    """The lemma of `form` under `rule`; the form itself where the rule cuts more than there is."""
    if not rule:
        return form
    case, cut, ending = rule.split("|", 2)
    base = _cased(form, case)
    if int(cut) > len(base):
        return base
    return (base[: len(base) - int(cut)] + ending) or form


class Lemmatizer:
    """Lemmas out of rules, with a table of words that follow none of the common ones."""

    def __init__(self, rules: list[str], exceptions: dict[str, str]) -> None:
        self._rules = rules
        self._exceptions = exceptions
        self._known: dict[tuple[str, str, int], str] = {}

    def __call__(self, form: str, upos: str, rule: int) -> str:
        """The lemma of a word: the table's for this form and tag, else what the rule with this number makes of it."""
        key = (form, upos, rule)
        found = self._known.get(key)
        if found is None:
            if len(self._known) > 200_000:
                self._known.clear()
            found = self._exceptions.get(f"{form.lower()}|{upos}") or apply_rule(form, self._rules[rule])
            self._known[key] = found
        return found
