package preview

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"nosology/generator"
	"nosology/generator/disk"
	"nosology/generator/input"
	"nosology/generator/internal/corpus"
)

// A save is told once. Whatever is wrong at that moment, and whatever else is
// saved next, the preview comes to be what a build of the folders as they are
// then is, and what is wrong is told for as long as it is wrong and no longer.
func TestNoSaveIsMissed(t *testing.T) {
	const page, footer, text = "content/causes/page-1.md", "layouts/partials/footer.html", "static/root/hello.txt"
	write := func(name, text string) func(*testing.T) {
		return func(t *testing.T) { disk.Write(t, name, text) }
	}
	rename := func(from, to string) func(*testing.T) {
		return func(t *testing.T) { must(t, os.Rename(from, to)) }
	}
	remove := func(name string) func(*testing.T) {
		return func(t *testing.T) { must(t, os.RemoveAll(name)) }
	}
	again := func(t *testing.T) {
		disk.Write(t, page, string(disk.Read(t, page))+"\nOne more.\n")
	}
	for _, c := range []struct {
		name  string
		steps []func(*testing.T)
	}{
		{"a layout is saved while a page is broken", []func(*testing.T){
			rename(page, "aside"), write(page, "---\ntitle: Half\n"), write(footer, "<footer>two</footer>"), rename("aside", page)}},
		{"a static file is saved while a page is broken", []func(*testing.T){
			rename(page, "aside"), write(page, "---\ntitle: Half\n"), write(text, "two"), rename("aside", page)}},
		{"a page is saved while a layout is broken", []func(*testing.T){write(footer, "<footer>{{nope"), again}},
		{"and the layout is mended", []func(*testing.T){write(footer, "<footer>{{nope"), again, write(footer, "<footer>three</footer>")}},
		{"a page is saved while a static file is broken", []func(*testing.T){write("static/figures/a.svg", "<svg"), again}},
		{"a link comes and goes", []func(*testing.T){
			func(t *testing.T) { symlink(t, "page-1.md", "content/causes/link.md") }, remove("content/causes/link.md"), again}},
		{"a page takes the place of a link", []func(*testing.T){
			func(t *testing.T) { symlink(t, "page-1.md", "content/causes/link.md") }, remove("content/causes/link.md"), write("content/causes/link.md", "---\ntitle: No link\n---\n")}},
		{"a page becomes a folder of pages, and a page again", []func(*testing.T){
			rename(page, "aside"), func(t *testing.T) { must(t, os.Mkdir(page, 0o755)) }, rename("aside", page+"/page-1.md"), rename(page+"/page-1.md", "aside"), remove(page), rename("aside", page), again}},
		{"a folder of pages becomes a page at once", []func(*testing.T){
			func(t *testing.T) {
				rename(page, "aside")(t)
				must(t, os.Mkdir(page, 0o755))
				rename("aside", page+"/page-1.md")(t)
			},
			func(t *testing.T) {
				rename(page+"/page-1.md", "aside")(t)
				remove(page)(t)
				rename("aside", page)(t)
			}}},
		{"the folder of layouts goes", []func(*testing.T){rename("layouts", "aside")}},
		{"the folder of static files goes", []func(*testing.T){rename("static", "aside")}},
		{"and comes back", []func(*testing.T){rename("static", "aside"), again, rename("aside", "static"), write(text, "back")}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			corpus.NewFolder("content", 2)
			disk.Write(t, footer, "<footer>one</footer>")
			disk.Write(t, text, "one")
			opt, f := openAll(t), Folders{Content: "content", Layouts: "layouts", Static: "static"}
			server, err := New(opt)
			must(t, err)
			seen := f.Look()
			for _, step := range c.steps {
				step(t)
				now := f.Look()
				change, any := f.change(seen, now)
				if seen = now; any {
					must(t, server.Update(change))
				}
			}
			built, err := generator.Prepare(openAll(t))
			must(t, err)
			if got, want := server.Diagnostics(), built.Diagnostics; !slices.Equal(got, want) {
				t.Fatalf("the preview says\n%v\na build says\n%v", got, want)
			}
			if len(built.Files) > 0 {
				compare(t, "in the end", server, built)
			}
		})
	}
}

// openAll opens the folders of a site that we stand in. One that is not there is none.
func openAll(t *testing.T) generator.Options {
	opt := optionsOf(&corpus.Folder{Dir: "content"})
	opt.LayoutsName, opt.StaticName = "layouts", "static"
	var err error
	opt.Content, err = input.Open("content")
	must(t, err)
	if _, err := os.Stat("layouts"); err == nil {
		opt.Layouts, err = input.Open("layouts")
		must(t, err)
	}
	if _, err := os.Stat("static"); err == nil {
		opt.Static, err = input.Open("static")
		must(t, err)
	}
	return opt
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// The folders above the site's may be exchanged as well: whatever stands under
// the name in the end is followed.
func TestWatchFollowsFoldersFarAbove(t *testing.T) {
	ups := []string{"/far/near/content", "/far/near", "/far"}
	if !wholeWay {
		ups = ups[:1]
	}
	dir := t.TempDir()
	disk.Write(t, dir+"/far/near/content/a.md", "1")
	changes := watch(t, filepath.Join(dir, "far/near/content"), 0)
	for _, up := range ups {
		must(t, os.Rename(dir+up, dir+"/away"))
		expect(t, up+" goes", changes, "a.md")
		must(t, os.CopyFS(dir+up, os.DirFS(dir+"/away")))
		expect(t, up+" comes back", changes, "a.md")
		must(t, os.RemoveAll(dir+"/away"))
		disk.Write(t, dir+"/far/near/content/a.md", "later, below "+up)
		expect(t, "a save below "+up, changes, "a.md")
	}
}
