package secrets_test

import (
	"encoding/json"
	"slices"
	"testing"

	"awning/model/raw"
	"awning/model/secrets"
)

func TestWithin(t *testing.T) {
	for name, test := range map[string]struct {
		doc  string
		want []raw.Pointer
	}{
		"nothing":            {`{"name": "x", "count": 3, "url": "https://example.com/?design=new&size=2"}`, nil},
		"names in any case":  {`{"Password": "a", "storageAccountConnectionString": "b", "client_secret": "c", "fileSasUri": "d"}`, []raw.Pointer{"/Password", "/storageAccountConnectionString", "/client_secret", "/fileSasUri"}},
		"deep":               {`{"crm": {"auth": [{"accountKey": "k"}]}}`, []raw.Pointer{"/crm/auth/0/accountKey"}},
		"a list of them":     {`{"passwords": ["a", "b"]}`, []raw.Pointer{"/passwords/0", "/passwords/1"}},
		"signed addresses":   {`{"logo": "https://blob.example.com/x?sv=1&SIG=abc", "note": "sig=abc"}`, []raw.Pointer{"/logo"}},
		"only texts":         {`{"passwordRequired": true, "secretCount": 2, "secret": null}`, nil},
		"an object so named": {`{"secret": {"vault": "v"}}`, nil},
	} {
		t.Run(name, func(t *testing.T) {
			n, err := raw.Parse([]byte(test.doc))
			if err != nil {
				t.Fatal(err)
			}
			if got := secrets.Within("", n); !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestHidden(t *testing.T) {
	for _, test := range []struct {
		path, value string
		want        bool
	}{
		{"/crm/password", `"hunter2"`, true},
		{"/crm/password", `""`, false},
		{"/crm/password", `null`, false},
		{"/password/hint", `"a pet"`, false},
		{"/logo", `"https://x.example/y?sig=1"`, true},
		{"/lead", `{"accessKey": "k"}`, true},
		{"/lead", `{"table": "t"}`, false},
		{"/lead", `not JSON`, false},
	} {
		if got := secrets.Hidden(test.path, json.RawMessage(test.value)); got != test.want {
			t.Errorf("%s = %s is hidden: %t", test.path, test.value, got)
		}
	}
	if secrets.Hidden("/password", nil) {
		t.Error("what is absent is hidden")
	}
}
