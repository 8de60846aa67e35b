package shop

import (
	"encoding/json"
	"strings"

	"awning/model"
)

// Names are texts that are long, wide, or written from right to left.
const (
	LongName   = "Harbor Backup for Enterprises with Many Servers, Unlimited Retention and Reporting"
	WideName   = "港のバックアップ・プロフェッショナル版"
	ArabicName = "النسخ الاحتياطي للميناء"
)

// Abroad is the shop of an offer whose names and texts are of all scripts: its
// plans are called [WideName] and [ArabicName], its listing [LongName].
func Abroad() *Shop {
	s := New()
	for env, c := range s.Now {
		c.Plans = []model.Plan{{ID: "basic", Alias: WideName, Key: "1"}, {ID: "pro", Alias: ArabicName, Key: "2"}}
		c.Documents = append([]model.Document(nil), c.Documents...)
		for i := range c.Documents {
			doc := string(c.Documents[i].Raw)
			if env == model.Draft {
				doc = strings.ReplaceAll(doc, `"Harbor Backup"`, `"`+LongName+`"`)
				doc = strings.ReplaceAll(doc, `"backup"`, `"`+WideName+`","`+ArabicName+`"`)
			}
			c.Documents[i].Raw = json.RawMessage(doc)
		}
		s.Now[env] = c
	}
	return s
}

// HarborAbroad is [Harbor] under a name of that kind.
func HarborAbroad() model.Offer {
	o := Harbor()
	o.Alias = WideName + " " + ArabicName
	return o
}
