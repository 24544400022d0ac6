"""``python -m benchmarks [--quick] [--json]``: exact results against their floating-point peers."""

from __future__ import annotations

import argparse
import json
import math
import os
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before numpy: one core for both sides

from benchmarks.families import FAMILIES, QUICK, SEED, SHAPES, rows
from benchmarks.measure import Measured, measure
from benchmarks.questions import Question, questions
from benchmarks.startup import startup

_HEADER = (
    f"{'family':12} {'shape':10} {'question':15} {'exact s':>9} {'peer s':>9} {'ratio':>6} {'aim':>5}"
    f" {'peak MiB':>9} {'added':>7} {'peer added':>11} agree  peer"
)

_EXPLANATION = """\
vertices, PMM: both sides include the same nondominated filter; the peer is qhull on the nondominated points
  plus their projections
memberships, projection, intersection: the fastest of qhull's halfspaces of all points and HiGHS over the
  weights of the pure payoffs (up to 70,000 profiles)
aim: a ratio of at most 5, below 1 for two players; memory below 1024 MiB
"""


def main() -> int:
    """Print the table, or one JSON object; 1 if an exact answer and a float answer disagree, else 0."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a small subset of the games")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    show = not options.json
    if show:
        _introduce()
    results = []
    for family in FAMILIES:
        for shape in QUICK if options.quick else SHAPES:
            values = rows(family, shape)
            for question in questions(values):
                results.append(_row(family, shape, question, values))
                if show:
                    print(_line(results[-1]), flush=True)
    growths = _growths(results)
    started = startup()
    if show:
        _conclude(results, growths, started)
    else:
        print(json.dumps({"seed": SEED, "rows": results, "growth": growths, "startup": started}))
    return int(not all(r["agree"] for r in results))


def _introduce() -> None:
    print(f"seed {SEED}; one thread; best of several cold calls, each side in a process of its own")
    for family, text in FAMILIES.items():
        print(f"{family}: {text}")
    print(_EXPLANATION)
    print(_HEADER)


def _row(family: str, shape: tuple[int, ...], question: Question, values: Any) -> dict[str, Any]:
    exact = measure(question.exact, values)
    peers: dict[str, Measured] = {}
    for name, solver in question.peers.items():
        try:
            peers[name] = measure(solver, values)
        except RuntimeError:
            continue  # a peer that fails is no competition; another one answers
    name = min(peers, key=lambda k: peers[k].seconds)
    peer, ratio = peers[name], exact.seconds / peers[name].seconds
    aim = 1 if len(shape) == 2 else 5
    close = all(math.isclose(a, b, rel_tol=1e-6, abs_tol=1e-6) for a, b in _comparable(exact, peer))
    return {
        "family": family,
        "shape": "x".join(map(str, shape)),
        "players": len(shape),
        "profiles": len(values),
        "question": question.name,
        "exact_seconds": exact.seconds,
        "peer": name,
        "peer_seconds": peer.seconds,
        "ratio": ratio,
        "aim": aim,
        "met": ratio <= aim,
        "peak_mib": exact.peak,
        "added_mib": exact.added,
        "peer_added_mib": peer.added,
        "agree": close,
    }


def _comparable(exact: Measured, peer: Measured) -> list[tuple[float, float]]:
    """Pair the answers; a count of vertices, the last of several, is left out: floats miss some of them."""
    size = len(exact.answer) - (1 < len(exact.answer) < 20)
    return list(zip(exact.answer[:size], peer.answer[:size], strict=True))


def _line(r: dict[str, Any]) -> str:
    aim = f"<={r['aim']}" if r["met"] else "MISS"
    return (
        f"{r['family']:12} {r['shape']:10} {r['question']:15} {r['exact_seconds']:9.4f} "
        f"{r['peer_seconds']:9.4f} {r['ratio']:6.2f} {aim:>5} {r['peak_mib']:9.0f} {r['added_mib']:7.1f} "
        f"{r['peer_added_mib']:11.1f} {'yes' if r['agree'] else 'NO':5}  {r['peer']}"
    )


def _growths(results: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the exponent of time over profiles between successive shapes of a family."""
    found = []
    for one in results:
        same = ("family", "players", "question")
        larger = [r for r in results if all(r[k] == one[k] for k in same) and r["profiles"] > one["profiles"]]
        if larger:
            two = min(larger, key=lambda r: r["profiles"])
            times = math.log(two["exact_seconds"] / one["exact_seconds"])
            exponent = times / math.log(two["profiles"] / one["profiles"])
            found.append(
                {k: one[k] for k in same} | {"from": one["shape"], "to": two["shape"], "exponent": exponent}
            )
    return found


def _conclude(
    results: list[dict[str, Any]], growths: list[dict[str, Any]], started: dict[str, float] | None
) -> None:
    print("\nGrowth of the exact time, as an exponent of the number of profiles:")
    for g in growths:
        print(f"{g['family']:12} {g['question']:15} {g['from']:>9} to {g['to']:9} {g['exponent']:5.2f}")
    missed = [r for r in results if not r["met"]]
    print(f"\n{len(results) - len(missed)} of {len(results)} rows meet their aim")
    for r in missed:
        print(f"misses: {r['family']} {r['shape']} {r['question']}: {r['ratio']:.2f} (aim {r['aim']})")
    print(f"peak memory of the exact side: {max(r['peak_mib'] for r in results):.0f} MiB")
    if started is None:
        print("start-up: skipped, `python -m spi_verify --help` does not run here")
    else:
        print(f"start-up: --help {started['help']:.3f} s, bare python {started['bare']:.3f} s: ", end="")
        print(f"ratio {started['ratio']:.1f}")


if __name__ == "__main__":
    raise SystemExit(main())
