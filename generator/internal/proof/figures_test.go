package proof

import (
	"encoding/json"
	"flag"
	"os"
	"sync"
	"testing"
)

var update = flag.Bool("update", false, "write what is held, and what was proved, anew")

var (
	noting sync.Mutex
	noted  Figures
	notes  int
)

// note enters what a test covered.
func note(t *testing.T, enter func(*Figures)) {
	if t.Failed() {
		return
	}
	noting.Lock()
	defer noting.Unlock()
	enter(&noted)
	notes++
}

// notesWanted is how many tests enter something.
const notesWanted = 4

// TestMain compares what was covered with proved.json once all tests have passed.
func TestMain(m *testing.M) {
	flag.Parse()
	code := m.Run()
	if code == 0 && notes == notesWanted {
		code = compareFigures()
	}
	os.Exit(code)
}

func compareFigures() int {
	s, err := load()
	if err != nil {
		return 1
	}
	if noted.Rules, err = Digest(s.Rules); err != nil {
		return 1
	}
	want, err := json.MarshalIndent(noted, "", "\t")
	if err != nil {
		return 1
	}
	want = append(want, '\n')
	if *update {
		err = os.WriteFile("proved.json", want, 0o644)
	} else if string(want) != string(proved) {
		os.Stderr.WriteString("proved.json says otherwise; these rules were proved:\n" + string(want) +
			"Run go test ./generator/internal/proof -update, and look at the difference.\n")
		return 1
	}
	if err != nil {
		return 1
	}
	return 0
}
