package prices

import (
	"strings"

	"awning/model/catalog"
	"awning/model/raw"
)

// Place is the member of a type's pricing documents that all prices lie in: what
// changes when prices do. The error says that the type's prices are not kept in
// a form that is known here.
func Place(t *catalog.Type) (raw.Pointer, error) {
	l, err := layoutOf(t)
	if err != nil {
		return "", err
	}
	if l.kind == scheduleForm {
		return l.schedules, nil
	}
	return l.option[:strings.LastIndexByte(string(l.option), '/')], nil
}
