package signin_test

import (
	"bytes"
	"encoding/base64"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"awning/model"
	"awning/tui/screen/signin"
	"awning/tui/tuitest"
	"awning/tui/tuitest/shop"
	"awning/tui/ui"
)

const clientID = "0d6b2f7e-4c1a-4b53-9a0e-7c2f5d8e1b44"

// open pushes the screen onto another, which is there again once it is done.
func open(t *testing.T, o tuitest.Options, r *shop.Reception, with signin.Options) *tuitest.Driver {
	t.Helper()
	var s ui.Screen
	d := tuitest.New(t, o, func(d ui.Deps) ui.Screen {
		s = signin.New(d, r, with)
		return shop.Page("the screen below")
	})
	return d.Send(ui.Push{Screen: s})
}

// three are accounts of which one has nothing to sell.
func three() []model.Tenant {
	return []model.Tenant{
		{ID: "11111111-1111-4111-8111-111111111111", Name: "Brightwave Software", Domain: "brightwave.example"},
		{ID: "22222222-2222-4222-8222-222222222222", Name: "Fjord Labs", Domain: "fjordlabs.example"},
		{ID: "33333333-3333-4333-8333-333333333333", Name: "Harbour\x1b[2J Consulting", Domain: "harbour.example"},
	}
}

// code fills in the form of the first way and begins.
func code(d *tuitest.Driver) *tuitest.Driver {
	return d.Press("enter").Type(clientID).Press("ctrl+s")
}

func TestSignIn_golden(t *testing.T) {
	t.Parallel()
	for name, o := range tuitest.Looks(tuitest.Options{}) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				r := shop.NewReception()
				r.In.Tenants = three()
				r.In.Unlisted = "management.azure.com answered 503"
				d := open(t, o, r, signin.Options{}).Golden("ways").Tiny()
				d.Press("enter").Golden("form").Tiny()
				d.Type(clientID).Press("ctrl+s").Advance(28 * time.Second).Golden("code").Tiny()
				d.Advance(time.Minute).Press("down", " ").Golden("accounts").Tiny()
			})
		})
		t.Run(name+" others", func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				r := shop.NewReception()
				r.States[0] = model.StorageState{Storage: model.InKeyring, Why: "no keyring answers here", Next: "choose another storage"}
				r.States[1].Locked = true
				again := model.Profile{Name: "work", Kind: model.Certificate, Tenant: "brightwave.example", ClientID: clientID, Certificate: "/etc/awning/app.pem", Storage: model.InFile}
				open(t, o, r, signin.Options{Again: again}).Type("s3cret").Golden("again").Tiny()
				d := open(t, o, r, signin.Options{Kind: model.DeviceCode}).Press("tab", "tab").Golden("no keyring").Tiny()
				d.Press("left", "left").Golden("keyring refused").Tiny()
				r.Prompted = model.SignInPrompt{Address: address(), Port: 8400}
				r.Takes = -1
				d = open(t, o, r, signin.Options{Kind: model.Browser}).Type(clientID).Press("ctrl+s").Golden("browser").Tiny()
				d.Press("p").Paste("http://localhost:8400/?code=abc").Golden("paste").Tiny().Press("esc", "esc")
				r.Takes = 0
				r.Fail("Wait", refusal{})
				d.Press("ctrl+s").Golden("refused").Tiny()
			})
		})
	}
}

// address is about as long as the real ones.
func address() string {
	return "https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize?client_id=" + clientID +
		"&code_challenge=J6YQeHk1jZB4xgWl1dVtqhV0RZ9mYk6x1Qm0b7xJ0vA&code_challenge_method=S256&redirect_uri=http%3A%2F%2Flocalhost%3A8400" +
		"&response_type=code&scope=https%3A%2F%2Fapi.partner.microsoft.com%2Fuser_impersonation+offline_access+openid+profile&state=5f0c3f3a"
}

// refusal is one that only an administrator can help with.
type refusal struct{}

