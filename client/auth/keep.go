package auth

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/cache"

	"awning/client/secret"
)

// slot is where a person's sign-in is kept: [secret.Slot], or memory.
type slot interface {
	Load(ctx context.Context) (secret.String, error)
	Save(ctx context.Context, value secret.String) error
	// Lock keeps others out, other processes too, until unlock is called.
	Lock(ctx context.Context) (unlock func(), err error)
}

// memory is a slot for a sign-in that nobody has decided to keep yet.
type memory struct {
	turn chan struct{}

	mu    sync.Mutex
	value secret.String
}

func newMemory(value secret.String) *memory {
	return &memory{turn: make(chan struct{}, 1), value: value}
}

func (m *memory) newest() secret.String {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.value
}

func (m *memory) Load(context.Context) (secret.String, error) { return m.newest(), nil }

func (m *memory) Save(_ context.Context, value secret.String) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.value = value
	return nil
}

func (m *memory) Lock(ctx context.Context) (func(), error) {
	select {
	case m.turn <- struct{}{}:
		return func() { <-m.turn }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// paper is the library's memory during one operation: what was kept, and what is to be
// kept afterwards.
type paper struct{ text secret.String }

// Replace hands what is written to the library.
func (p *paper) Replace(_ context.Context, into cache.Unmarshaler, _ cache.ReplaceHints) error {
	if p.text.Empty() {
		return nil
	}
	return into.Unmarshal([]byte(p.text.Reveal()))
}

// Export takes what the library knows, without what is good for an hour only: access
// tokens never rest anywhere, and without them each question reaches the directory.
func (p *paper) Export(_ context.Context, from cache.Marshaler, _ cache.ExportHints) error {
	raw, err := from.Marshal()
	if err != nil {
		return fmt.Errorf("keep the sign-in: %w", err)
	}
	all, err := parts(raw)
	if err != nil {
		return err
	}
	return p.write(all, Demanded(p.text))
}

// demand notes what the next sign-in has to bring. What is written stays as it is if
// that is nothing, or no secret is there to note it beside.
func (p *paper) demand(claims string) {
	const limit = 4 << 10
	all, err := parts([]byte(p.text.Reveal()))
	if claims == "" || len(claims) > limit || err != nil {
		return
	}
	before := p.text
	if p.write(all, claims) != nil {
		p.text = before
	}
}

// write keeps the parts that last: the refresh token and whose it is. It is the same text
// for the same content.
func (p *paper) write(all map[string]json.RawMessage, demanded string) error {
	out := map[string]json.RawMessage{}
	for _, part := range []string{"Account", "RefreshToken", "AppMetadata"} {
		if raw, ok := all[part]; ok {
			out[part] = raw
		}
	}
	text, err := json.Marshal(demanded)
	if err == nil && demanded != "" {
		out[demandedPart] = text
	}
	if err == nil {
		text, err = json.Marshal(out)
	}
	if err != nil {
		return fmt.Errorf("keep the sign-in: %w", err)
	}
	p.text = secret.New(string(text))
	return nil
}

// demandedPart is ours, beside those of the library.
const demandedPart = "Demanded"

// Demanded is what a policy demanded of a sign-in and could not be met without the
// person: the [PersonOptions.Claims] of the next sign-in, which would else end at the
// same policy. kept is what the safe keeps of the sign-in; mostly nothing was demanded.
func Demanded(kept secret.String) string {
	all, err := parts([]byte(kept.Reveal()))
	if err != nil {
		return ""
	}
	return textOf(all[demandedPart])
}

// parts takes the library's memory apart.
func parts(raw []byte) (map[string]json.RawMessage, error) {
	var all map[string]json.RawMessage
	if err := json.Unmarshal(raw, &all); err != nil {
		return nil, fmt.Errorf("keep the sign-in: %w", err)
	}
	return all, nil
}
