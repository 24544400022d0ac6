"""Exact polytopes against PPL, and measures, nearest points and frontiers against what defines them."""

from __future__ import annotations

import itertools
from fractions import Fraction
from math import factorial, lcm

import numpy as np
import ppl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial import ConvexHull

from spi_verify.errors import Refusal
from spi_verify.games import frontier, measure, polytope
from spi_verify.games.extreme import barycentre, extreme_points, polygon
from spi_verify.games.frontier import efficient_faces, efficient_pieces, upper_limits
from spi_verify.games.linear import Constraint, all_hold, dot
from spi_verify.games.measure import centre_of_mass, mass, triangulate
from spi_verify.games.nearest import nearest, squared_distance
from spi_verify.games.polytope import Polytope, facets
from spi_verify.games.spans import affine_hull, determinant, reduced, solve
from tests.payoff_strategies import constraints, numbers, point, points, small, unions

few = settings(max_examples=40, deadline=None)


def ppl_hull(vertices):
    generators = ppl.Generator_System()
    for v in vertices:
        scale = lcm(*(x.denominator for x in v))
        generators.insert(ppl.point(sum(int(x * scale) * ppl.Variable(i) for i, x in enumerate(v)), scale))
    return ppl.C_Polyhedron(generators)


def ppl_constraint(c):
    scale = lcm(c.bound.denominator, *(a.denominator for a in c.coefficients))
    left = sum(
        (int(a * scale) * ppl.Variable(i) for i, a in enumerate(c.coefficients)), ppl.Linear_Expression(0)
    )
    return left == int(c.bound * scale) if c.relation == "==" else left <= int(c.bound * scale)


def ppl_cut(polyhedron, cs):
    result = ppl.C_Polyhedron(polyhedron)
    for c in cs:
        result.add_constraint(ppl_constraint(c))
    return result


def ppl_vertices(polyhedron):
    return tuple(
        sorted(
            tuple(Fraction(int(a), int(g.divisor())) for a in g.coefficients())
            + (Fraction(0),) * (polyhedron.space_dimension() - len(g.coefficients()))
            for g in polyhedron.minimized_generators()
        )
    )


@pytest.mark.parametrize("n", [1, 2, 3, 4])
@few
@given(data=st.data())
def test_cuts_have_the_vertices_that_ppl_finds(n, data):
    vertices = data.draw(points(n, most=9))
    limits = data.draw(st.lists(constraints(n), max_size=3))
    part = Polytope.hull(vertices).clip_all(limits)
    expected = ppl_cut(ppl_hull(vertices), limits)
    assert (part.vertices if part else ()) == (() if expected.is_empty() else ppl_vertices(expected))
    if part:
        assert part.dimension == expected.affine_dimension() == affine_hull(part.vertices).dimension


@pytest.mark.parametrize("n", [1, 2, 3, 4])
@few
@given(data=st.data())
def test_facets_describe_the_hull_without_redundancy(n, data):
    vertices = extreme_points(data.draw(points(n, most=9)))
    system = facets(vertices)
    universe = ppl.C_Polyhedron(n, "universe")
    assert ppl_cut(universe, system) == ppl_hull(vertices)
    assert len(system) == len(ppl_hull(vertices).minimized_constraints())


@few
@given(points(3, least=2, most=9))
def test_faces_are_faces_and_their_alternating_count_is_one(vertices):
    solid = Polytope.hull(vertices)
    found = solid.faces()
    assert sum((-1) ** affine_hull(face).dimension for face in found) == 1
    assert {face for face in found if len(face) == 1} == {(v,) for v in solid.vertices}


@given(points(2, most=10))
def test_outlines_turn_left_at_every_corner(vertices):
    outline = polygon(vertices)
    assert set(outline) == set(ppl_vertices(ppl_hull(vertices)))
    if len(outline) > 2:
        for a, b, c in zip(outline, outline[1:] + outline[:1], outline[2:] + outline[:2], strict=True):
            assert (b[0] - a[0]) * (c[1] - a[1]) > (b[1] - a[1]) * (c[0] - a[0])


def test_a_cut_beyond_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr(polytope, "MOST_PAIRS", 1)
    cube = [point(*corner) for corner in itertools.product((0, 1), repeat=3)]
    with pytest.raises(
        Refusal, match=r"cutting a polytope of \d+ vertices in 3 dimensions .* more than 1 pairs"
    ):
        Polytope.hull(cube)


def test_too_many_faces_are_refused(monkeypatch):
    monkeypatch.setattr(polytope, "MOST_FACES", 5)
    with pytest.raises(Refusal, match="4 vertices has more than 5 faces"):
        Polytope.hull([point(0, 0), point(0, 1), point(1, 0), point(1, 1)]).faces()


@few
@given(
    st.lists(st.tuples(numbers, numbers, numbers), min_size=3, max_size=3),
    st.tuples(numbers, numbers, numbers),
)
def test_linear_systems_are_solved_or_singular(matrix, right):
    assert (determinant(matrix) == 0) == (len(reduced(matrix)[0]) < 3)
    if determinant(matrix):
        x = solve(matrix, right)
        assert [dot(row, x) for row in matrix] == list(right)
    else:
        with pytest.raises(ValueError, match="singular"):
            solve(matrix, right)


