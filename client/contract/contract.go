// Package contract holds tests to the machine-readable contracts of the real
// services: the swagger of the submission API v1, the JSON schemas of the
// Product Ingestion API, and recorded traffic. It is for tests only.
//
// The contracts are not part of this repository. They are read from the folder
// that AWNING_CONTRACT names, by default ../shared/contract beside the
// repository; where that is absent, tests that need it are skipped with a
// message, except when AWNING_CONTRACT is set: then absence is a failure.
package contract

import (
	"os"
	"path/filepath"
	"testing"
)

const variable = "AWNING_CONTRACT"

// Dir is the folder of the contracts. The test is skipped if there is none.
func Dir(tb testing.TB) string {
	tb.Helper()
	dir, set := os.LookupEnv(variable)
	if !set {
		dir = filepath.Join(root(tb), "..", "shared", "contract")
	}
	if _, err := os.Stat(filepath.Join(dir, "README.md")); err == nil {
		return dir
	}
	if set {
		tb.Fatalf("%s is %q, and no contracts are there", variable, dir)
	}
	tb.Skipf("no contracts at %s: set %s to their folder to run this test", dir, variable)
	return ""
}

// root is the folder of the repository: the nearest one above with a go.mod.
func root(tb testing.TB) string {
	tb.Helper()
	dir, err := os.Getwd()
	if err != nil {
		tb.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			tb.Fatal("no go.mod above the test's folder")
		}
		dir = up
	}
}

// read reads one file of the contracts.
func read(tb testing.TB, name ...string) []byte {
	tb.Helper()
	data, err := os.ReadFile(filepath.Join(append([]string{Dir(tb)}, name...)...))
	if err != nil {
		tb.Fatal(err)
	}
	return data
}
