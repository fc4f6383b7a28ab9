//go:build unix

package main

import (
	"bufio"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"nosology/generator/disk"
)

// serving is a preview that runs as a process of its own.
type serving struct {
	*exec.Cmd
	t       *testing.T
	address string // "http://127.0.0.1:4711/"
	lines   chan string
}

// serve starts a preview and waits until it says where it is.
func serve(t *testing.T, args ...string) *serving {
	t.Helper()
	s := &serving{Cmd: exec.Command(testProgram(t), append([]string{"serve"}, args...)...), t: t, lines: make(chan string, 100)}
	s.Args[0] = "nosology"
	read, write := io.Pipe()
	s.Stdout, s.Stderr = write, write
	if err := s.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Process.Kill(); write.Close() })
	go func() {
		for lines := bufio.NewScanner(read); lines.Scan(); {
			s.lines <- lines.Text()
		}
	}()
	s.address = s.says(`The preview is at (http://\S+)`)
	return s
}

// says waits for a line, and returns what its first group matches.
func (s *serving) says(pattern string) string {
	s.t.Helper()
	late := time.After(20 * time.Second)
	var said []string
	for {
		select {
		case line := <-s.lines:
			said = append(said, line)
			if m := regexp.MustCompile(pattern).FindStringSubmatch(line); m != nil {
				return m[len(m)-1]
			}
		case <-late:
			s.t.Fatalf("waited in vain for %s in\n%s", pattern, strings.Join(said, "\n"))
		}
	}
}

// get asks for a page, under another name of the host if that is not empty.
func (s *serving) get(page, host string) (int, string) {
	s.t.Helper()
	request, err := http.NewRequest(http.MethodGet, s.address+page, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	request.Host = host
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		s.t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return response.StatusCode, string(body)
}

// TestServe runs the preview as an editor does: it starts, follows what is
// saved, says what is wrong, keeps others out, and stops at Ctrl-C.
func TestServe(t *testing.T) {
	site := filepath.Join(t.TempDir(), "site")
	if err := (&initCommand{Dir: site}).Run(&terminal{out: io.Discard, err: io.Discard}); err != nil {
		t.Fatal(err)
	}
	content := filepath.Join(site, "content")
	static := filepath.Join(site, "static")
	disk.Write(t, filepath.Join(static, "root", "hello.txt"), "Hello.")
	first := serve(t, "--content", content, "--static", static)
	const page = "causes/acid-reflux/"
	if status, body := first.get(page, ""); status != http.StatusOK || !strings.Contains(body, "<h1>Acid reflux") {
		t.Fatalf("the page answers %d and %.200s", status, body)
	}
	if status, body := first.get(page, "rebound.example"); status != http.StatusMisdirectedRequest || strings.Contains(body, "reflux") {
		t.Errorf("a host that is not ours is answered %d and %.200s", status, body)
	}

	file := filepath.Join(content, "causes", "acid-reflux.md")
	good := disk.Read(t, file)
	save := func(text string) {
		t.Helper()
		disk.Write(t, file, text)
	}
	save(string(good) + "\nOne more sentence, just now.\n")
	first.says("^Saved: .*causes/acid-reflux.md")
	first.says("^The preview is up to date")
	if _, body := first.get(page, ""); !strings.Contains(body, "just now") {
		t.Error("the edit does not show")
	}
	save(strings.Replace(string(good), "\n", "\ncolour: red\n", 1))
	first.says(`causes/acid-reflux.md:2:1: error: unknown key "colour"`)
	first.says("the preview stays as it was")
	if _, body := first.get(page, ""); !strings.Contains(body, "just now") {
		t.Error("the last good page is gone")
	}
	save(string(good))
	first.says("^The preview is up to date")

	disk.Write(t, filepath.Join(content, "articles", "begun.md"), "---\ntitle: Begun\nsummary: Not yet for readers.\ndraft: true\n---\nText.\n")
	first.says("^The preview is up to date")
	for _, address := range []string{"begun/", "begun"} {
		if status, body := first.get(address, ""); status != http.StatusNotFound || !strings.Contains(body, "nosology serve --drafts") {
			t.Errorf("a draft's address answers %d and %.200s", status, body)
		}
	}

	for _, move := range []struct{ from, to, said string }{
		{content, content + "-away", "content is gone; the preview stays as it was until it is back$"},
		{content + "-away", content, "^The preview is up to date"},
		{static, static + "-away", "static is gone; until it is back, the preview is without what stood there$"},
		{static + "-away", static, "^The preview is up to date"},
	} {
		if err := os.Rename(move.from, move.to); err != nil {
			t.Fatal(err)
		}
		first.says(move.said)
	}

	taken, err := url.Parse(first.address)
	if err != nil {
		t.Fatal(err)
	}
	second := serve(t, "--content", content, "--port", taken.Port())
	if said := second.says("^Left out: (.*)$"); said != "1 page not published yet. With --drafts they are shown." {
		t.Errorf("of drafts, the preview says: %s", said)
	}
	if second.address == first.address {
		t.Errorf("two previews are at %s", first.address)
	}
	if status, _ := second.get("", ""); status != http.StatusOK {
		t.Errorf("the preview at the next port answers %d", status)
	}
	for _, s := range []*serving{first, second} {
		s.Process.Signal(os.Interrupt)
		ended := make(chan error, 1)
		go func() { ended <- s.Wait() }()
		select {
		case err := <-ended:
			if err != nil {
				t.Errorf("after Ctrl-C: %v", err)
			}
		case <-time.After(10 * time.Second):
			t.Error("Ctrl-C does not end the preview")
		}
	}
}

// Folders of layouts and of static files that are made while the preview runs are
// taken as a build would take them, and are spoken of when they go again.
func TestServeTakesFoldersThatCome(t *testing.T) {
	for _, how := range [][]string{nil, {"--poll"}} {
		t.Run(strings.Join(how, ""), func(t *testing.T) {
			site := filepath.Join(t.TempDir(), "site")
			if err := (&initCommand{Dir: site}).Run(&terminal{out: io.Discard, err: io.Discard}); err != nil {
				t.Fatal(err)
			}
			preview := serve(t, append(how, "--content", filepath.Join(site, "content"))...)
			preview.get("", "")
			disk.Write(t, filepath.Join(site, "layouts", "partials", "footer.html"), "<footer>Made just now.</footer>\n")
			preview.says("^Saved: layouts$")
			preview.says("^The preview is up to date")
			if _, body := preview.get("", ""); !strings.Contains(body, "Made just now.") {
				t.Error("a layout that was made does not show")
			}
			disk.Write(t, filepath.Join(site, "static", "root", "hello.txt"), "Hello.")
			preview.says("^Saved: static files$")
			preview.says("^The preview is up to date")
			if status, body := preview.get("hello.txt", ""); status != http.StatusOK || body != "Hello." {
				t.Errorf("a static file that was made answers %d and %.200s", status, body)
			}
			if err := os.RemoveAll(filepath.Join(site, "layouts")); err != nil {
				t.Fatal(err)
			}
			preview.says("layouts is gone; until it is back")
			preview.says("^The preview is up to date")
			if _, body := preview.get("", ""); strings.Contains(body, "Made just now.") {
				t.Error("a layout that is gone still shows")
			}
		})
	}
}
