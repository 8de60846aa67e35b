package world

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
)

//go:embed data
var texts embed.FS

// blueprint is what a person decides about an offer; everything else of its
// documents follows from its type. The data folder holds one per offer.
type blueprint struct {
	made      bool // made up, not written by a person
	ID        string
	Type      string
	Publisher string
	State     State
	WasLive   bool // an older version was live before the submission under way
	Alias     string
	NotMoved  bool // never migrated from the Cloud Partner Portal

	Name         string
	Summary      string
	Short        string
	Text         []string // paragraphs; the first stands before the points
	Heading      string
	Points       []string
	Start        string
	Keywords     []string
	Categories   map[string][]string
	Industries   map[string][]string
	AppVersion   string
	Works        []string // products it works with
	CallToAction string   `json:"cta"`
	Sold         bool     // sold through Microsoft although its type usually is not
	HideKey      string
	Shots        []string // captions of screenshots
	Links        []link
	Reseller     string // channel state in the words of the submission API v1
	Leads        string // lead destination in the words of the Graph API
	TestDrive    bool
	Metered      bool
	Without      []SectionName // sections not filled in

	Plans       []planSpec
	Newer       []change // in the newest submission, but not in the version before it
	Unpublished []change // in the draft only
	Extras      []extra
	Problems    []Problem
}

// link is a useful link of a listing; the path is on the publisher's site.
type link struct {
	Text string
	Path string
}

// planSpec is what a person decides about a plan.
type planSpec struct {
	ID      string
	Name    string
	Summary string
	Text    string
	Subtype string
	Since   revision // the first revision that has it
	Private bool
	Hidden  bool
	Markets string // name of a set of markets; "" for all

	Price       string // per month in USD; "" for plans without a monthly price
	Yearly      string
	PerUser     bool
	TrialMonths int
	Exceptions  []string // markets with a price of their own
	Meter       *meterSpec
	License     string // byol, payAsYouGo
	Core        *coreSpec
	Save        []int // reservations: years, percent, years, percent

	Version    string // of the package
	Image      *imageSpec
	CNAB       string // cluster extension type
	Repository string // of a container image
}

// meterSpec is a dimension billed by use.
type meterSpec struct {
	ID, Name, Unit, Price, Included string
}

// coreSpec is an hourly price of machines or clusters.
type coreSpec struct {
	Option string // free, flat, perCore, perCoreSize, perMarketAndCoreSize
	Price  string
	Sizes  map[string]string
}

// imageSpec describes the images of a virtual machine plan.
type imageSpec struct {
	Family, OS, Friendly string
	Versions             []string
	Ports                []string // "label range protocol"
	Sizes                []string
	Flags                []string // names of properties that are true
	Gen1                 bool     // also a generation 1 image
	SAS                  bool     // given by address instead of by gallery
}

// extra is a member that no documentation names, in one document.
type extra struct {
	Section SectionName
	Plan    string // id of the plan
	Dialect string // v1, graph
	Member  string
	Value   json.RawMessage
}

// blueprints reads the offers of one file of the data folder.
func blueprints(name string) []*blueprint {
	var out []*blueprint
	read(name, &out)
	return out
}

// read decodes a file of the data folder. The folder is part of the program and
// covered by tests, so damage is a fault of the build.
func read(name string, into any) {
	b, err := texts.ReadFile("data/" + name)
	if err != nil {
		panic(fmt.Sprintf("world: %v", err))
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		panic(fmt.Sprintf("world: read data/%s: %v", name, err))
	}
}
