"""Drawing tools that all pictures share: one look, safe names, the same bytes on every run.

Floats live in this module and its users only; nothing drawn is ever read back.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from spi_verify.errors import InputError, Refusal, shorten

# Okabe and Ito's colours, which the common colour-vision deficiencies keep apart; hatches and dashes do it in
# grey print.
INK, GREY, PALE = "#222222", "#8A8A8A", "#ECECEC"
FRONTIER = "#D55E00"
MEET = "#0072B2"
STYLES: tuple[tuple[str, str, Any], ...] = (
    ("#009E73", "////", "-"),
    ("#CC79A7", "\\\\\\\\", (0, (4, 1.5))),
    ("#E69F00", "....", (0, (1, 1))),
    ("#56B4E9", "xxx", (0, (5, 1, 1, 1))),
    ("#8C6D1F", "----", (0, (2, 2))),
    ("#000000", "++", (0, (6, 2))),
)
NAME = 28

Spot = tuple[float, float]

_SETTINGS: Any = {
    "svg.hashsalt": "spi-verify",
    "svg.fonttype": "none",  # text stays text: small files, selectable, and the viewer's fonts fill any gaps
    "font.family": ["sans-serif"],
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 9.0,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": GREY,
    "axes.formatter.use_mathtext": False,
    "hatch.linewidth": 0.6,
    "text.usetex": False,
    "text.parse_math": False,
}


@dataclass(frozen=True)
class Picture:
    """A finished drawing. ``figure`` is a matplotlib figure."""

    figure: Any

    def _repr_svg_(self) -> str:
        """Return the drawing as notebooks show it."""
        return self.inline_svg()

    def svg(self) -> str:
        """Return the drawing as SVG text: the same drawing gives the same text, with no date in it."""
        return self._bytes("svg").decode("utf-8")

    def inline_svg(self) -> str:
        """Return the drawing as an ``<svg>`` element, to be put into a page."""
        text = self.svg()
        return text[text.index("<svg") :]

    def save(self, path: str | Path) -> None:
        """Write the drawing to a file; the suffix (svg, png, pdf) chooses the format.

        Raises InputError for another suffix or a file that cannot be written.
        """
        path = Path(path)
        kind = path.suffix.lower().removeprefix(".")
        if kind not in ("svg", "png", "pdf"):
            raise InputError("not a picture format", file=str(path), expected="svg, png or pdf", found=kind)
        data = self._bytes(kind)
        try:
            path.write_bytes(data)
        except OSError as error:
            raise InputError(f"cannot write the file: {error.strerror}", file=str(path)) from None

    def _bytes(self, kind: str) -> bytes:
        undated: dict[str, dict[str, None]] = {
            "svg": {"Date": None, "Creator": None},
            "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
            "png": {"Software": None},
        }
        buffer = io.BytesIO()
        with drawing():
            self.figure.savefig(buffer, format=kind, dpi=150, metadata=undated[kind])
        return buffer.getvalue()


@contextmanager
def drawing() -> Iterator[None]:
    """Apply the common settings while something is drawn; matplotlib is imported here and not before."""
    import matplotlib

    with matplotlib.rc_context(), warnings.catch_warnings():
        matplotlib.rcdefaults()  # a user's own style file must not change the pictures
        matplotlib.rcParams.update(_SETTINGS)
        # A name in another script: SVG text shows it all the same.
        warnings.filterwarnings("ignore", message="Glyph .* missing from", category=UserWarning)
        yield


def new_figure(width: float, height: float) -> Any:
    """Return an empty figure of the given size in inches, with room made for whatever is put in it."""
    from matplotlib.figure import Figure

    return Figure(figsize=(width, height), layout="constrained", facecolor="white")


def name(text: str, width: int = NAME) -> str:
    """Return a name fit to be drawn: one line, control characters visible, long ones cut."""
    return shorten(text, width)


def number(x: Fraction) -> float:
    """Return the nearest float; Refusal when there is none."""
    try:
        return float(x)
    except OverflowError:
        raise Refusal("the payoffs are too large to draw") from None


def outline(points: Iterable[Spot]) -> list[Spot]:
    """Return the corners of the convex hull of points in the plane, counter-clockwise.

    >>> outline([(0, 0), (1, 0), (1, 1), (0, 1), (0.5, 0.5), (0, 0)])
    [(0, 0), (1, 0), (1, 1), (0, 1)]
    """
    distinct = sorted(set(points))
    if len(distinct) < 3:
        return distinct
    lower, upper = _chain(distinct), _chain(distinct[::-1])
    return lower[:-1] + upper[:-1]


def _chain(points: list[Spot]) -> list[Spot]:
    path: list[Spot] = []
    for x, y in points:
        while len(path) >= 2:
            (a, b), (c, d) = path[-2:]
            if (c - a) * (y - b) > (d - b) * (x - a):
                break
            path.pop()
        path.append((x, y))
    return path


def legend(figure: Any, entries: Sequence[tuple[Any, str]]) -> None:
    """Put a legend below everything else, where it covers nothing."""
    if not entries:
        return
    labels = [name(label, 44) for _, label in entries]
    columns = max(1, min(3, len(labels), int(figure.get_figwidth() * 13 / (max(map(len, labels)) + 7))))
    rows = -(-len(labels) // columns)
    figure.set_figheight(figure.get_figheight() + 0.2 * rows)
    # Labels are filled in afterwards: as labels, matplotlib would drop names that begin with an underscore.
    made = figure.legend(
        [handle for handle, _ in entries],
        ["x"] * len(entries),
        loc="outside lower center",
        ncols=columns,
        frameon=False,
        handlelength=3.6,
        handleheight=1.1,
    )
    for text, label in zip(made.get_texts(), labels, strict=True):
        text.set_parse_math(False)
        text.set_text(label)


def place_labels(axes: Any, labels: Sequence[tuple[float, float, str]], avoid: Sequence[Spot]) -> None:
    """Write each label beside its point, where it overlaps least with other labels, the points and the edges.

    ``labels`` are (x, y, words) in data units, ``avoid`` more points to keep free.
    """
    figure = axes.figure
    figure.draw_without_rendering()  # settles the layout, so that data units become pixels
    frame = axes.get_window_extent()
    pixels_per_point = figure.dpi / 72
    spots = [axes.transData.transform(p) for p in [*avoid, *((x, y) for x, y, _ in labels)]]
    taken = [_Box(x - 4, y - 4, x + 4, y + 4) for x, y in spots]
    for x, y, words in labels:
        px, py = axes.transData.transform((x, y))
        width, height = 5.6 * len(words) * pixels_per_point, 10 * pixels_per_point
        best = min(
            _SIDES,
            key=lambda side: _cost(
                side, _beside(px, py, side, width, height, pixels_per_point), taken, frame
            ),
        )
        box = _beside(px, py, best, width, height, pixels_per_point)
        taken.append(box)
        axes.annotate(
            words,
            (x, y),
            xytext=((box.left - px) / pixels_per_point, (box.bottom - py) / pixels_per_point),
            textcoords="offset points",
            ha="left",
            va="bottom",
            color=INK,
            fontsize=8.5,
            zorder=9,
            annotation_clip=False,
            parse_math=False,
            bbox={"facecolor": "white", "alpha": 0.65, "edgecolor": "none", "pad": 0.6},
        )


@dataclass(frozen=True)
class _Box:
    left: float
    bottom: float
    right: float
    top: float

    def overlap(self, other: _Box) -> float:
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.top, other.top) - max(self.bottom, other.bottom)
        return width * height if width > 0 and height > 0 else 0.0


# Where a label may stand: horizontal and vertical direction from its point, and the distance in points.
_SIDES = tuple(
    (h, v, gap)
    for gap in (7, 16, 28)
    for h, v in ((1, 1), (-1, 1), (1, -1), (-1, -1), (0, 1), (0, -1), (1, 0), (-1, 0))
)


def _beside(
    x: float, y: float, side: tuple[int, int, int], width: float, height: float, scale: float
) -> _Box:
    h, v, gap = side
    left = x + h * gap * scale * (0.8 if v else 1) - (width if h < 0 else width / 2 if h == 0 else 0)
    bottom = y + v * gap * scale * (0.6 if h else 1) - (height if v < 0 else height / 2 if v == 0 else 0)
    return _Box(left, bottom, left + width, bottom + height)


def _cost(side: tuple[int, int, int], box: _Box, taken: Sequence[_Box], frame: Any) -> float:
    inside = _Box(frame.x0, frame.y0, frame.x1, frame.y1).overlap(box)
    outside = (box.right - box.left) * (box.top - box.bottom) - inside
    return sum(box.overlap(other) for other in taken) + 2 * outside + 3 * side[2] + _SIDES.index(side) * 0.1
