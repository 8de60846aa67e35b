package payouts_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"

	"awning/client/payouts"
	"awning/tries"
)

// archive packs files, given by name and content in turn.
func archive(tb testing.TB, files ...string) []byte {
	tb.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		f, err := w.Create(files[i])
		if err == nil {
			_, err = io.WriteString(f, files[i+1])
		}
		if err != nil {
			tb.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// tables reads all tables there are in a file.
func tables(tb testing.TB, file io.Reader) (out []string, err error) {
	tb.Helper()
	dir := tb.TempDir()
	for table, failed := range payouts.Files(file, dir) {
		if failed != nil {
			err = errors.Join(err, failed)
			continue
		}
		if kept, rerr := os.ReadDir(dir); rerr != nil || len(kept) > 0 && runtime.GOOS != "windows" {
			tb.Errorf("%v has a name while it is read, %v", kept, rerr)
		}
		text, failed := io.ReadAll(table)
		out = append(out, string(text))
		err = errors.Join(err, failed)
	}
	if left, rerr := os.ReadDir(dir); rerr != nil || len(left) > 0 {
		tb.Errorf("%v is left behind, %v", left, rerr)
	}
	return out, err
}

func TestFiles(t *testing.T) {
	t.Parallel()
	many := make([]string, 0, 2200)
	for i := range 1100 {
		many = append(many, fmt.Sprint(i, ".csv"), "x")
	}
	locked := archive(t, "a.csv", "1")
	locked[bytes.Index(locked, []byte("PK\x01\x02"))+8] |= 1 // it has a password
	damaged := archive(t, "a.csv", strings.Repeat("0123456789", 100))
	damaged[bytes.Index(damaged, []byte("PK\x01\x02"))+16] ^= 1 // its checksum is another
	whole := archive(t, "2026-01.csv", "head\n1\n", "folder/", "", "folder/2026-02.TSV", "head\n2\n", "read me.txt", "no", "__MACOSX/._2026-01.csv", "no")
	for name, tt := range map[string]struct {
		file string
		want []string
		err  string
	}{
		"a table":             {file: "earningId\nA\n", want: []string{"earningId\nA\n"}},
		"a marked one":        {file: "\ufeffearningId\nA\n", want: []string{"\ufeffearningId\nA\n"}},
		"a short one":         {file: "a", want: []string{"a"}},
		"nothing":             {file: "", want: []string{""}},
		"an archive":          {file: string(whole), want: []string{"head\n1\n", "head\n2\n"}},
		"half an archive":     {file: string(whole[:len(whole)/2]), err: "read the archive"},
		"an empty archive":    {file: string(archive(t)), err: "none of the 0 files"},
		"another archive":     {file: string(archive(t, "setup.exe", "MZ")), err: "none of the 1 files"},
		"a locked archive":    {file: string(locked), err: "has a password"},
		"a damaged archive":   {file: string(damaged), want: []string{strings.Repeat("0123456789", 100)}, err: "checksum"},
		"far too many tables": {file: string(archive(t, many...)), err: "at most 1000"},
		"a page":              {file: "<!DOCTYPE html>", err: "a page or a message"},
		"a marked message":    {file: "\ufeff{\"error\":1}", err: "a page or a message"},
	} {
		got, err := tables(t, strings.NewReader(tt.file))
		if !slices.Equal(got, tt.want) || (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) {
			t.Errorf("%s: %.100q, %v", name, got, err)
		}
	}
}

// What is small on the way and endless when it is unpacked is not read to its end, and neither is
// a table of contents that alone would fill the memory.
func TestFiles_bombs(t *testing.T) {
	t.Parallel()
	zeros := strings.Repeat("\x00", 48<<20)
	bomb := archive(t, "a.csv", zeros, "b.csv", zeros)
	read := int64(0)
	var last error
	for table, err := range payouts.Files(bytes.NewReader(bomb), t.TempDir()) {
		if err != nil {
			t.Fatal(err)
		}
		n, rerr := io.Copy(io.Discard, table)
		read, last = read+n, errors.Join(last, rerr)
	}
	if last == nil || !strings.Contains(last.Error(), "larger than any") || read > 80<<20 {
		t.Errorf("%d bytes of %d were read: %v", read, 2*len(zeros), last)
	}
	files := make([]string, 0, 200_000)
	for range cap(files) / 2 {
		files = append(files, "a.csv", "")
	}
	if got, err := tables(t, bytes.NewReader(archive(t, files...))); len(got) > 0 || err == nil || !strings.Contains(err.Error(), "table of contents") {
		t.Errorf("%d tables, %v", len(got), err)
	}
}

// Whoever stops in the middle leaves nothing behind, and is asked for no more.
func TestFiles_stopped(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for range payouts.Files(bytes.NewReader(archive(t, "a.csv", "1", "b.csv", "2")), dir) {
		break
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("%v is left behind, %v", left, err)
	}
	for _, err := range payouts.Files(bytes.NewReader(archive(t, "a.csv", "1")), dir+"/none") {
		if err == nil || !errors.Is(err, os.ErrNotExist) {
			t.Errorf("without a place to keep it: %v", err)
		}
	}
}

func TestCounted(t *testing.T) {
	t.Parallel()
	var told []int64
	r := payouts.Counted(io.MultiReader(strings.NewReader("abc"), strings.NewReader("de")), func(n int64) { told = append(told, n) })
	if all, err := io.ReadAll(r); string(all) != "abcde" || err != nil || !slices.Equal(told, []int64{3, 5, 5}) {
		t.Errorf("%q, %v; told %v", all, err, told)
	}
}

// Whatever became of a file on the way, its tables are read or it is refused: nothing is left
// behind, and nothing is read that was not in it.
func TestFiles_damaged(t *testing.T) {
	t.Parallel()
	const lines = "earningId,paymentStatus\nA,Sent\nB,Upcoming\n"
	whole := [][]byte{
		archive(t, "2026-01.csv", lines, "folder/2026-02.tsv", strings.Repeat(lines, 20), "read me.txt", "no"), archive(t, "a.csv", "1"),
		[]byte(lines), []byte("\ufeff" + lines),
	}
	tries, dir := tries.Of(1500), t.TempDir()
	if tries >= 10*1500 {
		tries = max(tries, 100_000)
	}
	r := rand.New(rand.NewPCG(6, 6))
	good, refused := 0, 0
	for range tries {
		file := slices.Clone(whole[r.IntN(len(whole))])
		for range r.IntN(4) {
			at := r.IntN(len(file))
			switch r.IntN(4) {
			case 0:
				file = file[:max(at, 1)]
			case 1:
				file[at] ^= 1 << r.IntN(8)
			case 2:
				file = slices.Insert(file, at, byte(r.IntN(256)))
			default:
				file = append(file[:at:at], whole[r.IntN(len(whole))]...)
			}
		}
		read := int64(0)
		var failed error
		for table, err := range payouts.Files(bytes.NewReader(file), dir) {
			if failed = errors.Join(failed, err); err == nil {
				n, err := io.Copy(io.Discard, table)
				read, failed = read+n, errors.Join(failed, err)
			}
		}
		if good++; failed != nil {
			good, refused = good-1, refused+1
		}
		if read > 1<<20 {
			t.Fatalf("%d bytes were read from %q", read, file)
		}
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("%v is left behind, %v", left, err)
	}
	if good == 0 || refused == 0 {
		t.Errorf("%d were read and %d refused, so that nothing was shown", good, refused)
	}
	t.Logf("%d files, of which %d were refused", tries, refused)
}

func FuzzFiles(f *testing.F) {
	f.Add([]byte("earningId\nA\n"))
	f.Add(archive(f, "a.csv", "1", "b.csv", "2"))
	f.Fuzz(func(t *testing.T, file []byte) {
		_, _ = tables(t, bytes.NewReader(file)) // leaves nothing behind, and ends
	})
}
