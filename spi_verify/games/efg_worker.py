"""The other side of ``efg.py``: a process of its own that answers requests with pygambit.

It runs as a plain script and imports nothing of this package. One JSON object per line in, one per line out.
Request: ``data`` (the file in base64), ``limit`` (most outcomes). Answer: ``title``, ``players``,
``strategies`` and ``nfg`` (the reduced strategic form, written by pygambit), or ``refused`` with the kind of
reason and ``words``.
"""

from __future__ import annotations

import base64
import io
import json
import math
import sys
from typing import Any


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Return the answer to one request. Raises whatever pygambit raises once the game is read."""
    import pygambit

    try:
        game = pygambit.read_efg(io.BytesIO(base64.b64decode(request["data"])))
    except (ValueError, OSError, UnicodeDecodeError) as error:
        return {"refused": "unreadable", "words": str(error)}
    players = list(game.players)
    try:
        counts = [strategies(pygambit, game, player) for player in players]
    except (ValueError, KeyError) as error:
        return {"refused": "unreadable", "words": str(error)}
    if math.prod(counts) > request["limit"]:
        exact = "" if game.is_perfect_recall else "up to "  # without perfect recall, some may coincide
        shape = " × ".join(f"{count:,}" for count in counts)
        return {
            "refused": "too large",
            "words": f"{exact}{math.prod(counts):,} outcomes ({shape} strategies)",
        }
    return {
        "title": game.title,
        "players": players,
        "strategies": [game.get_strategies(player) for player in players],
        "nfg": game.to_nfg(),
    }


def strategies(pygambit: Any, game: Any, player: str) -> int:
    """Return how many reduced strategies ``player`` has, without making them.

    With perfect recall every information set has one history of the player's own choices, so they form a
    forest: a reduced strategy picks an action at an information set and one reduced strategy below that
    action. Without it, the number of all strategies is returned, which is at least as large.
    """
    path = pygambit.H.path
    members = [
        [tuple(h.actions) for h in game.get_members(path(*r.actions))] for r in game.get_infosets(player)
    ]
    sizes = [len(game.get_actions(path(*histories[0]))) for histories in members]
    if not game.is_perfect_recall:
        return math.prod(sizes)
    owner = {history: k for k, histories in enumerate(members) for history in histories}
    below: dict[tuple[int, str], int] = {}
    total = 1
    for k in sorted(range(len(members)), key=lambda k: len(members[k][0]), reverse=True):  # the deepest first
        history = members[k][0]
        actions = game.get_actions(path(*history))
        count = sum(below.get((k, action), 1) for action in actions)
        last = next((d for d in range(len(history) - 1, -1, -1) if history[:d] in owner), None)
        if last is None:
            total *= count
        else:
            key = owner[history[:last]], history[last]
            below[key] = below.get(key, 1) * count
    return total


def main() -> None:
    """Answer requests until the input ends."""
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
