package catalog_test

import (
	"archive/zip"
	"bytes"
	"image"
	"image/png"
	"strings"
	"testing"

	"awning/model/catalog"
)

func picture(t *testing.T, width, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func archive(t *testing.T, names ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range names {
		if _, err := w.Create(name); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestInspect(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name     string
		contents []byte
		want     catalog.FileFacts
		wrong    string
	}{
		{name: "a.PNG", contents: picture(t, 216, 90), want: catalog.FileFacts{Width: 216, Height: 90}},
		{name: "a.zip", contents: archive(t, "mainTemplate.json", "in/b.json"), want: catalog.FileFacts{Entries: []string{"mainTemplate.json", "in/b.json"}}},
		{name: "a.pdf", contents: []byte("%PDF")},
		{name: "a.png", contents: []byte("GIF89a"), wrong: "a.png is no PNG image"},
		{name: "a.zip", contents: []byte("PK"), wrong: "a.zip is no zip archive"},
	}
	for _, test := range tests {
		facts, err := catalog.Inspect(test.name, bytes.NewReader(test.contents), int64(len(test.contents)))
		if test.wrong != "" {
			if err == nil || !strings.Contains(err.Error(), test.wrong) {
				t.Errorf("%s: %v; want %q", test.name, err, test.wrong)
			}
			continue
		}
		if err != nil || facts.Bytes != int64(len(test.contents)) || facts.Name != test.name || facts.Width != test.want.Width ||
			facts.Height != test.want.Height || strings.Join(facts.Entries, " ") != strings.Join(test.want.Entries, " ") {
			t.Errorf("%s: %+v, %v", test.name, facts, err)
		}
	}
}
