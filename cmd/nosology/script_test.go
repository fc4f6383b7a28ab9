package main

import (
	"encoding/pem"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"nosology": main})
}

// TestScripts runs the command as an editor would. Each script opens with why.
func TestScripts(t *testing.T) {
	elsewhere := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/good":
		case "/moved":
			http.Redirect(w, r, "/good", http.StatusMovedPermanently)
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(elsewhere.Close) // scripts run beside each other, and on when this function has ended
	testscript.Run(t, testscript.Params{
		Setup: func(e *testscript.Env) error {
			// An address outside of the site, and the certificate to trust it by.
			trusted := filepath.Join(e.WorkDir, ".trusted.pem")
			e.Setenv("ELSEWHERE", elsewhere.URL)
			e.Setenv("SSL_CERT_FILE", trusted)
			return os.WriteFile(trusted, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: elsewhere.Certificate().Raw}), 0o644)
		},
		Dir:                 "testdata/script",
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"append": appendFile, "replace": replaceInFile},
		RequireExplicitExec: true,
		UpdateScripts:       os.Getenv("UPDATE_SCRIPTS") != "",
	})
}

// appendFile adds one file to the end of another, as an editor would: append
// content/site.yaml more.yaml.
func appendFile(ts *testscript.TestScript, _ bool, args []string) {
	both := ts.ReadFile(args[0]) + ts.ReadFile(args[1])
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(both), 0o644))
}

// replaceInFile changes words in a file, in which \n begins a new line:
// replace content/site.yaml 'old' 'new'.
func replaceInFile(ts *testscript.TestScript, _ bool, args []string) {
	text := ts.ReadFile(args[0])
	if !strings.Contains(text, args[1]) {
		ts.Fatalf("%s does not say %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.ReplaceAll(text, args[1], strings.ReplaceAll(args[2], `\n`, "\n"))), 0o644))
}
