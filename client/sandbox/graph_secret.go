package sandbox

import (
	"strings"

	"awning/client/sandbox/ordered"
	"awning/client/sandbox/world"
)

// mask stands for a secret the service keeps. Sent back, it means: unchanged.
const mask = "********"

// holdsSecrets reports whether a member of a section is an object with secrets
// among its members.
func holdsSecrets(section world.SectionName, member string) bool {
	switch section {
	case world.Leads:
		return strings.HasSuffix(member, "LeadConfiguration")
	case world.PlanPackage:
		return member == "imageRepositoryDetails"
	default:
		return false
	}
}

// maskSecrets hides the secrets of a section from whoever reads it.
func maskSecrets(section world.SectionName, o *ordered.Object) {
	for name, value := range o.All() {
		if !holdsSecrets(section, name) {
			continue
		}
		inner := object(value)
		for member := range inner.All() {
			if secretMember(member) {
				inner.SetText(member, mask)
			}
		}
		o.Set(name, ordered.Value(inner))
	}
}

// keepMasked puts the stored secrets back where a request has the mask, and
// refuses a mask that stands for nothing.
func keepMasked(section world.SectionName, sent, stored *ordered.Object) *refusal {
	for name, value := range sent.All() {
		if !holdsSecrets(section, name) {
			continue
		}
		was, _ := stored.Get(name)
		inner, old := object(value), object(was)
		for member := range inner.All() {
			if inner.TextOf(member) != mask || !secretMember(member) {
				continue
			}
			v, kept := old.Get(member)
			if !kept {
				return invalid(name, member+" is masked, and there is no secret that the mask could stand for.")
			}
			inner.Set(member, v)
		}
		sent.Set(name, ordered.Value(inner))
	}
	return nil
}

// secretMember reports whether a member is a secret by its name.
func secretMember(name string) bool {
	name = strings.ToLower(name)
	for _, word := range []string{"password", "secret", "connectionstring", "applicationkey"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}
