package auth_test

import (
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"
)

// asked is a request that reached the directory.
type asked struct {
	at     time.Duration // since the directory was made
	method string
	url    *url.URL
	form   url.Values
}

// directory is a directory in memory that answers as a test says.
type directory struct {
	answer func(asked) (status int, body string, err error)
	began  time.Time
	delay  time.Duration
	header http.Header // of every answer

	mu    sync.Mutex
	asked []asked
}

func newDirectory(answer func(asked) (int, string, error)) *directory {
	return &directory{answer: answer, began: time.Now()}
}

func (d *directory) RoundTrip(req *http.Request) (*http.Response, error) {
	one := asked{at: time.Since(d.began), method: req.Method, url: req.URL}
	if req.Body != nil {
		body, err := io.ReadAll(req.Body)
		if err != nil {
			return nil, err
		}
		if one.form, err = url.ParseQuery(string(body)); err != nil {
			return nil, err
		}
	}
	d.mu.Lock()
	d.asked = append(d.asked, one)
	d.mu.Unlock()
	timer := time.NewTimer(d.delay)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-req.Context().Done():
		return nil, req.Context().Err()
	}
	status, body, err := d.answer(one)
	if err != nil {
		return nil, err
	}
	header := d.header.Clone()
	if header == nil {
		header = http.Header{}
	}
	header.Set("Content-Type", "application/json")
	return &http.Response{
		StatusCode: status, Header: header, Body: io.NopCloser(strings.NewReader(body)),
	}, nil
}

// all returns what was asked so far.
func (d *directory) all() []asked {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]asked(nil), d.asked...)
}

// jwt makes a token that can be read, and proves nothing.
func jwt(claims map[string]any) string {
	return "eyJhbGciOiJub25lIn0." + encoded(claims) + ".c2ln"
}

func encoded(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return base64.RawURLEncoding.EncodeToString(text)
}

// signedIn is the answer to a person's sign-in: the tokens of dana.
func signedIn(access, refresh string) string {
	return jsonText(map[string]any{
		"token_type": "Bearer", "expires_in": 3599, "access_token": access, "refresh_token": refresh, "scope": "whatever it is called",
		"id_token": jwt(map[string]any{
			"oid": "11111111-aaaa-4bbb-8ccc-222222222222", "tid": homeTenant, "sub": "s", "preferred_username": "dana@brightwave.example",
		}),
		"client_info": encoded(map[string]string{"uid": "11111111-aaaa-4bbb-8ccc-222222222222", "utid": homeTenant}),
	})
}

const (
	homeTenant = "3f6a1c52-7d0e-4b6a-9a51-0c2be7d41a01"
	publicApp  = "0d6b2f7e-4c1a-4b53-9a0e-7c2f5d8e1b44"
)

func jsonText(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(text)
}

// refusal is a refusal of the directory in its own form.
func refusal(word, code, words string) string {
	return jsonText(map[string]any{
		"error": word, "error_description": "AADSTS" + code + ": " + words + "\r\nTrace ID: 0a1b\r\nCorrelation ID: 2c3d\r\nTimestamp: 2026-11-22 10:00:00Z",
		"error_codes": []json.Number{json.Number(code)}, "timestamp": "2026-11-22 10:00:00Z",
		"trace_id": "aaaaaaaa-0000-4000-8000-000000000001", "correlation_id": "bbbbbbbb-0000-4000-8000-000000000002",
	})
}
