// Package clip hands text to the clipboard of the user's own terminal, over any
// number of ssh hops, with the control sequence OSC 52. It only writes: what is
// in the clipboard is never asked for.
package clip

import (
	"encoding/base64"
	"fmt"
	"io"

	"github.com/charmbracelet/x/ansi"
)

// MaxEncoded is how long a text may be once encoded, in bytes. Terminals drop
// what is longer without a word.
const MaxEncoded = 74_994

// TooLongError says that a text does not fit into the clipboard's sequence.
type TooLongError struct{ Encoded int }

func (e *TooLongError) Error() string {
	return fmt.Sprintf("it takes %d bytes encoded, and a terminal accepts %d", e.Encoded, MaxEncoded)
}

// Sequence is what to write to the terminal to have it keep text. Inside tmux
// the sequence is wrapped, so that the terminal outside gets it. It ends with
// ST, which no terminal takes for a bell.
func Sequence(text string, tmux bool) (string, error) {
	if n := base64.StdEncoding.EncodedLen(len(text)); n > MaxEncoded {
		return "", &TooLongError{n}
	}
	seq := "\x1b]52;c;" + base64.StdEncoding.EncodeToString([]byte(text)) + "\x1b\\"
	if tmux {
		seq = ansi.TmuxPassthrough(seq)
	}
	return seq, nil
}

// To returns what copies a text to the terminal behind out, each in one write,
// which must not fall into the middle of another: see how the console shares
// its output.
func To(out io.Writer, tmux bool) func(text string) error {
	return func(text string) error {
		seq, err := Sequence(text, tmux)
		if err != nil {
			return err
		}
		_, err = io.WriteString(out, seq)
		return err
	}
}
