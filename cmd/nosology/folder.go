package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"nosology/generator"
	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/input"
)

// contentFlags find the content. Every command that reads it has them.
type contentFlags struct {
	Content string `placeholder:"DIR" help:"Content folder. Without it, the folder \"content\" here or in the nearest folder above."`
	AsOf    day    `placeholder:"DATE" help:"Work as if today were this day (2026-03-31): it decides what is scheduled and what is overdue."`
}

// draftsFlag is for commands that look at the site as readers would see it.
type draftsFlag struct {
	Drafts bool `help:"Take in drafts and pages that are scheduled for later."`
}

// siteFlags say what a site is made with beside its content.
type siteFlags struct {
	contentFlags
	draftsFlag
	Layouts string `placeholder:"DIR" help:"Folder of layouts, each in place of the one of the same name that comes with nosology. Without it, the folder layouts beside the content, if there is one."`
	Static  string `placeholder:"DIR" help:"Folder of static files that join those that come with nosology, or take their place. Without it, the folder static beside the content, if there is one."`
	BaseURL string `name:"base-url" placeholder:"URL" help:"Address of the site, in place of the one in site.yaml."`
}

// day is a date on the command line.
type day struct{ time.Time }

func (d *day) UnmarshalText(text []byte) (err error) {
	if d.Time, err = time.Parse(time.DateOnly, string(text)); err != nil {
		return fmt.Errorf("%q is not a date; write it like 2026-03-31", text)
	}
	return nil
}

// orToday is the day that is meant. The time of day plays no part.
func (d day) orToday() time.Time {
	if d.IsZero() {
		year, month, today := time.Now().Date()
		return time.Date(year, month, today, 0, 0, 0, 0, time.UTC)
	}
	return d.Time
}

// folder is a content folder on the disk.
type folder struct {
	path string // absolute
	name string // as seen from where the command runs: "content", "../content"
}

// beside returns the name of a file or folder that stands beside the content.
// The name is relative to where the command runs, if that can be said, as people are shown it;
// absolute otherwise. It is not looked whether anything is there.
func (f folder) beside(name string) string {
	path := filepath.Join(filepath.Dir(f.path), name)
	here, err := os.Getwd()
	if err != nil {
		return path
	}
	if short, err := filepath.Rel(here, path); err == nil {
		return short
	}
	return path
}

// findContent finds the content folder: the one that is named, or the nearest.
func findContent(named string) (folder, error) {
	if named != "" {
		path, err := filepath.Abs(named)
		if err != nil {
			return folder{}, err
		}
		if info, err := os.Stat(path); err != nil || !info.IsDir() {
			return folder{}, usage{fmt.Errorf("there is no folder %s; --content names the folder that site.yaml is in", named)}
		}
		if _, err := os.Stat(filepath.Join(path, content.SiteFile)); errors.Is(err, fs.ErrNotExist) {
			if err := otherSettings(path, named); err != nil {
				return folder{}, err
			}
			return folder{}, usage{fmt.Errorf("%s is no content folder, for there is no site.yaml in it; to begin a site, run: nosology init my-site", named)}
		}
		return folder{path, filepath.Clean(named)}, nil
	}
	return findAbove()
}

// load finds the content and reads it, with the mistakes that are in it.
func (f *contentFlags) load() (folder, *content.Tree, []diag.Diagnostic, error) {
	folder, err := findContent(f.Content)
	if err != nil {
		return folder, nil, nil, err
	}
	tree, found, err := readContent(folder.path, folder.name)
	return folder, tree, found, err
}

// readContent reads a folder of content that diagnostics are to call by a name.
func readContent(dir, name string) (*content.Tree, []diag.Diagnostic, error) {
	fsys, err := input.Open(dir)
	if err != nil {
		return nil, nil, err
	}
	return content.Load(fsys, filepath.ToSlash(name))
}

