package main_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
)

// binary is the program under test, built once.
var binary string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "awning-test")
	if err != nil {
		panic(err)
	}
	binary = filepath.Join(dir, "awning")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "the binary does not build: %v\n%s", err, out)
		os.Exit(1)
	}
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

// home is a user's machine: an empty one, unless files are put there.
type home struct {
	dir string
	env []string // on top of it
}

func newHome(tb testing.TB, env ...string) home {
	tb.Helper()
	return home{dir: tb.TempDir(), env: env}
}

func (h home) store() string  { return filepath.Join(h.dir, "state", "awning", "awning.db") }
func (h home) config() string { return filepath.Join(h.dir, "config", "awning", "config.toml") }

// put writes a file.
func put(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// patience is how long anything may take before the test gives up; it is never
// waited for when things go well.
const patience = 90 * time.Second

// command prepares a run of the binary with nothing of the tester's environment.
func (h home) command(tb testing.TB, args ...string) *exec.Cmd {
	tb.Helper()
	ctx, cancel := context.WithTimeout(tb.Context(), patience)
	tb.Cleanup(cancel)
	return h.lasting(ctx, args...)
}

// lasting prepares a run that may last as long as a context.
func (h home) lasting(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, binary, args...)
	cmd.Env = append([]string{
		"HOME=" + h.dir, "XDG_CONFIG_HOME=" + filepath.Join(h.dir, "config"), "XDG_STATE_HOME=" + filepath.Join(h.dir, "state"),
		"PATH=" + os.Getenv("PATH"), "LANG=C.UTF-8", "TERM=xterm-256color",
	}, h.env...)
	return cmd
}

// result is how a run ended.
type result struct {
	out, err string
	exit     int
}

// run carries one command line out.
func (h home) run(t *testing.T, args ...string) result {
	t.Helper()
	return h.begin(t, args...)(t)
}

// begin starts one command line and returns what waits for its end.
func (h home) begin(t *testing.T, args ...string) func(t *testing.T) result {
	t.Helper()
	cmd := h.command(t, args...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return func(t *testing.T) result {
		t.Helper()
		err := cmd.Wait()
		if _, ok := errors.AsType[*exec.ExitError](err); err != nil && !ok {
			t.Fatal(err)
		}
		return ended(t, args, cmd, out.String(), errs.String())
	}
}

// ended checks what must hold of every end.
func ended(t *testing.T, args []string, cmd *exec.Cmd, out, errs string) result {
	t.Helper()
	r := result{out: out, err: errs, exit: cmd.ProcessState.ExitCode()}
	if strings.ContainsRune(r.out+r.err, '\x1b') {
		t.Errorf("%v: an escape character where no terminal is:\n%q\n%q", args, r.out, r.err)
	}
	if strings.Contains(r.err, "goroutine ") || strings.Contains(r.err, "panic:") {
		t.Errorf("%v: a stack trace:\n%s", args, r.err)
	}
	return r
}

// want fails the test unless the run ended so and said all of it.
func (r result) want(t *testing.T, exit int, says ...string) result {
	t.Helper()
	if r.exit != exit {
		t.Fatalf("exit %d, want %d\nstdout:\n%s\nstderr:\n%s", r.exit, exit, r.out, r.err)
	}
	for _, s := range says {
		if !strings.Contains(r.err, s) {
			t.Errorf("stderr lacks %q:\n%s", s, r.err)
		}
	}
	return r
}

// object is the JSON a run printed.
func object[T any](t *testing.T, r result) T {
	t.Helper()
	var v T
	if err := json.Unmarshal([]byte(r.out), &v); err != nil {
		t.Fatalf("stdout is no JSON: %v\n%s", err, r.out)
	}
	return v
}

// serving is an awning sandbox on loopback.
type serving struct {
	url string
	log string
}

// serve starts one that ends with the test.
func serve(t *testing.T, args ...string) serving {
	t.Helper()
	s := serving{log: filepath.Join(t.TempDir(), "sandbox.log")}
	args = append([]string{"sandbox", "--addr", "127.0.0.1:0", "--token", "T", "--log", s.log, "-o", "json"}, args...)
	cmd := newHome(t).lasting(t.Context(), args...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err = cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Signal(os.Interrupt)
		cmd.Wait()
	})
	var said struct{ URL string }
	if err = json.NewDecoder(bufio.NewReader(out)).Decode(&said); err != nil {
		t.Fatalf("the sandbox did not say where it is: %v", err)
	}
	s.url = said.URL
	return s
}

