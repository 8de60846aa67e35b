package secret_test

import (
	"fmt"
	"os"
	"testing"
)

// TestMain turns the test binary into the processes that tests start.
func TestMain(m *testing.M) {
	switch {
	case os.Getenv(asked) != "":
		askKeyring()
	case os.Getenv(dying) != "":
		fmt.Fprintln(os.Stderr, die(os.Getenv(dying)))
	case os.Getenv(killedSafe) != "":
		fmt.Fprintln(os.Stderr, saveForever(os.Getenv(killedSafe)))
		os.Exit(1)
	case os.Getenv(countingSafe) != "":
		if err := countUp(os.Getenv(countingSafe)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	default:
		os.Exit(m.Run())
	}
}
