package sandbox_test

import (
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"awning/client/sandbox"
	"awning/client/sandbox/world"
)

// TestCPPWorld: in the whole world, putting back what was read changes nothing
// that the other APIs see, and every offer that is ready can be published.
func TestCPPWorld(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := world.New(world.Options{Now: time.Now()})
		c := newV1(t, sandbox.Options{World: w})
		seen, published, old, readOnly := 0, 0, 0, 0
		for _, o := range w.Offers {
			path := "/api/publishers/" + o.Publisher + "/offers/" + o.ID
			doc := c.cpp(http.StatusOK, http.MethodGet, path, "")
			if o.Type != "azureVirtualMachine" && o.Type != "azureApplication" {
				readOnly++
				c.cpp(http.StatusBadRequest, http.MethodPut, path, string(doc.Body), "If-Match", "*")
				for _, act := range []string{"/publish", "/golive", "/cancel"} {
					c.cpp(http.StatusBadRequest, http.MethodPost, path+act, "")
				}
				continue
			}
			seen++
			if o.NotMigrated {
				old++
			}
			before, modules := c.graphSees(o.Product), string(c.get("products/"+o.Product+"/branches/getByModule(module=Listing)").Body)
			after := c.cpp(http.StatusOK, http.MethodPut, path, string(doc.Body), "If-Match", "*")
			for id, got := range c.graphSees(o.Product) {
				if got != before[id] {
					t.Errorf("%s: Graph sees\n%s\nand before\n%s", o.ID, got, before[id])
				}
			}
			if got := string(c.get("products/" + o.Product + "/branches/getByModule(module=Listing)").Body); got != modules {
				t.Errorf("%s: v1 sees\n%s\nand before\n%s", o.ID, got, modules)
			}
			if got, want := definitionOf(t, after), definitionOf(t, doc); got != want {
				t.Errorf("%s: read\n%s\nand got back\n%s", o.ID, want, got)
			}
			if o.State != world.StatePublishing && o.State != world.StateGoingLive {
				c.cpp(http.StatusAccepted, http.MethodPost, path+"/publish", "")
				published++
			}
		}
		if seen < 10 || old < 2 || published < 8 || readOnly == 0 {
			t.Errorf("only %d offers, %d not migrated, %d published, %d read-only", seen, old, published, readOnly)
		}
		t.Logf("%d offers put back unchanged (%d not migrated), %d published, %d of other types refused in words", seen, old, published, readOnly)
	})
}

// graphSees is a draft's resources by their ids, without storage queries.
func (c *v1Client) graphSees(product string) map[string]string {
	c.t.Helper()
	out := map[string]string{}
	for _, resource := range part(c.graph("resource-tree/product/"+product).object(c.t), "resources").([]any) {
		out[part(resource, "id").(string)] = unsigned(jsonOf(c.t, resource))
	}
	return out
}
