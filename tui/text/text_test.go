package text_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"awning/model"
	"awning/tui/text"
)

// walk visits every text of a language with its name.
func walk(v reflect.Value, name string, visit func(name, s string)) {
	switch v.Kind() {
	case reflect.String:
		visit(name, v.String())
	case reflect.Struct:
		for i := range v.NumField() {
			walk(v.Field(i), name+"."+v.Type().Field(i).Name, visit)
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			if k.String() == "" {
				continue // what has no name may have no word
			}
			walk(v.MapIndex(k), name+"["+k.String()+"]", visit)
		}
	case reflect.Slice:
		for i := range v.Len() {
			walk(v.Index(i), name, visit)
		}
	default:
	}
}

// A language has every text, and none would break a line of the screen.
func TestEnglish_isWhole(t *testing.T) {
	t.Parallel()
	count := 0
	walk(reflect.ValueOf(*text.English()), "Texts", func(name, s string) {
		count++
		if strings.TrimSpace(s) == "" {
			t.Errorf("%s is empty", name)
		}
		if strings.Contains(s, "\t") || strings.Contains(s, "\x1b") {
			t.Errorf("%s has a control character: %q", name, s)
		}
	})
	if count < 300 {
		t.Errorf("only %d texts were found", count)
	}
}

func TestFor(t *testing.T) {
	t.Parallel()
	for lang, known := range map[string]bool{"": true, "C": true, "POSIX": true, "en": true, "en_GB.UTF-8": true, "xx": false, "e": false} {
		texts, ok := text.For(lang)
		if ok != known || texts == nil || texts.Shell.Name == "" {
			t.Errorf("For(%q) = %v, %v, want texts and %v", lang, texts != nil, ok, known)
		}
	}
}

func TestWord_keepsWhatItDoesNotKnow(t *testing.T) {
	t.Parallel()
	w := text.English().Words
	if got := text.Word(w.Environments, model.Draft); got != "draft" {
		t.Errorf("draft is called %q", got)
	}
	if got := text.Word(w.Environments, "staging"); got != "staging" {
		t.Errorf("a new environment is called %q", got)
	}
}

func TestTexts_State(t *testing.T) {
	t.Parallel()
	texts := text.English()
	going := model.Standing{Running: &model.Submission{Phase: model.PhaseGoingLive}}
	if got := texts.State(going); got != "Going live" {
		t.Errorf("a go-live under way is called %q", got)
	}
	if got := texts.State(model.Standing{Running: &model.Submission{Phase: model.PhasePublishing}}); got != "Publish in progress" {
		t.Errorf("a publish under way is called %q", got)
	}
	going.Stopping = true
	if got := texts.State(going); got != "Pending stop" {
		t.Errorf("a stop is called %q", got)
	}
}

func TestWords_Duration(t *testing.T) {
	t.Parallel()
	w := text.English().Words
	for d, want := range map[time.Duration]string{
		-time.Second: "0 s", 40 * time.Second: "40 s", 12 * time.Minute: "12 min",
		3*time.Hour + 5*time.Minute: "3 h 5 min", 4 * time.Hour: "4 h", 50 * time.Hour: "2 days",
	} {
		if got := w.Duration(d); got != want {
			t.Errorf("Duration(%v) = %q, want %q", d, got, want)
		}
	}
}
