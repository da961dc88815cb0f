"""The texts in `texts/NAME.LANGUAGE.txt` as projects, and as the words that must come back.

A title and paragraphs, a line each, in Markdown; `¶` stands for a line break inside a paragraph.
"""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]


# Lines flush on both sides, their joins stretched as far as the press ever goes.
KASHIDA = "lines:\n  align: justify\n  kashida: full\n  justify-lines: 1\n  justify-words: 1\n"


class DidNotRun(Exception):
    """A program gave no answer."""


def call(*command):
    try:
        return subprocess.run([str(part) for part in command], capture_output=True, timeout=900,
                              encoding="utf-8", errors="replace")
    except (OSError, subprocess.TimeoutExpired) as error:
        raise DidNotRun(str(error)) from error


def no_answer(done):
    said = (done.stderr or done.stdout).strip().splitlines()
    return DidNotRun(f"exit code {done.returncode}: {said[-1] if said else 'silent'}")


def warraq():
    target = Path(os.environ.get("CARGO_TARGET_DIR") or PROJECT / "target")
    return Path(os.environ.get("WARRAQ") or target / "release/warraq").resolve()


def build(project, out, *more):
    """The PDF of a project of one language."""
    done = call(warraq(), "build", project, "--out", out, "--format", "pdf", "--message-format", "short", *more)
    pdf = next(out.rglob("*.pdf"), None)
    if done.returncode or not pdf:
        raise no_answer(done)
    return pdf


def build_specimen(out):
    """Every block and every kind of picture, in all the specimen's languages."""
    formats = [part for name in ("pdf", "epub", "html") for part in ("--format", name)]
    done = call(warraq(), "build", PROJECT / "tests/specimen", "--out", out, *formats, "--message-format", "short")
    if done.returncode:
        raise no_answer(done)


def reference(file):
    """A text without its markup; notes stand at the end, as on the page, and have no number."""
    body, notes = [], []
    for line in file.read_text("utf-8").splitlines():
        for part in line.split("¶"):
            note = re.match(r"\[\^\w+\]:\s*(.*)", part)
            (notes if note else body).append(note[1] if note else part)
    text = "\n".join(body + notes)
    text = re.sub(r"\[\^\w+\]", "", text)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return text.replace("*", "")


def set_text(file, folder, theme="", brochure="", fonts=()):
    """A text as a project with fonts of its own, and the PDF that it makes."""
    title, *paragraphs = file.read_text("utf-8").splitlines()
    lang, quote = file.suffixes[0][1:], lambda text: json.dumps(text, ensure_ascii=False)
    (folder / "text").mkdir(parents=True)
    (folder / "brochure.yaml").write_text(f"slug: text\nlanguages: [{lang}]\ndate: 2026-01-01\n{brochure}", "utf-8")
    for font in fonts:
        (folder / "fonts").mkdir(exist_ok=True)
        shutil.copy(font, folder / "fonts")
    if theme:
        (folder / "theme.yaml").write_text(theme, "utf-8")
    lines = [f"title: {quote(title)}", "sections:", "  - id: a", f"    heading: {quote(title)}", "    style: plain",
             "    body:", *(f"      - {quote(paragraph.replace('¶', chr(10) + chr(10)))}" for paragraph in paragraphs)]
    (folder / f"text/{lang}.yaml").write_text("\n".join(lines) + "\n", "utf-8")
    return build(folder, folder / "output")


def set_source(folder, lang, theme="", brochure=""):
    """The brochure in one language, with changes to its theme."""
    shutil.copytree(PROJECT / "source", folder)
    for name, more in (("theme.yaml", theme), ("brochure.yaml", brochure)):
        path = folder / name
        path.write_text((path.read_text("utf-8") if path.exists() else "") + "\n" + more, "utf-8")
    return build(folder, folder / "output", "--lang", lang)