// user is a home whose every run works on the sandbox, as the owner of
// everything.
func (s serving) user(t *testing.T) home {
	t.Helper()
	return newHome(t, "AWNING_TOKEN=T", "AWNING_CLOUD="+s.url)
}

// mutations are the accepted changes in the sandbox's log, "verb offer".
func (s serving) mutations(t *testing.T) []string {
	t.Helper()
	b, err := os.ReadFile(s.log)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for line := range bytes.Lines(b) {
		var l struct{ Kind, Verb, Offer string }
		if err := json.Unmarshal(line, &l); err != nil {
			t.Fatalf("the log has a line that is no JSON: %v\n%s", err, line)
		}
		if l.Kind == "mutation" {
			out = append(out, l.Verb+" "+l.Offer)
		}
	}
	return out
}

// count is how often a change was made.
func count(changes []string, what string) int {
	n := 0
	for _, c := range changes {
		if c == what {
			n++
		}
	}
	return n
}

// terminal is a pty that shows and answers nothing: what a program does to it
// is all there is.
type terminal struct {
	t    *testing.T
	cmd  *exec.Cmd
	file *os.File

	mu   sync.Mutex
	text bytes.Buffer
	done chan struct{} // the program closed it
}

// on starts the binary on a mute terminal.
func (h home) on(t *testing.T, rows, columns uint16, args ...string) *terminal {
	t.Helper()
	term := &terminal{t: t, cmd: h.command(t, args...), done: make(chan struct{})}
	master, err := pty.StartWithSize(term.cmd, &pty.Winsize{Rows: rows, Cols: columns})
	if err != nil {
		t.Fatal(err)
	}
	term.file = pollable(t, master)
	go func() {
		defer close(term.done)
		b := make([]byte, 4096)
		for {
			n, err := term.file.Read(b)
			term.mu.Lock()
			term.text.Write(b[:n])
			term.mu.Unlock()
			if err != nil {
				return
			}
		}
	}()
	t.Cleanup(func() {
		term.cmd.Process.Kill()
		term.cmd.Wait()
		term.file.Close()
		<-term.done
	})
	return term
}

// pollable is the same terminal in a file that closes at once, even while
// somebody reads it: a blocked reader would keep the line open until the program
// writes again.
func pollable(t *testing.T, f *os.File) *os.File {
	t.Helper()
	defer f.Close()
	fd, err := syscall.Dup(int(f.Fd()))
	if err == nil {
		err = syscall.SetNonblock(fd, true)
	}
	if err != nil {
		t.Fatal(err)
	}
	syscall.CloseOnExec(fd)
	return os.NewFile(uintptr(fd), f.Name())
}

func (x *terminal) output() string {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.text.String()
}

// shows waits until the program wrote a text.
func (x *terminal) shows(text string) {
	x.t.Helper()
	until(x.t, func() bool { return strings.Contains(plain(x.output()), text) }, func() string {
		return fmt.Sprintf("the terminal never showed %q; it got\n%q", text, x.output())
	})
}

// press types keys.
func (x *terminal) press(keys string) {
	x.t.Helper()
	if _, err := io.WriteString(x.file, keys); err != nil {
		x.t.Fatal(err)
	}
}

