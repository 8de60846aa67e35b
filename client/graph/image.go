package graph

import (
	"encoding/json"
	"fmt"
	"strconv"

	"awning/model/raw"
)

// Schedule says from when and why something is deprecated, and what to use
// instead.
type Schedule struct {
	Offset      string       `json:"dateOffset,omitempty"` // from now, ISO 8601: "P90D"; the service makes a date of it
	Reason      string       `json:"reason,omitempty"`     // criticalSecurityIssue, endOfSupport, other
	Alternative *Alternative `json:"alternative,omitempty"`
}

// Alternative names one of the two, by its durable id.
type Alternative struct {
	Product string `json:"product,omitempty"`
	Plan    string `json:"plan,omitempty"`
}

// WithImage is a technical configuration as read, fit for a configure body in
// which one image version has another lifecycle state. A schedule goes with
// [Deprecated] only; with another state the version's own one is dropped. No other
// byte of the configuration changes: a version left out would be deleted.
func WithImage(technical json.RawMessage, version string, state Lifecycle, when Schedule) (json.RawMessage, error) {
	var w struct {
		Versions []struct {
			Number string `json:"versionNumber"`
		} `json:"vmImageVersions"`
	}
	if err := json.Unmarshal(technical, &w); err != nil {
		return nil, fmt.Errorf("read the image versions: %w", err)
	}
	for i, v := range w.Versions {
		if v.Number != version {
			continue
		}
		at := raw.Pointer("/vmImageVersions/" + strconv.Itoa(i))
		out, err := raw.Set(technical, at+"/lifecycleState", []byte(`"`+state+`"`))
		if err != nil {
			return nil, fmt.Errorf("deprecate image version %s: %w", version, err)
		}
		if state == Deprecated {
			b, errJSON := json.Marshal(when)
			if errJSON != nil {
				return nil, fmt.Errorf("deprecate image version %s: %w", version, errJSON)
			}
			out, err = raw.Set(out, at+"/deprecationSchedule", b)
		} else {
			out, err = raw.Delete(out, at+"/deprecationSchedule")
		}
		if err != nil {
			return nil, fmt.Errorf("schedule image version %s: %w", version, err)
		}
		return Sendable(out)
	}
	return nil, fmt.Errorf("there is no image version %q", version)
}
