package signin

import (
	"context"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/client/secret"
	desk "awning/client/signin"
	"awning/model"
	"awning/tui/sanitize"
	"awning/tui/ui"
	"awning/tui/widget/input"
)

// What came of an attempt, by its number.
type (
	began struct {
		of      *Screen
		seq     int
		attempt desk.Attempt
		wait    tea.Cmd     // until it is done
		release func() bool // from being forgotten when the screen goes
		err     error
	}
	waited struct {
		of  *Screen
		seq int
		in  model.SignedIn
		err error
	}
	pasted struct {
		of  *Screen
		seq int
		err error
	}
	kept struct {
		of       *Screen
		seq      int
		profiles []model.Profile
		err      error
	}
	// tick says that a second has passed: the countdown shows another number.
	tick struct {
		of  *Screen
		seq int
	}
)

// begin has the desk start with what the form says. The secrets leave their fields
// here.
func (s *Screen) begin() tea.Cmd {
	own, pass := s.form.take()
	s.ask = s.form.ask()
	return s.beginWith(own, pass)
}

// beginWith starts an attempt, which ends with this screen or when another starts.
func (s *Screen) beginWith(own, pass secret.String) tea.Cmd {
	s.stop()
	ctx, end := context.WithCancel(s.ctx())
	s.end, s.stage = end, starting
	api, ask, this := s.api, s.ask, s.seq
	return func() tea.Msg {
		if !pass.Empty() {
			if err := api.Unlock(ctx, pass); err != nil {
				return began{of: s, seq: this, err: err}
			}
		}
		a, err := api.Begin(ctx, ask, own)
		if err != nil {
			return began{of: s, seq: this, err: err}
		}
		// Whatever takes this screen away forgets what the attempt learned.
		release := context.AfterFunc(ctx, a.Cancel)
		wait := func() tea.Msg {
			in, waitErr := a.Wait(ctx)
			return waited{s, this, in, waitErr}
		}
		return began{of: s, seq: this, attempt: a, wait: wait, release: release}
	}
}

// stop ends the attempt under way, if there is one.
func (s *Screen) stop() {
	s.seq++
	if s.end != nil {
		s.end()
	}
	s.end, s.attempt, s.prompt, s.failure = nil, nil, model.SignInPrompt{}, nil
	s.closePaste()
	s.pasting, s.wrong = false, ""
}

// answered takes what came of the attempt.
func (s *Screen) answered(msg tea.Msg) tea.Cmd {
	mine := func(of *Screen, seq int) bool { return of == s && seq == s.seq }
	switch msg := msg.(type) {
	case began:
		if mine(msg.of, msg.seq) {
			return s.began(msg)
		}
	case waited:
		if mine(msg.of, msg.seq) {
			return s.waited(msg)
		}
	case pasted:
		if mine(msg.of, msg.seq) {
			s.pasted(msg)
		}
	case kept:
		if mine(msg.of, msg.seq) {
			return s.kept(msg)
		}
	}
	return nil
}

// began shows what the person has to do, and waits until it is done.
func (s *Screen) began(msg began) tea.Cmd {
	if msg.err != nil {
		return s.fail(msg.err, s.again)
	}
	s.attempt, s.release, s.prompt, s.stage = msg.attempt, msg.release, msg.attempt.Prompt(), prompting
	return tea.Batch(msg.wait, s.tick())
}

// tick counts down while a code is shown.
func (s *Screen) tick() tea.Cmd {
	if s.prompt.Expires.IsZero() || !s.d.Now().Before(s.prompt.Expires) {
		return nil
	}
	this := tick{s, s.seq}
	return tea.Tick(time.Second, func(time.Time) tea.Msg { return this })
}

// again starts anew: at once where nobody has to type a secret for it, else from
// the form.
func (s *Screen) again() tea.Cmd {
	if s.form.kind == model.ClientSecret || s.form.kind == model.Certificate || s.form.locked() {
		return s.toForm()
	}
	return s.beginWith(secret.String{}, secret.String{})
}

