"""How kinds of entity and kinds of status look: form and colour, so that either alone tells them apart."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import EntityType, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeLook:
    """The form and colours of one kind of entity; ``hollow`` draws the outline only."""

    shape: str
    light: str
    dark: str
    word: str
    hollow: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusLook:
    """The line and colours of one status; ``dashes`` are lengths of strokes and gaps, none for a solid line."""

    light: str
    dark: str
    dashes: tuple[int, ...] = ()


#: Behind the picture: each colour below has a contrast of 3 or more to it, in light and in dark.
BACKGROUND = {"light": "#fbfbf9", "dark": "#14171c"}

#: No two kinds share a form, so the picture also reads without any colour at all.
TYPES: dict[EntityType, TypeLook] = {
    EntityType.PERSON: TypeLook(shape="dot", light="#0b66b0", dark="#5fb0f2", word="Person"),
    EntityType.ORGANIZATION: TypeLook(shape="square", light="#c24e00", dark="#ff9a57", word="Organization"),
    EntityType.GPE: TypeLook(shape="hexagon", light="#0a7d5a", dark="#41c79b", word="Country or city"),
    EntityType.LOCATION: TypeLook(shape="triangle", light="#6b7a00", dark="#c2cc4a", word="Location"),
    EntityType.FACILITY: TypeLook(shape="triangleDown", light="#586574", dark="#a3b1c2", word="Facility"),
    EntityType.GROUP: TypeLook(shape="dot", light="#946300", dark="#e5b344", word="Group", hollow=True),
    EntityType.PRODUCT: TypeLook(shape="diamond", light="#a8327f", dark="#ee8fc9", word="Product"),
    EntityType.WORK: TypeLook(shape="square", light="#6b4fbb", dark="#b3a1f5", word="Work", hollow=True),
    EntityType.EVENT: TypeLook(shape="star", light="#b3202c", dark="#ff8a8a", word="Event"),
    EntityType.LAW: TypeLook(shape="hexagon", light="#0b7285", dark="#58c4d6", word="Law", hollow=True),
    EntityType.CONCEPT: TypeLook(
        shape="diamond", light="#7a5c4a", dark="#cfae9a", word="Concept", hollow=True
    ),
}

#: Solid is a fact, dashed may become one, dotted is none (any more).
STATUSES: dict[Status, StatusLook] = {
    Status.ASSERTED: StatusLook(light="#5a6472", dark="#a9b4c2"),
    Status.PLANNED: StatusLook(light="#0b66b0", dark="#5fb0f2", dashes=(14, 6)),
    Status.PROPOSED: StatusLook(light="#6b4fbb", dark="#b3a1f5", dashes=(9, 5)),
    Status.POSSIBLE: StatusLook(light="#0b7285", dark="#58c4d6", dashes=(5, 5)),
    Status.DENIED: StatusLook(light="#b3202c", dark="#ff8a8a", dashes=(2, 4)),
    Status.ENDED: StatusLook(light="#946300", dark="#e5b344", dashes=(2, 8)),
}


#: Behind communities, in turn: pale enough that every type and status keeps its contrast on them.
TINTS = {
    "light": ("#e3edf8", "#f9ecdb", "#e1f2e9", "#f5e6f3", "#f3f2d5", "#e8e5f7", "#dcf1f4", "#f9e6e4"),
    "dark": ("#17283a", "#33271a", "#152e26", "#311f31", "#2b2c19", "#25253c", "#152f33", "#351f20"),
}


def style_variables() -> str:
    """Return the CSS that gives every kind, status and community its colour, for light and for dark."""

    def block(theme: str) -> str:
        pairs = [f"--background:{BACKGROUND[theme]}"]
        pairs += [f"--type-{kind.value}:{getattr(look, theme)}" for kind, look in TYPES.items()]
        pairs += [f"--status-{status.value}:{getattr(look, theme)}" for status, look in STATUSES.items()]
        pairs += [f"--tint-{i}:{tint}" for i, tint in enumerate(TINTS[theme])]
        return "{" + ";".join(pairs) + "}"

    classes = [
        f".type-{kind.value}{{color:var(--type-{kind.value});--mine:var(--type-{kind.value})}}"
        for kind in TYPES
    ]
    classes += [f".status-{status.value}{{color:var(--status-{status.value})}}" for status in STATUSES]
    classes += [f".tint-{i}{{background:var(--tint-{i})}}" for i in range(len(TINTS["light"]))]
    early = "@media (prefers-color-scheme:dark){:root:not([data-theme])" + block("dark") + "}"
    return "\n".join(
        [":root" + block("light"), early, ':root[data-theme="dark"]' + block("dark"), *classes, ""]
    )


def contrast(one: str, other: str) -> float:
    """Return the WCAG 2 contrast ratio of two ``#rrggbb`` colours, from 1 to 21."""

    def luminance(colour: str) -> float:
        channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
