package profile_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"awning/client/profile"
	"awning/model"
	"awning/tries"
)

// anyProfile draws a profile that may stand in a file.
func anyProfile(t *rapid.T, name model.ProfileName) model.Profile {
	words := rapid.SampledFrom([]string{"brightwave", "fjordlabs", "x y", `"quoted" \ # no note`, "ünï", "[[profiles]]", "'"})
	p := model.Profile{Name: name, Kind: rapid.SampledFrom([]model.IdentityKind{
		model.DeviceCode, model.Browser, model.ClientSecret, model.Certificate, model.WorkloadIdentity, model.AzureCLI, model.StaticToken,
	}).Draw(t, "kind")}
	maybe := func(label string) bool { return rapid.Bool().Draw(t, label) }
	if p.Kind.AppOnly() || maybe("tenant") {
		p.Tenant = rapid.SampledFrom([]string{"b1a7e0f2-0000-4000-8000-000000000001", "fjordlabs.example"}).Draw(t, "tenant")
	}
	if p.Kind.AppOnly() || p.Kind.Person() {
		p.ClientID = rapid.SampledFrom([]string{"0d6b2f7e-4c1a-4b53-9a0e-7c2f5d8e1b44", "c"}).Draw(t, "client")
	}
	if p.Kind.Person() && maybe("user") {
		p.User = words.Draw(t, "user")
	}
	if p.Kind == model.Certificate {
		p.Certificate = "/etc/" + words.Draw(t, "certificate")
	}
	if profile.Entry(p) != "" {
		p.Storage = rapid.SampledFrom([]model.Storage{"", model.InKeyring, model.InFile, model.InMemory}).Draw(t, "storage")
	}
	for _, w := range rapid.SliceOfN(words, 0, 3).Draw(t, "publishers") {
		p.Publishers = append(p.Publishers, model.PublisherID(w))
	}
	p.Sellers = append(p.Sellers, rapid.SliceOfN(rapid.StringMatching(`[0-9]{1,8}`), 0, 2).Draw(t, "sellers")...)
	if maybe("programs") {
		p.Programs = []model.Program{model.CommercialMarketplace}
	}
	return p
}

// author writes config files the way people do.
type author struct {
	t     *rapid.T
	lines []string
	owner []model.ProfileName // of each line; "" if no profile's
	eol   string
}

func (a *author) write(owner model.ProfileName, line string) {
	for one := range strings.SplitSeq(line, "\n") {
		a.lines, a.owner = append(a.lines, one), append(a.owner, owner)
	}
}

// noise writes what is no statement.
func (a *author) noise() {
	for range rapid.IntRange(0, 2).Draw(a.t, "noise") {
		a.write("", rapid.SampledFrom([]string{"", "# a note", "\t# publishers = [\"x\"]", "  ", "#[[profiles]]"}).Draw(a.t, "line"))
	}
}

func (a *author) settings() {
	a.write("", "[settings]")
	a.write("", rapid.SampledFrom([]string{
		`lang = "en"`, "lang = \"\"\"\n[[profiles]]\n# no note\n\\\"\"\"\"", "lang = '''\nname = \"x\"\n'''", `ascii = true # note`,
	}).Draw(a.t, "setting"))
}

// profile writes a block, its keys in any order and form.
func (a *author) profile(p model.Profile) {
	pick := func(from ...string) string { return rapid.SampledFrom(from).Draw(a.t, "form") }
	a.write(p.Name, pick("", " ", "\t")+pick("[[profiles]]", "[[ profiles ]]", `[["profiles"]]`)+pick("", " # note"))
	var keys []string
	add := func(key string, value any, set bool) {
		if set {
			keys = append(keys, pick("", "  ")+pick(key, `"`+key+`"`)+pick("=", " = ", "   =\t")+a.value(value)+pick("", " # why", "# [x]"))
		}
	}
	add("name", string(p.Name), true)
	add("identity", string(p.Kind), true)
	add("tenant", p.Tenant, p.Tenant != "")
	add("client_id", p.ClientID, p.ClientID != "")
	add("user", p.User, p.User != "")
	add("certificate", p.Certificate, p.Certificate != "")
	add("storage", string(p.Storage), p.Storage != "")
	add("publishers", texts(p.Publishers), len(p.Publishers) > 0)
	add("sellers", texts(p.Sellers), len(p.Sellers) > 0)
	add("programs", texts(p.Programs), len(p.Programs) > 0)
	add("default", p.Default, p.Default || rapid.Bool().Draw(a.t, "default"))
	for _, key := range rapid.Permutation(keys).Draw(a.t, "order") {
		a.write(p.Name, key)
		a.noise()
	}
}

