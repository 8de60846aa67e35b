package model

import "fmt"

// Environment is one of the three places a section exists in.
type Environment string

// The environments, in the order content moves through them.
const (
	Draft   Environment = "draft"
	Preview Environment = "preview"
	Live    Environment = "live"
)

// Environments lists the three in the order content moves through them.
func Environments() []Environment { return []Environment{Draft, Preview, Live} }

// ParseEnvironment reads an environment's name as the command line takes it.
func ParseEnvironment(s string) (Environment, error) {
	for _, e := range Environments() {
		if s == string(e) {
			return e, nil
		}
	}
	return "", fmt.Errorf("%q is not an environment: use draft, preview or live", s)
}

// API is one of the services' interfaces.
type API string

// The interfaces Awning speaks.
const (
	Graph API = "graph" // Product Ingestion API
	V1    API = "v1"    // submission API v1
	CPP   API = "cpp"   // Cloud Partner Portal API
)

// Dialect says in which API's words a document is written.
type Dialect = API
