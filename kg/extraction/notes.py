"""What the rules considered and gave up, for whoever asks why a relation was not found."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.model import Span


@dataclass(frozen=True, slots=True, order=True)
class Dropped:
    """A relation that a rule considered and gave up: the characters of the word that it looked at, and the reason.

    ``subject`` and ``object`` are the words of the two ends as far as the rule knew them, else "".
    """

    span: Span
    rule: str
    reason: str
    subject: str = ""
    object: str = ""


@dataclass(slots=True)
class Notes:
    """A list of what was dropped, in the order of the rules; a context without one costs nothing."""

    dropped: list[Dropped] = field(default_factory=list)

    def drop(self, span: Span, rule: str, reason: str, subject: str = "", object: str = "") -> None:
        """Add one entry, unless it is there already."""
        entry = Dropped(span, rule, reason, subject, object)
        if entry not in self.dropped:
            self.dropped.append(entry)
