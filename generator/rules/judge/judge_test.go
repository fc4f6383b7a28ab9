package judge

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// The findings of the small base.
const hot, stiff, tired, rash = 0, 1, 2, 3

// small is a base written by hand from what the package comment says of the
// format, so that neither Pack nor Load can change it unnoticed.
func small() []byte {
	b := slices.Concat(
		[]byte{'N', 'K', 2, 4, 0, 3, 2, 0, 2},
		[]byte{0}, // no background
		[]byte{KindMany | KindNotSure, 0, 3, 1, hot, 1, stiff, 0},
		[]byte{0, 1, 2, 1, hot, 1, rash, 0}, // asked only of those who are hot
		[]byte{KindMany, 0, 2, 1, tired, 0},
		[]byte{emergency, 1, 2, hot, stiff},
		[]byte{2 | UnsureFull, 1, 1, rash},
		[]byte{2, 1, tired, 0, 1, hot, 1, stiff},
		[]byte{1, 2, hot, stiff, 0, 1, tired, 0},
	)
	return binary.LittleEndian.AppendUint32(b, Check(b))
}

func load(t testing.TB, packed []byte) *KB {
	t.Helper()
	k := new(KB)
	if code := k.Load(packed); code != 0 {
		t.Fatal(code)
	}
	return k
}

// A result begins with the urgency, what it could still be, the next question,
// what that may lead to, how many are worth asking, and how many causes and
// flags there are.
func TestHeadOfAResult(t *testing.T) {
	const n, u, y = no, notSure, yes
	k := load(t, small())
	for _, c := range []struct {
		what    string
		answers []byte // hot, stiff, tired, rash
		want    []byte
	}{
		{"at the start the signs of an emergency are asked for", []byte{0, 0, 0, 0}, []byte{0, 3, 0, 3, 2, 0, 0, 0}},
		{"without a fever what is left tells causes apart, and the rash is not asked for", []byte{n, 0, 0, 0}, []byte{0, 0, 0, 0, 2, 0, 0, 0}},
		{"with it the question may raise the urgency", []byte{y, n, 0, 0}, []byte{0, 2, 1, 2, 2, 1, 0, 0}},
		{"so it does where the condition is not sure", []byte{u, n, 0, 0}, []byte{0, 2, 1, 2, 2, 0, 0, 0}},
		{"the highest that can be reached comes first", []byte{y, 0, 0, 0}, []byte{0, 3, 0, 3, 3, 1, 0, 0}},
		{"in an emergency nothing more is asked", []byte{y, y, 0, 0}, []byte{3, 3, None, 0, 0, 1, 1, 0}},
		{"not sure counts one level lower", []byte{y, u, 0, 0}, []byte{2, 2, 2, 0, 1, 1, 1, 0}},
		{"or fully, where the flag says so", []byte{y, n, 0, u}, []byte{2, 2, 2, 0, 1, 1, 1, 0}},
		{"all denied", []byte{n, n, n, n}, []byte{0, 0, None, 0, 0, 0, 0, 0}},
	} {
		out := make([]byte, MaxOut)
		if length := k.Judge(c.answers, out); length < headerSize || !bytes.Equal(out[:headerSize], c.want) {
			t.Errorf("%s: %v gives %d bytes, %v, want %v", c.what, c.answers, length, out[:headerSize], c.want)
		}
	}
}

// Behind the head stand the flags and the causes with what speaks for and
// against them.
func ExampleKB_Judge() {
	k := new(KB)
	if code := k.Load(small()); code != 0 {
		fmt.Println("not loaded:", code)
	}
	out := make([]byte, MaxOut)
	n := k.Judge([]byte{hot: yes, stiff: yes, tired: yes, rash: no}, out)
	fmt.Println("head:", out[:8])
	fmt.Println("flag 0, its level, and 2 findings:", out[8:13])
	fmt.Println("cause 1, possible, 3 for it and 0 against:", out[13:20])
	fmt.Println("cause 0, possible, 2 for it and 1 against:", out[20:n])
	// Output:
	// head: [3 3 255 0 0 2 1 0]
	// flag 0, its level, and 2 findings: [0 3 2 0 1]
	// cause 1, possible, 3 for it and 0 against: [1 2 3 0 0 1 2]
	// cause 0, possible, 2 for it and 1 against: [0 2 2 1 2 0 1]
}