@pytest.mark.parametrize("n", [2, 3])
@few
@given(data=st.data())
def test_volumes_and_centres_agree_with_floating_point(n, data):
    solid = Polytope.hull(data.draw(points(n, least=n + 1, most=8)))
    size, moment = mass(solid)
    assert size > 0 or solid.dimension == 0
    assert solid.clip_all(()) is solid
    assert all_hold(solid.facets(), tuple(m / size for m in moment))
    if solid.dimension == n:
        assert float(size) == pytest.approx(factorial(n) * ConvexHull(np.array(solid.vertices, float)).volume)
    assert all(len(s) == solid.dimension + 1 for s in triangulate(solid))


rectangles = st.tuples(*[st.integers(0, 4)] * 2, *[st.integers(1, 3)] * 2)


@few
@given(st.lists(rectangles, min_size=1, max_size=5))
def test_centre_of_a_union_counts_overlaps_once(shapes):
    solids = [
        Polytope.hull([point(x + dx, y + dy) for dx in (0, w) for dy in (0, h)]) for x, y, w, h in shapes
    ]
    squares = {(x + i, y + j) for x, y, w, h in shapes for i in range(w) for j in range(h)}
    middle = barycentre([point(x + 0.5, y + 0.5) for x, y in squares])
    assert centre_of_mass([*solids, Polytope.point(point(9, 9))]) == middle


def test_centre_of_segments_and_of_points():
    flat = Polytope.hull([point(0, 0), point(4, 0)])
    steep = Polytope.hull([point(0, 0), point(3, 4)])  # length 5, a rational ratio to 4
    assert centre_of_mass([flat, steep]) == ((4 * 2 + 5 * Fraction(3, 2)) / 9, Fraction(10, 9))
    assert centre_of_mass([Polytope.point(point(0, 0)), Polytope.point(point(1, 3))]) == point(0.5, 1.5)


def test_irrational_ratios_and_too_many_overlaps_are_refused(monkeypatch):
    flat, steep = Polytope.hull([point(0, 0), point(4, 0)]), Polytope.hull([point(0, 0), point(1, 1)])
    with pytest.raises(Refusal, match="centre of mass is irrational"):
        centre_of_mass([flat, steep])
    monkeypatch.setattr(measure, "MOST_OVERLAPS", 2)
    with pytest.raises(Refusal, match="more than 2 overlaps of 3 cells"):
        centre_of_mass([flat, flat, flat])


@pytest.mark.parametrize("n", [1, 2, 3, 4])
@few
@given(data=st.data())
def test_nearest_points_meet_the_optimality_condition(n, data):
    vertices = extreme_points(data.draw(points(n, most=8)))
    target = data.draw(st.tuples(*[numbers] * n))
    x = nearest(target, vertices)
    assert all_hold(facets(vertices), x)
    toward = [t - a for t, a in zip(target, x, strict=True)]
    assert all(dot(toward, v) <= dot(toward, x) for v in vertices)
    assert squared_distance(target, x) <= min(squared_distance(target, v) for v in vertices)


@pytest.mark.parametrize("n", [2, 3])
@few
@given(data=st.data())
def test_shadows_hold_what_is_weakly_below_some_point(n, data):
    solid = Polytope.hull(data.draw(points(n, most=5, of=small)))
    x = data.draw(st.tuples(*[small] * n))
    above = [Constraint(tuple(Fraction(-int(i == k)) for k in range(n)), "<=", -x[i]) for i in range(n)]
    assert all_hold(upper_limits(solid), x) == (solid.clip_all(above) is not None)


@pytest.mark.parametrize("n", [2, 3])
@few
@given(data=st.data())
def test_efficient_pieces_hold_exactly_the_efficient_points(n, data):
    union = data.draw(unions(n))
    solids = [cell.polytope for cell in union.cells]
    pieces = efficient_pieces(solids)
    probes = {v for piece in pieces for v in (*piece.closure.vertices, piece.closure.middle())}
    probes |= {barycentre(face) for solid in solids for face in solid.faces()}
    for x in probes:
        inside = any(
            all_hold(piece.closure.facets(), x) and not any(limit.holds(x) for limit in piece.broken)
            for piece in pieces
        )
        assert inside == union.is_efficient(x)


def test_efficient_faces_are_the_maximal_ones():
    pyramid = Polytope.hull([point(2, 0, 0), point(0, 2, 0), point(0, 0, 2), point(0, 0, 0)])
    assert [face.vertices for face in efficient_faces(pyramid)] == [
        (point(0, 0, 2), point(0, 2, 0), point(2, 0, 0))
    ]


def test_too_many_pieces_are_refused(monkeypatch):
    monkeypatch.setattr(frontier, "MOST_PIECES", 1)
    apart = [Polytope.point(point(0, 1)), Polytope.point(point(1, 0))]
    with pytest.raises(Refusal, match="more than 1 pieces"):
        efficient_pieces(apart)
