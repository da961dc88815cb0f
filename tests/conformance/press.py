"""The rules of PDF/X-4 (ISO 15930-7) that a file shows by itself, and its plates through Ghostscript.

No free validator for PDF/X exists, so `pdfx` is the project's own reading of the standard; it shares
no code with the program, and reads the file with pypdf. `separate` has Ghostscript's `tiffsep` device
make the plates, overprint included, as a print shop's software does; the other checks look at those.
"""

import re
import struct
import tempfile
from pathlib import Path

from tools import DidNotRun, call, no_answer

# What paints, and what chooses its colour.
FILLS, STROKES, BOTH = {"f", "F", "f*"}, {"S", "s"}, {"B", "B*", "b", "b*"}
TEXT = {"Tj", "TJ", "'", '"'}
# Operators and colour spaces that a file for a CMYK press may not use.
SCREEN, SCREEN_SPACES = {"rg", "RG"}, {"/DeviceRGB", "/CalRGB"}
PROCESS = {"Cyan", "Magenta", "Yellow", "Black"}
FORBIDDEN = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/ResetForm", "/Movie", "/Sound", "/Rendition"}


def pdfx(file):
    """What is wrong with a file that is to be PDF/X-4."""
    import pypdf

    reader = pypdf.PdfReader(str(file))
    root, found = reader.trailer["/Root"].get_object(), []
    if not re.match(r"%PDF-1\.[3-6]$", reader.pdf_header):
        found.append(f"the header says {reader.pdf_header}; PDF/X-4 ends at 1.6")
    if reader.is_encrypted or "/ID" not in reader.trailer:
        found.append("it is encrypted or has no ID")
    found += intent(root) + metadata(reader, root)
    for key in ("/AcroForm", "/OpenAction", "/AA", "/Names", "/Perms", "/Collection"):
        if key in root:
            found.append(f"the catalog has {key}")
    for number, page in enumerate(reader.pages, 1):
        found += [f"page {number}: {what}" for what in boxes(page) + content(page)]
    return found + objects(reader)


def intent(root):
    """Exactly one output intent for the press, whose profile is that of one (6.2)."""
    intents = [i.get_object() for i in root.get("/OutputIntents", [])]
    intents = [i for i in intents if i.get("/S") == "/GTS_PDFX"]
    if len(intents) != 1:
        return [f"{len(intents)} output intents are for PDF/X"]
    one, found = intents[0], []
    if not one.get("/OutputConditionIdentifier"):
        found.append("the output intent names no condition")
    if "/DestOutputProfile" not in one:
        return [*found, "the output intent has no profile"]
    stream = one["/DestOutputProfile"].get_object()
    data = stream.get_data()
    if (data[12:16], data[16:20], data[36:40]) != (b"prtr", b"CMYK", b"acsp"):
        found.append(f"the profile is {data[12:16]!r} {data[16:20]!r}, not that of a CMYK press")
    if stream.get("/N") != 4 or len(data) != struct.unpack(">I", data[:4])[0]:
        found.append("the profile is not whole, or not of four channels")
    return found


def metadata(reader, root):
    """XMP and the document information, which say the same (6.6)."""
    if "/Metadata" not in root or "/Info" not in reader.trailer:
        return ["XMP or Info is missing"]
    xmp, info = root["/Metadata"].get_object().get_data().decode("utf-8"), reader.trailer["/Info"].get_object()
    said = lambda name: (re.search(rf"<{name}>(.*?)</{name}>", xmp, re.S) or [None, None])[1]
    found = [f"XMP lacks {name}" for name in (
        "pdfxid:GTS_PDFXVersion", "xmpMM:DocumentID", "xmpMM:VersionID", "xmpMM:RenditionClass",
        "xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate", "dc:title") if said(name) is None]
    if said("pdfxid:GTS_PDFXVersion") != "PDF/X-4":
        found.append("XMP does not say PDF/X-4")
    if said("pdf:Trapped") not in ("True", "False") or info.get("/Trapped") != f"/{said('pdf:Trapped')}":
        found.append("Trapped is not said alike in XMP and Info")
    digits = lambda text: re.sub(r"\D", "", text or "")
    for key, name in (("/CreationDate", "xmp:CreateDate"), ("/ModDate", "xmp:ModifyDate")):
        if digits(info.get(key)) != digits(said(name)):
            found.append(f"{key} and {name} differ")
    title = re.search(r"<dc:title>.*?x-default\">(.*?)<", xmp, re.S)
    unescaped = title and title[1].replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
    if not title or unescaped != info.get("/Title"):
        found.append("the titles in XMP and Info differ")
    return found


