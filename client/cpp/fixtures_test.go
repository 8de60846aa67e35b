package cpp_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"awning/client/cpp"
	"awning/client/transport"
	"awning/model/raw"
	"awning/tries"
)

// told are the reading calls, each with what is asserted of its answer in words.
type told func(t *testing.T, c *cpp.Client) string

func aDocument(t *testing.T, c *cpp.Client) string {
	t.Helper()
	d, err := c.Draft(t.Context(), "fjordlabs", "x")
	if err != nil {
		t.Fatal(err)
	}
	return anOffer(d.Offer)
}

func anOffer(o cpp.Offer) string {
	return fmt.Sprintf("%s/%s %s %q %s v%d %s %s",
		o.Publisher, o.ID, strings.TrimPrefix(o.Type, "microsoft-azure-"), o.Name, o.State, o.Version, o.Migration, o.Changed.Format(time.RFC3339Nano))
}

func theOffers(t *testing.T, c *cpp.Client) string {
	t.Helper()
	offers, err := c.Offers(t.Context(), "fjordlabs")
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, o := range offers {
		lines = append(lines, anOffer(o))
	}
	return strings.Join(lines, "\n")
}

func theStatus(t *testing.T, c *cpp.Client) string {
	t.Helper()
	s, err := c.Status(t.Context(), "fjordlabs", "x")
	if err != nil {
		t.Fatal(err)
	}
	return inWords(s)
}

// inWords is a status: its stage, the stages of its steps, grave messages, links.
func inWords(s cpp.Status) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s=%d", s.State, s.Stage())
	for _, step := range s.Steps {
		fmt.Fprintf(&b, " %s:%d", step.ID, step.Stage())
		if step.Percent > 0 {
			fmt.Fprintf(&b, "@%d", step.Percent)
		}
		for _, m := range step.Messages {
			if m.Grave() {
				fmt.Fprintf(&b, " (%s at %s)", m.Text, m.At.Format(time.RFC3339Nano))
			}
		}
	}
	for _, l := range slices.Concat(s.Previews, s.Lives) {
		fmt.Fprintf(&b, " [%s]", l.Text)
	}
	return b.String()
}

func anOperation(t *testing.T, c *cpp.Client) string {
	t.Helper()
	o, err := c.Operation(t.Context(), "fjordlabs", "x", "id")
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("attempt %d of version %d, can cancel %v, %s", o.Attempt, o.Offer, o.CanCancel(), inWords(o.Status))
}

func theSubmissions(t *testing.T, c *cpp.Client) string {
	t.Helper()
	subs, err := c.Submissions(t.Context(), "fjordlabs", "x")
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, s := range subs {
		lines = append(lines, fmt.Sprintf("%s %s=%d %s live=%v attempt %d of %d, version %d, %q, %s", s.ID[:8], s.Kind,
			cpp.StageOf(s.State), s.Slot, s.Live(), s.Attempt, s.Offer, s.Version, s.Emails, s.Changed.Format(time.RFC3339Nano)))
	}
	return strings.Join(lines, "\n")
}

