package entra

import "encoding/json"

// asked is what the claims parameter of a request asks for.
type asked struct {
	Can    []string // what the client says it can do
	Met    string   // the challenge of a service that the token is to meet
	Factor bool     // a second factor
}

// readClaims reads the claims parameter; empty asks for nothing.
func readClaims(parameter string) (asked, *failure) {
	if parameter == "" {
		return asked{}, nil
	}
	var v struct {
		Access struct {
			Begins struct {
				Value string `json:"value"`
			} `json:"nbf"`
			Can struct {
				Values []string `json:"values"`
			} `json:"xms_cc"`
			Policies *struct{} `json:"capolids"`
		} `json:"access_token"`
	}
	if err := json.Unmarshal([]byte(parameter), &v); err != nil {
		return asked{}, fail("invalid_request", 9002313, "Invalid request. The value of the parameter 'claims' is malformed: it must be a JSON object.")
	}
	return asked{Can: v.Access.Can.Values, Met: v.Access.Begins.Value, Factor: v.Access.Policies != nil}, nil
}

// factorClaims are what a client must bring to a new sign-in so that it has a
// second factor.
func factorClaims() string {
	return `{"access_token":{"capolids":{"essential":true,"values":["` + derived("policy", "second factor") + `"]}}}`
}
