package command_test

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"awning/model"
	"awning/tui/command"
)

func TestOffers_json(t *testing.T) {
	t.Parallel()
	r := script(t, harbor("New", "49.00"), "offers", "--output", "json").want(t, command.Done)
	got := decode[command.OffersJSON](t, r)
	if want := []string{"beacon-firewall", "harbor-backup", "tide-table"}; !slices.Equal(ids(got), want) {
		t.Errorf("offers %v, want %v", ids(got), want)
	}
	if !got.Complete || len(got.Problems) > 0 || !got.ReadAt.Equal(now()) {
		t.Errorf("complete %v, problems %v, read at %v", got.Complete, got.Problems, got.ReadAt)
	}
	h := got.Offers[1]
	if h.ID != "harbor-backup" || h.TypeLabel != "Azure application" || h.Account != "t-1" || h.State != "live" ||
		h.Draft != "changed" || h.Live == nil || h.Live.ID != "1152921500000000000" || h.InFlight != nil {
		t.Errorf("harbor-backup is %+v", h)
	}
	for _, name := range []string{
		"id", "product", "alias", "type", "typeLabel", "publisher", "account", "profile",
		"state", "draft", "preview", "live", "inFlight", "readAt", "complete", "problems",
	} {
		r.prints(t, `"`+name+`":`)
	}
	if r.market.closed != 1 {
		t.Errorf("the market was closed %d times", r.market.closed)
	}
}

func TestOffers_filters(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		args []string
		want []string
	}{
		"all":       {nil, []string{"beacon-firewall", "harbor-backup", "tide-table"}},
		"type":      {[]string{"--type", "Virtual Machine"}, []string{"beacon-firewall"}},
		"state":     {[]string{"--state", "LIVE"}, []string{"harbor-backup", "tide-table"}},
		"search":    {[]string{"--search", "HARBOR"}, []string{"harbor-backup"}},
		"publisher": {[]string{"--publisher", "fjordlabs"}, []string{"tide-table"}},
		"account":   {[]string{"--account", "fjord labs"}, []string{"tide-table"}},
		"tenant":    {[]string{"--account", "t-1"}, []string{"beacon-firewall", "harbor-backup"}},
		"profile":   {[]string{"--profile", "q"}, []string{"tide-table"}},
		"none":      {[]string{"--search", "nothing like it"}, []string{}},
		"quick":     {[]string{"--quick", "--search", "tide"}, []string{"tide-table"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := script(t, harbor("New", "1"), append([]string{"offers", "-o", "json"}, tc.args...)...).want(t, command.Done)
			if got := ids(decode[command.OffersJSON](t, r)); !slices.Equal(got, tc.want) {
				t.Errorf("offers %v, want %v", got, tc.want)
			}
		})
	}
}

// TestOffers_longList: of long lists nobody asks more than a glance can tell.
func TestOffers_longList(t *testing.T) {
	t.Parallel()
	m := harbor("New", "1")
	for i := range 100 {
		m.offers = append(m.offers, model.Offer{Product: model.ProductID(strconv.Itoa(i)), ID: model.OfferID(fmt.Sprintf("offer-%d", i))})
	}
	r := script(t, m, "offers", "-o", "json").want(t, command.Done).says(t, "up to 100")
	if got := decode[command.OffersJSON](t, r); len(got.Offers) != len(m.offers) || m.glances != len(m.offers) {
		t.Errorf("%d offers listed, %d glances at %d offers", len(got.Offers), m.glances, len(m.offers))
	}
}

func TestOffers_refusals(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		args []string
		says string
	}{
		"type":            {[]string{"--type", "boat"}, `"boat" is not an offer type`},
		"state":           {[]string{"--state", "afloat"}, "use draft, publishing"},
		"account":         {[]string{"--account", "nobody"}, "Brightwave Software, Fjord Labs"},
		"argument":        {[]string{"surplus"}, `there is "surplus"`},
		"state and quick": {[]string{"--state", "live", "--quick"}, "cannot be used together"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := script(t, harbor("New", "1"), append([]string{"offers"}, tc.args...)...).want(t, command.WrongUsage).says(t, tc.says)
			if r.out != "" {
				t.Errorf("stdout: %s", r.out)
			}
		})
	}
}

// A type that the catalogue does not know is one if an offer is of it.
func TestOffers_ofATypeNobodyKnows(t *testing.T) {
	t.Parallel()
	r := script(t, harbor("New", "1"), "offers", "--type", "Something-New", "-o", "json").want(t, command.Done)
	if got := decode[command.OffersJSON](t, r); len(got.Offers) != 1 || got.Offers[0].Type != "something-new" {
		t.Errorf("listed %+v", got.Offers)
	}
}

