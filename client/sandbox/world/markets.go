package world

import (
	"slices"
	"strings"
)

// marketCodes are the 141 markets of the marketplace, in the order of their
// codes (learn.microsoft.com/partner-center/marketplace-offers/marketplace-geo-availability-currencies).
func marketCodes() []string {
	return strings.Fields(`
		AD AE AF AL AM AO AR AT AU AZ BA BB BD BE BG BH BM BN BO BR BW BY BZ CA CH CI CL CM CO CR
		CV CW CY CZ DE DK DO DZ EC EE EG ES ET FI FJ FO FR GB GE GH GR GT HK HN HR HU ID IE IL IN
		IQ IS IT JM JO JP KE KG KN KR KW KY KZ LB LI LK LT LU LV LY MA MC MD ME MK MN MO MT MU MX
		MY NA NG NI NL NO NP NZ OM PA PE PH PK PL PR PS PT PY QA RO RS RU RW SA SE SG SI SK SN SV
		TH TJ TM TN TR TT TW TZ UA UG US UY UZ VA VE VI VN YE ZA ZM ZW`)
}

// sells reports whether a named set of markets has a market.
func sells(set, market string) bool {
	switch set {
	case "":
		return true
	case "japan":
		return market == "JP"
	default:
		panic("world: no such set of markets: " + set)
	}
}

// marketState says whether a plan is sold in a market.
type marketState struct {
	MarketCode string `json:"marketCode"`
	State      string `json:"state"`
}

// marketStates lists every market: the service keeps no deltas here.
func marketStates(set string) []marketState {
	codes := marketCodes()
	out := make([]marketState, len(codes))
	for i, c := range codes {
		out[i] = marketState{c, "Disabled"}
		if sells(set, c) {
			out[i].State = "Enabled"
		}
	}
	return out
}

// graphMarkets is the same in the Graph dialect: all markets have a word of
// their own, a choice is listed in lower case.
func graphMarkets(set string) (word string, codes []string) {
	if set == "" {
		return "allMarkets", nil
	}
	sold := slices.DeleteFunc(marketCodes(), func(c string) bool { return !sells(set, c) })
	for i := range sold {
		sold[i] = strings.ToLower(sold[i])
	}
	return "customMarkets", sold
}

// currency is how a market pays: its currency, how many thousandths of it one
// dollar is taken for, and how many decimals its prices have.
type currency struct {
	Code     string
	Rate     int64
	Decimals int
}

// currencies of the markets that some plans price by themselves.
func currencies() map[string]currency {
	return map[string]currency{
		"CH": {"CHF", 880, 2}, "DE": {"EUR", 920, 2}, "DK": {"DKK", 6850, 2},
		"GB": {"GBP", 790, 2}, "JP": {"JPY", 149500, 0}, "SE": {"SEK", 10500, 2},
	}
}