// ends waits for the program's end and returns its exit code.
func (x *terminal) ends() int {
	x.t.Helper()
	<-x.done
	x.cmd.Wait()
	return x.cmd.ProcessState.ExitCode()
}

// until looks again and again, without which nobody can wait for another
// process.
func until(t *testing.T, ok func() bool, what func() string) {
	t.Helper()
	end := time.Now().Add(patience)
	for tick := time.NewTicker(10 * time.Millisecond); !ok(); <-tick.C {
		if time.Now().After(end) {
			t.Fatal(what())
		}
	}
}

// plain is output without its escape sequences, words in the order they were
// written.
func plain(s string) string {
	return regexp.MustCompile("\x1b(\\[[0-9;?<>=]*[@-~]|\\][^\x07\x1b]*(\x07|\x1b\\\\)|[()][A-Z0-9]|[=>78cM])").ReplaceAllString(s, "")
}

// queries finds everything in a program's output that a terminal would answer.
func queries(output string) []string {
	return regexp.MustCompile(strings.Join([]string{
		"\x1b\\[[?>=]?[0-9;]*[cn]",                // device attributes, status, cursor position
		"\x1b\\[>[0-9;]*q",                        // version
		"\x1b\\[[?]?[0-9;]*\\$p",                  // modes
		"\x1b\\[\\?u",                             // keyboard protocol
		"\x1b\\[1[0-9]t",                          // sizes
		"\x1b\\][0-9;]*;?\\?[\x07\x1b]",           // colours
		"\x1b\\][0-9]+;[^\x07\x1b]*\\?[\x07\x1b]", // colours of a palette, clipboard
		"\x1bP[+$]q",                              // capabilities, settings
		"\x1b_G",                                  // pictures
		"\x05",                                    // answerback
	}, "|")).FindAllString(output, -1)
}

func TestQueries_areRecognised(t *testing.T) {
	t.Parallel()
	for _, q := range []string{
		"\x1b]11;?\x07", "\x1b]10;?\x1b\\", "\x1b[6n", "\x1b[5n", "\x1b[c", "\x1b[0c", "\x1b[>c", "\x1b[>0q", "\x1b[?2026$p",
		"\x1b[?u", "\x1b[14t", "\x1bP+q544e\x1b\\", "\x1b]4;1;?\x07", "\x1b]52;c;?\x07",
	} {
		if len(queries("x"+q+"y")) == 0 {
			t.Errorf("%q is not recognised as a question", q)
		}
	}
	if got := queries("\x1b[?1049h\x1b[2J\x1b[H\x1b[?25l\x1b[31mwhy?\x1b[0m\x1b]2;title\x07"); len(got) > 0 {
		t.Errorf("%q are no questions", got)
	}
}

