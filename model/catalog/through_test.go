package catalog_test

import (
	"testing"

	"awning/model"
	"awning/model/catalog"
)

// What goes through one API keeps the sections of the types that are described in its
// words, and only those; the table itself stays as it is.
func TestCatalog_through(t *testing.T) {
	t.Parallel()
	all, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, api := range []model.API{model.Graph, model.V1, model.CPP, ""} {
		through := all.Through(api).Types()
		for i, own := range all.Types() {
			one, want := through[i], len(own.Sections)
			if api != "" && own.Dialect != api {
				want = 0
			}
			if one.ID != own.ID || one.Dialect != own.Dialect || len(one.Sections) != want || len(own.Sections) == 0 {
				t.Errorf("%s through %q: %s with %d sections of %d", own.ID, api, one.ID, len(one.Sections), len(own.Sections))
			}
		}
	}
}
