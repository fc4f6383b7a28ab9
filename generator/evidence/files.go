package evidence

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"encoding/json"
	"html/template"
	"strings"
)

//go:embed pages.html
var pagesText string

// File is a file of the evidence.
type File struct {
	Path string
	Data []byte
}

// Files writes the evidence as pages, a table and data: the same bytes for the same content and day.
// Paths have slashes, whatever the system. Texts of the content are escaped by html/template.
func (e *Evidence) Files() ([]File, error) {
	pages, err := template.New("").Funcs(template.FuncMap{"join": strings.Join}).Parse(pagesText)
	if err != nil {
		return nil, err
	}
	var files []File
	page := func(path, name string, data any) error {
		var b bytes.Buffer
		err := pages.ExecuteTemplate(&b, name, data)
		files = append(files, File{path, b.Bytes()})
		return err
	}
	if err := page("index.html", "index", e); err != nil {
		return nil, err
	}
	if err := page("matrix.html", "matrix", e); err != nil {
		return nil, err
	}
	for i := range e.Flags {
		if err := page("flags/"+e.Flags[i].ID+".html", "flag", &e.Flags[i]); err != nil {
			return nil, err
		}
	}
	table, err := e.csv()
	if err != nil {
		return nil, err
	}
	var data bytes.Buffer
	out := json.NewEncoder(&data)
	// It is read by programs and people, never put into a page.
	out.SetEscapeHTML(false)
	out.SetIndent("", " ")
	err = out.Encode(e)
	return append(files, File{"matrix.csv", table}, File{"evidence.json", data.Bytes()}), err
}

// csv writes the matrix as a table.
func (e *Evidence) csv() ([]byte, error) {
	var b bytes.Buffer
	out := csv.NewWriter(&b)
	rows := [][]string{{"flag", "level", "not sure", "findings", "where", "sources", "vignettes", "held", "cards", "questions"}}
	for _, l := range e.Lines {
		isHeld := "no"
		if l.Held {
			isHeld = "yes"
		}
		rows = append(rows, []string{
			l.Flag, l.Level, l.Unsure, strings.Join(l.Findings, " + "), l.Where, strings.Join(l.Sources, " "),
			strings.Join(l.Vignettes, " "), isHeld, strings.Join(l.Cards, " "), strings.Join(l.Questions, " "),
		})
	}
	err := out.WriteAll(rows)
	return b.Bytes(), err
}
