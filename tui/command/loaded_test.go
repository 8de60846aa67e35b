package command_test

import (
	"sync"

	"awning/model/catalog"
)

// loaded is the catalogue, read once for all tests: it never changes.
var loaded = sync.OnceValues(catalog.Load)