func thePublishers(t *testing.T, c *cpp.Client) string {
	t.Helper()
	list, err := c.Publishers(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(list)
}

func theRefusal(status int) told {
	return func(t *testing.T, _ *cpp.Client) string {
		t.Helper()
		body := fixture(t, map[int]string{400: "recorded-error-badrequest.json", 403: "recorded-error-forbidden.json"}[status])
		refusing, _ := serve(func(asked) reply { return reply{status: status, body: body} })
		_, err := refusing.Draft(t.Context(), "fjordlabs", "x")
		e, ok := errors.AsType[*transport.Error](err)
		if !ok {
			t.Fatal(err)
		}
		return e.Code + ": " + e.Message
	}
}

// counted says how many items the lists of a key table have.
func counted(names ...string) told {
	return func(t *testing.T, c *cpp.Client) string {
		t.Helper()
		d, err := c.Draft(t.Context(), "fjordlabs", "x")
		if err != nil {
			t.Fatal(err)
		}
		var tables map[string][]json.RawMessage
		if err = json.Unmarshal(d.Raw, &tables); err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, name := range names {
			out = append(out, fmt.Sprint(name, " ", len(tables[name])))
		}
		return strings.Join(out, ", ")
	}
}

// TestFixtures_decode reads every example through the client.
func TestFixtures_decode(t *testing.T) {
	t.Parallel()
	const steps = " displaydummycertify:%s displaycertify:%s displayprovision:%s displaypackage:%s publisher-signoff:%s live:%s"
	done := func(stages ...any) string { return fmt.Sprintf(steps, stages...) }
	tests := map[string]struct {
		read told
		want string
	}{
		"publishers.json": {thePublishers, "[{fjordlabs Fjord Labs AS 50241877} {fjordlabs-research Fjord Labs Research 50241990}]"},
		"offers-list.json": {theOffers, `fjordlabs/fjord-gateway-vm virtualmachines "Fjord Gateway VM" waitingForPublisherReview v5 migrated 2024-03-06T15:02:31.441Z
fjordlabs/fjord-relay-vm virtualmachines "Fjord Relay VM" neverPublished v0 migrated 2024-03-06T16:11:09.08Z
fjordlabs/fjord-os corevm "Fjord OS" succeeded v20 migrated 2024-03-01T07:20:44.5519001Z
fjordlabs/fjord-monitor-app applications "Fjord Monitor" failed v2 migrated 2024-01-20T09:00:00Z
fjordlabs/fjord-probe-vm virtualmachines "Fjord Probe VM" running v1252868275 migrated 2024-03-07T05:55:10.3Z
fjordlabs/fjord-edge-vm virtualmachines "Fjord Edge VM" canceled v7 migrated 2023-12-02T11:30:00.5Z
fjordlabs/0d3cf5a6-9f3e-4d71-8a4b-27f2b0c9ef10 virtualmachines "Fjord Legacy VM" published v1  2018-05-23T23:33:47.8802283Z`},
		"recorded-vm-list-response.json": {theOffers, `contoso/test-vm virtualmachines "Contoso Virtual Machine Offer" neverPublished v0 migrated 2022-06-02T12:25:56.651Z
contoso/test-vm2 virtualmachines "Another Test Virtual Machine Offer" neverPublished v0 migrated 2022-05-30T06:43:52.062Z`},
		"offer-vm-slot-draft.json":                    {aDocument, `fjordlabs/fjord-gateway-vm virtualmachines "Fjord Gateway VM" waitingForPublisherReview v5 migrated 2024-03-06T15:02:31.4410021Z`},
		"offer-vm-slot-preview.json":                  {aDocument, `fjordlabs/fjord-gateway-vm virtualmachines "Fjord Gateway VM" waitingForPublisherReview v4 migrated 2024-03-04T10:41:55.9021187Z`},
		"offer-vm-slot-production.json":               {aDocument, `fjordlabs/fjord-gateway-vm virtualmachines "Fjord Gateway VM" succeeded v3 migrated 2024-02-11T08:14:02.1187731Z`},
		"offer-vm-put-request.json":                   {aDocument, `fjordlabs/fjord-relay-vm virtualmachines "Fjord Relay VM"  v0  0001-01-01T00:00:00Z`},
		"offer-corevm.json":                           {aDocument, `fjordlabs/fjord-os corevm "Fjord OS" succeeded v20 migrated 2024-03-01T07:20:44.5519001Z`},
		"offer-azure-application.json":                {aDocument, `fjordlabs/fjord-monitor-app applications "Fjord Monitor"  v0  2024-01-20T09:00:00Z`},
		"recorded-vm-put-response.json":               {aDocument, `test-publisher/test-vm virtualmachines "Contoso Virtual Machine Offer" waitingForPublisherReview v1252868275 migrated 2022-06-01T05:41:25.9695742Z`},
		"recorded-error-badrequest.json":              {theRefusal(http.StatusBadRequest), "BadRequest: The argument: 'OfferTypeId' cannot be null or empty."},
		"recorded-error-forbidden.json":               {theRefusal(http.StatusForbidden), "Forbidden: User does not have the required permissions"},
		"status-never-published.json":                 {theStatus, "neverPublished=1" + done("1", "1", "1", "1", "1", "1")},
		"status-running-certification.json":           {theStatus, "running=2" + done("4@100", "2@35", "1", "1", "1", "1")},
		"status-running-but-waiting-for-signoff.json": {theStatus, "running=3" + done("4@100", "4@100", "4@100", "4@100", "3", "1") + " [Preview in Azure portal]"},
		"status-waiting-for-publisher.json":           {theStatus, "waitingForPublisherReview=3" + done("4@100", "4@100", "4@100", "4@100", "3", "1") + " [Preview in Azure portal]"},
		"status-succeeded.json":                       {theStatus, "succeeded=4" + done("4@100", "4@100", "4@100", "4@100", "4@100", "4@100") + " [Preview in Azure portal] [Azure Marketplace]"},
		"status-succeeded-inconsistent-steps.json":    {theStatus, "succeeded=4" + done("4@100", "1", "1", "1", "4", "4")},
		"status-canceled.json":                        {theStatus, "canceled=5" + done("4@100", "5", "1", "1", "1", "1")},
		"status-failed.json":                          {theStatus, "failed=6" + done("4@100", "6 (No image was found for the plan standard. at 2024-03-04T09:20:39.5506018Z)", "1", "1", "1", "1")},
		"operation-running.json":                      {anOperation, "attempt 5 of version 4, can cancel true, running=2" + done("4@100", "2@35", "1", "1", "1", "1")},
		"operation-running-array-wrapped.json":        {anOperation, "attempt 5 of version 4, can cancel true, running=2" + done("4@100", "2@35", "1", "1", "1", "1")},
		"submissions-list.json": {theSubmissions, `7b1f0f7e publish=2 staging live=false attempt 5 of 4, version 638453877103000000, "ops@fjordlabs.example", 2024-03-07T05:55:10.3Z
2d9a4c55 goLive=4 production live=true attempt 4 of 3, version 638432360421187730, "", 2024-02-11T08:14:02.118773Z
c4e8b6a1 publish=5 staging live=false attempt 4 of 3, version 638431885317000000, "ops@fjordlabs.example", 2024-02-10T19:02:11.7Z`},
		"publish-request.json": {aPublish, `{"metadata":{"notification-emails":"ops@fjordlabs.example,release@fjordlabs.example"}}`},
		"categories.json":      {counted("azureMarketplaceCategories", "appSourceCategories", "appSourceIndustries"), "azureMarketplaceCategories 20, appSourceCategories 14, appSourceIndustries 15"},
		"regions-currencies.json": {
			counted("pricedRegions", "coreSizes", "sellListSeenInPublicOffers"), "pricedRegions 88, coreSizes 25, sellListSeenInPublicOffers 142",
		},
	}
	elsewhere := []string{"errors.json", "http-exchanges.json"} // have tests of their own
	for _, name := range names(t) {
		test, ok := tests[name]
		if !ok {
			if !slices.Contains(elsewhere, name) {
				t.Errorf("nothing is asserted of %s", name)
			}
			continue
		}
		if got := test.read(t, always(fixture(t, name))); got != test.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, test.want)
		}
	}
	t.Logf("%d examples decoded, %d in tests of their own", len(tests), len(elsewhere))
}

