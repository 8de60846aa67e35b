package profile_test

import (
	"encoding/base64"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"awning/client/profile"
	"awning/model"
)

const full = `# Awning
[settings]
theme = "dark"
color = "never"
lang = "en"
ascii = true
low_bandwidth = false

[[profiles]]
name = "brightwave"
tenant = "b1a7e0f2-0000-4000-8000-000000000001"
identity = "client-secret"
client_id = "0c5e0000-0000-4000-8000-000000000002"
publishers = ["brightwave", "brightwave-test"]
programs = ["Commercial Marketplace"]
default = true

[[profiles]]
name = "automation"
identity = "token"

[[profiles]]
name      = "dana"
identity  = "device-code"
client_id = "0c5e0000-0000-4000-8000-000000000003" # ours
user      = "dana@brightwave.example"
storage   = "file"
sellers   = [
  12345678, # Brightwave
  "87654321",
]

[[profiles]]
name = "pipeline"
tenant = "brightwave.example"
identity = "certificate"
client_id = "0c5e0000-0000-4000-8000-000000000004"
certificate = '/etc/awning/pipeline.pem'

[[profiles]]
name = "cluster"
tenant = "brightwave.example"
identity = "workload-identity"
client_id = "0c5e0000-0000-4000-8000-000000000005"

[[profiles]]
name = "az"
identity = "azure-cli"
`

func TestParse(t *testing.T) {
	t.Parallel()
	yes, no := true, false
	want := profile.Config{
		Settings: profile.Settings{Theme: "dark", Color: "never", Lang: "en", ASCII: &yes, LowBandwidth: &no},
		Profiles: []model.Profile{{
			Name: "brightwave", Tenant: "b1a7e0f2-0000-4000-8000-000000000001", Kind: model.ClientSecret,
			ClientID:   "0c5e0000-0000-4000-8000-000000000002",
			Publishers: []model.PublisherID{"brightwave", "brightwave-test"},
			Programs:   []model.Program{model.CommercialMarketplace}, Default: true,
		}, {Name: "automation", Kind: model.StaticToken}, {
			Name: "dana", Kind: model.DeviceCode, ClientID: "0c5e0000-0000-4000-8000-000000000003",
			User: "dana@brightwave.example", Storage: model.InFile, Sellers: []string{"12345678", "87654321"},
		}, {
			Name: "pipeline", Tenant: "brightwave.example", Kind: model.Certificate,
			ClientID: "0c5e0000-0000-4000-8000-000000000004", Certificate: "/etc/awning/pipeline.pem",
		}, {
			Name: "cluster", Tenant: "brightwave.example", Kind: model.WorkloadIdentity,
			ClientID: "0c5e0000-0000-4000-8000-000000000005",
		}, {Name: "az", Kind: model.AzureCLI}},
	}
	got, err := profile.Parse([]byte(full))
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v\n%s", err, diff)
	}
	if empty, err := profile.Parse(nil); err != nil || !cmp.Equal(empty, profile.Config{}) {
		t.Errorf("empty: %v, %v", empty, err)
	}
}

