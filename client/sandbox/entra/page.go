package entra

import (
	"bytes"
	"html/template"
	"net/http"
)

// frame is what all pages are in: no scripts, no pictures, nothing from elsewhere.
const frame = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sandbox sign-in</title></head>
<body><p>This is the sandbox: nobody here is real, and there are no passwords.</p>
{{template "main" .}}
</body></html>
`

// codePage is where a device code is typed.
const codePage = `{{define "main"}}<h1>Enter code</h1>
<form method="post" action="/devicelogin">
<p><label>Code <input name="user_code" value="{{.Code}}" autocomplete="off" required autofocus></label></p>
<p><label>Sign in as <select name="user">{{range .People}}<option value="{{.User}}">{{.Name}}, {{.User}}</option>{{end}}</select></label></p>
<p><button name="action" value="approve">Sign in</button> <button name="action" value="decline">Decline</button></p>
</form>{{end}}`

type codeView struct {
	Code   string
	People []Person
}

// personPage is where a person is chosen.
const personPage = `{{define "main"}}<h1>Pick an account</h1>
<p>{{.App}} wants to sign you in.</p>{{if .Unknown}}
<p>There is nobody called {{.Unknown}}.</p>{{end}}
<form method="post" action="{{.Action}}">{{range .People}}
<p><button name="user" value="{{.User}}">{{.Name}}, {{.User}}</button></p>{{end}}
<p><button name="action" value="decline">Decline</button></p>
</form>{{end}}`

type personView struct {
	App     string
	Action  string // where the choice is posted
	People  []Person
	Unknown string // who was asked for and is not there
}

// returnPage takes the result back to an application that wants it posted.
const returnPage = `{{define "main"}}<h1>Signed in</h1>
<form method="post" action="{{.Address}}">{{range .Fields}}
<input type="hidden" name="{{.Name}}" value="{{.Value}}">{{end}}
<p><button autofocus>Go on</button></p>
</form>{{end}}`

type returnView struct {
	Address string
	Fields  []field
}

type field struct{ Name, Value string }

// noticePage says one thing.
const noticePage = `{{define "main"}}<h1>{{.Title}}</h1>
<p>{{.Words}}</p>{{end}}`

type noticeView struct{ Title, Words string }

// notice is a page that says one thing.
func notice(status int, title, words string) Response {
	return page(status, noticePage, noticeView{title, words})
}

// page renders one of the pages.
func page(status int, main string, view any) Response {
	var b bytes.Buffer
	t, err := template.New("page").Parse(frame + main)
	if err == nil {
		err = t.Execute(&b, view)
	}
	if err != nil {
		return text(http.StatusInternalServerError, "The page cannot be drawn: "+err.Error())
	}
	return Response{Status: status, Body: b.Bytes(), Header: http.Header{
		"Content-Type": {"text/html; charset=utf-8"}, "Cache-Control": {"no-store, no-cache"},
		"Content-Security-Policy": {"default-src 'none'; frame-ancestors 'none'"},
		"X-Content-Type-Options":  {"nosniff"}, "Referrer-Policy": {"no-referrer"},
	}}
}
