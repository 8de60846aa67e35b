package command

import (
	"strings"

	"awning/model"
	"awning/tui/sanitize"
	"awning/tui/ticket"
)

// writePart writes a part of the report, unless it is empty.
func (r *run) writePart(b *strings.Builder, p ticket.Part) {
	if len(p.Lines) == 0 {
		return
	}
	for i := range p.Lines {
		p.Lines[i].Text = sanitize.Line(p.Lines[i].Text)
	}
	if b.Len() > 0 && !strings.HasSuffix(b.String(), "\n\n") {
		b.WriteByte('\n')
	}
	b.WriteString(p.Head + "\n" + strings.Join(ticket.Lay(p.Lines), "\n") + "\n")
}

// causeTable are the causes of all profiles, for CSV.
func (r *run) causeTable(found []model.Diagnosis) table {
	rows := table{columns: []column{{name: "profile"}, {name: "cause"}, {name: "sure"}, {name: "what"}, {name: "next"}}}
	for _, d := range found {
		for _, c := range d.Causes {
			sure := r.text.Words.No
			if c.Sure {
				sure = r.text.Words.Yes
			}
			what, next := r.text.Doctor.Cause(c)
			rows.rows = append(rows.rows, texts(string(d.Profile.Name), string(c.Kind), sure, what, next))
		}
	}
	return rows
}

func (r *run) doctorJSON(h *Hall, storages []model.StorageState, found []model.Diagnosis) DoctorJSON {
	out := DoctorJSON{Config: h.Config, Storages: []StorageJSON{}, Diagnoses: []DiagnosisJSON{}}
	if h.ConfigProblem != nil {
		out.ConfigProblem, _ = r.sentence(h.ConfigProblem)
	}
	for _, s := range storages {
		out.Storages = append(out.Storages, storageJSON(s))
	}
	for _, d := range found {
		out.Diagnoses = append(out.Diagnoses, r.diagnosisJSON(d))
	}
	return out
}

func storageJSON(s model.StorageState) StorageJSON {
	return StorageJSON{Storage: string(s.Storage), Usable: s.Usable, Locked: s.Locked, Why: s.Why, Next: s.Next}
}

func (r *run) diagnosisJSON(d model.Diagnosis) DiagnosisJSON {
	out := DiagnosisJSON{
		At: d.At, Profile: profileJSON(d.Profile, signedIn(d)), Offers: string(d.Capabilities.Offers()), Role: string(d.Capabilities.Role()),
		Storage: storageJSON(d.Storage), Programs: some(spelled(d.Programs)),
		Causes: []CauseJSON{}, Tokens: []TokenJSON{}, Tenants: []TenantJSON{}, Publishers: []PublisherJSON{}, Probes: []ProbeJSON{},
	}
	for _, c := range d.Causes {
		what, next := r.text.Doctor.Cause(c)
		out.Causes = append(out.Causes, CauseJSON{Cause: string(c.Kind), About: some(c.Args), Sure: c.Sure, What: what, Next: next})
	}
	for _, t := range d.Tokens {
		out.Tokens = append(out.Tokens, tokenJSON(t))
	}
	for _, t := range d.Tenants {
		out.Tenants = append(out.Tenants, TenantJSON(t))
	}
	for _, p := range d.Publishers {
		out.Publishers = append(out.Publishers, PublisherJSON{string(p.ID), p.Name, p.SellerID})
	}
	for _, p := range d.Capabilities.Probes {
		out.Probes = append(out.Probes, ProbeJSON{
			Ability: string(p.Ability), Publisher: string(p.Publisher), Answer: string(p.Answer), Status: p.Status,
			Code: p.Code, Said: p.Said, RequestID: p.RequestID,
		})
	}
	return out
}

// signedIn says whether a sign-in showed: there is a token, or none for any service.
func signedIn(d model.Diagnosis) model.Answer {
	answer := model.Unknown
	for _, t := range d.Tokens {
		if t.Problem == "" {
			return model.Yes
		}
		answer = model.No
	}
	return answer
}

func tokenJSON(t model.TokenReport) TokenJSON {
	out := TokenJSON{Audience: t.Audience, Code: t.Code, Problem: t.Problem}
	if c := t.Claims; t.Problem == "" && !c.Opaque {
		out.Claims = &ClaimsJSON{
			Audience: c.Audience, Tenant: c.Tenant, Application: c.App, User: c.User, Object: c.Object, AppOnly: c.AppOnly,
			Scopes: some(c.Scopes), Roles: some(c.Roles), Methods: some(c.Methods), Issued: moment(c.Issued), Expires: moment(c.Expires),
		}
	}
	return out
}
