package cpp

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"awning/client/transport"
)

// ErrorText reads the body of a refused call for the transport. Beside the shapes
// that all services share, this one sends an exception of its own insides as a
// bare JSON text: the class, a colon, the reason, and the stack on lines of
// their own, which is kept for those who ask for details.
func ErrorText(body []byte) (code, message string, details map[string][]string) {
	var prose string
	if json.Unmarshal(body, &prose) != nil {
		return transport.ErrorText(body)
	}
	head, stack, _ := strings.Cut(strings.ReplaceAll(prose, "\r", ""), "\n")
	class, reason, found := strings.Cut(head, ": ")
	if !found || !strings.HasSuffix(class, "Exception") || strings.ContainsAny(class, " \t") {
		return transport.ErrorText(body)
	}
	const longest = 64 << 10
	if stack = strings.TrimSpace(stack[:min(len(stack), longest)]); stack != "" {
		details = map[string][]string{"": {strings.ToValidUTF8(stack, "")}}
	}
	return class[strings.LastIndexByte(class, '.')+1:], strings.TrimSpace(reason[:min(len(reason), longest)]), details
}

// AccessError is a call below a publisher that was refused, or that found
// nothing. For an offer that is known to be there both mean that the identity
// does not reach it.
type AccessError struct{ Cause *transport.Error }

// Error is the refusal.
func (e *AccessError) Error() string { return e.Cause.Error() }

// Unwrap returns the refusal.
func (e *AccessError) Unwrap() error { return e.Cause }

// Hint says what to do next.
func (e *AccessError) Hint() string {
	return "check the ids of publisher and offer; if they are right, look in Partner Center, account settings, user management, " +
		"whether this application belongs to the publisher, with the object id of its service principal"
}

// reached puts the reason why an offer that is there cannot be reached beside a refusal.
func reached(err error) error {
	e, ok := errors.AsType[*transport.Error](err)
	if ok && (e.Status == http.StatusForbidden || e.Status == http.StatusNotFound) {
		return &AccessError{Cause: e}
	}
	return err
}

// ExistsError says that an offer could not be made because there is one of its id.
type ExistsError struct {
	Offer string
	Cause error // the service's refusal
}

// Error names the offer.
func (e *ExistsError) Error() string {
	return fmt.Sprintf("there is an offer %q already: %v", e.Offer, e.Cause)
}

// Unwrap returns the service's refusal.
func (e *ExistsError) Unwrap() error { return e.Cause }

// Hint says what to do next.
func (e *ExistsError) Hint() string { return "choose another id, or change the offer that is there" }
