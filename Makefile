# Délib. The two commands of a newcomer: make run, make test. The others: make help.

VERSION := $(shell .ci/version)
LDFLAGS := -s -w -X main.version=$(VERSION)
TAGS    := migrated_fynedo,release,no_emoji,no_animations
# clang compiles the OpenGL bindings many times faster than gcc.
CC_FENETRE := $(shell command -v clang >/dev/null 2>&1 && echo clang || echo gcc)
DEMO    := bin/demonstration

.PHONY: help run test check bench build delib delibctl delibd fenetre galerie libreoffice e2e sim pannes contrat fuzz propre
.PHONY: paquet-deb paquet-tar paquet-windows mesa-windows sbom essai-deb essai-windows reproductible
.PHONY: navigateur images-portail guide commandes architecture essai-secours pannes-brievement campagne-tues campagne-coupures campagne-coupures-serveur
.PHONY: campagne-sans-sync campagne-erreurs

help: ## this list
	@awk '/^##@/ {printf "\n%s\n", substr($$0, 5)} /^[a-z0-9-]+:.*## / {split($$0, a, ":.*## "); printf "  %-25s %s\n", a[1], a[2]}' $(MAKEFILE_LIST)

##@ To begin

run: ## install what the window needs, build, open the demonstration centre (2 min the first time)
	.ci/paquets fenetre
	$(MAKE) delib
	bin/delib --base $(DEMO) --demonstration

test: ## every test: no display, no C compiler (4 min)
	CGO_ENABLED=0 go test -tags ci ./...

##@ To build

build: delibctl delibd delib ## the three programs (2 min the first time)

delibctl: ## the commands: one static binary (30 s)
	CGO_ENABLED=0 go build -trimpath -ldflags '$(LDFLAGS)' -o bin/delibctl ./cmd/delibctl

delib: ## the window (2 min the first time, with a C compiler)
	CGO_ENABLED=1 CC=$(CC_FENETRE) go build -trimpath -tags $(TAGS) -ldflags '$(LDFLAGS)' -o bin/delib ./cmd/delib

delibd: ## the académie’s server: one static binary (30 s)
	CGO_ENABLED=0 go build -trimpath -ldflags '$(LDFLAGS)' -o bin/delibd ./cmd/delibd

propre: ## remove what was built
	rm -rf bin dist

##@ To check a change

check: ## static checks, the map of the house, races, histories of today (3 min)
	@test -z "$$(gofmt -l cmd core ui sync assets)" || { echo "gofmt :"; gofmt -l cmd core ui sync assets; exit 1; }
	CGO_ENABLED=0 go vet -tags ci ./...
	CGO_ENABLED=0 go tool staticcheck -tags ci ./...
	CGO_ENABLED=0 go test -count=1 ./core
	CGO_ENABLED=1 go test -race -short ./core/... ./sync/...
	# Other histories each day: a fault is played again by the seed that it prints.
	depart=$$(date +%Y%m%d)001; echo "first seed $$depart"; CGO_ENABLED=0 go test -count=1 ./sync/simtest -run TestGraines -graines 300 -depart $$depart

contrat: ## the server’s contract on PostgreSQL as well (1 min)
	.ci/paquets postgres
	.ci/postgres env CGO_ENABLED=0 go test -count=1 ./sync/server

fenetre: ## build the window, start it in a virtual display, photograph it (2 min)
	.ci/paquets fenetre ecran
	$(MAKE) delib
	.ci/photo bin/delib bin/fenetre.png
	# Once more as the toolkit checks it: a widget touched outside its thread is told.
	CGO_ENABLED=1 CC=$(CC_FENETRE) go build -trimpath -tags no_emoji,no_animations -o bin/delib-fils ./cmd/delib
	.ci/photo bin/delib-fils bin/fenetre-fils.png

libreoffice: ## sheets filled in and saved by LibreOffice, and given back; left out, and said, where it is not installed (1 min)
	CGO_ENABLED=0 go test -tags libreoffice -count=1 -v -run TestLibreOffice ./cmd/delibctl

e2e: ## whole sessions in the real window, by keyboard and mouse alone; pictures in bin/e2e (4 min)
	.ci/paquets fenetre ecran
	$(MAKE) delib delibctl
	CGO_ENABLED=0 go test -tags ci,e2e -count=1 -v -timeout 20m -run TestSession ./cmd/delib

navigateur: ## the rescue portal in Debian’s Chromium, its pages looked over by axe-core (2 min)
	.ci/paquets navigateur
	DELIB_AXE="$$(.ci/axe)" CGO_ENABLED=0 go test -tags navigateur -count=1 -v -timeout 15m -run TestNavigateur ./cmd/delibctl

images-portail: ## the pictures of docs/portail, made again in the browser (2 min)
	.ci/paquets navigateur
	DELIB_IMAGES=$(CURDIR)/docs/portail CGO_ENABLED=0 go test -tags navigateur -count=1 -run TestNavigateurBTS ./cmd/delibctl

galerie: ## the pictures of every screen in docs/galerie, made again; the tests compare them (1 min)
	DELIB_GALERIE=oui CGO_ENABLED=0 go test -tags ci -count=1 -run TestGalerie ./ui

guide: ## docs/guide.pdf from the help pages, by the program’s own renderer (10 s)
	DELIB_GUIDE=oui CGO_ENABLED=0 go test -tags ci -count=1 -run TestGuide ./core/guide

commandes: ## docs/commandes.md from the registries of the commands (10 s)
	DELIB_COMMANDES=oui CGO_ENABLED=0 go test -tags ci -count=1 -run TestCommandsAreWritten ./cmd/delibctl ./cmd/delibd

