package transport

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// parseBase reads a base URL: https, a host, perhaps a path, and nothing else.
func parseBase(raw string) (*url.URL, error) {
	u, err := url.Parse(raw)
	if err != nil {
		return nil, fmt.Errorf("the base address %q cannot be read", raw)
	}
	if u.Scheme != "https" || u.Hostname() == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return nil, fmt.Errorf("the base address %q is not a plain https address", raw)
	}
	u.Path, u.RawPath = strings.TrimRight(u.Path, "/"), ""
	return u, nil
}

// sameOrigin compares scheme, host and port; the default port may be spelt out.
func sameOrigin(a, b *url.URL) bool {
	return strings.EqualFold(a.Scheme, b.Scheme) && strings.EqualFold(a.Hostname(), b.Hostname()) && port(a) == port(b)
}

func port(u *url.URL) string {
	if p := u.Port(); p != "" {
		return p
	}
	if strings.EqualFold(u.Scheme, "https") {
		return "443"
	}
	return "80"
}

// Resolve reads a link that a server handed out (Location, nextLink,
// resourceUri): an absolute one, one relative to the host's root with or without
// its leading slash, or one relative to the base URL. It refuses every link that
// leaves the API's scheme, host and port: the token would travel with it.
func (a *API) Resolve(ref string) (*url.URL, error) {
	if a.problem != nil {
		return nil, a.problem
	}
	if err := plainText(ref); err != nil {
		return nil, fmt.Errorf("refuse a link from the service: %w", err)
	}
	u, err := url.Parse(ref)
	if err != nil {
		return nil, errors.New("refuse a link from the service: it cannot be read")
	}
	switch {
	case u.User != nil:
		return nil, errors.New("refuse a link from the service: it names a user")
	case u.Opaque != "", u.Scheme != "" && u.Host == "":
		return nil, errors.New("refuse a link from the service: it is no address of a page")
	case u.Host == "" && u.Path == "":
		return nil, errors.New("refuse a link from the service: it names no path")
	case u.Host != "" && !sameOrigin(a.base, withScheme(u, a.base.Scheme)):
		return nil, fmt.Errorf("refuse a link from the service: it leads from %s to %s://%s", a.base.Host, withScheme(u, a.base.Scheme).Scheme, u.Host)
	}
	path := u.EscapedPath()
	if u.Host == "" && !strings.HasPrefix(path, "/") {
		path = a.rootedPath(path)
	}
	if err = checkPath(path); err != nil {
		return nil, fmt.Errorf("refuse a link from the service: %w", err)
	}
	return a.join(path, u.RawQuery)
}

// rootedPath gives a relative path its place: below the host's root if it begins
// as the base's own path does, as the submission API's next links do; else below
// the base.
func (a *API) rootedPath(path string) string {
	base := strings.TrimPrefix(a.base.EscapedPath(), "/")
	first, _, _ := strings.Cut(base, "/")
	if begins, _, _ := strings.Cut(path, "/"); first != "" && strings.EqualFold(begins, first) {
		return "/" + path
	}
	return a.base.EscapedPath() + "/" + path
}

// join builds an address on the API's own host from an escaped path.
func (a *API) join(path, query string) (*url.URL, error) {
	plain, err := url.PathUnescape(path)
	if err != nil {
		return nil, fmt.Errorf("the path %q cannot be read", path)
	}
	return &url.URL{Scheme: a.base.Scheme, Host: a.base.Host, Path: plain, RawPath: path, RawQuery: query}, nil
}

func withScheme(u *url.URL, scheme string) *url.URL {
	if u.Scheme != "" {
		return u
	}
	v := *u
	v.Scheme = scheme
	return &v
}

// plainText refuses what readers of addresses disagree about.
func plainText(s string) error {
	switch {
	case s == "":
		return errors.New("it is empty")
	case !utf8.ValidString(s):
		return errors.New("it is not text")
	case strings.ContainsFunc(s, func(r rune) bool { return r == '\\' || unicode.IsControl(r) || unicode.IsSpace(r) }):
		return errors.New("it holds a backslash, a space or a control character")
	}
	return nil
}

// checkPath refuses an escaped path that could be read as another one.
func checkPath(path string) error {
	segments := strings.Split(strings.TrimPrefix(path, "/"), "/")
	for i, escaped := range segments {
		if escaped == "" && i == len(segments)-1 && i > 0 {
			continue // a trailing slash
		}
		plain, err := url.PathUnescape(escaped)
		if err != nil {
			return fmt.Errorf("its path %q cannot be read", path)
		}
		if err = checkSegment(plain); err != nil {
			return err
		}
	}
	return nil
}

// checkSegment refuses a path segment that would not stay one.
func checkSegment(s string) error {
	switch {
	case s == "":
		return errors.New("a part of the path is empty")
	case s == ".", s == "..":
		return fmt.Errorf("a part of the path is %q", s)
	case strings.ContainsAny(s, `/\`):
		return fmt.Errorf("%q in the path holds a slash or backslash", s)
	case !utf8.ValidString(s), strings.ContainsFunc(s, unicode.IsControl):
		return fmt.Errorf("%q in the path holds a control character", s)
	}
	return nil
}

// escapeSegment escapes a segment and leaves the brackets and quotes of OData
// keys as they are, "getByModule(module=Listing)", as the services print them.
func escapeSegment(s string) string {
	return strings.NewReplacer("%28", "(", "%29", ")", "%27", "'").Replace(url.PathEscape(s))
}
