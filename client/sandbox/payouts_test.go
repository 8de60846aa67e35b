package sandbox_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"awning/client/sandbox"
	"awning/client/sandbox/exports"
	"awning/client/sandbox/world"
)

// queue asks for an export and gives its id.
func (c *v1Client) queue(kind, filter string, headers ...string) string {
	c.t.Helper()
	r, err := c.send(http.MethodPost, payoutsAPI+"/"+kind+"?$filter="+url.QueryEscape(filter)+"&fileformat=csv", "", headers...)
	if err != nil {
		c.t.Fatal(err)
	}
	if r.Status != http.StatusAccepted {
		c.t.Fatalf("queueing %s by %q answered %d: %s", kind, filter, r.Status, r.Body)
	}
	return r.values(c.t)[0]["requestId"].(string)
}

// poll gives the status and the address of an export.
func (c *v1Client) poll(kind, id string) (status, address string) {
	c.t.Helper()
	v := c.at(http.StatusOK, http.MethodGet, payoutsAPI+"/"+kind+"/"+id).values(c.t)[0]
	return v["status"].(string), v["blobLocation"].(string)
}

// download gets a file from storage, without a token.
func (c *v1Client) download(address string) response {
	c.t.Helper()
	old := c.token
	c.token = ""
	defer func() { c.token = old }()
	r, err := c.send(http.MethodGet, address, "")
	if err != nil {
		c.t.Fatal(err)
	}
	return r
}

// rows reads an export's file: its heads, and its lines by them.
func rows(t *testing.T, file []byte) (heads []string, lines []map[string]string) {
	t.Helper()
	all, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(file, []byte("\ufeff")))).ReadAll()
	if err != nil || len(all) == 0 {
		t.Fatalf("%v in %.200q", err, file)
	}
	for _, record := range all[1:] {
		line := map[string]string{}
		for i, name := range all[0] {
			line[name] = record[i]
		}
		lines = append(lines, line)
	}
	return all[0], lines
}

// export makes an export and reads it.
func (c *v1Client) export(kind, filter string) (heads []string, lines []map[string]string) {
	c.t.Helper()
	id := c.queue(kind, filter)
	time.Sleep(3 * time.Second)
	status, address := c.poll(kind, id)
	if status != "Completed" {
		c.t.Fatalf("after three seconds the export is %s", status)
	}
	return rows(c.t, c.download(address).Body)
}

// heads of a recorded file.
func sampleHeads(t *testing.T, name string) []string {
	t.Helper()
	dir := os.Getenv("AWNING_CONTRACT")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "contract")
	}
	raw, err := os.ReadFile(filepath.Join(dir, "..", "reference", "payouts", name))
	if err != nil {
		t.Skipf("no sample %s: set AWNING_CONTRACT", name)
	}
	head, _, _ := bytes.Cut(raw, []byte("\r\n"))
	return strings.Split(string(head), ",")
}

func TestPayoutExports_columns(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newV1(t, sandbox.Options{World: world.New(world.Options{Now: time.Now()})})
		for kind, name := range map[string]string{"transactionhistory": "transactionhistory-sample.csv", "payments": "payments-sample.csv"} {
			heads, lines := c.export(kind, "")
			if want := sampleHeads(t, name); !slices.Equal(heads, want) {
				t.Errorf("%s has the columns %q, want %q", kind, heads, want)
			}
			if len(lines) < 10 {
				t.Errorf("%s has %d lines", kind, len(lines))
			}
		}
	})
}

