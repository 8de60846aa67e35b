package catalog

import (
	"iter"
	"strings"
)

// Market is a country or region offers are sold in.
type Market struct {
	Code string // ISO 3166-1 alpha-2, in capitals
	Name string // in English
}

// AllMarkets are the 141 markets of the marketplace in the order of their codes
// (learn.microsoft.com/partner-center/marketplace-offers/marketplace-geo-availability-currencies).
func AllMarkets() iter.Seq[Market] {
	return func(yield func(Market) bool) {
		for line := range strings.SplitSeq(strings.TrimSpace(marketNames), "\n") {
			code, name, _ := strings.Cut(line, " ")
			if !yield(Market{code, name}) {
				return
			}
		}
	}
}

// MarketNames are the names of the markets by their codes. The services write
// codes in capitals or in small letters; here they are in capitals.
func MarketNames() map[string]string {
	out := make(map[string]string)
	for m := range AllMarkets() {
		out[m.Code] = m.Name
	}
	return out
}

const marketNames = `
AD Andorra
AE United Arab Emirates
AF Afghanistan
AL Albania
AM Armenia
AO Angola
AR Argentina
AT Austria
AU Australia
AZ Azerbaijan
BA Bosnia and Herzegovina
BB Barbados
BD Bangladesh
BE Belgium
BG Bulgaria
BH Bahrain
BM Bermuda
BN Brunei
BO Bolivia
BR Brazil
BW Botswana
BY Belarus
BZ Belize
CA Canada
CH Switzerland
CI Côte d'Ivoire
CL Chile
CM Cameroon
CO Colombia
CR Costa Rica
CV Cabo Verde
CW Curaçao
CY Cyprus
CZ Czechia
DE Germany
DK Denmark
DO Dominican Republic
DZ Algeria
EC Ecuador
EE Estonia
EG Egypt
ES Spain
ET Ethiopia
FI Finland
FJ Fiji
FO Faroe Islands
FR France
GB United Kingdom
GE Georgia
GH Ghana
GR Greece
GT Guatemala
HK Hong Kong SAR
HN Honduras
HR Croatia
HU Hungary
ID Indonesia
IE Ireland
IL Israel
IN India
IQ Iraq
IS Iceland
IT Italy
JM Jamaica
JO Jordan
JP Japan
KE Kenya
KG Kyrgyzstan
KN Saint Kitts and Nevis
KR Korea
KW Kuwait
KY Cayman Islands
KZ Kazakhstan
LB Lebanon
LI Liechtenstein
LK Sri Lanka
LT Lithuania
LU Luxembourg
LV Latvia
LY Libya
MA Morocco
MC Monaco
MD Moldova
ME Montenegro
MK North Macedonia
MN Mongolia
MO Macao SAR
MT Malta
MU Mauritius
MX Mexico
MY Malaysia
NA Namibia
NG Nigeria
NI Nicaragua
NL Netherlands
NO Norway
NP Nepal
NZ New Zealand
OM Oman
PA Panama
PE Peru
PH Philippines
PK Pakistan
PL Poland
PR Puerto Rico
PS Palestinian Authority
PT Portugal
PY Paraguay
QA Qatar
RO Romania
RS Serbia
RU Russia
RW Rwanda
SA Saudi Arabia
SE Sweden
SG Singapore
SI Slovenia
SK Slovakia
SN Senegal
SV El Salvador
TH Thailand
TJ Tajikistan
TM Turkmenistan
TN Tunisia
TR Türkiye
TT Trinidad and Tobago
TW Taiwan
TZ Tanzania
UA Ukraine
UG Uganda
US United States
UY Uruguay
UZ Uzbekistan
VA Vatican City
VE Venezuela
VI US Virgin Islands
VN Vietnam
YE Yemen
ZA South Africa
ZM Zambia
ZW Zimbabwe
`
