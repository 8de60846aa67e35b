package ui

// Reporter is an [Exporter] whose list can also be written as text that reads well.
type Reporter interface {
	Exporter
	// Report is what the list shows as lines of clean text.
	Report() string
}
