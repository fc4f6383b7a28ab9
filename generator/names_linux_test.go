package generator_test

import (
	"os"
	"strings"
	"testing"

	"nosology/generator"
	"nosology/generator/disk"
)

// A name in another encoding comes out of an old archive. Wherever it stands, it is
// told like any mistake, in words that can be shown, and no longer once the file is gone.
func TestNamesOfAnotherEncoding(t *testing.T) {
	for _, name := range []string{
		"content/articles/\xe9t\xe9.md", "content/articles/\xe9t\xe9/in.md", "content/images/\xe9.png", "content/files/\xe9.txt", "content/\xe9", "content/static/root/\xe9.txt",
		"static/root/\xe9.txt", "static/\xe9/a.txt", "static/css/all.css/\xe9.css", "layouts/partials/\xe9.html",
	} {
		in := newInputs(t)
		session := generator.NewSession(in.opt)
		if _, err := session.Update(generator.Change{}); err != nil {
			t.Fatal(err)
		}
		change := generator.Change{Layouts: true, Static: true}
		if inside, ok := strings.CutPrefix(name, "content/"); ok {
			change = generator.Change{Content: []string{inside}}
		}
		disk.Write(t, in.dir+"/"+name, "Text.\n")
		made, err := session.Update(change)
		if err != nil {
			t.Errorf("%q: %v", name, err)
			continue
		}
		if said := told(made); !strings.Contains(said, "not in UTF-8") || !strings.HasPrefix(said, strings.ToValidUTF8(name[:strings.IndexByte(name, 0xe9)], "")) {
			t.Errorf("of %q is said %q", name, said)
		}
		if err := os.Remove(in.dir + "/" + name); err != nil {
			t.Fatal(err)
		}
		if at := strings.LastIndexByte(name, '/'); strings.IndexByte(name[:at], 0xe9) > 0 {
			if err := os.Remove(in.dir + "/" + name[:at]); err != nil {
				t.Fatal(err)
			}
		}
		if made, err = session.Update(change); err != nil || strings.Contains(told(made), "UTF-8") {
			t.Errorf("of %q, which is gone, is said %q, %v", name, told(made), err)
		}
	}
}
