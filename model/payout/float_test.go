package payout_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// floats are the literals of a file that make a float without naming one: x := 0.97. Whatever
// names one is the lint's.
func floats(t *testing.T, name string, source []byte) []token.Position {
	t.Helper()
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, name, source, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var found []token.Position
	ast.Inspect(file, func(n ast.Node) bool {
		if l, ok := n.(*ast.BasicLit); ok && (l.Kind == token.FLOAT || l.Kind == token.IMAG) {
			found = append(found, set.Position(l.Pos()))
		}
		return true
	})
	return found
}

// Money is decimal: there is no float in what reads, keeps, adds up or shows it. Which files
// those are is said once, in the lint's configuration.
func TestNoFloats(t *testing.T) {
	t.Parallel()
	root := filepath.Join("..", "..")
	lint, err := os.ReadFile(filepath.Join(root, ".golangci.yml"))
	if err != nil {
		t.Fatal(err)
	}
	rule := regexp.MustCompile(`path-except: '([^']+)'\n\s+linters: \[forbidigo\]\n\s+text: money is decimal`).FindSubmatch(lint)
	if rule == nil {
		t.Fatal("the lint has no rule for money any more")
	}
	money := regexp.MustCompile(string(rule[1]))
	looked := map[string]bool{}
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		name, rerr := filepath.Rel(root, path)
		name = filepath.ToSlash(name)
		switch {
		case err != nil || rerr != nil:
			return err
		case d.IsDir() && path != root && strings.HasPrefix(d.Name(), "."):
			return filepath.SkipDir
		case d.IsDir() || filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") || !money.MatchString(name):
			return nil
		}
		source, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		looked[name] = true
		for _, at := range floats(t, name, source) {
			t.Errorf("a float where money is: %s", at)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{
		"model/payout/outlook.go", "model/payout/value.go", "client/payouts/files.go", "client/insights/insights.go", "client/payouts_view.go",
		"client/store/payout_amount.go", "client/sandbox/books/amount.go", "client/sandbox/exports/file.go", "tui/outlook/outlook.go", "tui/show/money.go",
		"tui/screen/payouts/view.go", "tui/screen/earnings/view.go", "tui/command/payouts_lines.go", "tui/command/orders.go", "tui/command/shapes_payouts.go",
	} {
		if !looked[name] {
			t.Errorf("the rule for money leaves out %s", name)
		}
	}
	if n := len(floats(t, "planted.go", []byte("package planted\n\nfunc share() int { return int(100 * 0.97) }\n"))); n != 1 {
		t.Errorf("%d floats were found where one was planted", n)
	}
	t.Logf("files with money: %d", len(looked))
}