func TestParse_errors(t *testing.T) {
	t.Parallel()
	two := "[[profiles]]\nname = \"a\"\nidentity = \"token\"\n"
	person := "[[profiles]]\nname = \"a\"\nidentity = \"device-code\"\n"
	cert := "[[profiles]]\nname = \"a\"\nidentity = \"certificate\"\ntenant = \"t\"\nclient_id = \"c\"\n"
	tests := map[string]struct {
		text string
		line int
		key  string
		says string
	}{
		"syntax":               {"[settings]\ntheme = dark\n", 2, "settings.theme", ""},
		"unknown table":        {"\n[setings]\ntheme = \"dark\"\n", 2, "setings", "known are profiles, settings"},
		"unknown key":          {"[settings]\n\nthem = \"dark\"\n", 3, "settings.them", "known are"},
		"wrong word":           {"[settings]\ncolor = \"red\"\n", 2, "settings.color", `"truecolor"`},
		"wrong type":           {"[settings]\nascii = \"yes\"\n", 2, "settings.ascii", "true or false"},
		"profiles is one":      {"[profiles]\nname = \"a\"\n", 1, "profiles", "[[profiles]]"},
		"no name":              {two + "[[profiles]]\nidentity = \"token\"\n", 4, "profiles[1]", "no name"},
		"bad name":             {"[[profiles]]\nname = \"a/b\"\nidentity = \"token\"\n", 2, "profiles[0].name", "letters"},
		"no identity":          {"[[profiles]]\nname = \"a\"\n", 1, "profiles[0]", "how to sign in"},
		"identity":             {"[[profiles]]\nname = \"a\"\nidentity = \"magic\"\n", 3, "profiles[0].identity", "client-secret"},
		"no tenant":            {"[[profiles]]\nname = \"a\"\nidentity = \"client-secret\"\nclient_id = \"b\"\n", 1, "profiles[0]", "tenant"},
		"person's application": {person, 1, "profiles[0]", "client_id"},
		"application's tenant": {"[[profiles]]\nname = \"a\"\nidentity = \"workload-identity\"\nclient_id = \"b\"\n", 1, "profiles[0]", "tenant"},
		"no certificate":       {cert, 1, "profiles[0]", "path"},
		"empty certificate":    {cert + "certificate = \"\"\n", 6, "profiles[0].certificate", "not empty"},
		"certificate's path":   {cert + "certificate = \"pipeline.pem\"\n", 6, "profiles[0].certificate", "whole path"},
		"needless certificate": {two + "certificate = \"/c.pem\"\n", 4, "profiles[0].certificate", "identity to"},
		"certificate_password": {cert + "certificate_password = \"CANARY\"\n", 6, "profiles[0].certificate_password", "keyring"},
		"passphrase":           {person + "passphrase = \"CANARY\"\n", 4, "profiles[0].passphrase", "awning login"},
		"user of an app":       {two + "user = \"dana@b.example\"\n", 4, "profiles[0].user", "person"},
		"user of two lines":    {person + "client_id = \"c\"\nuser = \"a\\nb\"\n", 5, "profiles[0].user", "one line"},
		"CLI's application":    {"[[profiles]]\nname = \"a\"\nidentity = \"azure-cli\"\nclient_id = \"c\"\n", 4, "profiles[0].client_id", "of its own"},
		"storage of nothing":   {two + "storage = \"file\"\n", 4, "profiles[0].storage", "keeps nothing"},
		"unknown storage":      {person + "client_id = \"c\"\nstorage = \"plain\"\n", 5, "profiles[0].storage", `"keyring", "file", "memory"`},
		"sellers":              {two + "sellers = [1.5]\n", 4, "profiles[0].sellers[0]", "text"},
		"like a header":        {"[settings]\nlang = \"\"\"\n[[profiles]]\nname = 1\n\"\"\"\n\nascii = 1\n", 7, "settings.ascii", "true or false"},
		"path in tenant":       {"[[profiles]]\nname = \"a\"\ntenant = \"../x\"\nidentity = \"token\"\n", 3, "profiles[0].tenant", "GUID"},
		"same name":            {two + two, 5, "profiles[1].name", "another profile"},
		"two defaults":         {"[[profiles]]\nname = \"b\"\nidentity = \"token\"\ndefault = true\n" + two + "default = true\n", 8, "profiles[1].default", "keep one"},
		"publishers":           {two + "publishers = \"brightwave\"\n", 4, "profiles[0].publishers", "list"},
		"empty publisher":      {two + "publishers = [\"a\", \"\"]\n", 4, "profiles[0].publishers[1]", "not empty"},
		"client_secret":        {two + "client_secret = \"CANARY\"\n", 4, "profiles[0].client_secret", "keyring"},
		"token":                {"[settings]\naccess_token = \"CANARY\"\n", 2, "settings.access_token", "keyring"},
		"quoted, password":     {two + "\"Password\" = \"CANARY\"\n", 4, "profiles[0].Password", "keyring"},
		"secret at top":        {"secret = \"CANARY\"\n", 1, "secret", "keyring"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "config.toml")
			if err := os.WriteFile(path, []byte(tt.text), 0o600); err != nil {
				t.Fatal(err)
			}
			c, err := profile.Load(path)
			e, ok := errors.AsType[*profile.Error](err)
			if !ok || e.File != path || e.Line != tt.line || e.Key != tt.key || !strings.Contains(e.Text, tt.says) {
				t.Fatalf("got %v (%+v); want line %d, key %s, %q", err, e, tt.line, tt.key, tt.says)
			}
			if strings.Contains(err.Error(), "CANARY") || len(c.Profiles) != 0 {
				t.Errorf("too much is told: %v, %v", err, c)
			}
		})
	}
}

