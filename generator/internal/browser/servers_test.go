//go:build browser

package browser

import (
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nosology/generator/internal/webserver"
	"nosology/generator/publish"
)

// Real servers send the site as a browser wants it: the checker comes to its
// questions, and the module, sent compressed, is compiled while it streams.
// (The page itself waits for all its bytes, since it holds them against the
// integrity that it was published with.)
func TestModuleStreamsFromRealServers(t *testing.T) {
	t.Parallel()
	site := buildSite(t)
	for _, c := range []struct {
		host, coding string
	}{{"nginx", "gzip"}, {"caddy", "br"}} {
		t.Run(c.host, func(t *testing.T) {
			config, err := site.serving.HostFiles(publish.FindHost(c.host))
			if err != nil {
				t.Fatal(err)
			}
			dir := filepath.Join(t.TempDir(), "public")
			files := append(withoutCauses(site.site.Files), config...)
			if _, err := publish.Write(dir, files, publish.Options{Precompress: true}); err != nil {
				t.Fatal(err)
			}
			proxy := httputil.NewSingleHostReverseProxy(&url.URL{Scheme: "http", Host: "site.example"})
			proxy.Transport = webserver.Start(t, c.host, dir, config[0].Path)
			h := &host{Server: httptest.NewServer(proxy)}
			t.Cleanup(h.Close)

			p := open(t, h, phone())
			p.start()
			got := await[string](p, `fetch(checker.dataset.module).then(async (sent) => {
				const said = [sent.headers.get("content-type"), sent.headers.get("content-encoding")].join(" ");
				const module = await WebAssembly.compileStreaming(sent);
				return said + " " + WebAssembly.Module.exports(module).some((e) => e.name === "judge");
			})`)
			if want := "application/wasm " + c.coding + " true"; got != want {
				t.Errorf("the module comes as %q, want %q", got, want)
			}
			p.quiet()
		})
	}
}

// withoutCauses leaves out the pages of causes and symptoms, nine of ten, which
// it takes longer to compress than the rest of the test does.
func withoutCauses(files []publish.File) []publish.File {
	return slices.DeleteFunc(slices.Clone(files), func(f publish.File) bool {
		return strings.HasPrefix(f.Path, "causes/") || strings.HasPrefix(f.Path, "symptoms/")
	})
}
