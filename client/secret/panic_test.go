package secret_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"

	"awning/client/secret"
)

const (
	dying = "AWNING_TEST_DYING"
	fatal = "CANARY-0123456789-CANARY"
)

// fatalValues are what a panic may carry.
func fatalValues() []any {
	kept := secret.New(fatal)
	holder := struct {
		Name string
		Own  secret.String
		all  []secret.String
	}{"work", kept, []secret.String{kept}}
	return []any{
		kept, &kept, holder, &holder, kept.String(), fmt.Sprintf("%+v %#v %x", holder, kept, kept),
		fmt.Errorf("the secret %v: %w", kept, errors.New(kept.String())),
		map[secret.String]secret.String{kept: kept},
	}
}

// die ends the process by a panic that nothing catches, while a secret is in use.
func die(number string) error {
	i, err := strconv.Atoi(number)
	if err != nil {
		return err
	}
	done := make(chan struct{})
	go func() {
		dieOf(fatalValues()[i], secret.New(fatal))
		close(done) // not deferred: a panic would let the process end in peace
	}()
	<-done
	return nil
}

func dieOf(value any, used secret.String) {
	if !used.Empty() {
		panic(value)
	}
}

// Nothing catches a panic in a goroutine: the process ends, and Go prints what it was
// doing, without the secret.
func TestString_notInWhatAPanicPrints(t *testing.T) {
	t.Parallel()
	for i := range fatalValues() {
		cmd := exec.CommandContext(t.Context(), os.Args[0])
		cmd.Env = append(os.Environ(), dying+"="+strconv.Itoa(i), "GOTRACEBACK=all")
		out, err := cmd.CombinedOutput()
		if err == nil || !strings.Contains(string(out), "panic: ") || !strings.Contains(string(out), "dieOf") {
			t.Fatalf("%d: it did not die of its panic: %v\n%s", i, err, out)
		}
		forms := []string{fatal, fmt.Sprintf("%x", fatal), fmt.Sprintf("%d", []byte(fatal))}
		if slices.ContainsFunc(forms, func(form string) bool { return strings.Contains(string(out), form) }) {
			t.Errorf("%d: the secret shows in\n%s", i, out)
		}
	}
}
