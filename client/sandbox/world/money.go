package world

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// convert turns a price in USD into another currency by a rate in thousandths,
// rounded to its smallest coin: 49.00 at 790 is 38.71. Money never passes
// through a binary fraction.
func convert(usd string, rate int64, decimals int) json.Number {
	whole, frac, _ := strings.Cut(usd, ".")
	frac = (frac + "0000")[:4]
	n, err := strconv.ParseInt(whole+frac, 10, 64)
	if err != nil {
		panic(fmt.Sprintf("world: price %q: %v", usd, err))
	}
	n *= rate // ten-millionths
	unit := int64(10_000_000)
	for range decimals {
		unit /= 10
	}
	n = (n + unit/2) / unit // smallest coins
	if decimals == 0 {
		return json.Number(strconv.FormatInt(n, 10))
	}
	coins := int64(1)
	for range decimals {
		coins *= 10
	}
	return json.Number(fmt.Sprintf("%d.%0*d", n/coins, decimals, n%coins))
}
