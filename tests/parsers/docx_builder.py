"""Word files made from a few lines of XML, for tests."""



import io
import re
import zipfile
from collections.abc import Mapping

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{W_NS}" xmlns:r="{R_NS}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
)
Links = Mapping[str, tuple[str, str, str | bytes]]
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_PARTS = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes"}


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(text: str = "", style: str = "", properties: str = "", runs: str = "", bold: bool = False) -> str:
    style_xml = f'<w:pStyle w:val="{style}"/>' if style else ""
    content = (
        "".join(run(text.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">'), "<w:b/>" if bold else ""))
        if text
        else ""
    )
    return f"<w:p><w:pPr>{style_xml}{properties}</w:pPr>{content}{runs}</w:p>"


def item(text: str, number: int = 1, level: int = 0) -> str:
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def table(*rows: list[str], properties: str = "") -> str:
    """Rows of cells; a cell that begins with "<" is its own XML."""
    xml = ""
    for row in rows:
        cells = "".join(cell if cell.startswith("<w:tc>") else f"<w:tc>{p(cell)}</w:tc>" for cell in row)
        xml += f"<w:tr>{cells}</w:tr>"
    return f"<w:tbl><w:tblPr/>{properties}{xml}</w:tbl>"


def level(at: int, form: str, text: str, extra: str = "", start: int = 1) -> str:
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{extra}<w:lvlText w:val="{text}"/></w:lvl>'


def numbering(*levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{nums}'


def style(style_id: str, name: str, inner: str = "") -> str:
    return f'<w:style w:type="paragraph" w:styleId="{style_id}"><w:name w:val="{name}"/>{inner}</w:style>'


def note(kind: str, number: int, text: str) -> str:
    return f'<w:{kind} w:id="{number}">{p(text)}</w:{kind}>'


def docx(body: str, *, strict: bool = False, main_type: str = _MAIN_TYPE, links: Links | None = None, **parts: str) -> bytes:
    """Return a Word file; `parts` are the inner XML of styles, numbering, footnotes, endnotes, settings, header1, footer1.

    `links` gives other parts: by the id of the relation its kind, the part's path from word/, and the part.
    """
    files: dict[str, str | bytes] = {"word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>"}
    relations = ""
    for name, inner in parts.items():
        kind = _PARTS.get(name, name.rstrip("0123456789"))
        root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
        files[f"word/{name}.xml"] = f"<w:{root} {_NAMESPACES}>{inner}</w:{root}>"
        relations += f'<Relationship Id="r{name}" Type="{R_NS}/{kind}" Target="{name}.xml"/>'
    for link, (kind, path, content) in (links or {}).items():
        files[f"word/{path}"] = content
        relations += f'<Relationship Id="{link}" Type="{R_NS}/{kind}" Target="{path}"/>'
    relations += f'<Relationship Id="gone" Type="{R_NS}/image" Target="NULL"/>'
    files["word/_rels/document.xml.rels"] = _relationships(relations)
    files["_rels/.rels"] = _relationships(
        f'<Relationship Id="r1" Type="{R_NS}/officeDocument" Target="word/document.xml"/>'
    )
    files["[Content_Types].xml"] = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{main_type}"/></Types>'
    )
    if strict:
        files = {name: _strict(content) for name, content in files.items()}
    return zipped(files)


def _strict(content: str | bytes) -> str | bytes:
    if isinstance(content, bytes):
        return content
    return re.sub(r"http://schemas\.openxmlformats\.org/(wordprocessingml|officeDocument|drawingml)/2006/", r"http://purl.oclc.org/ooxml/\1/", content)


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def _relationships(inner: str) -> str:
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
