package transport

import (
	"fmt"
	"net"
	"net/http"
	"net/url"
)

// HostMap returns a base transport that dials cloud, "http://127.0.0.1:8787",
// whatever host a request is for. The request keeps the real service's name in
// its Host header, and everything above (tokens, origins, redirects) sees the
// real https address. Plain http is for loopback only. An empty cloud returns
// base itself.
func HostMap(cloud string, base http.RoundTripper) (http.RoundTripper, error) {
	if cloud == "" {
		return base, nil
	}
	u, err := url.Parse(cloud)
	switch {
	case err != nil:
		return nil, fmt.Errorf("cloud address %q cannot be read: give it as https://host or http://127.0.0.1:port", cloud)
	case u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || (u.Path != "" && u.Path != "/"):
		return nil, fmt.Errorf("cloud address %q is more or less than scheme, host and port: give it as https://host or http://127.0.0.1:port", cloud)
	case u.Scheme == "https", u.Scheme == "http" && loopback(u.Hostname()):
		return &hostMap{scheme: u.Scheme, host: u.Host, base: base}, nil
	case u.Scheme == "http":
		return nil, fmt.Errorf("cloud address %q: plain http is allowed to this machine only (127.0.0.1, ::1, localhost); use https", cloud)
	}
	return nil, fmt.Errorf("cloud address %q has the scheme %q: use https, or http to this machine", cloud, u.Scheme)
}

func loopback(host string) bool {
	if host == "localhost" {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

type hostMap struct {
	scheme, host string
	base         http.RoundTripper
}

func (m *hostMap) RoundTrip(req *http.Request) (*http.Response, error) {
	mapped := req.Clone(req.Context())
	if mapped.Host == "" {
		mapped.Host = req.URL.Host
	}
	mapped.URL.Scheme, mapped.URL.Host = m.scheme, m.host
	return m.base.RoundTrip(mapped)
}
