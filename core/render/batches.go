package render

import (
	"fmt"
	"runtime"

	"delib/core/document"
)

// Batch is a PDF to draw: a file name and the laid out documents that it gathers.
// The same Layout may stand in several lots.
type Batch struct {
	Nom       string // file name, with its folder and extension
	Titre     string
	Documents []*Layout
}

// DrawBatches draws PDFs on all processors and gives them to emit one by one, in their
// order; few are in memory at a time. It stops at the first error.
func DrawBatches(lots []Batch, o Options, emit func(Entree) error) error {
	type result struct {
		data []byte
		err  error
	}
	workers := runtime.GOMAXPROCS(0)
	type task struct {
		lot *Batch
		out chan result
	}
	tasks := make(chan task)
	queue := make(chan chan result, 4*workers) // results in order
	stop := make(chan struct{})
	defer close(stop)
	for range min(workers, len(lots)) {
		go func() {
			for t := range tasks {
				data, err := Assemble(t.lot.Titre, o, t.lot.Documents...)
				t.out <- result{data, err}
			}
		}()
	}
	go func() {
		defer close(tasks)
		for i := range lots {
			t := task{&lots[i], make(chan result, 1)}
			select {
			case queue <- t.out:
			case <-stop:
				return
			}
			select {
			case tasks <- t:
			case <-stop:
				return
			}
		}
	}()
	for i := range lots {
		r := <-<-queue
		if r.err != nil {
			return fmt.Errorf("%s: %w", lots[i].Nom, r.err)
		}
		if err := emit(Entree{Nom: lots[i].Nom, Contenu: r.data}); err != nil {
			return err
		}
	}
	return nil
}

// Separate puts each document of an edition in a PDF of its own, named after
// it; a name that comes back gets a number.
func Separate(l document.Liasse, o Options) (files []Entree, alertes []string, err error) {
	ls, err := ComposeAll(l.Documents)
	if err != nil {
		return nil, nil, err
	}
	taken := map[string]int{}
	lots := make([]Batch, len(ls))
	for i, d := range ls {
		alertes = append(alertes, d.titled()...)
		nom := d.Nom
		if nom == "" {
			nom = "document"
		}
		if taken[nom]++; taken[nom] > 1 {
			nom = fmt.Sprintf("%s-%d", nom, taken[nom])
		}
		lots[i] = Batch{Nom: nom + ".pdf", Titre: d.Titre, Documents: []*Layout{d}}
	}
	err = DrawBatches(lots, o, func(e Entree) error {
		files = append(files, e)
		return nil
	})
	return files, alertes, err
}
