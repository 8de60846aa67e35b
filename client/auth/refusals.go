package auth

import "slices"

// refusal is what a refusal of the directory means and what to do about it. {client},
// {tenant} and {said} stand for the application, the tenant and the directory's own
// words.
type refusal struct {
	codes      []string // the directory's numbers, or the protocol's words
	what, hint string
	ticket     bool // only an administrator or the support can help
}

// lookUp finds the meaning of a refusal by the directory's number, and else by the
// protocol's word; see
// learn.microsoft.com/entra/identity-platform/reference-error-codes. A device code's words are more
// telling than the numbers beside them.
func lookUp(code, word string, person bool) refusal {
	tables := [][]refusal{applicationRefusals(), proofRefusals(), tenantRefusals(), personRefusals(), policyRefusals(), deviceRefusals()}
	if slices.Contains([]string{"authorization_declined", "expired_token", "bad_verification_code"}, word) {
		code = ""
	}
	for _, by := range []string{code, word} {
		for _, r := range slices.Concat(tables...) {
			if by != "" && slices.Contains(r.codes, by) {
				return r
			}
		}
	}
	unknown := refusal{
		what:   "the directory refused it: {said}",
		hint:   "check the tenant, the client id and the secret of the profile",
		ticket: true,
	}
	if person {
		unknown.hint = "sign in again; if it goes on, ask an administrator of the tenant"
	}
	return unknown
}

// deviceRefusals end the wait for a code.
func deviceRefusals() []refusal {
	return []refusal{
		{
			codes: []string{"authorization_declined", "access_denied", "AADSTS65004"},
			what:  "the sign-in was declined in the browser", hint: "sign in again, and accept what the application asks for",
		},
		{
			codes: []string{"expired_token", "AADSTS70019", "AADSTS70020"},
			what:  "the code has expired", hint: "ask for a new one",
		},
		{
			codes: []string{"bad_verification_code", "AADSTS70018"},
			what:  "the directory does not know the code, or not any more", hint: "ask for a new one",
		},
	}
}

// applicationRefusals are about the application and its secret.
func applicationRefusals() []refusal {
	return []refusal{
		{
			codes: []string{"AADSTS7000215"},
			what:  "the client secret of the application {client} is wrong",
			hint:  "take the secret's value, not its id, from the application's registration",
		},
		{
			codes: []string{"AADSTS7000222"},
			what:  "the client secret of the application {client} has expired",
			hint:  "make a new secret in the application's registration",
		},
		{
			codes: []string{"AADSTS700016", "AADSTS7000229", "unauthorized_client"},
			what:  "the application {client} does not exist in the tenant {tenant}",
			hint:  "check both ids; the application must be registered or consented to in that tenant",
		},
		{
			codes: []string{"AADSTS7000112", "AADSTS70001"},
			what:  "the application {client} is switched off in the tenant {tenant}",
			hint:  "an administrator of the tenant can switch it on again", ticket: true,
		},
		{
			codes: []string{"AADSTS7000218"},
			what:  "the application {client} does not allow public client flows",
			hint:  "set \"Allow public client flows\" to yes under Authentication of the application's registration",
		},
		{
			codes: []string{"AADSTS50011", "AADSTS500113"},
			what:  "the application {client} does not allow to come back to this machine",
			hint:  "add the platform \"Mobile and desktop applications\" with the address http://localhost to the application's registration",
		},
		{
			codes: []string{"AADSTS50194"},
			what:  "the application {client} is for one tenant only",
			hint:  "name that tenant when you sign in, or make the application's registration multi-tenant",
		},
	}
}

// proofRefusals are about certificates and federated tokens.
func proofRefusals() []refusal {
	return []refusal{
		{
			codes: []string{"AADSTS700027"},
			what:  "the directory does not accept what the application {client} signed with its certificate",
			hint:  "upload the certificate to the application's registration; check that it has not expired, and the clock of this machine",
		},
		{
			codes: []string{"AADSTS700024"},
			what:  "what the application {client} proves itself with is not valid now",
			hint:  "check the clock of this machine, and that the platform renews the federated token",
		},
		{
			codes: []string{"AADSTS700211"},
			what:  "the application {client} does not trust who issued the federated token",
			hint:  "compare the issuer of the application's federated credential with the token's, to the last character",
		},
		{
			codes: []string{"AADSTS700212"},
			what:  "the federated token is not made for the directory",
			hint:  "its audience must be api://AzureADTokenExchange, as in the application's federated credential",
		},
		{
			codes: []string{"AADSTS700213", "AADSTS70021"},
			what:  "the application {client} has no federated credential for the subject of the token",
			hint:  "compare the subject of the application's federated credential with the token's, to the last character",
		},
	}
}