architecture: ## the drawing of docs/architecture.md from the map of the house (5 s)
	DELIB_ARCHITECTURE=oui CGO_ENABLED=0 go test -tags ci -count=1 -run TestArchitectureIsDrawn ./core

##@ To measure, and to try it hard

bench: ## the figures that the documentation quotes; what is not installed is left out, and said (5 min)
	CGO_ENABLED=0 go test -run '^$$' -bench . -benchtime 5x ./core/decision ./core/activite ./core/render
	CGO_ENABLED=0 go test -tags ci -run '^$$' -bench . -benchtime 20x ./ui ./ui/modele ./ui/composant/table
	CGO_ENABLED=0 go test -run '^$$' -bench . -benchtime 10x ./sync/client
	CGO_ENABLED=0 go test -run '^$$' -bench Salles -benchtime 1x ./ui/portail -rythme 10s -charge 60s
	CGO_ENABLED=0 go test -run '^$$' -bench Croissance -benchtime 300x ./sync/server
	@if .ci/postgres true >/dev/null 2>&1; then \
		.ci/postgres env CGO_ENABLED=0 go test -run '^$$' -bench Academie -benchtime 1x ./cmd/delibd; \
	else echo "bench: PostgreSQL is not installed, the académie's figures are left out (.ci/paquets postgres installs it)"; fi

GRAINES ?= 20000
DEPART ?= 1
sim: ## a night of drawn histories: make sim GRAINES=20000 DEPART=1 (50 min)
	CGO_ENABLED=0 go test -count=1 -timeout 0 ./sync/simtest -run TestGraines -graines $(GRAINES) -depart $(DEPART)

pannes: ## real faults on real processes: a bad proxy, a full disk, a failing fsync, a share of each campaign (4 min)
	CGO_ENABLED=0 go test -count=1 -tags pannes -run 'TestRelais|TestDisquePlein|TestFsync' -v ./cmd/delibd
	$(MAKE) pannes-brievement

pannes-brievement: ## a short share of each campaign below, as CI draws it (2 min)
	CGO_ENABLED=0 go test -count=1 -tags pannes -run 'TestTues|TestCoupures|TestErreurs' -v ./cmd/delibd -fois 60

FOIS ?= 10000
CAMPAGNE = mkdir -p bin/campagnes && CGO_ENABLED=0 go test -count=1 -timeout 0 -tags pannes -v
campagne-tues: ## kill -9 of either side, FOIS=10000 times; stopped, it goes on from where it was (25 min)
	$(CAMPAGNE) -run 'TestTues$$' ./cmd/delibd -fois $(FOIS) -campagne $(CURDIR)/bin/campagnes

campagne-coupures: ## power cuts under the real delibctl, on a disk that forgets what was not synced (30 min)
	$(CAMPAGNE) -run 'TestCoupures$$' ./cmd/delibd -fois $(FOIS) -campagne $(CURDIR)/bin/campagnes

campagne-coupures-serveur: ## power cuts under the real delibd while a workstation sends (1 s a cut: FOIS=1000)
	$(CAMPAGNE) -run 'TestCoupuresServeur$$' ./cmd/delibd -fois $(FOIS) -campagne $(CURDIR)/bin/campagnes

campagne-sans-sync: ## the same cuts under a delibctl that syncs less: it must lose (FOIS=1000)
	$(CAMPAGNE) -run 'TestCoupuresSansSync$$' ./cmd/delibd -fois $(FOIS) -campagne $(CURDIR)/bin/campagnes

campagne-erreurs: ## EIO and ENOSPC at each operation in turn of a mark, a plan de secours, a copy, a check (20 min)
	$(CAMPAGNE) -run 'TestErreurs$$' ./cmd/delibd -fois $(FOIS) -campagne $(CURDIR)/bin/campagnes

essai-secours: ## kill it, break its base in several ways, recover; says what was seen (10 s)
	.ci/essai-secours

fuzz: ## foreign input, drawn (14 min)
	CGO_ENABLED=0 go test -run '^$$' -fuzz FuzzTable -fuzztime 5m -fuzzminimizetime 5s ./core/dossier
	CGO_ENABLED=0 go test -run '^$$' -fuzz FuzzLire -fuzztime 5m -fuzzminimizetime 5s ./core/dossier
	CGO_ENABLED=0 go test -run '^$$' -fuzz FuzzLire -fuzztime 2m ./sync/wire
	CGO_ENABLED=0 go test -run '^$$' -fuzz FuzzFichier -fuzztime 2m ./sync/wire

##@ To package: in dist, each with its SHA-256 and the list of what it contains

paquet-deb: ## the Debian packages (3 min)
	.ci/paquet-deb
	.ci/inventaire

paquet-tar: ## a tarball for the other Linux systems, the static programs beside (3 min)
	.ci/paquet-tar
	.ci/inventaire

paquet-windows: ## the Windows installer, made on Debian (5 min)
	.ci/paquet-windows
	.ci/inventaire

mesa-windows: ## the software OpenGL of the compatible copy, from Debian’s source of Mesa (7 min)
	.ci/mesa-windows

sbom: ## what the programs of dist are made of, and the sums of its files
	.ci/inventaire

essai-deb: paquet-deb ## install it by apt in a clean Debian, start it, remove it (3 min)
	.ci/essai-deb

essai-windows: paquet-windows ## install it under Wine in a virtual display, start it, remove it (5 min)
	.ci/essai-windows

reproductible: ## make the packages twice and compare every byte (10 min)
	.ci/reproductible

