package model_test

import (
	"testing"
	"time"

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

func TestStanding_Published(t *testing.T) {
	t.Parallel()
	at := func(hour int) *model.Submission {
		return &model.Submission{Created: time.Date(2026, 11, 22, hour, 0, 0, 0, time.UTC)}
	}
	for name, c := range map[string]struct {
		standing model.Standing
		want     model.Environment
	}{
		"never":                    {model.Standing{}, ""},
		"in preview only":          {model.Standing{Preview: at(9)}, model.Preview},
		"live only":                {model.Standing{Live: at(9)}, model.Live},
		"preview is newer":         {model.Standing{Preview: at(10), Live: at(9)}, model.Preview},
		"the same submission":      {model.Standing{Preview: at(9), Live: at(9)}, model.Preview},
		"live was published later": {model.Standing{Preview: at(9), Live: at(10)}, model.Live},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := c.standing.Published(); got != c.want {
				t.Errorf("published is %q, want %q", got, c.want)
			}
		})
	}
}
