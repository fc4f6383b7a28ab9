package generator_test

import (
	"bytes"
	"image"
	"image/jpeg"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"nosology/generator/disk"
	"nosology/generator/publish"
)

// The page that README shows is one that builds.
func TestTheExampleInREADME(t *testing.T) {
	readme := disk.Read(t, "../README.md")
	example := regexp.MustCompile("(?s)```markdown\n(.*?)```").FindSubmatch(readme)
	if example == nil {
		t.Fatal("README shows no page")
	}
	opt := starter()
	files := edited(t, opt.Content, "sources.yaml", "nhs-stroke:", "nhs-dehydration: {title: Dehydration, kind: patient-information}\nnhs-stroke:").(fstest.MapFS)
	add := func(name, text string) { files[name] = &fstest.MapFile{Data: []byte(text)} }
	page := func(title, more, body string) string {
		return "---\ntitle: " + title + "\nsummary: What it is.\n" + more + "review: {written: 2026-11-22, due: 2027-11-22}\n---\n" + body + " [@general]\n"
	}
	add("causes/dehydration.md", string(example[1]))
	add("causes/caffeine.md", page("Caffeine", "kind: everyday\ncare: self-care\nfindings: {hiccups: common}\n", "## How much\n\nThat much."))
	add("symptoms/thirst-dark-urine.md", page("Thirst", "type: general\n", "Thirst."))
	add("symptoms/facial-droop.md", page("Droop", "type: neurological\n", "Droop."))
	checker, err := fs.ReadFile(files, "checker.yaml")
	if err != nil {
		t.Fatal(err)
	}
	flag := func(id, level string) string {
		return "\n- {id: " + id + ", level: " + level + ", title: T, say: S., do: D., why: W., when: [[takes-steroids]], sources: [nhs-dehydration]}\n"
	}
	add("checker.yaml", string(checker)+flag("rf-severe-dehydration", "emergency")+flag("rf-dehydration-same-day", "urgent"))
	var picture bytes.Buffer
	if err := jpeg.Encode(&picture, image.NewGray(image.Rect(0, 0, 8, 8)), nil); err != nil {
		t.Fatal(err)
	}
	add("images/rehydration.jpg", picture.String())
	opt.Content = files

	out := filepath.Join(t.TempDir(), "public")
	build(t, out, opt, publish.Options{})
	html := disk.Texts(t, out)["causes/dehydration/index.html"]
	for _, want := range []string{"/causes/caffeine/#how-much", `tel:999`, "<table", "<dl", ".jpg", "999"} {
		if !strings.Contains(html, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}

// What the architecture names is there: files and folders, tests, and the
// command's own commands. So does the contributor's guide.
func TestTheArchitectureNamesWhatIsThere(t *testing.T) {
	tests := map[string]bool{}
	eachGoFile(t, func(name string, source []byte) {
		for _, m := range regexp.MustCompile(`(?m)^func (Test\w+)\(`).FindAllSubmatch(source, -1) {
			tests[string(m[1])] = true
		}
	})
	commands := disk.Read(t, "../cmd/nosology/main.go")
	seen := 0
	for _, guide := range []string{"README.md", "../CONTRIBUTING.md"} {
		text := disk.Read(t, guide)
		for _, m := range regexp.MustCompile("`([^`\n]+)`").FindAllStringSubmatch(string(text), -1) {
			name := m[1]
			command, isCommand := strings.CutPrefix(name, "nosology ")
			switch {
			case strings.HasPrefix(name, "Test"):
				if seen++; !tests[name] {
					t.Errorf("%s: there is no test %s", guide, name)
				}
			case isCommand:
				word, _, _ := strings.Cut(command, " ")
				if seen++; !bytes.Contains(commands, []byte(word+"Command")) {
					t.Errorf("%s: there is no command %q", guide, word)
				}
			case regexp.MustCompile(`^(generator|cmd|layouts|static)(/[\w.-]+)*$`).MatchString(name):
				if _, err := os.Stat("../" + strings.ReplaceAll(name, "LANG", "en")); err != nil {
					t.Errorf("%s: %v", guide, err)
				}
				seen++
			}
		}
	}
	if seen < 30 {
		t.Errorf("only %d names were looked at", seen)
	}
}

// The contributor's guide has a line for every package of the product.
func TestContributingNamesEveryPackage(t *testing.T) {
	text := disk.Read(t, "../CONTRIBUTING.md")
	for _, f := range floors {
		if strings.Contains(f.pkg, "internal/") || strings.Count(f.pkg, "/") > 1 || f.pkg == "layouts" || f.pkg == "static" {
			continue
		}
		if !regexp.MustCompile(`(?m)^` + f.pkg + ` `).Match(text) {
			t.Errorf("CONTRIBUTING.md does not say what %s is", f.pkg)
		}
	}
}
