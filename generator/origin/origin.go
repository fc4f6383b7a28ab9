// Package origin says where the program comes from. Whoever publishes it under
// an address of their own changes this file and the module's path, both by
//
//	go run ./generator/internal/release move MODULE ADDRESS
package origin

// Releases is the address below which each release has a folder: its archives
// and their checksums are at ADDRESS/v1.2.3/. The one that stands here until
// somebody publishes leads nowhere.
const Releases = "https://nosology.example/releases"

// Archive is the name of a release's archive for a platform.
func Archive(version, system, processor string) string {
	return "nosology_" + version + "_" + system + "_" + processor + "." + Ending(system)
}

// Ending is how the archives of a system end.
func Ending(system string) string {
	if system == "windows" {
		return "zip"
	}
	return "tar.gz"
}