def boxes(page):
    """Trim within bleed within media; no art box, no crop box that hides the marks (6.4)."""
    found, box = [], lambda key: [float(v) for v in page[key]] if key in page else None
    media, bleed, trim = box("/MediaBox"), box("/BleedBox"), box("/TrimBox")
    if not (media and bleed and trim):
        return ["MediaBox, BleedBox or TrimBox is missing"]
    for name, inner, outer in (("TrimBox", trim, bleed), ("BleedBox", bleed, media)):
        if not all(a >= b - 0.01 for a, b in zip(inner[:2], outer[:2])) or not all(
                a <= b + 0.01 for a, b in zip(inner[2:], outer[2:])):
            found.append(f"the {name} leaves the box around it")
    found += [f"it has {key}" for key in ("/ArtBox", "/CropBox") if key in page]
    return found + (["it has annotations"] if page.get("/Annots") else [])


def content(page):
    """Colours and overprint: no screen colours, black text overprints, nothing white does."""
    import pypdf.generic

    if "/Contents" not in page:
        return []
    return sorted(painted(pypdf.generic.ContentStream(page["/Contents"], page.pdf), page["/Resources"], page.pdf))


def painted(stream, resources, pdf, start=((0,), False)):
    """The same of one stream, and of the forms that it draws, with the colour and overprint before it."""
    import pypdf.generic

    states, drawn = resources.get("/ExtGState", {}), resources.get("/XObject", {})
    state, kept, found = {"fill": start[0], "over": start[1]}, [], set()
    for operands, operator in stream.operations:
        operator = operator.decode() if isinstance(operator, bytes) else operator
        if operator == "q":
            kept.append(dict(state))
        elif operator == "Q":
            state = kept.pop()
        elif operator in SCREEN:
            found.add(f"paints in screen colours ({operator})")
        elif operator in ("k", "g"):
            state["fill"] = tuple(float(v) for v in operands)
        elif operator == "scn":
            state["fill"] = ("spot", *operands)
        elif operator == "gs":
            graphics = states[operands[0]].get_object()
            state["over"] = getattr(graphics.get("/op"), "value", False)
            if state["over"] and graphics.get("/OPM") != 1:
                found.add("overprints with OPM 0")
            if any(graphics.get(key) not in (None, 1, "/Normal", "/None") for key in ("/CA", "/ca", "/BM", "/SMask")):
                found.add("is transparent")
        elif operator in TEXT:
            # Through a light grey the ground's inks would show: it knocks out.
            black = len(state["fill"]) == 4 and state["fill"][:3] == (0, 0, 0) and state["fill"][3:] >= (0.5,)
            if black != state["over"]:
                found.add("black text does not overprint" if black else "text overprints that is not black")
        elif operator in FILLS | BOTH and state["over"] and set(state["fill"]) <= {0}:
            found.add("white overprints")
        elif operator == "Do" and drawn[operands[0]].get_object()["/Subtype"] == "/Form":
            form = drawn[operands[0]].get_object()
            found |= painted(pypdf.generic.ContentStream(form, pdf), form.get("/Resources", resources), pdf,
                             (state["fill"], state["over"]))
    return found


def on_screen(space):
    """Whether a colour space is that of a screen, with no profile; a palette's is that of its colours."""
    space = space.get_object() if hasattr(space, "get_object") else space
    if isinstance(space, list):
        return space[0] == "/CalRGB" or space[0] == "/Indexed" and on_screen(space[1])
    return space in SCREEN_SPACES


