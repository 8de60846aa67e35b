package main_test

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
)

// The accounts and the application of the sandbox.
const (
	brightwave    = "3f6a1c52-7d0e-4b6a-9a51-0c2be7d41a01"
	brightwaveApp = "a5d0f1e6-1b34-4c0c-8f0e-5e6c1d9b2a11"
	publicApp     = "0d6b2f7e-4c1a-4b53-9a0e-7c2f5d8e1b44"
)

// newcomer is somebody on a machine without a keyring, where nobody signed in yet:
// sign-ins rest in encrypted files.
func (s serving) newcomer(t *testing.T, env ...string) home {
	t.Helper()
	return newHome(t, append([]string{"AWNING_CLOUD=" + s.url, "AWNING_PASSPHRASE=correct horse battery"}, env...)...)
}

// talk is a run that can be talked to while it goes on.
type talk struct {
	t    *testing.T
	in   io.WriteCloser
	wait func() result

	mu  sync.Mutex
	err bytes.Buffer
}

// Write takes what the run says.
func (k *talk) Write(b []byte) (int, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.err.Write(b)
}

func (k *talk) said() string {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.err.String()
}

// says waits until the run has said something, and returns what stands in the
// pattern's brackets.
func (k *talk) says(pattern string) string {
	k.t.Helper()
	p := regexp.MustCompile(pattern)
	until(k.t, func() bool { return p.MatchString(k.said()) }, func() string {
		return fmt.Sprintf("it never said %q but\n%s", pattern, k.said())
	})
	return p.FindStringSubmatch(k.said())[1]
}

// talk begins a run whose standard input stays open.
func (h home) talk(t *testing.T, args ...string) *talk {
	t.Helper()
	cmd := h.command(t, args...)
	k := &talk{t: t}
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, k
	var err error
	if k.in, err = cmd.StdinPipe(); err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	k.wait = sync.OnceValue(func() result {
		cmd.Wait()
		return ended(t, args, cmd, out.String(), k.said())
	})
	t.Cleanup(func() {
		cmd.Process.Kill()
		k.wait()
	})
	return k
}

// typed is a run with something on its standard input.
func (h home) typed(t *testing.T, input string, args ...string) result {
	t.Helper()
	k := h.talk(t, args...)
	if _, err := io.WriteString(k.in, input); err != nil {
		t.Fatal(err)
	}
	return k.wait()
}

// approve types a code into the sandbox's page, as a person.
func (s serving) approve(t *testing.T, code, user string) {
	t.Helper()
	resp, err := http.PostForm(s.url+"/devicelogin", url.Values{"user_code": {code}, "user": {user}, "action": {"approve"}})
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		t.Fatalf("the code %q: %s", code, resp.Status)
	}
}

// browse opens an authorize address as a person, and returns the address that the
// browser is sent to.
func (s serving) browse(t *testing.T, address, user string) string {
	t.Helper()
	c := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := c.Get(address + "&user=" + url.QueryEscape(user))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	to := resp.Header.Get("Location")
	if resp.StatusCode != http.StatusFound || to == "" {
		t.Fatalf("%s: %s", address, resp.Status)
	}
	return to
}

// whoami is what a profile appears to be.
type whoami struct{ Profile, Identity, Who, Role, Offers, Payouts, Problem string }

func (h home) whoami(t *testing.T) []whoami {
	t.Helper()
	return object[struct{ Profiles []whoami }](t, h.run(t, "whoami", "-o", "json").want(t, 0)).Profiles
}

// signedIn checks what must hold after a sign-in as one profile of brightwave, and
// what of it is left after signing out.
func (h home) signedIn(t *testing.T, profile, identity, role string) {
	t.Helper()
	who := h.whoami(t)
	if len(who) != 1 || who[0].Profile != profile || who[0].Identity != identity || who[0].Role != role || who[0].Problem != "" {
		t.Errorf("whoami says %+v", who)
	}
	list := object[struct {
		Offers   []struct{ Publisher string }
		Complete bool
	}](t, h.run(t, "offers", "--quick", "-o", "json").want(t, 0))
	if len(list.Offers) == 0 || !list.Complete {
		t.Errorf("%d offers, complete %v", len(list.Offers), list.Complete)
	}
	diagnosis := object[struct {
		Diagnoses []struct {
			Offers string
			Tokens []struct{ Problem string }
			Causes []struct{ Cause string }
		}
	}](t, h.run(t, "doctor", profile, "-o", "json").want(t, 0))
	if d := diagnosis.Diagnoses[0]; d.Offers != "yes" || len(d.Causes) > 0 || len(d.Tokens) == 0 {
		t.Errorf("doctor says %+v", d)
	}
}

