package picker

import (
	"fmt"
	"strings"

	"awning/model"
	"awning/tui/sanitize"
	"awning/tui/text"
)

// rowKey tells rows apart over a refresh.
type rowKey struct {
	profile   model.ProfileName
	account   model.AccountID
	publisher model.PublisherID
}

// row is one choice, or an account that cannot be chosen. Its texts are clean.
type row struct {
	key       rowKey
	scope     model.Scope
	group     string
	publisher string
	name      string // shown to customers, or what is wrong
	program   string
	role      string // what the profile may do there, as far as it shows
	profile   string
	closed    string // why it cannot be opened; empty if it can
}

// everything is the row that stands for all the profiles can see.
func (s *Screen) everything() row {
	t := s.d.Text.Picker
	return row{publisher: t.All, name: t.AllNote}
}

// rowsOf lists the publishers of each account, and says of the other accounts
// why they have none.
func (s *Screen) rowsOf(accounts []model.Account) []row {
	t := s.d.Text.Picker
	var out []row
	for _, a := range accounts {
		base := row{
			key:     rowKey{profile: a.Profile, account: a.ID},
			scope:   model.Scope{Profile: a.Profile, Account: a.ID},
			group:   sanitize.ID(a.Name),
			program: s.programs(a),
			role:    s.role(a),
			profile: sanitize.ID(string(a.Profile)),
		}
		switch {
		case a.Problem != "":
			base.publisher, base.name = s.d.Styles.Marks.No, sanitize.Line(a.Problem)
			base.closed = fmt.Sprintf(t.Unusable, base.group, base.name)
			out = append(out, base)
		case !a.Marketplace():
			base.publisher, base.name = s.d.Styles.Marks.No, t.NoMarketplace
			base.closed = s.elsewhere(a, accounts)
			out = append(out, base)
		case len(a.Publishers) == 0:
			base.publisher = t.EveryPublisher
			out = append(out, base)
		default:
			out = append(out, publishers(base, a)...)
		}
	}
	return out
}

func publishers(base row, a model.Account) []row {
	out := make([]row, len(a.Publishers))
	for i, p := range a.Publishers {
		r := base
		r.key.publisher, r.scope.Publisher = p.ID, p.ID
		r.publisher, r.name = sanitize.ID(string(p.ID)), sanitize.ID(p.Name)
		r.program = string(model.CommercialMarketplace)
		out[i] = r
	}
	return out
}

// programs are what an account is enrolled in, on one line.
func (s *Screen) programs(a model.Account) string {
	if len(a.Programs) == 0 {
		if a.Marketplace() {
			return string(model.CommercialMarketplace)
		}
		return s.d.Text.Picker.NoProgram
	}
	names := make([]string, len(a.Programs))
	for i, p := range a.Programs {
		names[i] = sanitize.Line(string(p))
	}
	return strings.Join(names, ", ")
}

// elsewhere points from an account without offers to those that have some.
func (s *Screen) elsewhere(a model.Account, all []model.Account) string {
	t := s.d.Text
	var others []string
	for _, o := range all {
		if o.Problem == "" && o.Marketplace() {
			others = append(others, sanitize.ID(o.Name))
		}
	}
	name := sanitize.ID(a.Name)
	switch n := len(others); n {
	case 0:
		return fmt.Sprintf(t.Picker.ElsewhereNone, name)
	case 1:
		return fmt.Sprintf(t.Picker.Elsewhere, name, others[0])
	default:
		list := strings.Join(others[:n-1], t.Shell.And)
		return fmt.Sprintf(t.Picker.Elsewhere, name, fmt.Sprintf(t.Words.Or, list, others[n-1]))
	}
}

// role says what the profile may do in an account, if anybody looked. An API that
// answers where there are no offers says nothing of who may see some.
func (s *Screen) role(a model.Account) string {
	if a.Able.At.IsZero() || !a.Marketplace() {
		return ""
	}
	return text.Word(s.d.Text.Picker.Roles, a.Able.Role())
}