// Whoever calls is told what was wrong with the call, and nothing is judged by
// half a base.
func TestCodes(t *testing.T) {
	k := new(KB)
	out, answers := make([]byte, MaxOut), make([]byte, 4)
	if code := k.Judge(answers, out); code != NotLoaded {
		t.Errorf("without a base: %d", code)
	}
	for _, c := range []struct {
		what   string
		packed func([]byte) []byte
		want   int
	}{
		{"as it was packed", func(b []byte) []byte { return b }, 0},
		{"another magic", func(b []byte) []byte { b[0] = 'M'; return b }, NotPacked},
		{"another version", func(b []byte) []byte { b[2]++; return b }, NotPacked},
		{"nothing", func(b []byte) []byte { return nil }, NotPacked},
		{"the head alone", func(b []byte) []byte { return b[:baseHeader+checkSize-1] }, NotPacked},
		{"too long", func(b []byte) []byte { return append(b, make([]byte, MaxPacked)...) }, NotPacked},
		{"a byte changed", func(b []byte) []byte { b[20]++; return b }, Damaged},
		{"the check changed", func(b []byte) []byte { b[len(b)-1]++; return b }, Damaged},
		{"a part left over", func(b []byte) []byte {
			b = append(b[:len(b)-checkSize], 0)
			return binary.LittleEndian.AppendUint32(b, Check(b))
		}, Malformed},
	} {
		if code := k.Load(c.packed(small())); code != c.want {
			t.Errorf("%s: %d, want %d", c.what, code, c.want)
		}
		if code := k.Judge(answers, out); (code >= 0) != (c.want == 0) {
			t.Errorf("%s: judged with %d", c.what, code)
		}
	}
	k = load(t, small())
	for _, c := range []struct {
		what    string
		answers []byte
		out     int
		want    int
	}{
		{"an answer too few", answers[:3], MaxOut, WrongLength},
		{"an answer too many", make([]byte, 5), MaxOut, WrongLength},
		{"too little room", answers, MaxOut - 1, WrongLength},
		{"an answer that is none", []byte{0, 1, 2, 4}, MaxOut, WrongAnswer},
	} {
		if code := k.Judge(c.answers, make([]byte, c.out)); code != c.want {
			t.Errorf("%s: %d, want %d", c.what, code, c.want)
		}
	}
}

// FNV-1a has known values.
func TestCheckIsFNV1a(t *testing.T) {
	for text, want := range map[string]uint32{"": 0x811c9dc5, "a": 0xe40c292c, "foobar": 0xbf9cf968} {
		if got := Check([]byte(text)); got != want {
			t.Errorf("%q: %#x, want %#x", text, got, want)
		}
	}
}

// Sets do what sets do, at the edges of their words as well.
func TestSets(t *testing.T) {
	draw := rand.New(rand.NewPCG(3, 0))
	for range 300 {
		var a, b set
		inA, inB := map[uint8]bool{}, map[uint8]bool{}
		for range draw.IntN(20) {
			for s, in := range map[*set]map[uint8]bool{&a: inA, &b: inB} {
				f := []uint8{0, 63, 64, 127, 128, 255, uint8(draw.IntN(256))}[draw.IntN(7)]
				s.add(f)
				in[f] = true
			}
		}
		joined, removed, kept := a, a, a
		joined.join(&b)
		removed.remove(&b)
		kept.keep(&b)
		both := 0
		for i := range MaxFindings {
			f := uint8(i)
			if a.has(f) != inA[f] || joined.has(f) != (inA[f] || inB[f]) || removed.has(f) != (inA[f] && !inB[f]) || kept.has(f) != (inA[f] && inB[f]) {
				t.Fatalf("finding %d of %v and %v", f, a, b)
			}
			if inA[f] && inB[f] {
				both++
			}
		}
		var list [MaxFindings]byte
		if n := a.list(&b, list[:], 0); n != both || !slices.IsSorted(list[:n]) {
			t.Fatalf("%d of %d in common are listed: %v", n, both, list[:n])
		}
		if a.shared(&b) != both || a.meets(&b) != (both > 0) || kept.empty() != (both == 0) || a.within(&b) != removed.empty() {
			t.Fatalf("%v and %v have %d in common", a, b, both)
		}
	}
}

