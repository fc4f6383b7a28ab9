// Command ci runs everything that must hold before a change is taken:
//
//	go run ./generator/internal/ci
//	go run ./generator/internal/ci --fonts noto
//	go run ./generator/internal/ci --soak
//	go run ./generator/internal/ci --workerd
//
// The second runs all browser tests with another set of fonts than they usually
// see, the third goes on for long with what is tried at random, and the fourth
// asks Cloudflare's own server, for which it fetches 200 MB.
//
// It installs what the tests need and the machine lacks (browsers, web
// servers, Java, npm, shells, fonts, and four npm packages in a cache folder
// outside of the project), then looks at the form of the code and whether it compiles on
// other systems, then runs all tests. With
// NOSOLOGY_CI set, as it is here, a test that lacks what it needs fails; in a
// plain "go test ./..." it is skipped.
//
// Programs are installed with apt-get, which takes root. Without root the
// command says what to install and stops. Where there is no apt-get, it says what
// to install by other means and which tests are left out, and runs the others.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
)

// program is a program that tests run, the Debian package it comes in, and what
// is left out without it.
type program struct{ name, debian, shows string }

// programs are what tests run. Who adds one also says what is left out without it:
// that is what a newcomer on another system reads first.
func programs() []program {
	return []program{
		{"chromium", "chromium", "everything in a browser: the checker, search, printing, pages without a network"},
		{"firefox-esr", "firefox-esr", "every type of page, the checker, and pages without a network in a second engine"},
		{"WebKitWebDriver", "webkit2gtk-driver", "every type of page, and the checker, in the engine of iPhones"},
		{"Xvfb", "xvfb", "the same: WebKit needs a screen"},
		{"nginx", "nginx-light", "what nginx makes of our headers and redirects"},
		{"caddy", "caddy", "what Caddy makes of our headers and redirects"},
		{"apache2", "apache2", "what Apache makes of our headers and redirects"},
		{"java", "default-jre-headless", "the checker of HTML"},
		{"npm", "npm", "accessibility, the checker of HTML, and Netlify's own reading of our files"},
		{"zsh", "zsh", "completion in zsh"},
		{"fish", "fish", "completion in fish"},
	}
}

// fonts are those that browser tests are held to, by a file of each.
func fonts() []program {
	return []program{
		{"LiberationSans-Regular.ttf", "fonts-liberation", "most of what is seen in a browser"},
		{"DejaVuSans.ttf", "fonts-dejavu-core", "how pages look in the fonts DejaVu"},
		{"NotoSans-Regular.ttf", "fonts-noto-core", "how pages look in the fonts Noto"},
		{"NotoSansMono-Regular.ttf", "fonts-noto-mono", "how code looks in the fonts Noto"},
	}
}

// Packages of npm that tests read.
const (
	axe = "axe-core@4.14.1"
	vnu = "vnu-jar@26.9.27"

	netlifyHeaders   = "netlify-headers-parser@7.1.4"
	netlifyRedirects = "netlify-redirect-parser@14.4.0"

	// The last one that runs with the node of Debian.
	wrangler = "wrangler@4.85.0"

	staticcheck = "honnef.co/go/tools/cmd/staticcheck@v0.8.2"

	// tags choose the tests that run in a browser, which a plain go test leaves
	// out.
	tags = "-tags=browser"

	// allTags choose all there is, for what only looks at it.
	allTags = "-tags=browser,workerd"

	// soaked are the tests that go on for longer when they are asked to.
	soaked = "Killed|NotOurs|Mounts|BuildAfter|EveryLexer|NastyTexts"
)

func main() {
	withFonts := flag.String("fonts", "", "run the browser tests alone, with the fonts `liberation, dejavu or noto`")
	soak := flag.Bool("soak", false, "run what is tried at random for a long time")
	workerd := flag.Bool("workerd", false, "run what Cloudflare's own server makes of our files alone")
	flag.Parse()
	if err := run(*withFonts, *soak, *workerd); err != nil {
		fmt.Fprintln(os.Stderr, "ci:", err)
		os.Exit(1)
	}
}

// run goes on after a failure for as long as what follows means something, so that
// one run tells all that is wrong; only what is missing ends it at once.
func run(withFonts string, soak, workerd bool) error {
	lacking, err := installPrograms()
	if err != nil {
		return err
	}
	installShell()
	settings := []string{"NOSOLOGY_CI=1"} // nothing may be left out
	if len(lacking) > 0 {
		settings = nil
	}
	if !slices.ContainsFunc(lacking, func(p program) bool { return p.name == "npm" }) {
		modules, err := installModules(tested())
		if err != nil {
			return err
		}
		settings = append(settings, "NOSOLOGY_NODE_MODULES="+modules)
	}
	switch {
	case withFonts != "":
		return runTests(append(settings, "NOSOLOGY_FONTS="+withFonts), tags, "./generator/internal/browser")
	case workerd:
		modules, err := installModules([]module{{wrangler, "wrangler/package.json"}})
		if err != nil {
			return err
		}
		return runTests(append(settings, "NOSOLOGY_WRANGLER="+modules), "-tags=workerd", "-count=1", "-v", "-run=Workerd", "./generator/publish")
	case soak:
		return runTests(append(settings, "NOSOLOGY_SOAK=1"), "-timeout=1h", "-count=1", "-v", "-run="+soaked, "./generator", "./generator/publish", "./generator/markdown")
	}
	form := errors.Join(checkFormat(), command("go", "vet", allTags, "./..."), runStaticcheck(), checkElsewhere())
	args := []string{"./..."}
	if !slices.ContainsFunc(lacking, func(p program) bool { return p.name == "chromium" }) {
		args = append([]string{tags}, args...)
	}
	return errors.Join(form, runTests(settings, args...))
}

