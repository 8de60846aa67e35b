package transport_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"

	"awning/client/transport"
)

func TestErrorText(t *testing.T) {
	t.Parallel()
	type want struct {
		Code, Message string
		Details       map[string][]string
	}
	tests := map[string]struct {
		body string
		want want
	}{
		"1: prose with an object": {
			`"ICH50400 - Unable to complete request. {\"faultCode\":50400,\"reasonPhrase\":\"Request validation failed.\",\"correlationId\":\"c\",\"data\":{\"EnableTestDrive\":[\"not yet\",\"never\"]}}"`,
			want{"ICH50400", "Request validation failed.", map[string][]string{"EnableTestDrive": {"not yet", "never"}}},
		},
		"2: an exception with a problem inside": {
			`"Microsoft.X.HttpException{1}: oops ResponseContent={\"errors\":{\"id\":[\"bad id\"]},\"type\":\"t\",\"title\":\"One or more errors.\",\"status\":400,\"traceId\":\"x\"}"`,
			want{"400", "One or more errors.", map[string][]string{"id": {"bad id"}}},
		},
		"3: plain prose":      {`"The API you have called is not applicable for this product"`, want{Message: "The API you have called is not applicable for this product"}},
		"3: with a code":      {`"Http404Exception - no such thing\r\n   at Microsoft.X"`, want{Code: "Http404Exception", Message: "no such thing"}},
		"4: a gateway":        {`{ "statusCode": 500, "message": "Internal server error", "activityId": "a" }`, want{Code: "500", Message: "Internal server error"}},
		"graph":               {`{"error":{"code":"badRequest","message":"no","details":[{"code":"schemaValidationError","message":"missing $schema","details":[{"code":"inner","message":"deep","details":{}}]}]}}`, want{"badRequest", "no", map[string][]string{"schemaValidationError": {"missing $schema"}, "inner": {"deep"}}}},
		"graph, details {}":   {`{"error":{"code":"conflict","message":"locked","details":{}}}`, want{Code: "conflict", Message: "locked"}},
		"entra":               {`{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided.\r\nTrace ID: t","error_codes":[7000215]}`, want{Code: "AADSTS7000215", Message: "Invalid client secret provided."}},
		"cpp, web stack":      {`{"Message":"Authorization has been denied."}`, want{Message: "Authorization has been denied."}},
		"web page":            {"<!DOCTYPE html>\n<html><body>secret plans</body></html>", want{Message: "the service answered with a web page"}},
		"web page in a text":  {`"<html>oops</html>"`, want{Message: "the service answered with a web page"}},
		"empty":               {"", want{}},
		"plain text":          {"upstream connect error", want{Message: "upstream connect error"}},
		"number":              {"42", want{Message: "42"}},
		"null":                {"null", want{}},
		"broken JSON":         {`{"error":`, want{Message: `{"error":`}},
		"error is null":       {`{"error":null,"message":"m"}`, want{Message: "m"}},
		"prose with {":        {`"a { b } c"`, want{Message: "a { b } c"}},
		"nothing but a brace": {`"}{"`, want{Message: "}{"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			code, message, details := transport.ErrorText([]byte(tt.body))
			if diff := cmp.Diff(tt.want, want{code, message, details}); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestErrorText_limits(t *testing.T) {
	t.Parallel()
	deep := strings.Repeat(`{"message":"m","details":[`, 5000) + strings.Repeat(`]}`, 5000)
	_, _, details := transport.ErrorText([]byte(`{"error":` + deep + `}`))
	if n := len(details[""]); n > 50 {
		t.Errorf("%d nested details were kept", n)
	}
	_, message, _ := transport.ErrorText([]byte(strings.Repeat("é", 1<<20)))
	if len(message) > 64<<10 {
		t.Errorf("a text of %d bytes was kept", len(message))
	}
}

func FuzzErrorText(f *testing.F) {
	f.Add([]byte(`"ICH50400 - x. {\"data\":{\"a\":[\"b\"]}}"`))
	f.Add([]byte(`{"error":{"details":[{"message":"m","details":{}}]}}`))
	f.Add([]byte(`"}{ResponseContent={"`))
	f.Fuzz(func(t *testing.T, body []byte) {
		_, message, details := transport.ErrorText(body)
		total := 0
		for _, d := range details {
			for _, s := range d {
				total += len(s)
			}
		}
		if len(message) > 64<<10 || total > 64<<10 {
			t.Errorf("kept %d and %d bytes", len(message), total)
		}
	})
}

func TestError_oneLineAndHint(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		tests := map[string]struct {
			a    answer
			kind transport.Kind
			want string
			hint string
		}{
			"refused": {
				answer{status: 403, body: `{"error":{"code":"forbidden","message":"no\nrights"}}`, header: http.Header{"Request-Id": {"r-1"}}},
				transport.Read, "do something: GET api.example.com/v1.0/ingestion/products/p1 answered 403 Forbidden: no rights (code forbidden, request r-1)", "role",
			},
			"uncertain": {
				answer{status: 502, body: `<html>`, header: http.Header{"Request-Id": {"r-1"}}},
				transport.Act, "do something: POST api.example.com/v1.0/ingestion/products/p1 answered 502 Bad Gateway: the service answered with a web page; it is not known whether the service did it (request r-1)", "look",
			},
			"busy": {
				answer{status: 429, header: http.Header{"Retry-After": {"300"}, "Request-Id": {"r-1"}}},
				transport.Read, "do something: GET api.example.com/v1.0/ingestion/products/p1 answered 429 Too Many Requests, and asks to wait 5m0s (request r-1)", "try again in 5m0s",
			},
			"page": {
				answer{status: 200, body: "<html>hello", header: http.Header{"Request-Id": {"r-1"}}},
				transport.Read, "do something: GET api.example.com/v1.0/ingestion/products/p1 answered 200 OK: the answer is not JSON (request r-1)", "proxy",
			},
		}
		for name, tt := range tests {
			_, err := newAPI(t, &fake{answers: []answer{tt.a}}).Do(t.Context(), call(tt.kind))
			e, ok := errors.AsType[*transport.Error](err)
			if !ok || err.Error() != tt.want || !strings.Contains(e.Hint(), tt.hint) {
				t.Errorf("%s: %v (hint %q)\nwant %s", name, err, e.Hint(), tt.want)
			}
		}
	})
}

// Detail has what support asks for, and nothing that must stay secret.
func TestError_detail(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		body := `"ICH50400 - No. {\"reasonPhrase\":\"Validation failed, token=abc.\",\"data\":{\"Title\":[\"Too long.\"],\"\":[\"sig=xyz\"]}}"`
		c := call(transport.Read)
		c.Query = map[string][]string{"continuationToken": {"hush"}}
		_, err := newAPI(t, &fake{answers: []answer{{status: 400, body: body, header: http.Header{"Request-Id": {"r-1"}}}}}).Do(t.Context(), c)
		e, ok := errors.AsType[*transport.Error](err)
		want := "2000-01-01 00:00:00 UTC\nGET api.example.com/v1.0/ingestion/products/p1\nanswered 400 Bad Request\ncode ICH50400\n" +
			"Validation failed, token=[redacted]\nsig=[redacted]\nTitle: Too long.\nrequest id r-1"
		if !ok || e.Detail() != want {
			t.Errorf("%v\n%s\nwant\n%s", err, e.Detail(), want)
		}
	})
}
