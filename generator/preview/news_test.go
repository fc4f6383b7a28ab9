package preview

import (
	"strings"
	"testing"
)

// A reader that does not read misses events, but never the last: it would show
// an old page as if it were the new one. Nor does it hold up the others.
func TestASlowReaderHearsTheLastEvent(t *testing.T) {
	n := newNews()
	_, slow, _ := n.listen()
	for _, page := range []string{"one", "two", "three"} {
		n.send(event{Errors: []mistake{{Message: page}}})
	}
	if got := <-slow; !strings.Contains(got, "three") {
		t.Errorf("the reader heard %s", got)
	}
	_, late, _ := n.listen()
	if got := <-late; !strings.Contains(got, "three") {
		t.Errorf("who came later heard %s", got)
	}
}