func (refusal) Error() string {
	return "sign in: a conditional access policy blocks this way of signing in (AADSTS53003)"
}
func (refusal) Hint() string { return "ask an administrator, or sign in another way" }
func (refusal) Ticket() string {
	return "code AADSTS53003\ntrace id 6f8f1a0e-0000-4000-8000-000000000000\ncorrelation id 0b1c\x1b[31m\ntime 2000-01-01 00:00:00Z"
}

// A code is shown and counts down; once somebody has signed in the accounts are
// chosen, and the screen below is told.
func TestSignIn_byCode(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var terminal bytes.Buffer
		r := shop.NewReception()
		r.In.Tenants = three()
		d := open(t, tuitest.Options{Terminal: &terminal}, r, signin.Options{})
		code(d).Shows("https://microsoft.com/devicelogin", "F7K2QWXN", "another 15:00")
		d.Advance(28 * time.Second).Shows("another 14:32").Press("y")
		if want := base64.StdEncoding.EncodeToString([]byte("F7K2QWXN")); !strings.Contains(terminal.String(), want) {
			t.Errorf("y copied %q", terminal.String())
		}
		d.Press("o")
		if want := base64.StdEncoding.EncodeToString([]byte("https://microsoft.com/devicelogin")); !strings.Contains(terminal.String(), want) {
			t.Errorf("o copied %q", terminal.String())
		}
		d.Advance(time.Minute).Shows("Signed in as dana@brightwave.example", "3 of 3", "Fjord Labs")
		d.Press(" ", "down", "down", " ").Shows("1 of 3").Press("enter").Shows("the screen below", "signed in as dana@brightwave.example; profiles: fjordlabs.example")
		ask, own := r.Asked()
		if want := (model.SignIn{Kind: model.DeviceCode, ClientID: clientID, Storage: model.InKeyring}); ask != want || own != "" {
			t.Errorf("began with %+v, %q", ask, own)
		}
		if r.Cancelled() != 0 {
			t.Error("what was kept was forgotten again")
		}
	})
}

func TestSignIn_oneAccountIsNoQuestion(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := open(t, tuitest.Options{}, shop.NewReception(), signin.Options{})
		code(d).Advance(61*time.Second).Shows("the screen below", "profiles: brightwave.example")
	})
}

func TestSignIn_nothingMarkedIsRefused(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := shop.NewReception()
		r.In.Tenants = three()
		d := code(open(t, tuitest.Options{}, r, signin.Options{})).Advance(2*time.Minute).Press("a", "enter")
		d.Shows("mark at least one account", "0 of 3").Press("a").Shows("3 of 3")
	})
}

// A code that has run out is told, and another one asked for.
func TestSignIn_aCodeRunsOut(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := shop.NewReception()
		r.Takes = 15*time.Minute + time.Second
		r.Fail("Wait", errors.New("sign in: the code has run out"))
		d := code(open(t, tuitest.Options{}, r, signin.Options{})).Advance(15 * time.Minute).Shows("The code has run out")
		d.Advance(2*time.Second).Shows("That did not work", "the code has run out")
		r.Fail("Wait", nil)
		r.Takes, r.Prompted.Code, r.Prompted.Expires = time.Minute, "NEWCODE2", time.Now().Add(15*time.Minute)
		d.Press("r").Shows("NEWCODE2", "another 15:00").Advance(2 * time.Minute).Shows("the screen below")
	})
}

// Esc gives an attempt up wherever it is, and nothing is kept.
func TestSignIn_escCancels(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := shop.NewReception()
		r.In.Tenants = three()
		d := code(open(t, tuitest.Options{}, r, signin.Options{})).Press("esc").Shows(clientID, "[Sign in]")
		if r.Cancelled() != 1 {
			t.Errorf("%d attempts cancelled, want 1", r.Cancelled())
		}
		d.Advance(2 * time.Minute).Hides("3 of 3").Press("ctrl+s").Advance(2 * time.Minute).Shows("3 of 3").Press("esc").Shows("[Sign in]")
		d.Press("esc").Shows("How do you want to sign in?").Press("esc").Shows("the screen below")
		if r.Cancelled() != 2 || slices.ContainsFunc(r.Calls(), func(c string) bool { return strings.HasPrefix(c, "Keep") }) {
			t.Errorf("%d cancelled; calls %q", r.Cancelled(), r.Calls())
		}
	})
}

