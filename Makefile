# Délib. The two commands of a newcomer: make run, make test.

VERSION := $(shell .ci/version)
LDFLAGS := -s -w -X main.version=$(VERSION)
TAGS    := migrated_fynedo,release,no_emoji,no_animations
# clang compiles the OpenGL bindings many times faster than gcc.
CC_FENETRE := $(shell command -v clang >/dev/null 2>&1 && echo clang || echo gcc)
DEMO    := bin/demonstration

.PHONY: run test check bench build delib delibctl delibd fenetre galerie e2e sim pannes contrat fuzz propre
.PHONY: paquet-deb paquet-tar paquet-windows mesa-windows sbom essai-deb essai-windows reproductible

run: ## install what the window needs, build, open the demonstration centre
	.ci/paquets fenetre
	$(MAKE) delib
	bin/delib --base $(DEMO) --demonstration

test: ## every test: no display, no C compiler
	CGO_ENABLED=0 go test -tags ci ./...

check: ## static checks, the map of the house, races
	@test -z "$$(gofmt -l cmd core ui sync assets)" || { echo "gofmt :"; gofmt -l cmd core ui assets; exit 1; }
	CGO_ENABLED=0 go vet -tags ci ./...
	CGO_ENABLED=0 go tool staticcheck -tags ci ./...
	CGO_ENABLED=0 go test -count=1 ./core
	CGO_ENABLED=1 go test -race -short ./core/... ./sync/...
	CGO_ENABLED=0 go test -count=1 ./sync/simtest -run TestGraines -graines 300

bench: ## the figures that the documentation quotes
	CGO_ENABLED=0 go test -run '^$$' -bench . -benchtime 5x ./core/decision ./core/activite ./core/render
	CGO_ENABLED=0 go test -tags ci -run '^$$' -bench . -benchtime 20x ./ui/modele ./ui/composant
	CGO_ENABLED=0 go test -run '^$$' -bench . -benchtime 10x ./sync/client
	CGO_ENABLED=0 go test -run '^$$' -bench Croissance -benchtime 300x ./sync/server
	.ci/paquets postgres
	.ci/postgres env CGO_ENABLED=0 go test -run '^$$' -bench Academie -benchtime 1x ./cmd/delibd

build: delibctl delibd delib

delibctl: ## the commands: one static binary
	CGO_ENABLED=0 go build -trimpath -ldflags '$(LDFLAGS)' -o bin/delibctl ./cmd/delibctl

delib: ## the window
	CGO_ENABLED=1 CC=$(CC_FENETRE) go build -trimpath -tags $(TAGS) -ldflags '$(LDFLAGS)' -o bin/delib ./cmd/delib

fenetre: ## build the window, start it in a virtual display, photograph it
	.ci/paquets fenetre ecran
	$(MAKE) delib
	.ci/photo bin/delib bin/fenetre.png
	# Once more as the toolkit checks it: a widget touched outside its thread is told.
	CGO_ENABLED=1 CC=$(CC_FENETRE) go build -trimpath -tags no_emoji,no_animations -o bin/delib-fils ./cmd/delib
	.ci/photo bin/delib-fils bin/fenetre-fils.png

galerie: ## the pictures of every screen in docs/galerie, made again; the tests compare them
	DELIB_GALERIE=oui CGO_ENABLED=0 go test -tags ci -count=1 -run TestGalerie ./ui

e2e: ## whole sessions in the real window, by keyboard and mouse alone; pictures in bin/e2e
	.ci/paquets fenetre ecran
	$(MAKE) delib delibctl
	CGO_ENABLED=0 go test -tags ci,e2e -count=1 -v -timeout 20m -run TestSession ./cmd/delib

delibd: ## the académie's server: one static binary
	CGO_ENABLED=0 go build -trimpath -ldflags '$(LDFLAGS)' -o bin/delibd ./cmd/delibd

GRAINES ?= 20000
sim: ## a night of drawn histories: make sim GRAINES=20000
	CGO_ENABLED=0 go test -count=1 -timeout 0 ./sync/simtest -run TestGraines -graines $(GRAINES)

pannes: ## real faults on real processes: kill -9, a bad proxy, a full disk, a failing fsync
	CGO_ENABLED=0 go test -count=1 -tags pannes -run 'TestTues|TestRelais|TestDisquePlein|TestFsync' -v ./cmd/delibd

contrat: ## the server's contract on PostgreSQL as well
	.ci/paquets postgres
	.ci/postgres env CGO_ENABLED=0 go test -count=1 ./sync/server

fuzz: ## ten minutes of foreign input
	CGO_ENABLED=0 go test -run '^$$' -fuzz FuzzTable -fuzztime 5m -fuzzminimizetime 5s ./core/dossier
	CGO_ENABLED=0 go test -run '^$$' -fuzz FuzzLire -fuzztime 5m -fuzzminimizetime 5s ./core/dossier
	CGO_ENABLED=0 go test -run '^$$' -fuzz FuzzLire -fuzztime 2m ./sync/wire
	CGO_ENABLED=0 go test -run '^$$' -fuzz FuzzFichier -fuzztime 2m ./sync/wire

# The packages, in dist, each with its SHA-256 and the list of what it contains.

paquet-deb: ## the Debian packages
	.ci/paquet-deb
	.ci/inventaire

paquet-tar: ## a tarball for the other Linux systems, the static programs beside
	.ci/paquet-tar
	.ci/inventaire

paquet-windows: ## the Windows installer, made on Debian
	.ci/paquet-windows
	.ci/inventaire

mesa-windows: ## the software OpenGL of the compatible copy, from Debian's source of Mesa (minutes)
	.ci/mesa-windows

sbom: ## what the programs of dist are made of, and the sums of its files
	.ci/inventaire

essai-deb: paquet-deb ## install it by apt in a clean Debian, start it, remove it
	.ci/essai-deb

essai-windows: paquet-windows ## install it under Wine in a virtual display, start it, remove it
	.ci/essai-windows

reproductible: ## make the packages twice and compare every byte
	.ci/reproductible

propre:
	rm -rf bin dist

guide: ## docs/guide.pdf from the help pages, by the program's own renderer
	DELIB_GUIDE=oui CGO_ENABLED=0 go test -tags ci -count=1 -run TestGuide ./core/guide

commandes: ## docs/commandes.md from the registries of the commands
	DELIB_COMMANDES=oui CGO_ENABLED=0 go test -tags ci -count=1 -run TestCommandsAreWritten ./cmd/delibctl ./cmd/delibd

architecture: ## the drawing of docs/architecture.md from the map of the house
	DELIB_ARCHITECTURE=oui CGO_ENABLED=0 go test -tags ci -count=1 -run TestArchitectureIsDrawn ./core

essai-secours: ## kill it, break its base in several ways, recover; says what was seen
	.ci/essai-secours

.PHONY: guide commandes architecture essai-secours
