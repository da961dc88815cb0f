"""Cuts the faces of this folder to the characters of the specimen, of tests/text_scripts.rs, of
dates, and to those by which the program knows what a face is made for.

In: the packages @fontsource/noto-sans-{thai,devanagari,jp,sc,kr}, unpacked side by side in the
folder that is the only argument. Out: TrueType files beside this one. The licence is the OFL.
"""

import pathlib
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

here = pathlib.Path(__file__).parent
root = here.parents[2]
words = [
    "src/layout/style.rs",
    "src/model/lang/date.rs",
    "tests/text_scripts.rs",
    "tests/specimen/text/ja.yaml",
    "tests/specimen/text/th.yaml",
]
used = "".join((root / name).read_text(encoding="utf-8") for name in words)
faces = {
    "Thai": ("thai", "thai"),
    "Devanagari": ("devanagari", "devanagari"),
    "JP": ("jp", "japanese"),
    "SC": ("sc", "chinese-simplified"),
    "KR": ("kr", "korean"),
}
for name, (package, part) in faces.items():
    folder = pathlib.Path(sys.argv[1]) / f"fontsource-noto-sans-{package}/package/files"
    font = TTFont(folder / f"noto-sans-{package}-{part}-400-normal.woff2")
    font.flavor = None
    wanted = {ord(c) for c in used if ord(c) > 0x2FF} | {0x20}
    options = subset.Options(layout_features=["*"], hinting=False, notdef_outline=True)
    options.name_IDs = ["*"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted & set(font.getBestCmap()))
    cutter.subset(font)
    # These were cut from a variable font and still bear the name of its first instance.
    for record in font["name"].names:
        record.string = record.toUnicode().replace(" Thin", "").replace("-Thin", "-Regular")
    font.save(here / f"NotoSans{name}.ttf")