def objects(reader):
    """Every object of the file: fonts embedded, pictures in inks or with a profile, nothing active."""
    found = set()
    numbers = {number for table in reader.xref.values() for number in table} | set(reader.xref_objStm)
    for number in sorted(numbers - {0}):
        thing = reader.get_object(number)
        if not hasattr(thing, "get"):
            continue
        if thing.get("/Type") == "/FontDescriptor" and not {"/FontFile", "/FontFile2", "/FontFile3"} & set(thing):
            found.add(f"the font {thing.get('/FontName')} is not embedded")
        if thing.get("/Subtype") == "/Image":
            if on_screen(thing.get("/ColorSpace")):
                found.add("a picture is in RGB without a profile")
            found.update(f"a picture has {key}" for key in ("/Alternates", "/OPI", "/SMask") if key in thing)
        if "/ShadingType" in thing and on_screen(thing.get("/ColorSpace")):
            found.add("a gradient is in RGB without a profile")
        if thing.get("/Subtype") == "/PS" or thing.get("/S") in FORBIDDEN:
            found.add("it holds PostScript or an action")
    return sorted(found)


def separate(file, resolution=72, page=None):
    """The plates of all pages, or of one, by ink: a list of pages, each a dict of (width, height, pixels).

    255 is solid ink. Spot inks have plates of their own.
    """
    with tempfile.TemporaryDirectory() as folder:
        one = [f"-dFirstPage={page}", f"-dLastPage={page}"] if page else []
        done = call("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", "-sCompression=none",
                    f"-r{resolution}", "-dMaxSpots=8", *one, f"-sOutputFile={folder}/p%03d.tif", file)
        if done.returncode:
            raise no_answer(done)
        pages = {}
        for tiff in sorted(Path(folder).glob("p*.tif")):
            name = re.fullmatch(r"p(\d+)(?:\.tif)?\((.+)\)\.tif", tiff.name)
            if name:
                pages.setdefault(int(name[1]), {})[name[2]] = grey(tiff.read_bytes())
    if not pages or not all(PROCESS <= set(plates) for plates in pages.values()):
        raise DidNotRun("Ghostscript gave no plates")
    return [pages[number] for number in sorted(pages)]


def grey(data):
    """A plain TIFF file of one byte a pixel, as ink: 255 is solid (TIFF 6.0, sections 2 to 4)."""
    order = "<" if data[:2] == b"II" else ">"
    start = struct.unpack(order + "I", data[4:8])[0]
    count, tags = struct.unpack(order + "H", data[start:start + 2])[0], {}
    for at in range(start + 2, start + 2 + 12 * count, 12):
        tag, kind, number = struct.unpack(order + "HHI", data[at:at + 8])
        letter = {1: "B", 3: "H", 4: "I"}.get(kind)
        if letter is None:
            continue
        size = struct.calcsize(order + letter) * number
        place = at + 8 if size <= 4 else struct.unpack(order + "I", data[at + 8:at + 12])[0]
        tags[tag] = struct.unpack(f"{order}{number}{letter}", data[place:place + size])
    width, height = tags[256][0], tags[257][0]
    if tags.get(259, (1,))[0] != 1 or tags[258][0] != 8:
        raise DidNotRun("a plate is not an uncompressed TIFF of one byte a pixel")
    pixels = b"".join(data[at:at + size] for at, size in zip(tags[273], tags[279]))
    paper_is_high = tags[262][0] == 1  # BlackIsZero: paper is 255
    if paper_is_high:
        pixels = bytes(255 - value for value in pixels)
    return width, height, pixels


def inside(plate, page_points, trim):
    """The pixels of a plate inside a box, given in points from the left and the foot of the page."""
    width, height, pixels = plate
    across, down = width / page_points[0], height / page_points[1]
    left, right = int(trim[0] * across) + 1, int(trim[2] * across) - 1
    top, foot = int(height - trim[3] * down) + 1, int(height - trim[1] * down) - 1
    return b"".join(pixels[y * width + left:y * width + right] for y in range(top, foot))


def trims(file):
    """Sizes and trim boxes of the pages, in points."""
    import pypdf

    pages = pypdf.PdfReader(str(file)).pages
    size = lambda page: (float(page.mediabox.width), float(page.mediabox.height))
    return [(size(page), [float(v) for v in page["/TrimBox"]]) for page in pages]


