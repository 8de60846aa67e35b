package sandbox

import (
	"net/http"
)

// v1Products answers /products and everything below.
func (s *Server) v1Products(c *call, parts []string) answer {
	if len(parts) == 0 || len(parts) == 1 && parts[0] == "" {
		return s.v1NotApplicable(http.StatusNotFound)
	}
	return s.v1Missing("product", parts[0])
}
