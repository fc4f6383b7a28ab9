package audit

import (
	"bytes"
	"net/url"
	"slices"

	"nosology/generator/publish"
)

// foreign finds what a page would load from others, or send to them, and its
// policy forbids: a browser leaves it out, and nobody is told.
func (r *reader) foreign(element, name, value []byte) {
	switch string(name) {
	case "src", "data", "action", "formaction", "poster":
	default:
		if len(name) > 2 && name[0] == 'o' && name[1] == 'n' {
			r.breaks("browsers do not run what stands in the attribute %q", string(name))
		}
		return
	}
	if !bytes.HasPrefix(value, []byte("http")) {
		return
	}
	opens := &r.files[r.file].Needs.Opens
	var to []string
	switch string(element) + " " + string(name) {
	case "script src":
		to = opens.Scripts
	case "iframe src", "embed src", "object data":
		to = opens.Frames
	case "form action", "button formaction":
		to = opens.Forms
	case "img src", "source src", "video src", "video poster", "audio src":
		to = opens.Images
	default:
		return
	}
	address := string(plain(value))
	u, err := url.Parse(address)
	_, isOurs := publish.Within(r.base, address)
	if err != nil || isOurs || slices.Contains(to, u.Scheme+"://"+u.Host) {
		return
	}
	r.breaks("%q is of another site, with which this page has nothing to do; in its layout, write {{if allowed . \"https://…\"}} before it and {{end}} behind it, and allow it in site.yaml", address)
}
