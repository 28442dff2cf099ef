"""Cuts the site's one font file from the two that its npm package has. Run once a version, not by `make assets`:

    python3 -m venv ../var/font && ../var/font/bin/pip install fonttools==4.68.0 brotli==1.2.1
    ../var/font/bin/python font.py

Weights 400 to 700 of 200 to 800, without hints, and with the four Welsh letters that the Latin file lacks.
"""

from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import hvar, instancer

HERE = Path(__file__).parent
FILES = HERE / "node_modules/@fontsource-variable/atkinson-hyperlegible-next/files"
OUT = HERE.parent / "static/fonts/hyperlegible.woff2"
# Each beside the letter it is kerned like.
WELSH = {"Wcircumflex": "W", "wcircumflex": "w", "Ycircumflex": "Y", "ycircumflex": "y"}


def main():
    latin, extended = (TTFont(FILES / f"atkinson-hyperlegible-next-{name}-wght-normal.woff2") for name in ("latin", "latin-ext"))
    latin.ensureDecompiled()
    for glyph in WELSH:
        carry_over(glyph, extended, latin)
    latin.getReverseGlyphMap(rebuild=True)
    del latin["HVAR"]
    hvar.add_HVAR(latin)
    instancer.instantiateVariableFont(latin, {"wght": (400, 700)}, inplace=True)
    for glyph, letter in WELSH.items():
        kern_like(latin["GPOS"].table, glyph, letter)
    latin = read_again(latin)
    options = Options(hinting=False, layout_features=["*"], glyph_names=False, flavor="woff2")
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=latin.getBestCmap())
    subsetter.subset(latin)
    latin.flavor = "woff2"
    OUT.parent.mkdir(exist_ok=True)
    latin.save(OUT)
    print(f"{OUT.name}: {OUT.stat().st_size} bytes")


def read_again(font):
    """Glyphs that never vary have no entry in memory after instancing, which the subsetter asks for."""
    font.flavor, file = None, BytesIO()
    font.save(file)
    return TTFont(BytesIO(file.getvalue()))


def carry_over(glyph, source, target):
    """Composites of letters and accents that both files have, under the same names."""
    target["glyf"][glyph] = source["glyf"][glyph]
    target["hmtx"][glyph] = source["hmtx"][glyph]
    target["gvar"].variations[glyph] = source["gvar"].variations[glyph]
    codes = [code for code, name in source.getBestCmap().items() if name == glyph]
    for table in target["cmap"].tables:
        table.cmap |= {code: glyph for code in codes}


def kern_like(positioning, glyph, letter):
    for lookup in positioning.LookupList.Lookup:
        for pairs in lookup.SubTable:
            pairs = getattr(pairs, "ExtSubTable", pairs)
            if pairs.LookupType != 2 or pairs.Format != 2:
                continue
            if letter in pairs.Coverage.glyphs:
                pairs.Coverage.glyphs.append(glyph)
            for classes in (pairs.ClassDef1.classDefs, pairs.ClassDef2.classDefs):
                if letter in classes:
                    classes[glyph] = classes[letter]


main()
