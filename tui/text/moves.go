package text

// Moves are what the keys of every list do.
type Moves struct {
	Down, Up, PageDown, PageUp, HalfDown, HalfUp, First, Last string
}

func englishMoves() Moves {
	return Moves{
		Down: "next row", Up: "row before", PageDown: "next page", PageUp: "page before",
		HalfDown: "half a page down", HalfUp: "half a page up", First: "first row", Last: "last row",
	}
}
