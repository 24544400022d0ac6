"""The paper's examples: each claim is about the example's own data, so other data are no counterexample.

Each scenario here once got a verdict that theory.md does not support; the date says when that was found.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from spi_verify.checking.rows import Instance, Reach, Status, Verdict
from tests.findings import row
from tests.scenario_text import Case, Offer, belief, claim, function, offer, program, when

Check = Callable[[str], list[Instance]]

GAME = """
[game]
actions = [["Slot 1", "Slot 2", "Slot 3"], ["Slot 1", "Slot 2", "Slot 3"]]
otherwise = [0, 0]
outcomes = [
  { actions = ["Slot 1", "Slot 1"], payoffs = [3, 1] },
  { actions = ["Slot 2", "Slot 2"], payoffs = [1, 3] },
  { actions = ["Slot 3", "Slot 3"], payoffs = [1, 1] },
]
"""


# ex-1

INSIST = (
    'title = "insisting"\nmodel = "pure"\nprofile = ["always-1", "always-2"]\n'
    + GAME
    + program("always-1", 1, play="Slot 1")
    + program("yield-1", 1, rule="when other is `always-2` play Slot 2, else play Slot 1")
    + program("always-2", 2, play="Slot 2")
    + program("yield-2", 2, rule="when other is `always-1` play Slot 1, else play Slot 2")
)


def insist(weight: int, of: int) -> str:
    beliefs = [
        belief(i, about, weight=f"{w}/{of}")
        for i, other in ((1, 2), (2, 1))
        for about, w in ((f"yield-{other}", weight), (f"always-{other}", of - weight))
    ]
    return INSIST + "".join(beliefs) + claim("ex-1")


def test_ex_1_is_about_players_who_think_yielding_likely_enough(check: Check) -> None:
    """2026-11-23: with weight 1/100 on the yielding program, ex-1 was refuted."""
    (found,) = check(insist(1, 100))
    belief = row(found, "ex-1.belief.1").finding
    assert (belief.status, belief.reach) == (Status.FAILS, Reach.ALL)
    # insisting gets 3q, yielding (to a yielding program, or never) 1 - q
    assert "weight 1/100 on yield-2; weight 1/4 is enough" in belief.evidence
    assert row(found, "ex-1.optimal").finding.status is Status.FAILS
    assert found.verdict is Verdict.DOES_NOT_APPLY
    (found,) = check(insist(1, 4))
    assert row(found, "ex-1.belief.2").finding.status is Status.HOLDS
    assert found.verdict is Verdict.HOLDS


def test_ex_1_recognises_the_yielding_program_by_its_code(check: Check) -> None:
    """2026-11-23: any programs would do; here the other plays the insisting player's slot whatever that plays."""
    (found,) = check(
        insist(1, 2).replace("when other is `always-1` play Slot 1, else play Slot 2", "play Slot 1")
    )
    assert "weight 0 on no program of the other that yields" in row(found, "ex-1.belief.1").finding.evidence
    assert found.verdict is Verdict.DOES_NOT_APPLY


def test_ex_1_counts_rivals_in_the_threshold(check: Check) -> None:
    """2026-11-23: always playing the other's slot is safe and gets 1, so insisting needs 3q >= 1."""
    more = program("give-in", 1, play="Slot 2")
    (found,) = check(insist(1, 4).replace("[[belief]]", more + "[[belief]]", 1))
    assert "weight 1/3 is enough" in row(found, "ex-1.belief.1").finding.evidence
    assert "weight 1/4 is enough" in row(found, "ex-1.belief.2").finding.evidence


# ex-3 and ex-4

SETS = 'title = "sets"\nmodel = "hull"\n' + GAME


def below(*top: object) -> Offer:
    return {"below": top, "where": ["u >= d"]}


ONE, OTHER = below(3, 1), below(1, 3)
BOTH = offer(OTHER, ONE)


def ex_3(mine: Case, narrow: Case, wide: Case) -> str:
    return (
        SETS
        + function("set", 1, mine)
        + function("narrow", 2, narrow)
        + function("wide", 2, wide)
        + claim("ex-3", at=[0, 0], roles={role: role for role in ("set", "narrow", "wide")})
    )


def test_ex_3_is_about_the_printed_sets(check: Check) -> None:
    """2026-11-23: sets that hold the default only refuted ex-3."""
    (found,) = check(ex_3(offer(ONE), offer(OTHER), BOTH))
    assert found.verdict is Verdict.HOLDS
    assert row(found, "ex-3.set").finding.evidence == "conv{(0, 0), (3, 1), (1/3, 1)}"
    nothing = offer({"point": [0, 0]})
    for functions, id_ in (
        ((nothing, offer(OTHER), BOTH), "ex-3.set"),
        ((offer(ONE), nothing, BOTH), "ex-3.narrow"),
        ((offer(ONE), offer(OTHER), offer(OTHER)), "ex-3.wide"),
    ):
        (found,) = check(ex_3(*functions))
        assert row(found, id_).finding.status is Status.FAILS
        assert found.verdict is Verdict.DOES_NOT_APPLY


