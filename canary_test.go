package main_test

import (
	"bytes"
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509/pkix"
	"database/sql"
	"encoding/asn1"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"

	_ "modernc.org/sqlite" // to look into what the store keeps
)

// The secrets that users of the canary test have. The trap learns the others, which
// the service gives out, from the line.
const (
	canaryToken      = "canary-token+41f7/e2=b&c"
	canarySecret     = "sandbox-brightwave" // the sandbox's own for that application
	canaryWrong      = "canary-wr0ng~secret.8Q\"é"
	canaryPassphrase = "canary passphrase of four words"
	canaryPassword   = "canary-certificate-passw0rd"
	canaryField      = "DefaultEndpointsProtocol=https;AccountName=x;AccountKey=Y2FuYXJ5LWZpZWxkLWtleQ=="
)

// canary is a run of everything with marked secrets, whose every trace is kept.
type canary struct {
	*trap
	t       *testing.T
	sandbox serving
	url     string       // through the trap
	keys    string       // folder of certificates and assertions
	bin     string       // folder of programs that awning starts
	left    atomic.Int32 // ways of signing in that have not been through yet

	mu     sync.Mutex
	traces []trace
	runs   int
}

// trace is something that awning left or showed.
type trace struct {
	what string
	data []byte
}

func (c *canary) trace(what string, data []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.traces = append(c.traces, trace{what, data})
}

