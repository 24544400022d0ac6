"""The site in headless Chromium: no error, nodes open, the walk steps, names stay text, phones can read it."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from spi_verify.reports.site.places import game_page, proof_page
from tests.effort import ENOUGH
from tests.site_examples import HOSTILE

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(
    CHROMIUM is None or DRIVER is None, reason="chromium and chromedriver are not installed"
)

KINDS = (
    "index.html",
    "ledger.html",
    "graph.html",
    "errata.html",
    "games.html",
    "scope.html",
    "items/def-6.html",
    "claims/prop-1.strictly.html",
    "claims/ex-3.html",
    proof_page("prop-1.strictly/literal+improvable/any"),
    "games/thm-3-not-csr.html",
    game_page(HOSTILE),
)
OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",  # a container may have little or no shared memory
    "--force-prefers-reduced-motion",  # a click would miss what still scrolls
)


TRIES = 5
"""The driver waits for the browser by the clock."""


def started(folder: Path, **preferences: object) -> Any:
    """Return a browser with a fresh profile in a folder."""
    from selenium.common.exceptions import WebDriverException

    for attempt in range(TRIES - 1):
        with suppress(WebDriverException):
            return started_once(folder / str(attempt), **preferences)
    return started_once(folder / "last", **preferences)


def started_once(profile: Path, **preferences: object) -> Any:
    from selenium import webdriver
    from selenium.common.exceptions import WebDriverException

    class Driver(webdriver.ChromeService):  # type: ignore[misc]
        """A driver that takes a port which is free and says which, and that ends when it is told to by a signal.

        selenium would look for a free port, which may be another's when the driver opens it.
        """

        def start(self) -> None:
            self._start_process(self.path)
            for line in self.process.stdout:
                if (found := re.search(rb"on port ([1-9]\d*)", line)) is not None:
                    self.port = int(found[1])
                    return
            raise WebDriverException("the driver ended before it was started")

        def command_line_args(self) -> list[str]:
            return ["--port=0"]

        def send_remote_shutdown_command(self) -> None:
            pass

    options = webdriver.ChromeOptions()
    options.timeouts = {"script": int(1000 * ENOUGH), "pageLoad": int(1000 * ENOUGH)}
    options.binary_location = str(CHROMIUM)
    for option in (*OPTIONS, f"--user-data-dir={profile}"):
        options.add_argument(option)
    options.add_experimental_option("prefs", preferences)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("no_proxy", "localhost")  # it runs here, whatever lies between here and elsewhere
        return webdriver.Chrome(options=options, service=Driver(str(DRIVER), log_output=subprocess.PIPE))


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    found = started(tmp_path_factory.mktemp("profile"))
    yield found
    found.quit()


@pytest.fixture
def opened(browser: Any, site: Path) -> Any:
    """A function that opens a page of the site and returns the browser."""

    def open_page(page: str) -> Any:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        browser.get((site / page).as_uri())
        return browser

    return open_page


def until(browser: Any, script: str, *arguments: object) -> None:
    """Wait until a script returns true; it may fail while one page gives way to another."""
    from selenium.common.exceptions import WebDriverException
    from selenium.webdriver.support.wait import WebDriverWait

    waiting = WebDriverWait(browser, ENOUGH, ignored_exceptions=[WebDriverException])
    waiting.until(lambda opened: opened.execute_script(script, *arguments))


@pytest.mark.parametrize("page", KINDS)
def test_a_page_loads_without_an_error_and_fits_a_phone(page: str, opened: Any) -> None:
    browser = opened(page)
    assert [entry for entry in browser.get_log("browser") if entry["level"] != "DEBUG"] == []
    assert browser.find_element("tag name", "h1").is_displayed()
    for width in (360, 1280):
        browser.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False},
        )
        laid_out = "return innerWidth === arguments[0] && document.fonts.status === 'loaded'"
        until(browser, laid_out, width)
        wide = browser.execute_script("return document.scrollingElement.scrollWidth")
        assert wide <= width, f"{page} is {wide} wide in {width}"


def test_the_nodes_of_a_graph_open_their_claims(opened: Any, site: Path) -> None:
    browser = opened("graph.html")
    found = browser.execute_script(
        "return Array.from(document.querySelectorAll('svg.graph g.node a'), a => a.getAttribute('href'))"
    )
    assert len(found) > 8
    node = browser.find_element("css selector", "svg.graph g.node[data-name='prop-1.strictly'] a")
    browser.execute_script("arguments[0].dispatchEvent(new MouseEvent('click', {bubbles: true}))", node)
    claim = (site / "claims/prop-1.strictly.html").as_uri()
    until(browser, "return document.readyState === 'complete' && document.URL === arguments[0]", claim)
    assert browser.find_element("tag name", "h1").text == "prop-1.strictly"


def test_a_node_under_the_pointer_shows_what_it_rests_on(opened: Any) -> None:
    browser = opened("graph.html")
    dimmed = "return document.querySelectorAll('svg.graph .dimmed').length"
    assert browser.execute_script(dimmed) == 0
    browser.execute_script(
        "document.querySelector(\"g.node[data-name='def-2']\").dispatchEvent(new Event('mouseenter'))"
    )
    assert browser.execute_script(dimmed) > 0
    browser.execute_script(
        "document.querySelector(\"g.node[data-name='def-2']\").dispatchEvent(new Event('mouseleave'))"
    )
    assert browser.execute_script(dimmed) == 0


def test_one_can_walk_through_a_run(opened: Any) -> None:
    browser = opened("games/thm-3-not-csr.html")
    lines = browser.find_elements("css selector", ".run li")
    shown = lambda: sum(line.is_displayed() for line in lines)  # noqa: E731
    browser.execute_script("document.querySelector('.walk').scrollIntoView({block: 'center'})")
    first, back, after, everything = browser.find_elements("css selector", ".walk button")
    assert len(lines) > 3
    assert shown() == len(lines)
    first.click()
    assert shown() == 1
    after.click()
    after.click()
    assert shown() == 3
    assert browser.find_element("css selector", ".walk .where").text == f"line 3 of {len(lines)}"
    assert browser.find_element("css selector", ".run li[aria-current]") == lines[2]
    back.click()
    assert shown() == 2
    everything.click()
    assert shown() == len(lines)


def test_the_ledger_can_be_filtered(opened: Any) -> None:
    browser = opened("ledger.html")
    rows = "return document.querySelectorAll('tr[data-verdicts]:not([hidden])').length"
    before = browser.execute_script(rows)
    for name in ("proved", "unknown", "holds in scope", "vacuous"):
        browser.find_element("css selector", f"input[name='{name}']").click()
    assert 0 < browser.execute_script(rows) < before
    for row in browser.find_elements("css selector", "tr[data-verdicts]"):
        assert row.is_displayed() == ("refuted" in row.get_attribute("data-verdicts").split())


def test_hostile_names_are_shown_and_do_nothing(opened: Any) -> None:
    browser = opened(game_page(HOSTILE))
    assert browser.execute_script("return document.scripts.length") == 1
    assert browser.execute_script("return document.querySelectorAll('main h1, b, img').length") == 0
    assert '<script>alert("x")</script>' in browser.find_element("id", "programs").text


def test_everything_can_be_read_without_a_script(site: Path, tmp_path: Path) -> None:
    browser = started(tmp_path, **{"profile.managed_default_content_settings.javascript": 2})
    try:
        browser.get((site / "games/thm-3-not-csr.html").as_uri())
        assert browser.find_elements("css selector", ".walk") == []
        assert all(line.is_displayed() for line in browser.find_elements("css selector", ".run li"))
        browser.get((site / "ledger.html").as_uri())
        assert not browser.find_element("css selector", "form.filter").is_displayed()
        assert all(row.is_displayed() for row in browser.find_elements("css selector", "tr[data-verdicts]"))
    finally:
        browser.quit()
