package entra

import (
	"crypto/rand"
	"net/http"
	"strings"
	"time"
)

// The times of device codes.
const (
	deviceLife     = 15 * time.Minute
	deviceInterval = 5 * time.Second
	// slack is how much too early a poll may come before it counts as hurried:
	// networks are not punctual.
	slack = 250 * time.Millisecond
)

// device is a sign-in that waits for its code to be typed elsewhere.
type device struct {
	interaction

	User     string // what to type
	App      string
	Began    time.Time
	Polled   time.Time
	Interval time.Duration
	State    deviceState
	Problem  *failure // why the directory refused the person
}

type deviceState int

const (
	deviceWaits deviceState = iota
	deviceApproved
	deviceDeclined
	deviceRefused // by the directory
)

// over reports whether the code is too old.
func (v *device) over(now time.Time) bool { return !now.Before(v.Began.Add(deviceLife)) }

// deviceCode hands out a code.
func (d *Directory) deviceCode(r Request, segment string) Response {
	form, no := readForm(r, "client_id")
	if no != nil {
		return d.refused(r, no)
	}
	a, no := d.app(segment, form.Get("client_id"))
	if no != nil {
		return d.refused(r, no)
	}
	s, no := readScope(form.Get("scope"))
	if no != nil {
		return d.refused(r, no)
	}
	if form.Get("scope") == "" {
		return d.refused(r, missing("scope"))
	}
	want, no := readClaims(form.Get("claims"))
	if no != nil {
		return d.refused(r, no)
	}
	now := d.now()
	for id, v := range d.devices {
		if now.Sub(v.Began) > 2*deviceLife {
			delete(d.devices, id)
		}
	}
	v := &device{
		interaction: interaction{Segment: segment, Scope: form.Get("scope"), Factor: want.Factor || d.factor(s.Audience)},
		User:        d.userCode(), App: a.ID, Began: now, Interval: deviceInterval,
	}
	id := rand.Text() + rand.Text()
	d.devices[id] = v
	page, message := d.loginPage(), "To sign in, use a web browser to open the page "
	message += page + " and enter the code " + v.User + " to authenticate."
	if d.opts.ApproveAfter > 0 {
		message += " This is the sandbox: nothing needs to be typed, " + d.opts.ApproveAs + " signs in after " + d.opts.ApproveAfter.String() + "."
	}
	return reply(http.StatusOK,
		"user_code", v.User, "device_code", id, "verification_uri", page,
		"expires_in", int(deviceLife/time.Second), "interval", int(deviceInterval/time.Second), "message", message)
}

// loginPage is where codes are typed.
func (d *Directory) loginPage() string {
	if d.opts.Public != "" {
		return d.opts.Public + "/devicelogin"
	}
	return "https://microsoft.com/devicelogin"
}

// userCode is nine letters that make no word and cannot be mistaken for digits.
func (d *Directory) userCode() string {
	const letters, length = "BCDFGHJKLMNPQRSTVWXZ", 9
	for {
		var b strings.Builder
		for _, c := range []byte(rand.Text()[:length]) {
			b.WriteByte(letters[int(c)%len(letters)])
		}
		if _, taken := d.waiting(b.String()); !taken {
			return b.String()
		}
	}
}

// waiting finds the sign-in that waits for a code.
func (d *Directory) waiting(code string) (*device, bool) {
	code = strings.TrimSpace(code)
	for _, v := range d.devices {
		if strings.EqualFold(v.User, code) && v.State == deviceWaits && !v.over(d.now()) {
			return v, true
		}
	}
	return nil, false
}

// approve signs a person in on the device, unless the directory refuses.
func (d *Directory) approve(v *device, p Person) {
	v.Person, v.State = p, deviceApproved
	if v.Problem = d.mayApprove(v, p); v.Problem != nil {
		v.State = deviceRefused
	}
}

func (d *Directory) mayApprove(v *device, p Person) *failure {
	if d.opts.Switches.BlockDeviceCode {
		return fail("invalid_grant", 53003, "Access has been blocked by Conditional Access policies. "+
			"The access policy does not allow token issuance.").because("message_only")
	}
	a, no := d.app(v.Segment, v.App)
	if no != nil {
		return no
	}
	s, no := readScope(v.Scope)
	if no != nil {
		return no
	}
	_, no = d.enter(p, a, v.Segment, s.Audience)
	return no
}

// poll is the device code grant.
func (d *Directory) poll(q query) Response {
	id := q.form.Get("device_code")
	if id == "" {
		return d.refused(q.Request, missing("device_code"))
	}
	v, ok := d.devices[id]
	if !ok || !strings.EqualFold(v.App, q.app.ID) || !strings.EqualFold(v.Segment, q.segment) {
		return d.refused(q.Request, fail("bad_verification_code", 70018,
			"The provided value for the input parameter 'device_code' is not valid. Either it was used already or it was never issued to this client."))
	}
	if no := d.pending(v); no != nil {
		return d.refused(q.Request, no)
	}
	delete(d.devices, id)
	return d.begin(q, v.interaction)
}

// pending is why a device has no tokens yet, or never will; nil if it may have
// them now.
func (d *Directory) pending(v *device) *failure {
	now := d.now()
	if after := d.opts.ApproveAfter; v.State == deviceWaits && after > 0 && !now.Before(v.Began.Add(after)) {
		if p, ok := d.person(d.opts.ApproveAs); ok {
			d.approve(v, p)
		}
	}
	switch {
	case v.State == deviceDeclined:
		return fail("authorization_declined", 70000, "The end user has declined the authorization request.")
	case v.State == deviceRefused:
		return v.Problem
	case v.over(now):
		return fail("expired_token", 70020, "The provided value for the input parameter 'device_code' is not valid. This device code has expired.")
	case v.State == deviceApproved:
		return nil
	}
	hurried := !v.Polled.IsZero() && now.Sub(v.Polled) < v.Interval-slack
	v.Polled = now
	if hurried {
		v.Interval += deviceInterval
		return fail("slow_down", 70016, "The client polls too often. Wait %d seconds between requests.", int(v.Interval/time.Second))
	}
	return fail("authorization_pending", 70016, "OAuth 2.0 device flow error. Authorization is pending. Continue polling.")
}

// deviceLogin is the page on which a code is typed.
func (d *Directory) deviceLogin(r Request) Response {
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		return page(http.StatusOK, codePage, codeView{Code: r.Query.Get("user_code"), People: d.opts.People})
	}
	form, no := readForm(r)
	if no != nil {
		return notice(no.Status, "Not understood", no.Text)
	}
	v, ok := d.waiting(form.Get("user_code"))
	if !ok {
		return notice(http.StatusNotFound, "No such code", "No sign-in waits for this code. It may have expired, or it was used already.")
	}
	action := form.Get("action")
	if action == "decline" {
		v.State = deviceDeclined
		return notice(http.StatusOK, "Declined", "The sign-in was declined. You can close this window.")
	}
	p, ok := d.person(form.Get("user"))
	if action != "approve" || !ok {
		return notice(http.StatusBadRequest, "Not understood", "The form must have an action, approve or decline, and to approve the user of somebody in the directory.")
	}
	d.approve(v, p)
	if v.Problem != nil {
		words, _, _, _ := d.described(r, v.Problem)
		return notice(http.StatusForbidden, "You cannot sign in", words)
	}
	return notice(http.StatusOK, "Signed in", "You have signed in as "+p.User+" on your device. You can close this window.")
}
