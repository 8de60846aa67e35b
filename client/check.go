package client

import (
	"context"

	"awning/client/ingestion"
	"awning/model"
)

// Findings returns what the service's automated checks had to say about a
// submission; that may be nothing although it failed. Only the submission API
// tells of them, of every type of offer, as ids of submissions are the same in both
// APIs. told is false if the service does not offer them for this one.
func (m *Market) Findings(ctx context.Context, o model.Offer, s model.SubmissionID) (found []model.Problem, told bool, err error) {
	t, err := m.target(o)
	if err != nil {
		return nil, false, err
	}
	if api, _ := m.api(t, TaskFindings); api != model.V1 {
		return nil, false, nil
	}
	list, err := t.seat.v1.Findings(ctx, t.id(), string(s))
	switch {
	case notThere(err):
		return nil, false, nil
	case err != nil:
		return nil, false, err
	}
	return each(list, v1Problem), true, nil
}

// v1Problem is a finding of the submission API.
func v1Problem(f ingestion.Finding) model.Problem {
	return model.Problem{Code: f.Code, Severity: f.Severity, Message: f.Message, Where: f.Resource}
}
