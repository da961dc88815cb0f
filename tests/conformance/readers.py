"""The text of a PDF as five readers find it, and in the order of its tags; how much of a word list comes back.

A word is a run of letters, marks and digits, in NFC, without direction marks and soft hyphens; what
stands between words neither helps nor hurts, because readers move it. Words count as recovered
where they come back whole and in order (difflib's matching blocks).
"""

import difflib
import json
import re
import subprocess
import sys
import threading
import unicodedata
from pathlib import Path

from texts import reference
from tools import HERE

SOFT_HYPHEN = "\u00ad"
INVISIBLE = {"\u061c", "\u200e", "\u200f", "\ufeff", *map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}


# PDFium and MuPDF are not made for threads.
IN_PROCESS = threading.Lock()


def _output(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, timeout=600, check=True)
    return done.stdout.decode("utf-8", "replace")


def poppler(pdf):
    return _output("pdftotext", "-enc", "UTF-8", pdf, "-")


def pdfium(pdf):
    import pypdfium2

    with IN_PROCESS:
        document = pypdfium2.PdfDocument(pdf)
        text = "\n".join(page.get_textpage().get_text_range() for page in document)
        return text.replace("\ufffe", SOFT_HYPHEN)  # PDFium's own sign for a hyphen at a line's end


# What pdf.js found in files, by their paths.
PDF_JS = {}


def ask_pdf_js(files):
    """Has one process read many files, since it takes longer to start than to read one."""
    for line in _output("node", HERE / "pdfjs.mjs", *files).splitlines():
        answer = json.loads(line)
        PDF_JS[answer["file"]] = answer


def _pdf_js(pdf):
    if str(pdf) not in PDF_JS:
        ask_pdf_js([pdf])
    if "error" in PDF_JS[str(pdf)]:
        raise OSError(PDF_JS[str(pdf)]["error"])
    return PDF_JS[str(pdf)]


def pdf_js(pdf):
    return _pdf_js(pdf)["text"]


def mupdf(pdf):
    import pymupdf

    with IN_PROCESS, pymupdf.open(pdf) as document:
        return "\n".join(page.get_text() for page in document)


def pypdf(pdf):
    import pypdf as library

    return "\n".join(page.extract_text() for page in library.PdfReader(pdf).pages)


def tag_order(pdf):
    """The text as pdf.js finds it, in the order of the tags: what is read aloud, whatever lies where."""
    import pypdf as library

    marked, found = _pdf_js(pdf)["marked"], []

    def walk(kid, page):
        kid = kid.get_object()
        if isinstance(kid, int):
            found.append(marked.get(f"p{page}R_mc{kid}", ""))
        elif isinstance(kid, list):
            for each in kid:
                walk(each, page)
        else:
            page = kid.raw_get("/Pg").idnum if "/Pg" in kid else page
            if kid.get("/Type") == "/MCR":
                walk(kid["/MCID"], page)
            elif "/K" in kid:
                walk(kid["/K"], page)
                found.append("\n" if kid.get("/S") not in INLINE else "")

    walk(library.PdfReader(pdf).trailer["/Root"]["/StructTreeRoot"], None)
    return "".join(found)


def tag_tree(pdf):
    text = _output("pdfinfo", "-struct-text", pdf)
    return "\n".join(re.findall(r'^\s*"(.*)"$', text, re.M))


def stored(pdf):
    return _output("pdftotext", "-raw", "-enc", "UTF-8", pdf, "-")


# Tags inside a line: nothing parts their words from those around.
INLINE = {"/Span", "/Link", "/Reference", "/Note", "/Em", "/Strong", "/Lbl", "/Quote", "/Code"}
READERS = {"Poppler": poppler, "PDFium": pdfium, "pdf.js": pdf_js, "MuPDF": mupdf, "pypdf": pypdf}
# Readers that take the codes in the order in which they are stored.
STORED = {"tag tree": tag_tree, "stored order": stored}
TAGS = {"tag order": tag_order}


def words(text, joined=False, letters=False):
    """The words of a text; a word that a line end hyphenates is put together again. Without
    `joined`, U+200C parts words, as it does to the eye. With `letters`, digits stand for nothing."""
    if joined:
        text = text.replace("\u200c", "")
    text = re.sub(f"{SOFT_HYPHEN}\\s+", "", text)
    found, word = [], ""
    for c in unicodedata.normalize("NFC", text):
        if c in INVISIBLE or c == SOFT_HYPHEN or (letters and unicodedata.category(c) == "Nd"):
            continue
        if unicodedata.category(c)[0] in "LMN":
            word += c
        elif word:
            found.append(word)
            word = ""
    return found + [word] if word else found


# pdf.js drops every format character (Cf), so a word with U+200C comes back as one.
JOINS = BY_PDF_JS = {"pdf.js", "tag order"}


def recovered(reader, reference, text, letters=False):
    """How many of a reference's words come back in order, and how many it has."""
    expected, got = (words(t, reader in JOINS, letters) for t in (reference, text))
    blocks = difflib.SequenceMatcher(None, expected, got, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks), len(expected)


def recovered_apart(reader, reference, text):
    """The same where paragraphs stand in any order, whole in themselves: on a sheet that is folded later.

    The longest come first, and no place in the text counts twice.
    """
    got, count, of = words(text, reader in JOINS), 0, 0
    for paragraph in sorted(reference.splitlines(), key=len, reverse=True):
        expected = words(paragraph, reader in JOINS)
        of += len(expected)
        longest = difflib.SequenceMatcher(None, expected, got, autojunk=False).find_longest_match()
        start = max(0, longest.b - longest.a)
        place = got[start:start + len(expected)]
        for block in difflib.SequenceMatcher(None, expected, place, autojunk=False).get_matching_blocks():
            count += block.size
            got[start + block.b:start + block.b + block.size] = [None] * block.size
    return count, of


def strangers(reference, text):
    """What must not be in the text: presentation forms, tatweel that it lacks, stray codes."""
    found = []
    forms = sum("\ufb50" <= c <= "\ufdcf" or "\ufe70" <= c <= "\ufefc" for c in text)
    if forms:
        found.append(f"{forms} presentation forms")
    tatweel = text.count("\u0640") - reference.count("\u0640")
    if tatweel > 0:
        found.append(f"{tatweel} tatweels that the source lacks")
    odd = sorted({c for c in text if c == "\ufffd" or unicodedata.category(c) in ("Cn", "Co", "Cs")})
    if odd:
        found.append("meaningless codes: " + " ".join(f"U+{ord(c):04X}" for c in odd))
    return found


def main(arguments):
    if len(arguments) == 2 and arguments[0] in READERS:
        print(READERS[arguments[0]](arguments[1]))
    elif len(arguments) == 3 and arguments[0] in READERS:
        texts = reference(Path(arguments[1])), READERS[arguments[0]](arguments[2])
        expected, got = (words(text, arguments[0] in JOINS) for text in texts)
        for kind, i, j, k, l in difflib.SequenceMatcher(None, expected, got, autojunk=False).get_opcodes():
            if kind in ("delete", "replace"):
                print(" ".join(expected[i:j]), "→", " ".join(got[k:l]))
    elif len(arguments) == 2:
        expected = reference(Path(arguments[0]))
        for name, reader in READERS.items():
            text = reader(arguments[1])
            count, of = recovered(name, expected, text)
            print(f"{name:8} {count} of {of}, {100 * count / of:.1f} % {'; '.join(strangers(expected, text))}")
    else:
        sys.exit("readers.py [READER] WORDS.txt FILE.pdf | readers.py READER FILE.pdf")


if __name__ == "__main__":
    main(sys.argv[1:])
