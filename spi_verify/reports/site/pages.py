"""The pages of the site, each as HTML text: what its template needs, computed from the ledger."""

from __future__ import annotations

import platform
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from itertools import groupby
from pathlib import Path

from spi_verify.checking.rows import Row
from spi_verify.kernel import checker
from spi_verify.reports.ledger import Answer, Claim, Exhibit, Ledger, Node
from spi_verify.reports.page import ScenarioParts
from spi_verify.reports.page_text import ANSWERS
from spi_verify.reports.paper import BASES, OWN, SECTIONS
from spi_verify.reports.site import graphs, places
from spi_verify.reports.site.ablation import ablation_table
from spi_verify.reports.site.proofs import ProofView, proof_view
from spi_verify.reports.site.site import Site
from spi_verify.reports.site.statements import Statements
from spi_verify.reports.site.theorem import refuted, theorem_view
from spi_verify.reports.standing import Tones, leading
from spi_verify.reports.templating import environment
from spi_verify.search.campaign.summary import on_file, overview
from spi_verify.search.gallery import story
from spi_verify.theory.evidence import Evidence
from spi_verify.theory.explain import explain
from spi_verify.theory.objects import Question
from spi_verify.theory.verdicts import Verdict

NAVIGATION = (
    (places.INDEX, "Overview"),
    (places.LEDGER, "Ledger"),
    (places.GRAPH, "Graph"),
    (places.ERRATA, "Errata"),
    (places.GAMES, "Games"),
    (places.SCOPE, "Not claimed"),
)
SIGNS = {
    "proved": ANSWERS[Verdict.PROVED],
    "scope": ANSWERS[Verdict.HOLDS_IN_SCOPE],
    "refuted": ANSWERS[Verdict.REFUTED],
    "vacuous": ANSWERS[Verdict.VACUOUS],
    "unknown": ANSWERS[Verdict.UNKNOWN],
}


