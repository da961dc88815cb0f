"""What is found in PDF files: their kinds, their structure, their text."""

import re
import subprocess
from pathlib import Path

import readers
from texts import reference
from tools import JAVA, TOOLS, DidNotRun, call, no_answer

PROFILES = ["ua1", "2a"]
# Formats that are one sheet with panels side by side, to be folded.
FOLDED = {"leaflet", "letter-fold", "bifold", "z-fold", "gate-fold"}


def kind(file):
    """`screen`, `print` or `booklet`. Only the first are read; the others go to a press or a printer, and
    have no tags."""
    if file.name.endswith(".print.pdf"):
        return "print"
    if file.parent.parent.name == "plates" and file.name.endswith((".art.pdf", ".black.pdf")):
        return "print"
    return "booklet" if file.name.endswith(".booklet.pdf") else "screen"


def folded(file):
    return not FOLDED.isdisjoint(file.name.split(".")[1:])


def verapdf(files):
    done = call(*JAVA, "-cp", f"{TOOLS}/java:{TOOLS}/java/*", "Vera", ",".join(PROFILES), *files)
    found = {(f"veraPDF {profile}", file): None for file in files for profile in PROFILES}
    rules = {}
    for line in done.stdout.splitlines():
        name, profile, kind, what = line.split("\t", 3)
        key = f"veraPDF {profile}", Path(name)
        if kind == "pass":
            found[key] = rules.get(key, [])
        elif kind == "rule":
            rules.setdefault(key, []).append(what)
        else:
            found[key] = rules.get(key) or [what]
    if None in found.values():
        raise no_answer(done)
    return found


def qpdf(file):
    done = call("qpdf", "--check", file)
    if done.returncode == 0:
        return []
    found = [line for line in (done.stdout + done.stderr).splitlines() if re.match(r"WARNING|ERROR", line)]
    if not found:
        raise no_answer(done)
    return found


def text(file, reader, list_of_words, least, apart=False):
    """The share of a word list that a reader finds; with `apart`, paragraphs may stand in any order."""
    if not list_of_words.is_file():
        return [f"there is no word list {list_of_words.name}"]
    expected = reference(list_of_words)
    letters = list_of_words.name.startswith("links")
    try:
        got = {**readers.READERS, **readers.STORED, **readers.TAGS}[reader](file)
    except (OSError, subprocess.SubprocessError) as error:
        raise DidNotRun(str(error)) from error
    count, of = (readers.recovered_apart(reader, expected, got) if apart
                 else readers.recovered(reader, expected, got, letters))
    share, found = 100 * count / max(1, of), readers.strangers(expected, got)
    remark = f"{count} of {of} words, {share:.2f} %"
    if share < least:
        found.append(f"{least} % are asked for")
    return found, remark
