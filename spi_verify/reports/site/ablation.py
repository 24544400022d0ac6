"""The place where a claim's page says which hypotheses are needed: the one function that shows ablation."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from spi_verify.reports.ledger import Answer, Claim
from spi_verify.reports.site.site import Site
from spi_verify.reports.templating import environment


def ablation_table(site: Site, claim: Claim, first: Answer | None, to: Callable[[str], str]) -> Markup:
    """Return the tables of the hypotheses of a claim's proofs, as HTML: that of the answer ``first`` open, the others
    folded up. ``to`` gives the address of another page."""
    others = [answer for answer in claim.answers if answer.proof and answer is not first]
    template = environment().get_template("site/ablation.html.j2")
    return Markup(template.render(first=first, others=others, site=site, to=to))
