package command

import (
	"cmp"
	"context"
	"errors"
	"io"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"awning/client"
	"awning/client/secret"
	"awning/model/catalog"
	"awning/tui/sanitize"
	"awning/tui/text"
)

// Options are what a run is given from outside.
type Options struct {
	Args    []string // without the program's name
	In      io.Reader
	Out     io.Writer
	Err     io.Writer
	Version Version
	// Asks says that questions can be asked: In and Err are a terminal.
	Asks bool
	// OutTerminal says that Out is a terminal, Width how wide (0: not known).
	OutTerminal bool
	Width       int
	Now         func() time.Time
	// Defaults are what the config file says where no flag does.
	Defaults Settings
	// Env looks up an environment variable.
	Env func(string) string
	// Open makes the marketplace.
	Open Opener
	// Enter makes the hall in which people sign in and out.
	Enter Entrance
	// Hidden asks for something that is not shown while it is typed; nil where Asks
	// is false.
	Hidden func(ctx context.Context, question string) (secret.String, error)
	// Classify says what kind of failure an error of the marketplace is.
	Classify func(error) Exit
	// Console opens the console.
	Console func(ctx context.Context, s Settings) error
	// Serve serves the sandbox until the context ends.
	Serve func(ctx context.Context, s Serving) error
	// Report writes a fault of Awning itself down, and says where that is; nil lets
	// it end the process.
	Report func(what any, stack []byte) (path string, err error)
	// Catalog is the field catalogue.
	Catalog *catalog.Catalog
}

// Version is what the binary knows of itself.
type Version struct {
	Number string // "v1.2.3" or "devel"
	Commit string // may be empty
	Go     string
}

// run is one run of a command.
type run struct {
	opt  Options
	set  Settings
	text *text.Texts
	view func() view // chosen once the flags are read
	in   *lines
	// signingIn says that the command is about signing in: what failed is told
	// without saying to do just that.
	signingIn bool
	// saying keeps lines whole that several goroutines say.
	saying sync.Mutex
}

// Run carries out one command line and returns the exit code of the process.
// What failed is said on o.Err in one sentence, a fault of Awning itself, too.
func Run(ctx context.Context, o Options) Exit {
	r := newRun(o)
	err := r.guarded(ctx)
	r.complain(err)
	return r.exit(err)
}

// guarded is the command, with a fault of its own as an error: what a panic prints
// could hold anything.
func (r *run) guarded(ctx context.Context) (err error) {
	if r.opt.Report == nil {
		return r.root().ExecuteContext(ctx)
	}
	defer func() {
		what := recover()
		if what == nil {
			return
		}
		t := r.text.Shell
		path, unwritten := r.opt.Report(what, debug.Stack())
		if unwritten != nil {
			err = failed(t.FaultBare+"; "+unwritten.Error(), t.FaultHint)
			return
		}
		err = failed(sprintf(t.Fault, path), t.FaultHint)
	}()
	return r.root().ExecuteContext(ctx)
}

// newRun picks the language before the flags are read, because their help is
// in it.
func newRun(o Options) *run {
	lang := cmp.Or(languageOf(o.Args), o.Defaults.Lang, firstSet(o.Env, "LC_ALL", "LC_MESSAGES", "LANG"))
	words, _ := text.For(lang)
	r := &run{opt: o, text: words, set: o.Defaults, in: newLines(o.In)}
	r.set.Cloud = o.Env("AWNING_CLOUD")
	r.view = sync.OnceValue(r.chosen)
	return r
}

// languageOf finds --lang among the arguments.
func languageOf(args []string) string {
	for i, a := range args {
		switch {
		case a == "--":
			return ""
		case a == "--lang" && i+1 < len(args):
			return args[i+1]
		case len(a) > len("--lang=") && a[:len("--lang=")] == "--lang=":
			return a[len("--lang="):]
		}
	}
	return ""
}

func firstSet(env func(string) string, names ...string) string {
	for _, n := range names {
		if v := env(n); v != "" {
			return v
		}
	}
	return ""
}

// complain says what failed.
func (r *run) complain(err error) {
	if err == nil {
		return
	}
	own, worded := errors.AsType[*Error](err)
	if worded && own.Text == "" {
		return
	}
	words := r.text.Command.Fail
	sentence, hint := r.sentence(err)
	r.sayf(words.Error, sanitize.Line(sentence))
	if hint != "" {
		r.sayf(words.Hint, sanitize.Line(hint))
	}
	if advised := worded && own.Next != ""; errors.Is(err, client.ErrSignIn) && !r.signingIn && !advised {
		r.sayf(words.Hint, r.text.Command.SignIn.Again)
	}
	r.support(err)
}

// ticketed is a failure that only somebody else can mend, with what they will ask
// for.
type ticketed interface {
	error
	Ticket() string
}

// support tells the ids of a failure, in lines of their own.
func (r *run) support(err error) {
	t, ok := errors.AsType[ticketed](err)
	if !ok {
		return
	}
	block := strings.TrimSpace(t.Ticket())
	if block == "" {
		return
	}
	r.sayf("%s", r.text.Command.SignIn.Support)
	for line := range strings.SplitSeq(block, "\n") {
		r.sayf("  %s", sanitize.Line(line))
	}
}
