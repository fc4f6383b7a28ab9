package markdown

import "testing"

func TestNumbersStayOnOneLine(t *testing.T) {
	for _, c := range []struct {
		contact Contact
		want    string
	}{
		{Contact{"999", "tel:999"}, "999"},
		{Contact{"call Lifeline on 0808 808 8000", "tel:08088088000"}, "call Lifeline on 0808\u00a0808\u00a08000"},
		{Contact{"under 19, call Childline on 0800 1111", "tel:08001111"}, "under 19, call Childline on 0800\u00a01111"},
		{Contact{"اتصل على ٠٨٠٠ ١١١١", "tel:08001111"}, "اتصل على ٠٨٠٠\u00a0١١١١"},
		{Contact{"8 ", "tel:8"}, "8 "},
		{Contact{"", ""}, ""},
	} {
		if got := c.contact.Shown(); got != c.want {
			t.Errorf("%q is shown as %q, and not as %q", c.contact.Say, got, c.want)
		}
	}
}