// signsOut ends a sign-in of which something is kept.
func (h home) signsOut(t *testing.T, profile string) {
	t.Helper()
	h.run(t, "logout", profile).want(t, 0, "signed out of "+profile)
	h.run(t, "offers", "--quick").want(t, 4)
}

func TestSignIn_clientSecret(t *testing.T) {
	t.Parallel()
	s := serve(t)
	h := s.newcomer(t)
	args := []string{"login", "--identity", "client-secret", "--client-id", brightwaveApp, "--tenant", "brightwave.example"}
	h.run(t, "offers").want(t, 4, "no profile", "awning login")
	h.typed(t, "sandbox-brightwave\n", args...).want(t, 4, "keyring", "--storage file")
	args = append(args, "--storage", "file")
	h.typed(t, "wrong\n", args...).want(t, 4, "AADSTS7000215")
	if _, err := os.Stat(h.config()); err == nil {
		t.Error("a sign-in that failed left a profile")
	}
	h.typed(t, "sandbox-brightwave\n", args...).want(t, 0, brightwaveApp, "encrypted file", "config.toml")
	h.clean(t, "sandbox-brightwave")
	h.signedIn(t, "brightwave", "client-secret", "publisher")
	h.signsOut(t, "brightwave")
	h.run(t, "profiles", "remove", "brightwave", "--yes").want(t, 0)
	h.run(t, "offers").want(t, 4, "no profile")
}

