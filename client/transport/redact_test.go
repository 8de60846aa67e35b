package transport_test

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"

	"awning/client/transport"
)

// A canary in every place a secret can be shows up nowhere.
func TestRedaction_canaries(t *testing.T) {
	t.Parallel()
	const canary = "CANARY-0123456789"
	bodies := map[string]string{
		"bearer":     `{"error":{"code":"x","message":"token Bearer ` + canary + ` was refused"}}`,
		"sas":        `{"error":{"code":"x","message":"https://blob.example/a?sv=1&sig=` + canary + `&se=2"}}`,
		"json text":  `"ICH - failed. {\"reasonPhrase\":\"password=` + canary + `\",\"data\":{\"field\":[\"secret: ` + canary + `\"]}}"`,
		"connection": `{"message":"ConnectionString=` + canary + `;AccountKey=` + canary + `"}`,
		"web page":   `<html><body>` + canary + `</body></html>`,
	}
	for name, body := range bodies {
		for _, a := range []answer{{status: 400, body: body}, {status: 200, body: "<html>" + canary}, {
			err: &url.Error{Op: "Get", URL: "https://api.example.com/?sig=" + canary, Err: errors.New("reset")},
		}} {
			synctest.Test(t, func(t *testing.T) {
				var log bytes.Buffer
				a.header = http.Header{"Set-Cookie": {canary}, "Location": {"https://blob.example/x?sig=" + canary}, "Etag": {`"1"`}}
				srv := &fake{answers: []answer{a}}
				api := newAPI(t, srv, func(o *transport.Options) {
					o.Tokens = &tokens{give: func(int, bool) (string, error) { return canary, nil }}
					o.Logger = slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
				})
				c := call(transport.Read)
				c.Query = url.Values{"sig": {canary}, "$skipToken": {canary}, "api-version": {"1"}}
				c.Header = http.Header{"X-Own": {canary}}
				_, err := api.Do(t.Context(), c)
				e, ok := errors.AsType[*transport.Error](err)
				if !ok {
					t.Fatalf("%s: err %v", name, err)
				}
				out := fmt.Sprint(log.String(), err, e.Hint(), e.Message, e.Details)
				if strings.Contains(out, canary) {
					t.Errorf("%s: the canary sings: %s", name, out)
				}
				if !strings.Contains(out, "api-version=1") || !strings.Contains(log.String(), `"op":"do something"`) {
					t.Errorf("%s: the log says too little: %s", name, log.String())
				}
			})
		}
	}
}
