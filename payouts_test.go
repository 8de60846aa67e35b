package main_test

import (
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// signedInAs is somebody who signed in by a code, for all the accounts they are in.
func (s serving) signedInAs(t *testing.T, user string) home {
	t.Helper()
	h := s.newcomer(t)
	k := h.talk(t, "login", "--client-id", publicApp, "--storage", "file", "--yes")
	s.approve(t, k.says(`code:\n\n    (\S+)\n`), user)
	k.wait().want(t, 0, "Signed in as "+user)
	return h
}

// A Financial contributor sees what is paid, from the first refresh to a file of all lines.
func TestPayouts(t *testing.T) {
	t.Parallel()
	const many = 1500
	h := serve(t, "--earnings", strconv.Itoa(many), "--export-time", "500ms").signedInAs(t, "fiona@brightwave.example")
	if r := h.run(t, "payouts").want(t, 0); !strings.Contains(r.out, "nothing was read yet: awning payouts --refresh --wait") {
		t.Errorf("before anything was read it says\n%s", r.out)
	}
	h.run(t, "payouts", "--refresh").want(t, 0, "transaction history: queued", "payments: queued", "awning payouts --wait goes on")
	h.run(t, "payouts", "--wait").want(t, 0, "transaction history: read", "payments: read")

	r := h.run(t, "payouts").want(t, 0)
	lines := strings.Split(strings.TrimSuffix(r.out, "\n"), "\n")
	if len(lines) >= 12 || r.err != "" {
		t.Errorf("%d lines:\n%s\n%s", len(lines), r.out, r.err)
	}
	for i, want := range []string{"Next payment  ", "Last payment  ", "Held up       "} {
		if !strings.HasPrefix(lines[i], want) || strings.Contains(lines[i], "not known") || len(lines[i]) > 80 {
			t.Errorf("line %d: %s", i+1, lines[i])
		}
	}
	view := object[struct {
		Next       []struct{ Amount, Currency string }
		Last       *struct{ ID string }
		Mismatches []struct{ Text string }
		States     []struct {
			Source             string
			Earnings, Payments int
		}
	}](t, h.run(t, "payouts", "-o", "json").want(t, 0))
	if len(view.Next) == 0 || view.Last == nil || len(view.Mismatches) > 0 || len(view.States) != 1 || view.States[0].Source != "exports" {
		t.Errorf("%+v", view)
	}

	if got := view.States[0].Earnings; got < many*9/10 { // a few are older than what is read
		t.Errorf("%d earnings of %d", got, many)
	}
	all := h.run(t, "payouts", "transactions", "-o", "csv").want(t, 0).out
	if n := strings.Count(all, "\n") - 1; n != view.States[0].Earnings {
		t.Errorf("%d lines of %d", n, view.States[0].Earnings)
	}
	of := h.run(t, "payouts", "transactions", "--payment", view.Last.ID, "-o", "csv").want(t, 0).out
	if n := strings.Count(of, view.Last.ID); n == 0 || n != strings.Count(of, "\n")-1 {
		t.Errorf("the last payment is in %d lines of\n%s", n, of)
	}
	if r = h.run(t, "payouts", "payments").want(t, 0); !strings.Contains(r.out, view.Last.ID) || !strings.Contains(r.out, "\nSum  ") {
		t.Errorf("the last payment, or the sum, is not in\n%s", r.out)
	}
	t.Logf("\n%s\n%s", strings.Join(lines, "\n"), r.out)
	fits := h.run(t, "payouts", "reconcile", "--exit-code").want(t, 0).out
	if !strings.Contains(fits, "All of it fits together.") || !strings.Contains(fits, "answer applications alone") {
		t.Errorf("a person who reads no orders is told\n%s", fits)
	}
	file := filepath.Join(h.dir, "lines.csv")
	h.run(t, "payouts", "export", file).want(t, 0, "lines written to "+file)
	h.run(t, "payouts", "export", file).want(t, 1, "--yes")
	h.clean(t, "sig=")
	h.unlocksLate(t)
}

// unlocksLate looks at payouts without the passphrase of the encrypted sign-ins: what is
// on this machine needs none, and whatever asks the service asks for it.
func (h home) unlocksLate(t *testing.T) {
	t.Helper()
	h.env = slices.DeleteFunc(slices.Clone(h.env), func(v string) bool { return strings.HasPrefix(v, "AWNING_PASSPHRASE=") })
	for _, args := range [][]string{{"payouts"}, {"payouts", "transactions"}, {"payouts", "payments"}, {"payouts", "reconcile"}, {"orders"}, {"status"}, {"profiles"}} {
		if r := h.run(t, args...).want(t, 0); strings.Contains(r.err, "assphrase") {
			t.Errorf("%v asks for a passphrase:\n%s", args, r.err)
		}
	}
	if r := h.run(t, "profiles", "-o", "csv"); !strings.Contains(r.out, ",yes") {
		t.Errorf("whether a sign-in is kept is not known without the passphrase:\n%s", r.out)
	}
	const words = "awning: the encrypted sign-ins need their passphrase\n        set AWNING_PASSPHRASE, or run this in a terminal, where it is asked for\n"
	if r := h.run(t, "payouts", "--wait").want(t, 4); !strings.HasSuffix(r.err, words) || !strings.HasPrefix(r.out, "Next payment") {
		t.Errorf("without a passphrase it says\n%s\n%s", r.out, r.err)
	}
	x := h.on(t, 24, 80, "payouts", "--refresh")
	x.shows("Passphrase of your encrypted sign-ins")
	x.press("correct horse battery\n")
	x.shows("payments: queued")
	if exit := x.ends(); exit != 0 || strings.Count(x.output(), "Passphrase") != 1 || strings.Contains(x.output(), "horse") {
		t.Errorf("exit %d, and on the terminal stands %q", exit, x.output())
	}
}

// Who may not see payouts is told which role may, whatever is asked for. An application sees
// estimates, of which [TestPayouts_sandbox] tells.
func TestPayouts_refused(t *testing.T) {
	t.Parallel()
	s := serve(t)
	for _, user := range []string{"marco", "nils"} { // a manager, and somebody without a role
		t.Run(user, func(t *testing.T) {
			t.Parallel()
			h := s.signedInAs(t, user+"@brightwave.example")
			h.run(t, "payouts", "--wait").want(t, 4, "profile brightwave is refused payouts", "Owner or Financial contributor")
			for _, args := range [][]string{
				{"payouts"}, {"payouts", "transactions"}, {"payouts", "payments"}, {"payouts", "reconcile"}, {"payouts", "export", filepath.Join(h.dir, "x.csv")},
			} {
				if r := h.run(t, args...).want(t, 4, "Owner or Financial contributor"); r.out != "" {
					t.Errorf("%v shows\n%s", args, r.out)
				}
			}
			h.run(t, "orders", "--refresh").want(t, 4, "application")
		})
	}
}

// The embedded sandbox ends with each run, so that each reads what it needs: what is paid, by
// the owner of the first account, and what was ordered and used, by the applications.
func TestPayouts_sandbox(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	for _, tt := range []struct {
		args  []string
		says  string
		shows []string
	}{
		{[]string{"payouts"}, "brightwave: payments: read", []string{"Next payment  about ", "Last payment  ", " USD, sent on ", "Held up       "}},
		{[]string{"payouts", "--profile", "fjordlabs"}, "fjordlabs: revenue report: read", []string{"Next payment  about ", "this is an estimate"}},
		{[]string{"payouts", "payments"}, "", []string{" Sent ", "\nSum  "}},
		{[]string{"orders", "--refresh"}, "", []string{"Software as a service\n", "Used\n"}},
	} {
		done := h.begin(t, append([]string{"--sandbox"}, tt.args...)...)
		t.Run(strings.Join(tt.args, " "), func(t *testing.T) {
			t.Parallel()
			r := done(t).want(t, 0, tt.says)
			for _, want := range tt.shows {
				if !strings.Contains(r.out, want) {
					t.Errorf("it lacks %q:\n%s", want, r.out)
				}
			}
		})
	}
}