class Pages:
    """The pages of a ledger; ``evidence`` is what it was read from, ``drawn`` gives the parts of scenarios' pages."""

    def __init__(self, ledger: Ledger, evidence: Evidence, drawn: Callable[[Exhibit], ScenarioParts]) -> None:
        self.drawn = drawn
        self.ledger, self.evidence, self.theory = ledger, evidence, evidence.theory
        self.certificates = evidence.certificates
        self.site = Site(ledger)
        self.statements = Statements(ledger, evidence.theory)

    def all(self) -> list[tuple[str, Callable[[], str]]]:
        """Return the paths of all pages, each with what makes its text."""
        single: list[tuple[str, Callable[[], str]]] = [
            (places.INDEX, self.index),
            (places.LEDGER, self.ledger_page),
            (places.GRAPH, self.graph),
            (places.ERRATA, self.errata),
            (places.GAMES, self.games),
            (places.SCOPE, self.scope),
        ]
        items = [(places.item_page(node.id), partial(self.item, node)) for node in self.ledger.nodes]
        claims = [(places.claim_page(claim.id), partial(self.claim, claim)) for claim in self.ledger.claims]
        proofs = [
            (places.proof_page(a.name), partial(self.proof, a)) for a in self.ledger.answers() if a.proof
        ]
        games = [(places.game_page(e.file), partial(self.game, e)) for e in self.ledger.exhibits]
        return [*single, *items, *claims, *proofs, *games]

    def _render(self, template: str, page: str, **context: object) -> str:
        return (
            environment()
            .get_template(f"site/{template}.html.j2")
            .render(
                page=page,
                to=partial(places.link, page),
                site=self.site,
                ledger=self.ledger,
                sections=NAVIGATION,
                style_file=places.STYLE,
                script_file=places.SCRIPT,
                answers_by=SIGNS,
                bases=BASES,
                **context,
            )
        )

    # The pages that are there once

    def index(self) -> str:
        """Return the overview."""
        counts = Counter(self.ledger.standing(answer) for answer in self.ledger.answers())
        errata = {(e.claim.id, e.base): e for e in (*self.site.errata, *self.site.unsettled)}
        groups = []
        for group in self.site.groups():
            if group.id == OWN or not group.claims:
                continue
            rows = []
            for claim in group.claims:
                found = self.site.printed(claim)
                erratum = errata.get((claim.id, claim.bases[0]))
                files = [f for a in found if a.verdict is Verdict.REFUTED for f in a.exhibits]
                rows.append(
                    {
                        "claim": claim,
                        "found": {answer.players: answer for answer in found},
                        "repairs": erratum.repairs if erratum else (),
                        "games": list(dict.fromkeys(files)),
                    }
                )
            groups.append({"title": group.title, "about": group.about, "href": group.href, "rows": rows})
        return self._render(
            "index",
            places.INDEX,
            counts=[(verdict, counts[verdict]) for verdict in Verdict if counts[verdict]],
            total=sum(counts.values()),
            groups=groups,
            theorem=theorem_view(self.ledger, self.evidence, partial(places.link, places.INDEX)),
        )

    def ledger_page(self) -> str:
        """Return the ledger."""
        return self._render("ledger", places.LEDGER, groups=self.site.groups())

    def graph(self) -> str:
        """Return the graphs: of everything, and of each reading of the theorem."""
        to = partial(places.link, places.GRAPH)
        shown = []
        for id_, title, text, part in self._graphs():
            listed = [
                {
                    "label": one.id,
                    "href": one.target,
                    "words": one.words,
                    "below": [(b, part[b].target) for b in one.below if b in part],
                }
                for one in part.values()
            ]
            svg = graphs.drawn(part, to, id_, title)
            shown.append({"id": id_, "title": title, "text": text, "svg": svg, "listed": listed})
        tones = [
            {"name": tone, "symbol": graphs.SYMBOLS[tone], "words": words}
            for tone, words in graphs.WORDS.items()
        ]
        return self._render("graph", places.GRAPH, graphs=shown, tones=tones)

    def _graphs(self) -> Iterator[tuple[str, str, str, Mapping[str, graphs.Vertex]]]:
        whole = self._vertices
        main = [claim.id for claim in self.ledger.claims if claim.node != "thm-3"]
        theorem = [claim for claim in self.ledger.claims if claim.node == "thm-3"]
        bases = tuple(dict.fromkeys(base for claim in theorem for base in claim.bases))
        for base in bases:
            vertices = graphs.vertices(self.ledger, Tones(self.ledger, base))
            ids = [claim.id for claim in theorem if base in claim.bases]
            text = f"As the reading {base} states it: {BASES.get(base, base)}."
            yield f"thm-3-{base}", f"Theorem 3, {base}", text, graphs.chosen(vertices, ids)
        for node in self.ledger.nodes:
            ids = [id_ for id_ in node.claims if id_ in main]
            if ids and node.item.kind != "example":
                title = node.item.title
                yield (
                    node.id,
                    title,
                    f"{node.item.about[:1].upper()}{node.item.about[1:]}.",
                    graphs.chosen(whole, ids),
                )

    @cached_property
    def _vertices(self) -> Mapping[str, graphs.Vertex]:
        return graphs.vertices(self.ledger, Tones(self.ledger, "published"))

    def errata(self) -> str:
        """Return the errata."""
        exhibits = self.site.exhibits
        shown = []
        for erratum in self.site.errata:
            files = dict.fromkeys(file for answer in erratum.answers for file in answer.exhibits)
            games = [
                {
                    "file": file,
                    "failing": [
                        row
                        for instance, rows in refuted(exhibits[file])
                        if (instance.claim, instance.reading) == (erratum.claim.id, erratum.base)
                        for row in rows
                    ],
                }
                for file in files
                if file in exhibits
            ]
            shown.append(
                {
                    "id": erratum.id,
                    "claim": erratum.claim,
                    "base": erratum.base,
                    "answers": erratum.answers,
                    "repairs": erratum.repairs,
                    "games": games,
                }
            )
        return self._render("errata", places.ERRATA, errata=shown, unsettled=self.site.unsettled)

    def games(self) -> str:
        """Return the list of scenarios."""
        breaking = [e for e in self.ledger.exhibits if e.refutes]
        others = [e for e in self.ledger.exhibits if not e.refutes]
        named = (("Counterexamples", breaking), ("Other scenarios", others))
        families = overview(on_file())
        return self._render(
            "games", places.GAMES, groups=[pair for pair in named if pair[1]], families=families
        )

    def scope(self) -> str:
        """Return what is not claimed."""
        answers = list(self.ledger.answers())
        unknown = [a for a in answers if self.ledger.standing(a) is Verdict.UNKNOWN]
        by_reason = sorted(unknown, key=lambda a: a.reason)
        reasons = [(reason, list(found)) for reason, found in groupby(by_reason, key=lambda a: a.reason)]
        found_with = Counter(
            ", ".join(f"{name} {release}" for name, release in sorted(a.proof.solvers.items()))
            for a in answers
            if a.proof and a.proof.solvers
        )
        kernel = sorted(Path(checker.__file__).parent.glob("*.py"))
        lines = [(file.name, len(file.read_text(encoding="utf-8").splitlines())) for file in kernel]
        return self._render(
            "scope",
            places.SCOPE,
            kernel=[pair for pair in lines if pair[1] > 1],
            kernel_lines=sum(count for _, count in lines),
            scoped=[a for a in answers if a.verdict is Verdict.HOLDS_IN_SCOPE],
            unknown=sorted(reasons, key=lambda pair: -len(pair[1])),
            unknown_total=len(unknown),
            total=len(answers),
            python=platform.python_version(),
            found_with=found_with.most_common(),
        )

    # Items, claims, proofs, games

    def item(self, node: Node) -> str:
        """Return the page of an item of the paper."""
        named: set[str] = set()
        sources = [self.statements.source(source, named) for source in node.sources]
        claims = [self.ledger.claim(id_) for id_ in node.claims]
        page = places.item_page(node.id)
        section = SECTIONS[node.item.section]
        return self._render("item", page, node=node, sources=sources, claims=claims, section=section)

    def claim(self, claim: Claim) -> str:
        """Return the page of a claim."""
        page = places.claim_page(claim.id)
        to = partial(places.link, page)
        first, printed = leading(self.ledger, claim), self.site.printed(claim)
        proofs = [a for a in claim.answers if a.proof and a is not first]
        used = {variant for answer in claim.answers for variant in answer.variants}
        errata = [e for e in (*self.site.errata, *self.site.unsettled) if e.claim.id == claim.id]
        around = graphs.around(self._vertices, claim.id)
        return self._render(
            "claim",
            page,
            claim=claim,
            item=self.site.item(claim),
            printed=printed,
            statement=self.statements.statement(claim, (printed or claim.answers)[-1]),
            rows=self.site.rows(claim),
            variants=[variant for variant in self.ledger.variants if variant.name in used],
            errata=errata,
            proof=self._proof(first, page) if first else None,
            other_proofs=proofs,
            ablation=ablation_table(self.site, claim, first, to),
            svg=graphs.drawn(around, to, "graph", f"Dependencies of {claim.id}", claim.id),
            bearing=[(e.file, i) for e in self.ledger.exhibits for i in e.instances if i.claim == claim.id],
        )

    def _proof(self, answer: Answer, page: str) -> ProofView:
        question = Question.named(answer.name)
        found = explain(self.certificates, question, self.certificates.replay(answer.name))
        return proof_view(self.ledger, answer, found, partial(places.link, page))

    def proof(self, answer: Answer) -> str:
        """Return the page of one proof."""
        page = places.proof_page(answer.name)
        claim = self.ledger.claim(answer.claim)
        return self._render("proof", page, claim=claim, answer=answer, proof=self._proof(answer, page))

    def game(self, exhibit: Exhibit) -> str:
        """Return the page of a scenario."""
        page = places.game_page(exhibit.file)
        together: dict[tuple[str, tuple[Row, ...]], list[str]] = {}
        for instance, rows in refuted(exhibit):
            together.setdefault((instance.claim, rows), []).append(instance.reading)
        shown = [
            {"claim": claim, "readings": readings, "rows": rows}
            for (claim, rows), readings in together.items()
        ]
        return self._render(
            "game",
            page,
            exhibit=exhibit,
            failing=shown,
            file_copy=places.scenario_file(exhibit.file),
            scenario=exhibit.scenario,
            instances=exhibit.instances,
            parts=self.drawn(exhibit),
            story=self._story(exhibit),
        )

    def _story(self, exhibit: Exhibit) -> dict[str, list[str]]:
        """Return what happens in a counterexample in words, by heading; nothing of other scenarios."""
        if not exhibit.refutes or len(exhibit.instances) < len(exhibit.scenario.claims):
            return {}
        return story(self.theory, exhibit.scenario, exhibit.instances, self.evidence.solvers)