def total_ink(file, limit):
    """No place of the trimmed pages takes more ink than the paper does."""
    most, made, boxes = 0, separate(file, 36), trims(file)
    if len(made) != len(boxes):
        raise DidNotRun(f"Ghostscript made plates of {len(made)} pages out of {len(boxes)}")
    for plates, (size, trim) in zip(made, boxes):
        mixtures = set(zip(*(inside(plate, size, trim) for plate in plates.values())))
        most = max(most, max(map(sum, mixtures), default=0))
    percent = most / 2.55
    found = [f"{percent:.0f} % of ink at one place; {limit} % are allowed"] if percent > limit + 2 else []
    return found, f"at most {percent:.0f} % of ink"


def black_alone(file, covers=1):
    """Between the covers everything is black ink: the other plates are bare."""
    found, made, boxes = [], separate(file), trims(file)
    for number in range(1 + covers, len(boxes) + 1 - covers):
        plates, (size, trim) = made[number - 1], boxes[number - 1]
        inked = {name: max(inside(plate, size, trim), default=0) for name, plate in plates.items()}
        if inked.pop("Black") < 200:
            found.append(f"page {number} has no black text")
        found += [f"page {number} leaves {100 * ink / 255:.0f} % on {name}" for name, ink in inked.items() if ink]
    return found


def overprints(file, page):
    """Under the black text of a tinted page the tint lies unbroken on the other plates."""
    plates, (size, trim) = separate(file, 150, page)[0], trims(file)[page - 1]
    black, yellow = (inside(plates[name], size, trim) for name in ("Black", "Yellow"))
    under = [tint for ink, tint in zip(black, yellow) if ink > 250]
    broken = sum(tint < 20 for tint in under)  # the tint has 12 % of yellow, 31 of 255
    if len(under) < 500:
        return [f"page {page} has too little black text to be judged"]
    found = [f"{broken} of {len(under)} places under black text are knocked out"] if broken else []
    return found, f"{len(under)} places under black text"


def spots(file, page, names):
    """Spot inks have plates of their own, and where a page is solid in the first, nothing else prints."""
    plates, (size, trim) = separate(file, 72, page)[0], trims(file)[page - 1]
    found = [f"there is no plate for {name}" for name in names if name not in plates]
    found += [f"there is a plate for {name}" for name in sorted(set(plates) - PROCESS - set(names))]
    if found:
        return found
    spot, *others = (inside(plates.pop(name), size, trim) for name in names)
    others += [inside(plate, size, trim) for plate in plates.values()]
    solid = [any(inks) for ink, *inks in zip(spot, *others) if ink == 255]
    if 2 * len(solid) < len(spot):
        found.append(f"page {page} is not for the most part in {names[0]}")
    return found + ([f"other inks stand under {names[0]}"] if any(solid) else []), f"{len(solid)} places"


def art_alone(file):
    """The shared art leaves the black plate bare, marks and slug included, and has ink on the others."""
    found = []
    for number, plates in enumerate(separate(file), 1):
        most = {name: max(pixels) for name, (_, _, pixels) in plates.items()}
        if most.pop("Black"):
            found.append(f"page {number} has black ink")
        if not all(most.values()):
            found.append(f"page {number} lacks art or marks")
    return found


def in_register(file):
    """A language's black, over the shared art, is its whole print file, place by place."""
    lang = re.search(r"\.(\w+)\.black\.pdf$", file.name)[1]
    slug, found = file.name.split(".")[0], []
    art, whole = file.with_name(f"{slug}.art.pdf"), file.parents[2] / lang / f"{slug}.print.pdf"
    if not trims(file) == trims(art) == trims(whole):
        return ["the pages of art, black and whole file differ"]
    for number, (black, shared, both, (size, trim)) in enumerate(
            zip(separate(file), separate(art), separate(whole), trims(file)), 1):
        if any(max(black[name][2]) for name in black if name != "Black"):
            found.append(f"page {number} of the black plate has other ink")
        for name in sorted(PROCESS):
            plate = (black if name == "Black" else shared)[name]
            pairs = zip(inside(plate, size, trim), inside(both[name], size, trim))
            # Edges of shapes are smoothed by themselves in each file.
            off = sum(abs(a - b) > 48 for a, b in pairs)
            if off > 40:
                found.append(f"page {number} differs at {off} places of {name}")
    return found
