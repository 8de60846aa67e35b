package section_test

import (
	"testing"
	"testing/synctest"

	"awning/model"
	"awning/tui/screen/section"
	"awning/tui/tuitest"
	"awning/tui/tuitest/shop"
	"awning/tui/ui"
)

func TestScreen_focus(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		key         model.SectionKey
		field, path string
		want        string
	}{
		"by its id":             {listing, "keywords", "", "› Search keywords"},
		"by a path below it":    {listing, "", "/searchRank/boost", "› searchRank"},
		"one that is not there": {listing, "no-such-field", "", "› Name"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				tuitest.New(t, tuitest.Options{Width: 120, Height: 40}, func(d ui.Deps) ui.Screen {
					return section.New(d, shop.New(), section.Nav{}, shop.Type(), shop.Harbor(), listing).Focus(c.key, c.field, c.path)
				}).Shows(c.want)
			})
		})
	}
}
