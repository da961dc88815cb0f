#!/usr/bin/env python3
"""Makes the test faces beside it: small parts of two fonts, under names of their own.

    make.py NOTO_NASKH_VARIABLE LIBERTINE_REGULAR

The first is Noto Naskh Arabic with its weight axis (npm package @fontsource-variable/noto-naskh-arabic,
file noto-naskh-arabic-arabic-wght-normal.woff2), the second Linux Libertine with PostScript outlines
(Debian package fonts-linuxlibertine, file LinLibertine_R.otf). Wants fontTools and brotli.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
ARABIC = [" ", "\u00a0", ".", ":", *map(chr, range(0x60C, 0x60D)), "\u061b", "\u061f", *map(chr, range(0x621, 0x656)),
          *map(chr, range(0x660, 0x66D)), "\u0670", "\u0671", "\u067e", "\u0686", "\u06a9", "\u06af", "\u06cc", "\u200c", "\u200d"]
WESTERN = [*map(chr, range(0x20, 0x7F)), "\u00a0", "\u00e9", "\u00fc", "\u2010", "\u2013", "\u2019", "\u201c", "\u201d",
           *map(chr, range(0x5D0, 0x5EB))]


def make(source, target, family, characters, features):
    font = TTFont(source)
    options = subset.Options(layout_features=features, drop_tables=["MATH", "FFTM"], notdef_outline=True, hinting=False, name_IDs=[0, 1, 2, 4, 6, 13, 14])
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=map(ord, characters))
    subsetter.subset(font)
    for record in font["name"].names:
        names = {1: family, 4: family, 6: family.replace(" ", "")}
        if record.nameID in names:
            record.string = names[record.nameID]
    if "CFF " in font:
        font["CFF "].cff.fontNames[0] = family.replace(" ", "")
        top = font["CFF "].cff.topDictIndex[0]
        for key in ("FullName", "FamilyName"):
            setattr(top, key, family)
    font.flavor = None
    font.recalcTimestamp = False
    font.save(HERE / target)


if __name__ == "__main__":
    make(sys.argv[1], "Naskh.ttf", "Test Naskh", ARABIC, ["*"])
    make(sys.argv[2], "Postscript.otf", "Test Postscript", WESTERN, ["kern", "liga", "mark"])
