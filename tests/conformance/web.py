"""What the field's validators, and the browser, find in books and web pages.

Each check of many files gives a dict of findings by (name of the check, file).
"""

import json
import os
import re
import tempfile
import zipfile
from pathlib import Path
from urllib.parse import unquote, urlparse

from tools import HERE, JAVA, TOOLS, call, no_answer


def reports(done, files, folder, name):
    """A validator's own reports of files, from the folder that it wrote them into; None where it wrote none."""
    found = [folder / name.format(number) for number in range(len(files))]
    if not any(report.is_file() for report in found):
        raise no_answer(done)
    return [json.loads(report.read_text("utf-8")) if report.is_file() else None for report in found]


def epubcheck(files):
    jar = TOOLS / "python/epubcheck/epubcheck.jar"
    def text(message):
        place = (message["locations"] or [{}])[0]
        at = f"{place.get('path', '')}:{place.get('line', 0)}:{place.get('column', 0)}"
        return f"{message['severity']} {message['ID']}: {message['message']} ({at})"
    with tempfile.TemporaryDirectory() as folder:
        done = call(*JAVA, "-cp", os.pathsep.join((f"{TOOLS}/java", str(jar))), "Books", folder, *files)
        all_ = reports(done, files, Path(folder), "{}.json")
    return {("EPUBCheck", file): ["did not run: no report"] if report is None else [
        text(m) for m in report["messages"] if m["severity"] not in ("INFO", "USAGE", "SUPPRESSED")]
        for file, report in zip(files, all_)}


def ace(files):
    with tempfile.TemporaryDirectory() as folder:
        done = call("node", HERE / "ace.mjs", folder, *files)
        all_ = reports(done, files, Path(folder), "{}/report.json")
    return {("Ace", file): ace_findings(report) for file, report in zip(files, all_)}


def ace_findings(report):
    if report is None:
        return ["did not run: no report"]
    found = []
    for subject in report["assertions"]:
        for claim in subject["assertions"]:
            if claim["earl:result"]["earl:outcome"] == "fail":
                test, where = claim["earl:test"], subject["earl:testSubject"]["url"]
                said = claim["earl:result"]["dct:description"]
                found.append(f"{test['earl:impact']} {test['dct:title']} in {where}: {said}")
    if not found and report["earl:result"]["earl:outcome"] != "pass":
        found.append(f"outcome is {report['earl:result']['earl:outcome']}")
    return sorted(set(found))


def page_list(file):
    """The pages that the EPUB names are those of the PDF beside it (EPUB Accessibility 1.1, 3.2)."""
    pdf = file.with_suffix(".pdf")
    if not pdf.is_file():
        return ["there is no PDF beside it"]
    pages = int(call("qpdf", "--show-npages", pdf).stdout or 0)
    with zipfile.ZipFile(file) as book:
        texts = {n: book.read(n).decode("utf-8") for n in book.namelist() if n.endswith((".xhtml", ".opf"))}
    nav = next((t for t in texts.values() if 'epub:type="page-list"' in t), "")
    listed = re.findall(r'href="([^"]*)"', nav.partition('epub:type="page-list"')[2].partition("</nav>")[0])
    found = [] if len(listed) == pages else [f"names {len(listed)} pages, the PDF has {pages}"]
    package = next((t for name, t in texts.items() if name.endswith(".opf")), "")
    if "pageBreakSource" not in package:
        found.append("the package names no pageBreakSource")
    for target in listed:
        name, _, fragment = target.partition("#")
        text = next((t for path, t in texts.items() if path.endswith("/" + name) or path == name), None)
        if text is None or (fragment and f'id="{fragment}"' not in text):
            found.append(f"`{target}` is not there")
    return found


def nu(files):
    jar = TOOLS / "node_modules/vnu-jar/build/dist/vnu.jar"
    done = call(*JAVA, "-jar", jar, "--format", "json", *files)
    try:
        messages = json.loads(done.stderr[done.stderr.find("{"):])["messages"]
    except (ValueError, KeyError):
        raise no_answer(done) from None
    found = {("Nu", file): [] for file in files}
    for message in messages:
        kind = message.get("subType") or message["type"]
        if kind == "info":
            continue
        file = Path(unquote(urlparse(message.get("url", "")).path)).resolve()
        at = f"{message.get('lastLine', 0)}:{message.get('lastColumn', 0)}"
        found.get(("Nu", file), found["Nu", files[0]]).append(f"{kind}: {message['message']} ({at})")
    return found


def browser(files):
    """What axe and the browser find, as two checks a file."""
    done = call("node", HERE / "page.mjs", *files)
    seen = {}
    for line in done.stdout.splitlines():
        if line.startswith("{"):
            answer = json.loads(line)
            seen.update({(check, Path(answer["file"])): found for check, found in answer["findings"].items()})
    if set(seen) != {(check, file) for check in ("axe", "browser") for file in files}:
        raise no_answer(done)
    return seen


def outside(file):
    """One file, no script, no inline style, a strict policy: by its text alone.

    Data for search engines stand in a block that browsers do not run (HTML, 4.12.1): they must be JSON.
    """
    text = file.read_text("utf-8")
    found = [f"has {what}" for what, pattern in {
        "a script": r'<script\b(?! type="application/ld\+json">)', "a handler": r"<[^>]+\son\w+\s*=", "a style attribute": r"<[^>]+\sstyle\s*=",
        "a linked style sheet": r'<link[^>]+rel="?stylesheet', "an import": r"@import",
    }.items() if re.search(pattern, text, re.I)]
    for data in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.S):
        try:
            json.loads(data)
        except ValueError as error:
            found.append(f"has data that are no JSON: {error}")
    policy = re.search(r'http-equiv="Content-Security-Policy"\s+content="([^"]+)"', text)
    if not policy or "default-src 'none'" not in policy[1] or "unsafe" in policy[1]:
        found.append("has no strict content security policy")
    return found
