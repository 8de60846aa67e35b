package command_test

import (
	"context"
	"errors"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"awning/client"
	"awning/model"
	"awning/tui/command"
)

// picture is a file with a PNG image of so many pixels.
func picture(t *testing.T, name string, width, height int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err = errors.Join(png.Encode(f, image.NewGray(image.Rect(0, 0, width, height))), f.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

// A file of a field is checked before anything is sent, uploaded, and in the draft.
func TestSet_uploadsFiles(t *testing.T) {
	t.Parallel()
	right, wrong := picture(t, "new-logo.png", 48, 48), picture(t, "large.png", 64, 64)
	onStage(t, func(s *stage) {
		const offer, logo, summary = "harbor-backup", "assets:azurelogosmall/1.file", "listing.summary"
		before, said := s.get(offer, logo, model.Draft), s.get(offer, summary, model.Draft)
		s.log.Reset()
		s.awning("set", offer, summary+"=Other words", logo+"=@"+wrong).want(t, command.Failed).
			says(t, "large.png does not fit, nothing was sent", "48 × 48 pixels", "64 × 64", "choose another")
		for line := range strings.Lines(s.log.String()) {
			if !strings.Contains(line, `"method":"GET"`) {
				t.Errorf("a wrong file, and the service was sent %s", line)
			}
		}
		if s.get(offer, logo, model.Draft) != before || s.get(offer, summary, model.Draft) != said {
			t.Fatal("a wrong file changed the draft")
		}

		r := s.awning("set", offer, summary+"=Other words", logo+"=@"+right, "-o", "json").want(t, command.Done).
			says(t, "uploaded new-logo.png to", "saved Offer listing")
		got := decode[command.SetJSON](t, r)
		if !slices.Equal(got.Saved, []string{"assets:azurelogosmall/1", "listing"}) || len(got.Changes) != 2 {
			t.Fatalf("answer %+v", got)
		}
		if c := got.Changes[0]; c.Path != logo || string(c.Old) != before || string(c.New) != `"new-logo.png"` {
			t.Errorf("the file's change %+v", c)
		}
		if now := s.get(offer, logo, model.Draft); now != `"new-logo.png"` {
			t.Errorf("the draft has %s", now)
		}
		if now := s.get(offer, summary, model.Draft); now != `"Other words"` {
			t.Errorf("the summary is %s", now)
		}
	})
}

// What is said about a file is saved with the document that names the new one.
func TestSet_fileAndItsDescription(t *testing.T) {
	t.Parallel()
	shot := picture(t, "map.png", 1280, 720)
	onStage(t, func(s *stage) {
		const offer, place = "harbor-backup", "assets:azurelogoscreenshot/1"
		s.awning("set", offer, place+".description=The map", place+".file=@"+shot).want(t, command.Done).
			prints(t, "map.png", "The map").says(t, "uploaded map.png", "saved ")
		for field, want := range map[string]string{".file": `"map.png"`, ".description": `"The map"`} {
			if got := s.get(offer, place+field, model.Draft); got != want {
				t.Errorf("%s is %s, want %s", field, got, want)
			}
		}
	})
}

// Where the API takes addresses of files only, nothing of the line is done.
func TestSet_noFilesForGraph(t *testing.T) {
	t.Parallel()
	logo := picture(t, "logo.png", 48, 48)
	onStage(t, func(s *stage) {
		const offer, image = "current-crm", "assets:azurelogolarge/1"
		old, name := s.get(offer, image+".file", model.Draft), s.get(offer, image+".name", model.Draft)
		s.awning("set", offer, image+".name=Other", "listing.summary=Other", image+".file=@"+logo).want(t, command.Failed).
			says(t, "no API can take files for Software as a Service offers", client.PortalOffers, "nothing was saved")
		if s.get(offer, image+".file", model.Draft) != old || s.get(offer, image+".name", model.Draft) != name ||
			s.get(offer, "listing.summary", model.Draft) == `"Other"` {
			t.Error("the draft was changed")
		}
	})
}

func TestSet_filesThatCannotBeTaken(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, c := range map[string]struct {
		value string
		exit  command.Exit
		says  []string
	}{
		"not there":      {"@" + filepath.Join(dir, "none.png"), command.WrongUsage, []string{"none.png", "no such file"}},
		"a folder":       {"@" + dir, command.WrongUsage, []string{"is not a file"}},
		"standard input": {"@-", command.WrongUsage, []string{"standard input", "assets:azurelogolarge/1.file=@FILE"}},
		"a value":        {"logo.png", command.Failed, []string{"uploaded file", "assets:azurelogolarge/1.file=@FILE"}},
		"an @":           {"@@logo.png", command.Failed, []string{"uploaded file"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := harbor("Old", "1")
			script(t, m, "set", "harbor-backup", "listing.summary=New", "assets:azurelogolarge/1.file="+c.value).want(t, c.exit).says(t, c.says...)
			if len(m.saved)+len(m.uploads) > 0 {
				t.Errorf("saved %v, uploaded %v", m.sent(), m.uploads)
			}
		})
	}
}

// How far an upload is shows on a terminal only, and interrupting it ends it.
func TestSet_uploadProgress(t *testing.T) {
	t.Parallel()
	logo := picture(t, "new.png", 216, 216)
	steps := func(_ context.Context, u client.Upload) error {
		if u.Progress == nil {
			return nil
		}
		for _, p := range []client.UploadProgress{
			{Stage: client.UploadSending, Sent: 0, Size: 200},
			{Stage: client.UploadSending, Sent: 100, Size: 200}, // too soon to be told
			{Stage: client.UploadProcessing, Sent: 200, Size: 200},
			{Stage: client.UploadDone, Sent: 200, Size: 200},
		} {
			u.Progress(p)
		}
		return nil
	}
	line := []string{"set", "harbor-backup", "assets:azurelogolarge/1.file=@" + logo}
	m := harbor("Old", "1")
	m.upload = steps
	r := shell{asks: true}.run(t, m, line...).want(t, command.Done).says(t, "sending new.png: 0 % of 200 bytes", "new.png is sent")
	if strings.Contains(r.err, "50 %") || strings.Contains(r.out, "sending") {
		t.Errorf("stderr:\n%s\nstdout:\n%s", r.err, r.out)
	}
	for name, sh := range map[string]struct {
		shell shell
		flags []string
	}{"a script": {}, "quiet": {shell{asks: true}, []string{"--quiet"}}} {
		m = harbor("Old", "1")
		m.upload = steps
		if r = sh.shell.run(t, m, append(sh.flags, line...)...).want(t, command.Done); strings.Contains(r.err, "sending") {
			t.Errorf("%s is told:\n%s", name, r.err)
		}
	}

	ctx, interrupt := context.WithCancel(t.Context())
	m = harbor("Old", "1")
	m.upload = func(ctx context.Context, _ client.Upload) error {
		interrupt()
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Minute):
			return errors.New("nobody stopped it")
		}
	}
	shell{ctx: ctx}.run(t, m, append(line, "listing.summary=New")...).want(t, command.Failed).says(t, "interrupted", "nothing was saved")
	if len(m.saved) > 0 {
		t.Errorf("saved %v after the interruption", m.sent())
	}
}