// A screen that is taken away forgets its attempt.
func TestSignIn_goingAwayCancels(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := shop.NewReception()
		code(open(t, tuitest.Options{}, r, signin.Options{})).Send(ui.Pop{}).Shows("the screen below")
		if r.Cancelled() != 1 {
			t.Errorf("%d attempts cancelled, want 1", r.Cancelled())
		}
	})
}

// What is refused is told in words with what to do; the ids for support are
// copied whole.
func TestSignIn_refused(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var terminal bytes.Buffer
		r := shop.NewReception()
		r.Takes = 0
		r.Fail("Wait", refusal{})
		d := code(open(t, tuitest.Options{Terminal: &terminal}, r, signin.Options{}))
		d.Shows("a conditional access policy", "ask an administrator", "trace id 6f8f1a0e").Press("y")
		if !strings.Contains(terminal.String(), base64.StdEncoding.EncodeToString([]byte(refusal{}.Ticket()))) {
			t.Errorf("copied %q", terminal.String())
		}
		d.Press("esc").Shows(clientID, "[Sign in]")
	})
}

// A secret goes to the desk and is nowhere else: not on the screen, not in the
// field it was typed into, not in what is copied.
func TestSignIn_secretsLeaveTheirField(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const canary = "c4n4ry-very-secret"
		var terminal bytes.Buffer
		r := shop.NewReception()
		r.Fail("Begin", errors.New("sign in: the client secret is wrong"))
		d := open(t, tuitest.Options{Terminal: &terminal, Width: 120, Height: 40}, r, signin.Options{Kind: model.ClientSecret})
		d.Type("brightwave.example").Press("enter").Type(clientID).Press("enter").Paste(canary).Hides(canary).Shows(strings.Repeat("*", len(canary)))
		d.Press("ctrl+s").Shows("the client secret is wrong").Hides(canary, "***")
		if ask, own := r.Asked(); own != canary || ask.Tenant != "brightwave.example" {
			t.Errorf("the desk got %+v and %q", ask, own)
		}
		d.Press("y", "r").Shows("Client secret", "brightwave.example").Hides("***")
		d.Press("ctrl+s").Shows("this must be filled in").Type("x"+canary).Press("esc", "enter").Shows("the screen below")
		d.Press("!").Hides(canary)
		if strings.Contains(terminal.String(), base64.StdEncoding.EncodeToString([]byte(canary))) {
			t.Error("the secret was copied")
		}
	})
}

// The file storage wants its passphrase first; a wrong one is told.
func TestSignIn_passphrase(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := shop.NewReception()
		r.Locked, r.States[1].Locked, r.States[1].Usable = "open sesame", true, false
		d := open(t, tuitest.Options{}, r, signin.Options{Kind: model.DeviceCode}).Hides("Passphrase")
		d.Type(clientID).Press("tab", "tab", "right").Shows("an encrypted file", "Passphrase")
		d.Press("tab").Type("wrong").Press("ctrl+s").Shows("does not open the file", "type it again")
		d.Press("r").Shows("Passphrase").Press("ctrl+s").Shows("this must be filled in").Type("open sesame").Press("ctrl+s").Shows("F7K2QWXN")
		if ask, _ := r.Asked(); ask.Storage != model.InFile {
			t.Errorf("asked %+v", ask)
		}
	})
}

// A new passphrase is typed twice: what was mistyped once could not be told later.
func TestSignIn_newPassphrase(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := shop.NewReception()
		r.Locked, r.States[1].Locked, r.States[1].Fresh = "open sesame", true, true
		d := open(t, tuitest.Options{}, r, signin.Options{Kind: model.DeviceCode})
		d.Type(clientID).Press("tab", "tab", "right").Shows("an encrypted file", "Passphrase", "Again")
		d.Press("tab").Type("open sesame").Press("tab").Type("open sesam").Press("ctrl+s").Shows("type the same one twice")
		if len(r.Calls()) != 0 {
			t.Errorf("calls %q", r.Calls())
		}
		d.Type("e").Press("ctrl+s").Shows("F7K2QWXN")
	})
}

