"""The body of a deposit as it arrives: counted, bounded, and whole before anything is believed of it."""

from collections.abc import Callable
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import TooManyFieldsSent, TooManyFilesSent
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

from .errors import DepositRefused
from .incoming import MAX_FILES
from .sealing import store
from .sealing.envelope import NoSpaceLeft
from .services.checks import too_large

#: What a form weighs beside its files: field names, boundaries, the names of the files.
FORM_BYTES = 1024 * 1024
#: A body within this many times the limit is read to its end, so that the browser shows why it was refused.
DRAINED_TIMES = 5
PROGRESS_EVERY = 8 * 1024 * 1024

CUT = "La transmission s’est interrompue avant la fin : rien n’a été enregistré. Déposez de nouveau."
TOO_MANY = (
    f"Ce dépôt compte trop de fichiers : la limite est de {MAX_FILES}. Réunissez-en dans un fichier ZIP."
)
GARBLED = "L’envoi est illisible : rechargez la page, choisissez vos fichiers et déposez de nouveau."


class Interrupted(DepositRefused):
    """The connection ended before the body did."""

    def __init__(self) -> None:
        super().__init__(CUT, code="interrupted")


class Body:
    """Counts what a request's body gives.

    A connection cut halfway ends the stream without an error, and the last file would pass for whole:
    only the count against the announced length tells.
    """

    def __init__(self, request: HttpRequest, on_progress: Callable[[int], object]) -> None:
        self.length = content_length(request)
        self.received = 0
        self._read = request.read
        self._on_progress = on_progress
        self._next_note = PROGRESS_EVERY
        # Django's parser reads the body through this method of the request.
        request.read = self.read  # type: ignore[method-assign]

    def read(self, size: int | None = -1, /) -> bytes:
        chunk: bytes = self._read() if size is None or size < 0 else self._read(size)
        self.received += len(chunk)
        if self.received >= self._next_note:
            self._next_note += PROGRESS_EVERY
            self._on_progress(self.received)
        return chunk

    def drain(self) -> None:
        """Read what is left, in small pieces: a browser shows no answer to a body that was not read."""
        if self.length <= DRAINED_TIMES * int(settings.MAX_DEPOSIT_BYTES):
            while self.read(FileUploadHandler.chunk_size):
                pass

    @property
    def is_whole(self) -> bool:
        return self.received >= self.length

    @property
    def is_too_large(self) -> bool:
        return self.length > int(settings.MAX_DEPOSIT_BYTES) + FORM_BYTES


def content_length(request: HttpRequest) -> int:
    """Return the announced length in bytes, 0 without one: Django then reads no body at all."""
    announced = str(request.META.get("CONTENT_LENGTH") or "")
    return int(announced) if announced.isascii() and announced.isdigit() else 0


class IncomingHandler(FileUploadHandler):
    """Writes each file beside the sealed ones (mode 0600, swept if its process dies), never in /tmp."""

    #: The file being received. Django's parser closes it after an error, if it exists.
    file: IO[bytes]

    def __init__(self, request: HttpRequest, body: Body) -> None:
        super().__init__(request)
        self.body = body
        self.refusal: DepositRefused | None = None
        self.files: list[IO[bytes]] = []

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self.body.is_too_large:
            self._stop(DepositRefused(too_large(self.body.length), code="too_large"))
        try:
            # Received here, then put away: the bytes stand twice on disk for a moment.
            store.require_space(2 * self.body.length)
        except NoSpaceLeft as error:
            self._stop(DepositRefused(str(error), code="no_space"))
        self.file = store.temporary()
        self.files.append(self.file)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        try:
            self.file.write(raw_data)
        except OSError as error:
            if not store.is_full(error):
                raise
            self._stop(DepositRefused(str(NoSpaceLeft()), code="no_space"))

    def file_complete(self, file_size: int) -> "UploadedFile[bytes]":
        self.file.seek(0)
        return UploadedFile(self.file, self.file_name, self.content_type, file_size)

    def discard(self) -> None:
        """Remove everything received: the parser only closes what it finished."""
        for file in self.files:
            file.close()

    def _stop(self, refusal: DepositRefused) -> None:
        self.refusal = refusal
        raise StopUpload(connection_reset=True)


def read_body(request: HttpRequest, body: Body) -> None:
    """Receive the whole body into ``request.POST`` and ``request.FILES``.

    Raises DepositRefused (too large, too many files, no room, garbled) and Interrupted.
    """
    handler = IncomingHandler(request, body)
    request.upload_handlers = [handler]
    try:
        _parse(request, body)
        _require_whole(body, handler)
    except BaseException:
        handler.discard()
        raise


def _require_whole(body: Body, handler: IncomingHandler) -> None:
    if handler.refusal:
        body.drain()
        raise handler.refusal
    if not body.is_whole:
        raise Interrupted


def _parse(request: HttpRequest, body: Body) -> None:
    """Have Django parse the body; its errors become words for the bidder."""
    try:
        request.POST  # noqa: B018 - reading it receives the body
    except UnreadablePostError as error:
        raise Interrupted from error
    except (TooManyFilesSent, TooManyFieldsSent) as error:
        raise DepositRefused(TOO_MANY, code="too_many_files") from error
    except MultiPartParserError as error:
        raise DepositRefused(GARBLED, code="garbled") if body.is_whole else Interrupted() from error
