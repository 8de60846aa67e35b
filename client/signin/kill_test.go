package signin_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"awning/client/auth"
	"awning/client/profile"
	"awning/client/sandbox"
	"awning/client/sandbox/world"
	"awning/client/secret"
	"awning/client/signin"
	"awning/model"
	"awning/tries"
)

const killedDesk = "AWNING_TEST_KILLED_DESK"

// TestMain turns the test binary into the process that is killed.
func TestMain(m *testing.M) {
	if home := os.Getenv(killedDesk); home != "" {
		fmt.Fprintln(os.Stderr, busyForever(context.Background(), home))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// room is what a process finds in a home: its own desk, safe and directory.
type room struct {
	desk   *signin.Desk
	safe   *secret.Safe
	server *sandbox.Server
	world  world.World
}

func enter(ctx context.Context, home string) (*room, error) {
	const quick = 4
	r := &room{world: world.New(world.Options{Seed: 1})}
	r.server = sandbox.New(sandbox.Options{World: r.world, Seed: 1})
	r.safe = secret.NewSafe(secret.SafeOptions{Dir: filepath.Join(home, "secrets"), Work: quick})
	r.desk = signin.New(signin.Options{
		File: profile.OpenFile(filepath.Join(home, "config.toml")), Safe: r.safe, Base: r.server.RoundTripper(),
	})
	return r, r.safe.Unlock(ctx, secret.New("correct horse battery"))
}

// removing begins the line before a profile is removed.
const removing = "removing"

// busyForever signs applications in and takes them out again, and says so.
func busyForever(ctx context.Context, home string) error {
	r, err := enter(ctx, home)
	if err != nil {
		return err
	}
	for i := rand.IntN(100); ; i++ {
		account := r.world.Accounts[i%len(r.world.Accounts)]
		name := model.ProfileName("p" + strconv.Itoa(i%4))
		if rand.IntN(2) == 0 {
			fmt.Println(removing, name)
			_ = r.desk.Remove(ctx, name) // it may not be there
			fmt.Println("removed")
			continue
		}
		a, err := r.desk.Begin(ctx, model.SignIn{
			Profile: name, Kind: model.ClientSecret, Tenant: account.Tenant, ClientID: account.ClientID, Storage: model.InFile,
		}, secret.New(account.ClientSecret))
		if err != nil {
			return err
		}
		in, err := a.Wait(ctx)
		if err != nil {
			return err
		}
		// Another process may have taken the name meanwhile.
		if made, kerr := r.desk.Keep(ctx, a, in.Tenants); kerr == nil {
			fmt.Println("kept", made[0].Name)
		}
	}
}

// Whenever processes are killed that sign in and out, every profile that the config file
// has can be used: but for one that was just being removed, and that one still can be.
func TestKill_profilesWork(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	kills, kept, halves := tries.Of(4), 0, 0
	for range kills {
		var both sync.WaitGroup
		var runs [2]busyRun
		for i := range runs {
			both.Go(func() { runs[i] = killedAfter(t, home, 1+rand.IntN(12)) })
		}
		both.Wait()
		kept += runs[0].kept + runs[1].kept
		r, err := enter(t.Context(), home)
		if err != nil {
			t.Fatal(err)
		}
		all, err := r.desk.Profiles(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range all {
			source := auth.Source(p, auth.SourceOptions{
				Getenv: func(string) string { return "" }, Safe: r.safe, Base: r.server.RoundTripper(),
			})
			_, err = source.Token(t.Context(), auth.AudienceGraph, false)
			if err != nil && (p.Name == runs[0].removing || p.Name == runs[1].removing) {
				halves++
				err = r.desk.Remove(t.Context(), p.Name)
			}
			if err != nil {
				t.Errorf("%s: %v", p.Name, err)
			}
		}
	}
	t.Logf("%d kills of 2 processes, %d profiles kept, %d removed by half", kills, kept, halves)
}

// busyRun is what a busy process did.
type busyRun struct {
	kept     int
	removing model.ProfileName // when it was killed; empty if it was not
}

// killedAfter runs a busy process until it has kept some profiles, and a moment more.
func killedAfter(t *testing.T, home string, many int) busyRun {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), killedDesk+"="+home)
	var complaint strings.Builder
	cmd.Stderr = &complaint
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Error(err)
		return busyRun{}
	}
	var done busyRun
	for lines := bufio.NewScanner(out); lines.Scan(); {
		what, name, _ := strings.Cut(lines.Text(), " ")
		done.removing = ""
		if what == removing {
			done.removing = model.ProfileName(name)
		}
		if what != "kept" {
			continue
		}
		if done.kept++; done.kept == many {
			time.AfterFunc(time.Duration(rand.IntN(int(20*time.Millisecond))), func() { _ = cmd.Process.Kill() })
		}
	}
	_ = cmd.Wait()
	if done.kept < many {
		t.Errorf("it ended by itself: %s", &complaint)
	}
	return done
}