// clean fails the test if a file of the user's holds one of the texts.
func (h home) clean(t *testing.T, canaries ...string) {
	t.Helper()
	err := filepath.WalkDir(h.dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		for _, c := range canaries {
			if bytes.Contains(b, []byte(c)) {
				t.Errorf("%s has %q in it", path, c)
			}
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// One person signs in once for three accounts, of which one lacks the program, and
// signs out of all of them together.
func TestSignIn_deviceCode(t *testing.T) {
	t.Parallel()
	s := serve(t)
	h := s.newcomer(t)
	k := h.talk(t, "login", "--client-id", publicApp, "--storage", "file", "-o", "json")
	if address := k.says(`\n    (http\S+)\n`); address != s.url+"/devicelogin" {
		t.Errorf("the code is to be typed at %s", address)
	}
	s.approve(t, k.says(`code:\n\n    (\S+)\n`), "ingrid@fjordlabs.example")
	got := object[struct {
		User     string
		Profiles []struct{ Name string }
	}](t, k.wait().want(t, 0, "Signed in as ingrid@fjordlabs.example"))
	if got.User != "ingrid@fjordlabs.example" || len(got.Profiles) != 3 {
		t.Fatalf("login made %+v", got)
	}
	who := map[string]whoami{}
	for _, w := range h.whoami(t) {
		who[w.Profile] = w
	}
	if who["fjordlabs"].Role != "owner" || who["brightwave"].Role != "publisher" || who["harbourconsulting"].Offers == "" {
		t.Errorf("whoami says %+v", who)
	}
	h.run(t, "doctor", "brightwave").want(t, 0)
	h.run(t, "logout", "brightwave").want(t, 0, "fjordlabs", "harbourconsulting")
	h.run(t, "whoami").want(t, 4, "sign in again")
	h.run(t, "offers", "--quick", "--profile", "fjordlabs").want(t, 4, "sign in again")
}

// Whoever changed their mind leaves nothing behind.
func TestSignIn_cancelled(t *testing.T) {
	t.Parallel()
	s := serve(t)
	h := s.newcomer(t)
	x := h.on(t, 30, 100, "login", "--client-id", publicApp, "--storage", "file")
	x.shows("waiting for you: 1")
	if !strings.Contains(x.output(), "\x1b]52;c;") {
		t.Errorf("the code was not handed to the terminal: %q", x.output())
	}
	x.press("\x03")
	if exit := x.ends(); exit != 1 {
		t.Errorf("exit %d: %s", exit, x.output())
	}
	if _, err := os.Stat(h.config()); err == nil {
		t.Error("a profile was written")
	}
}

func TestSignIn_browser(t *testing.T) {
	t.Parallel()
	s := serve(t)
	for name, finish := range map[string]func(t *testing.T, k *talk, to string){
		"pasted": func(t *testing.T, k *talk, to string) {
			t.Helper()
			if _, err := io.WriteString(k.in, "https://elsewhere.example/?code=1\n"+to+"\n"); err != nil {
				t.Fatal(err)
			}
		},
		"forwarded port": func(t *testing.T, _ *talk, to string) {
			t.Helper()
			resp, err := http.Get(strings.Replace(to, "localhost", "127.0.0.1", 1))
			if err != nil {
				t.Fatal(err)
			}
			resp.Body.Close()
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := s.newcomer(t)
			k := h.talk(t, "login", "work", "--identity", "browser", "--client-id", publicApp, "--tenant", brightwave, "--storage", "file")
			address := k.says(`\n    (http\S+)\n`)
			if !strings.HasPrefix(address, s.url+"/") {
				t.Fatalf("no browser reaches %s", address)
			}
			finish(t, k, s.browse(t, address, "dana@brightwave.example"))
			k.wait().want(t, 0, "Signed in as dana@brightwave.example")
			h.signedIn(t, "work", "browser", "owner")
			h.signsOut(t, "work")
		})
	}
}

func TestSignIn_certificate(t *testing.T) {
	t.Parallel()
	keys := t.TempDir()
	s := serve(t, "--keys", keys)
	h := s.newcomer(t)
	h.run(t, "login", "robot", "--identity", "certificate", "--client-id", brightwaveApp, "--tenant", brightwave,
		"--certificate", filepath.Join(keys, "brightwave.pem"), "--storage", "file").want(t, 0, brightwaveApp)
	h.signedIn(t, "robot", "certificate", "publisher")
	h.run(t, "logout", "robot").want(t, 0)
}

func TestSignIn_workloadIdentity(t *testing.T) {
	t.Parallel()
	keys := t.TempDir()
	s := serve(t, "--keys", keys)
	h := s.newcomer(t, "AZURE_FEDERATED_TOKEN_FILE="+filepath.Join(keys, "brightwave.jwt"))
	h.run(t, "login", "robot", "--identity", "workload-identity", "--client-id", brightwaveApp, "--tenant", brightwave).
		want(t, 0, "Nothing secret")
	h.signedIn(t, "robot", "workload-identity", "publisher")
	h.run(t, "logout", "robot").want(t, 1, "nothing of it is kept")
}

// The Azure CLI is asked for tokens, and never sees a secret of ours.
func TestSignIn_azureCLI(t *testing.T) {
	t.Parallel()
	s := serve(t)
	bin := t.TempDir()
	h := s.newcomer(t)
	put(t, filepath.Join(bin, "az"), `#!/bin/sh
env >>"`+filepath.Join(bin, "env")+`"
echo "$@" >>"`+filepath.Join(bin, "asked")+`"
echo '{"accessToken":"T","expires_on":4102444800,"tokenType":"Bearer"}'
`)
	if err := os.Chmod(filepath.Join(bin, "az"), 0o700); err != nil {
		t.Fatal(err)
	}
	h.env = append(h.env, "PATH="+bin+":"+os.Getenv("PATH"))
	h.run(t, "login", "borrowed", "--identity", "azure-cli", "--tenant", brightwave).want(t, 0, "Nothing secret")
	if who := h.whoami(t); len(who) != 1 || who[0].Role != "owner" {
		t.Errorf("whoami says %+v", who)
	}
	h.run(t, "offers", "--quick").want(t, 0)
	asked, err := os.ReadFile(filepath.Join(bin, "asked"))
	if err != nil || !strings.Contains(string(asked), "get-access-token") || !strings.Contains(string(asked), brightwave) {
		t.Errorf("az was asked %s, %v", asked, err)
	}
	if env, rerr := os.ReadFile(filepath.Join(bin, "env")); rerr != nil || strings.Contains(string(env), "horse") {
		t.Errorf("az inherited the passphrase: %v", rerr)
	}
	h.env[len(h.env)-1] = "PATH=/nowhere"
	h.run(t, "whoami").want(t, 4, "Azure CLI is not installed")
}

// In the embedded sandbox somebody types the code, so that signing in can be tried
// without anything.
func TestSignIn_embedded(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	h.run(t, "--sandbox", "login").want(t, 0, "Signed in as ingrid@fjordlabs.example", "The sign-in was in memory", "Nothing of it is left")
	report := h.run(t, "--sandbox", "doctor", "brightwave").want(t, 0).out
	if !strings.Contains(report, "memory, for this run only: usable") || strings.Contains(report, "keyring") {
		t.Errorf("all rests in memory, but doctor says\n%s", report)
	}
	h.run(t, "--sandbox", "doctor", "nobody").want(t, 2, "no profile", "brightwave")
	if _, err := os.Stat(filepath.Dir(h.config())); err == nil {
		t.Error("the sandbox wrote a config file")
	}
}

// Somebody without a profile is welcomed, and may look around in the sandbox.
func TestWelcome(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	x := h.on(t, 24, 80)
	x.shows("Welcome")
	x.press("t")
	x.shows("Brightwave Software")
	x.press("q")
	if exit := x.ends(); exit != 0 {
		t.Errorf("exit %d", exit)
	}
	leftClean(t, x.output())
	if _, err := os.Stat(h.config()); err == nil {
		t.Error("the sandbox wrote a config file")
	}
}

// The console signs in, too: from the welcome to the offers, with a code that is
// typed elsewhere.
func TestWelcome_signIn(t *testing.T) {
	t.Parallel()
	s := serve(t)
	h := s.newcomer(t)
	x := h.on(t, 40, 120)
	x.shows("Welcome")
	x.press("s")
	x.shows("How do you want to sign in?")
	x.press("\r")
	x.shows("Client id")
	x.press(publicApp)
	x.shows(publicApp)
	x.press("\x13")
	x.shows("Type this code")
	code := regexp.MustCompile(`sign in:\s+([A-Z0-9]{9})\s`)
	until(t, func() bool { return code.MatchString(plain(x.output())) }, func() string { return plain(x.output()) })
	s.approve(t, code.FindStringSubmatch(plain(x.output()))[1], "dana@brightwave.example")
	x.shows("Harbor Backup")
	x.press("q")
	if exit := x.ends(); exit != 0 {
		t.Errorf("exit %d", exit)
	}
	leftClean(t, x.output())
	// There is no keyring, and no file was asked for: the sign-in ended with the
	// console.
	h.run(t, "offers", "--quick").want(t, 4, "nobody is signed in as dana@brightwave.example")
}

// A passphrase that does not fit is asked for again, without being shown.
func TestPassphrase_asked(t *testing.T) {
	t.Parallel()
	s := serve(t)
	h := s.newcomer(t)
	h.typed(t, "sandbox-brightwave\n", "login", "--identity", "client-secret", "--client-id", brightwaveApp, "--tenant", brightwave, "--storage", "file").want(t, 0)
	h.env = h.env[:1]
	h.run(t, "offers", "--quick").want(t, 4, "passphrase", "AWNING_PASSPHRASE")
	h.run(t, "doctor").want(t, 4)
	x := h.on(t, 24, 80, "offers", "--quick")
	x.shows("Passphrase of your encrypted sign-ins")
	x.press("battery staple\n")
	x.shows("2 more")
	x.press("correct horse battery\n")
	if exit := x.ends(); exit != 0 {
		t.Errorf("exit %d", exit)
	}
	if strings.Contains(x.output(), "staple") || strings.Contains(x.output(), "horse") {
		t.Errorf("a passphrase was shown: %q", x.output())
	}
}
