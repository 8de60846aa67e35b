package sandbox

import (
	"net/http"

	"awning/client/sandbox/ordered"
)

// graphError is one error of the Graph API, with the errors inside it.
type graphError struct {
	Resource string // durable id or resourceName it is about; "" for the request
	Code     string
	Message  string
	Details  []graphError
}

// outerCode is the top-level code for an HTTP status.
func outerCode(status int) string {
	switch status {
	case http.StatusUnauthorized:
		return "unauthorized"
	case http.StatusForbidden:
		return "forbidden"
	case http.StatusNotFound:
		return "notFound"
	case http.StatusMethodNotAllowed:
		return "methodNotAllowed"
	case http.StatusConflict:
		return "conflict"
	case http.StatusServiceUnavailable:
		return "serviceUnavailable"
	default:
		return "badRequest"
	}
}

// body is what an HTTP-level rejection carries.
func (e graphError) body() *ordered.Object {
	return newObject("error", e.object())
}

func (e graphError) object() *ordered.Object {
	o := new(ordered.Object)
	if e.Resource != "" {
		o.SetText("resourceId", e.Resource)
	}
	o.SetText("code", e.Code)
	o.SetText("message", e.Message)
	details := make([]*ordered.Object, 0, len(e.Details))
	for _, d := range e.Details {
		details = append(details, d.object())
	}
	o.Set("details", ordered.Value(details))
	return o
}

// graphRefusal puts a refusal of the store into the Graph API's words: the
// outer code follows the status, the reason is inside.
func graphRefusal(resource string, r *refusal) graphError {
	return graphError{
		Resource: resource, Code: outerCode(r.Status), Message: r.Message,
		Details: []graphError{{Resource: resource, Code: r.Code, Message: r.Message}},
	}
}

// unfit is the error for a request whose form is wrong.
func unfit(resource, message string) graphError {
	return graphError{
		Resource: resource, Code: "badRequest", Message: "The request does not fit its schema.",
		Details: []graphError{{Resource: resource, Code: "schemaValidationError", Message: message}},
	}
}
