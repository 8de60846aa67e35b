package model_test

import (
	"testing"

	"awning/model"
)

func TestOffer_ForTesting(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		offer model.Offer
		want  bool
	}{
		"plain":                   {model.Offer{ID: "harbor-backup", Publisher: "brightwave"}, false},
		"the id says so":          {model.Offer{ID: "test-harbor", Publisher: "brightwave"}, true},
		"the publisher says so":   {model.Offer{ID: "harbor-backup", Publisher: "brightwave-test"}, true},
		"no publisher is known":   {model.Offer{ID: "harbor-backup"}, false},
		"a word that begins so":   {model.Offer{ID: "testimonials", Publisher: "brightwave"}, false},
		"test elsewhere in it":    {model.Offer{ID: "load-test-kit", Publisher: "test-labs"}, false},
		"a publisher called test": {model.Offer{ID: "harbor-backup", Publisher: "test"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := c.offer.ForTesting(); got != c.want {
				t.Errorf("ForTesting of %s/%s = %t", c.offer.Publisher, c.offer.ID, got)
			}
		})
	}
}
