package sandbox

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"awning/client/sandbox/ordered"
)

// v1Root is where the submission API v1 begins, in lower case.
const v1Root = "/v1.0/ingestion"

// v1 answers the submission API v1.
func (s *Server) v1(c *call) answer {
	parts := strings.Split(strings.Trim(c.Path[len(v1Root):], "/"), "/")
	if !strings.EqualFold(parts[0], "products") {
		return s.v1Missing("resource", c.Path)
	}
	return s.v1Products(c, parts[1:])
}

// v1Error is an error in this API's usual shape: a JSON string whose text ends
// in a JSON object. The code is 50000 and the HTTP status.
func (s *Server) v1Error(status int, data map[string][]string) answer {
	if data == nil {
		data = map[string][]string{}
	}
	detail := newObject("faultCode", 50000+status, "reasonPhrase", v1Reason(status), "correlationId", s.store.make.guid(),
		"operationId", s.store.make.trace(), "data", data)
	number := strings.TrimSpace(string(ordered.Value(50000 + status)))
	return replyValue(status, "ICH"+number+" - Unable to complete request. "+string(detail.Bytes()))
}

func v1Reason(status int) string {
	switch status {
	case http.StatusBadRequest:
		return "Request validation failed."
	case http.StatusUnauthorized:
		return "The request is not authorized."
	case http.StatusForbidden:
		return "Access is denied."
	case http.StatusNotFound:
		return "The resource was not found."
	case http.StatusMethodNotAllowed:
		return "The method is not allowed."
	case http.StatusConflict:
		return "The request conflicts with the state of the resource."
	case http.StatusPreconditionFailed:
		return "The precondition failed."
	default:
		return http.StatusText(status) + "."
	}
}

// v1Refuse renders a refusal, from whatever depth it comes.
func (s *Server) v1Refuse(err error) answer {
	r, ok := errors.AsType[*refusal](err)
	if !ok {
		return s.v1Error(http.StatusBadRequest, map[string][]string{"": {err.Error()}})
	}
	field := r.Field
	if field == "" {
		field = "Request"
	}
	return s.v1Error(r.Status, map[string][]string{field: {r.Message}})
}

// v1Denied is how this API turns somebody away at the door.
func (s *Server) v1Denied(status int, reason string) answer {
	return s.v1Error(status, map[string][]string{"Authorization": {reason}})
}

// v1NotApplicable is the plain prose this API answers for calls it does not
// have for a product.
func (s *Server) v1NotApplicable() answer {
	return replyValue(http.StatusBadRequest, "The API you have called is not applicable for this product")
}

// v1Missing is 404 for an entity.
func (s *Server) v1Missing(what, id string) answer {
	return s.v1Refuse(missing("The " + what + " " + id + " was not found."))
}

// page is a collection as this API sends it.
func page(items []json.RawMessage, next string) answer {
	if items == nil {
		items = []json.RawMessage{}
	}
	o := new(ordered.Object)
	if next != "" {
		o.SetText("nextLink", next)
	}
	o.Set("value", ordered.Value(items))
	return reply(http.StatusOK, o.Bytes())
}

// rendered is a v1 document as it is sent: with its etag and id at the end.
func rendered(d *document) *ordered.Object {
	o := object(d.V1)
	o.SetText("@odata.etag", d.ETag)
	o.SetText("id", d.Entity)
	return o
}
