package shop

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"awning/client/secret"
	"awning/client/signin"
	"awning/model"
)

// Reception is a desk at which people sign in, for the tests of screens: it answers
// from memory, remembers what it was told, and fails when a test says so.
type Reception struct {
	mu sync.Mutex

	Stored []model.Profile      // the profiles in the config file
	States []model.StorageState // of the storages
	Locked string               // the passphrase that opens the file storage

	Prompted model.SignInPrompt
	In       model.SignedIn
	Takes    time.Duration // until somebody has signed in; negative: never

	// Errors by call: "Begin", "Paste", "Wait", "Keep", "Profiles", "SignOut",
	// "Remove", "SetDefault". Each is answered as long as it is there.
	Errors map[string]error

	calls    []string
	asked    []model.SignIn
	secrets  []string
	pasted   string
	canceled int
}

// NewReception is a desk at which dana signs in with a code within a minute.
func NewReception() *Reception {
	return &Reception{
		States: []model.StorageState{
			{Storage: model.InKeyring, Usable: true},
			{Storage: model.InFile, Usable: true},
			{Storage: model.InMemory, Usable: true},
		},
		Prompted: model.SignInPrompt{Code: "F7K2QWXN", Address: "https://microsoft.com/devicelogin", Expires: time.Now().Add(15 * time.Minute)},
		In: model.SignedIn{User: "dana@brightwave.example", Tenants: []model.Tenant{
			{ID: "11111111-1111-4111-8111-111111111111", Name: "Brightwave Software", Domain: "brightwave.example"},
		}},
		Takes: time.Minute,
	}
}

// Fail makes a call answer with an error, or succeed again if it is nil.
func (r *Reception) Fail(call string, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.Errors == nil {
		r.Errors = map[string]error{}
	}
	r.Errors[call] = err
}

func (r *Reception) note(call string, about ...any) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.calls = append(r.calls, fmt.Sprintln(append([]any{call}, about...)...))
	return r.Errors[call]
}

// Calls are what was asked so far, a line each: "SignOut work".
func (r *Reception) Calls() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.calls)
}

// Asked is what the latest sign-in began with, and the secret it came with.
func (r *Reception) Asked() (ask model.SignIn, own string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if n := len(r.asked); n > 0 {
		return r.asked[n-1], r.secrets[n-1]
	}
	return model.SignIn{}, ""
}

// Pasted is the last address that was pasted.
func (r *Reception) Pasted() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.pasted
}

// Cancelled is how many attempts were given up.
func (r *Reception) Cancelled() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.canceled
}

// Profiles answers what is in the config file.
func (r *Reception) Profiles(context.Context) ([]model.Profile, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.Stored), r.Errors["Profiles"]
}

// Storages answers which storages can be used.
func (r *Reception) Storages(context.Context) []model.StorageState {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.States)
}

// Unlock takes the passphrase.
func (r *Reception) Unlock(_ context.Context, passphrase secret.String) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.calls = append(r.calls, "Unlock\n")
	if passphrase.Reveal() != r.Locked {
		return passphraseError{}
	}
	for i := range r.States {
		r.States[i].Locked = false
	}
	return nil
}

type passphraseError struct{}

func (passphraseError) Error() string { return "the passphrase does not open the file" }
func (passphraseError) Hint() string  { return "type it again" }

// Begin starts an attempt.
func (r *Reception) Begin(_ context.Context, ask model.SignIn, own secret.String) (signin.Attempt, error) {
	err := r.note("Begin", ask.Kind)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.asked, r.secrets = append(r.asked, ask), append(r.secrets, own.Reveal())
	if err != nil {
		return nil, err
	}
	return &attempt{r: r, came: make(chan struct{})}, nil
}

// Keep makes a profile for each tenant, named after its domain or as it was asked
// for.
func (r *Reception) Keep(_ context.Context, _ signin.Attempt, tenants []model.Tenant) ([]model.Profile, error) {
	if err := r.note("Keep", len(tenants)); err != nil {
		return nil, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	ask := r.asked[len(r.asked)-1]
	out := make([]model.Profile, len(tenants))
	for i, t := range tenants {
		out[i] = model.Profile{Name: ask.Profile, Kind: ask.Kind, Tenant: t.ID, ClientID: ask.ClientID, User: r.In.User, Storage: ask.Storage}
		if out[i].Name == "" {
			out[i].Name = model.ProfileName(t.Domain)
		}
		r.Stored = append(slices.DeleteFunc(r.Stored, func(p model.Profile) bool { return p.Name == out[i].Name }), out[i])
	}
	return out, nil
}

// SignOut forgets a sign-in.
func (r *Reception) SignOut(_ context.Context, p model.ProfileName) ([]model.ProfileName, error) {
	return nil, r.note("SignOut", p)
}

// Remove takes a profile away.
func (r *Reception) Remove(_ context.Context, p model.ProfileName) error {
	err := r.note("Remove", p)
	r.mu.Lock()
	defer r.mu.Unlock()
	if err == nil {
		r.Stored = slices.DeleteFunc(r.Stored, func(o model.Profile) bool { return o.Name == p })
	}
	return err
}

// SetDefault makes a profile the default.
func (r *Reception) SetDefault(_ context.Context, p model.ProfileName) error {
	err := r.note("SetDefault", p)
	r.mu.Lock()
	defer r.mu.Unlock()
	for i := range r.Stored {
		r.Stored[i].Default = err == nil && r.Stored[i].Name == p
	}
	return err
}

// attempt is one that ends after a while, or when an address is pasted.
type attempt struct {
	r    *Reception
	came chan struct{}
}

func (a *attempt) Prompt() model.SignInPrompt { return a.r.Prompted }

func (a *attempt) Paste(address string) error {
	if err := a.r.note("Paste"); err != nil {
		return err
	}
	a.r.mu.Lock()
	defer a.r.mu.Unlock()
	a.r.pasted = address
	close(a.came)
	return nil
}

func (a *attempt) Wait(ctx context.Context) (model.SignedIn, error) {
	var done <-chan time.Time
	if a.r.Takes >= 0 {
		done = time.After(a.r.Takes)
	}
	select {
	case <-done:
	case <-a.came:
	case <-ctx.Done():
		return model.SignedIn{}, ctx.Err()
	}
	if err := a.r.note("Wait"); err != nil {
		return model.SignedIn{}, err
	}
	return a.r.In, nil
}

func (a *attempt) Cancel() {
	a.r.mu.Lock()
	defer a.r.mu.Unlock()
	a.r.canceled++
}

var _ signin.Attempt = (*attempt)(nil)
