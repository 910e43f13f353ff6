"""Writing a draft: its task list and the page of each section."""

import re
import secrets
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from audit.clock import database_now
from ui.forms import add_row

from .. import services
from ..checks import Problem, problems_of
from ..errors import DraftChanged
from ..forms.editor_list import EDITORS, ProfileEditor
from ..forms.editors import PREFIX, Editor
from ..models import Lot
from ..presentation import lot_page, section_url, task_groups
from ..sections import OF_LOT, OF_TENDER, Section
from ..services import Save, section_digest
from .access import OfficerPage

#: What secrets.token_urlsafe(9) gives: the name becomes a key of the cache.
PAGE_NAME = re.compile(r"[\w-]{12}", re.ASCII)


class DraftPage(OfficerPage):
    """A page that exists only while the consultation is a draft."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not self.find(str(kwargs["reference"])).is_draft:
            return redirect("tenders:officer_detail", kwargs["reference"])
        return super().dispatch(request, *args, **kwargs)


class DraftTasks(DraftPage):
    """The task list: each section with its state."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        problems = problems_of(self.tender, database_now())
        context = {
            "tender": self.tender,
            "groups": task_groups(self.tender, problems),
            "blocking": [problem for problem in problems if problem.blocks],
            "warnings": [problem for problem in problems if not problem.blocks],
        }
        return render(request, "tenders/draft.html", context)


class SectionPage(DraftPage):
    """One section: what is stored, what is typed, and its autosave."""

    section: Section
    lot: Lot | None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            tender = self.find(str(kwargs["reference"]))
            self.section = known_section(str(kwargs["section"]), of_lot="number" in kwargs)
            number = kwargs.get("number")
            self.lot = get_object_or_404(Lot, tender=tender, number=number) if number else None
        return super().dispatch(request, *args, **kwargs)

    def editor(self, data: Any = None) -> Editor:
        return EDITORS[self.section](self.tender, self.lot, data)

    def get(self, request: HttpRequest, **place: Any) -> HttpResponse:
        return self.page(self.editor())

    def post(self, request: HttpRequest, **place: Any) -> HttpResponse:
        if "add_row" in request.POST:
            return self.page(self.editor(add_row(request.POST, PREFIX)))
        editor = self.editor(request.POST)
        if not editor.is_valid():
            return self.page(editor, status=422)
        try:
            editor.save(self.user, database_now(), self.how(autosave=False))
        except DraftChanged as error:
            editor.refuse(error)
            return self.page(editor, status=409, seen=self.digest())
        except ValidationError as error:
            editor.refuse(error)
            return self.page(editor, status=422)
        return self.after(editor)

    def after(self, editor: Editor) -> HttpResponse:
        messages.success(self.request, f"{self.section.label} : enregistré.")
        if self.request.POST.get("action"):
            return redirect(section_url(self.tender, self.section, self.lot))
        control, question = editor.asks(database_now())
        if question:
            messages.warning(self.request, question)
            return redirect(section_url(self.tender, self.section, self.lot, control))
        return redirect(self.next_url())

    def next_url(self) -> str:
        """Return the address of the section that follows, or of the task list after the last one."""
        order = OF_LOT if self.lot else OF_TENDER
        following = order[order.index(self.section) + 1 :]
        if following:
            return section_url(self.tender, following[0], self.lot)
        return reverse("tenders:draft", args=[self.tender.reference])

    def how(self, *, autosave: bool) -> Save:
        posted = self.request.POST
        return Save(seen=posted.get("seen", ""), page=self.page_name(), autosave=autosave)

    def page_name(self) -> str:
        """Return the name under which this page autosaves; anything but a name of ours is none."""
        posted = self.request.POST.get("page_name", "")
        return posted if PAGE_NAME.fullmatch(posted) else ""

    def digest(self) -> str:
        return section_digest(self.tender, self.section, self.lot)

    def page(self, editor: Editor, *, status: int = 200, seen: str = "") -> HttpResponse:
        posted = self.request.POST
        context = {
            "tender": self.tender,
            "lot": self.lot,
            "section": self.section,
            "editor": editor,
            "parts": editor.parts,
            "problems": self.problems(),
            "seen": seen or posted.get("seen") or self.digest(),
            "page_name": self.page_name() or secrets.token_urlsafe(9),
            "autosave_url": section_url(self.tender, self.section, self.lot) + "enregistrement/",
            "shown": lot_page(self.lot) if isinstance(editor, ProfileEditor) and self.lot else None,
            **editor.context(database_now()),
        }
        return render(self.request, editor.template, context, status=status)

    def problems(self) -> list[Problem]:
        number = self.lot.number if self.lot else None
        found = problems_of(self.tender, database_now())
        return [problem for problem in found if problem.section == self.section and problem.lot == number]


class SectionAutosave(SectionPage):
    """Keeps what is right as it is typed; says what is not."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **place: Any) -> HttpResponse:
        editor, now = self.editor(request.POST), database_now()
        right = editor.is_valid()
        try:
            editor.save(self.user, now, self.how(autosave=True))
        except DraftChanged as error:
            return JsonResponse({"message": error.messages[0]}, status=409)
        except ValidationError as error:
            return JsonResponse({"message": " ".join(error.messages)}, status=422)
        if not right:
            return JsonResponse(refusal(editor), status=422)
        return JsonResponse({"saved_at": now.isoformat(), "message": editor.note()})


class AddLot(DraftPage):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        number = self.tender.lots.count() + 1
        lot = services.add_lot(actor=self.user, tender=self.tender, title=f"Lot {number}", now=database_now())
        messages.success(request, f"Le lot {lot.number} est ajouté : donnez-lui son intitulé.")
        return redirect(section_url(self.tender, Section.LOTS))


class RemoveLot(DraftPage):
    """Removing a lot with all it asks, after a confirmation."""

    def get(self, request: HttpRequest, reference: str, number: int) -> HttpResponse:
        context = {"tender": self.tender, "lot": self.find_lot(number), "cancel_url": self.back()}
        return render(request, "tenders/remove_lot.html", context)

    def post(self, request: HttpRequest, reference: str, number: int) -> HttpResponse:
        try:
            services.remove_lot(actor=self.user, lot=self.find_lot(number), now=database_now())
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, f"Le lot {number} est retiré.")
        return redirect(self.back())

    def find_lot(self, number: int) -> Lot:
        return get_object_or_404(Lot, tender=self.tender, number=number)

    def back(self) -> str:
        return section_url(self.tender, Section.LOTS)


def known_section(value: str, *, of_lot: bool) -> Section:
    if value not in (OF_LOT if of_lot else OF_TENDER):
        raise Http404("Cette rubrique n’existe pas.")
    return Section(value)


def refusal(editor: Editor) -> dict[str, Any]:
    """Return what an autosave answers when some values are wrong: the others are kept."""
    errors = editor.errors()
    named = " ; ".join(f"{label} : {message.rstrip('.')}" for label, message in errors[:3])
    more = f" ; et {len(errors) - 3} autres" if len(errors) > 3 else ""
    return {"message": f"{named}{more}. Le reste est enregistré.", "errors": dict(errors)}