// A cause is named as its points say, from the very point on.
func TestBands(t *testing.T) {
	for _, c := range []struct {
		score     int
		supported bool
		want      uint8
	}{
		{LessLikelyFrom - 1, true, 0}, {LessLikelyFrom, true, 1}, {PossibleFrom - 1, true, 1}, {PossibleFrom, true, 2},
		{FitsWellFrom - 1, true, 2}, {FitsWellFrom, true, 3}, {FitsWellFrom, false, 0}, {-100, true, 0},
	} {
		if got := (&fit{score: c.score, supported: c.supported}).band(); got != c.want {
			t.Errorf("%d points, supported %v: band %d, want %d", c.score, c.supported, got, c.want)
		}
	}
}

// What is kept is the best, in order, whatever the order in which it comes, and
// no more than is shown; a cause without anything for it comes last.
func TestRankingKeepsTheBest(t *testing.T) {
	draw := rand.New(rand.NewPCG(4, 0))
	for range 100 {
		var all []fit
		for i := range draw.IntN(2 * MaxShown) {
			all = append(all, fit{cause: i, score: draw.IntN(8), supported: draw.IntN(3) > 0})
		}
		var w work
		for i := range all {
			w.insert(&all[i])
		}
		slices.SortStableFunc(all, func(a, b fit) int { // the order of the file among those that are alike
			switch {
			case a.before(&b):
				return -1
			case b.before(&a):
				return 1
			}
			return 0
		})
		if want := min(len(all), MaxShown); w.ranked != want {
			t.Fatalf("%d of %d are kept", w.ranked, len(all))
		}
		for i := range w.ranked {
			if w.rank[i].cause != all[i].cause {
				t.Fatalf("at place %d stands %+v, want %+v", i, w.rank[i], all[i])
			}
			if i > 0 && w.rank[i].supported && !w.rank[i-1].supported {
				t.Fatalf("a cause that nothing speaks for comes before %+v", w.rank[i])
			}
		}
	}
}

// Background counts where something felt points to the cause, and contrary
// findings always.
func TestPointsOfACause(t *testing.T) {
	for _, c := range []struct {
		what             string
		kind, n, back    int
		score, behind    int
		pointed, support bool
	}{
		{"a typical finding", typical, 1, 0, 20, 0, true, true},
		{"two common ones, of which one is background", common, 2, 1, CommonPoints, CommonPoints, true, true},
		{"background alone", typical, 1, 1, 0, 20, false, false},
		{"an occasional one", occasional, 1, 0, OccasionalPoints, 0, false, true},
		{"a contrary one", contrary, 2, 0, 2 * AgainstPoints, 0, false, false},
		{"contrary background", contrary, 1, 1, AgainstPoints, 0, false, false},
		{"none", common, 0, 0, 0, 0, false, false},
	} {
		f := fit{share: 20}
		f.add(c.kind, c.n, c.back)
		if f.score != c.score || f.back != c.behind || f.pointed != c.pointed || f.supported != c.support {
			t.Errorf("%s: %+v", c.what, f)
		}
	}
}

// An alternative with fewer findings takes the place of one that counts as
// much, so that the reason that a reader is shown is as short as it can be.
func TestTheShortestReasonIsKept(t *testing.T) {
	packed := []byte{3, 0, 1, 2, 1, 0, 2, 0, 1, 1, 2} // sets of three, one, two and one findings
	for _, c := range []struct {
		what string
		fire [][2]int // level and place
		want fired
	}{
		{"a shorter one that counts as much", [][2]int{{2, 0}, {2, 4}}, fired{2, 4}},
		{"a longer one that counts as much", [][2]int{{2, 4}, {2, 0}}, fired{2, 4}},
		{"a longer one that counts more", [][2]int{{2, 4}, {3, 0}}, fired{3, 0}},
		{"a shorter one that counts less", [][2]int{{3, 0}, {2, 4}}, fired{3, 0}},
		{"the first of those alike", [][2]int{{2, 4}, {2, 9}}, fired{2, 4}},
	} {
		var w work
		for _, f := range c.fire {
			w.fire(1, uint8(f[0]), f[1], packed)
		}
		if w.fired[1] != c.want {
			t.Errorf("%s: %+v, want %+v", c.what, w.fired[1], c.want)
		}
	}
}

func TestLower(t *testing.T) {
	for level, want := range []uint8{selfCare, seeADoctor, seeADoctor, 2} {
		if got := lower(uint8(level)); got != want {
			t.Errorf("not sure of level %d counts as %d, want %d", level, got, want)
		}
	}
}
