package publish

import (
	"os"
	"strconv"
	"strings"
)

// mounts lists what is mounted, as this process sees it and as others do that
// have a view of their own, such as those in containers. What may not be read
// is left out.
func mounts() []mount {
	own, _ := os.Readlink("/proc/self/ns/mnt")
	all := mountsOf("/proc/self/mountinfo", true)
	seen := map[string]bool{own: true}
	processes, _ := os.ReadDir("/proc")
	for _, p := range processes {
		if _, err := strconv.Atoi(p.Name()); err != nil {
			continue
		}
		view, err := os.Readlink("/proc/" + p.Name() + "/ns/mnt")
		if err != nil || seen[view] {
			continue
		}
		seen[view] = true
		all = append(all, mountsOf("/proc/"+p.Name()+"/mountinfo", false)...)
	}
	return all
}

// mountsOf reads a file of the form that proc(5) calls mountinfo: of its fields the
// third is the device, the fourth the folder shown and the fifth the place, with
// blanks and backslashes written in octal.
func mountsOf(file string, ours bool) []mount {
	data, _ := os.ReadFile(file)
	unescape := strings.NewReplacer(`\040`, " ", `\011`, "\t", `\012`, "\n", `\134`, `\`)
	var all []mount
	for line := range strings.Lines(string(data)) {
		if parts := strings.Fields(line); len(parts) > 4 {
			all = append(all, mount{parts[2], unescape.Replace(parts[3]), unescape.Replace(parts[4]), ours})
		}
	}
	return all
}
