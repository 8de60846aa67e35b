package main_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"awning/tui/command"
)

// The keys that the sandbox writes are the user's alone, and sign their own
// application in, not another.
func TestSandboxKeys(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "keys")
	s := serve(t, "--keys", dir)
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) != 6 {
		t.Fatalf("%v %v", files, err)
	}
	for path, want := range map[string]fs.FileMode{dir: fs.ModeDir | 0o700, files[0]: 0o600, files[5]: 0o600} {
		if info, errStat := os.Stat(path); errStat != nil || info.Mode() != want {
			t.Errorf("%s: %v %v, want %v", path, info, errStat, want)
		}
	}
	const brightwave, fjordlabs = "3f6a1c52-7d0e-4b6a-9a51-0c2be7d41a01", "7be2d9f4-52c3-4e88-b1f7-96a40d3c8b02"
	for name, test := range map[string]struct {
		tenant, client, key string
		exit                int
	}{
		"workload":                  {brightwave, "a5d0f1e6-1b34-4c0c-8f0e-5e6c1d9b2a11", "AZURE_FEDERATED_TOKEN_FILE=" + filepath.Join(dir, "brightwave.jwt"), 0},
		"certificate":               {brightwave, "a5d0f1e6-1b34-4c0c-8f0e-5e6c1d9b2a11", "AZURE_CLIENT_CERTIFICATE_PATH=" + filepath.Join(dir, "brightwave.pem"), 0},
		"another's certificate":     {fjordlabs, "c81e4b7a-60d9-4f52-9e3d-2b7f8a5c6d22", "AZURE_CLIENT_CERTIFICATE_PATH=" + filepath.Join(dir, "brightwave.pem"), 4},
		"another's workload":        {fjordlabs, "c81e4b7a-60d9-4f52-9e3d-2b7f8a5c6d22", "AZURE_FEDERATED_TOKEN_FILE=" + filepath.Join(dir, "brightwave.jwt"), 4},
		"an application unheard of": {brightwave, "c81e4b7a-60d9-4f52-9e3d-2b7f8a5c6d22", "AZURE_FEDERATED_TOKEN_FILE=" + filepath.Join(dir, "fjordlabs.jwt"), 4},
	} {
		h := newHome(t, "AWNING_CLOUD="+s.url, "AZURE_TENANT_ID="+test.tenant, "AZURE_CLIENT_ID="+test.client, test.key)
		r := h.run(t, "offers", "--quick", "-o", "json").want(t, test.exit)
		if test.exit != 0 {
			if !strings.Contains(r.err, "AADSTS") {
				t.Errorf("%s: the refusal is not named:\n%s", name, r.err)
			}
			continue
		}
		if got := object[command.OffersJSON](t, r); len(got.Offers) == 0 {
			t.Errorf("%s: no offers", name)
		}
	}
}