func TestMute_commands(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{
		{"--version"},
		{"version"},
		{"--help"},
		{"offers", "--sandbox", "--quick", "--output", "json"},
		{"offers", "--sandbox", "--quick", "--color", "never"},
	} {
		t.Run(strings.Join(args, " "), func(t *testing.T) {
			t.Parallel()
			began := time.Now()
			x := newHome(t).on(t, 24, 80, args...)
			if exit := x.ends(); exit != 0 || x.output() == "" {
				t.Errorf("exit %d, output %q", exit, x.output())
			}
			if strings.ContainsRune(x.output(), '\x1b') {
				t.Errorf("an escape character: %q", x.output())
			}
			// Whoever asks the terminal waits five seconds for the answer.
			if took := time.Since(began); took > 4*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

func TestMute_console(t *testing.T) {
	t.Parallel()
	x := newHome(t).on(t, 24, 80, "--sandbox")
	x.shows("Brightwave Software")
	x.press("q")
	if exit := x.ends(); exit != 0 {
		t.Errorf("exit %d", exit)
	}
	if got := queries(x.output()); len(got) > 0 {
		t.Errorf("the terminal was asked %q", got)
	}
	leftClean(t, x.output())
}

// leftClean fails the test if a program that ended left a mode on.
func leftClean(t *testing.T, output string) {
	t.Helper()
	for _, mode := range []string{"1049", "1000", "1002", "1003", "1006", "2004"} {
		if on, off := strings.LastIndex(output, "\x1b[?"+mode+"h"), strings.LastIndex(output, "\x1b[?"+mode+"l"); on > off {
			t.Errorf("mode %s was left on", mode)
		}
	}
	if strings.LastIndex(output, "\x1b[?25l") > strings.LastIndex(output, "\x1b[?25h") {
		t.Error("the cursor was left hidden")
	}
}

func TestConsole_ends(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(x *terminal){
		"ctrl+c":  func(x *terminal) { x.press("\x03") },
		"SIGTERM": func(x *terminal) { x.cmd.Process.Signal(syscall.SIGTERM) },
		"SIGHUP":  func(x *terminal) { x.cmd.Process.Signal(syscall.SIGHUP) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := newHome(t).on(t, 24, 80, "--sandbox")
			x.shows("Brightwave Software")
			began := time.Now()
			end(x)
			x.ends()
			if took := time.Since(began); took > 5*time.Second {
				t.Errorf("took %v to end", took)
			}
			leftClean(t, x.output())
			if strings.Contains(x.output(), "goroutine ") {
				t.Errorf("a stack trace: %s", x.output())
			}
		})
	}
}

func TestConsole_tinyWindow(t *testing.T) {
	t.Parallel()
	x := newHome(t).on(t, 5, 20, "--sandbox")
	x.shows("60")
	x.press("\x03")
	x.ends()
}

func TestConsole_noProfile(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	for _, args := range [][]string{{"offers"}, {"show", "harbor-backup"}, {"whoami"}} {
		h.run(t, args...).want(t, 4, "no profile", "awning login", "awning --sandbox")
	}
}

func TestConsole_noTerminal(t *testing.T) {
	t.Parallel()
	newHome(t).run(t, "--sandbox").want(t, 2, "needs a terminal", "awning --help")
}

func TestInterrupt(t *testing.T) {
	t.Parallel()
	asked := make(chan struct{})
	once := sync.OnceFunc(func() { close(asked) })
	service := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		once()
		<-r.Context().Done()
	}))
	defer service.Close()
	cmd := newHome(t, "AWNING_TOKEN=T", "AWNING_CLOUD="+service.URL).command(t, "offers")
	var errs bytes.Buffer
	cmd.Stderr = &errs
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	<-asked
	began := time.Now()
	cmd.Process.Signal(os.Interrupt)
	cmd.Wait()
	if took := time.Since(began); took > 3*time.Second || cmd.ProcessState.ExitCode() != 1 || !strings.Contains(errs.String(), "interrupted") {
		t.Errorf("after %v exit %d: %s", took, cmd.ProcessState.ExitCode(), errs.String())
	}
}

func TestSecrets(t *testing.T) {
	t.Parallel()
	const token, canary = "canary-token-41f7", "canary-secret-90ab"
	s := serve(t, "--token", token)
	h := newHome(t, "AWNING_TOKEN="+token, "AWNING_CLOUD="+s.url, "AZURE_CLIENT_SECRET="+canary)
	log := filepath.Join(h.dir, "awning.log")
	said := h.run(t, "offers", "--quick", "--log-file", log).want(t, 0)
	said.err += h.run(t, "set", "harbor-backup", "listing.summary=X", "--log-file", log).want(t, 0).err
	h.env[0] = "AWNING_TOKEN="
	h.env = append(h.env, "AZURE_TENANT_ID=3f6a1c52-7d0e-4b6a-9a51-0c2be7d41a01", "AZURE_CLIENT_ID=a5d0f1e6-1b34-4c0c-8f0e-5e6c1d9b2a11")
	said.err += h.run(t, "offers", "--log-file", log).want(t, 4).err
	files := []string{log, s.log}
	more, err := filepath.Glob(filepath.Dir(h.store()) + "/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(files, more...) {
		b, err := os.ReadFile(name)
		if err != nil || len(b) == 0 && !strings.HasSuffix(name, ".lock") {
			t.Errorf("%s: %d bytes, %v", name, len(b), err)
		}
		said.out += string(b)
		if info, err := os.Stat(name); err == nil && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s is open to others: %v", name, info.Mode())
		}
	}
	if strings.Contains(said.out+said.err, "canary") {
		t.Error("a secret is in the output, a log or the store")
	}
}