// An export is queued, begun, and complete after its time; its address is
// good for its time, and another is made by asking again.
func TestPayoutExports_life(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newV1(t, sandbox.Options{
			World: world.New(world.Options{Now: time.Now()}), ExportTime: 6 * time.Second,
			Switches: sandbox.Switches{Payouts: sandbox.PayoutSwitches{LinkLife: time.Minute, LateLink: true}},
		})
		id := c.queue("payments", "")
		for _, want := range []struct {
			after time.Duration
			state string
			link  bool
		}{{0, "Queued", false}, {2 * time.Second, "Processing", false}, {4 * time.Second, "Completed", false}, {0, "Completed", true}} {
			time.Sleep(want.after)
			if want.state == "Completed" && !want.link { // once more, too early to delete before
				c.at(http.StatusOK, http.MethodGet, payoutsAPI+"/payments/"+id)
				continue
			}
			state, link := c.poll("payments", id)
			if state != want.state || (link != "") != want.link {
				t.Errorf("%s, %q; want %s", state, link, want.state)
			}
			if state == "Processing" {
				c.at(http.StatusBadRequest, http.MethodDelete, payoutsAPI+"/payments/"+id)
			}
		}
		_, first := c.poll("payments", id)
		if r := c.download(first); r.Status != http.StatusOK || r.Header.Get("Content-Type") != "text/csv" {
			t.Errorf("the file: %d %s", r.Status, r.Body)
		}
		if r, err := c.send(http.MethodGet, first, ""); err != nil || r.Status != http.StatusForbidden {
			t.Errorf("with a token: %d, %v", r.Status, err)
		}
		time.Sleep(2 * time.Minute)
		if r := c.download(first); r.Status != http.StatusForbidden || !bytes.Contains(r.Body, []byte("<Code>AuthenticationFailed</Code>")) {
			t.Errorf("after its time: %d %s", r.Status, r.Body)
		}
		_, second := c.poll("payments", id)
		if r := c.download(second); r.Status != http.StatusOK || second == first {
			t.Errorf("asked again: %d", r.Status)
		}
		c.at(http.StatusOK, http.MethodDelete, payoutsAPI+"/payments/"+id)
		c.at(http.StatusNotFound, http.MethodGet, payoutsAPI+"/payments/"+id)
		if r := c.download(second); r.Status != http.StatusNotFound {
			t.Errorf("after it was deleted: %d", r.Status)
		}
	})
}

// The answer has the documented form: an array of one, times with seven digits.
func TestPayoutExports_form(t *testing.T) {
	t.Parallel()
	c := newV1(t, sandbox.Options{})
	r, err := c.send(http.MethodPost, payoutsAPI+"/transactionhistory?$filter="+url.QueryEscape("paymentId eq '0007'"), "")
	if err != nil || r.Status != http.StatusAccepted {
		t.Fatalf("%d, %v", r.Status, err)
	}
	o, v := r.object(t), r.values(t)[0]
	asked, _ := v["requestDateTime"].(string)
	if _, err = time.Parse("2006-01-02T15:04:05.0000000Z", asked); err != nil || o["totalCount"] != 1.0 {
		t.Errorf("%v in %s", err, r.Body)
	}
	if next, ok := o["nextLink"]; !ok || next != nil || v["requestPath"] != "/v1.0/payouts/transactionhistory" ||
		v["requestQueryString"] != "paymentId eq '0007'" || v["blobLocation"] != "" || v["status"] != "Queued" {
		t.Errorf("%s", r.Body)
	}
}

// A request that is repeated under its own id is not taken on twice.
func TestPayoutExports_repeated(t *testing.T) {
	t.Parallel()
	c := newV1(t, sandbox.Options{})
	first, again := c.queue("payments", "", "ms-requestid", someID), c.queue("payments", "", "ms-requestid", someID)
	if other := c.queue("transactionhistory", "", "ms-requestid", someID); first != again || other == first {
		t.Errorf("%s, %s; of the other kind %s", first, again, other)
	}
	if next := c.queue("payments", ""); next == first {
		t.Error("a request without an id is taken for another one")
	}
}

func TestPayoutExports_refused(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newV1(t, sandbox.Options{Switches: sandbox.Switches{Payouts: sandbox.PayoutSwitches{Running: 2, Failing: 1}}})
		failed := c.queue("payments", "")
		c.queue("payments", "")
		c.at(http.StatusTooManyRequests, http.MethodPost, payoutsAPI+"/payments")
		c.at(http.StatusAccepted, http.MethodPost, payoutsAPI+"/transactionhistory")
		time.Sleep(time.Minute)
		if state, link := c.poll("payments", failed); state != "Failed" || link != "" {
			t.Errorf("%s, %q", state, link)
		}
		c.at(http.StatusAccepted, http.MethodPost, payoutsAPI+"/payments")
	})
}

