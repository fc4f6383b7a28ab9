package content

import (
	"cmp"
	"net"
	"net/url"
	"strconv"
	"strings"
)

// IsSite reports whether a site can stand at an address: it is written in full,
// and nothing in it would have to be written otherwise in a link, in the path of a
// file or in the rules of a host.
func IsSite(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || !isHost(u) {
		return false
	}
	if u.User != nil || strings.ContainsAny(address, " ?#%\"<>\\^`{|}") {
		return false
	}
	for _, part := range strings.Split(strings.Trim(u.Path, "/"), "/") {
		if part == "." || part == ".." {
			return false
		}
	}
	return !strings.Contains(u.Path, "//")
}

// isHost reports whether there can be a computer of the name, and a port of the number.
func isHost(u *url.URL) bool {
	port, err := strconv.Atoi(cmp.Or(u.Port(), "80"))
	if err != nil || port < 1 || port > 65535 || strings.HasSuffix(u.Host, ":") {
		return false
	}
	if net.ParseIP(u.Hostname()) != nil {
		return true
	}
	for _, part := range strings.Split(strings.TrimSuffix(u.Hostname(), "."), ".") {
		if !pattern.hostPart.MatchString(part) {
			return false
		}
	}
	return true
}