// value is what awning get says of one path.
func value(t *testing.T, h home, offer, path, env string) string {
	t.Helper()
	r := h.run(t, "get", offer, path, "--env", env, "--output", "json").want(t, 0)
	return string(object[struct{ Value json.RawMessage }](t, r).Value)
}

func TestFlow(t *testing.T) {
	t.Parallel()
	s := serve(t, "--step-time", "300ms")
	h := s.user(t)
	list := object[struct {
		Offers   []struct{ ID, State string }
		Complete bool
	}](t, h.run(t, "offers", "--output", "json").want(t, 0))
	if len(list.Offers) < 40 || !list.Complete {
		t.Errorf("%d offers, complete %v", len(list.Offers), list.Complete)
	}
	const offer, summary, price = "harbor-backup", "listing.summary", "plans/standard/pricing.price"
	oldSummary, oldPrice := value(t, h, offer, summary, "live"), value(t, h, offer, price, "live")
	h.run(t, "set", offer, summary+"=Backups that restore themselves", price+"=59.50").want(t, 0)
	diff := object[struct {
		Changes []struct{ Path, Field string }
	}](t, h.run(t, "compare", offer, "--exit-code", "--output", "json").want(t, 3))
	if len(diff.Changes) != 2 || diff.Changes[0].Field != "summary" || diff.Changes[1].Field != "price" {
		t.Errorf("compare shows %+v", diff.Changes)
	}
	h.run(t, "publish", offer, "--section", "listing").want(t, 2, "--yes")
	h.run(t, "publish", offer, "--section", "listing", "--yes", "--wait").want(t, 0, "in preview")
	for env, want := range map[string][2]string{
		"draft":   {`"Backups that restore themselves"`, "59.50"},
		"preview": {`"Backups that restore themselves"`, oldPrice},
		"live":    {oldSummary, oldPrice},
	} {
		if got := [2]string{value(t, h, offer, summary, env), value(t, h, offer, price, env)}; got != want {
			t.Errorf("%s has %v, want %v", env, got, want)
		}
	}
	h.run(t, "golive", offer, "--yes", "--wait").want(t, 0, "is live")
	if got := value(t, h, offer, summary, "live"); got != `"Backups that restore themselves"` {
		t.Errorf("live has %s", got)
	}
	if got := value(t, h, offer, price, "live"); got != oldPrice {
		t.Errorf("the price in live is %s, want %s", got, oldPrice)
	}
	if changes := s.mutations(t); count(changes, "submit "+offer) != 1 || count(changes, "promote "+offer) != 1 {
		t.Errorf("accepted changes: %v", changes)
	}
}

