// Package sandbox is a marketplace to try things on: the real services'
// protocols, spoken from memory.
//
// One [Server] holds one store. Everything a publisher can do goes through the
// wire forms of the real services, at their own paths on one origin: the
// directory in which people and applications sign in, the submission API v1,
// the Product Ingestion API, the Cloud Partner Portal API, tenants, and blob
// storage. An edit made through one API is seen through the others, because they
// are only dialects of the same documents. Payout exports, report datasets and
// the partner profile answer as far as it takes to find out who may use them.
//
// How content is kept:
//
//   - A product has branches: one per module, and per module and plan. A
//     branch points, for each of draft, preview and live, to an instance.
//   - An instance is a set of documents (a listing and its images, say). It is
//     what the submission API calls by an instance id. Once a submission has
//     named it, it never changes: the next edit makes the draft a new instance
//     with a new id. So a draft whose instance is the last submitted one has
//     no unpublished changes.
//   - A document is one entity in both dialects. Documents never change; an
//     edit makes another with the same entity id and a new etag.
//
// Who may do what follows from the token: its tenant decides whose offers are
// seen, and what its owner is in that tenant's account decides which APIs are
// open. The standard world has somebody for each reason why offers cannot be
// seen:
//
//   - no marketplace program, or the wrong account: the third account, of which
//     ingrid@fjordlabs.example is an owner as well;
//   - a role that sees none: fiona (payouts only) and nils@brightwave.example;
//   - an application that is not in the account: "Forgotten Automation";
//   - an expired secret: "Automation of Last Year";
//   - no consent: "Unapproved Console";
//   - a service without a principal in the tenant: world.Account.Lacks;
//   - a policy: the switches of entra;
//   - an unknown publisher, an API out of order: [Switches].
//
// The Cloud Partner Portal API has one document for the whole offer. What only
// it knows is a document of its own; the rest is read from the others and
// written back to them.
//
// Time does all the work. There are no goroutines and no timers: what state a
// submission is in is worked out from the clock when somebody asks, which is
// also why the sandbox runs inside testing/synctest as it is.
//
// The package knows the contracts and nothing of this project's clients, so
// that one misunderstanding cannot hide on both sides of the wire.
package sandbox