// aPublish is the body of a publish that tells the people of the example.
func aPublish(t *testing.T, _ *cpp.Client) string {
	t.Helper()
	var want struct{ Metadata map[string]string }
	if err := json.Unmarshal([]byte(fixture(t, "publish-request.json")), &want); err != nil {
		t.Fatal(err)
	}
	c, s := serve(func(asked) reply { return reply{status: http.StatusAccepted} })
	if _, err := c.Publish(t.Context(), "p", "o", strings.Split(want.Metadata["notification-emails"], ",")...); err != nil {
		t.Fatal(err)
	}
	return s.last(t).body
}

func names(t *testing.T) []string {
	t.Helper()
	entries, err := os.ReadDir(fixtures(t))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".json") {
			out = append(out, e.Name())
		}
	}
	return out
}

// TestFixtures_edit changes places of every example: no other byte may change, and
// taken back it must be the very same document. With AWNING_TEST_SCALE at 8 or more
// it is every place, else every eighth part of them.
func TestFixtures_edit(t *testing.T) {
	t.Parallel()
	const value = `{"edited":[1.50,"é&<"]}`
	step, edits := max(1, 8/tries.Factor()), 0
	for _, name := range names(t) {
		doc := []byte(fixture(t, name))
		root, err := raw.Parse(doc)
		if err != nil {
			t.Fatal(err)
		}
		all := places(root, "")
		for i := 0; i < len(all); i += step {
			at, node := all[i].at, all[i].node
			edits++
			got, err := raw.Set(doc, at, []byte(value))
			if want := string(doc[:node.Start]) + value + string(doc[node.End:]); err != nil || string(got) != want {
				t.Fatalf("%s, %s: another byte changed (%v)", name, at, err)
			}
			if back, err := raw.Set(got, at, node.Raw()); err != nil || string(back) != string(doc) {
				t.Fatalf("%s, %s: taken back it is another document (%v)", name, at, err)
			}
		}
	}
	t.Logf("%d examples, %d edits, 0 with another byte changed", len(names(t)), edits)
	if edits < 500 {
		t.Errorf("only %d places were edited", edits)
	}
}