func texts[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, one := range list {
		out[i] = string(one)
	}
	return out
}

// value writes a value in one of its forms.
func (a *author) value(v any) string {
	switch v := v.(type) {
	case string:
		if !strings.Contains(v, "'") && rapid.Bool().Draw(a.t, "literal") {
			return rapid.SampledFrom([]string{"'" + v + "'", "'''" + v + "'''"}).Draw(a.t, "quotes")
		}
		quoted := strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(v)
		return rapid.SampledFrom([]string{`"` + quoted + `"`, `"""` + quoted + `"""`}).Draw(a.t, "quotes")
	case []string:
		open, between, end := "[", ", ", "]"
		if rapid.Bool().Draw(a.t, "lines") {
			open, between, end = "[ # all of [them]\n  ", ", # 'one\n\n  ", "\n]"
		}
		items := make([]string, len(v))
		for i, item := range v {
			items[i] = a.value(item)
		}
		return open + strings.Join(items, between) + end
	}
	return fmt.Sprint(v)
}

func (a *author) text() []byte {
	text := strings.Join(a.lines, a.eol)
	if rapid.Bool().Draw(a.t, "last line ends") {
		text += a.eol
	}
	return []byte(text)
}

func same(a, b model.Profile) bool { return cmp.Equal(a, b) }

// A change does what it should, and leaves every line of other profiles and every
// line of comment as it was.
func TestFile_touchesNothingElse(t *testing.T) {
	t.Parallel()
	checks, changes := tries.Of(1), 0
	for range checks {
		rapid.Check(t, func(t *rapid.T) {
			a := &author{t: t, eol: rapid.SampledFrom([]string{"\n", "\r\n"}).Draw(t, "eol")}
			names := []model.ProfileName{"a", "b", "c", "d"}
			var before []model.Profile
			settings := rapid.IntRange(0, 4).Draw(t, "settings")
			chosen := rapid.IntRange(-1, 3).Draw(t, "default")
			for i, name := range names[:rapid.IntRange(0, 3).Draw(t, "profiles")] {
				a.noise()
				if i == settings {
					a.settings()
					a.noise()
				}
				p := anyProfile(t, name)
				p.Default = i == chosen
				before = append(before, p)
				a.profile(p)
			}
			a.noise()
			data := a.text()
			parsed, err := profile.Parse(data)
			if err != nil || !cmp.Equal(parsed.Profiles, before) {
				t.Fatalf("the author errs: %v\n%s", err, cmp.Diff(before, parsed.Profiles))
			}

			name := rapid.SampledFrom(names).Draw(t, "which")
			i := slices.IndexFunc(before, func(p model.Profile) bool { return p.Name == name })
			var want []model.Profile
			touched := []model.ProfileName{name}
			if i >= 0 && rapid.Bool().Draw(t, "remove") {
				want = slices.Delete(slices.Clone(before), i, i+1)
			} else {
				p := anyProfile(t, name)
				if p.Default = rapid.Bool().Draw(t, "make default"); p.Default && chosen >= 0 && chosen < len(before) {
					touched = append(touched, before[chosen].Name)
				}
				want = profile.With(before, p)
			}
			after, err := profile.Edited(data, "", func([]model.Profile) ([]model.Profile, error) { return slices.Clone(want), nil })
			if err != nil {
				t.Fatalf("%v\n%s", err, data)
			}
			changes++
			got, err := profile.Parse(after)
			if err != nil || !slices.EqualFunc(got.Profiles, want, same) || !cmp.Equal(got.Settings, parsed.Settings) {
				t.Fatalf("%v\n%s\n%s\n%s", err, cmp.Diff(want, got.Profiles), data, after)
			}
			left := strings.Split(strings.ReplaceAll(string(after), "\r\n", "\n"), "\n")
			for i, line := range a.lines {
				if strings.TrimSpace(line) == "" || slices.Contains(touched, a.owner[i]) {
					continue
				}
				at := slices.Index(left, line)
				if at < 0 {
					t.Fatalf("the line %q is lost:\n%s\n---\n%s", line, data, after)
				}
				left = left[at+1:]
			}
		})
	}
	t.Logf("%d files changed", changes)
}

