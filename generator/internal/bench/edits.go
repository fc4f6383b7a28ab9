package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// server is a site that is shown while it is being edited.
type server struct {
	name    string
	content string // its content folder
	layout  string // the layout of causes
	finding string // a line of front matter that adds a finding
	command func(port int) *exec.Cmd
}

// servers measures edits under ours and under Hugo's.
func (b *bench) servers(n int) error {
	layouts := filepath.Join(b.dir, "layouts")
	text, err := os.ReadFile(filepath.Join("layouts", "cause.html"))
	if err != nil {
		return fmt.Errorf("%w; run this in the folder that go.mod is in", err)
	}
	if err := writeFile(filepath.Join(layouts, "cause.html"), text); err != nil {
		return err
	}
	content := filepath.Join(b.site(n), "content")
	all := []server{{
		name: "nosology", content: content, layout: filepath.Join(layouts, "cause.html"), finding: "  %s: typical\n",
		command: func(port int) *exec.Cmd {
			return b.our("serve", "--content", content, "--layouts", layouts, "--port", strconv.Itoa(port))
		},
	}}
	if b.hugo != "" {
		site := b.hugoSite(n)
		all = append(all, server{
			name: "Hugo", content: filepath.Join(site, "content"), layout: filepath.Join(site, "layouts", "causes", "page.html"),
			finding: "  - {id: %s, strength: typical, weight: 3}\n",
			command: func(port int) *exec.Cmd {
				return exec.Command(b.hugo, "server", "--source", site, "--destination", filepath.Join(b.dir, "served"),
					"--bind", "127.0.0.1", "--port", strconv.Itoa(port), "--baseURL", fmt.Sprintf("http://127.0.0.1:%d/", port), "--quiet")
			},
		})
	}
	fmt.Printf("\n%d pages, from the write to the end of the first answer with the new text (median, least–greatest of %d edits)\n\n", n, b.edits)
	fmt.Println("| server | first page after the first start | after the next | body | title | finding | layout |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
	// Ours begins without caches; the next start has those of the first.
	os.RemoveAll(b.caches())
	for _, s := range all {
		if err := s.run(b.edits); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
	}
	return nil
}

// run starts a server, starts it again, edits, and prints a line.
func (s *server) run(edits int) error {
	causes, err := filepath.Glob(filepath.Join(s.content, "causes", "[^_]*.md"))
	if err != nil || len(causes) < edits {
		return errors.Join(fmt.Errorf("too few causes in %s", s.content), err)
	}
	first, err := s.start(causes[0])
	if err != nil {
		return err
	}
	first.stop()
	page, err := s.start(causes[0])
	if err != nil {
		return err
	}
	defer page.stop()
	cells := []string{s.name, milliseconds(first.took), milliseconds(page.took)}
	for _, kind := range []string{"body", "title", "finding", "layout"} {
		took, err := s.edit(kind, edits, causes, page)
		if err != nil {
			return fmt.Errorf("%s: %w\n%s", kind, err, page.said.Bytes())
		}
		cells = append(cells, fmt.Sprintf("%.0f ms (%.0f–%.0f)", median(took), slices.Min(took), slices.Max(took)))
	}
	fmt.Printf("| %s |\n", strings.Join(cells, " | "))
	return nil
}

func milliseconds(d time.Duration) string { return fmt.Sprintf("%d ms", d.Milliseconds()) }

// start starts the server and waits for a cause's page.
func (s *server) start(cause string) (*visitor, error) {
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	v := &visitor{base: fmt.Sprintf("http://127.0.0.1:%d/causes/", port), cmd: s.command(port)}
	v.cmd.Stdout, v.cmd.Stderr = &v.said, &v.said
	begin := time.Now()
	if err := v.cmd.Start(); err != nil {
		return nil, err
	}
	if err := v.wait(cause, "</html>", 5*time.Minute); err != nil {
		v.stop()
		return nil, fmt.Errorf("%w\n%s", err, v.said.Bytes())
	}
	v.took = time.Since(begin)
	return v, nil
}

// pause lets a server come to rest before an edit.
const pause = 300 * time.Millisecond

// edit makes edits of one kind, each to a cause of its own, takes each back,
// and returns how many milliseconds it was until each was seen.
func (s *server) edit(kind string, edits int, causes []string, page *visitor) (took []float64, err error) {
	for i := range edits {
		cause := causes[i*len(causes)/edits]
		file := cause
		if kind == "layout" {
			file = s.layout
		}
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		edited, sign, err := s.edited(kind, text, i)
		if err != nil {
			return nil, err
		}
		if err := page.wait(cause, "</html>", time.Minute); err != nil { // it has been seen before
			return nil, err
		}
		time.Sleep(pause)
		begin := time.Now()
		if err := os.WriteFile(file, edited, 0o644); err != nil {
			return nil, err
		}
		err = page.wait(cause, sign, time.Minute)
		took = append(took, float64(time.Since(begin).Microseconds())/1000)
		if err := errors.Join(err, os.WriteFile(file, text, 0o644)); err != nil {
			return nil, err
		}
		if err := page.waitWithout(cause, sign, time.Minute); err != nil {
			return nil, err
		}
	}
	return took, nil
}

// edited returns an edited text, and what its page then holds.
func (s *server) edited(kind string, text []byte, n int) (edited []byte, sign string, err error) {
	sign = fmt.Sprintf("Measured%d", n)
	switch kind {
	case "body":
		return append(slices.Clip(text), "\nOne more: "+sign+".\n"...), sign, nil
	case "title":
		return find.titleLine.ReplaceAll(text, []byte(`title: "$1 `+sign+`"`)), sign, nil
	case "layout":
		return find.mainBegins.ReplaceAll(text, []byte(`$0<p>`+sign+`</p>`)), sign, nil
	}
	findings, err := filepath.Glob(filepath.Join(s.content, "symptoms", "[^_]*.md"))
	if err != nil || len(findings) == 0 {
		return nil, "", errors.Join(errors.New("no findings"), err)
	}
	for _, f := range findings[n*len(findings)/(n+2):] { // one that the page does not name
		if id := strings.TrimSuffix(filepath.Base(f), ".md"); !bytes.Contains(text, []byte(id)) {
			line := "findings:\n" + fmt.Sprintf(s.finding, id)
			return bytes.Replace(text, []byte("findings:\n"), []byte(line), 1), "/symptoms/" + id + "/", nil
		}
	}
	return nil, "", errors.New("the page names every finding")
}

// visitor asks a server for the pages of causes.
type visitor struct {
	base string
	cmd  *exec.Cmd
	said bytes.Buffer
	took time.Duration // until the first page
}

// stop ends a server without asking: what it would tidy up is in the bench's folder.
func (v *visitor) stop() {
	v.cmd.Process.Kill()
	v.cmd.Wait()
}

// wait asks for a cause's page until it holds a text.
func (v *visitor) wait(cause, text string, most time.Duration) error {
	return v.until(cause, func(page []byte) bool { return bytes.Contains(page, []byte(text)) }, text, most)
}

// waitWithout asks until the page is there without the text.
func (v *visitor) waitWithout(cause, text string, most time.Duration) error {
	return v.until(cause, func(page []byte) bool { return len(page) > 0 && !bytes.Contains(page, []byte(text)) }, "no "+text, most)
}

// until asks again and again, a millisecond apart, until a page is as wanted. So a
// figure is right to about that and the time of one answer, which both servers pay.
func (v *visitor) until(cause string, enough func([]byte) bool, what string, most time.Duration) error {
	address := v.base + strings.TrimSuffix(filepath.Base(cause), ".md") + "/"
	ctx, cancel := context.WithTimeout(context.Background(), most)
	defer cancel()
	for {
		if enough(get(ctx, address)) {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("%s did not show %s within %s", address, what, most)
		case <-time.After(time.Millisecond):
		}
	}
}

// get returns a page, or nothing while there is none.
func get(ctx context.Context, address string) []byte {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil
	}
	request.Header.Set("Accept", "text/html")
	request.Header.Set("Sec-Fetch-Mode", "navigate")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil
	}
	defer response.Body.Close()
	page, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		return nil
	}
	return page
}

// freePort is a port that nobody listens on at the moment. Somebody may take it
// before the server does; then the server says so, and the bench fails.
func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}