// spot is a value and the pointer to it.
type spot struct {
	at   raw.Pointer
	node *raw.Node
}

// places are the values within a document, in its order.
func places(n *raw.Node, at raw.Pointer) []spot {
	var out []spot
	for i := range n.Members {
		here := spot{at.Child(n.Members[i].Name), &n.Members[i].Value}
		out = append(append(out, here), places(here.node, here.at)...)
	}
	for i := range n.Items {
		here := spot{at.Item(i), &n.Items[i]}
		out = append(append(out, here), places(here.node, here.at)...)
	}
	return out
}

// TestFixtures_errors has the client refused with each of the known bodies.
func TestFixtures_errors(t *testing.T) {
	t.Parallel()
	var list []struct {
		Name string
		HTTP int
		Body json.RawMessage
	}
	if err := json.Unmarshal([]byte(fixture(t, "errors.json")), &list); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"unknown api-version":          "InvalidAPIVersion: Invalid api version. Allowed values are [2016-08-01-preview]",
		"PUT body without offerTypeId": "BadRequest: The argument: 'OfferTypeId' cannot be null or empty.",
		"no right on the publisher":    "Forbidden: User does not have the required permissions",
		"PUT on an existing offer without If-Match": "InvalidResourceId: Offer ID already exists. If you wanted to update an existing offer, " +
			"please ensure If-Match header is specified as per documentation.",
		"missing or bad token":                         ": Authorization has been denied for this request.",
		"publish, unknown offer, migrated service":     "Http404Exception: Offer not found",
		"publish, validation failed, migrated service": "Http422Exception: Validation failed",
		"stale ETag":              "PreconditionFailed: The ETag does not match the stored entity.",
		"offer or slot not found": "NotFound: The offer does not exist in the requested slot.",
		"wrong client secret, from the identity service": "AADSTS7000215: Invalid client secret provided.",
	}
	kinds := map[int]error{
		http.StatusUnauthorized: transport.ErrSignIn, http.StatusForbidden: transport.ErrForbidden, http.StatusNotFound: transport.ErrNotFound,
		http.StatusConflict: transport.ErrStale, http.StatusPreconditionFailed: transport.ErrStale,
	}
	if len(list) != len(want) {
		t.Errorf("there are %d errors, %d are asserted", len(list), len(want))
	}
	for _, x := range list {
		c, _ := serve(func(asked) reply { return reply{status: x.HTTP, body: string(x.Body)} })
		_, err := c.Publish(t.Context(), "fjordlabs", "x")
		e, ok := errors.AsType[*transport.Error](err)
		if !ok {
			t.Fatalf("%s: %v", x.Name, err)
		}
		if got := e.Code + ": " + e.Message; got != want[x.Name] {
			t.Errorf("%s: %s; want %s", x.Name, got, want[x.Name])
		}
		if kind := kinds[x.HTTP]; kind != nil && !errors.Is(err, kind) {
			t.Errorf("%s is not %v", x.Name, kind)
		}
	}
}

