"""The place where a claim's page says which hypotheses are needed: the one function that shows ablation."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from spi_verify.reports.ledger import Claim
from spi_verify.reports.site.site import Site
from spi_verify.reports.templating import environment


def ablation_table(site: Site, claim: Claim, to: Callable[[str], str]) -> Markup:
    """Return the table of the hypotheses of a claim's proofs, as HTML; ``to`` gives the address of another page."""
    rows = [answer for answer in claim.answers if answer.proof and answer.hypotheses]
    return Markup(environment().get_template("site/ablation.html.j2").render(rows=rows, site=site, to=to))