// A keyring that cannot be used makes way for memory, never for something weaker;
// chosen nevertheless it says why not.
func TestSignIn_noKeyring(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := shop.NewReception()
		r.States[0] = model.StorageState{Storage: model.InKeyring, Why: "no keyring answers here", Next: "unlock it"}
		d := open(t, tuitest.Options{}, r, signin.Options{Kind: model.DeviceCode}).Shows("memory, for this run only")
		d.Type(clientID).Press("tab", "tab").Shows("no keyring answers here").Press("right").Press("ctrl+s").Shows("no keyring answers here; unlock it")
		if len(r.Calls()) != 0 {
			t.Errorf("calls %q", r.Calls())
		}
	})
}

// Signing in again needs one key, keeps to the profile and its tenant, and asks no
// more.
func TestSignIn_again(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := shop.NewReception()
		r.In.Tenants = three()
		again := model.Profile{Name: "work", Kind: model.DeviceCode, Tenant: three()[1].ID, ClientID: clientID, Storage: model.InMemory}
		d := open(t, tuitest.Options{}, r, signin.Options{Again: again}).Shows("Sign in to work again").Press("enter").Shows("F7K2QWXN")
		d.Advance(61*time.Second).Shows("the screen below", "profiles: work")
		if ask, _ := r.Asked(); ask.Profile != "work" || ask.Tenant != again.Tenant || ask.Storage != model.InMemory {
			t.Errorf("asked %+v", ask)
		}
		if !slices.Contains(r.Calls(), "Keep 1\n") {
			t.Errorf("calls %q", r.Calls())
		}
	})
}

// A profile that only its name is known of is looked up; one that is gone is a new
// sign-in.
func TestSignIn_againByName(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := shop.NewReception()
		r.Stored = []model.Profile{{Name: "work", Kind: model.DeviceCode, ClientID: clientID}}
		open(t, tuitest.Options{}, r, signin.Options{Named: "work"}).Shows("Sign in to work again", clientID)
		open(t, tuitest.Options{}, r, signin.Options{Named: "gone"}).Shows("How do you want to sign in?")
		r.Fail("Profiles", errors.New("line 3 of the config file"))
		r.Stored = nil
		open(t, tuitest.Options{}, r, signin.Options{Named: "work"}).Shows("How do you want to sign in?", "line 3 of the config file")
	})
}

// Where there is an application for everybody, nothing has to be typed.
func TestSignIn_knownApplication(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := open(t, tuitest.Options{}, shop.NewReception(), signin.Options{Public: clientID}).Press("enter").Shows(clientID)
		d.Press("enter").Shows("F7K2QWXN")
	})
}

// The application of people is none for those who sign in as an application: theirs
// comes, with its tenant, from the environment.
func TestSignIn_ownApplication(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const own = "a5d0f1e6-1b34-4c0c-8f0e-5e6c1d9b2a11"
		open(t, tuitest.Options{}, shop.NewReception(), signin.Options{Public: clientID}).Press("down", "down", "down", "enter").
			Shows("An application with a secret").Hides(clientID)
		env := signin.Options{Public: clientID, ClientID: own, Tenant: "brightwave.example"}
		open(t, tuitest.Options{}, shop.NewReception(), env).Press("down", "down", "down", "enter").
			Shows(own, "brightwave.example").Hides(clientID)
		open(t, tuitest.Options{}, shop.NewReception(), env).Press("enter").Shows(own).Hides("brightwave.example")
	})
}

// Whoever need not look at the storage still hears why the sign-in will not be kept.
func TestSignIn_saysThatNothingIsKept(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := shop.NewReception()
		r.States[0] = model.StorageState{Storage: model.InKeyring, Why: "no keyring answers here"}
		open(t, tuitest.Options{}, r, signin.Options{Public: clientID}).Press("enter").Shows("memory, for this run only", "no keyring answers here")
		workload := signin.Options{Kind: model.WorkloadIdentity, ClientID: clientID, Tenant: "brightwave.example"}
		open(t, tuitest.Options{}, r, workload).Shows("Press enter").Hides("no keyring")
	})
}

