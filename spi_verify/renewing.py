"""Makes stored proofs out for encodings that were edited: where the same steps prove the claim, nothing is searched.

Run as a module, it does so for every stored certificate and says which ones need a search; and it looks for a witness
for every proof that has none.
"""

from __future__ import annotations

from typing import Any

from spi_verify.errors import InputError
from spi_verify.kernel.checker import Checked, check
from spi_verify.kernel.shapes import parse
from spi_verify.kernel.terms import Bank, Problem, Refused, read
from spi_verify.paths import root
from spi_verify.proving import certificate_text, lines, save_witness
from spi_verify.solving.questions import Solvers
from spi_verify.theory.certificates import Certificates
from spi_verify.theory.compose import compose
from spi_verify.theory.evidence import Evidence
from spi_verify.theory.objects import Question
from spi_verify.theory.registry import Theory
from spi_verify.theory.witness import witness_file

Json = dict[str, Any]


class Renewal:
    """One run over a theory's stored certificates: each is checked for its problem as that is now, imports first.

    ``renewed`` and ``failed`` are names of questions: those written anew, and those whose steps prove nothing now.
    """

    def __init__(self, theory: Theory) -> None:
        self.theory, self.bank = theory, Bank()
        self.renewed: list[str] = []
        self.failed: dict[str, str] = {}
        self._checked: dict[str, Checked | None] = {}

    def run(self) -> Renewal:
        """Renew every stored certificate."""
        for name in Certificates(self.theory).stored():
            self.visit(name)
        return self

    def visit(self, name: str) -> Checked | None:
        """Return what a stored certificate proves about the problem as it is now, or None."""
        if name not in self._checked:
            self._checked[name] = None  # while its imports are looked at
            try:
                self._checked[name] = self._renew(self.theory.question(name))
            except (InputError, Refused) as error:
                self.failed[name] = str(error)
        return self._checked[name]

    def _renew(self, question: Question) -> Checked:
        composed = compose(self.theory, question)
        problem = read(composed.text, self.bank)
        stored = self._stored(question, "certificate.json")
        names = ["/".join(map(str, entry)) for entry in stored.get("imports", [])]
        imports = {name: checked for name in names if (checked := self.visit(name)) is not None}
        certificate = {**stored, "problem": problem.digest}
        checked = check(problem, certificate, imports)
        folder = self.theory.root / question.folder
        listing = folder / "files"
        listed = listing.read_text(encoding="utf-8") if listing.is_file() else ""
        if certificate != stored or listed != composed.listing:
            listing.write_text(composed.listing, encoding="utf-8")
            (folder / "certificate.json").write_text(certificate_text(certificate), encoding="utf-8")
            self._renew_records(question, problem, checked)
            self.renewed.append(question.name)
        return checked

    def _renew_records(self, question: Question, problem: Problem, checked: Checked) -> None:
        """Write what is known of the proof for the new text: nobody knows what that needs, only what is not used."""
        folder = self.theory.root / question.folder
        recorded = self._stored(question, "hypotheses.json").get("hypotheses", {})
        needs = {
            name: "unknown" if name in checked.rests_on else "not needed"
            for name in recorded
            if name in problem.assertions
        }
        texts = {
            "hypotheses.json": {"problem": problem.digest, "hypotheses": needs},
            "search.json": {**self._stored(question, "search.json"), "problem": problem.digest},
        }
        for name in ("ablation.json", *(path.name for path in folder.glob("without-*.json"))):
            if (folder / name).is_file():  # checked whenever it is asked for
                texts[name] = {**self._stored(question, name), "problem": problem.digest}
        for name, value in texts.items():
            text = certificate_text(value) if name.startswith("without-") else lines(value)
            (folder / name).write_text(text, encoding="utf-8")

    def _stored(self, question: Question, name: str) -> Json:
        """Return the JSON object in a file of a proof folder; an empty one if there is none."""
        path = self.theory.root / question.folder / name
        found = parse(path.read_text(encoding="utf-8")) if path.is_file() else {}
        return found if isinstance(found, dict) else {}


def find_witnesses(evidence: Evidence) -> dict[str, str | None]:
    """Look for a witness for every accepted proof that has none; return what was found, by the questions' names."""
    found = {}
    for name in evidence.certificates.stored():
        if evidence.certificates.replay(name).accepted:
            question = evidence.theory.question(name)
            if witness_file(evidence.theory, question) is None:
                found[name] = save_witness(evidence, question)
    return found


def main() -> None:
    """Renew the shipped theory's proofs, find witnesses for them, and print what was done."""
    theory = Theory(root())
    renewal = Renewal(theory).run()
    for name in renewal.renewed:
        print(f"renewed {name}")
    for name, reason in renewal.failed.items():
        print(f"failed  {name}: {reason}")
    with Solvers() as solvers:
        for name, witness in find_witnesses(Evidence(theory, solvers)).items():
            print(f"witness {name}: {witness or 'none found'}")


if __name__ == "__main__":
    main()
