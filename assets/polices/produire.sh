#!/bin/sh
# Regenerates the embedded fonts from Liberation Sans 2 (Debian package
# fonts-liberation2, OFL) with fonttools: Latin with its extensions (Vietnamese
# included), Greek, Cyrillic, punctuation, currency, arrows; no hints, no layout
# tables.
#
# DelibMono-Bold, for what is copied by hand, is Liberation Mono with ASCII alone.
#
# usage: produire.sh [folder of LiberationSans-*.ttf and LiberationMono-Bold.ttf]
#
# The name changes because the licence reserves "Liberation" for the original.
# Composite glyphs made of composites are flattened: the PDF writer embeds the
# parts of a glyph, not the parts of its parts.
set -eu
source=${1:-/usr/share/fonts/truetype/liberation2}
case $source in /*) ;; *) source=$PWD/$source ;; esac
cd "$(dirname "$0")"
python=${PYTHON:-/usr/bin/python3}
plages=U+0020-007E,U+00A0-024F,U+02BB-02BD,U+02C6-02DD,U+0300-0304,U+0306-030C,U+0323
plages=$plages,U+0370-03FF,U+0400-052F,U+1E00-1EFF,U+2010-2015,U+2018-2026,U+2030,U+2032,U+2033,U+2039,U+203A
plages=$plages,U+2044,U+2070-209F,U+20A0-20BF,U+2113,U+2116,U+2122,U+2190-2195,U+2212,U+2248,U+2260,U+2264,U+2265,U+25A0-25FF

for police in Sans-Regular Sans-Bold Sans-Italic Mono-Bold; do
	fichier=Delib$police.ttf
	lettres=$plages
	case $police in Mono*) lettres=U+0020-007E ;; esac
	pyftsubset "$source/Liberation$police.ttf" --unicodes="$lettres" --no-hinting \
		--layout-features= --drop-tables+=GPOS,GSUB,GDEF,kern,DSIG,FFTM \
		--name-IDs=0,1,2,4,5,6,13,14 --no-recalc-timestamp --output-file="$fichier"
	"$python" - "$fichier" "$police" <<'PYTHON'
import sys
from fontTools.ttLib import TTFont
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.pens.recordingPen import DecomposingRecordingPen

chemin, police = sys.argv[1:]
famille, graisse = police.split("-")
fonte = TTFont(chemin, recalcTimestamp=False)
for n in fonte["name"].names:
    if n.nameID in (1, 4, 6):
        n.string = {1: "Delib " + famille, 4: "Delib " + famille + " " + graisse, 6: "Delib" + police}[n.nameID]
glyf, glyphes = fonte["glyf"], fonte.getGlyphSet()
for nom in fonte.getGlyphOrder():
    g = glyf[nom]
    if not g.isComposite() or not any(glyf[c.glyphName].isComposite() for c in g.components):
        continue
    trait, plume = DecomposingRecordingPen(glyphes), TTGlyphPen(None)
    glyphes[nom].draw(trait)
    trait.replay(plume)
    glyf[nom] = plume.glyph()
fonte.save(chemin)
PYTHON
done
