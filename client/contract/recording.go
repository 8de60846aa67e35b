package contract

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// Exchange is one recorded request with its answer.
type Exchange struct {
	File   string // the recording's file name without its ending
	Number int    // from 0, within the file

	Method  string
	URL     string
	Request []byte // nil if there was no body

	Status   int
	Header   map[string][]string
	Response []byte
}

// cassette is the file format: interactions with one body string each.
type cassette struct {
	Interactions []struct {
		Request struct {
			Method string
			URI    string
			Body   *string
		}
		Response struct {
			Status struct {
				Code int
			}
			Headers map[string][]string
			Body    struct {
				String string
			}
		}
	}
}

// Recordings are all recorded exchanges, file by file, in their order.
func Recordings(tb testing.TB) []Exchange {
	tb.Helper()
	entries, err := os.ReadDir(filepath.Join(Dir(tb), "recordings"))
	if err != nil {
		tb.Fatal(err)
	}
	var all []Exchange
	for _, e := range entries {
		var c cassette
		if err := yaml.Unmarshal(read(tb, "recordings", e.Name()), &c); err != nil {
			tb.Fatalf("%s: %v", e.Name(), err)
		}
		for i, x := range c.Interactions {
			ex := Exchange{
				File: strings.TrimSuffix(e.Name(), filepath.Ext(e.Name())), Number: i,
				Method: x.Request.Method, URL: x.Request.URI,
				Status: x.Response.Status.Code, Header: x.Response.Headers, Response: []byte(x.Response.Body.String),
			}
			if x.Request.Body != nil {
				ex.Request = []byte(*x.Request.Body)
			}
			all = append(all, ex)
		}
	}
	return all
}
