package text

// Moves are what the keys of every list do.
type Moves struct {
	Down, Up, PageDown, PageUp, HalfDown, HalfUp, First, Last string

	Right, Left, FirstColumn, LastColumn string // of a grid
	Select, SelectColumn, SelectAll      string
}

func englishMoves() Moves {
	return Moves{
		Down: "next row", Up: "row before", PageDown: "next page", PageUp: "page before",
		HalfDown: "half a page down", HalfUp: "half a page up", First: "first row", Last: "last row",
		Right: "next column", Left: "column before", FirstColumn: "first column", LastColumn: "last column",
		Select: "select a range", SelectColumn: "select the column", SelectAll: "select all",
	}
}
