package sandbox

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"awning/client/sandbox/ordered"
)

// packageMap is the newest package of an Azure application's plan: the common
// form has its version, its file, and what a managed application adds.
func packageMap() member {
	const name = prefixApp + "package"
	return member{
		get: func(o *ordered.Object) json.RawMessage {
			raw, _ := o.Get(name)
			packages := object(raw)
			version := newestVersion(packages)
			if version == "" {
				return nil
			}
			raw, _ = packages.Get(version)
			p := object(raw)
			files, locking, jit := nested(p, "packageVersion"), nested(p, "ApplicationLockingPolicies"), nested(p, "publisherJitAccessPolicy")
			out := newObject("version", version, "file", bare(files.TextOf("packageFile")))
			for _, part := range []struct {
				common string
				value  json.RawMessage
			}{
				{"tenant", plain("tenantId").read(files)},
				{"authorizations", respelt("authorizations", "", roles("principalId", "roleDefinitionId")...).read(p)},
				{"actions", plain("CanEnableCustomerActions").read(locking)},
				{"jit", plain("jitAccessEnabled").read(jit)},
			} {
				if part.value != nil {
					out.Set(part.common, part.value)
				}
			}
			return out.Bytes()
		},
		set: func(o *ordered.Object, value json.RawMessage) {
			if value == nil {
				emptied(name, "{}").set(o, nil)
				return
			}
			from := object(value)
			raw, _ := o.Get(name)
			packages := object(raw)
			for newest := newestVersion(packages); later(newest, from.TextOf("version")); newest = newestVersion(packages) {
				packages.Delete(newest)
			}
			raw, _ = packages.Get(from.TextOf("version"))
			p := object(raw)
			part := func(name string) json.RawMessage { return plain(name).read(from) }
			setNested(p, "ApplicationLockingPolicies", "CanEnableCustomerActions", orElse(part("actions"), "false"))
			p.Set("authorizations", json.RawMessage("[]"))
			respelt("authorizations", "", roles("principalId", "roleDefinitionId")...).write(p, part("authorizations"))
			setNested(p, "packageVersion", "packageFile", part("file"))
			setNested(p, "packageVersion", "tenantId", orElse(part("tenant"), `""`))
			if _, ok := p.Get("policies"); !ok {
				p.Set("policies", json.RawMessage("[]"))
			}
			setNested(p, "publisherJitAccessPolicy", "jitAccessEnabled", orElse(part("jit"), "false"))
			packages.Set(from.TextOf("version"), p.Bytes())
			o.Set(name, packages.Bytes())
		},
	}
}

// packageV1 is the same of a v1 package configuration. Its file is a package of
// its own, whose id follows from the address it came from.
func packageV1() member {
	const authorizations = "publicAzureAuthorizations"
	own := respelt(authorizations, "", roles("principalID", "roleDefinitionID")...)
	return member{
		get: func(o *ordered.Object) json.RawMessage {
			refs := elements(o, "packageReferences")
			if o.TextOf("version") == "" || len(refs) == 0 {
				return nil
			}
			out := newObject("version", o.TextOf("version"), "file", packageScheme+refs[0].TextOf("value")+"/package.zip")
			for _, pair := range [][2]string{{"tenant", "publicAzureTenantID"}, {"authorizations", ""}, {"actions", "canEnableCustomerActions"}, {"jit", "allowJitAccess"}} {
				from := plain(pair[1])
				if pair[1] == "" {
					from = own
				}
				if value := from.read(o); value != nil {
					out.Set(pair[0], value)
				}
			}
			return out.Bytes()
		},
		set: func(o *ordered.Object, value json.RawMessage) {
			if value == nil {
				return
			}
			from := object(value)
			o.SetText("version", from.TextOf("version"))
			o.Set("packageReferences", ordered.Value([]*ordered.Object{newObject("type", "AzureApplicationPackage", "value", packageID(from.TextOf("file")))}))
			if o.TextOf("resourceType") != "AzureManagedApplicationPackageConfiguration" {
				return
			}
			part := func(name string) json.RawMessage { return plain(name).read(from) }
			o.Set("allowJitAccess", orElse(part("jit"), "false"))
			o.Set("canEnableCustomerActions", orElse(part("actions"), "false"))
			o.Set("publicAzureTenantID", orElse(part("tenant"), `""`))
			o.Set(authorizations, json.RawMessage("[]"))
			own.write(o, part("authorizations"))
		},
	}
}

// packageScheme begins the address of a package of which nobody knows where it
// came from.
const packageScheme = "package:/"

// packageID is the id of the package that came from an address.
func packageID(address string) string {
	if rest, ok := strings.CutPrefix(address, packageScheme); ok {
		id, _, _ := strings.Cut(rest, "/")
		return id
	}
	return guidOf(hashed(0, 0, address))
}

func roles(principal, role string) [][2]string {
	return [][2]string{{principal, "principal"}, {role, "role"}}
}

// nested is an object member, or an empty object.
func nested(o *ordered.Object, name string) *ordered.Object {
	raw, _ := o.Get(name)
	return object(raw)
}

// setNested sets a member of an object member.
func setNested(o *ordered.Object, name, member string, value json.RawMessage) {
	part := nested(o, name)
	part.Set(member, value)
	o.Set(name, part.Bytes())
}

// newestVersion is the greatest version among an object's members, "" if it is
// empty.
func newestVersion(o *ordered.Object) string {
	best := ""
	for version := range o.All() {
		if best == "" || later(version, best) {
			best = version
		}
	}
	return best
}

// later reports whether a version comes after another.
func later(version, other string) bool {
	return version != "" && slices.Compare(numbersOf(version), numbersOf(other)) > 0
}

// numbersOf are the numbers of a version.
func numbersOf(version string) []int {
	var out []int
	for part := range strings.SplitSeq(version, ".") {
		n, err := strconv.Atoi(part)
		if err != nil {
			n = -1
		}
		out = append(out, n)
	}
	return out
}
