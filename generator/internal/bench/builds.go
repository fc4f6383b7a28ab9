package main

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// cost is what a process took.
type cost struct {
	wall, cpu time.Duration
	peak      int64 // bytes of memory; 0 where the system does not tell
}

// measure runs a program to its end. What it says is shown only if it fails: a build
// that writes to a terminal would be measured with the terminal.
func measure(cmd *exec.Cmd) (cost, error) {
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	begin := time.Now()
	err := cmd.Run()
	wall := time.Since(begin)
	if err != nil {
		return cost{}, fmt.Errorf("%s: %w\n%s", cmd, err, said.Bytes())
	}
	return cost{wall, cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), peak(cmd.ProcessState)}, nil
}

// row is what building a site of some size took, turn by turn.
type row struct {
	pages int
	of    [][]cost // by tool
	again []cost   // ours, after one edit
}

// builds has every tool build a site in turn, each into a folder that is not
// there, and ours once more after an edit.
func (b *bench) builds(n int) (row, error) {
	tools := b.tools()
	r := row{pages: n, of: make([][]cost, len(tools))}
	out := filepath.Join(b.outside(), fmt.Sprintf("nosology-bench-%d", os.Getpid()))
	for range b.rounds {
		for i, t := range tools {
			t.tidy(out)
			c, err := measure(t.build(n, out))
			if err != nil {
				return r, err
			}
			r.of[i] = append(r.of[i], c)
			// Ours is built again after an edit, in the same folder and with its caches:
			// Hugo has no such second build to hold it against.
			if i == 0 {
				if c, err = b.again(n, t.build(n, out)); err != nil {
					return r, err
				}
				r.again = append(r.again, c)
			}
			t.tidy(out)
		}
	}
	return r, nil
}

// again edits a page, measures a build, and takes the edit back.
func (b *bench) again(n int, build *exec.Cmd) (cost, error) {
	files, err := filepath.Glob(filepath.Join(b.site(n), "content", "causes", "*.md"))
	if err != nil || len(files) == 0 {
		return cost{}, fmt.Errorf("no causes to edit: %w", err)
	}
	file := files[len(files)/2]
	text, err := os.ReadFile(file)
	if err != nil {
		return cost{}, err
	}
	defer os.WriteFile(file, text, 0o644)
	if err := os.WriteFile(file, append(slices.Clip(text), "\nOne sentence more.\n"...), 0o644); err != nil {
		return cost{}, err
	}
	return measure(build)
}

// outside is where sites are built: in memory if the system has a disk there.
func (b *bench) outside() string {
	const memory = "/dev/shm"
	if info, err := os.Stat(memory); err == nil && info.IsDir() {
		return memory
	}
	return b.dir
}

// heading begins a table in Markdown, to be pasted where the figures are told.
func heading(both bool) {
	if !both {
		fmt.Println("| pages | wall | CPU | memory | after one edit |\n| ---: | ---: | ---: | ---: | ---: |")
		return
	}
	fmt.Println("| pages | nosology: wall, CPU, memory | after one edit | Hugo: wall, CPU, memory | Hugo / nosology: wall | CPU | memory |")
	fmt.Println("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
}

// print prints medians, and ratios with their least and greatest.
func (r *row) print() {
	cells := []string{fmt.Sprint(r.pages), sum(r.of[0]), seconds(median(walls(r.again)))}
	if len(r.of) > 1 {
		cells = append(cells, sum(r.of[1]), ratio(walls(r.of[1]), walls(r.of[0])), ratio(cpus(r.of[1]), cpus(r.of[0])), ratio(peaks(r.of[1]), peaks(r.of[0])))
	}
	fmt.Printf("| %s |\n", strings.Join(cells, " | "))
}

func sum(costs []cost) string {
	return fmt.Sprintf("%s, %s, %.0f MiB", seconds(median(walls(costs))), seconds(median(cpus(costs))), median(peaks(costs)))
}

func seconds(s float64) string { return fmt.Sprintf("%.2f s", s) }

func walls(costs []cost) []float64 {
	return each(costs, func(c cost) float64 { return c.wall.Seconds() })
}
func cpus(costs []cost) []float64 {
	return each(costs, func(c cost) float64 { return c.cpu.Seconds() })
}
func peaks(costs []cost) []float64 {
	return each(costs, func(c cost) float64 { return float64(c.peak) / (1 << 20) })
}

// each takes one figure out of every turn, in the order of the turns.
func each(costs []cost, of func(cost) float64) []float64 {
	all := make([]float64, len(costs))
	for i, c := range costs {
		all[i] = of(c)
	}
	return all
}

// median is the middle figure: one turn in which the machine was busy with something
// else does not move it. There is at least one.
func median(all []float64) float64 {
	sorted := slices.Sorted(slices.Values(all))
	if n := len(sorted); n%2 == 0 {
		return (sorted[n/2-1] + sorted[n/2]) / 2
	}
	return sorted[len(sorted)/2]
}

// ratio is how many times b goes into a, turn by turn.
func ratio(a, b []float64) string {
	all := make([]float64, len(a))
	for i := range a {
		all[i] = a[i] / b[i]
	}
	return fmt.Sprintf("%.1f (%.1f–%.1f)", median(all), slices.Min(all), slices.Max(all))
}

// machine says when and where this was measured.
func machine() string {
	processor := runtime.GOARCH
	if info, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		if _, after, ok := strings.Cut(string(info), "model name"); ok {
			line, _, _ := strings.Cut(after, "\n")
			processor = strings.Trim(line, "\t: ")
		}
	}
	return fmt.Sprintf("%s, %s, %d processors (%s), %s", time.Now().Format("2 January 2006"), runtime.GOOS, runtime.NumCPU(), cmp.Or(processor, runtime.GOARCH), runtime.Version())
}
