package content

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"strconv"
)

// Fingerprint is the hash that a clinician's sign-off binds to. It covers all
// that a reader is told: title, summary, names, the body, and what tables and
// the checker say from the front matter. Dates, old addresses and settings for
// the build are left out, so that they may change under a signature.
func Fingerprint(doc *Document) string {
	p := print{sha256.New()}
	p.texts(doc.Title, doc.Summary)
	p.list("also", doc.Also)
	p.list("heard-as", doc.HeardAs)
	p.list("sources", doc.Sources)
	if c := doc.Cause; c != nil {
		p.texts(c.Kind, c.Parent, c.Care, c.Prevalence, c.Duration.From, c.Duration.To)
		p.list("where", c.Where)
		p.string("findings", strconv.Itoa(len(c.Findings)))
		for _, e := range c.Findings {
			p.texts(e.Finding, e.Strength)
		}
		p.string("codes", strconv.Itoa(len(c.Codes)))
		for _, code := range c.Codes {
			p.texts(code.System, code.Value)
		}
	}
	if f := doc.Finding; f != nil {
		p.texts(f.Type, f.Site)
		p.string("flag", strconv.FormatBool(f.Flag))
	}
	p.bytes(bytes.TrimSpace(doc.Body))
	return hex.EncodeToString(p.h.Sum(nil)[:16])
}

// print feeds a hash so that no two different documents feed it the same:
// everything is preceded by its length.
type print struct{ h hash.Hash }

func (p print) bytes(b []byte) {
	p.h.Write(strconv.AppendInt(nil, int64(len(b)), 10))
	p.h.Write([]byte{':'})
	p.h.Write(b)
}

func (p print) string(name, s string) {
	p.bytes([]byte(name))
	p.bytes([]byte(s))
}

func (p print) texts(texts ...Text) {
	for _, t := range texts {
		p.bytes([]byte(t.S))
	}
}

func (p print) list(name string, texts []Text) {
	p.string(name, strconv.Itoa(len(texts)))
	p.texts(texts...)
}