// waited goes on to the accounts. A question with one answer is not asked.
func (s *Screen) waited(msg waited) tea.Cmd {
	s.closePaste()
	if msg.err != nil {
		return s.fail(msg.err, s.again)
	}
	s.in = msg.in
	if s.o.Again.Name != "" && s.ask.Profile == s.o.Again.Name {
		return s.keep(s.known(msg.in.Tenants))
	}
	s.showTenants(msg.in.Tenants)
	if len(msg.in.Tenants) <= 1 {
		return s.keep(msg.in.Tenants)
	}
	s.stage = picking
	return nil
}

// known is the tenant of the profile that signs in again; none if it is not listed,
// which leaves the profile as it is.
func (s *Screen) known(all []model.Tenant) []model.Tenant {
	for _, t := range all {
		if want := s.o.Again.Tenant; strings.EqualFold(want, t.ID) || strings.EqualFold(want, t.Domain) {
			return []model.Tenant{t}
		}
	}
	return nil
}

// keep has the desk keep it. Once that has begun it is not given up half way.
func (s *Screen) keep(tenants []model.Tenant) tea.Cmd {
	s.stage = keeping
	ctx, api, a, this := context.WithoutCancel(s.ctx()), s.api, s.attempt, s.seq
	return func() tea.Msg {
		profiles, err := api.Keep(ctx, a, tenants)
		return kept{s, this, profiles, err}
	}
}

// kept tells everybody, which brings back the screen below.
func (s *Screen) kept(msg kept) tea.Cmd {
	if msg.err != nil {
		return s.fail(msg.err, s.keepAgain)
	}
	s.release()
	names := make([]model.ProfileName, len(msg.profiles))
	for i, p := range msg.profiles {
		names[i] = p.Name
	}
	return tea.Batch(ui.Notify(s.done(names)), func() tea.Msg { return ui.SignedIn{Profiles: names} })
}

// keepAgain tries to keep it once more: the sign-in itself still holds.
func (s *Screen) keepAgain() tea.Cmd {
	s.failure = nil
	if marked := s.marked(); len(marked) > 0 {
		return s.keep(marked)
	}
	return s.keep(s.known(s.in.Tenants))
}

// fail shows what went wrong, and what to do about it.
func (s *Screen) fail(err error, retry func() tea.Cmd) tea.Cmd {
	if ui.Cancelled(err) {
		return s.toForm()
	}
	s.failure, s.retry, s.stage = err, retry, failed
	return nil
}

// openPaste opens the field for the address the browser ended at.
func (s *Screen) openPaste() tea.Cmd {
	const most = 8 << 10
	s.paste = input.New(s.d.Styles)
	s.paste.Mask(true) // there is a code in it that is good for a moment
	s.paste.Limit(most)
	s.paste.SetWidth(s.pasteRoom())
	s.wrong = ""
	return nil
}

func (s *Screen) closePaste() {
	if s.paste != nil {
		s.paste.Take()
		s.paste = nil
	}
}

// pasteKey takes a key while the address is pasted.
func (s *Screen) pasteKey(msg tea.KeyMsg) tea.Cmd {
	switch msg.String() {
	case "esc":
		s.closePaste()
	case "enter":
		return s.sendPaste()
	default:
		s.paste.Update(msg)
	}
	return nil
}

// sendPaste hands the address to the attempt.
func (s *Screen) sendPaste() tea.Cmd {
	address := strings.TrimSpace(s.paste.Take())
	if address == "" {
		s.wrong = s.d.Text.SignIn.PasteNothing
		return nil
	}
	s.closePaste()
	s.pasting, s.wrong = true, ""
	a, this := s.attempt, s.seq
	return func() tea.Msg { return pasted{s, this, a.Paste(address)} }
}

func (s *Screen) pasted(msg pasted) {
	s.pasting = false
	if msg.err != nil {
		s.wrong = sanitize.Line(msg.err.Error())
	}
}
