package command

import (
	"context"
	"fmt"
	"strings"
	"time"

	"awning/client/signin"
	"awning/model"
	"awning/tui/clip"
	"awning/tui/sanitize"
)

// How often it is said how long a person has left: on one line of a terminal, or
// in lines of their own.
const (
	redrawEvery = time.Second
	repeatEvery = time.Minute
)

// waiting is a person's sign-in that is waited for.
type waiting struct {
	*login
	attempt signin.Attempt
	prompt  model.SignInPrompt
	drawn   int // how wide the line on the terminal is that is drawn anew; 0: there is none
}

// wait shows the person what to do and waits until the sign-in has worked or
// failed. The end of ctx is the end of the attempt.
func (l *login) wait(ctx context.Context, a signin.Attempt, kind model.IdentityKind) (model.SignedIn, error) {
	if !kind.Person() {
		return a.Wait(ctx)
	}
	w := &waiting{login: l, attempt: a, prompt: a.Prompt()}
	w.show(kind)
	defer w.clear()
	return w.until(ctx, kind)
}

// end is how an attempt ended.
type end struct {
	got model.SignedIn
	err error
}

// until waits for the end of the attempt, counts down, and takes a pasted address.
func (w *waiting) until(parent context.Context, kind model.IdentityKind) (model.SignedIn, error) {
	ctx, stop := context.WithCancel(parent)
	defer stop()
	ended := make(chan end, 1)
	go func() {
		got, err := w.attempt.Wait(ctx)
		ended <- end{got, err}
	}()
	every := repeatEvery
	if w.redraws() {
		every = redrawEvery
	}
	tick := time.NewTicker(every)
	defer tick.Stop()
	w.count()
	var typed <-chan line // of the device flow, which takes none: nothing ever comes
	if kind == model.Browser {
		typed = w.in.read()
	}
	for {
		select {
		case e := <-ended:
			if parent.Err() != nil {
				return e.got, parent.Err()
			}
			return e.got, e.err
		case <-tick.C:
			w.count()
		case got := <-typed:
			w.in.took()
			typed = w.paste(got)
		}
	}
}

// paste hands an address to the attempt, and returns what brings the next line; nil
// if none can come.
func (w *waiting) paste(got line) <-chan line {
	t := &w.text.Command.SignIn
	if got.err != nil {
		return nil
	}
	address := strings.TrimSpace(got.text)
	if address == "" {
		return w.in.read()
	}
	w.clear()
	if err := w.attempt.Paste(address); err != nil {
		sentence, _ := w.sentence(err)
		w.sayf(t.NotPasted, sanitize.Line(sentence))
	}
	return w.in.read()
}

// show says what to do. It is said even with --quiet: without it nobody can sign
// in.
func (w *waiting) show(kind model.IdentityKind) {
	t := &w.text.Command.SignIn
	address := sanitize.Line(w.prompt.Address)
	if kind == model.Browser {
		w.sayf("%s", t.Browse)
		w.alone(address)
		w.sayf("%s", t.Forward)
		w.alone(fmt.Sprintf("ssh -L %d:127.0.0.1:%d HOST", w.prompt.Port, w.prompt.Port))
		w.sayf("%s", t.PasteIt)
		return
	}
	code := sanitize.Line(w.prompt.Code)
	w.sayf("%s", t.Open)
	w.alone(address)
	w.sayf("%s", t.Type)
	w.alone(code)
	if w.copied(code) {
		w.sayf("%s", t.Copied+" "+t.Cancel)
		return
	}
	w.sayf("%s", t.Cancel)
}

// alone writes something on a line of its own, whole, so that it can be copied.
func (w *waiting) alone(what string) {
	w.saying.Lock()
	defer w.saying.Unlock()
	_, _ = fmt.Fprintf(w.opt.Err, "\n    %s\n\n", what)
}

// copied asks the terminal, if there is one, to put the code into the user's
// clipboard, and reports whether it did. Whether the terminal complies nobody tells.
func (w *waiting) copied(code string) bool {
	if !w.redraws() || code == "" {
		return false
	}
	w.saying.Lock()
	defer w.saying.Unlock()
	return clip.To(w.opt.Err, w.opt.Env("TMUX") != "")(code) == nil
}

// redraws reports whether standard error is a terminal on which a line can be
// drawn anew.
func (w *waiting) redraws() bool { return w.opt.Asks && w.opt.Env("TERM") != "dumb" }

// count says how long is left.
func (w *waiting) count() {
	t := &w.text.Command.SignIn
	said := t.WaitingOpen
	if !w.prompt.Expires.IsZero() {
		left := max(0, w.prompt.Expires.Sub(w.opt.Now())).Round(time.Second)
		said = sprintf(t.Waiting, fmt.Sprintf("%d:%02d", int(left.Minutes()), int(left.Seconds())%60))
	}
	if !w.redraws() {
		w.notef("%s", said)
		return
	}
	if w.opt.Width > 0 && len(said) >= w.opt.Width {
		return // it would break into a second line, which cannot be taken back
	}
	w.saying.Lock()
	defer w.saying.Unlock()
	_, _ = fmt.Fprintf(w.opt.Err, "\r%-*s", w.drawn, said)
	w.drawn = max(w.drawn, len(said))
}

// clear takes the line away that counts down.
func (w *waiting) clear() {
	if w.drawn == 0 {
		return
	}
	w.saying.Lock()
	defer w.saying.Unlock()
	_, _ = fmt.Fprintf(w.opt.Err, "\r%*s\r", w.drawn, "")
	w.drawn = 0
}
