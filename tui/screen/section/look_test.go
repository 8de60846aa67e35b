package section_test

import (
	"fmt"

	"awning/tui/tuitest"
)

// look is a window a screen is drawn in.
type look struct {
	name    string
	options tuitest.Options
}

// sizes are the windows every box is looked at in, with colours and without.
func sizes() []look {
	var out []look
	for _, size := range [][2]int{{60, 15}, {80, 24}, {120, 40}, {200, 60}} {
		name := fmt.Sprintf("%dx%d", size[0], size[1])
		o := tuitest.Options{Width: size[0], Height: size[1]}
		out = append(out, look{name, o})
		o.Colour = true
		out = append(out, look{name + "-colour", o})
	}
	return out
}
