"""The order in which a browser shows tokens and phrases, against the table of `tests/order`.

The samples come from `tests/data/order.json.gz`, which the tests write: a document a line, with what
must be seen of each of its samples.
"""

import gzip
import json
from pathlib import Path

from tools import HERE, call, no_answer, warraq

CASES = HERE.parent / "data/order.json.gz"
# Findings of a page that are printed; all are counted.
MOST = 20
FOLDED = str.maketrans(")]}»›>", "([{«‹<", "\u0640")


def build(folder):
    """The samples as web pages: what must be seen, by file."""
    pages = {}
    with gzip.open(CASES, "rt", encoding="utf-8") as lines:
        for number, case in enumerate(map(json.loads, lines)):
            lang, project = case["lang"], folder / f"{number}"
            (project / "text").mkdir(parents=True)
            (project / "brochure.yaml").write_text(
                f"slug: order\nlanguages: [{lang}]\ndate: 2026-11-23\n", "utf-8")
            (project / f"text/{lang}.yaml").write_text(case["text"], "utf-8")
            out = folder / f"{number}-{lang}"
            done = call(warraq(), "build", project, "--out", out, "--format", "html", "--message-format", "short")
            page = out / lang / "order.html"
            if done.returncode or not page.is_file():
                raise no_answer(done)
            pages[page.resolve()] = case
    return pages


def whole(line):
    """A line as it is compared whole. Brackets count as one: on which side of its partner one stands tells the
    page which way it is drawn, but brackets of mixtures may have no partner. U+0640 has no width in Nastaliq."""
    return line.translate(FOLDED)


def findings(wanted, seen):
    """What differs in a page."""
    if len(wanted) != len(seen):
        return [f"has {len(seen)} samples, {len(wanted)} are there"]
    found = []
    for (tokens, line), lines in zip(wanted, seen):
        torn = [token for token in tokens if not any(token in one for one in lines)]
        if line is not None and len(lines) == 1 and whole(lines[0]) != whole(line):
            torn.append(line)
        if torn:
            found.append(f"{torn[-1]} is seen as {' ¶ '.join(lines)}")
    return [*found[:MOST], f"and {len(found) - MOST} more"] if len(found) > MOST else found


def check(pages):
    """Findings of pages, as the browser shows them."""
    done = call("node", HERE / "order.mjs", *(part for page, case in pages.items() for part in (page, case["element"])))
    answers = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("[")]
    if len(answers) != len(pages):
        raise no_answer(done)
    return {("order", page): findings(case["seen"], seen) for (page, case), seen in zip(pages.items(), answers)}