// harmed is a config file after an accident.
func harmed(r *rand.Rand) []byte {
	data := []byte(full)
	for range 1 + r.IntN(3) {
		if r.IntN(3) > 0 { // harmless: a line between two others
			from := r.IntN(len(data))
			at := from + bytes.IndexByte(data[from:], '\n') + 1
			data = slices.Insert(data, at, []byte([]string{"\n", "# \"[[profiles]]\n", " \t\r\n", "#\n"}[r.IntN(4)])...)
			continue
		}
		at, to := r.IntN(len(data)), r.IntN(len(data))
		at, to = min(at, to), max(at, to)
		switch r.IntN(5) {
		case 0:
			data[at] = byte(r.IntN(256))
		case 1:
			data = slices.Delete(data, at, min(at+1+r.IntN(8), len(data)))
		case 2:
			data = slices.Insert(data, at, []byte([]string{"\"", "'", "\"\"\"", "[[profiles]]\n", "]", "\n", "#", "=", "\\", "{", "\x00"}[r.IntN(11)])...)
		case 3:
			data = slices.Insert(data, at, bytes.Clone(data[at:min(to, at+40)])...)
		default:
			data = data[:max(at, 1)]
		}
		if len(data) == 0 {
			return data
		}
	}
	return data
}

// No text makes reading or changing it panic; what is wrong has a line; and what is
// written can be read.
func TestFile_harmed(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	tries, read, changed := tries.Of(10_000), 0, 0
	for range tries {
		could, did := tryEdit(t, harmed(r))
		if could {
			read++
		}
		if did {
			changed++
		}
	}
	t.Logf("%d texts, %d could be read, %d could be changed", tries, read, changed)
	if read == 0 || changed == 0 || read == tries {
		t.Error("the accidents are all alike")
	}
}

// tryEdit changes a text and reports whether it could be read, and changed.
func tryEdit(t *testing.T, data []byte) (read, changed bool) {
	t.Helper()
	_, err := profile.Parse(data)
	if wrong, ok := errors.AsType[*profile.Error](err); err != nil && (!ok || wrong.Line < 0 || wrong.Line > bytes.Count(data, []byte("\n"))+1) {
		t.Errorf("%v (%T) for %q", err, err, data)
	}
	after, eerr := profile.Edited(data, "", func(all []model.Profile) ([]model.Profile, error) {
		if len(all) > 0 {
			all = all[1:]
		}
		return profile.With(all, dana()), nil
	})
	if (err != nil) && (eerr == nil) {
		t.Errorf("a file that cannot be read was changed: %q", data)
	}
	if eerr != nil {
		return err == nil, false
	}
	if _, err = profile.Parse(after); err != nil {
		t.Errorf("%v after a change of %q", err, data)
	}
	return true, true
}

func FuzzFile(f *testing.F) {
	f.Add([]byte(full))
	f.Add([]byte("[[profiles]]\nname='a'\nidentity='token'\n[[a.b]]\n[a.b.c]\nx=1"))
	f.Add([]byte("profiles=[{name='a',identity='token'}]"))
	f.Fuzz(func(t *testing.T, data []byte) { tryEdit(t, data) })
}
