"""Makes the pictures of this folder and those of tests/specimen/assets.

Wants Pillow 12 with WebP. The pictures here have four corners of one colour each, so that a test
sees how they were turned; `README.md` lists them. Those of the specimen are for the eye: a lamp
at the left over dunes.
"""

import io
import math
import struct
from pathlib import Path

from PIL import Image, ImageCms, ImageDraw

HERE = Path(__file__).parent
SPECIMEN = HERE.parents[1] / "specimen/assets"
WIDTH, HEIGHT = 48, 32
RED, GREEN, BLUE, GOLD = (220, 40, 30), (30, 160, 60), (30, 60, 200), (240, 180, 40)
# Cyan, magenta, yellow, black.
INKS = (255, 0, 0, 0), (0, 255, 0, 0), (0, 0, 255, 0), (0, 0, 0, 255)


def corners(mode="RGB", colors=(RED, GREEN, BLUE, GOLD), size=(WIDTH, HEIGHT)):
    """Upper left, upper right, lower left, lower right."""
    image = Image.new(mode, size)
    half = size[0] // 2, size[1] // 2
    for n, color in enumerate(colors):
        x, y = n % 2 * half[0], n // 2 * half[1]
        image.paste(color, (x, y, x + half[0], y + half[1]))
    return image


def saved(image, kind, **how):
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def jpeg(image, quality=92, **how):
    return saved(image, "JPEG", quality=quality, subsampling=0, **how)


def note(value):
    """A camera's note of how it was held."""
    exif = Image.Exif()
    exif[0x112] = value
    return exif.tobytes()


def stored(image, value):
    """The samples that a camera held so would store of an upright picture."""
    turn = Image.Transpose
    ways = {1: None, 2: turn.FLIP_LEFT_RIGHT, 3: turn.ROTATE_180, 4: turn.FLIP_TOP_BOTTOM,
            5: turn.TRANSPOSE, 6: turn.ROTATE_90, 7: turn.TRANSVERSE, 8: turn.ROTATE_270}
    return image if ways[value] is None else image.transpose(ways[value])


# Colour profiles (ICC.1:2001-04), as small as they can be.

def fixed(*numbers):
    return b"".join(struct.pack(">i", round(n * 65536)) for n in numbers)


def profile(kind, space, connection, tags):
    tags = {b"desc": b"desc\0\0\0\0\0\0\0\x05Test\0" + bytes(78), b"cprt": b"text\0\0\0\0None\0",
            b"wtpt": b"XYZ \0\0\0\0" + fixed(0.9642, 1, 0.8249), **tags}
    table, data = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for name, body in tags.items():
        table += struct.pack(">4sII", name, start + len(data), len(body))
        data += body + bytes(-len(body) % 4)
    head = struct.pack(">I4sI4s4s4s6H4s28x", start + len(data), b"\0\0\0\0", 0x02100000, kind, space,
                       connection, 2026, 1, 1, 0, 0, 0, b"acsp") + fixed(0.9642, 1, 0.8249)
    return head.ljust(128, b"\0") + table + data


def power(gamma):
    return b"curv\0\0\0\0\0\0\0\x01" + struct.pack(">H", round(gamma * 256))


def srgb_curve():
    def linear(share):
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    nodes = [round(linear(n / 255) * 65535) for n in range(256)]
    return b"curv\0\0\0\0" + struct.pack(">I256H", len(nodes), *nodes)


def matrix(red, green, blue, curve=power(2.2)):
    """A screen by its primaries in XYZ (D50)."""
    colour = lambda xyz: b"XYZ \0\0\0\0" + fixed(*xyz)
    return profile(b"mntr", b"RGB ", b"XYZ ", {
        b"rXYZ": colour(red), b"gXYZ": colour(green), b"bXYZ": colour(blue),
        b"rTRC": curve, b"gTRC": curve, b"bTRC": curve})


