package sandbox

// CPPSwitches choose behaviours of the Cloud Partner Portal API that its
// sources tell differently, or not at all. The zero value is the best guess.
// Whether an offer was migrated, on which much of the form depends, is data:
// [world.Offer.NotMigrated].
type CPPSwitches struct {
	// CreateAnswers200 answers the PUT that creates an offer with 200, as
	// Microsoft's own tool expects. The documentation says 201.
	CreateAnswers200 bool
	// Unmatched400 answers a PUT of an existing offer without If-Match with
	// 400, as documented. Clients saw 409 in 2020.
	Unmatched400 bool
	// UnmatchedPasses applies such a PUT, as a client of 2022 relies on.
	UnmatchedPasses bool
	// RunningAtSignoff keeps the offer status "running" while the sign-off step
	// waits for the publisher, as one client saw.
	RunningAtSignoff bool
	// OperationInArray wraps an operation in an array, as its sample has it.
	OperationInArray bool
	// OldLocation names an operation's address in Operation-Location alone, as
	// in 2018. Otherwise it is in Location, and in both for offers that were
	// not migrated.
	OldLocation bool
	// ZonelessTimes writes every changedTime as the recorded list has it: three
	// digits and no zone. Otherwise only the list of migrated offers does.
	ZonelessTimes bool
	// StringErrors makes every refusal a JSON string with a stack trace.
	// Otherwise only publish does, of migrated offers.
	StringErrors bool
	// CancelAtOnce cancels while the request lasts and answers 200. Otherwise it
	// is 202, and done half a step later.
	CancelAtOnce bool
	// StaleETags makes ETags of answers good for nothing: only If-Match: *
	// passes, as a client saw in June 2020.
	StaleETags bool
	// EmptySecretErases takes an empty secret in a PUT for its new value.
	// Otherwise the stored one stays.
	EmptySecretErases bool
	// UnknownPublisher404 answers 404 about a publisher that nobody has. The
	// documentation says 403, as for a publisher of somebody else.
	UnknownPublisher404 bool
}
