"""People as drawn: stays, moves, aliases, numbers, two people of one name."""

from __future__ import annotations

from datetime import date, timedelta

from tests.companies_dice import ALIASES, DEPARTMENTS, NAMES, REGIONS, Dice, Person, Row, spelling


def stay(name: str, dice: Dice, joined: date | None, left: date | None, number: str | None, alias: str | None) -> Row:
    return {
        "owner": spelling(name, dice),
        "employee_id": number,
        "aliases": alias,
        "department": spelling(dice.of(DEPARTMENTS), dice),
        "role": dice.of((None, "sales", "经理")),
        "region": spelling(dice.of(REGIONS), dice),
        "joined_on": joined,
        "left_on": left,
    }


def person(place: int, drawn: bytes, begin: date) -> list[Person]:
    """One person with her stays, or two people of one name."""
    dice = Dice(drawn)
    name, alias = NAMES[place], dice.of((ALIASES[place], f"{ALIASES[place]};{ALIASES[place]}儿", None))
    number = dice.of((None, f"E{place:02}"))
    kind = dice.number(9)
    turn = begin + timedelta(days=dice.of((0, 30, 31, 45, 90, 150, -1, 300)))
    words = (name, *(alias or name).split(";"), number or name, name)
    if kind == 0:
        return [Person(words, (stay(name, dice, None, None, number, alias),))]
    if kind == 1:
        return [Person((name,))]
    if kind in (2, 3):  # moves, with a gap or without
        gap = timedelta(days=dice.of((1, 1, 20)))
        other = f"F{place:02}" if number and dice.one_in(3) else number
        joined = dice.of((None, begin - timedelta(days=400), turn - timedelta(days=20)))
        first = stay(name, dice, joined, turn, number, alias)
        last = stay(name, dice, turn + gap, dice.of((None, turn + timedelta(days=60))), other, None)
        return [Person((*words, other or name), (first, last))]
    if kind == 4:
        return [Person(words, (stay(name, dice, dice.of((None, date(2020, 5, 1))), turn, number, alias),))]
    if kind in (5, 6):
        return [Person(words, (stay(name, dice, turn, dice.of((None, turn)), number, alias),))]
    return namesakes(place, dice, turn)


def namesakes(place: int, dice: Dice, turn: date) -> list[Person]:
    """Two people of one name, whose stays overlap and whose facts name id, alias or, in vain, the bare name."""
    name, alias = NAMES[place], ALIASES[place]
    first = stay(name, dice, None, dice.of((None, turn)), f"E{place:02}", alias)
    second = stay(name, dice, dice.of((turn, turn - timedelta(days=200))), None, f"G{place:02}", None)
    return [Person((f"E{place:02}", alias, name), (first,)), Person((f"G{place:02}", f"g{place:02}", name), (second,))]
