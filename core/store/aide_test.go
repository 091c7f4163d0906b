package store_test

import "delib/core/store/storetest"

const (
	bts = storetest.BTS
	bcp = storetest.BCP
	j1  = storetest.J1
)

var (
	ouvrir      = storetest.Ouvrir
	charge      = storetest.Charger
	integre     = storetest.Integre
	modifier    = storetest.Modifier
	brut        = storetest.Brut
	idsDe       = storetest.Ids
	nouvelAutre = storetest.NouvelAutre
	importation = storetest.Importation
	noteDe      = storetest.NoteDe
	valeurU1    = storetest.ValeurU1
)
