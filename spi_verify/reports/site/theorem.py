"""Theorem 3 at a glance: is it true as printed, for three players, what must be added, and the game."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from spi_verify.checking.rows import Instance, Row, Status
from spi_verify.checking.rows import Verdict as Checked
from spi_verify.reports.ledger import Exhibit, Ledger
from spi_verify.reports.page_text import ANSWERS, isolated
from spi_verify.reports.paper import ITEMS, Item
from spi_verify.reports.site.meeting import met_in
from spi_verify.reports.site.places import claim_page, game_page
from spi_verify.reports.standing import Whole, parts, whole
from spi_verify.reports.templating import spoken
from spi_verify.theory.evidence import Evidence
from spi_verify.theory.objects import PLAYERS
from spi_verify.theory.verdicts import Verdict

CLAIM = "thm-3"
NUMBERS = {"2": "two players", "3": "three players", "any": "any number of players"}

To = Callable[[str], str]


@dataclass(frozen=True)
class QuestionView:
    """A question that readers ask, the reply in a few words, and what it rests on."""

    asked: str
    style: str
    reply: str
    texts: tuple[Markup, ...]
    points: tuple[Markup, ...]


@dataclass(frozen=True)
class TheoremView:
    """The theorem in four questions, then reading by reading (a whole per number of players, or None)."""

    claim: str
    item: Item
    says: str
    questions: tuple[QuestionView, ...]
    readings: tuple[tuple[str, tuple[Whole | None, ...]], ...]


def theorem_view(ledger: Ledger, evidence: Evidence, to: To) -> TheoremView | None:
    """Return the theorem's view, or None where the ledger does not have all of it. ``evidence`` says where hypotheses
    are met together."""
    if CLAIM not in {claim.id for claim in ledger.claims} or len(parts(ledger, CLAIM)) < 2:
        return None
    return _Viewer(ledger, evidence, to).view()


def failing(instance: Instance) -> tuple[Row, ...]:
    """Return the conclusions that fail in an instance."""
    return tuple(
        row for row in instance.rows if row.role == "conclusion" and row.finding.status is Status.FAILS
    )


def refuted(exhibit: Exhibit) -> tuple[tuple[Instance, tuple[Row, ...]], ...]:
    """Return the instances in which a scenario refutes a claim, with the conclusions that fail; not those that say
    that it does not meet an assumption."""
    claims = {name.split("/")[0] for name in exhibit.refutes}
    return tuple(
        (i, failing(i)) for i in exhibit.instances if i.verdict is Checked.REFUTES and i.claim in claims
    )


class _Viewer:
    def __init__(self, ledger: Ledger, evidence: Evidence, to: To) -> None:
        self.ledger, self.evidence, self.to = ledger, evidence, to
        self.claims = parts(ledger, CLAIM)
        self.bases = tuple(dict.fromkeys(base for claim in self.claims for base in claim.bases))
        self.base = self.bases[0]
        self.exhibits = {exhibit.file: exhibit for exhibit in ledger.exhibits}

    def view(self) -> TheoremView:
        item = next(item for item in ITEMS if item.id == CLAIM)
        says = self.ledger.claim(CLAIM).says or "; ".join(claim.says for claim in self.claims)
        return TheoremView(CLAIM, item, says, self._questions(), self._readings())

    def _whole(self, base: str, players: str) -> Whole | None:
        stated = any(
            answer.base == base and answer.players == players for c in self.claims for answer in c.answers
        )
        return whole(self.ledger, CLAIM, base, players) if stated else None

    def _readings(self) -> tuple[tuple[str, tuple[Whole | None, ...]], ...]:
        return tuple((base, tuple(self._whole(base, n) for n in PLAYERS)) for base in self.bases)

    def _questions(self) -> tuple[QuestionView, ...]:
        return self._true(), self._three(), self._added(), self._game()

    def _true(self) -> QuestionView:
        found = whole(self.ledger, CLAIM, self.base, "any")
        replies = {Verdict.PROVED: "Yes, it is proved.", Verdict.REFUTED: "No: a game breaks it."}
        points = tuple(
            Markup("For {}: {}.").format(NUMBERS[n], self._word(whole(self.ledger, CLAIM, self.base, n)))
            for n in PLAYERS
        )
        reply = replies.get(found.verdict, "It is not known.")
        return QuestionView("Is it true as printed?", ANSWERS[found.verdict].style, reply, (), points)

    def _three(self) -> QuestionView:
        found = whole(self.ledger, CLAIM, self.base, "3")
        replies = {Verdict.PROVED: "Yes, it is proved.", Verdict.REFUTED: "No: a game breaks it."}
        reply = replies.get(found.verdict, "It is not known as printed.")
        points = tuple(self._part(id_, verdict) for id_, verdict in found.parts)
        text = Markup("Part by part, for exactly three players:")
        return QuestionView("For three players?", ANSWERS[found.verdict].style, reply, (text,), points)

    def _added(self) -> QuestionView:
        own = [whole(self.ledger, CLAIM, self.base, n) for n in PLAYERS]
        known = [one for one in own if one.added is not None]
        others = [
            one
            for base in self.bases[1:]
            for n in reversed(PLAYERS)
            if (one := self._whole(base, n)) is not None and one.added is not None
        ]
        points = [self._how(one) for one in _distinct([*known, *others])]
        if known:
            reply = "These hypotheses are enough." if all(one.added for one in known) else "Nothing."
            return QuestionView("What must be added?", "good", reply, (), tuple(points))
        reply = "For the printed text, it is not known."
        texts = list(self._partly())
        if others:
            texts.append(Markup("Of other readings, all parts are proved with these:"))
        return QuestionView("What must be added?", "open", reply, tuple(texts), tuple(points))

    def _part(self, claim: str, verdict: Verdict) -> Markup:
        """Return how a part stands for three players, and with what it is proved."""
        link = Markup('<a class="id" href="{}">{}</a>').format(self.to(claim_page(claim)), claim)
        answers = self.ledger.claim(claim).under(self.base)
        repairs = [r for a in answers if a.players == "3" for r in self.ledger.repairs(a) if r.added]
        if verdict is Verdict.PROVED or not repairs:
            return Markup("{} {}").format(link, self._badge(verdict))
        how = Markup("{} {} <span class='line'>proved if one supposes that {}</span>")
        return how.format(link, self._badge(verdict), self._supposing(repairs[0].added))

    def _partly(self) -> Iterable[Markup]:
        """Yield which parts of the printed theorem are proved, and with what."""
        for claim in self.claims:
            answers = sorted(claim.under(self.base), key=lambda a: -PLAYERS.index(a.players))
            best = next((r for answer in answers for r in self.ledger.repairs(answer) if r.added), None)
            if best is not None:
                yield Markup(
                    '<a class="id" href="{}">{}</a> is proved for {} if one supposes that {}.'
                ).format(
                    self.to(claim_page(claim.id)),
                    claim.id,
                    NUMBERS[best.answer.players],
                    self._supposing(best.added),
                )

    def _supposing(self, variants: Sequence[str]) -> Markup:
        one = Markup('{} <span class="variant">(<span class="plus">+</span>{})</span>')
        return Markup(" and that ").join(one.format(spoken(self.ledger.says(v)), v) for v in variants)

    def _how(self, one: Whole) -> Markup:
        added = self._supposing(one.added) if one.added else "nothing"
        file = met_in(self.ledger, self.evidence, CLAIM, one)
        met = self._links([file]) if file else Markup("no scenario at hand meets them all together")
        return Markup("<strong>{}</strong>, {}: {} <span class='step'>met together in: {}</span>").format(
            one.base, NUMBERS[one.players], added, met
        )

    def _game(self) -> QuestionView:
        files = dict.fromkeys(f for n in PLAYERS for f in whole(self.ledger, CLAIM, self.base, n).refuted_by)
        points = []
        for file in files:
            rows = dict.fromkeys(
                (row.statement, row.finding.evidence)
                for instance, found in refuted(self.exhibits[file])
                if instance.claim.split(".")[0] == CLAIM and instance.reading == self.base
                for row in found
            )
            said = [
                Markup("<span class='line'>{}: <span class='fails'>{}</span></span>").format(
                    spoken(statement), isolated(evidence)
                )
                for statement, evidence in list(rows)[:1]
            ]
            points.append(self._links([file]) + Markup("").join(said))
        reply = "This one breaks it." if len(files) == 1 else "These break it." if files else "There is none."
        return QuestionView("Show me the game", "bad" if files else "none", reply, (), tuple(points))

    def _word(self, one: Whole) -> Markup:
        target = game_page(one.refuted_by[0]) if one.refuted_by else claim_page(CLAIM)
        return self._badge(one.verdict, self.to(target))

    def _badge(self, verdict: Verdict, href: str = "") -> Markup:
        sign = ANSWERS[verdict]
        inside = Markup('<span aria-hidden="true">{}</span> {}').format(sign.symbol, sign.word)
        if href:
            return Markup('<a class="badge {}" href="{}">{}</a>').format(sign.style, href, inside)
        return Markup('<span class="badge {}">{}</span>').format(sign.style, inside)

    def _links(self, files: Sequence[str]) -> Markup:
        return Markup(", ").join(
            Markup('<a href="{}">{}</a>').format(
                self.to(game_page(file)), isolated(self.exhibits[file].scenario.title)
            )
            for file in files
        )


def _distinct(found: Sequence[Whole]) -> list[Whole]:
    """Return wholes without those for a number of players that one of the same reading for any number covers."""
    general = {one.reading for one in found if one.players == "any"}
    return [one for one in found if one.players == "any" or one.reading not in general]