// Where everything rests in memory, nothing else is offered.
func TestSignIn_memoryAlone(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := shop.NewReception()
		r.States = r.States[2:]
		d := open(t, tuitest.Options{}, r, signin.Options{Public: clientID}).Press("enter").Shows("memory, for this run only")
		d.Press("up", "up").Shows("< memory").Press("right").Shows("< memory").Hides("keyring").Press("left").Shows("< memory")
	})
}

// The address a browser ended at is pasted, however it is wrapped, and handed over
// as it came.
func TestSignIn_byBrowser(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := shop.NewReception()
		r.Prompted, r.Takes = model.SignInPrompt{Address: address(), Port: 8400}, -1
		d := open(t, tuitest.Options{}, r, signin.Options{Kind: model.Browser}).Type(clientID).Press("tab", "tab").Type("84x").Press("ctrl+s")
		d.Shows("a port is a number").Press("backspace").Type("00").Press("ctrl+s").Shows("ssh -L 8400:127.0.0.1:8400")
		if ask, _ := r.Asked(); ask.Port != 8400 {
			t.Errorf("asked %+v", ask)
		}
		r.Fail("Paste", errors.New("this is not the address of this sign-in\x1b[2J"))
		d.Press("p", "enter").Shows("paste the address first").Paste("http://localhost:8400/?code=abc&state=x\n").Hides("code=abc").Press("enter")
		d.Shows("this is not the address of this sign-in")
		r.Fail("Paste", nil)
		d.Press("p").Paste("http://localhost:8400/?code=abc&state=x\n").Press("enter").Shows("the screen below")
		if got := r.Pasted(); got != "http://localhost:8400/?code=abc&state=x" {
			t.Errorf("the desk got %q", got)
		}
		d = open(t, tuitest.Options{}, r, signin.Options{Kind: model.Browser}).Type(clientID).Press("ctrl+s", "p")
		d.Paste(strings.Repeat("a", 8<<10+1)).Press("enter").Shows("paste the address first")
	})
}

// What fails at the very end is tried again without signing in again.
func TestSignIn_keepingFails(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := shop.NewReception()
		r.Fail("Keep", errors.New("the config file is not writable"))
		d := code(open(t, tuitest.Options{}, r, signin.Options{})).Advance(2 * time.Minute).Shows("the config file is not writable")
		r.Fail("Keep", nil)
		d.Press("r").Shows("the screen below", "signed in as dana")
		if n := len(slices.DeleteFunc(r.Calls(), func(c string) bool { return !strings.HasPrefix(c, "Begin") })); n != 1 {
			t.Errorf("began %d times", n)
		}
	})
}

// The Azure CLI is tried at once, and what is wrong with it told in words.
func TestSignIn_atOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := shop.NewReception()
		r.Prompted, r.Takes = model.SignInPrompt{}, 0
		r.Fail("Begin", errors.New("sign in: there is no az on this machine"))
		d := open(t, tuitest.Options{}, r, signin.Options{Kind: model.AzureCLI, AtOnce: true}).Shows("there is no az on this machine")
		r.Fail("Begin", nil)
		d.Press("r").Shows("the screen below", "profiles: brightwave.example")
	})
}

func TestActions_everyKeyDoesOneThing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := shop.NewReception()
		r.In.Tenants = three()
		var s *signin.Screen
		d := tuitest.New(t, tuitest.Options{}, func(d ui.Deps) ui.Screen {
			s = signin.New(d, r, signin.Options{})
			return s
		})
		for _, step := range []func(){
			func() {}, func() { d.Press("enter") }, func() { d.Type(clientID).Press("ctrl+s") }, func() { d.Advance(2 * time.Minute) },
		} {
			step()
			shop.Clashes(t, s.Actions())
		}
	})
}