def grey(gamma):
    return profile(b"mntr", b"GRAY", b"XYZ ", {b"kTRC": power(gamma)})


def table(inputs, outputs, nodes):
    """A table with two nodes an axis (lut8Type)."""
    ramp = bytes(range(256))
    body = b"mft1\0\0\0\0" + bytes([inputs, outputs, 2, 0]) + fixed(1, 0, 0, 0, 1, 0, 0, 0, 1)
    return body + ramp * inputs + bytes(n for node in nodes for n in node) + ramp * outputs


def press():
    """A press whose cyan ink is red, its magenta green and its yellow blue."""
    lab = lambda l, a, b: (round(l * 2.55), a + 128, b + 128)
    inks = {0: lab(54, 80, 68), 1: lab(60, -70, 60), 2: lab(30, 60, -95)}

    def laid(node):
        on = [n for n in range(3) if node[n]]
        if node[3] or len(on) > 1:
            return lab(10, 0, 0)
        return inks[on[0]] if on else lab(100, 0, 0)

    nodes = [[n >> (3 - axis) & 1 for axis in range(4)] for n in range(16)]
    back = [(0, 0, 0, 255 - 255 * (n >> 2)) for n in range(8)]
    return profile(b"prtr", b"CMYK", b"Lab ",
                   {b"A2B0": table(4, 3, map(laid, nodes)), b"B2A0": table(3, 4, back)})


SRGB = (0.4361, 0.2225, 0.0139), (0.3851, 0.7169, 0.0971), (0.1431, 0.0606, 0.7141)
ADOBE = (0.6097, 0.3111, 0.0195), (0.2053, 0.6257, 0.0609), (0.1492, 0.0632, 0.7446)
SWAPPED = matrix(*reversed(SRGB))


# CMYK in JPEG: Pillow writes it as Adobe's programs do, samples turned round and marked.

def inverted(image):
    return image.point(lambda n: 255 - n)


def without_adobe(data):
    at = data.index(b"\xff\xee")
    return data[:at] + data[at + 2 + int.from_bytes(data[at + 2:at + 4], "big"):]


def ycck(image):
    """Cyan, magenta and yellow as luma and chroma; the marker says so."""
    cyan, magenta, yellow, key = image.split()
    y, cb, cr = Image.merge("RGB", (cyan, magenta, yellow)).convert("YCbCr").split()
    # What Pillow turns round once more than this colour space wants.
    data = jpeg(Image.merge("CMYK", (*map(inverted, (y, cb, cr)), key)))
    at = data.index(b"Adobe") + 11
    return data[:at] + b"\x02" + data[at + 1:]


def film(kind):
    frames = [corners(), corners(colors=(GOLD, RED, GREEN, BLUE))]
    return saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)


def tests():
    for value in range(1, 9):
        yield f"turned-{value}.jpg", jpeg(stored(corners(), value), exif=note(value))
    lossless = {"lossless": True, "exact": True}
    clear = corners("RGBA", [(*RED, 255), (*GREEN, 255), (*BLUE, 128), (*GOLD, 0)])
    yield "corners.webp", saved(clear, "WEBP", **lossless)
    yield "lossy.webp", saved(corners(), "WEBP", quality=90)
    yield "turned.webp", saved(stored(corners(), 6), "WEBP", exif=note(6), **lossless)
    yield "turned.png", saved(stored(corners(), 8), "PNG", exif=note(8))
    yield "film.webp", film("WEBP")
    yield "film.png", film("PNG")
    yield "swapped.jpg", jpeg(corners(), icc_profile=SWAPPED)
    yield "swapped.png", saved(corners(), "PNG", icc_profile=SWAPPED)
    yield "swapped.webp", saved(corners(), "WEBP", icc_profile=SWAPPED, **lossless)
    yield "srgb.png", saved(corners(), "PNG", icc_profile=matrix(*SRGB, srgb_curve()))
    steps = corners("L", (0, 80, 160, 255))
    yield "grey.png", saved(steps, "PNG", icc_profile=grey(1))
    yield "unfit.png", saved(steps, "PNG", icc_profile=SWAPPED)
    yield "torn.png", saved(corners(), "PNG", icc_profile=SWAPPED[:200])
    inks = corners("CMYK", INKS)
    yield "adobe.jpg", jpeg(inks)
    yield "plain.jpg", without_adobe(jpeg(inverted(inks)))
    yield "ycck.jpg", ycck(inks)
    yield "press.jpg", jpeg(inks, icc_profile=press())
    yield "torn.jpg", jpeg(inks, icc_profile=press()[:300])
    yield "turned-cmyk.jpg", jpeg(stored(inks, 6), exif=note(6))


