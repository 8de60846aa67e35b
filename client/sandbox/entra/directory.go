package entra

import (
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"
)

// loginHost is the name of the real directory, in which issuers and help
// addresses are spelt whatever origin serves them.
const loginHost = "https://login.microsoftonline.com"

// Directory is a directory service. It serves any number of clients; requests
// change and read it one at a time.
type Directory struct {
	secret []byte // of this run: seals all that is handed out

	mu         sync.Mutex // guards what follows
	opts       Options
	devices    map[string]*device // by device code
	codes      map[string]*code   // authorization codes
	newest     map[string]int     // of each sign-in: the serial of its newest refresh token
	revoked    map[string]int     // of each person, by object id: how often their sign-ins were ended
	challenges map[string]string  // of each caller: the claim a service asked for
}

// New makes a directory. It starts nothing: there is nothing to close.
func New(o Options) *Directory {
	if o.Now == nil {
		o.Now = time.Now
	}
	return &Directory{
		secret: []byte(rand.Text()), opts: o, devices: map[string]*device{}, codes: map[string]*code{},
		newest: map[string]int{}, revoked: map[string]int{}, challenges: map[string]string{},
	}
}

// Request is one HTTP request.
type Request struct {
	Method string
	Path   string // unescaped
	Query  url.Values
	Header http.Header
	Body   []byte
	// Base is the scheme and host of the addresses in answers:
	// "https://login.microsoftonline.com".
	Base string
}

// Response is the answer to one.
type Response struct {
	Status int
	Header http.Header
	Body   []byte
}

// Handle answers a request for one of the directory's own paths. ok is false
// for any other.
func (d *Directory) Handle(r Request) (answer Response, ok bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	tenant, rest, _ := strings.Cut(strings.TrimPrefix(r.Path, "/"), "/")
	switch strings.ToLower(tenant + "/" + rest) {
	case "devicelogin/":
		return d.deviceLogin(r), true
	case "sandbox/revoke":
		return d.revoke(r), true
	case "common/discovery/instance":
		return d.instances(r), true
	}
	switch strings.ToLower(rest) {
	case "v2.0/.well-known/openid-configuration":
		return d.openID(r, tenant), true
	case "discovery/v2.0/keys":
		return reply(http.StatusOK, "keys", []struct{}{}), true
	case "oauth2/v2.0/devicecode":
		return d.deviceCode(r, tenant), true
	case "oauth2/v2.0/authorize":
		return d.authorize(r, tenant), true
	case "oauth2/v2.0/token":
		return d.token(r, tenant, true), true
	case "oauth2/token":
		return d.token(r, tenant, false), true
	}
	return Response{}, false
}

// Adjust changes what the directory holds or how it behaves, while it serves:
// consent is withdrawn, a secret ends, a policy begins. Its clock stays.
func (d *Directory) Adjust(change func(*Options)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	now := d.opts.Now
	change(&d.opts)
	d.opts.Now = now
}

// Revoke ends all sign-ins of a person: their refresh tokens are worthless, and
// their access tokens are refused at once. It reports whether there is such a
// person.
func (d *Directory) Revoke(user string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	p, ok := d.person(user)
	if ok {
		d.revoked[p.Object]++
	}
	return ok
}

// revoke is [Directory.Revoke] as a path of the sandbox's own.
func (d *Directory) revoke(r Request) Response {
	if r.Method != http.MethodPost {
		return text(http.StatusMethodNotAllowed, "Only POST ends sign-ins.")
	}
	p, ok := d.person(r.Query.Get("user"))
	if !ok {
		return text(http.StatusNotFound, "There is no such user. Name one as ?user=…")
	}
	d.revoked[p.Object]++
	return text(http.StatusOK, "All sign-ins of "+p.User+" have ended.")
}

// principal is the object id of an application's service principal in a tenant,
// which is not the application's id.
func (a App) principal(tenant string) string {
	if a.Object != "" && strings.EqualFold(a.Home, tenant) {
		return a.Object
	}
	return derived("principal", strings.ToLower(tenant), strings.ToLower(a.ID))
}

// guest is the object id of a person in a tenant that is not their home.
func guest(tenant, person string) string {
	return derived("guest", strings.ToLower(tenant), strings.ToLower(person))
}

// newID makes a GUID: of a token, a sign-in, a trace.
func newID() string { return guidOf([]byte(rand.Text())) }

// derived is a GUID that always belongs to the same words.
func derived(words ...string) string {
	return guidOf([]byte(strings.Join(words, "\x00")))
}

// guidOf makes a GUID of any bytes.
func guidOf(of []byte) string {
	b := sha256.Sum256(of)
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:16])
}

// now is the directory's time.
func (d *Directory) now() time.Time { return d.opts.Now().UTC() }
