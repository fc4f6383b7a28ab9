// Command lighthouse lets Google's Lighthouse judge the shipped site as a slow
// phone sees it, one page of each kind:
//
//	go run ./generator/internal/lighthouse
//	go run ./generator/internal/lighthouse home checker    # these alone
//
// It builds the site, serves it on this machine with the headers that a host
// sends, compressed, and installs Lighthouse from npm into a cache folder
// outside of the project. It takes npm, and Chromium: its shell without windows,
// whose own work takes nothing from a page's, else the whole browser; or what
// CHROME_PATH names. It fails unless all marks of all pages are 100,
// and then says which audits are to blame. --reports DIR keeps what Lighthouse
// wrote.
//
// This is no test that CI runs: how fast a page comes depends on what else the
// machine is doing. So each run waits for a moment in which it does nothing, a
// page is judged three times, and the run with the median performance counts.
package main

import (
	"errors"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"nosology/generator"
	"nosology/generator/diag"
	"nosology/generator/publish"
)

const lighthouse = "lighthouse@13.5.0"

// pages are those that are judged, by what they are.
func pages() []struct{ name, address string } {
	return []struct{ name, address string }{
		{"home", "/"},
		{"article", "/nose-twitching/"},
		{"cause", "/causes/dehydration/"},
		{"symptom", "/symptoms/eyelid-twitch/"},
		{"A to Z", "/symptoms/"},
		{"signs", "/warning-signs/"},
		{"checker", "/checker/"},
	}
}

func main() {
	reports := flag.String("reports", "", "folder for Lighthouse's reports")
	flag.Parse()
	if err := run(*reports, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "lighthouse:", err)
		os.Exit(1)
	}
}

// run needs the server's address before there is a site, since pages name it: the
// server begins with nothing, and the site is built for it.
func run(reports string, only []string) error {
	program, err := install()
	if err != nil {
		return err
	}
	scratch, err := os.MkdirTemp("", "lighthouse")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	if reports == "" {
		reports = scratch
	} else if err := os.MkdirAll(reports, 0o755); err != nil {
		return err
	}
	h := &host{folder: filepath.Join(scratch, "public")}
	server := httptest.NewServer(h)
	defer server.Close()
	if err := h.build(server.URL); err != nil {
		return err
	}
	return h.judge(program, server.URL, reports, only)
}

// install installs Lighthouse into a cache and returns its program.
func install() (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	dir := filepath.Join(cache, "nosology", "ci", strings.ReplaceAll(lighthouse, "@", "-"))
	program := filepath.Join(dir, "node_modules", "lighthouse", "cli", "index.js")
	if _, err := os.Stat(program); err == nil {
		return program, nil
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	cmd := exec.Command("npm", "install", "--prefix", dir, "--no-audit", "--no-fund", "--no-save", lighthouse)
	cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
	return program, cmd.Run()
}

// host serves a site as a CDN does.
type host struct {
	folder string
	site   *generator.Site
	files  map[string]*publish.File // by address
}

// build writes the site that ships, for an address on this machine.
func (h *host) build(base string) error {
	opt := generator.Options{Content: os.DirFS("content"), Name: "content", BaseURL: base, AsOf: time.Now(), Host: publish.FindHost("netlify")}
	site, _, err := generator.Build(h.folder, opt, publish.Options{Precompress: true})
	if err != nil {
		return err
	}
	if diag.HasErrors(site.Diagnostics) {
		return fmt.Errorf("the content has errors: %v", site.Diagnostics[0])
	}
	h.site, h.files = site, map[string]*publish.File{}
	for i := range site.Files {
		f := &site.Files[i]
		h.files["/"+strings.TrimSuffix(f.Path, "index.html")] = f
	}
	return nil
}

// ServeHTTP answers as hosts do, compressed where the browser takes it: Lighthouse
// counts the bytes of the network, and on a slow phone they are most of the time.
func (h *host) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f, status := h.files[r.URL.Path], http.StatusOK
	if f == nil {
		f, status = h.files["/404.html"], http.StatusNotFound
	}
	for _, header := range h.site.Serving.Headers(f) {
		w.Header().Set(header.Name, header.Value)
	}
	name := filepath.Join(h.folder, filepath.FromSlash(f.Path))
	for _, coding := range []struct{ name, suffix string }{{"br", ".br"}, {"gzip", ".gz"}} {
		if data, err := os.ReadFile(name + coding.suffix); err == nil && strings.Contains(r.Header.Get("Accept-Encoding"), coding.name) {
			w.Header().Set("Content-Encoding", coding.name)
			w.Header().Set("Vary", "Accept-Encoding")
			w.WriteHeader(status)
			w.Write(data)
			return
		}
	}
	data, err := os.ReadFile(name)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.WriteHeader(status)
	w.Write(data)
}

