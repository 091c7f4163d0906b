#!/bin/sh
# Makes the fonts of the signs that the window writes and that the toolkit's own
# letters lack: ✓ ● ▾ ▲ ▼ ≥ ≤ − Σ. Without them a workstation with few fonts shows
# a question mark in their place. From DejaVu Sans (Debian package
# fonts-dejavu-core) with fonttools, renamed; licence in LICENCE.txt.
#
# usage: produire.sh [folder of DejaVuSans*.ttf]
set -eu
source=${1:-/usr/share/fonts/truetype/dejavu}
cd "$(dirname "$0")"
signes=U+0020,U+00A0,U+202F,U+2713,U+25CF,U+25BE,U+25B2,U+25BC,U+2265,U+2264,U+2212,U+03A3
for graisse in "" -Bold; do
	fichier=DelibSignes$graisse.ttf
	pyftsubset "$source/DejaVuSans$graisse.ttf" --unicodes="$signes" --no-hinting --layout-features= \
		--drop-tables+=GPOS,GSUB,GDEF,kern,FFTM --name-IDs=0,1,2,4,5,6,13,14 --no-recalc-timestamp --output-file="$fichier"
	/usr/bin/python3 - "$fichier" "$graisse" <<'PYTHON'
import sys
from fontTools.ttLib import TTFont
chemin, graisse = sys.argv[1:]
fonte = TTFont(chemin, recalcTimestamp=False)
for n in fonte["name"].names:
    if n.nameID in (1, 4, 6):
        n.string = {1: "Delib Signes", 4: "Delib Signes " + graisse.strip("-"), 6: "DelibSignes" + graisse}[n.nameID]
# A space beside a sign is drawn by this font, and a line is as high as its first
# font says: both are as in the toolkit's letters.
em = fonte["head"].unitsPerEm
hhea, os2 = fonte["hhea"], fonte["OS/2"]
hhea.ascent = os2.sTypoAscender = os2.usWinAscent = round(em * 1.069)
os2.usWinDescent = round(em * 0.293)
hhea.descent = os2.sTypoDescender = -os2.usWinDescent
hhea.lineGap = os2.sTypoLineGap = 0
for code, nom in fonte.getBestCmap().items():
    if code in (0x20, 0xA0, 0x202F):
        fonte["hmtx"][nom] = (round(em * 0.26), 0)
fonte.save(chemin)
PYTHON
done