def test_ex_3_starts_at_the_printed_default(check: Check) -> None:
    """2026-11-23: any default would do."""
    text = ex_3(offer(ONE), offer(OTHER), BOTH)
    (found,) = check(text.replace("at = [0, 0]", "at = [1, 1]"))
    assert row(found, "ex-3.default").finding.status is Status.FAILS
    assert found.verdict is Verdict.DOES_NOT_APPLY


OWN: Offer = below("27/16", "9/16")
POINT: Offer = {"point": [1, 1], "where": ["u >= d"]}
ROLES = {"base": "base", "added": "added", "conditional": "both", "left": "left", "right": "right"}


def ex_4(corner: tuple[str, str], id_: str, conditional_left: tuple[Offer, ...] = (OWN, POINT)) -> str:
    triangle: Offer = {"hull": [[0, 0], corner, ["27/16", "9/16"]], "where": ["u >= d"]}
    return (
        SETS
        + '[selection]\nrule = "nash"\ndisagreement = [0, 0]\n'
        + function("base", 1, offer(OWN))
        + function("added", 1, offer(OWN, POINT))
        + function("both", 1, when("other is `left`", *conditional_left), offer(OWN))
        + function("left", 2, offer(OTHER))
        + function("right", 2, offer(triangle))
        + claim(id_, at=[0, 0], roles=ROLES)
    )


PRINTED, WIDER = ("7/16", "21/16"), ("1/2", "3/2")


@pytest.mark.parametrize("claim", ["pmm", "left", "left-caption", "right", "conditional"])
def test_ex_4_is_about_the_printed_sets(check: Check, claim: str) -> None:
    """2026-11-23: any triangle that left the outcomes as drawn counted as the figure's."""
    (found,) = check(ex_4(WIDER, f"ex-4.{claim}"))
    wrong = row(found, "ex-4.right-set").finding
    assert (wrong.status, wrong.reach) == (Status.FAILS, Reach.ALL)
    assert found.verdict is Verdict.DOES_NOT_APPLY
    (found,) = check(ex_4(PRINTED, f"ex-4.{claim}"))
    sets = ("base", "added", "left-set", "right-set", "drawn")
    assert all(row(found, f"ex-4.{id_}").finding.status is Status.HOLDS for id_ in sets)


def test_ex_4_conditional_avoids_a_loss_only_where_there_is_one(check: Check) -> None:
    """2026-11-23: it held with the figure's coordinates, where nothing is lost to begin with."""
    (found,) = check(ex_4(PRINTED, "ex-4.conditional"))
    assert row(found, "ex-4.conditional.loss").finding.status is Status.FAILS
    assert found.verdict is Verdict.DOES_NOT_APPLY
    (found,) = check(ex_4(WIDER, "ex-4.conditional"))
    assert row(found, "ex-4.conditional.loss").finding.status is Status.HOLDS
    (found,) = check(ex_4(PRINTED, "ex-4.conditional", conditional_left=(OWN,)))
    assert row(found, "ex-4.conditional-left").finding.status is Status.FAILS


def test_ex_4_is_about_hull_points(check: Check) -> None:
    """2026-11-23: in the pure model nothing between the outcomes is feasible."""
    text = ex_4(PRINTED, "ex-4.left").replace('"hull"', '"pure"')
    functions = text.index("[[function]]"), text.index("[[claim]]")
    (found,) = check(text[: functions[0]] + text[functions[1] :])
    assert found.verdict is Verdict.DOES_NOT_APPLY
    assert [r.id for r in found.rows] == ["ex-1.game", "ex-4.hull"]


# ex-5