// exchange is one of the examples of requests with their answers.
type exchange struct {
	Name    string
	Request struct {
		Method, URL, BodyFile string
		Headers               map[string]string
	}
	Response struct {
		Status, AlternativeStatus int
		Headers                   map[string]string
		BodyFile                  string
	}
}

// TestFixtures_exchanges makes each of the example's requests: the client must send
// it like that, and understand the answer.
func TestFixtures_exchanges(t *testing.T) {
	t.Parallel()
	var all []exchange
	if err := json.Unmarshal([]byte(fixture(t, "http-exchanges.json")), &all); err != nil {
		t.Fatal(err)
	}
	const gateway = "fjord-gateway-vm"
	const etag = `W/"datetime'2024-03-06T15%3A02%3A31.4410021Z'"`
	const operations = "/api/publishers/fjordlabs/offers/fjord-gateway-vm/operations/"
	draft := func(c *cpp.Client) (string, error) {
		d, err := c.Draft(t.Context(), "fjordlabs", gateway)
		return d.ID + " " + d.ETag, err
	}
	located := func(at cpp.Location, err error) (string, error) { return string(at), err }
	calls := map[string]struct {
		do   func(c *cpp.Client) (string, error)
		want string
	}{
		"list virtual machine offers": {func(c *cpp.Client) (string, error) {
			offers, err := c.OffersOfType(t.Context(), "fjordlabs", "microsoft-azure-virtualmachines")
			return strconv.Itoa(len(offers)), err
		}, "7"},
		"get draft, migrated: no ETag header":  {draft, gateway + " "},
		"get draft, not migrated: ETag header": {draft, gateway + " " + etag},
		"create": {func(c *cpp.Client) (string, error) {
			return c.Create(t.Context(), "fjordlabs", "fjord-relay-vm", []byte(fixture(t, "offer-vm-put-request.json")))
		}, etag},
		"update, last one wins": {func(c *cpp.Client) (string, error) {
			return c.Modify(t.Context(), "fjordlabs", gateway, []byte(fixture(t, "offer-vm-slot-draft.json")), "")
		}, etag},
		"update, optimistic, stale": {func(c *cpp.Client) (string, error) {
			_, err := c.Modify(t.Context(), "fjordlabs", gateway, []byte(`{}`), etag)
			if !errors.Is(err, transport.ErrStale) {
				return "", err
			}
			return "stale", nil
		}, "stale"},
		"publish, migrated": {func(c *cpp.Client) (string, error) {
			return located(c.Publish(t.Context(), "fjordlabs", gateway, "ops@fjordlabs.example", "release@fjordlabs.example"))
		}, operations + "7b1f0f7e-4f2c-4d0a-9b0e-2f1d5c3a8e01?api-version=2017-10-31"},
		"publish, not migrated": {func(c *cpp.Client) (string, error) {
			return located(c.Publish(t.Context(), "fjordlabs", gateway, "ops@fjordlabs.example", "release@fjordlabs.example"))
		}, "/api/operations/fjordlabs$fjord-gateway-vm$2$preview?api-version=2017-10-31"},
		"go live": {func(c *cpp.Client) (string, error) {
			return located(c.GoLive(t.Context(), "fjordlabs", gateway))
		}, operations + "2d9a4c55-1b77-4c8e-8e3f-6a0f9d2b7c02?api-version=2017-10-31"},
		"cancel, asynchronous": {func(c *cpp.Client) (string, error) {
			at, done, err := c.Cancel(t.Context(), "fjordlabs", gateway)
			return fmt.Sprint(at.ID(), " ", done), err
		}, "c4e8b6a1-90d3-4a6f-b5d2-8f7e6c5d4b03 false"},
		"cancel, synchronous": {func(c *cpp.Client) (string, error) {
			at, done, err := c.Cancel(t.Context(), "fjordlabs", gateway)
			return fmt.Sprint(at, " ", done), err
		}, " true"},
		"slot never filled": {func(c *cpp.Client) (string, error) {
			_, err := c.Slot(t.Context(), "fjordlabs", "fjord-relay-vm", cpp.Preview)
			if !errors.Is(err, transport.ErrNotFound) {
				return "", err
			}
			return "not there", nil
		}, "not there"},
	}
	tokens := 0
	for _, x := range all {
		call, ok := calls[x.Name]
		if !ok {
			if strings.HasPrefix(x.Name, "token,") { // the identity service's
				tokens++
				continue
			}
			t.Errorf("%s: no such call", x.Name)
			continue
		}
		for _, status := range []int{x.Response.Status, x.Response.AlternativeStatus} {
			if status == 0 {
				continue
			}
			c, s := serve(func(asked) reply { return x.reply(t, status) })
			if got, err := call.do(c); err != nil || got != call.want {
				t.Errorf("%s, %d: %q, %v; want %q", x.Name, status, got, err, call.want)
			}
			x.check(t, s.last(t))
		}
	}
	t.Logf("%d exchanges, %d more are the identity service's", len(calls), tokens)
}

