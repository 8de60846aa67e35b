package sandbox

import (
	"net"
	"net/netip"
	"slices"
	"strings"
)

// realHosts are the services' own names, by which clients with a host map, and
// those in memory, address the sandbox.
func realHosts() []string {
	return []string{
		"graph.microsoft.com", "api.partner.microsoft.com", "api.partnercenter.microsoft.com", "login.microsoftonline.com",
		"management.azure.com", "cloudpartner.azure.com",
	}
}

// origin is the scheme and host that absolute addresses in answers begin with,
// as the client knows them; ok is false for a host the sandbox does not serve.
// Whoever says a real name thinks it speaks https.
func origin(host string) (base string, ok bool) {
	host = strings.ToLower(host)
	name, port, err := net.SplitHostPort(host)
	if err != nil {
		name, port = host, ""
	}
	if slices.Contains(realHosts(), name) {
		if port == "443" {
			host = name
		}
		return "https://" + host, true
	}
	if loopback(strings.Trim(name, "[]")) {
		return "http://" + host, true
	}
	return "", false
}

// loopback reports whether a host names this machine alone.
func loopback(name string) bool {
	if strings.EqualFold(name, "localhost") {
		return true
	}
	addr, err := netip.ParseAddr(name)
	return err == nil && addr.Unmap().IsLoopback()
}
