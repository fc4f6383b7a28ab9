package publish

import (
	"errors"
	"fmt"
	"path"
	"strings"
	"testing"

	"nosology/generator/input"
)

// A sheet that is joined with others takes nothing in that is theirs, and loses nothing.
func TestSheetsAreJoinedWhole(t *testing.T) {
	for _, c := range []struct{ first, second, want string }{
		{"a{color:red}/* c */", "b{color:red}", "a{color:red}b{color:red}"},
		{"@import 'x.css';", "@import 'y.css';b{top:0}", "@import"},
		{"@charset 'utf-8';@layer x, y;", "@charset \"utf-8\";@layer z;@import 'y.css'", "@layer x,y;@layer z;@import"},
		{"@layer x", "b{color:red}", "@layer x;b{color:red}"},
		{`a{content:"\\"}`, "b{color:red}", `a{content:"\\"}b{color:red}`},
		{"<!-- a{color:red} -->", "b{color:red}", "b{color:red}"},
		{"a{color:red}\n/* the rest", "b{color:red}", "all.css/a.css:2: the sheet ends before this comment"},
		{"/*/", "b{color:red}", "all.css/a.css:1: the sheet ends before this comment"},
		{"@media print{\na{color:red}", "b{color:red}", "all.css/a.css:1: the sheet ends before this {"},
		{"a{color:rgb(1,2,3}", "b{color:red}", "all.css/a.css:1: the sheet ends before this {"},
		{`a{content:"`, "b{color:red}", "all.css/a.css:1: the sheet ends before this quotation"},
		{`a{content:"\"`, "b{color:red}", "all.css/a.css:1: the sheet ends before this quotation"},
		{"a{background:url(x", "b{color:red}", "all.css/a.css:1: the sheet ends before this address"},
		{"a{color:red}}", "b{color:red}", "all.css/a.css:1: this } closes nothing"},
		{"a{color:red}\nb", "b{color:red}", "all.css/a.css:2: the sheet ends within this rule"},
		{"a{color:red}", "\n@import 'y.css';", "all.css/b.css:2: browsers read an @import before all rules alone"},
		{"@layer x{a{top:0}}", "@import 'y.css';", "all.css/b.css:1: browsers read an @import before all rules alone"},
		{"@namespace 'urn:x';", "b{color:red}", "all.css/a.css:1: an @namespace would hold for all"},
	} {
		expectJoined(t, "all.css", c.first, c.second, c.want)
	}
}

// A script that is joined with others is read as strictly as it is alone.
func TestScriptsAreJoinedAsStrictAsTheyAre(t *testing.T) {
	for _, c := range []struct{ first, second, want string }{
		{"a=1", "b=2", "a=1,b=2"},
		{"'use strict';a=1", "/* b */ 'use strict'; b=2", "a=1,"},
		{"(function(){'use strict';a()})()", "b=2", "b=2"},
		{"import './a.js';", "'use strict';b()", "b()"},
		{"'use strict';a=1", "b=2", `all.js/a.js:1: "use strict" stands here and not in all.js/b.js`},
		{"a=1", "\n'use strict';b=2", `all.js/b.js:2: "use strict" stands here and not in all.js/a.js`},
		{"a=1", "\nfunction b(){", "all.js/b.js:2: "},
		{"a=1 /*", "*/ b=2", "all.js/a.js:1: "},
	} {
		expectJoined(t, "all.js", c.first, c.second, c.want)
	}
}

// expectJoined expects words in what two files become, or in what is said of them.
func expectJoined(t *testing.T, folder, first, second, want string) {
	t.Helper()
	ext := path.Ext(folder)
	assets, err := NewAssets(static(map[string]string{folder + "/a" + ext: first, folder + "/b" + ext: second, "x.css": "x{top:0}", "y.css": "y{top:0}"}))
	got := ""
	if fault := (*input.Fault)(nil); errors.As(err, &fault) {
		got = fmt.Sprintf("%s:%d: %s", fault.File, fault.Line, fault.Message)
	} else if err != nil {
		t.Fatal(err)
	} else {
		got = string(assets.Find(folder).Data)
	}
	if !strings.Contains(got, want) {
		t.Errorf("%q and %q: got %q, want %q", first, second, got, want)
	}
}