// newCanary starts the sandbox behind the trap.
func newCanary(t *testing.T) *canary {
	t.Helper()
	c := &canary{trap: newTrap(), t: t, keys: filepath.Join(t.TempDir(), "keys"), bin: t.TempDir()}
	c.sandbox = serve(t, "--token", canaryToken, "--keys", c.keys)
	c.url = c.listen(t, c.sandbox.url)
	for what, value := range map[string]string{
		"static token": canaryToken, "client secret": canarySecret, "wrong client secret": canaryWrong, "passphrase": canaryPassphrase,
		"certificate password": canaryPassword, "field of a document": canaryField, "key in a field": "Y2FuYXJ5LWZpZWxkLWtleQ==",
	} {
		c.add(what, value)
	}
	names, err := filepath.Glob(filepath.Join(c.keys, "*"))
	if err != nil || len(names) < 4 {
		t.Fatalf("the sandbox made the keys %v: %v", names, err)
	}
	for _, name := range names {
		data, rerr := os.ReadFile(name)
		if rerr != nil {
			t.Fatal(rerr)
		}
		if filepath.Ext(name) == ".pem" {
			c.addKeys(data)
		} else {
			c.add("federated token", strings.TrimSpace(string(data)))
		}
	}
	// What is started from awning writes down what it inherited.
	for name, body := range map[string]string{
		"editor": `sed -i '1s/^/Edited: /' "$1"`,
		"az":     `echo '{"accessToken":"` + canaryToken + `","expiresOn":"2099-01-01 00:00:00.000000","expires_on":4070908800,"tenant":"` + brightwave + `","tokenType":"Bearer"}'`,
	} {
		script := "#!/bin/sh\n{ env; echo \"args: $0 $*\"; ulimit -c; tr '\\0' ' ' </proc/$PPID/cmdline; } >>\"$HOME/inherited-by-" + name + "\"\n" + body + "\n"
		if err := os.WriteFile(filepath.Join(c.bin, name), []byte(script), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

// addKeys makes the private keys of a PEM file known, line by line.
func (c *canary) addKeys(data []byte) {
	for block, rest := pem.Decode(data); block != nil; block, rest = pem.Decode(rest) {
		if !strings.HasSuffix(block.Type, "PRIVATE KEY") {
			continue
		}
		c.add("private key", string(block.Bytes))
		for line := range strings.Lines(string(pem.EncodeToMemory(block))) {
			if line = strings.TrimSpace(line); !strings.HasPrefix(line, "-----") && len(line) > 32 {
				c.add("private key", line)
			}
		}
	}
}

// home is a user's machine without a keyring, on the sandbox.
func (c *canary) home(env ...string) home {
	return newHome(c.t, append([]string{
		"AWNING_CLOUD=" + c.url, "DBUS_SESSION_BUS_ADDRESS=unix:path=/nowhere", "EDITOR=" + filepath.Join(c.bin, "editor"),
		"PATH=" + c.bin + string(os.PathListSeparator) + os.Getenv("PATH"),
	}, env...)...)
}

// run carries one command line out, with its log.
func (c *canary) run(t *testing.T, h home, input string, args ...string) result {
	t.Helper()
	k, args := c.begin(t, h, args...)
	if _, err := io.WriteString(k.in, input); err != nil && !errors.Is(err, syscall.EPIPE) {
		t.Fatal(err)
	}
	k.in.Close()
	return c.end(k, args)
}

// begin starts a command line with a log.
func (c *canary) begin(t *testing.T, h home, args ...string) (*talk, []string) {
	t.Helper()
	args = append(args, "--log-file", filepath.Join(h.dir, "awning.log"))
	return h.talk(t, args...), args
}

// end waits and keeps what was shown.
func (c *canary) end(k *talk, args []string) result {
	r := k.wait()
	line := strings.Join(args, " ")
	c.trace("arguments", []byte(line))
	c.trace("standard output of "+line, []byte(r.out))
	c.trace("standard error of "+line, []byte(r.err))
	c.mu.Lock()
	defer c.mu.Unlock()
	c.runs++
	return r
}

// sweep keeps every file of a home, and the rows of its stores.
func (c *canary) sweep(t *testing.T, h home) {
	t.Helper()
	err := filepath.WalkDir(h.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		c.trace("file "+path, data)
		c.trace("name of a file", []byte(path))
		if filepath.Ext(path) == ".db" && err == nil {
			err = c.rows(t.Context(), path)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// rows keeps what is in the tables of a database: in the file it may be in pieces.
func (c *canary) rows(ctx context.Context, path string) error {
	db, err := sql.Open("sqlite", "file:"+path+"?mode=ro")
	if err != nil {
		return err
	}
	defer db.Close()
	names, err := column(ctx, db, "SELECT name FROM sqlite_master WHERE type = 'table'")
	if err != nil {
		return err
	}
	for _, name := range names {
		columns, err := column(ctx, db, "SELECT name FROM pragma_table_info('"+name+"')")
		if err != nil {
			return err
		}
		for _, one := range columns {
			values, err := column(ctx, db, fmt.Sprintf("SELECT CAST(%q AS BLOB) FROM %q WHERE %q IS NOT NULL", one, name, one))
			if err != nil {
				return err
			}
			c.trace("rows of "+name+"."+one, []byte(strings.Join(values, "\n")))
		}
	}
	return nil
}

// column is the only column of a query.
func column(ctx context.Context, db *sql.DB, query string) ([]string, error) {
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []string
	for rows.Next() {
		var one sql.RawBytes
		if err := rows.Scan(&one); err != nil {
			return nil, err
		}
		all = append(all, string(one))
	}
	return all, rows.Err()
}

// Whatever happens, no secret gets to where it could be read: not into output, logs,
// files, the store, arguments, the environment of other programs, the clipboard, or a
// report of a fault.
func TestCanary(t *testing.T) {
	t.Parallel()
	c := newCanary(t)
	t.Cleanup(c.judge)
	ways := map[string]func(*testing.T){
		"token": c.asToken, "secret from the environment": c.asSecret, "kept secret": c.asKeptSecret, "certificate": c.asCertificate,
		"workload": c.asWorkload, "device code": c.asDevice, "browser": c.asBrowser, "Azure CLI": c.asAzureCLI,
	}
	c.left.Store(int32(len(ways)))
	for name, signIn := range ways {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			signIn(t)
			c.left.Add(-1)
		})
	}
}

// judge looks for every secret in every trace.
func (c *canary) judge() {
	log, err := os.ReadFile(c.sandbox.log)
	if err != nil {
		c.t.Error(err)
	}
	c.trace("log of the sandbox", log)
	size, found := 0, 0
	for _, one := range c.traces {
		size += len(one.data)
		for _, hit := range c.hits(one.data) {
			const enough = 30
			if found++; found <= enough {
				c.t.Errorf("%s: %s", one.what, hit)
			}
		}
	}
	c.t.Logf("%d runs left %d traces, %d KiB in all; looked for %s: %d hits", c.runs, len(c.traces), size>>10, c.kinds(), found)
	if c.left.Load() > 0 { // only some were asked for, or failed
		return
	}
	for _, kind := range []string{"access token", "refresh token", "device code", "authorization code", "code verifier", "assertion", "storage address"} {
		if !strings.Contains(c.kinds(), kind) {
			c.t.Errorf("no %s ever went over the line: the runs did not do what they should", kind)
		}
	}
}

// looks runs the commands that tell of identities and offers.
func (c *canary) looks(t *testing.T, h home, exit int) {
	t.Helper()
	c.run(t, h, "", "offers", "--quick").want(t, exit)
	for _, args := range [][]string{{"whoami"}, {"whoami", "-o", "json"}, {"doctor"}, {"doctor", "-o", "json"}, {"profiles"}} {
		if r := c.run(t, h, "", args...); r.exit != 0 && r.exit != 4 {
			t.Errorf("%v: exit %d: %s", args, r.exit, r.err)
		}
	}
}

func (c *canary) asToken(t *testing.T) {
	t.Helper()
	h := c.home("AWNING_TOKEN=" + canaryToken)
	defer c.sweep(t, h)
	c.looks(t, h, 0)
	const offer = "harbor-backup"
	c.run(t, h, canaryField, "set", offer, "leads.destination=AzureTableLeadConfiguration", "leads.connection=@-").want(t, 0)
	c.run(t, h, "", "get", offer).want(t, 0)
	c.run(t, h, "", "get", "lighthouse-gateway", "plans/byol/technical", "-o", "json").want(t, 0)
	c.run(t, h, "", "set", "quay-inventory", "assets:azurelogoscreenshot/1.file=@"+screenshot(t)).want(t, 0)
	c.run(t, h, "", "edit", offer, "listing.summary").want(t, 0)
	c.run(t, h, "", "get", offer, "leads", "-o", "json").want(t, 0)
	c.run(t, h, "", "compare", offer, "-o", "json").want(t, 0)
	for _, wrong := range []string{canaryWrong, canaryToken + ".x", "eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJjYW5hcnkifQ.Y2FuYXJ5LXNpZ25hdHVyZQ"} {
		c.add("wrong token", wrong)
		h.env = append(h.env, "AWNING_TOKEN="+wrong)
		c.looks(t, h, 4)
	}
}

// screenshot is the file of a picture as the service takes it.
func screenshot(t *testing.T) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "screenshot.png")
	f, err := os.Create(name)
	if err == nil {
		err = errors.Join(png.Encode(f, image.NewGray(image.Rect(0, 0, 1280, 720))), f.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
	return name
}

func (c *canary) asSecret(t *testing.T) {
	t.Helper()
	h := c.home("AZURE_TENANT_ID="+brightwave, "AZURE_CLIENT_ID="+brightwaveApp, "AZURE_CLIENT_SECRET="+canarySecret, "AWNING_PASSPHRASE="+canaryPassphrase)
	defer c.sweep(t, h)
	c.looks(t, h, 0)
	c.run(t, h, "", "edit", "harbor-backup", "listing.summary").want(t, 0)
	h.env = append(h.env, "AZURE_CLIENT_SECRET="+canaryWrong)
	c.looks(t, h, 4)
}

func (c *canary) asKeptSecret(t *testing.T) {
	t.Helper()
	h := c.home("AWNING_PASSPHRASE=" + canaryPassphrase)
	defer c.sweep(t, h)
	args := []string{"login", "work", "--identity", "client-secret", "--tenant", brightwave, "--client-id", brightwaveApp}
	if r := c.run(t, h, canarySecret+"\n", append(args, "--storage", "keyring")...); r.exit == 0 {
		t.Error("signed in without a keyring to keep the secret in")
	}
	if r := c.run(t, h, canaryWrong+"\n", append(args, "--storage", "file")...); r.exit == 0 {
		t.Error("signed in with a wrong secret")
	}
	c.run(t, h, canarySecret+"\n", append(args, "--storage", "file")...).want(t, 0)
	c.looks(t, h, 0)
	h.env = append(h.env, "AWNING_PASSPHRASE="+canaryPassphrase+" not")
	c.looks(t, h, 4)
	h.env = append(h.env, "AWNING_PASSPHRASE="+canaryPassphrase)
	c.run(t, h, "", "logout", "work").want(t, 0)
	c.looks(t, h, 4)
}

func (c *canary) asCertificate(t *testing.T) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(c.keys, "brightwave.pem"))
	if err != nil {
		t.Fatal(err)
	}
	locked := filepath.Join(t.TempDir(), "locked.pem")
	if err = os.WriteFile(locked, withPassword(t, data, canaryPassword), 0o600); err != nil {
		t.Fatal(err)
	}
	h := c.home("AZURE_TENANT_ID="+brightwave, "AZURE_CLIENT_ID="+brightwaveApp, "AZURE_CLIENT_CERTIFICATE_PATH="+locked, "AZURE_CLIENT_CERTIFICATE_PASSWORD="+canaryPassword)
	defer c.sweep(t, h)
	c.looks(t, h, 0)
	c.run(t, h, "", "edit", "harbor-backup", "listing.summary").want(t, 0)
	h.env = append(h.env, "AZURE_CLIENT_CERTIFICATE_PASSWORD="+canaryWrong)
	c.looks(t, h, 4)

	kept := c.home("AWNING_PASSPHRASE=" + canaryPassphrase)
	defer c.sweep(t, kept)
	args := []string{"login", "cert", "--identity", "certificate", "--tenant", brightwave, "--client-id", brightwaveApp, "--certificate", locked, "--storage", "file"}
	for _, one := range []struct {
		password string
		exit     int
	}{{canaryWrong, 4}, {canaryPassword, 0}} {
		if exit := c.types(t, kept, args, "assword", one.password); exit != one.exit {
			t.Errorf("exit %d with the password %s", exit, one.password)
		}
	}
	c.looks(t, kept, 0)
}

// types answers a question on a terminal once that hides what is typed, and keeps
// what it shows.
func (c *canary) types(t *testing.T, h home, args []string, question, answer string) (exit int) {
	t.Helper()
	x := h.on(t, 24, 100, args...)
	x.shows(question)
	x.press(answer + "\n")
	exit = x.ends()
	c.trace("the terminal of "+strings.Join(args, " "), []byte(x.output()))
	c.mu.Lock()
	defer c.mu.Unlock()
	c.runs++
	return exit
}

func (c *canary) asWorkload(t *testing.T) {
	t.Helper()
	token := filepath.Join(c.keys, "brightwave.jwt")
	h := c.home("AZURE_TENANT_ID="+brightwave, "AZURE_CLIENT_ID="+brightwaveApp, "AZURE_FEDERATED_TOKEN_FILE="+token)
	defer c.sweep(t, h)
	c.looks(t, h, 0)
	wrong := filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(wrong, []byte(canaryWrong), 0o600); err != nil {
		t.Fatal(err)
	}
	h.env = append(h.env, "AZURE_FEDERATED_TOKEN_FILE="+wrong)
	c.looks(t, h, 4)
}

// device signs somebody in by a code that is typed into the sandbox's page.
func (c *canary) device(t *testing.T, h home, user, action string, args ...string) result {
	t.Helper()
	k, args := c.begin(t, h, args...)
	code := k.says(`code:\n\n    (\S+)\n`)
	r, err := http.PostForm(c.sandbox.url+"/devicelogin", url.Values{"user_code": {code}, "user": {user}, "action": {action}})
	if err = errors.Join(err, discard(r)); err != nil || r.StatusCode != http.StatusOK {
		t.Fatalf("the code %q: %v, %v", code, r, err)
	}
	return c.end(k, args)
}

// discard reads an answer to its end.
func discard(r *http.Response) error {
	if r == nil {
		return nil
	}
	_, err := io.Copy(io.Discard, r.Body)
	return errors.Join(err, r.Body.Close())
}

func (c *canary) asDevice(t *testing.T) {
	t.Helper()
	const user = "marco@brightwave.example" // nobody else signs in so: it is revoked
	h := c.home("AWNING_PASSPHRASE=" + canaryPassphrase)
	defer c.sweep(t, h)
	args := []string{"login", "marco", "--client-id", publicApp, "--storage", "file", "--yes"}
	if r := c.device(t, h, user, "decline", args...); r.exit == 0 {
		t.Error("signed in though it was declined")
	}
	c.device(t, h, user, "approve", args...).want(t, 0)
	c.looks(t, h, 0)
	c.console(t, h)
	r, err := http.Post(c.sandbox.url+"/sandbox/revoke?user="+url.QueryEscape(user), "", nil)
	if err = errors.Join(err, discard(r)); err != nil {
		t.Fatal(err)
	}
	c.looks(t, h, 4)
	c.run(t, h, "", "logout", "marco").want(t, 0)
}

func (c *canary) asBrowser(t *testing.T) {
	t.Helper()
	h := c.home("AWNING_PASSPHRASE=" + canaryPassphrase)
	defer c.sweep(t, h)
	args := []string{"login", "--identity", "browser", "--client-id", publicApp, "--storage", "file", "--yes"}
	k, args := c.begin(t, h, args...)
	back := c.sandbox.browse(t, k.says(`\n    (http\S+)\n`), "ingrid@fjordlabs.example")
	r, err := http.Get(strings.Replace(back, "localhost", "127.0.0.1", 1))
	if err = errors.Join(err, discard(r)); err != nil {
		t.Fatalf("back to the console: %v", err)
	}
	c.end(k, args).want(t, 0)
	c.looks(t, h, 0)
}

func (c *canary) asAzureCLI(t *testing.T) {
	t.Helper()
	h := c.home("AWNING_PASSPHRASE="+canaryPassphrase, "AZURE_CLIENT_SECRET="+canaryWrong)
	defer c.sweep(t, h)
	put(t, h.config(), "[[profiles]]\nname = \"az\"\nidentity = \"azure-cli\"\ntenant = \""+brightwave+"\"\n")
	c.looks(t, h, 0)
	inherited, err := os.ReadFile(filepath.Join(h.dir, "inherited-by-az"))
	if err != nil || !bytes.Contains(inherited, []byte("get-access-token")) || !bytes.Contains(inherited, []byte("HOME=")) {
		t.Errorf("the Azure CLI was not asked: %s, %v", inherited, err)
	}
}

// console opens the console, goes through what it has, and keeps every byte it sent
// to the terminal: the clipboard's sequences among them.
func (c *canary) console(t *testing.T, h home) {
	t.Helper()
	args := []string{"--log-file", filepath.Join(h.dir, "awning.log")}
	x := h.on(t, 40, 120, args...)
	x.shows("harbor-backup")
	if line, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", x.cmd.Process.Pid)); err == nil {
		c.trace("arguments of the console", line)
	}
	if limits, err := os.ReadFile(fmt.Sprintf("/proc/%d/limits", x.cmd.Process.Pid)); err == nil &&
		!regexp.MustCompile(`(?m)^Max core file size +0 `).Match(limits) {
		t.Errorf("the console may leave a core behind:\n%s", limits)
	}
	steps := []struct{ keys, shows string }{
		{":profiles\r", "Who is signed in"},
		{"d", "Offers can be seen"},
		{"y", "OSC 52"},
		{"\x1b", "Who is signed in"},
		{"a", "How do you want to sign in?"},
		{"\x1b[B\x1b[B\x1b[B\r", "Client secret"},
		{brightwave + "\r" + brightwaveApp + "\r" + canaryWrong + "\x13", "AADSTS7000215"},
	}
	for _, step := range steps {
		before := len(x.output())
		x.press(step.keys)
		until(t, func() bool { return strings.Contains(plain(x.output()[before:]), step.shows) }, func() string {
			return fmt.Sprintf("after %q the console never showed %q; it got\n%q", step.keys, step.shows, plain(x.output()[before:]))
		})
	}
	x.press("\x03")
	x.ends()
	c.trace("the terminal of the console", []byte(x.output()))
	c.trace("the terminal of the console, without colours", []byte(plain(x.output())))
	for _, copied := range regexp.MustCompile("\x1b\\]52;[a-z]*;([A-Za-z0-9+/=]+)").FindAllStringSubmatch(x.output(), -1) {
		text, err := base64.StdEncoding.DecodeString(copied[1])
		if err != nil || len(text) == 0 {
			t.Errorf("the clipboard was given %q: %v", copied[1], err)
		}
		c.trace("the clipboard", text)
	}
}

// withPassword encrypts the private keys of a PEM file, as openssl does.
func withPassword(t *testing.T, data []byte, password string) []byte {
	t.Helper()
	var out bytes.Buffer
	for block, rest := pem.Decode(data); block != nil; block, rest = pem.Decode(rest) {
		if block.Type == "PRIVATE KEY" {
			block = &pem.Block{Type: "ENCRYPTED PRIVATE KEY", Bytes: encrypted(t, block.Bytes, password)}
		}
		if err := pem.Encode(&out, block); err != nil {
			t.Fatal(err)
		}
	}
	return out.Bytes()
}

// encrypted is a key by PBES2, with PBKDF2 and AES; see RFC 8018.
func encrypted(t *testing.T, key []byte, password string) []byte {
	t.Helper()
	const rounds, size = 2048, 32
	salt, iv := make([]byte, 16), make([]byte, aes.BlockSize)
	_, err := rand.Read(salt)
	_, ierr := rand.Read(iv)
	secretKey, kerr := pbkdf2.Key(sha256.New, password, salt, rounds, size)
	block, cerr := aes.NewCipher(secretKey)
	if err = errors.Join(err, ierr, kerr, cerr); err != nil {
		t.Fatal(err)
	}
	padding := aes.BlockSize - len(key)%aes.BlockSize
	sealed := append(bytes.Clone(key), bytes.Repeat([]byte{byte(padding)}, padding)...)
	cipher.NewCBCEncrypter(block, iv).CryptBlocks(sealed, sealed)
	must := func(v any) asn1.RawValue {
		der, merr := asn1.Marshal(v)
		if merr != nil {
			t.Fatal(merr)
		}
		return asn1.RawValue{FullBytes: der}
	}
	type scheme = pkix.AlgorithmIdentifier
	derivation := must(struct {
		Salt   []byte
		Rounds int
		Hash   scheme
	}{salt, rounds, scheme{Algorithm: asn1.ObjectIdentifier{1, 2, 840, 113549, 2, 9}, Parameters: asn1.NullRawValue}})
	return must(struct {
		Scheme scheme
		Data   []byte
	}{
		scheme{Algorithm: asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 5, 13}, Parameters: must(struct{ Derivation, Cipher scheme }{
			scheme{Algorithm: asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 5, 12}, Parameters: derivation},
			scheme{Algorithm: asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 1, 42}, Parameters: must(iv)},
		})},
		sealed,
	}).FullBytes
}
