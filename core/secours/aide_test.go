package secours_test

import "delib/core/store/storetest"

const (
	bts = storetest.BTS
	j1  = storetest.J1
)

var (
	ouvrir      = storetest.Ouvrir
	charge      = storetest.Charger
	integre     = storetest.Integre
	modifier    = storetest.Modifier
	idsDe       = storetest.Ids
	nouvelAutre = storetest.NouvelAutre
	importation = storetest.Importation
	noteDe      = storetest.NoteDe
	valeurU1    = storetest.ValeurU1
)