def ex_5(
    gives: tuple[str, ...] = ("1/40", "1/20"),
    bounds: tuple[str, ...] = ("2", "29/10"),
    part: str = "outcome",
    weight: str = "9/10",
    condition: str = "",
    outside: str = "u >= m",
) -> str:
    """Return ex-5 with two rounds: how far the players let each other rise, and the bounds they believe in."""
    text = (
        'title = "two rounds"\nmodel = "hull"\nprofile = ["give-1", "give-2"]\n'
        + GAME
        + '[selection]\nrule = "nash"\ndisagreement = [0, 0]\n'
        + program("default-1", 1, play="Slot 1")
        + program("default-2", 2, play="Slot 2")
    )
    rest = {"9/10": "1/10", "1/2": "1/2", "1": None}[weight]
    for i, j in ((1, 2), (2, 1)):
        for k, rise in enumerate(gives):
            text += function(f"give-{i}-{k}", i, offer({"region": ["u >= d", f"u{j} <= m{j} + {rise}"]}))
        for k, bound in enumerate(bounds):
            below_bound: Offer = {"region": ["u >= d", outside, f"u{j} <= {bound}"]}
            case = when(condition, below_bound) if condition else offer(below_bound)
            text += function(f"bound-{i}-{k}", i, case)
        text += function(f"all-{i}", i, offer({"region": ["u >= d", outside]}))
        default, rounds = f"default-{i}", range(len(bounds))
        limited = [f"bound-{i}-{k}" for k in rounds]
        for name, functions in (
            (f"give-{i}", [f"give-{i}-{k}" for k in rounds]),
            (f"limited-{i}", limited),
            (f"free-{i}", [*limited[:-1], f"all-{i}"]),
        ):
            member = {} if name.startswith("give") else {"member": False}
            text += program(name, i, default=default, functions=functions, **member)
    for i, j in ((1, 2), (2, 1)):
        text += belief(i, f"limited-{j}", weight=weight)
        if rest is not None:
            text += belief(i, f"free-{j}", weight=rest)
    return text + claim(f"ex-5.{part}", parameters={"delta": ["1/10", "1/10"]})


def test_ex_5_with_the_printed_beliefs(check: Check) -> None:
    """2026-11-23: what the other example scenarios change one thing of."""
    for part in ("outcome", "best-response"):
        (found,) = check(ex_5(part=part))
        assert found.verdict is Verdict.HOLDS
        assert (
            row(found, "ex-5.belief.1").finding.evidence
            == "bounds 2, 29/10; otherwise none in the last round"
        )
        assert row(found, "ex-5.rounds").finding.status is Status.HOLDS
    assert [r.decisive for r in found.rows if r.role == "conclusion"] == [False] * 4


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"bounds": ("29/10", "29/10")}, "do not increase"),
        ({"bounds": ("2", "5/2")}, "is not just below the best payoff 3"),
        ({"bounds": ("2", "3")}, "is not just below the best payoff 3"),
        ({"weight": "1/2"}, "a bound has probability 1/2, none has 1/2"),
        ({"weight": "1"}, "a bound has probability 1, none has 0"),
        (
            {"condition": "not other never offers"},
            "bound-2-0, in round 1 of limited-2, is no set of that form",
        ),
        ({"outside": "u1 >= 0"}, "bound-2-0, in round 1 of limited-2, is no set of that form"),
        ({"outside": "u1 + u2 <= 4"}, "bound-2-0, in round 1 of limited-2, is no set of that form"),
    ],
)
def test_ex_5_is_about_the_printed_beliefs(check: Check, changed: dict[str, object], words: str) -> None:
    """2026-11-23: beliefs of any form counted."""
    (found,) = check(ex_5(**changed))  # type: ignore[arg-type]
    belief = row(found, "ex-5.belief.1").finding
    assert (belief.status, belief.reach) == (Status.FAILS, Reach.ALL)
    assert words in belief.evidence
    assert found.verdict is Verdict.DOES_NOT_APPLY


def test_ex_5_asks_what_is_offered_not_what_is_played(check: Check) -> None:
    """2026-11-23: in round 2 player 1 offers no gain to player 2, but what is played is better for player 1."""
    (found,) = check(ex_5(gives=("1/20", "1/20"), part="best-response"))
    offers = row(found, "ex-5.rounds").finding
    assert (offers.status, offers.reach) == (Status.FAILS, Reach.ALL)
    assert "round 2" in offers.evidence
    assert "offers no gain for both" in offers.evidence
    assert found.verdict is Verdict.DOES_NOT_APPLY


def test_ex_5_is_not_refuted_by_what_is_best_among_a_few(check: Check) -> None:
    """2026-11-23: with one program each, which gives 1/2, that was a best response and play ended far above."""
    (found,) = check(ex_5(gives=("1/4", "1/2")))
    best = row(found, "ex-5.equilibrium").finding
    assert (best.status, best.reach) == (Status.HOLDS, Reach.DECLARED)
    assert row(found, "ex-5.outcome").finding.status is Status.FAILS
    assert found.verdict is Verdict.UNKNOWN
    (found,) = check(ex_5(gives=("1/4", "1/2"), part="best-response"))
    assert found.verdict is Verdict.UNKNOWN
    assert "another may not" in found.reason


def test_ex_5_is_about_iterated_programs(check: Check) -> None:
    """2026-11-23: a profile of other programs ended in a traceback."""
    (found,) = check(ex_5().replace('profile = ["give-1", "give-2"]', 'profile = ["default-1", "default-2"]'))
    assert found.verdict is Verdict.DOES_NOT_APPLY
    assert "not ICSR programs: default-1, default-2" in found.reason
