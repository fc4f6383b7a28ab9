package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing/fstest"
	"time"

	"nosology/generator/origin"
)

// reproducible are the flags by which programs know nothing of the folder, the
// repository and the day that they were made in.
func reproducible() []string {
	return []string{"-trimpath", "-buildvcs=false"}
}

// pure is the environment in which that is so whatever the machine's.
func pure() []string {
	return []string{"CGO_ENABLED=0", "GOFLAGS=", "GOAMD64=v1", "GOARM64=v8.0", "GOEXPERIMENT="}
}

// maker makes a release.
type maker struct {
	Root            string // of the sources
	Out             string
	Version, Commit string
	Date            time.Time
	Platforms       []platform
	Flags, Env      []string // of the compiler
	built           map[platform]string
}

// Make writes the archives, the lists of what is in them and the checksums, and
// returns their names.
func (r *maker) Make() (names []string, err error) {
	scratch, err := os.MkdirTemp("", "release")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(scratch)
	if err := os.MkdirAll(r.Out, 0o755); err != nil {
		return nil, err
	}
	r.built = map[platform]string{}
	shells, err := r.completions(scratch)
	if err != nil {
		return nil, err
	}
	for _, p := range r.Platforms {
		made, err := r.makeFor(p, scratch, shells)
		if err != nil {
			return names, fmt.Errorf("%s: %w", p, err)
		}
		names = append(names, made...)
	}
	return append(names, "SHA256SUMS"), r.writeSums(names)
}

// makeFor writes what a release has for one platform.
func (r *maker) makeFor(p platform, scratch string, shells fstest.MapFS) ([]string, error) {
	program, err := r.program(p, scratch)
	if err != nil {
		return nil, err
	}
	parts, err := partsOf(program, r.Root)
	if err != nil {
		return nil, err
	}
	files, err := r.files(p, program, parts)
	if err != nil {
		return nil, err
	}
	maps.Copy(files, shells)
	archive := origin.Archive(r.Version, p.system, p.processor)
	list := strings.TrimSuffix(archive, "."+origin.Ending(p.system)) + ".cdx.json"
	text, err := inventory(r, p, parts)
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(r.Out, list), text, 0o644); err != nil {
		return nil, err
	}
	return []string{archive, list}, pack(filepath.Join(r.Out, archive), files)
}

// program builds the command for a platform, once. What is not the program that
// recipes fetch knows the checksum of that.
func (r *maker) program(p platform, scratch string) (string, error) {
	if r.built[p] != "" {
		return r.built[p], nil
	}
	set := []string{"-s", "-w", "-X main.release=" + r.Version, "-X main.commit=" + r.Commit}
	if first := platforms()[0]; p != first {
		other, err := r.program(first, scratch)
		if err != nil {
			return "", err
		}
		sum, err := sumOf(other)
		if err != nil {
			return "", err
		}
		set = append(set, "-X main.linuxSum="+sum)
	}
	out := filepath.Join(scratch, p.system+"-"+p.processor, programName(p))
	args := append([]string{"build", "-o", out, "-ldflags", strings.Join(set, " ")}, r.Flags...)
	build := exec.Command("go", append(args, "./cmd/nosology")...)
	build.Dir = r.Root
	build.Env = append(append(os.Environ(), r.Env...), "GOOS="+p.system, "GOARCH="+p.processor)
	if said, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, said)
	}
	r.built[p] = out
	return out, nil
}

func programName(p platform) string {
	if p.system == "windows" {
		return "nosology.exe"
	}
	return "nosology"
}

// file is a file of an archive. All of them are of one day.
func (r *maker) file(mode fs.FileMode, text []byte) *fstest.MapFile {
	return &fstest.MapFile{Data: text, Mode: mode, ModTime: r.Date}
}

// completions are what shells read to complete commands: the program says it.
func (r *maker) completions(scratch string) (fstest.MapFS, error) {
	program, err := r.program(platform{runtime.GOOS, runtime.GOARCH}, scratch)
	if err != nil {
		return nil, err
	}
	files := fstest.MapFS{"completions": r.file(fs.ModeDir|0o755, nil)}
	for _, c := range []struct{ shell, file string }{{"bash", "nosology.bash"}, {"zsh", "_nosology"}, {"fish", "nosology.fish"}} {
		text, err := exec.Command(program, "completion", c.shell).Output()
		if err != nil {
			return nil, fmt.Errorf("completion %s: %w", c.shell, err)
		}
		files["completions/"+c.file] = r.file(0o644, text)
	}
	return files, nil
}

// files are what an archive holds beside completions.
func (r *maker) files(p platform, program string, parts []part) (fstest.MapFS, error) {
	text, err := os.ReadFile(program)
	if err != nil {
		return nil, err
	}
	licence, err := os.ReadFile(filepath.Join(r.Root, "LICENSE"))
	if err != nil {
		return nil, err
	}
	others, err := licences(parts, r.Root)
	if err != nil {
		return nil, err
	}
	return fstest.MapFS{
		programName(p): r.file(0o755, text), "LICENSE": r.file(0o644, licence),
		"LICENSES-OF-OTHERS.txt": r.file(0o644, others), "README.txt": r.file(0o644, []byte(readme(r.Version, programName(p)))),
	}, nil
}

// readme is what somebody finds who opens an archive without having read anything.
func readme(version, program string) string {
	return `nosology ` + version + `

Put ` + program + ` into a folder in which your system looks for programs. Then:

  nosology init my-site    begin a site
  nosology docs            read how to go on

completions/ holds what lets bash, zsh and fish complete commands. It needs
nothing else.
`
}

// writeSums writes checksums as sha256sum reads them.
func (r *maker) writeSums(names []string) error {
	var text strings.Builder
	for _, name := range names {
		sum, err := sumOf(filepath.Join(r.Out, name))
		if err != nil {
			return err
		}
		fmt.Fprintf(&text, "%s  %s\n", sum, name)
	}
	return os.WriteFile(filepath.Join(r.Out, "SHA256SUMS"), []byte(text.String()), 0o644)
}

func sumOf(name string) (string, error) {
	text, err := os.ReadFile(name)
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:]), err
}
