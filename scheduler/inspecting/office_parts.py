"""Parts: what a document or a sheet may be made of; whatever is not named here is refused."""

import re

from models.core.media import Media

_OFFICE = "application/vnd.openxmlformats-officedocument."
_PACKAGE = "application/vnd.openxmlformats-package."
HEARTS = {Media.DOCX: "word/document.xml", Media.XLSX: "xl/workbook.xml"}
HEART_TYPES = {
    Media.DOCX: f"{_OFFICE}wordprocessingml.document.main+xml",
    Media.XLSX: f"{_OFFICE}spreadsheetml.sheet.main+xml",
}
CONTENT_TYPES = "[Content_Types].xml"
PICTURE = r"media/[\w.-]{1,60}\.(png|jpe?g)"
_ANYWHERE = (
    r"\[Content_Types\]\.xml",
    r"_rels/\.rels",
    r"docProps/(core|app|custom)\.xml",
    r"docProps/thumbnail\.(png|jpe?g)",
    r"customXml/(_rels/)?item(Props)?\d{1,3}\.xml(\.rels)?",
)
_WORDS = (
    "document|styles|stylesWithEffects|settings|webSettings|fontTable|numbering|footnotes|endnotes"
    r"|comments|commentsExtended|commentsIds|commentsExtensible|people|header\d*|footer\d*"
)
_DOCUMENT = (
    rf"word/(glossary/)?(_rels/)?({_WORDS})\.xml(\.rels)?",
    rf"word/{PICTURE}",
    r"word/theme/(_rels/)?theme\d*\.xml(\.rels)?",
    r"word/(charts|diagrams)/(_rels/)?[A-Za-z]+\d*\.xml(\.rels)?",
)
_SHEET = (
    r"xl/(_rels/)?(workbook|styles|sharedStrings|calcChain|metadata|cellimages)\.xml(\.rels)?",
    rf"xl/{PICTURE}",
    r"xl/(theme|worksheets|chartsheets|drawings|charts|tables|threadedComments|persons)/"
    r"(_rels/)?[A-Za-z]+\d*\.xml(\.rels)?",
    r"xl/drawings/(_rels/)?vmlDrawing\d*\.vml(\.rels)?",
    r"xl/comments\d*\.xml",
    r"xl/printerSettings/printerSettings\d*\.bin",
)
NAMES = {
    Media.DOCX: re.compile("|".join((*_ANYWHERE, *_DOCUMENT))),
    Media.XLSX: re.compile("|".join((*_ANYWHERE, *_SHEET))),
}
# The last word of each type of part.
TYPES = {
    Media.DOCX: re.compile(
        rf"application/xml|image/(png|jpe?g)|{re.escape(_PACKAGE)}(core-properties|relationships)\+xml"
        rf"|{re.escape(_OFFICE)}(extended-properties|custom-properties|customXmlProperties|theme"
        r"|themeOverride|drawingml\.chart|drawingml\.chartshapes|drawingml\.diagram\w+"
        r"|wordprocessingml\.(document\.main|document\.glossary|styles|settings|webSettings"
        r"|fontTable|numbering|footnotes|endnotes|comments\w*|people|header|footer))\+xml"
        r"|application/vnd\.ms-word\.stylesWithEffects\+xml"
        r"|application/vnd\.ms-office\.(chartstyle|chartcolorstyle|drawingml\.diagram\w+)\+xml"
    ),
    Media.XLSX: re.compile(
        rf"application/xml|image/(png|jpe?g)|{re.escape(_PACKAGE)}(core-properties|relationships)\+xml"
        rf"|{re.escape(_OFFICE)}((extended-properties|custom-properties|customXmlProperties|theme"
        r"|themeOverride|drawing|drawingml\.chart|drawingml\.chartshapes"
        r"|spreadsheetml\.(sheet\.main|worksheet|chartsheet|styles|sharedStrings|calcChain"
        r"|sheetMetadata|comments|table))\+xml|vmlDrawing|spreadsheetml\.printerSettings)"
        r"|application/vnd\.ms-office\.(chartstyle|chartcolorstyle)\+xml"
        r"|application/vnd\.ms-excel\.(threadedcomments|person)\+xml"
        r"|application/vnd\.wps-officedocument\.cellimage\+xml"
    ),
}
# The last word of each type of relationship; only a hyperlink may lead outside.
LINK = "hyperlink"
RELATIONS = {
    LINK,
    *("officeDocument", "core-properties", "extended-properties", "custom-properties"),
    *("thumbnail", "styles", "stylesWithEffects", "settings", "webSettings", "fontTable"),
    *("numbering", "footnotes", "endnotes", "comments", "commentsExtended", "commentsIds"),
    *("commentsExtensible", "people", "header", "footer", "theme", "themeOverride", "image"),
    *("customXml", "customXmlProps", "glossaryDocument", "chart", "chartUserShapes"),
    *("chartStyle", "chartColorStyle", "diagramData", "diagramLayout", "diagramQuickStyle"),
    *("diagramColors", "diagramDrawing", "worksheet", "chartsheet", "sharedStrings", "calcChain"),
    *("sheetMetadata", "drawing", "vmlDrawing", "table", "printerSettings", "threadedComment"),
    *("person", "cellImage"),
}
OUTSIDE = re.compile(r"(https?://|mailto:)[^\\\s]+", re.IGNORECASE)
INSIDE = re.compile(r"[A-Za-z0-9_./\[\] #-]*")
# Fields of a document that reach for nothing but the document.
FIELDS = {
    *("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "DATE", "TIME", "CREATEDATE", "SAVEDATE"),
    *("PRINTDATE", "TOC", "PAGEREF", "REF", "NOTEREF", "SEQ", "STYLEREF", "MERGEFIELD", "AUTHOR"),
    *("TITLE", "SUBJECT", "FILENAME", "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN", "EQ", "SYMBOL"),
    *("TC", "XE", "INDEX", "NUMWORDS", "NUMCHARS", "DOCPROPERTY", "LISTNUM", "HYPERLINK", "="),
}
# Elements that start, load or embed something.
ELEMENTS = {
    *("altchunk", "object", "oleobject", "oleobjects", "control", "controls", "subdoc"),
    *("mailmerge", "attachedtemplate", "fmlamacro", "ddelink", "olelink", "externalreference"),
    *("externalbook", "externaldata", "webextension", "customui", "datasource", "embed"),
    *("webpublishitem", "embeddedobject", "movie", "video", "videofile", "audiofile", "script"),
    *("quicktimefile", "objectpr", "contentpart", "frameset", "externallink", "webpr", "dbpr"),
    *("querytable", "connection"),
}
