package command_test

import (
	"slices"
	"testing"

	"awning/model"
	"awning/tui/command"
)

// What was published and stays is refused when it is typed, in the words in
// which check and the checklist have it.
func TestKept(t *testing.T) {
	t.Parallel()
	const words = `Sold to was published with "Everyone", which cannot be taken back`
	private := []string{"set", "harbor-backup", "plans/standard/pricing.visibility=Private"}
	t.Run("set", func(t *testing.T) {
		t.Parallel()
		m := harbor("Old", "49.00")
		script(t, m, private...).want(t, command.WrongUsage).says(t, "plans/standard/pricing.visibility", words)
		script(t, m, append(private, "listing.summary=New")...).want(t, command.WrongUsage)
		if len(m.saved) > 0 {
			t.Errorf("saved %s", m.sent())
		}
	})
	t.Run("edit", func(t *testing.T) {
		t.Parallel()
		m := harbor("Old", "49.00")
		sh := shell{env: typist(t, `sed -i 's/"Public"/"Private"/' "$1"`)}
		keptFile(t, sh.run(t, m, "edit", "harbor-backup", "plans/standard/pricing").want(t, command.WrongUsage).says(t, words))
		if len(m.saved) > 0 {
			t.Errorf("saved %s", m.sent())
		}
	})
	t.Run("a plan nobody has seen", func(t *testing.T) {
		t.Parallel()
		m := harbor("Old", "49.00")
		for _, env := range []model.Environment{model.Preview, model.Live} {
			c := m.contents[env]
			c.Documents = slices.DeleteFunc(slices.Clone(c.Documents), func(d model.Document) bool { return d.Key.Plan != "" })
			m.contents[env] = c
		}
		script(t, m, private...).want(t, command.Done)
	})
}
