"""The texts in `texts/NAME.LANGUAGE.txt` as projects, and as the words that must come back.

A title and paragraphs, a line each, in Markdown; `¶` stands for a line break inside a paragraph.
"""

import json
import re
import shutil

from tools import PROJECT, call, no_answer, warraq

# Lines flush on both sides, their joins stretched as far as the press ever goes.
KASHIDA = "lines:\n  align: justify\n  kashida: full\n  justify-lines: 1\n  justify-words: 1\n"
# Everything but text in black ink or none, so that only coloured text could leave ink on another plate.
BLACK_ART = "colors:\n" + "".join(
    f'  {name}: {{ cmyk: [0, 0, 0, {black}], rgb: "#808080" }}\n' for name, black in {
        "saffron": 30, "sand": 0, "rule": 20, "veil": 60, "mist": 20, "subtitle": 10, "thread": 30}.items())
BLACK_TEXT = "print: { text: k-only }\n"
# The ground of the covers and the light on it in inks of their own.
SPOT_INKS = ["PANTONE 3165 C", "PANTONE 1375 C"]
SPOTS = f"""colors:
  night: {{ spot: {SPOT_INKS[0]}, cmyk: [100, 16, 33, 66], rgb: "#0E3F4E" }}
  veil: {{ spot: {SPOT_INKS[0]}, tint: 80, rgb: "#255867" }}
  saffron: {{ spot: {SPOT_INKS[1]}, cmyk: [0, 45, 94, 0], rgb: "#F3AE3A" }}
"""


def build(project, out, ending, *more):
    """The PDF of a project of one language, in its first format: for screens, or with `.print` for a press."""
    kind = "print" if ending == ".print.pdf" else "pdf"
    done = call(warraq(), "build", project, "--out", out, "--format", kind, "--message-format", "short", *more)
    slug = re.search(r"^slug: (.*)$", (project / "brochure.yaml").read_text("utf-8"), re.M)[1]
    pdf = next(out.rglob(f"{slug}{ending}"), None)
    if done.returncode or not pdf:
        raise no_answer(done)
    return pdf


def build_specimen(out):
    """Every block and every kind of picture, in all the specimen's languages."""
    done = call(warraq(), "build", PROJECT / "tests/specimen", "--out", out, "--format", "pdf,print,epub,html",
                "--message-format", "short")
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
    return build(folder, folder / "output", ".pdf")


def set_source(folder, lang, theme="", brochure="", ending=".pdf"):
    """The brochure in one language, with changes to its theme."""
    shutil.copytree(PROJECT / "source", folder)
    for name, more in (("theme.yaml", theme), ("brochure.yaml", brochure)):
        path = folder / name
        path.write_text((path.read_text("utf-8") if path.exists() else "") + "\n" + more, "utf-8")
    return build(folder, folder / "output", ending, "--lang", lang)


# Covers whose words are dark on a light ground: nothing is knocked out of the art.
LIGHT_COVERS = """colors:
  paper: { cmyk: [0, 0, 0, 100], rgb: "#1A1A19" }
  subtitle: { cmyk: [0, 0, 0, 100], rgb: "#1A1A19" }
ornament: { ground: sand, dark: rule }
"""
SHARED = {
    "ar": ("كتيب صغير", "تاريخ المركز", "تأسس المركز الدولي استجابةً للحاجة إلى تنسيق الجهود.", "الوقاية", "العمل على المنع."),
    "fa": ("کتابچه کوچک", "تاریخ مرکز", "این مرکز برای هماهنگی تلاش‌های جهانی بنیان نهاده شد.", "پیشگیری", "کار برای جلوگیری."),
}


def set_plates(folder, plate):
    """A brochure in two languages: their shared art or one's black plate; whole print files lie beside."""
    (folder / "text").mkdir(parents=True)
    (folder / "brochure.yaml").write_text(
        f"slug: plates\nlanguages: [{', '.join(SHARED)}]\ndate: 2026-01-01\nprint: {{ text: k-only }}\n", "utf-8")
    (folder / "theme.yaml").write_text(LIGHT_COVERS, "utf-8")
    for lang, (title, heading, lead, term, said) in SHARED.items():
        (folder / f"text/{lang}.yaml").write_text(
            f"title: {title}\nsections:\n  - id: a\n    heading: {heading}\n    body:\n      - {lead}\n"
            f"      - terms:\n          - {{ term: {term}, text: {said} }}\n", "utf-8")
    out = folder / "output"
    for more in [], ["--plates", "black-per-language"]:
        done = call(warraq(), "print", folder, "--out", out, "--message-format", "short", *more)
        if done.returncode:
            raise no_answer(done)
    return out / "plates" / "+".join(SHARED) / f"plates.{plate}.pdf"
