"""Makes a picture part of an HTML page: no namespaces, no ids that clash, and words for those who cannot see it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from spi_verify.reports.canvas import Picture
from spi_verify.reports.page_text import visible

_REFERENCE = re.compile(r"url\(#([^)]*)\)")
_LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}")  # hundredths of a point are finer than any screen
_HATCHED = re.compile(r"fill: url\(#([^)]*)\)(; (?:fill-)?opacity: ([\d.]+))")
WIDE = 600
"""A picture of more points in width than this may fill the page (CSS class ``wide``)."""

MOST_HATCH = 20_000
"""A hatch with a longer path than this is one of dots."""

_DROPPED = ("metadata", "style")


def inline_svg(picture: Picture, key: str, title: str, description: str) -> str:
    """Return a picture as an ``<svg>`` element for a page.

    ``key`` (letters, digits and ``-``) sets its ids apart from those of the page's other pictures; ``title`` and
    ``description`` are read out instead of it. Raises Refusal when the picture does.
    """
    root = ET.fromstring(picture.inline_svg())
    _clean(root, key)
    _show_hatches(root)
    _shorten_dots(root)
    root.attrib.pop("width", None)
    root.attrib.pop("height", None)
    width = float(root.attrib["viewBox"].split()[2])
    if width > WIDE:
        root.attrib["class"] = "wide"
    root.attrib |= {"role": "img", "aria-labelledby": f"{key}-title {key}-text"}
    for tag, name, words in (("desc", "text", description), ("title", "title", title)):
        element = ET.Element(tag, {"id": f"{key}-{name}"})
        element.text = visible(words)
        root.insert(0, element)
    return ET.tostring(root, encoding="unicode")


def _clean(element: ET.Element, key: str) -> None:
    element.tag = _local(element.tag)
    old = dict(element.attrib)
    element.attrib.clear()
    for name, value in old.items():
        element.attrib[_local(name)] = _renamed(_local(name), value, key)
    for child in list(element):
        if _local(child.tag) in _DROPPED:
            element.remove(child)
        else:
            _clean(child, key)


def _show_hatches(root: ET.Element) -> None:
    """Move the transparency of hatched shapes to the ground under the hatch.

    matplotlib's SVG makes the hatch as transparent as the ground, in the same colour, so that it cannot be seen.
    """
    grounds = {pattern.get("id"): pattern.find("rect") for pattern in root.iter("pattern")}
    for element in root.iter():
        style = element.get("style", "")
        found = _HATCHED.search(style)
        ground = grounds.get(found[1]) if found else None
        if found and ground is not None:
            ground.set("fill-opacity", found[3])
            element.set("style", style.replace(found[2], ""))


def _shorten_dots(root: ET.Element) -> None:
    """Write hatches of thousands of dots as one dot that repeats: the same to the eye, and small."""
    for pattern in root.iter("pattern"):
        ground, dots = pattern.find("rect"), pattern.find("path")
        if ground is None or dots is None or len(dots.get("d", "")) < MOST_HATCH:
            continue
        pattern.set("width", "4.5")
        pattern.set("height", "4.5")
        pattern.remove(dots)
        dot = {"cx": "2.2", "cy": "2.2", "r": "0.8", "style": dots.get("style", "")}
        pattern.append(ET.Element("circle", dot))


def _local(name: str) -> str:
    return name.rsplit("}", 1)[-1]


def _renamed(name: str, value: str, key: str) -> str:
    if name == "id":
        return f"{key}-{value}"
    if name == "href" and value.startswith("#"):
        return f"#{key}-{value[1:]}"
    if name == "d":
        return _LONG_NUMBER.sub(lambda number: f"{float(number[0]):.2f}", value)
    return _REFERENCE.sub(rf"url(#{key}-\1)", value)