// tenantRefusals are about the tenant, its services and consent.
func tenantRefusals() []refusal {
	return []refusal{
		{
			codes: []string{"AADSTS90002", "AADSTS900023"},
			what:  "there is no tenant {tenant}", hint: "check the tenant's id or domain in the profile",
		},
		{
			codes: []string{"AADSTS500011", "AADSTS650052", "invalid_resource"},
			what:  "the tenant {tenant} does not know this service",
			hint:  "an administrator must create the service's principal in the tenant first", ticket: true,
		},
		{
			codes: []string{"AADSTS500014"},
			what:  "this service is switched off in the tenant {tenant}",
			hint:  "an administrator of the tenant can switch it on again", ticket: true,
		},
		{
			codes: []string{"AADSTS65001", "AADSTS90094", "consent_required"},
			what:  "nobody has consented to what the application {client} asks for in the tenant {tenant}",
			hint:  "an administrator of the tenant must grant consent", ticket: true,
		},
		{
			codes: []string{"AADSTS650057", "AADSTS65005"},
			what:  "the application {client} has no permission for this service in its registration",
			hint:  "add the service under API permissions of the application's registration, and grant consent",
		},
		{
			codes: []string{"AADSTS50020", "AADSTS90072"},
			what:  "this user is not in the tenant {tenant}",
			hint:  "sign in with an account of that tenant, or have it invited",
		},
		{
			codes: []string{"AADSTS50105"},
			what:  "this user is not assigned to the application {client}",
			hint:  "an administrator must assign the user under Enterprise applications", ticket: true,
		},
	}
}

// personRefusals are about the person and their sign-in.
func personRefusals() []refusal {
	return []refusal{
		{
			codes: []string{"AADSTS700082", "AADSTS700081", "AADSTS70008"},
			what:  "the sign-in was not used for too long, or has been withdrawn", hint: signInAgain,
		},
		{
			codes: []string{"AADSTS50173", "AADSTS50132", "AADSTS50133"},
			what:  "the sign-in ended: the password was changed, or an administrator withdrew it", hint: signInAgain,
		},
		{
			codes: []string{"AADSTS70043", "AADSTS50078"},
			what:  "the organisation wants people to sign in more often", hint: signInAgain,
		},
		{
			codes: []string{"AADSTS50058", "login_required"},
			what:  "nobody is signed in", hint: signInAgain,
		},
		{
			codes: []string{"AADSTS50076", "AADSTS50079", "AADSTS50072", "AADSTS50074"},
			what:  "another factor is needed", hint: "sign in again and complete it",
		},
		{
			codes: []string{"AADSTS50126"},
			what:  "the user name or the password is wrong", hint: "sign in again",
		},
		{
			codes: []string{"AADSTS50034"},
			what:  "there is no such user in the tenant {tenant}", hint: "sign in with another account",
		},
		{
			codes: []string{"AADSTS50053"},
			what:  "the account is locked after too many failed sign-ins", hint: "wait a while, then sign in again", ticket: true,
		},
		{
			codes: []string{"AADSTS50055"},
			what:  "the password has expired", hint: "change it in the browser, then sign in again",
		},
		{
			codes: []string{"AADSTS50057"},
			what:  "the account is switched off", hint: "an administrator of the tenant can switch it on again", ticket: true,
		},
		{
			codes: []string{"AADSTS54005"},
			what:  "the browser's answer was used already", hint: "sign in again",
		},
		{
			codes: []string{"interaction_required"},
			what:  "the directory wants to talk to the person: {said}", hint: signInAgain, ticket: true,
		},
		{
			codes: []string{"invalid_grant"},
			what:  "the directory does not accept the sign-in: {said}", hint: signInAgain, ticket: true,
		},
	}
}

// policyRefusals are made by conditional access; only who made the policy can help.
func policyRefusals() []refusal {
	return []refusal{
		{
			codes: []string{"AADSTS53000"},
			what:  "a policy of the organisation demands a device that complies with its rules",
			hint:  "sign in with the browser of such a device, or ask an administrator", ticket: true,
		},
		{
			codes: []string{"AADSTS53001"},
			what:  "a policy of the organisation demands a device that is joined to its domain",
			hint:  "sign in with the browser of such a device, or ask an administrator", ticket: true,
		},
		{
			codes: []string{"AADSTS530003", "AADSTS50097"},
			what:  "a policy of the organisation demands a device that it manages",
			hint:  "sign in with the browser of such a device, or ask an administrator", ticket: true,
		},
		{
			codes: []string{"AADSTS53002"},
			what:  "a policy of the organisation allows approved applications only, and {client} is not one",
			hint:  "ask an administrator to approve the application", ticket: true,
		},
		{
			codes: []string{"AADSTS53003", "AADSTS50131"},
			what:  "a conditional access policy blocks this way of signing in",
			hint:  "sign in through the browser instead of a code, or ask an administrator", ticket: true,
		},
		{
			codes: []string{"AADSTS53004", "AADSTS53011"},
			what:  "the organisation holds this sign-in for risky and blocks it",
			hint:  "ask an administrator to look at the user's risk", ticket: true,
		},
	}
}
