package sandbox

import "net/http"

// refusal is why the marketplace will not do something, in neither API's
// words: each dialect renders it in its own error shape.
type refusal struct {
	Status  int    // HTTP status
	Code    string // as the Graph API's inner codes: "invalidState", "conflict"
	Field   string // the member at fault, if one is
	Message string
}

// Error is the message alone.
func (r *refusal) Error() string { return r.Message }

func refuse(status int, code, field, message string) *refusal {
	return &refusal{Status: status, Code: code, Field: field, Message: message}
}

func invalid(field, message string) *refusal {
	return refuse(http.StatusBadRequest, "businessValidationError", field, message)
}

func conflict(message string) *refusal {
	return refuse(http.StatusConflict, "productLocked", "", message)
}

func missing(message string) *refusal {
	return refuse(http.StatusNotFound, "resourceNotFound", "", message)
}