// runTests runs go test with settings in the environment. One package more than
// there are processors is tested at a time: the tests in a browser, which take
// longest, come early so, and wait half of their time.
func runTests(settings []string, args ...string) error {
	return command("env", slices.Concat(settings, []string{"go", "test", "-timeout", "40m", "-p", strconv.Itoa(runtime.NumCPU() + 1)}, args)...)
}

// installPrograms installs the programs that are missing, and returns those that
// it has no means to install.
func installPrograms() (lacking []program, err error) {
	missing := slices.DeleteFunc(slices.Concat(programs(), fonts()), program.installed)
	if len(missing) == 0 {
		return nil, nil
	}
	if _, err := exec.LookPath("apt-get"); err != nil {
		fmt.Println("There is no apt-get here. Install these by other means; until then, tests are left out:")
		for _, p := range missing {
			fmt.Printf("  %-26s %s\n", p.name, p.shows)
		}
		return missing, nil
	}
	install := []string{"apt-get", "install", "--yes", "--no-install-recommends"}
	for _, p := range missing {
		install = append(install, p.debian)
	}
	if os.Geteuid() != 0 {
		return nil, fmt.Errorf("the tests need programs that only root can install; run this, then try again:\n  sudo %s", strings.Join(install, " "))
	}
	os.Setenv("DEBIAN_FRONTEND", "noninteractive")
	if err := command("apt-get", "update"); err != nil {
		return nil, err
	}
	return nil, command(install[0], install[1:]...)
}

// installShell installs the part of Chromium without windows, where there is such a
// package: most tests in a browser take half of the work in it. They can do without.
func installShell() {
	shell := program{name: "chromium-headless-shell"}
	if shell.installed() {
		return
	}
	_, err := exec.LookPath("apt-get")
	if err == nil && os.Geteuid() == 0 {
		err = errors.Join(command("apt-get", "update"), command("apt-get", "install", "--yes", "--no-install-recommends", shell.name))
	}
	if err != nil || !shell.installed() {
		fmt.Printf("Without %s, tests in a browser take twice as long.\n", shell.name)
	}
}

// installed reports whether a program can be run, or a font is there.
func (p program) installed() (found bool) {
	if !slices.Contains(fonts(), p) {
		_, err := exec.LookPath(p.name)
		return err == nil
	}
	for _, folder := range []string{"/usr/share/fonts", "/usr/local/share/fonts"} {
		_ = filepath.WalkDir(folder, func(name string, _ fs.DirEntry, _ error) error {
			found = found || filepath.Base(name) == p.name
			return nil
		})
	}
	return found
}

// module is a package of npm, and a file that shows that it is there.
type module struct{ name, shows string }

// tested are the packages that tests read.
func tested() []module {
	return []module{
		{axe, "axe-core/axe.min.js"}, {vnu, "vnu-jar/build/dist/vnu.jar"},
		{netlifyHeaders, "netlify-headers-parser/package.json"}, {netlifyRedirects, "netlify-redirect-parser/package.json"},
	}
}

// installModules installs npm packages into a cache and returns the folder that
// holds them.
func installModules(modules []module) (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	var names []string
	for _, m := range modules {
		names = append(names, m.name)
	}
	dir := filepath.Join(cache, "nosology", "ci", strings.NewReplacer("@", "-", "/", "-").Replace(strings.Join(names, "-")))
	folder := filepath.Join(dir, "node_modules")
	for _, m := range modules {
		if _, err := os.Stat(filepath.Join(folder, m.shows)); err == nil {
			continue
		}
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return "", err
		}
		return folder, command("npm", append([]string{"install", "--prefix", dir, "--no-audit", "--no-fund", "--no-save"}, names...)...)
	}
	return folder, nil
}

// checkFormat reports files that gofmt would change.
func checkFormat() error {
	say("gofmt", "-l", ".")
	out, err := exec.Command("gofmt", "-l", ".").Output()
	if err != nil {
		return fmt.Errorf("gofmt: %w", err)
	}
	if out = bytes.TrimSpace(out); len(out) > 0 {
		return fmt.Errorf("these files are not formatted; run gofmt -w on them:\n%s", out)
	}
	return nil
}

// runStaticcheck looks at all packages but the WebAssembly module, whose
// exported functions it takes for unused.
func runStaticcheck() error {
	out, err := exec.Command("go", "list", allTags, "./...").Output()
	if err != nil {
		return fmt.Errorf("go list: %w", err)
	}
	packages := slices.DeleteFunc(strings.Fields(string(out)), func(pkg string) bool { return pkg == "nosology/cmd/checker" })
	return command("go", append([]string{"run", staticcheck, allTags}, packages...)...)
}

// command runs a program and shows what it says.
func command(name string, args ...string) error {
	say(name, args...)
	cmd := exec.Command(name, args...)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s %s: %w", name, strings.Join(args, " "), err)
	}
	return nil
}

func say(name string, args ...string) { fmt.Println("+", name, strings.Join(args, " ")) }
