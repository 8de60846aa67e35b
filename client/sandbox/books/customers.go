package books

import (
	"strings"

	"awning/client/sandbox/seeded"
)

// customers are those of a seller. Who they are is the same in every world; their
// ids follow from the seed and the seller.
func customers(o Options) []*Customer {
	resellers := []*Reseller{
		{ID: "4102238", Name: "Northgate Cloud Distribution", Country: "GB"},
		{ID: "4377905", Name: "Rheinblick IT-Systemhaus GmbH", Country: "DE"},
	}
	const list = `Halden Freight AB|SE|Göteborg|411 03|EUR|Enterprise|Elin|Åkerlund
Oakline Clinics Ltd|GB|Leeds|LS1 4DY|GBP|Enterprise|Priya|Nair
Tamarind Foods Inc.|US|Chicago|60607|USD|Enterprise|Marcus|Bell
北山光学株式会社|JP|京都市|604-8006|JPY|Invoice|健太|北山
Müller & Söhne Maschinenbau GmbH|DE|Stuttgart|70173|EUR|Invoice|Jürgen|Müller
Cedar County Library District|US|Boise|83702|USD|Invoice|Ana|Whitlock
L'Atelier des Quais|FR|Nantes|44000|EUR|CreditCard|Élodie|Le Goff
Pembroke & Daughters|GB|Bristol|BS1 5TR|GBP|CreditCard|Tom|Pembroke
Sierra Peak Outfitters, LLC|US|Reno|89501|USD|CreditCard|Dee|Okafor
Van der Velde Logistiek B.V.|NL|Rotterdam|3011 AD|EUR|CSP|Sanne|van der Velde
Kestrel Marine Insurance plc|GB|London|EC3M 7DQ|GBP|CSP|Harriet|Low
Banco Regional de Levante|ES|Valencia|46002|EUR|Enterprise|Núria|Ferrer
Sunrise Robotics K.K.|JP|東京都|105-0001|JPY|Enterprise|Yuki|Tanabe
Great Lakes Credit Union|US|Duluth|55802|USD|Enterprise|Joanna|Reyes
"Nordstern" Energie AG|DE|Hamburg|20095|EUR|CSP|Malte|Brandt
Contorno Ceramica S.p.A.|IT|Faenza|48018|EUR|Invoice|Giulia|Serra`
	var out []*Customer
	for line := range strings.Lines(list) {
		f := strings.Split(strings.TrimSpace(line), "|")
		at := []string{o.Seller.Tenant, "customer", f[0]}
		c := &Customer{
			Name: f[0], Country: f[1], City: f[2], Postal: f[3], Currency: f[4], Channel: Channel(f[5]), First: f[6], Last: f[7],
			Account: seeded.GUID(o.Seed, append(at, "account")...), Tenant: seeded.GUID(o.Seed, append(at, "tenant")...),
			Subscription: seeded.GUID(o.Seed, append(at, "subscription")...),
		}
		c.Mail = "marketplace@" + c.Tenant[:8] + ".example"
		if c.Channel == CSP {
			c.Reseller = resellers[len(out)%len(resellers)]
		}
		out = append(out, c)
	}
	return out
}

// usual is what a unit of a currency is worth in most months.
func usual(currency string) Rate {
	switch currency {
	case "EUR":
		return 1_085_000
	case "GBP":
		return 1_271_000
	case yen:
		return 6_680
	}
	return million
}
