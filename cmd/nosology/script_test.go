package main

import (
	"encoding/pem"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
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
		RequireExplicitExec: true,
		UpdateScripts:       os.Getenv("UPDATE_SCRIPTS") != "",
	})
}
