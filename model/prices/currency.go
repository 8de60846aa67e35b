package prices

import "strings"

// The currencies of ISO 4217 whose smallest unit is not a hundredth, and those
// where it is.
const (
	noDecimals    = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
	threeDecimals = "BHD IQD JOD KWD LYD OMR TND"
	fourDecimals  = "CLF UYW"
	twoDecimals   = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD " +
		"CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD " +
		"HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK " +
		"MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB " +
		"SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD " +
		"UYU UZS VES WST XCD YER ZAR ZMW ZWG"
)

// Digits is how many decimals a currency's smallest unit has (ISO 4217), and
// whether the code is known. Unknown ones are taken to have two.
func Digits(code string) (digits int32, known bool) {
	code = strings.ToUpper(code)
	if len(code) != len("USD") || strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return 2, false
	}
	for digits, list := range map[int32]string{0: noDecimals, 2: twoDecimals, 3: threeDecimals, 4: fourDecimals} {
		if strings.Contains(list, code) {
			return digits, true
		}
	}
	return 2, false
}
