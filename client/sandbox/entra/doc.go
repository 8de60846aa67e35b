// Package entra is a directory to sign in to: the endpoints of Microsoft Entra
// that clients of the marketplace need, spoken from memory.
//
// A [Directory] holds tenants, applications and people. It answers, under the
// real paths on whatever origin it is served:
//
//	/{tenant}/v2.0/.well-known/openid-configuration   what is where
//	/{tenant}/discovery/v2.0/keys, /common/discovery/instance
//	/{tenant}/oauth2/v2.0/devicecode                  a code to be typed elsewhere
//	/{tenant}/oauth2/v2.0/authorize                   the page on which a person is chosen
//	/{tenant}/oauth2/v2.0/token, /{tenant}/oauth2/token
//	/devicelogin                                      the page on which a code is typed
//	/sandbox/revoke                                   the sandbox's own: ends sign-ins
//
// A tenant is named by its id or its domain; a person may also come through
// "organizations" or "common", which stand for the tenant the person is at home
// in.
//
// Grants: client_credentials with a secret, with an assertion signed by a
// registered certificate, and with a federated assertion; device_code;
// authorization_code with PKCE; refresh_token. The older token endpoint knows
// client_credentials and refresh_token.
//
// A refresh token belongs to a person and an application, not to an audience or
// a tenant: which tenant a token is for is decided by the path it is redeemed
// under, and there the person must be a member and the application consented
// to. Each use replaces it. The replaced one is worthless at once, which is
// harder than the real service, so that a client that keeps the wrong one is
// found out ([Switches.KeepReplaced] is as the real one). It lives 90 days
// without use. Codes are good once.
//
// # Without a browser
//
// The pages need no scripts, and everything can be done by plain requests:
//
//	curl -d user_code=BCDFGHJKL -d user=dana@brightwave.example -d action=approve BASE/devicelogin
//	curl -i 'BASE/organizations/oauth2/v2.0/authorize?client_id=…&login_hint=dana@brightwave.example&…'
//	curl -X POST 'BASE/sandbox/revoke?user=dana@brightwave.example'
//
// /devicelogin answers 200 when it did what was asked, 404 if no such code
// waits, and 400 for anything else. An authorize request that names its person
// is answered with the redirect at once: by user, or by login_hint unless it has
// prompt=select_account.
//
// Where nobody can reach a page, in one process with its client,
// [Options.ApproveAfter] makes codes approve themselves.
//
// # Whom a token speaks for
//
// An access token looks like a JWT, so that clients may read its claims, but it
// is sealed with a secret of this run: it is good for nothing else, and nothing
// else is good here. [Directory.Admit] opens it for the services beside the
// directory.
package entra
