package checkerpage

import (
	"io"
	"strconv"

	"nosology/generator/content"
	"nosology/generator/publish"
	"nosology/generator/rules"
	"nosology/generator/words"
)

// matcher is the recogniser of own words, where the language is one that it
// knows: in another it would take "no pain" for pain.
func (p *Page) matcher(assets *publish.Assets) *publish.Asset {
	if base, _ := p.words.Language().Base(); base.String() != "en" && !p.lesson.Teaches() {
		return nil
	}
	return assets.Find(matcherFile)
}

// learned is the model that is made from what people say, nil if there is nothing to learn from. Its name is that of
// the lesson, not of its bytes, so that nobody waits for it but who reads it.
func (p *Page) learned() *publish.File {
	if !p.lesson.Teaches() {
		return nil
	}
	path := "assets/checker-said." + p.lesson.Key() + ".bin"
	return &publish.File{Path: path, Kind: publish.AssetFile, Stamp: publish.Named(path), Render: func(w io.Writer) error {
		_, err := w.Write(p.lesson.Model().Pack())
		return err
	}}
}

// alarm stands for a cry for help in place of a finding's number.
const alarm = "!"

// findingWords is what the browser recognises findings by that nothing was learned about, and cries for help by what
// people call the page of warning signs. Where nothing is known of a language's denials, there are no such words.
func (p *Page) findingWords(base *rules.Base) []byte {
	language := words.LanguageOf(p.words.Language().String())
	entries := make([]words.Entry, 0, len(base.Findings)+1)
	if signs := p.shows["warning-signs"]; signs != nil {
		for _, entry := range words.Entries([]*content.Document{signs.Document}, content.Page) {
			entries = append(entries, words.Entry{ID: alarm, Phrases: entry.Phrases})
		}
	}
	for i, id := range base.Findings {
		f := p.site.Finding(id)
		if f == nil || !language.HasNegators() {
			continue
		}
		for _, e := range words.Entries([]*content.Document{f.Document}, content.Finding) {
			e = p.lesson.Entry(e)
			e.ID = strconv.Itoa(i)
			entries = append(entries, e)
		}
	}
	return words.New(language, entries).Pack()
}
