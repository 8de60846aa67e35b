package profile_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"awning/client/profile"
	"awning/model"
)

// dana is a profile as the console writes it.
func dana() model.Profile {
	return model.Profile{
		Name: "dana", Kind: model.DeviceCode, ClientID: "0d6b2f7e-4c1a-4b53-9a0e-7c2f5d8e1b44",
		Tenant: "b1a7e0f2-0000-4000-8000-000000000001", User: "dana@brightwave.example",
	}
}

// config writes a config file and returns its path.
func config(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "config.toml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func content(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// What a change writes, to the byte.
func TestFile_layout(t *testing.T) {
	t.Parallel()
	const (
		added = "[[profiles]]\nname = \"dana\"\nidentity = \"device-code\"\n" +
			"tenant = \"b1a7e0f2-0000-4000-8000-000000000001\"\nclient_id = \"0d6b2f7e-4c1a-4b53-9a0e-7c2f5d8e1b44\"\n" +
			"user = \"dana@brightwave.example\"\n"
		two = "# mine\n[[profiles]] # one\nname     = \"a\" # the\n  # inner\nidentity = 'token'\n" +
			"publishers = [ # all\n  \"x\", # ex\n]\ndefault=true # usual\n\n[[profiles]]\n\tname     = \"b\"\n\tidentity = \"token\"\n\n# end"
	)
	tests := map[string]struct {
		before string
		change func(context.Context, *profile.File) error
		after  string
	}{
		"first": {"", func(ctx context.Context, f *profile.File) error { return f.Put(ctx, dana()) }, added},
		"after settings": {
			"# Awning\n[settings]\nlang = \"en\"",
			func(ctx context.Context, f *profile.File) error { return f.Put(ctx, dana()) },
			"# Awning\n[settings]\nlang = \"en\"\n\n" + added,
		},
		"Windows": {
			"[settings]\r\nlang = \"en\"\r\n",
			func(ctx context.Context, f *profile.File) error { return f.Put(ctx, dana()) },
			"[settings]\r\nlang = \"en\"\r\n\r\n" + strings.ReplaceAll(added, "\n", "\r\n"),
		},
		"remove the first": {
			two, func(ctx context.Context, f *profile.File) error { return f.Remove(ctx, "a") },
			"# mine\n  # inner\n\n[[profiles]]\n\tname     = \"b\"\n\tidentity = \"token\"\n\n# end\n",
		},
		"remove the last": {
			two, func(ctx context.Context, f *profile.File) error { return f.Remove(ctx, "b") },
			strings.Replace(two, "\n[[profiles]]\n\tname     = \"b\"\n\tidentity = \"token\"\n", "", 1) + "\n",
		},
		"another default": {
			two, func(ctx context.Context, f *profile.File) error { return f.SetDefault(ctx, "b") },
			strings.Replace(strings.Replace(two, "default=true # usual\n", "# usual\n", 1),
				"\tidentity = \"token\"\n", "\tidentity = \"token\"\n\tdefault  = true\n", 1) + "\n",
		},
		"the default again": {two, func(ctx context.Context, f *profile.File) error { return f.SetDefault(ctx, "a") }, two},
		"a list with notes": {
			two, func(ctx context.Context, f *profile.File) error {
				return f.Put(ctx, model.Profile{
					Name: "a", Kind: model.StaticToken, Publishers: []model.PublisherID{"y", `"z\`}, Default: true,
				})
			},
			strings.Replace(two, "publishers = [ # all\n  \"x\", # ex\n]", "# all\n# ex\npublishers = [\"y\", \"\\\"z\\\\\"]", 1) + "\n",
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := config(t, tt.before)
			if err := tt.change(t.Context(), profile.OpenFile(path)); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.after, content(t, path)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// What cannot be changed safely is left alone, and the error has what to paste.
func TestFile_refuses(t *testing.T) {
	t.Parallel()
	put := func(ctx context.Context, f *profile.File) error { return f.Put(ctx, dana()) }
	tests := map[string]struct {
		text   string
		change func(context.Context, *profile.File) error
		says   string
		pasted bool
	}{
		"broken":          {"[settings]\nlang = \"en\"\n[[profiles]]\nname = \"a\"\n", put, ":3: profiles[0]", false},
		"secret":          {"client_secret = \"CANARY\"\n", put, "secrets are not kept", false},
		"inline tables":   {"profiles = [{name = \"a\", identity = \"token\"}]\n", put, ":1: profiles", false},
		"strange header":  {"[[\"profil\\u0065s\"]]\nname = \"a\"\nidentity = \"token\"\n", put, "[[profiles]]", true},
		"strange key":     {"[[profiles]]\nname = \"dana\"\n\"identit\\u0079\" = \"token\"\n", put, "[[profiles]]", true},
		"strange, to go":  {"[[\"profil\\u0065s\"]]\nname = \"a\"\nidentity = \"token\"\n", remove("a"), "[[profiles]]", false},
		"no such profile": {"", remove("a"), `no profile "a"`, false},
		"no such default": {"", func(ctx context.Context, f *profile.File) error { return f.SetDefault(ctx, "a") }, `no profile "a"`, false},
		"no profile": {"", func(ctx context.Context, f *profile.File) error {
			return f.Put(ctx, model.Profile{Name: "x", Kind: model.ClientSecret})
		}, "set tenant and client_id", false},
		"environment": {"", func(ctx context.Context, f *profile.File) error {
			return f.Put(ctx, model.Profile{Name: "token", Kind: model.StaticToken, Environment: true})
		}, "environment", false},
		"a user of two lines": {"", func(ctx context.Context, f *profile.File) error {
			p := dana()
			p.User = "dana\n[[profiles]]"
			return f.Put(ctx, p)
		}, "one line", false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := config(t, tt.text)
			err := tt.change(t.Context(), profile.OpenFile(path))
			if err == nil || !strings.Contains(err.Error(), tt.says) || strings.Contains(err.Error(), "CANARY") {
				t.Errorf("err %v, want %q", err, tt.says)
			}
			if e, ok := errors.AsType[*profile.EditError](err); tt.pasted && (!ok || !strings.Contains(e.Hint(), "name = \"dana\"")) {
				t.Errorf("nothing to paste: %v", err)
			}
			if got := content(t, path); got != tt.text {
				t.Errorf("the file was changed:\n%s", got)
			}
			if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".*")); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
}

func remove(name model.ProfileName) func(context.Context, *profile.File) error {
	return func(ctx context.Context, f *profile.File) error { return f.Remove(ctx, name) }
}

// The file stays where it is, behind links as well, and for whom it was.
func TestFile_inPlace(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	kept, path := filepath.Join(home, "dotfiles", "awning.toml"), filepath.Join(home, ".config", "awning", "config.toml")
	for _, dir := range []string{kept, path} {
		if err := os.MkdirAll(filepath.Dir(dir), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(kept, []byte("# kept\n"), 0o640); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join("..", "..", "dotfiles", "awning.toml"), path); err != nil {
		t.Fatal(err)
	}
	if err := profile.OpenFile(path).Put(t.Context(), dana()); err != nil {
		t.Fatal(err)
	}
	link, err := os.Lstat(path)
	if err != nil || link.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("the link was replaced: %v, %v", link, err)
	}
	info, err := os.Stat(kept)
	if err != nil || info.Mode().Perm() != 0o640 || !strings.HasPrefix(content(t, kept), "# kept\n\n[[profiles]]\n") {
		t.Errorf("%v %v:\n%s", info, err, content(t, kept))
	}

	fresh := filepath.Join(home, "new", "awning", "config.toml")
	if err = profile.OpenFile(fresh).Put(t.Context(), dana()); err != nil {
		t.Fatal(err)
	}
	if info, err = os.Stat(fresh); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("a new file: %v, %v; want 0600", info, err)
	}
}

// A file that cannot be written is common: others manage it.
func TestFile_readOnly(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "config.toml")
	if err := os.Symlink("/proc/version/config.toml", path); err != nil {
		t.Fatal(err)
	}
	err := profile.OpenFile(path).Put(t.Context(), dana())
	if err == nil {
		t.Fatal("written")
	}
	target := filepath.Join(filepath.Dir(path), "away", "x.toml")
	if err = errors.Join(os.Remove(path), os.Symlink(target, path)); err != nil {
		t.Fatal(err)
	}
	e, ok := errors.AsType[*profile.EditError](profile.OpenFile(path).Put(t.Context(), dana()))
	if !ok || !strings.Contains(e.Hint(), "client_id = \"0d6b2f7e") || !errors.Is(e, fs.ErrNotExist) {
		t.Errorf("%v; want the lines to paste", e)
	}
}

// So is a folder in which nothing can be written.
func TestFile_noLock(t *testing.T) {
	t.Parallel()
	path := config(t, "[settings]\nascii = true\n")
	if err := os.Mkdir(path+".lock", 0o700); err != nil {
		t.Fatal(err)
	}
	f := profile.OpenFile(path)
	e, ok := errors.AsType[*profile.EditError](f.Put(t.Context(), dana()))
	if !ok || !strings.Contains(e.Hint(), "client_id = \"0d6b2f7e") || content(t, path) != "[settings]\nascii = true\n" {
		t.Errorf("%v; want the lines to paste", e)
	}
	if err := f.Remove(t.Context(), "dana"); err == nil || !strings.Contains(err.Error(), "no profile") {
		t.Errorf("%v; want what is wrong anyway", err)
	}
}

// Somebody's editor takes no lock. What it writes meanwhile is kept.
func TestFile_editorMeanwhile(t *testing.T) {
	t.Parallel()
	path := config(t, "# old\n")
	calls := 0
	err := profile.OpenFile(path).Update(t.Context(), func(all []model.Profile) ([]model.Profile, error) {
		if calls++; calls == 1 {
			if err := os.WriteFile(path, []byte("# new\n"), 0o600); err != nil {
				t.Error(err)
			}
		}
		return append(all, dana()), nil
	})
	if err != nil || calls != 2 || !strings.HasPrefix(content(t, path), "# new\n\n[[profiles]]\n") {
		t.Errorf("%v after %d calls:\n%s", err, calls, content(t, path))
	}
	err = profile.OpenFile(path).Update(t.Context(), func(all []model.Profile) ([]model.Profile, error) {
		calls++
		p := dana()
		p.Name = "marco"
		return profile.With(all, p), os.WriteFile(path, fmt.Appendf(nil, "# %d\n", calls), 0o600)
	})
	if e, ok := errors.AsType[*profile.EditError](err); !ok || !strings.Contains(e.Error(), "keeps writing") {
		t.Errorf("%v; want it to give up", err)
	}
}

// Many at once, through files of their own, lose nothing.
func TestFile_together(t *testing.T) {
	t.Parallel()
	for name, path := range map[string]string{"disk": filepath.Join(t.TempDir(), "config.toml"), "memory": ""} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			const many = 12
			shared := profile.OpenFile(path)
			var wg sync.WaitGroup
			for i := range many {
				wg.Go(func() {
					f := shared
					if path != "" {
						f = profile.OpenFile(path)
					}
					p := dana()
					p.Name, p.Default = model.ProfileName(fmt.Sprintf("p%d", i)), true
					if err := f.Put(t.Context(), p); err != nil {
						t.Error(err)
					}
				})
			}
			for done := false; !done; { // who reads meanwhile finds whole files
				c, err := shared.Load()
				if err != nil {
					t.Fatal(err)
				}
				done = len(c.Profiles) == many || t.Failed()
			}
			wg.Wait()
			c, err := shared.Load()
			defaults := 0
			for _, p := range c.Profiles {
				if p.Default {
					defaults++
				}
			}
			if err != nil || len(c.Profiles) != many || defaults != 1 {
				t.Errorf("%d profiles, %d defaults, %v", len(c.Profiles), defaults, err)
			}
		})
	}
}

func TestFile_locked(t *testing.T) {
	t.Parallel()
	path := config(t, "")
	ctx, cancel := context.WithCancel(t.Context())
	err := profile.OpenFile(path).Update(t.Context(), func(all []model.Profile) ([]model.Profile, error) {
		cancel()
		if err := profile.OpenFile(path).Put(ctx, dana()); !errors.Is(err, context.Canceled) {
			t.Errorf("written while another had the lock: %v", err)
		}
		return all, nil
	})
	if err != nil || content(t, path) != "" {
		t.Errorf("%v, %q", err, content(t, path))
	}
}