func TestFlow_clientSecret(t *testing.T) {
	t.Parallel()
	s := serve(t)
	h := newHome(t, "AWNING_CLOUD="+s.url, "AZURE_CLIENT_SECRET=sandbox-brightwave")
	put(t, h.config(), `
[[profiles]]
name = "work"
tenant = "3f6a1c52-7d0e-4b6a-9a51-0c2be7d41a01"
identity = "client-secret"
client_id = "a5d0f1e6-1b34-4c0c-8f0e-5e6c1d9b2a11"
`)
	list := object[struct {
		Offers []struct{ ID, Publisher, Profile string }
	}](t, h.run(t, "offers", "--quick", "-o", "json").want(t, 0))
	if len(list.Offers) == 0 {
		t.Error("no offers")
	}
	for _, o := range list.Offers {
		if o.Publisher != "brightwave" || o.Profile != "work" {
			t.Errorf("%+v is not of this account", o)
		}
	}
	h.run(t, "offers", "--profile", "other").want(t, 2, `no profile "other"`, "work")
	h.env[1] = "AZURE_CLIENT_SECRET=wrong"
	r := h.run(t, "offers").want(t, 4)
	if r.out != "" || !strings.Contains(r.err, "secret") {
		t.Errorf("a refused sign-in says %q", r.err)
	}
	put(t, h.config(), "[[profiles]]\nname = \"work\"\nclient_secret = \"x\"\n")
	h.run(t, "offers").want(t, 1, "config.toml:3", "keyring")
	h.run(t, "--version").want(t, 0)
}

func TestKilledWhilePublishing(t *testing.T) {
	t.Parallel()
	s := serve(t, "--step-time", "5s")
	h := s.user(t)
	const offer = "harbor-backup"
	h.run(t, "set", offer, "listing.summary=Published once").want(t, 0)
	x := h.on(t, 24, 80, "publish", offer, "--yes", "--wait")
	x.shows("accepted")
	x.cmd.Process.Kill()
	x.ends()
	if n := count(s.mutations(t), "submit "+offer); n != 1 {
		t.Fatalf("%d submissions before the kill", n)
	}
	// The next console finds it; killed as well, it leaves it to the one after.
	x = h.on(t, 30, 120)
	x.shows("1 publishing")
	x.cmd.Process.Kill()
	x.ends()
	r := h.run(t, "status", "--watch", "-o", "json").want(t, 0)
	got := object[struct {
		Operations []struct {
			Operation struct{ Offer, Outcome string }
		}
	}](t, r)
	if len(got.Operations) != 1 || got.Operations[0].Operation.Offer != offer || got.Operations[0].Operation.Outcome != "succeeded" {
		t.Errorf("the operation ended as %+v", got)
	}
	if got := value(t, h, offer, "listing.summary", "preview"); got != `"Published once"` {
		t.Errorf("preview has %s", got)
	}
	if n := count(s.mutations(t), "submit "+offer); n != 1 {
		t.Errorf("%d submissions", n)
	}
	h.run(t, "status").want(t, 0, "nothing is under way")
}

func TestReadOnly(t *testing.T) {
	t.Parallel()
	s := serve(t)
	h := s.user(t)
	h.run(t, "set", "harbor-backup", "listing.summary=X", "--read-only").want(t, 4, "read-only")
	if got := s.mutations(t); len(got) > 0 {
		t.Errorf("accepted changes: %v", got)
	}
	h.run(t, "payouts", "--refresh", "--read-only").want(t, 0, "payments: queued")
}

func TestBadInput(t *testing.T) {
	t.Parallel()
	s := serve(t)
	for name, tc := range map[string]struct {
		args []string
		exit int
		says []string
	}{
		"unknown offer":      {[]string{"show", "harbour-backup"}, 1, []string{`no offer "harbour-backup"`, "list the offers"}},
		"wrong characters":   {[]string{"show", "Harbor Backup"}, 2, []string{"lower-case"}},
		"unknown section":    {[]string{"get", "harbor-backup", "cellar"}, 2, []string{"cellar"}},
		"too long a value":   {[]string{"set", "harbor-backup", "listing.summary=" + strings.Repeat("x", 101)}, 2, []string{"100", "101"}},
		"cloud abroad":       {[]string{"offers", "--cloud", "http://example.com"}, 2, []string{"this machine only"}},
		"cloud of nonsense":  {[]string{"offers", "--cloud", "::"}, 2, []string{"cloud"}},
		"log nowhere":        {[]string{"offers", "--log-file", "/no/such/dir/x"}, 1, []string{"/no/such/dir/x"}},
		"sandbox abroad":     {[]string{"sandbox", "--addr", "0.0.0.0:0"}, 2, []string{"this machine only"}},
		"address without it": {[]string{"sandbox", "--addr", "8787"}, 2, []string{"loopback"}},
		"several publishers": {[]string{"offers", "--publisher", "nobody"}, 0, []string{"no offers"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s.user(t).run(t, tc.args...).want(t, tc.exit, tc.says...)
		})
	}
}

