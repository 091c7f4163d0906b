#!/usr/bin/env python3
"""Opens a sheet in LibreOffice, without a screen and in French, types in cells as a person
does, and saves it.

usage: tableur.py SOURCE [FEUILLE!CELLULE=TEXTE | FEUILLE!CELLULE!=TEXTE | FEUILLE!CELLULE<FICHIER]… [--vers SORTIE]…

SOURCE is a file, or "nouveau". With < the lines of a file are typed from the cell on, a
cell between semicolons. With =, the cell must take the text: not be locked, and pass the rule that the sheet puts
on it. With !=, the rule must refuse it, and nothing is typed. FEUILLE is a name, or a
number from 1.
SORTIE says its format by its end: .xlsx, .ods, .pdf, .utf8.csv, .windows.csv, .utf16.csv
(the sheet that was typed in last, or the first; separator ;).
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.sheet.ValidationType import CUSTOM, LIST
from com.sun.star.table.CellContentType import VALUE

FRANCAIS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>fr-FR</value></prop></item>
</oor:items>
"""
CSV = {".utf8.csv": "76", ".windows.csv": "1", ".utf16.csv": "65535"}
FILTRES = {".xlsx": "Calc MS Excel 2007 XML", ".ods": "calc8", ".pdf": "calc_pdf_Export"}


def proprietes(**valeurs):
    return tuple(PropertyValue(n, 0, v, 0) for n, v in valeurs.items())


def url(chemin):
    return uno.systemPathToFileUrl(os.path.abspath(chemin))


class Bureau:
    """A LibreOffice of its own, which ends with the script."""

    def __enter__(self):
        self.profil = tempfile.mkdtemp(prefix="libreoffice-")
        os.makedirs(self.profil + "/user")
        with open(self.profil + "/user/registrymodifications.xcu", "w", encoding="utf-8") as f:
            f.write(FRANCAIS)
        tuyau = "delib" + str(os.getpid())
        self.processus = subprocess.Popen(
            ["soffice", "--headless", "--norestore", "--nologo", "-env:UserInstallation=" + url(self.profil),
             f"--accept=pipe,name={tuyau};urp;"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env=dict(os.environ, HOME=self.profil))
        local = uno.getComponentContext()
        trouver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        fin = time.time() + 90
        while True:
            try:
                contexte = trouver.resolve(f"uno:pipe,name={tuyau};urp;StarOffice.ComponentContext")
                break
            except NoConnectException:
                if time.time() > fin or self.processus.poll() is not None:
                    raise
                time.sleep(0.2)
        self.fenetre = contexte.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", contexte)
        return self.fenetre

    def __exit__(self, *_):
        try:
            self.fenetre.terminate()
            self.processus.wait(30)
        except Exception:
            self.processus.kill()
            self.processus.wait()
        shutil.rmtree(self.profil, ignore_errors=True)


def nom(adresse):
    lettres, n = "", adresse.Column + 1
    while n:
        n, r = divmod(n - 1, 26)
        lettres = chr(65 + r) + lettres
    return lettres + str(adresse.Row + 1)


def permise(cellule, brouillon, texte):
    """Tells whether the rule of the cell takes what it holds now."""
    regle = cellule.Validation
    if regle.Type == LIST:
        return texte in re.findall(r'"([^"]*)"', regle.getFormula1())
    if regle.Type != CUSTOM:
        return True
    feuille = brouillon.Sheets.getByIndex(0)
    ici, la = feuille.getCellByPosition(0, 0), feuille.getCellByPosition(1, 0)
    if cellule.Type == VALUE:
        ici.Value = cellule.Value
    else:
        ici.String = cellule.String
    la.Formula = "=" + re.sub(r"\b%s\b" % nom(regle.getSourcePosition()), "A1", regle.getFormula1())
    if la.getError():
        raise SystemExit(f"{cellule.AbsoluteName} : la règle « {regle.getFormula1()} » ne se calcule pas")
    return la.Value == 1


def feuille(document, quoi):
    return document.Sheets.getByIndex(int(quoi) - 1) if quoi.isdigit() else document.Sheets.getByName(quoi)


def suivre(document, brouillon, ordre):
    """Does one order, and gives the sheet that it is about."""
    f, c, signe, texte = re.fullmatch(r"(.+?)!([A-Z]+[0-9]+)(!=|=|<)(.*)", ordre, re.S).groups()
    debut = feuille(document, f).getCellRangeByName(c).CellAddress
    lignes = [[texte]]
    if signe == "<":
        with open(texte, encoding="utf-8") as x:
            lignes = [l.rstrip("\n").split(";") for l in x]
    for i, l in enumerate(lignes):
        for j, t in enumerate(l):
            if t or signe != "<":
                taper(feuille(document, f), feuille(document, f).getCellByPosition(debut.Column + j, debut.Row + i), brouillon, t, signe == "!=")
    return f


def taper(f, cellule, brouillon, texte, refuser):
    ou = cellule.AbsoluteName
    if f.isProtected() and cellule.CellProtection.IsLocked:
        raise SystemExit(f"{ou} est verrouillée")
    avant = cellule.FormulaLocal
    cellule.FormulaLocal = texte
    if permise(cellule, brouillon, texte) == refuser:
        raise SystemExit(f"{ou} : « {texte} » est {'acceptée' if refuser else 'refusée'} par la règle de la feuille")
    if refuser:
        cellule.FormulaLocal = avant


def main():
    source, ordres, sorties = sys.argv[1], [], []
    reste = iter(sys.argv[2:])
    for a in reste:
        if a == "--vers":
            sorties.append(next(reste))
        else:
            ordres.append(a)
    with Bureau() as bureau:
        document = bureau.loadComponentFromURL("private:factory/scalc" if source == "nouveau" else url(source), "_blank", 0, proprietes(Hidden=True))
        if document is None:
            raise SystemExit(f"LibreOffice n’ouvre pas {source}")
        brouillon = bureau.loadComponentFromURL("private:factory/scalc", "_blank", 0, proprietes(Hidden=True))
        try:
            derniere = "1"
            for o in ordres:
                derniere = suivre(document, brouillon, o)
            document.calculateAll()
            rang = feuille(document, derniere).RangeAddress.Sheet + 1
            for s in sorties:
                fin = next((f for f in CSV if s.endswith(f)), None)
                if fin:
                    p = proprietes(FilterName="Text - txt - csv (StarCalc)", FilterOptions=f"59,34,{CSV[fin]},1,,0,false,true,false,false,false,{rang}")
                else:
                    p = proprietes(FilterName=FILTRES[os.path.splitext(s)[1]])
                cible = url(s)
                document.storeToURL(cible, p)
                if fin:  # a numbered sheet is saved under a name of LibreOffice's own
                    base = os.path.splitext(os.path.abspath(s))[0]
                    fait = f"{base}-{feuille(document, derniere).Name}.csv"
                    if os.path.exists(fait):
                        os.replace(fait, os.path.abspath(s))
        finally:  # or the file stays locked
            document.close(True)
            brouillon.close(True)


if __name__ == "__main__":
    main()
