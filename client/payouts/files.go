package payouts

import (
	"archive/zip"
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path"
	"runtime"
	"strings"
)

// The limits of a file from storage. The service's own stay far below them: 1 GB a file, and
// one for each month at most (learn.microsoft.com/partner-center/payouts-enhanced-exports).
const (
	maxUnpacked  = 4 << 30  // bytes of everything in an archive, or of the archive
	maxEntries   = 1000     // files in an archive
	maxDirectory = 4 << 20  // bytes that its table of contents may take to read
	maxRatio     = 500      // how much larger it may become,
	freeRatio    = 64 << 20 // once it has become that large
)

// Files finds the tables in what [Client.Open] opened: the file itself, or every .csv and .tsv
// in it if it is an archive. Each reader is good until the next one is asked for. An error is
// the last thing yielded; that a table is larger than any export the reader itself tells.
//
// An archive has to be there as a whole before it can be read: it is kept in dir meanwhile, in
// a file that only this user may read, and that is gone afterwards, by a kill of the program
// too where the system lets go of the names of open files. Memory does not grow with the size of either.
func Files(r io.Reader, dir string) iter.Seq2[io.Reader, error] {
	return func(yield func(io.Reader, error) bool) {
		in := bufio.NewReaderSize(r, 1<<16)
		head, err := in.Peek(4)
		if err != nil && !errors.Is(err, io.EOF) {
			yield(nil, err)
			return
		}
		text := bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
		switch {
		case bytes.Equal(head, []byte("PK\x03\x04")), bytes.Equal(head, []byte("PK\x05\x06")):
			err = unpack(in, dir, func(entry io.Reader) bool { return yield(entry, nil) })
			if err != nil {
				yield(nil, fmt.Errorf("read the archive: %w", err))
			}
		case bytes.HasPrefix(text, []byte("<")), bytes.HasPrefix(text, []byte("{")):
			yield(nil, errors.New("storage sent a page or a message instead of the export: a proxy may stand in between"))
		default:
			yield(&unpacked{r: in, left: &budget{bytes: maxUnpacked}}, nil)
		}
	}
}

// unpack goes through the tables of an archive.
func unpack(r io.Reader, dir string, table func(io.Reader) bool) (err error) {
	spool, err := newSpool(dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, spool.remove()) }()
	size, err := io.Copy(spool.file, io.LimitReader(r, maxUnpacked+1))
	if err != nil {
		return err
	}
	if size > maxUnpacked {
		return fmt.Errorf("it is larger than %d GiB", maxUnpacked>>30)
	}
	contents := &frugal{r: spool.file, left: maxDirectory}
	archive, err := zip.NewReader(contents, size)
	if err != nil {
		return err
	}
	contents.open = true
	tables, err := tablesOf(archive)
	if err != nil {
		return err
	}
	left := &budget{bytes: min(maxUnpacked, max(freeRatio, maxRatio*size))}
	for _, f := range tables {
		again, failed := one(f, left, table)
		if failed != nil || !again {
			return failed
		}
	}
	return nil
}

// one opens one table of an archive.
func one(f *zip.File, left *budget, table func(io.Reader) bool) (again bool, err error) {
	if f.Flags&1 != 0 {
		return false, fmt.Errorf("%.80q in it has a password", f.Name)
	}
	entry, err := f.Open()
	if err != nil {
		return false, fmt.Errorf("%.80q in it: %w", f.Name, err)
	}
	again = table(&unpacked{r: entry, left: left})
	if err = entry.Close(); err != nil {
		return false, fmt.Errorf("%.80q in it: %w", f.Name, err)
	}
	return again, nil
}

// tablesOf are the files of an archive that hold tables, in its own order.
func tablesOf(archive *zip.Reader) ([]*zip.File, error) {
	if len(archive.File) > maxEntries {
		return nil, fmt.Errorf("it holds %d files; at most %d are read", len(archive.File), maxEntries)
	}
	var tables []*zip.File
	for _, f := range archive.File {
		name := strings.ToLower(f.Name)
		switch {
		case f.FileInfo().IsDir(), strings.HasPrefix(name, "__macosx/"):
		case path.Ext(name) == ".csv", path.Ext(name) == ".tsv":
			tables = append(tables, f)
		}
	}
	if len(tables) == 0 {
		return nil, fmt.Errorf("none of the %d files in it is a .csv or .tsv", len(archive.File))
	}
	return tables, nil
}

// budget is how many bytes may still be unpacked.
type budget struct{ bytes int64 }

// unpacked ends a table that becomes larger than any export.
type unpacked struct {
	r    io.Reader
	left *budget
}

// Read reads no more than may be unpacked.
func (u *unpacked) Read(p []byte) (int, error) {
	if u.left.bytes <= 0 {
		return 0, errors.New("the export becomes larger than any the service makes: it is not read on")
	}
	n, err := u.r.Read(p[:min(int64(len(p)), u.left.bytes)])
	u.left.bytes -= int64(n)
	return n, err
}

// frugal ends a table of contents that does not.
type frugal struct {
	r    io.ReaderAt
	left int64
	open bool // the table of contents was read
}

// ReadAt reads from the archive.
func (f *frugal) ReadAt(p []byte, at int64) (int, error) {
	if !f.open {
		if f.left -= int64(len(p)); f.left < 0 {
			return 0, fmt.Errorf("its table of contents is larger than %d MiB", maxDirectory>>20)
		}
	}
	return f.r.ReadAt(p, at)
}

// spool is a file of its own that nobody else sees.
type spool struct {
	file  *os.File
	named bool // it still has to be removed
}

func newSpool(dir string) (*spool, error) {
	file, err := os.CreateTemp(dir, ".export-*") // 0600
	if err != nil {
		return nil, fmt.Errorf("keep it: %w", err)
	}
	s := &spool{file: file, named: true}
	if runtime.GOOS != "windows" { // which does not let go of the name of an open file
		s.named = os.Remove(file.Name()) != nil
	}
	return s, nil
}

func (s *spool) remove() error {
	err := s.file.Close()
	if s.named {
		err = errors.Join(err, os.Remove(s.file.Name()))
	}
	return err
}

// Counted tells how many bytes were read so far, after each of r's reads and by the goroutine
// that reads.
func Counted(r io.Reader, told func(bytes int64)) io.Reader { return &counted{r: r, told: told} }

type counted struct {
	r     io.Reader
	bytes int64
	told  func(int64)
}

// Read passes on what was read.
func (c *counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.bytes += int64(n)
	c.told(c.bytes)
	return n, err
}
