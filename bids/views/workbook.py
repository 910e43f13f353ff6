"""The blank workbook of a lot, for anyone."""

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.views.decorators.http import require_safe

from audit.clock import database_now
from tenders.exchanges.services import note_withdrawal

from ..specs import lot_spec, spec_sha256
from ..workbook.generate import write_workbook
from ..workbook.spec import LotSpec
from .common import public_lot

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Named in the ETag and in the cache, to be changed with what `write_workbook` writes.
LAYOUT = "bids-workbook-2"
REMEMBER_SECONDS = 3600


@require_safe
def workbook(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Give the workbook, or 304: the same lot gives the same bytes. Each withdrawal is traced."""
    lot = public_lot(reference, number)
    spec = lot_spec(lot)
    name = f"{LAYOUT}-{spec_sha256(spec)}"
    etag = quote_etag(name)
    unchanged = get_conditional_response(request, etag=etag)
    is_unchanged = isinstance(unchanged, HttpResponseNotModified)
    # A person who already holds the bytes is traced all the same; a nameless visit counts when it takes them.
    if request.method == "GET" and (request.user.is_authenticated or not is_unchanged):
        note_withdrawal(lot=lot, document=file_name(spec), user=request.user, now=database_now())
    if isinstance(unchanged, HttpResponseNotModified):
        return unchanged
    response = HttpResponse(cache.get_or_set(name, lambda: write_workbook(spec), REMEMBER_SECONDS))
    response["Content-Type"] = XLSX
    response["Content-Disposition"] = content_disposition_header(True, file_name(spec))  # noqa: FBT003
    response["ETag"] = etag
    return response


def file_name(spec: LotSpec) -> str:
    return f"reponse-{spec.tender_reference}-lot-{spec.lot_number}.xlsx"
