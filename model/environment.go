package model

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
