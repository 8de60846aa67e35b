package catalog_test

import (
	"testing"

	"awning/model/catalog"
)

// BenchmarkLoad is part of every start of the program.
func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := catalog.Load(); err != nil {
			b.Fatal(err)
		}
	}
}
