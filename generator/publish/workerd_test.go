//go:build workerd

package publish

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"nosology/generator/disk"
)

// Cloudflare's own server, as its own tool runs it on a folder, sends what the
// model says, with as many old addresses as it takes. Both come from npm and are
// large, so this runs only when it is asked for:
//
//	go run ./generator/internal/ci --workerd
func TestWorkerdSendsWhatTheModelSays(t *testing.T) {
	host := FindHost("cloudflare")
	redirects := slices.DeleteFunc(exampleRedirects(), func(r Redirect) bool { return host.Cannot(r) != "" })
	for i := len(redirects); i < host.Limits.Redirects; i++ {
		redirects = append(redirects, Redirect{From: fmt.Sprintf("/gone/%d/", i), To: "/about/"})
	}
	s := NewServing(exampleFiles(), redirects, Terms{})
	config, err := s.HostFiles(host)
	if err != nil {
		t.Fatal(err)
	}
	dir := publicFolder(t)
	if _, err := Write(dir, append(s.files, config...), Options{}); err != nil {
		t.Fatal(err)
	}
	client, said := startWrangler(t, dir)
	for i := range s.files {
		f := &s.files[i]
		text := disk.Read(t, filepath.Join(dir, f.Path))
		at := address(f.Path)
		if !strings.HasSuffix(at, "/") {
			at = strings.TrimSuffix(at, ".html") // it leads there from the file's name
		}
		r := fetch(t, client, at, "")
		want := s.Headers(f)
		expectHeaders(t, f.Path, r, http.StatusOK, slices.DeleteFunc(slices.Clone(want), isType))
		if got, want := r.Header.Get("Content-Type"), want[slices.IndexFunc(want, isType)].Value; oneName.Replace(got) != oneName.Replace(want) {
			t.Errorf("%s: its type is %q, want %q", f.Path, got, want)
		}
		if !bytes.Equal(r.body, text) {
			t.Errorf("%s: other bytes came", f.Path)
		}
	}
	for _, at := range []string{"/symptoms/nothing/", "/nothing", "/assets/a/nothing.css"} {
		if r := fetch(t, client, at, ""); r.StatusCode != http.StatusNotFound || !strings.Contains(string(r.body), "404.html") {
			t.Errorf("%s: got %s, %.40q", at, r.Status, r.body)
		}
	}
	for from, to := range map[string]string{
		"/old/": "/about/", "/old": "/about/", "/old/?a=b&c=%20d": "/about/?a=b&c=%20d", "/older/page.html": "/symptoms/thirst/",
		"/About/": "/about/", "/caf%C3%A9/": "/about/", "/caf%C3%A9": "/about/", "/two%20words/": "/about/team/",
		fmt.Sprintf("/gone/%d/?x", host.Limits.Redirects-1): "/about/?x",
	} {
		if r := fetch(t, client, from, ""); r.StatusCode != http.StatusMovedPermanently || location(t, r) != to {
			t.Errorf("%s: got %s to %q, want %s", from, r.Status, r.Header.Get("Location"), to)
		}
	}
	if r := fetch(t, client, "/OLD/", ""); r.StatusCode/100 == 3 {
		t.Errorf("/OLD/: got %s to %q", r.Status, r.Header.Get("Location"))
	}
	for _, want := range []string{fmt.Sprintf("Parsed %d valid redirect rules", strings.Count(text(t, config, "_redirects"), "\n")), fmt.Sprintf("Parsed %d valid header rules", len(s.rules(true)))} {
		if !strings.Contains(said(), want) || strings.Contains(said(), "invalid") {
			t.Errorf("it does not say %q:\n%s", want, said())
		}
	}
}

func isType(h Header) bool { return h.Name == "Content-Type" }

// oneName gives types that browsers take for the same one name: Cloudflare says
// those of scripts and pictures by itself.
var oneName = strings.NewReplacer("application/javascript", "text/javascript", "image/vnd.microsoft.icon", "image/x-icon", "; charset=utf-8", "")

// startWrangler serves a folder as Cloudflare Pages would. It asks nobody
// outside of the machine, and tells nobody what it did.
func startWrangler(t *testing.T, dir string) (client *http.Client, said func() string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	at := listener.Addr().String()
	listener.Close()
	_, port, _ := net.SplitHostPort(at)
	own := t.TempDir()
	log, err := os.Create(filepath.Join(own, "log"))
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(filepath.Join(os.Getenv("NOSOLOGY_WRANGLER"), ".bin", "wrangler"), "pages", "dev", dir, "--ip", "127.0.0.1", "--port", port, "--compatibility-date", "2026-04-01", "--show-interactive-dev-session=false")
	cmd.Dir, cmd.Stdout, cmd.Stderr = own, log, log
	cmd.Env = append(os.Environ(), "HOME="+own, "XDG_CONFIG_HOME="+own, "CI=1", "WRANGLER_SEND_METRICS=false", "WRANGLER_HIDE_BANNER=true", "CLOUDFLARE_CF_FETCH_ENABLED=false")
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // it starts others, which are to end with it
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		syscall.Kill(-cmd.Process.Pid, syscall.SIGTERM)
		cmd.Wait()
	})
	said = func() string {
		data, _ := os.ReadFile(log.Name())
		return string(data)
	}
	began := time.Now()
	for ; !strings.Contains(said(), "Ready on"); time.Sleep(50 * time.Millisecond) {
		if time.Since(began) > time.Minute {
			t.Fatalf("nobody serves:\n%s", said())
		}
	}
	t.Logf("it serves after %v", time.Since(began).Round(10*time.Millisecond))
	dial := func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "tcp", at)
	}
	return &http.Client{
		Transport:     &http.Transport{DialContext: dial, DisableCompression: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}, said
}
