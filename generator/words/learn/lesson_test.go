package learn_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"

	"nosology/generator/content"
	"nosology/generator/words"
	"nosology/generator/words/learn"
)

// tale makes a lesson about two findings that nobody has.
func tale(cached func(string, func() []byte) []byte, change ...string) *learn.Lesson {
	texts := `creaks my knee creaks like a door;creaks it creaks;creaks creaking all night;creaks the knee creaks on stairs
		creaks a creak when I kneel;creaks both knees creak;creaks such a creaky knee;creaks creaked since May
		glows my ear glows;glows it glows green;glows glowing at night;glows the ear is glowing again
		glows a glow behind the ear;glows both ears glow;glows such a glowing ear;glows glowed since May
		- does a knee creak?;- my aunt glows;- what makes an ear glow?;- the door creaks`
	texts = strings.NewReplacer(append(change, "\n", ";")...).Replace(texts)
	var said []content.Sentence
	for text := range strings.SplitSeq(texts, ";") {
		finding, text, _ := strings.Cut(strings.TrimSpace(text), " ")
		s := content.Sentence{Say: content.Text{S: text}}
		if finding != "-" {
			s.Findings = []content.Text{{S: finding}}
		}
		said = append(said, s)
	}
	names := []learn.Name{{Finding: "creaks", Text: "Creaking knee"}, {Finding: "glows", Text: "Glowing ear"}, {Finding: "hums", Text: "Humming toe"}}
	return learn.NewLesson(words.English(), []string{"creaks", "glows", "hums"}, []string{"creaks"}, content.Said{Sentences: said}, names, cached)
}

// TestVersion: a model whose bytes change is published under another name only if Version changes with it.
func TestVersion(t *testing.T) {
	sum := sha256.Sum256(tale(nil).Model().Pack())
	const want = "7 2da1507722474f48"
	if got := fmt.Sprint(learn.Version, " ", hex.EncodeToString(sum[:8])); got != want {
		t.Errorf("the model is %s, want %s: put up learn.Version, then write both here", got, want)
	}
}

// TestLesson: findings with enough sentences are recognised, others are left to their phrases; what is denied of others
// teaches that it is nothing.
func TestLesson(t *testing.T) {
	l := tale(nil)
	if !l.Knows("creaks") || l.Knows("hums") || (*learn.Lesson)(nil).Knows("creaks") {
		t.Error("it knows something else than what it was taught")
	}
	for text, want := range map[string]string{
		"since Monday my knee is creaking": "[{creaks",
		"my left ear glows, I swear":       "[{glows",
		"is the post office open?":         "[]",
	} {
		if got := fmt.Sprint(l.Hear(text)); !strings.HasPrefix(got, want) {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
	if learn.NewLesson(words.English(), []string{"creaks"}, nil, content.Said{}, nil, nil).Teaches() {
		t.Error("a lesson of no sentences teaches something")
	}
}

// TestKey: a lesson's name changes with each sentence, and a model that was remembered is taken for it; one that is
// damaged is learned anew.
func TestKey(t *testing.T) {
	key := tale(nil).Key()
	if key != tale(nil).Key() || key == tale(nil, "May", "June").Key() || key == tale(nil, "- my aunt", "glows my aunt").Key() {
		t.Error("the key does not tell lessons apart")
	}
	want := tale(nil).Model().Pack()
	for name, kept := range map[string][]byte{"right": want, "damaged": []byte("?"), "empty": nil} {
		l := tale(func(k string, _ func() []byte) []byte {
			if k != key {
				t.Errorf("asked for %s, want %s", k, key)
			}
			return kept
		})
		if string(l.Model().Pack()) != string(want) {
			t.Errorf("%s: another model", name)
		}
	}
}

// FuzzUnpackModel: any bytes are a model or an error; a model packs into the bytes that it came from.
func FuzzUnpackModel(f *testing.F) {
	f.Add(tale(nil).Model().Pack())
	f.Add([]byte{1, 4, 1, 1, 5, 1, 2, 7})
	labels := []string{"", "creaks", "glows", "hums"}
	f.Fuzz(func(t *testing.T, pack []byte) {
		m, err := words.UnpackModel(labels, pack)
		if err != nil {
			return
		}
		m.Hear(words.English(), "my knee creaks, and how!")
		again, err := words.UnpackModel(labels, m.Pack())
		if err != nil || string(again.Pack()) != string(m.Pack()) {
			t.Errorf("%x: packed again it is %x, %v", pack, m.Pack(), err)
		}
	})
}
