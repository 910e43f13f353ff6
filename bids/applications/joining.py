"""The sheets, the ESPD and the one who deposited, brought together: what each adds, where they disagree."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .content import SINGLE, UNSAID_FORM, ApplicationContent, Form, Member, Subcontractor, Turnover
from .espd.reading import Espd

SIRET_LENGTH = 14


@dataclass(frozen=True, slots=True)
class Depositor:
    """The operator that deposited, as it registered."""

    name: str
    siret: str
    legal_family: str
    ess_evidence: str

    @property
    def siren(self) -> str:
        return self.siret[:9]


@dataclass(frozen=True, slots=True)
class Joined:
    """The application with the subcontractors as they now are, and remarks (what, what to do) in French."""

    application: ApplicationContent | None
    subcontractors: tuple[Subcontractor, ...]
    remarks: tuple[tuple[str, str], ...]


def join(
    application: ApplicationContent | None,
    subcontractors: tuple[Subcontractor, ...],
    depositor: Depositor,
    espds: Sequence[Espd],
) -> Joined:
    """Never a refusal: a disagreement is a remark, and an exclusion that one of the two declares is kept."""
    declared = tuple(_with_declaration(sub, espds) for sub in subcontractors)
    if application is None:
        joined = _from_espds(depositor, [espd for espd in espds if espd.role != "other"])
        remarks = [] if joined else [_NOTHING]
    else:
        joined = replace(
            application,
            members=tuple(_completed(member, espds) for member in application.members),
            espd=bool(espds),
        )
        remarks = [*_differences(application, declared, espds)]
    if joined:
        joined = replace(joined, subcontractors=declared)
        remarks += _about_depositor(joined, depositor)
    return Joined(joined, declared, tuple(remarks))


_NOTHING = (
    "La candidature n’est décrite ni dans le classeur ni dans un DUME lisible.",
    "Les renseignements de l’article R. 2143-3 sont à lire dans les pièces, ou à demander (R. 2144-2).",
)


def _with_declaration(sub: Subcontractor, espds: Sequence[Espd]) -> Subcontractor:
    own = _of(sub.siret, espds)
    if own is None:
        return sub
    if own.exclusions:
        return replace(sub, no_exclusion_declared=False)
    return replace(sub, no_exclusion_declared=sub.no_exclusion_declared or own.declares_no_exclusion)


def _of(siret: str, espds: Sequence[Espd]) -> Espd | None:
    return next((espd for espd in espds if espd.siren and espd.siren == siret[:9]), None)


def _completed(member: Member, espds: Sequence[Espd]) -> Member:
    espd = _of(member.siret, espds)
    if espd is None:
        return member
    exclusions = tuple(dict.fromkeys((*member.exclusions_declared, *espd.exclusions)))
    free = member.no_exclusion_declared or espd.declares_no_exclusion
    known = dict(espd.turnovers) | dict(member.turnovers)
    return replace(
        member,
        exclusions_declared=exclusions,
        no_exclusion_declared=free and not exclusions,
        turnovers=tuple(Turnover(year, known[year]) for year in sorted(known, reverse=True)),
    )


def _differences(
    application: ApplicationContent, subcontractors: Sequence[Subcontractor], espds: Sequence[Espd]
) -> Iterator[tuple[str, str]]:
    sirens = {member.siren for member in application.members} | {sub.siret[:9] for sub in subcontractors}
    for espd in espds:
        if espd.siren not in sirens:
            yield (
                f"Le DUME de « {espd.name or espd.siret} » n’est celui d’aucun membre ni sous-traitant.",
                "Vérifiez son SIRET ; ses réponses ne sont pas reprises.",
            )
    for member in application.members:
        espd_of_member = _of(member.siret, espds)
        if espd_of_member:
            yield from _member_differences(member, espd_of_member)


def _member_differences(member: Member, espd: Espd) -> Iterator[tuple[str, str]]:
    beyond = [article for article in espd.exclusions if article not in member.exclusions_declared]
    if beyond:
        yield (
            f"Le DUME de « {member.name} » déclare une exclusion absente du classeur : {', '.join(beyond)}.",
            "Elle est reprise ; à examiner avec l’opérateur.",
        )
    known = dict(espd.turnovers)
    years = [str(year) for year, amount in member.turnovers if known.get(year, amount) != amount]
    if years:
        yield (
            f"Chiffre d’affaires de « {member.name} » : classeur et DUME diffèrent ({', '.join(years)}).",
            "Celui du classeur est retenu ; à faire préciser.",
        )


def _from_espds(depositor: Depositor, espds: Sequence[Espd]) -> ApplicationContent | None:
    if not espds:
        return None
    first_of_each = {espd.siren or f"?{rank}": espd for rank, espd in reversed(list(enumerate(espds)))}
    members = tuple(_member(espd, depositor, len(first_of_each)) for espd in reversed(first_of_each.values()))
    grouping = len(members) > 1 or any(espd.role != "single" for espd in espds)
    form: Form = UNSAID_FORM if grouping else SINGLE
    return ApplicationContent(
        form=form,
        members=members,
        subcontractors=(),
        signatory="",
        signatory_capacity="",
        honour_declared=all(member.no_exclusion_declared for member in members),
        oeth_declared=False,
        lead_empowered=False,
        espd=True,
    )


def _member(espd: Espd, depositor: Depositor, count: int) -> Member:
    known = depositor if espd.siren == depositor.siren else None
    return Member(
        name=espd.name or (known.name if known else ""),
        siret=known.siret if known and len(espd.siret) < SIRET_LENGTH else espd.siret,
        legal_family=known.legal_family if known else "",
        is_lead=count == 1 or espd.role == "lead",
        is_jointly_liable=count == 1,
        tasks="",
        amount_eur=None,
        turnovers=espd.turnovers,
        ess_evidence=known.ess_evidence if known else "",
        no_exclusion_declared=espd.declares_no_exclusion,
        exclusions_declared=espd.exclusions,
    )


def _about_depositor(application: ApplicationContent, depositor: Depositor) -> Iterator[tuple[str, str]]:
    """The lead deposits for the grouping (R. 2142-23); a single candidate for itself."""
    lead = application.lead
    if lead is None or lead.siren == depositor.siren:
        return
    what = "le mandataire" if application.is_grouping else "le candidat"
    yield (
        f"{what.capitalize()} est « {lead.name} », mais le pli est déposé par « {depositor.name} ».",
        "Le déposant doit être le mandataire ou le candidat seul : à éclaircir avec les intéressés.",
    )
