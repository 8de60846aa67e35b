package profile

import (
	"fmt"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"awning/model"
)

// kinds are the words for identity.
func kinds() []model.IdentityKind {
	return []model.IdentityKind{
		model.DeviceCode, model.Browser, model.ClientSecret, model.Certificate,
		model.WorkloadIdentity, model.AzureCLI, model.StaticToken,
	}
}

// Check finds what of a profile the config file would refuse: an [*Error] without
// file and line.
func Check(p model.Profile) error { return checkProfile("profile", p) }

// checkProfile finds what is missing or cannot be.
func checkProfile(path string, p model.Profile) error {
	switch {
	case p.Name == "":
		return wrong(path, "the profile has no name: set name")
	case !plain(string(p.Name), "._-"):
		return wrong(path+".name", "%q is no good name: use letters, digits, '.', '_' and '-'", p.Name)
	case p.Kind == "":
		return wrong(path, "the profile %q does not say how to sign in: set identity to %q, or another of those the manual names",
			p.Name, model.DeviceCode)
	case p.Tenant != "" && !plain(p.Tenant, ".-"):
		return wrong(path+".tenant", "it must be the tenant's GUID or domain")
	case p.ClientID != "" && !plain(p.ClientID, "-"):
		return wrong(path+".client_id", "it must be the application's client id, a GUID")
	case !printable(p.User):
		return wrong(path+".user", "it must be one line of text, as the sign-in service wrote it")
	}
	return checkKind(path, p)
}

// checkKind finds what a way of signing in lacks, and what it has no use for: a key
// that does nothing is a misunderstanding.
func checkKind(path string, p model.Profile) error {
	switch {
	case p.Kind.AppOnly() && (p.Tenant == "" || p.ClientID == ""):
		return wrong(path, "the profile %q signs in as an application: set tenant and client_id", p.Name)
	case p.Kind.Person() && p.ClientID == "":
		return wrong(path, "the profile %q signs a person in through an application of yours: set client_id", p.Name)
	case p.Kind == model.Certificate && p.Certificate == "":
		return wrong(path, "the profile %q signs in with a certificate: set certificate to the path of its file", p.Name)
	}
	return checkNeedless(path, p)
}

func checkNeedless(path string, p model.Profile) error {
	switch {
	case p.Certificate != "" && p.Kind != model.Certificate:
		return wrong(path+".certificate", "a profile with identity %q has no certificate: remove it, or set identity to %q", p.Kind, model.Certificate)
	case p.Certificate != "" && !filepath.IsAbs(p.Certificate):
		return wrong(path+".certificate", "%q depends on where Awning is started: write the whole path", p.Certificate)
	case p.User != "" && !p.Kind.Person():
		return wrong(path+".user", "a profile with identity %q is no person's: remove it", p.Kind)
	case p.ClientID != "" && p.Kind == model.AzureCLI:
		return wrong(path+".client_id", "the Azure CLI signs in as an application of its own: remove it")
	case p.Storage != "" && Entry(p) == "":
		return wrong(path+".storage", "a profile with identity %q keeps nothing: remove it", p.Kind)
	}
	return nil
}

// printable reports whether a text is one line that shows.
func printable(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) })
}

// plain reports whether a text has only letters, digits and those extra
// characters, and no dots at its ends.
func plain(s, extra string) bool {
	const longest = 253 // a domain's length
	if len(s) > longest || strings.HasPrefix(s, ".") || strings.HasSuffix(s, ".") {
		return false
	}
	return !strings.ContainsFunc(s, func(r rune) bool {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
		return !letter && !strings.ContainsRune(extra, r)
	})
}

// checkTogether finds profiles that get in each other's way.
func checkTogether(all []model.Profile) error {
	seen := map[model.ProfileName]bool{}
	chosen := false
	for i, p := range all {
		path := fmt.Sprintf("profiles[%d]", i)
		switch {
		case seen[p.Name]:
			return wrong(path+".name", "there is another profile %q: give each a name of its own", p.Name)
		case p.Default && chosen:
			return wrong(path+".default", "another profile is the default already: keep one")
		}
		seen[p.Name], chosen = true, chosen || p.Default
	}
	return nil
}