# The specimen's.

NIGHT, VEIL, LIT = (14, 63, 78), (60, 104, 118), (243, 174, 58)
SAND, DUNE, SHADE = (245, 233, 208), (214, 186, 140), (176, 143, 98)


def star(draw, centre, tip, fill):
    points = []
    for k in range(16):
        reach = tip if k % 2 == 0 else tip * 0.7654
        turn = math.radians(22.5 * k)
        points.append((centre[0] + reach * math.cos(turn), centre[1] + reach * math.sin(turn)))
    draw.polygon(points, fill=fill)


def scene(width, height):
    """Dunes under a sky; the lamp hangs left of the middle."""
    scale = 3
    w, h = width * scale, height * scale
    image = Image.new("RGB", (w, h), NIGHT)
    draw = ImageDraw.Draw(image)
    for n in range(14):
        x, y = (n * 0.618 + 0.1) % 1, (n * 0.37 + 0.06) % 0.5
        star(draw, (w * x, h * y), min(w, h) * 0.012, VEIL)
    star(draw, (w * 0.28, h * 0.34), min(w, h) * 0.16, LIT)
    dunes = (0.66, 0.05, 0.4, SHADE), (0.76, 0.07, 2.2, DUNE), (0.9, 0.04, 4.4, SAND)
    for base, swing, phase, fill in dunes:
        ridge = [(x, h * (base + swing * math.sin(x / w * 5 + phase))) for x in range(0, w + 1, scale)]
        draw.polygon([*ridge, (w, h), (0, h)], fill=fill)
    return image.resize((width, height), Image.Resampling.LANCZOS)


def inked(image):
    """As it is separated for coated paper."""
    coated = ImageCms.getOpenProfile(str(HERE.parents[2] / "src/color/profiles/fogra39l-coated.icc"))
    screen = ImageCms.createProfile("sRGB")
    way = ImageCms.buildTransform(screen, coated, "RGB", "CMYK", ImageCms.Intent.RELATIVE_COLORIMETRIC,
                                  ImageCms.Flags.BLACKPOINTCOMPENSATION)
    return ImageCms.applyTransform(image, way)


def seal():
    image = Image.new("RGBA", (600, 600), (*NIGHT, 0))
    draw = ImageDraw.Draw(image)
    star(draw, (300, 300), 290, (*NIGHT, 255))
    star(draw, (300, 300), 170, (*LIT, 255))
    return image.resize((200, 200), Image.Resampling.LANCZOS)


def specimen():
    yield "dunes.webp", saved(scene(480, 320), "WEBP", quality=80)
    yield "seal.webp", saved(seal(), "WEBP", lossless=True)
    yield "lamp.jpg", jpeg(stored(scene(240, 360), 6), quality=80, exif=note(6))
    yield "press.jpg", jpeg(inked(scene(360, 240)), quality=80)
    yield "wide.jpg", jpeg(scene(480, 240), quality=80, icc_profile=matrix(*ADOBE))


for folder, pictures in (HERE, tests()), (SPECIMEN, specimen()):
    for name, data in pictures:
        (folder / name).write_bytes(data)
