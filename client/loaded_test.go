package client_test

import (
	"sync"

	"awning/model/catalog"
)

// loaded is the catalogue, which is read once for all tests: it never changes, and reading
// it takes longer than most of them.
var loaded = sync.OnceValues(catalog.Load)
