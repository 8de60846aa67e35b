package tuitest

import "fmt"

// Looks are the surroundings in which every screen and dialog is pictured: each
// size the console is laid out for, in colour and without; and at 80x24 also on a
// light background and with the marks of terminals that have no UTF-8. o says
// what they have in common.
func Looks(o Options) map[string]Options {
	out := map[string]Options{}
	add := func(name string, width, height int, change func(*Options)) {
		look := o
		look.Width, look.Height = width, height
		if change != nil {
			change(&look)
		}
		out[name] = look
	}
	for _, size := range [][2]int{{60, 15}, {80, 24}, {120, 40}, {200, 60}} {
		name := fmt.Sprintf("%dx%d", size[0], size[1])
		add(name, size[0], size[1], nil)
		add(name+" colour", size[0], size[1], func(o *Options) { o.Colour = true })
	}
	add("80x24 light", 80, 24, func(o *Options) { o.Colour, o.Light = true, true })
	add("80x24 ascii", 80, 24, func(o *Options) { o.ASCII = true })
	return out
}

// TooSmall is a window below what screens are laid out for, and what it says.
const (
	TinyWidth, TinyHeight = 40, 10
	TooSmall              = "40x10 is too small; 60x15 is needed"
)

// Tiny makes the window too small for any screen and back, and fails the test
// unless it says so in one line and everything is there again afterwards.
func (d *Driver) Tiny() *Driver {
	d.t.Helper()
	was, width, height := d.Frame(), d.width, d.height
	if got := d.Resize(TinyWidth, TinyHeight).Text(); got != TooSmall {
		d.t.Errorf("a window of %dx%d shows %q, want %q", TinyWidth, TinyHeight, got, TooSmall)
	}
	if got := d.Resize(width, height).Frame(); got != was {
		d.t.Errorf("back at %dx%d it shows\n%s\nwant\n%s", width, height, got, was)
	}
	return d
}
