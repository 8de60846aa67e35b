package sandbox_test

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"awning/client/sandbox"
)

// FuzzDefinition: whatever definition is taken, putting back what was answered
// changes nothing more, and nothing makes the sandbox panic.
func FuzzDefinition(f *testing.F) {
	types := []string{"microsoft-azure-virtualmachines", "microsoft-azure-corevm", "microsoft-azure-applications"}
	whole, err := json.Marshal(newMachine("x")["definition"])
	if err != nil {
		f.Fatal(err)
	}
	f.Add(uint8(0), string(whole))
	for kind, seed := range []string{
		`{"offer":{"microsoft-azure-marketplace.usefulLinks":[{}],"microsoft-azure-marketplace.categoryMap":[{"categoryL1":""},{"categoryL1":"a","categoryL2-a":1}]},"plans":[{"planId":"a","virtualMachinePricing":{"isByol":true,"regionPrices":{"NO":{"1core":1}}},"restrictedAudience":{}},{"planId":"b","virtualMachinePricingV2":{"coreMultiplier":{"individually":{"sharedcore":0.5,"1core":1}}},"regions":["no","NO"]}]}`,
		`{"offer":{"microsoft-azure-corevm.leadDestination":"Blob","microsoft-azure-corevm.blobLeadConfiguration":{"connectionString":""}},"plans":[{"planId":"a","microsoft-azure-corevm.vmImagesPublicAzure":{"1.0.0":{"showInGui":false},"2.0.0":null},"microsoft-azure-corevm.generation":"2","diskGenerations":[{}]}]}`,
		`{"displayText":"","offer":{"microsoft-azure-marketplace.wideLogo":"https://x/y?z"},"plans":[{"planId":"a","microsoft-azure-applications.skuType":"managed-application","microsoft-azure-applications.package":{"1.10.0":{"packageVersion":{"packageFile":"f"}},"1.9.0":{}},"monthlyPricingV2":{"multiplier":{"single":1}},"monthlyPricing":{}}]}`,
	} {
		f.Add(uint8(kind), seed)
	}
	f.Fuzz(func(t *testing.T, kind uint8, definition string) {
		if !json.Valid([]byte(definition)) {
			return
		}
		rt := sandbox.New(sandbox.Options{World: cppWorld(), Token: token}).RoundTripper()
		send := func(method, match, body string) (int, []byte) {
			req, err := http.NewRequestWithContext(t.Context(), method, cppHost+cppOffers+"/fuzzed"+cppV, strings.NewReader(body))
			if err != nil {
				t.Fatal(err)
			}
			req.Header.Set("Authorization", "Bearer "+token)
			if match != "" {
				req.Header.Set("If-Match", match)
			}
			resp, err := rt.RoundTrip(req)
			if err != nil {
				t.Fatal(err)
			}
			defer resp.Body.Close()
			raw, err := io.ReadAll(resp.Body)
			if err != nil {
				t.Fatal(err)
			}
			return resp.StatusCode, raw
		}
		status, made := send(http.MethodPut, "", `{"publisherId":"apub","id":"fuzzed","offerTypeId":"`+types[int(kind)%len(types)]+`","definition":`+definition+`}`)
		if status != http.StatusCreated {
			if got, _ := send(http.MethodGet, "", ""); got != http.StatusNotFound {
				t.Errorf("refused with %d, and there is something: %d", status, got)
			}
			return
		}
		status, again := send(http.MethodPut, "*", string(made))
		if a, b := stable(t, made), stable(t, again); status != http.StatusOK || a != b {
			t.Errorf("%d: answered\n%s\nand put back\n%s", status, a, b)
		}
	})
}

// stable is an answered offer without what is new each time.
func stable(t *testing.T, body []byte) string {
	t.Helper()
	doc, ok := decoded(t, body).(map[string]any)
	if !ok {
		t.Fatalf("not an offer: %s", body)
	}
	delete(doc, "changedTime")
	return unsigned(jsonOf(t, doc))
}
