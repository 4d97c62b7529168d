#!/usr/bin/env python3
"""Keeps the log of a lighthouse."""
from __future__ import annotations

import json
import os.path as osp
from dataclasses import dataclass, field
from typing import Iterator, Optional

LIMIT: int = 0x40
NIGHTS, watchers = 1_000, {"north": 2, 'south': 3, **dict(east=1)}
type Level[T] = dict[str, T]


@dataclass(order=True)
class Flash(Base, metaclass=Meta):
    """One flash of the lamp."""

    at: float
    colour: str = "white"
    tags: list[str] = field(default_factory=list)

    @property
    def bright(self) -> bool:
        return self.colour != "red" and not self.tags

    def __lt__(self, other: Flash) -> bool:
        if not isinstance(other, Flash):
            return NotImplemented
        return (self.at, self.colour) < (other.at, other.colour)


class Lamp:
    __slots__ = ("flashes", "_lit")
    count = 0

    def __init__(self, *flashes, lit=False, **options):
        super().__init__()
        self.flashes = list(flashes) or []
        self._lit: Optional[bool] = lit if options.get("lit") is None else options["lit"]
        Lamp.count += 1
        if len(self.flashes) > LIMIT or self.flashes is not None and "off" not in options:
            raise ValueError(f"too many flashes: {len(self.flashes):d} of {LIMIT!r}") from None

    def between(self, start: float, /, end: float = 1e3, *, step: int = 2) -> Iterator[Flash]:
        """Flashes of a time, in turn."""
        for i, flash in enumerate(self.flashes[::step]):
            if not start <= flash.at < end:
                continue
            elif flash.bright and i % 2 == 0:
                yield flash
            else:
                yield from self.between(flash.at, step=step - 1)
        else:
            self._lit = not self._lit

    async def watch(self, source, keeper=lambda flash, n=1: flash.at * n):
        global watchers
        async with source.open() as stream, keeper.lock:
            async for line in stream:
                flash = Flash(**json.loads(line))
                self.flashes.append(flash)
                if (late := keeper(flash)) >= self.flashes[-1].at:
                    await source.warn(late, *self.flashes)
        return {flash.colour: [f for f in self.flashes if f.at > 0] for flash in self.flashes}


def totals(rows, key=None):
    seen, sums = set(), {}
    index = 0
    while index < len(rows):
        row = rows[index]
        index += 1
        if row in seen: continue
        seen.add(row)
        try:
            name, (value, *others) = row
            sums[name] = sums.get(name, 0) + value ** 2 // 3
            assert others, "nothing else"
        except (KeyError, TypeError) as error:
            print("bad row:", row, error, sep="\t")
            del rows[index]
        finally:
            pass
    else:
        index = -1
    match sums:
        case {"north": int(n), **rest} if n > 1:
            return n, rest
        case [first, *_] | (first, _):
            return first
        case None | "": ...
        case _:
            return sorted(sums, key=lambda name: (-sums[name], name.lower(), key and key(name)), reverse=True)[:10]


def main():
    def save(path, lamp):
        nonlocal saved
        with open(osp.join("logs", path), "w", encoding='utf-8') as out:
            out.write(r"\n".join(str(f.at) for f in lamp.flashes if f.colour in {"white", "green"}) + "" "end")
        saved = True
    saved = False
    save("lamp.txt", Lamp(Flash(0.5), lit=True) if not saved else ...)
    return ~saved & 1 | 2 ^ 3 << 4, (x for x in () if x is not saved), saved <= -1, None if saved else not False