func TestLoad_missing(t *testing.T) {
	t.Parallel()
	if c, err := profile.Load(filepath.Join(t.TempDir(), "no", "config.toml")); err != nil || len(c.Profiles) != 0 {
		t.Errorf("%v, %v; want an empty configuration", c, err)
	}
	if _, err := profile.Load(t.TempDir()); err == nil {
		t.Error("a directory was read as a file")
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(full))
	f.Add([]byte("[[profiles]]\nname='a'\nidentity='token'\n[[a.b]]\n[a.b.c]\nx=1"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := profile.Parse(data); err != nil {
			if _, ok := errors.AsType[*profile.Error](err); !ok {
				t.Errorf("%T: %v", err, err)
			}
		}
	})
}

func TestFromEnvironment(t *testing.T) {
	t.Parallel()
	jwt := func(claims string) string {
		return "e30." + base64.RawURLEncoding.EncodeToString([]byte(claims)) + ".c2ln"
	}
	with := func(env map[string]string) map[string]string {
		all := map[string]string{profile.EnvTenant: "t", profile.EnvClientID: "c", profile.EnvClientSecret: "s"}
		maps.Copy(all, env)
		return all
	}
	of := func(p model.Profile) model.Profile {
		p.Name, p.Tenant, p.ClientID, p.Environment = "environment", "t", "c", true
		return p
	}
	tests := map[string]struct {
		env    map[string]string
		want   model.Profile
		secret string
	}{
		"nothing":    {nil, model.Profile{}, ""},
		"incomplete": {map[string]string{profile.EnvTenant: "t", profile.EnvClientSecret: "s"}, model.Profile{}, ""},
		"no proof":   {map[string]string{profile.EnvTenant: "t", profile.EnvClientID: "c", profile.EnvCertificatePassword: "p"}, model.Profile{}, ""},
		"application": {
			with(map[string]string{profile.EnvCertificate: "/c.pem", profile.EnvFederatedTokenFile: "/jwt"}),
			of(model.Profile{Kind: model.ClientSecret}), "s",
		},
		"certificate": {
			with(map[string]string{profile.EnvClientSecret: "", profile.EnvCertificate: "/c.pem", profile.EnvFederatedTokenFile: "/jwt"}),
			of(model.Profile{Kind: model.Certificate, Certificate: "/c.pem"}), "",
		},
		"certificate with a password": {
			with(map[string]string{profile.EnvClientSecret: "", profile.EnvCertificate: "/c.pem", profile.EnvCertificatePassword: "p"}),
			of(model.Profile{Kind: model.Certificate, Certificate: "/c.pem"}), "p",
		},
		"workload identity": {
			with(map[string]string{profile.EnvClientSecret: "", profile.EnvFederatedTokenFile: "/jwt"}),
			of(model.Profile{Kind: model.WorkloadIdentity}), "",
		},
		"token": {
			with(map[string]string{profile.EnvToken: jwt(`{"tid":"ten","oid":"me"}`)}),
			model.Profile{Name: "token", Kind: model.StaticToken, Tenant: "ten", Subject: "me", Environment: true},
			jwt(`{"tid":"ten","oid":"me"}`),
		},
		"token of an app": {
			map[string]string{profile.EnvToken: jwt(`{"tid":"ten","appid":"app"}`)},
			model.Profile{Name: "token", Kind: model.StaticToken, Tenant: "ten", Subject: "app", Environment: true},
			jwt(`{"tid":"ten","appid":"app"}`),
		},
		"opaque token": {
			map[string]string{profile.EnvToken: "T"},
			model.Profile{Name: "token", Kind: model.StaticToken, Subject: "sha256:e632b7095b0bf32c", Environment: true},
			"T",
		},
	}
	for name, tt := range tests {
		got, own, ok := profile.FromEnvironment(func(k string) string { return tt.env[k] })
		if diff := cmp.Diff(tt.want, got); diff != "" || ok != (tt.want.Name != "") || own.Reveal() != tt.secret {
			t.Errorf("%s: %v %q\n%s", name, ok, own.Reveal(), diff)
		}
	}
}

