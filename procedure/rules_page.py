"""docs/regles.md: every rule on one page, for a jurist, written from the rules themselves."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.template.loader import get_template

from admissibility.rules.base import Rule
from admissibility.rules.registry import RULES
from awards.abnormally_low.rules.registry import RULES as ALERTS
from awards.abnormally_low.rules.thresholds import THRESHOLDS
from tenders.checks import CODES, Declared, Severity
from tenders.sections import Section

from .rules_tables import Table, tables

RESULTS = {"conform": "Conforme", "to_examine": "À examiner", "adverse": "Défavorable"}
EFFECTS = {Severity.BLOCKING: "bloque la publication", Severity.WARNING: "avertit"}
#: What stands in a sentence where the facts of an offer come.
FACTS = {
    "value_eur": "valeur",
    "limit_eur": "seuil ou autre part",
    "shown": "codes ou numéros",
    "operator": "l’opérateur",
    "evidence": "la preuve déclarée",
    "amount_eur": "montant sous-traité",
    "price_eur": "prix",
    "budget_eur": "crédits",
    "maximum_share": "part maximale",
    "subcontracted_weekly_hours": "heures sous-traitées",
    "weekly_hours": "heures",
    "subcontractors": "sous-traitants",
    "task": "tâche",
    "subcontractor": "sous-traitant",
    "team": "équipe",
    "reference_eur": "montant comparé",
    "gap": "écart",
    "others": "nombre",
    "lots": "nombre",
    "problem": "raison",
    "low_eur": "plancher bas",
    "high_eur": "plancher haut",
    "lacking_eur": "manque",
    "months": "durée",
    "label": "ligne",
    "quantity": "quantité",
    "unit_price_eur": "prix unitaire",
    "weight": "part",
    "name": "sous-traitant",
    "declared_eur": "montant déclaré",
    "missing": "ce qui manque",
    "sirene_on": "date",
    "article": "article",
    "required_eur": "minimum exigé",
    "year": "année",
    "silent": "membres",
    "signatory": "signataire",
    "elsewhere": "autres candidatures",
    "late_seconds": "retard",
    "cut_before": "nombre",
    "started_at": "début de la transmission",
    "received_at": "fin de la réception",
}
FINDINGS_FOLDER = "admissibility/findings"
ALERTS_FOLDER = "awards/abnormally_low/alerts"
HEAD = """# Les règles, sur une page

Page écrite par `python manage.py write_rules` à partir du code ; un test refuse qu’elle s’en écarte.
Elle se lit sans le code : chaque règle y a son article, ce qu’elle regarde, ce qu’elle peut répondre
et l’explication affichée.

- Rien n’élimine une offre de soi-même : une règle constate, un agent décide.
- Avant publication, seuls bloquent un texte officiel lu et ce sans quoi aucun classement ne se
  calcule. Le reste avertit.
- Un article sans autre précision est du code de la commande publique.
"""


def rules_page() -> str:
    """Return the page, in Markdown."""
    parts = [HEAD, "## 1. Avant la publication : ce que la rédaction vérifie\n", *drafting()]
    parts += [
        "## 2. Après l’ouverture : recevabilité et régularité des offres\n",
        *(of_rule(one) for one in RULES),
        "## 3. Prix suspects : les alertes\n",
        "Une alerte n’est jamais une décision : l’agent demande, écoute, apprécie, décide (L. 2152-6).\n",
        thresholds(),
        *(of_rule(one, ALERTS_FOLDER) for one in ALERTS),
        "## 4. Procédures, seuils et délais minimaux\n",
        *(of_table(one) for one in tables(sentence)),
    ]
    return "\n".join(parts).rstrip() + "\n"


def drafting() -> Iterable[str]:
    for section in Section:
        found = [one for one in CODES.values() if one.section == section]
        if found:
            head = ("Code", "Ce qui est vu", "Effet", "Article ou cas", "Appui")
            yield f"### {section.label}\n"
            yield table(head, [check_row(one) for one in found])


def check_row(one: Declared) -> tuple[str, ...]:
    return f"`{one.code}`", one.meaning, EFFECTS[one.severity], one.article or "—", str(one.basis.label)


def thresholds() -> str:
    rows = [(one.meaning, f"{one.share:.0%}".replace("%", " %"), one.source) for one in THRESHOLDS]
    return table(("Seuil", "Valeur", "Source"), rows)


def of_rule(rule: Rule[Any], folder: str = FINDINGS_FOLDER) -> str:
    rows = [
        (f"`{code}`", RESULTS[result], explanation(rule.name, code, folder))
        for code, result in rule.results.items()
    ]
    lines = (
        f"### {rule.title}\n",
        f"- Règle `{rule.name}`, version {rule.version}",
        f"- Article : {rule.article}",
        f"- Regarde : {rule.looks_at}\n",
        table(("Code", "Résultat", "Explication affichée"), rows),
    )
    return "\n".join(lines)


def of_table(one: Table) -> str:
    return f"### {one.title}\n\n{one.note}\n\n{table(one.head, one.rows)}"


def explanation(rule: str, code: str, folder: str = FINDINGS_FOLDER) -> str:
    """Return the sentence of a (rule, code), its facts named in square brackets.

    Facts that ``FACTS`` does not name are shown as an ellipsis.
    """
    return sentence(f"{folder}/{rule}/{code}.html")


def sentence(name: str) -> str:
    """Return the text of a template, its facts named in square brackets."""
    template: Any = get_template(name)
    source = re.sub(r"{%.*?%}|{#.*?#}", "", template.template.source)
    # Blanks of the template's layout only: a no-break space belongs to the sentence.
    return re.sub(r"[ \n]+", " ", re.sub(r"{{\s*([\w.]+).*?}}", named, source)).strip()


def named(fact: re.Match[str]) -> str:
    return f"[{FACTS.get(fact[1].rpartition('.')[2], '…')}]"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return (
        "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
        + "\n"
    )
