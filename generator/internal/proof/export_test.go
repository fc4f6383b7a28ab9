package proof

// What the tests of the published files share with the others.
var (
	Shipped = shipped
	Draw    = draw
	Note    = note
)