func TestStoreKey_neverMixes(t *testing.T) {
	t.Parallel()
	const host = "graph.microsoft.com"
	p := model.Profile{Name: "a", Tenant: "t", Kind: model.ClientSecret, ClientID: "c"}
	renamed := p
	renamed.Name, renamed.Default = "b", true
	if profile.StoreKey(p, host) != profile.StoreKey(renamed, host) {
		t.Error("renaming a profile loses what it knew")
	}
	keys := map[string]bool{profile.StoreKey(p, host): true, profile.StoreKey(p, "127.0.0.1:8787"): true}
	for _, other := range []model.Profile{
		{Tenant: "u", Kind: model.ClientSecret, ClientID: "c"},
		{Tenant: "t", Kind: model.ClientSecret, ClientID: "d"},
		{Tenant: "t", Kind: model.StaticToken, Subject: "me"},
		{Tenant: "t", Kind: model.StaticToken, Subject: "you"},
	} {
		keys[profile.StoreKey(other, host)] = true
	}
	if len(keys) != 6 {
		t.Errorf("%d different keys, want 6: %v", len(keys), keys)
	}
}

// What is kept for one identity is never found by another, and one person's
// sign-in serves all tenants.
func TestEntry(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, p := range []model.Profile{
		{Kind: model.ClientSecret, Tenant: "t", ClientID: "c"},
		{Kind: model.ClientSecret, Tenant: "t", ClientID: "d"},
		{Kind: model.ClientSecret, Tenant: "u", ClientID: "c"},
		{Kind: model.Certificate, Tenant: "t", ClientID: "c"},
		{Kind: model.DeviceCode, Tenant: "t", ClientID: "c", User: "dana@t"},
		{Kind: model.DeviceCode, Tenant: "t", ClientID: "d", User: "dana@t"},
		{Kind: model.DeviceCode, Tenant: "t", ClientID: "c", User: "marco@t"},
	} {
		entry := profile.Entry(p)
		if entry == "" || seen[entry] {
			t.Errorf("%+v is kept as %q", p, entry)
		}
		seen[entry] = true
	}
	here := model.Profile{Kind: model.DeviceCode, Tenant: "t", ClientID: "c", User: "ingrid@f"}
	there := model.Profile{Kind: model.Browser, Tenant: "u", ClientID: "c", User: "ingrid@f"}
	if profile.Entry(here) != profile.Entry(there) {
		t.Error("a person has to sign in to each tenant")
	}
	for _, kind := range []model.IdentityKind{model.WorkloadIdentity, model.AzureCLI, model.StaticToken} {
		if entry := profile.Entry(model.Profile{Kind: kind}); entry != "" {
			t.Errorf("%s keeps %q", kind, entry)
		}
	}
}