// findAbove finds the content folder here, or the nearest further up.
func findAbove() (folder, error) {
	here, err := os.Getwd()
	if err != nil {
		return folder{}, err
	}
	for dir := here; ; dir = filepath.Dir(dir) {
		path := filepath.Join(dir, "content")
		// One that cannot be looked into is not passed by for one further up.
		if _, err := os.Stat(filepath.Join(path, content.SiteFile)); err == nil || errors.Is(err, fs.ErrPermission) {
			name, err := filepath.Rel(here, path)
			return folder{path, name}, err
		}
		if name, err := filepath.Rel(here, path); err == nil {
			if err := otherSettings(path, name); err != nil {
				return folder{}, err
			}
		}
		if dir == filepath.Dir(dir) {
			return folder{}, usage{errors.New("there is no content folder here or above; go to one, or name it with --content")}
		}
	}
}

// otherSettings is what to say of a folder whose settings have almost the right name,
// nil if it has none.
func otherSettings(path, name string) error {
	for _, other := range []string{"site.yml", "site.YAML", "Site.yaml", "site.yaml.txt"} {
		if _, err := os.Stat(filepath.Join(path, other)); err == nil {
			return usage{fmt.Errorf("%s is not read; did you mean %q? Rename it", filepath.Join(name, other), content.SiteFile)}
		}
	}
	return nil
}

// findOwn takes the folders layouts and static that stand beside the content
// where no flag names others.
func (f *siteFlags) findOwn(content folder) {
	for flag, name := range map[*string]string{&f.Layouts: "layouts", &f.Static: "static"} {
		if dir := content.beside(name); *flag == "" && isOwn(dir) {
			*flag = dir
		}
	}
}

// isOwn reports whether a folder is an editor's own. Beside the program's own
// content stand its own layouts, which it holds in itself.
func isOwn(dir string) bool {
	info, err := os.Stat(dir)
	sources, _ := filepath.Glob(filepath.Join(dir, "*.go")) // the pattern is a good one
	return err == nil && info.IsDir() && len(sources) == 0
}

// options turns flags into what the generator wants. Folders are opened so
// that nothing outside of them can be reached through a symbolic link.
func (f *siteFlags) options(from folder) (generator.Options, error) {
	f.findOwn(from)
	opt := generator.Options{
		Name: filepath.ToSlash(from.name), BaseURL: strings.TrimSuffix(f.BaseURL, "/"), Drafts: f.Drafts, AsOf: f.AsOf.orToday(), LayoutsName: f.Layouts, StaticName: f.Static,
		Cache: cacheFile(from.path),
	}
	var err error
	if f.BaseURL != "" && !content.IsSite(f.BaseURL) {
		return opt, usage{fmt.Errorf("--base-url %s is no site's address; write it in full: https://example.org, or https://example.org/site where it stands under a path", f.BaseURL)}
	}
	if opt.Content, err = input.Open(from.path); err != nil {
		return opt, err
	}
	if opt.Layouts, err = openNamed("--layouts", f.Layouts); err != nil {
		return opt, err
	}
	opt.Static, err = openNamed("--static", f.Static)
	return opt, err
}

// cacheFile is the file in which runs over a content folder leave word for one
// another, in the user's own folder of caches; empty where there is none.
// Its name is a digest of the folder's path, so that two sites on one computer do not take turns in
// overwriting each other's. A moved folder begins anew, and nothing is lost but time.
func cacheFile(content string) string {
	caches, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	if content, err = filepath.Abs(content); err != nil {
		return ""
	}
	sum := sha256.Sum256([]byte(content))
	return filepath.Join(caches, "nosology", "bodies-"+hex.EncodeToString(sum[:8]))
}

func openNamed(flag, dir string) (fs.FS, error) {
	if dir == "" {
		return nil, nil
	}
	fsys, err := input.Open(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, usage{fmt.Errorf("%s %s: there is no such folder", flag, dir)}
	case errors.Is(err, fs.ErrPermission):
		return nil, usage{fmt.Errorf("%s %s: you have no permission to read this folder", flag, dir)}
	case err != nil:
		return nil, usage{fmt.Errorf("%s %s: this is no folder", flag, dir)}
	}
	return fsys, nil
}