// judge judges pages and prints their marks: those with some names, or all.
func (h *host) judge(program, base, reports string, only []string) error {
	var failed []error
	for _, p := range pages() {
		if len(only) > 0 && !slices.Contains(only, p.name) {
			continue
		}
		got, err := audits(program, base, reports, p.name, p.address)
		if err != nil {
			failed = append(failed, err)
		}
		if len(got) == 0 {
			fmt.Printf("%-8s  no report\n", p.name)
			continue
		}
		line, blame := median(got).marks()
		fmt.Printf("%-8s%s%s\n", p.name, line, load())
		for _, err := range blame {
			failed = append(failed, fmt.Errorf("%s: %w", p.name, err))
		}
	}
	return errors.Join(failed...)
}

// runs is how often a page is judged.
const runs = 3

// audits lets Lighthouse look at a page until it has given marks so many times.
// On a busy machine it loses a run now and then, which says nothing of the
// page; if it loses as many as it makes, that is an error.
func audits(program, base, reports, name, address string) (got []*report, err error) {
	for try := 1; len(got) < runs && try <= 2*runs; try++ {
		awaitQuiet()
		file := filepath.Join(reports, fmt.Sprintf("%s-%d.json", strings.ReplaceAll(name, " ", "-"), try))
		r, lost := audit(program, base+address, file)
		if lost != nil {
			err = lost
			continue
		}
		got = append(got, r)
	}
	if len(got) == runs {
		return got, nil
	}
	return got, err
}

// awaitQuiet waits until the processors have had next to nothing to do for a
// second, a minute at most: Lighthouse reckons with four times the time that a
// page takes here, and with four times what others take from it. A machine that
// does not tell is not waited for.
func awaitQuiet() {
	for range 60 {
		idle, all, ok := processorTime()
		time.Sleep(time.Second)
		idleNow, allNow, _ := processorTime()
		if !ok || float64(idleNow-idle) > 0.9*float64(allNow-all) {
			return
		}
	}
}

// processorTime is for how long the processors have been idle since the machine
// was started, and how long that is, in the kernel's ticks; Linux alone tells.
func processorTime() (idle, all int, ok bool) {
	data, err := os.ReadFile("/proc/stat")
	idle, all = ticks(string(data))
	return idle, all, err == nil
}

// ticks reads the first line of /proc/stat, whose fourth number counts idleness.
func ticks(stat string) (idle, all int) {
	line, _, _ := strings.Cut(stat, "\n")
	for i, field := range strings.Fields(line) {
		n, _ := strconv.Atoi(field) // the line's name counts as nothing
		if all += n; i == 4 {
			idle = n
		}
	}
	return idle, all
}

// load says how busy the machine is, where the system tells.
func load() string {
	data, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return ""
	}
	last, _, _ := strings.Cut(string(data), " ")
	return fmt.Sprintf("  (load %s on %d processors)", last, runtime.NumCPU())
}

// audit lets Lighthouse look at a page. Its first preset is a slow phone.
func audit(program, address, file string) (*report, error) {
	cmd := exec.Command("node", program, address, "--quiet", "--output=json", "--output-path="+file,
		"--chrome-flags=--headless=new --no-sandbox --disable-dev-shm-usage")
	cmd.Env = os.Environ()
	if !slices.ContainsFunc(cmd.Env, func(v string) bool { return strings.HasPrefix(v, "CHROME_PATH=") }) {
		for _, name := range []string{"chromium-headless-shell", "chromium"} {
			if path, err := exec.LookPath(name); err == nil {
				cmd.Env = append(cmd.Env, "CHROME_PATH="+path)
				break
			}
		}
	}
	if said, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("lighthouse %s: %w\n%s", address, err, said)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return parseReport(data)
}