func TestOffers_partOfTheListFails(t *testing.T) {
	t.Parallel()
	m := harbor("New", "1")
	m.problems = []error{errSignIn}
	r := script(t, m, "offers", "-o", "json").want(t, command.NotAllowed).says(t, "another sign-in", "not complete")
	got := decode[command.OffersJSON](t, r)
	if got.Complete || len(got.Problems) != 1 || len(got.Offers) != 3 {
		t.Errorf("complete %v, problems %v, %d offers", got.Complete, got.Problems, len(got.Offers))
	}
	m.offers = nil
	if r = script(t, m, "offers", "-o", "json").want(t, command.NotAllowed); r.out != "" {
		t.Errorf("stdout of a list nobody could read: %s", r.out)
	}
}

func TestOffers_table(t *testing.T) {
	t.Parallel()
	m := harbor("New", "1")
	r := script(t, m, "offers").want(t, command.Done).
		prints(t, "OFFER", "harbor-backup", "Azure app", "something-new", "changed")
	lines := strings.Split(strings.TrimSuffix(r.out, "\n"), "\n")
	if len(lines) != 4 {
		t.Errorf("%d lines, want a head and three offers:\n%s", len(lines), r.out)
	}
	narrow := shell{terminal: true, width: 70, env: map[string]string{"TERM": "xterm", "LANG": "C.UTF-8"}}
	r = narrow.run(t, m, "offers", "--color", "never", "--quick").want(t, command.Done)
	for line := range strings.SplitSeq(r.out, "\n") {
		if n := len([]rune(line)); n > 70 {
			t.Errorf("%d characters in 70 columns: %s", n, line)
		}
	}
	r.prints(t, "beacon-firewall")
}

func TestOffers_colour(t *testing.T) {
	t.Parallel()
	terminal := shell{terminal: true, width: 120, env: map[string]string{"TERM": "xterm-256color", "LANG": "en_GB.UTF-8"}}
	for name, tc := range map[string]struct {
		sh   shell
		args []string
		want bool
	}{
		"terminal":           {terminal, nil, true},
		"never":              {terminal, []string{"--color", "never"}, false},
		"no terminal":        {shell{env: terminal.env}, nil, false},
		"always":             {shell{}, []string{"--color", "always"}, true},
		"always, but json":   {shell{}, []string{"--color", "always", "-o", "json"}, false},
		"always, but csv":    {shell{}, []string{"--color", "always", "-o", "csv"}, false},
		"NO_COLOR":           {shell{terminal: true, env: map[string]string{"TERM": "xterm", "NO_COLOR": "1"}}, nil, false},
		"a terminal from 78": {shell{terminal: true, env: map[string]string{"TERM": "vt100"}}, nil, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := harbor("New", "1")
			m.offers = m.offers[:1]
			r := tc.sh.run(t, m, append([]string{"offers"}, tc.args...)...)
			if got := strings.ContainsRune(r.out, '\x1b'); got != tc.want || r.exit != command.Done {
				t.Errorf("escape characters: %v, want %v (exit %d)\n%q", got, tc.want, r.exit, r.out)
			}
		})
	}
}

func TestOffers_csv(t *testing.T) {
	t.Parallel()
	r := script(t, harbor("New", "1"), "offers", "-o", "csv").want(t, command.Done).prints(t,
		"id,alias,type,publisher,state,draft,preview,live\n",
		"harbor-backup,Harbor Backup,azure-application,brightwave,live,changed,live,live\n",
		"tide-table,'=cmd(),something-new,fjordlabs,live,same,,live\n",
	)
	if n := strings.Count(r.out, "\n"); n != 4 {
		t.Errorf("%d lines", n)
	}
}

func TestOffers_lostOutput(t *testing.T) {
	t.Parallel()
	m := harbor("New", "1")
	m.offers = nil
	script(t, m, "offers").want(t, command.Done).says(t, "there are no offers")
	m.problems = []error{errors.New("boom\x1b[2J\nsecond line")}
	script(t, m, "offers").want(t, command.Failed).says(t, "boom")
}

func TestOffers_hostileNames(t *testing.T) {
	t.Parallel()
	const name = "a\u009b2Jb\u202ec\u007fd\U000e0041e \x1b[2J 港"
	for _, format := range []string{"table", "json", "csv"} {
		m := harbor("New", "1")
		m.offers = m.offers[:1]
		m.offers[0].Alias = name
		r := script(t, m, "offers", "-o", format).want(t, command.Done)
		if strings.ContainsAny(r.out, "\u009b\u202e\u007f\x1b\U000e0041") {
			t.Errorf("%s: a character that a terminal acts on: %q", format, r.out)
		}
		r.prints(t, "港")
		if format == "json" {
			if got := decode[command.OffersJSON](t, r).Offers[0].Alias; got != name {
				t.Errorf("the name came out as %q", got)
			}
		}
	}
}
