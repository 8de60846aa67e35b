package text

import (
	"maps"

	"awning/model"
)

// englishCauses are the known reasons: those the sign-in fails for, and those for
// which it works and no offers show.
func englishCauses() map[model.CauseKind]CauseText {
	all := englishSignInCauses()
	maps.Copy(all, englishAccountCauses())
	return all
}

func englishSignInCauses() map[model.CauseKind]CauseText {
	return map[model.CauseKind]CauseText{
		model.CauseSignedOut: {
			"No sign-in is kept for the profile %[1]s, or it was ended.", "Sign in again: awning login %[1]s",
		},
		model.CauseNoSecret: {
			"There is no secret for the application %[1]s on this machine.",
			"Store it with awning login --identity client-secret --client-id %[1]s, or set AZURE_CLIENT_SECRET.",
		},
		model.CauseStore: {
			"The place where the sign-in rests cannot be used: %[1]s.",
			"Unlock the keyring; or sign in again with --storage file (a passphrase protects it) or --storage memory (for one run).",
		},
		model.CauseSecretWrong: {
			"The client secret of the application %[1]s is wrong.",
			"Copy the secret's value, not its id, from the application's page under Certificates & secrets, then awning login.",
		},
		model.CauseSecretExpired: {
			"The client secret of the application %[1]s has expired.",
			"Make a new one on the application's page under Certificates & secrets, then awning login.",
		},
		model.CauseNoTenant: {
			"There is no tenant %[1]s.", "Correct the tenant of the profile: its GUID or one of its domains.",
		},
		model.CauseNoApp: {
			"The application %[1]s is not known in the tenant %[2]s.",
			"Check the client id (not the object id) and the tenant; an application of another tenant must be consented to there first.",
		},
		model.CauseNotInTenant: {
			"The user %[1]s is not in the tenant %[2]s.", "Sign in as a user of that tenant, or have this one invited there.",
		},
		model.CauseConsent: {
			"Nobody has consented that the application %[1]s uses %[2]s.",
			"An administrator of the tenant grants consent: Entra admin center, App registrations, API permissions, Grant admin consent.",
		},
		model.CauseNoService: {
			"The service %[1]s has no principal in the tenant %[2]s.",
			"An administrator creates the service's principal there once; or use a tenant that is enrolled in Partner Center.",
		},
		model.CausePolicy: {
			"A conditional access policy refuses this sign-in: %[1]s",
			"Sign in another way (awning login --identity browser), or give this report to an administrator of the tenant.",
		},
		model.CauseFactor: {
			"The service wants another factor, such as a code from an app.", "Sign in again and complete it: awning login",
		},
		model.CauseAudience: {
			"The given token is for %[2]s, not for %[1]s.", "Get a token for that service, or sign in: one sign-in serves them all.",
		},
	}
}

func englishAccountCauses() map[model.CauseKind]CauseText {
	return map[model.CauseKind]CauseText{
		model.CauseNotAdded: {
			"The application %[1]s is no user of the Partner Center account, or was added by another object id than %[2]s.",
			"Add it in Partner Center under Account settings, User management, Microsoft Entra applications, with the role Manager or Developer; " +
				"the object id is that of the enterprise application, not of the app registration.",
		},
		model.CauseWrongAccount: {
			"The sign-in works, but the account of tenant %[1]s has no offers for it; these see offers: %[2]s.",
			"Use one of those with --profile or --account, or sign in as somebody else.",
		},
		model.CauseNoProgram: {
			"The account %[1]s is not in the commercial marketplace program.",
			"Its owner joins the program in Partner Center; or use another account.",
		},
		model.CauseRole: {
			"The role in this account sees no offers: %[1]s.",
			"The account's owner gives the role Manager or Developer in Partner Center, User management. It may take an hour.",
		},
		model.CausePublisher: {
			"The publisher %[1]s of the config file is refused or does not exist.",
			"Correct publishers in the profile; the ids are in Partner Center, Account settings, Identifiers.",
		},
		model.CauseNetwork: {
			"Nothing came back from %[1]s.", "Check the network, the proxy and the firewall of this machine, then try again.",
		},
		model.CauseService: {
			"The service %[1]s is in trouble (%[2]s).", "Try again later; the sign-in is fine.",
		},
		model.CauseNoOffers: {
			"All is well: the account simply has no offers yet.", "Make the first one in Partner Center, or with the console.",
		},
	}
}
