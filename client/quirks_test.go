package client_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"awning/client/sandbox"
	"awning/model"
)

// Published does not mean live: the substate decides, and where a failure hides.
func TestQuirk_Q17_publishedIsNotLive(t *testing.T) {
	t.Parallel()
	for states, want := range map[string]model.State{
		"Published/ReadyToPublish":         model.StatePreview,
		"Published/Publishing":             model.StatePublishing,
		"Published/InStore":                model.StateLive,
		"Published/Failed":                 model.StateAttention,
		"InProgress/Submitted":             model.StatePublishing,
		"InProgress/Failed":                model.StateAttention,
		"InProgress/FailedInCertification": model.StateAttention,
		"InProgress/Cancelled":             model.StateDraft,
		"Published/NeverSeen":              model.StateDraft,
	} {
		onStage(t, sandbox.Options{}, func(s *stage) {
			m := s.market()
			o := s.find(m, "harbor-backup")
			s.net.hook = func(r *http.Request) *canned {
				if !strings.HasSuffix(r.URL.Path, "/submissions") {
					return nil
				}
				state, substate, _ := strings.Cut(states, "/")
				return answer(http.StatusOK, fmt.Sprintf(`{"value":[{"id":"1152921500000000042","state":%q,"substate":%q,"releaseNumber":1}]}`, state, substate))
			}
			if got, err := m.Glance(s.t.Context(), o); err != nil || got.State() != want {
				s.t.Errorf("%s is %q (%v), want %q", states, got.State(), err, want)
			}
		})
	}
}

// TestQuirks holds the tests against the lists of what the services do otherwise than
// they say: 28 peculiarities of the Cloud Partner Portal API, 25 of the others. Each
// has one test of its number, or a reason why a client can have none.
func TestQuirks(t *testing.T) {
	t.Parallel()
	none := map[string]string{
		"cpp28": "a country code that YAML takes for false: nothing here reads or writes YAML",
		"Q15":   "lists follow writes within a second: nothing to survive",
		"Q16":   "how long answers take: nothing to survive below the time limits",
	}
	tests := quirkTests(t)
	for list, n := range map[string]int{"cpp": 28, "Q": 25} {
		for i := 1; i <= n; i++ {
			id := fmt.Sprintf("%s%02d", list, i)
			found := tests[id]
			delete(tests, id)
			switch reason := none[id]; {
			case len(found) == 0 && reason == "":
				t.Errorf("%s has no test", id)
			case len(found) > 1, len(found) == 1 && reason != "":
				t.Errorf("%s has %q, and reason %q", id, found, reason)
			case reason != "":
				t.Logf("%-5s no test: %s", id, reason)
			default:
				t.Logf("%-5s %s", id, found[0])
			}
		}
	}
	for id := range tests {
		t.Errorf("%s is on no list", id)
	}
}

// quirkTests are the names of the tests by the numbers they name.
func quirkTests(t *testing.T) map[string][]string {
	t.Helper()
	name := regexp.MustCompile(`^TestQuirk_((?:cpp|Q)\d\d)_`)
	out := map[string][]string{}
	for _, dir := range []string{".", "cpp", "ingestion", "graph"} {
		files, err := filepath.Glob(filepath.Join(dir, "*_test.go"))
		if err != nil || len(files) == 0 {
			t.Fatal(dir, err)
		}
		for _, file := range files {
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			parsed, err := parser.ParseFile(token.NewFileSet(), file, source, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			for _, decl := range parsed.Decls {
				f, ok := decl.(*ast.FuncDecl)
				if !ok {
					continue
				}
				if m := name.FindStringSubmatch(f.Name.Name); m != nil {
					out[m[1]] = append(out[m[1]], filepath.Join("client", dir)+"."+f.Name.Name)
				}
			}
		}
	}
	return out
}
