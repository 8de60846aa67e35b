package ticket

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"

	"awning/model"
	"awning/tui/sanitize"
	"awning/tui/text"
)

// writer turns parts of a diagnosis into lines.
type writer struct{ *text.Doctor }

// add appends a fact unless there is nothing to tell.
func (p *Part) add(deep int, label, text string) {
	if text = sanitize.Line(text); text != "" {
		p.Lines = append(p.Lines, Line{Label: label, Text: text, Deep: deep})
	}
}

func (w writer) causes(d model.Diagnosis) Part {
	p := Part{Head: w.Why}
	for _, c := range d.Causes {
		what, next := w.Cause(c)
		p.add(0, "", what)
		p.add(1, w.NextStep, next)
	}
	if len(d.Causes) == 0 {
		p.add(0, "", Verdict(d, w.Doctor))
	}
	return p
}

func (w writer) identity(d model.Diagnosis) Part {
	p := Part{Head: w.Identity}
	who := d.Profile
	name := string(who.Name)
	if who.Environment {
		name = joined(name, w.Environment)
	}
	p.add(0, w.Profile, name)
	if who.Kind != "" {
		p.add(0, w.Way, text.Word(w.Identities, who.Kind))
	}
	p.add(0, w.Tenant, who.Tenant)
	p.add(0, w.Client, who.ClientID)
	p.add(0, w.User, who.User)
	p.add(0, w.Subject, who.Subject)
	p.add(0, w.Certificate, who.Certificate)
	if !d.Capabilities.At.IsZero() {
		p.add(0, w.Role, text.Word(w.Roles, d.Capabilities.Role()))
	}
	return p
}

func (w writer) storage(s model.StorageState) Part {
	p := Part{Head: w.Storage}
	if s.Storage == "" {
		return p
	}
	p.add(0, "", StorageLine(s, w.Doctor))
	p.add(1, w.NextStep, s.Next)
	return p
}

func (w writer) tenants(all []model.Tenant) Part {
	p := Part{Head: w.Tenants}
	for _, t := range all {
		p.add(0, "", joined(t.Name, t.Domain, t.ID))
	}
	return p
}

func (w writer) publishers(all []model.Publisher) Part {
	p := Part{Head: w.Publishers}
	for _, one := range all {
		p.add(0, "", joined(string(one.ID), one.Name, one.SellerID))
	}
	return p
}

func (w writer) programs(all []model.Program) Part {
	p := Part{Head: w.Programs}
	for _, one := range all {
		p.add(0, "", string(one))
	}
	return p
}

func (w writer) probes(c model.Capabilities) Part {
	p := Part{Head: w.Probes}
	for _, probe := range c.Probes {
		what := text.Word(w.Abilities, probe.Ability)
		if probe.Publisher != "" {
			what += " (" + sanitize.ID(string(probe.Publisher)) + ")"
		}
		status := w.NoAnswer
		if probe.Status != 0 {
			status = w.Status + " " + strconv.Itoa(probe.Status)
		}
		p.add(0, what, joined(text.Word(w.Answers, probe.Answer), status, probe.Code))
		p.add(1, "", probe.Said)
		if probe.RequestID != "" {
			p.add(1, w.Request, probe.RequestID)
		}
	}
	return p
}

func (w writer) tokens(all []model.TokenReport) Part {
	p := Part{Head: w.Tokens}
	for _, t := range all {
		p.add(0, "", t.Audience)
		if t.Problem != "" || t.Code != "" {
			p.add(1, "", joined(t.Code, t.Problem))
			continue
		}
		w.claims(&p, t)
	}
	return p
}

// claims are what a token says, in the order in which trouble is looked for.
func (w writer) claims(p *Part, t model.TokenReport) {
	c := t.Claims
	if c.Opaque {
		p.add(1, "", w.Opaque)
		return
	}
	if c.Audience != t.Audience {
		p.add(1, w.Audience, c.Audience)
	}
	p.add(1, w.Tenant, c.Tenant)
	p.add(1, w.App, c.App)
	who := w.OnBehalf
	if c.AppOnly {
		who = w.AppOnly
	}
	p.add(1, w.Subject, joined(who, c.User))
	p.add(1, w.Object, c.Object)
	p.add(1, w.Scopes, strings.Join(c.Scopes, " "))
	p.add(1, w.TokenRoles, strings.Join(c.Roles, " "))
	p.add(1, w.Methods, strings.Join(c.Methods, " "))
	p.add(1, w.Issued, stamp(c.Issued))
	p.add(1, w.Expires, stamp(c.Expires))
}

// StorageLine says of a storage whether it can be used, and why not.
func StorageLine(s model.StorageState, t *text.Doctor) string {
	state := t.Unusable
	switch {
	case s.Fresh: // which says it all
		return text.Word(t.Storages, s.Storage) + ": " + t.Fresh
	case s.Locked:
		state = t.Locked
	case s.Usable:
		state = t.Usable
	}
	line := text.Word(t.Storages, cmp.Or(s.Storage, model.InKeyring)) + ": " + state
	if s.Why != "" {
		line += " (" + sanitize.Line(s.Why) + ")"
	}
	return line
}

// stamp is a time as support reads it; nothing if there is none.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// at says when a diagnosis was made.
func at(t *text.Doctor, when time.Time) string { return fmt.Sprintf(t.At, stamp(when)) }
