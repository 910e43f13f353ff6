"""XML from outside as a small tree: no DTD, no entity, nothing fetched, everything counted."""

from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

MAX_BYTES: Final = 4 * 1024 * 1024
MAX_ELEMENTS: Final = 60_000
MAX_DEPTH: Final = 60
MAX_TEXT: Final = 2_000

_SEPARATOR: Final = " "


class XmlRefused(ValueError):  # noqa: N818 - an answer to whoever deposited the file
    """The file is not one that is read; the message, in French, says why."""


@dataclass(slots=True)
class Element:
    """`name` without its namespace, `space` its namespace; `text` is what stands directly inside."""

    name: str
    space: str
    attributes: dict[str, str]
    children: list["Element"] = field(default_factory=list)
    text: str = ""

    def all(self, *path: str) -> list["Element"]:
        """Descendants by the names of the path, each level a child of the one before."""
        found = [self]
        for name in path:
            found = [child for element in found for child in element.children if child.name == name]
        return found

    def first_text(self, *path: str) -> str:
        """The text of the first one, trimmed; empty when there is none."""
        return next((element.text.strip() for element in self.all(*path)), "")


def parse(data: bytes) -> Element:
    """The root. Raises XmlRefused for anything that is malformed, too large or declares a DTD."""
    if len(data) > MAX_BYTES:
        raise XmlRefused(f"il dépasse {MAX_BYTES // 1024 // 1024} Mio")
    builder = _Builder()
    parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.add_text
    # Without a document type there is no entity to declare, to nest or to fetch.
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.EntityDeclHandler = _refuse_doctype
    parser.ExternalEntityRefHandler = _refuse_doctype
    try:
        parser.Parse(data, True)  # noqa: FBT003 - the whole file at once
    except (expat.ExpatError, ValueError, LookupError) as error:
        if isinstance(error, XmlRefused):
            raise
        raise XmlRefused("il n’est pas du XML bien formé") from error
    assert builder.root is not None
    return builder.root


def _refuse_doctype(*_: object) -> int:
    raise XmlRefused("il contient une déclaration de type (DTD) ou une entité, jamais lues")


@dataclass(slots=True)
class _Builder:
    root: Element | None = None
    open: list[Element] = field(default_factory=list)
    count: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if self.count > MAX_ELEMENTS or len(self.open) >= MAX_DEPTH:
            raise XmlRefused("il contient trop d’éléments, ou trop d’éléments emboîtés")
        space, _, local = name.rpartition(_SEPARATOR)
        element = Element(local, space, attributes)
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)

    def end(self, _name: str) -> None:
        self.open.pop()

    def add_text(self, text: str) -> None:
        element = self.open[-1]
        element.text += text[: MAX_TEXT - len(element.text)]