func TestStore_damaged(t *testing.T) {
	t.Parallel()
	s := serve(t)
	h := s.user(t)
	put(t, h.store(), strings.Repeat("this was a database once. ", 500))
	h.run(t, "offers", "--quick").want(t, 0, "moved")
	h.run(t, "offers", "--quick").want(t, 0)
	left, err := filepath.Glob(h.store() + "*")
	if err != nil || len(left) < 2 {
		t.Errorf("the damaged file is gone: %v %v", left, err)
	}
	h = s.user(t)
	if err := os.MkdirAll(h.store(), 0o700); err != nil {
		t.Fatal(err)
	}
	h.run(t, "offers").want(t, 1, "awning.db")
}

func TestBadService(t *testing.T) {
	t.Parallel()
	respond := func(status int, kind, body string, header ...string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", kind)
			for i := 0; i < len(header); i += 2 {
				w.Header().Set(header[i], header[i+1])
			}
			w.WriteHeader(status)
			io.WriteString(w, body)
		}
	}
	nobody := unused(t)
	var ends []func()
	const page = "<!doctype html><html><title>Sign in</title><script>alert('page')</script>"
	for name, tc := range map[string]struct {
		service http.HandlerFunc
		exit    int
		says    string
	}{
		"html":         {respond(200, "text/html", page), 1, ""},
		"401":          {respond(401, "application/json", `{"error":{"code":"Unauthorized","message":"no"}}`), 4, "401"},
		"403":          {respond(403, "application/json", `{"error":{"code":"Forbidden","message":"no"}}`), 4, "403"},
		"404":          {respond(404, "application/json", `{"error":{"code":"NotFound","message":"no"}}`), 1, "404"},
		"409":          {respond(409, "application/json", `{"error":{"code":"Conflict","message":"no"}}`), 6, "409"},
		"429":          {respond(429, "application/json", `{}`, "Retry-After", "3600"), 1, "wait"},
		"500":          {respond(500, "text/html", page), 1, "500"},
		"escape codes": {respond(400, "application/json", `{"error":{"code":"X","message":"\u001b]0;owned\u0007\u001b[2J"}}`), 1, "400"},
		"half an answer": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "1000")
			io.WriteString(w, `{"value":[`)
		}, 1, ""},
		"nobody listens": {nil, 1, "no connection"},
		"no answer":      {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, 1, ""},
	} {
		url := nobody
		if tc.service != nil {
			service := httptest.NewServer(tc.service)
			t.Cleanup(service.Close)
			url = service.URL
		}
		// All are begun before any is waited for: they pass most of their time
		// waiting to try again.
		wait := newHome(t, "AWNING_TOKEN=T", "AWNING_CLOUD="+url).begin(t, "show", "harbor-backup", "-o", "json")
		ends = append(ends, func() {
			t.Run(name, func(t *testing.T) {
				r := wait(t).want(t, tc.exit, tc.says)
				if r.out != "" || strings.Contains(r.err, "<") || strings.Contains(r.err, "owned") {
					t.Errorf("stdout %q, stderr %q", r.out, r.err)
				}
				if lines := strings.Count(r.err, "\n"); lines < 2 || lines > 6 {
					t.Errorf("%d lines, want a sentence and a hint:\n%s", lines, r.err)
				}
			})
		})
	}
	for _, end := range ends {
		end()
	}
}

// unused is an address nobody listens on.
func unused(t *testing.T) string {
	t.Helper()
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return "http://" + l.Addr().String()
}
