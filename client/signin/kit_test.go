package signin_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/zalando/go-keyring"

	"awning/client/auth"
	"awning/client/profile"
	"awning/client/sandbox"
	"awning/client/sandbox/world"
	"awning/client/secret"
	"awning/client/signin"
	"awning/model"
)

const (
	dana   = "dana@brightwave.example"
	marco  = "marco@brightwave.example"
	ingrid = "ingrid@fjordlabs.example"
)

// house is a machine with a keyring, folders and a directory to sign in to.
type house struct {
	*testing.T

	world  world.World
	server *sandbox.Server
	ring   *ring
	path   string // of the config file
	dir    string // of the encrypted files
	env    map[string]string
	az     func(ctx context.Context, name string, args ...string) ([]byte, error)
	asked  atomic.Int32 // requests sent

	mu           sync.Mutex
	joined, left []model.ProfileName
}

func newHouse(t *testing.T, change func(*sandbox.Options)) *house {
	t.Helper()
	home := t.TempDir()
	h := &house{
		T: t, world: world.New(world.Options{Seed: 1}), ring: &ring{entries: map[string]string{}},
		path: filepath.Join(home, "config", "config.toml"), dir: filepath.Join(home, "secrets"),
	}
	o := sandbox.Options{World: h.world, Seed: 1}
	if change != nil {
		change(&o)
	}
	h.server = sandbox.New(o)
	return h
}

// RoundTrip sends a request to the sandbox.
func (h *house) RoundTrip(r *http.Request) (*http.Response, error) {
	h.asked.Add(1)
	return h.server.RoundTripper().RoundTrip(r)
}

// safe is the safe of a process of its own.
func (h *house) safe() *secret.Safe {
	const quick = 4
	return secret.NewSafe(secret.SafeOptions{Dir: h.dir, Keyring: secret.NewKeyringOn(h.ring), Work: quick})
}

func (h *house) getenv(name string) string { return h.env[name] }

// desk is the desk of a process of its own.
func (h *house) desk() *signin.Desk {
	note := func(list *[]model.ProfileName, name model.ProfileName) {
		h.mu.Lock()
		defer h.mu.Unlock()
		*list = append(*list, name)
	}
	return signin.New(signin.Options{
		File: profile.OpenFile(h.path), Safe: h.safe(), Base: h, Getenv: h.getenv, Run: h.az,
		Joined: func(p model.Profile) { note(&h.joined, p.Name) },
		Left:   func(name model.ProfileName) { note(&h.left, name) },
	})
}

// told returns which profiles joined and left since it was last asked.
func (h *house) told() (joined, left []model.ProfileName) {
	h.mu.Lock()
	defer h.mu.Unlock()
	joined, left = h.joined, h.left
	h.joined, h.left = nil, nil
	return joined, left
}

// browse does what a person does in the browser, and returns where that ends.
func (h *house) browse(method, address string, form url.Values) string {
	h.Helper()
	req, err := http.NewRequestWithContext(h.Context(), method, address, strings.NewReader(form.Encode()))
	if err != nil {
		h.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	resp, err := h.server.RoundTripper().RoundTrip(req)
	if err != nil {
		h.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode >= http.StatusBadRequest {
		h.Fatalf("%s %s answered %d", method, address, resp.StatusCode)
	}
	return resp.Header.Get("Location")
}

// typeCode types a device code as somebody.
func (h *house) typeCode(p model.SignInPrompt, user, action string) {
	h.Helper()
	h.browse(http.MethodPost, "https://login.microsoftonline.com/devicelogin",
		url.Values{"user_code": {p.Code}, "user": {user}, "action": {action}})
}

// person is the sign-in of a person by device code.
func (h *house) person() model.SignIn {
	return model.SignIn{Kind: model.DeviceCode, ClientID: h.world.Public().ID}
}

// signIn signs a person in, up to the choice of tenants.
func (h *house) signIn(d *signin.Desk, s model.SignIn, user string) (signin.Attempt, model.SignedIn, error) {
	h.Helper()
	a, err := d.Begin(h.Context(), s, secret.String{})
	if err != nil {
		h.Fatal(err)
	}
	h.typeCode(a.Prompt(), user, "approve")
	in, err := a.Wait(h.Context())
	return a, in, err
}

// keep signs a person in to all their tenants.
func (h *house) keep(d *signin.Desk, s model.SignIn, user string) []model.Profile {
	h.Helper()
	a, in, err := h.signIn(d, s, user)
	if err != nil {
		h.Fatal(err)
	}
	made, err := d.Keep(h.Context(), a, in.Tenants)
	if err != nil {
		h.Fatal(err)
	}
	return made
}

// profiles are those of the config file.
func (h *house) profiles() []model.Profile {
	h.Helper()
	c, err := profile.Load(h.path)
	if err != nil {
		h.Fatal(err)
	}
	return c.Profiles
}

// config is the text of the config file; empty if there is none.
func (h *house) config() string {
	h.Helper()
	data, err := os.ReadFile(h.path)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		h.Fatal(err)
	}
	return string(data)
}

// writeConfig is somebody's editor.
func (h *house) writeConfig(text string) {
	h.Helper()
	err := errors.Join(os.MkdirAll(filepath.Dir(h.path), 0o700), os.WriteFile(h.path, []byte(text), 0o600))
	if err != nil {
		h.Fatal(err)
	}
}

// claims are those of a token that a profile gets in another process, for the service
// that every profile needs.
func (h *house) claims(p model.Profile) (model.Claims, error) {
	source := auth.Source(p, auth.SourceOptions{Getenv: h.getenv, Safe: h.safe(), Base: h, Run: h.az})
	token, err := source.Token(h.Context(), auth.AudienceGraph, false)
	return auth.ReadClaims(token), err
}

// nothingKept makes sure that there is no trace of a sign-in.
func (h *house) nothingKept() {
	h.Helper()
	files, err := filepath.Glob(filepath.Join(h.dir, "*.age"))
	if entries := h.ring.names(); err != nil || len(entries)+len(files) > 0 {
		h.Errorf("kept: %v, %v, %v", entries, files, err)
	}
	joined, left := h.told()
	if text := h.config(); text != "" || len(joined)+len(left) > 0 {
		h.Errorf("told %v %v, and the config file is\n%s", joined, left, text)
	}
}

func names(all []model.Profile) []model.ProfileName {
	var out []model.ProfileName
	for _, p := range all {
		out = append(out, p.Name)
	}
	return out
}

// ring is a keyring in memory, which may refuse.
type ring struct {
	mu      sync.Mutex
	entries map[string]string
	err     error
}

func (r *ring) names() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var all []string
	for name := range r.entries {
		all = append(all, name)
	}
	slices.Sort(all)
	return all
}

func (r *ring) Get(_, entry string) (string, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	value, ok := r.entries[entry]
	if !ok && r.err == nil {
		return "", keyring.ErrNotFound
	}
	return value, r.err
}

func (r *ring) Set(_, entry, value string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.err == nil {
		r.entries[entry] = value
	}
	return r.err
}

func (r *ring) Delete(_, entry string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, ok := r.entries[entry]; !ok && r.err == nil {
		return keyring.ErrNotFound
	}
	if r.err == nil {
		delete(r.entries, entry)
	}
	return r.err
}

// everything below the house, to look for what must not be there.
func (h *house) everything() string {
	h.Helper()
	var all strings.Builder
	err := filepath.WalkDir(filepath.Dir(h.dir), func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		_, err = io.Copy(&all, f)
		return errors.Join(err, f.Close())
	})
	if err != nil {
		h.Fatal(err)
	}
	return all.String()
}