func (x exchange) reply(t *testing.T, status int) reply {
	t.Helper()
	body := ""
	if name, _, _ := strings.Cut(x.Response.BodyFile, " "); name != "" {
		body = fixture(t, name)
	}
	return reply{status: status, header: x.Response.Headers, body: body}
}

// check compares what was sent with the example. A cancel needs no body, although the
// example has one.
func (x exchange) check(t *testing.T, got asked) {
	t.Helper()
	want, err := http.NewRequestWithContext(t.Context(), x.Request.Method, strings.NewReplacer(" ", "%20", "'", "%27").Replace(x.Request.URL), http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	sent, err := http.NewRequestWithContext(t.Context(), got.method, got.target, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	if want.Method != sent.Method || want.URL.Path != sent.URL.Path || want.URL.Query().Encode() != sent.URL.Query().Encode() {
		t.Errorf("%s: sent %s %s", x.Name, got.method, got.target)
	}
	if tag := got.header.Get("If-Match"); tag != x.Request.Headers["If-Match"] {
		t.Errorf("%s: sent If-Match %q", x.Name, tag)
	}
	switch {
	case strings.HasSuffix(x.Request.URL, "/cancel?api-version=2017-10-31"):
	case x.Request.BodyFile == "" && got.body != "" && x.Request.Headers["If-Match"] == "":
		t.Errorf("%s: sent a body: %s", x.Name, got.body)
	case x.Request.BodyFile != "":
		same, err := raw.Equal([]byte(got.body), []byte(fixture(t, filepath.Base(x.Request.BodyFile))))
		if err != nil || !same {
			t.Errorf("%s: sent %s (%v)", x.Name, got.body, err)
		}
	}
}