// Everybody sees the exports and the money of their own account, if their role lets
// them.
func TestPayoutExports_whose(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newV1(t, sandbox.Options{World: world.New(world.Options{Now: time.Now()})})
		const api = "https://api.partner.microsoft.com"
		all := map[string]int{}
		for _, line := range second(c.export("transactionhistory", "")) {
			all[line["participantName"]]++
		}
		c.person("ingrid@fjordlabs.example", fjordlabs, api)
		seen := map[string]int{}
		for _, line := range second(c.export("transactionhistory", "")) {
			seen[line["participantName"]]++
		}
		if len(all) != 2 || len(seen) != 1 || seen["Fjord Labs AS"] != all["Fjord Labs AS"] || seen["Fjord Labs AS"] == 0 {
			t.Errorf("the owner of all sees %v, ingrid %v", all, seen)
		}
		hers := c.queue("payments", "")
		c.person("ingrid@fjordlabs.example", harbour, api)
		if heads, none := c.export("payments", ""); len(heads) != 16 || len(none) != 0 {
			t.Errorf("an account that sells nothing is paid %v", none)
		}
		c.person("fiona@brightwave.example", brightwave, api)
		c.at(http.StatusNotFound, http.MethodGet, payoutsAPI+"/payments/"+hers)
		c.queue("payments", "")
		c.person("marco@brightwave.example", brightwave, api)
		c.at(http.StatusForbidden, http.MethodPost, payoutsAPI+"/payments")
	})
}

func second[A, B any](_ A, b B) B { return b }

// The file is written in every way that sources tell of.
func TestPayoutExports_formats(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		format exports.Format
		kind   string
		heads  string // the file begins so
		has    []string
	}{
		"as guessed":     {exports.Format{}, "transactionhistory", "\ufeffearningId,", []string{",SENT,", "-202", "\r\n"}},
		"without a mark": {exports.Format{NoMark: true}, "transactionhistory", "earningId,", nil},
		"other words":    {exports.Format{Capitalized: true, LongMonths: true}, "transactionhistory", "\ufeffearningId,", []string{",Sent,", "January 20"}},
		"by tabs":        {exports.Format{TSV: true}, "payments", "\ufeffparticipantID\tparticipantIDType\t", []string{"\tSENT\t"}},
		"newer payments": {exports.Format{Newer: true}, "payments", "\ufeffCIReferenceNumber,earned,earnedCurrencyCode,earnedUSD,participantID,", nil},
	} {
		for _, packed := range []bool{false, true} {
			synctest.Test(t, func(t *testing.T) {
				tt.format.Zip = packed
				c := newV1(t, sandbox.Options{
					World: world.New(world.Options{Now: time.Now()}), Switches: sandbox.Switches{Payouts: sandbox.PayoutSwitches{Format: tt.format}},
				})
				id := c.queue(tt.kind, "")
				time.Sleep(time.Minute)
				_, address := c.poll(tt.kind, id)
				file := c.download(address).Body
				if packed {
					file = unpacked(t, file)
				}
				if !bytes.HasPrefix(file, []byte(tt.heads)) {
					t.Errorf("%s: %.120q", name, file)
				}
				for _, text := range tt.has {
					if !bytes.Contains(file, []byte(text)) {
						t.Errorf("%s: nothing is %q", name, text)
					}
				}
			})
		}
	}
}

// unpacked is the one file in a zip.
func unpacked(t *testing.T, file []byte) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil || len(z.File) != 1 {
		t.Fatalf("%v: %d files", err, len(z.File))
	}
	f, err := z.File[0].Open()
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out bytes.Buffer
	if _, err = out.ReadFrom(f); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Applications are refused, unless the sandbox is told that they are not.
func TestPayoutExports_applications(t *testing.T) {
	t.Parallel()
	for _, let := range []bool{false, true} {
		c := newV1(t, sandbox.Options{
			World:    world.New(world.Options{Now: time.Now()}),
			Switches: sandbox.Switches{Payouts: sandbox.PayoutSwitches{Applications: let}},
		})
		account := world.New(world.Options{}).Accounts[0]
		form := url.Values{
			"grant_type": {"client_credentials"}, "client_id": {account.ClientID}, "client_secret": {account.ClientSecret},
			"scope": {"https://api.partner.microsoft.com/.default"},
		}
		c.token = ""
		r, err := c.send(http.MethodPost, login+account.Tenant+"/oauth2/v2.0/token", form.Encode(), "Content-Type", "application/x-www-form-urlencoded")
		if err != nil {
			t.Fatal(err)
		}
		c.token, _ = r.object(t)["access_token"].(string)
		want := http.StatusForbidden
		if let {
			want = http.StatusAccepted
		}
		c.at(want, http.MethodPost, payoutsAPI+"/payments")
	}
}
