package books_test

import (
	"math/big"
	"testing"

	"awning/client/sandbox/books"
	"awning/tries"
)

// What is withheld, and the tax on the fee, come from the lines of each payment:
// thirty in a hundred of what was sold into the United States, ten since the treaty
// is proved, and ten in a hundred of the fees in Japan.
func TestBooks_taxes(t *testing.T) {
	t.Parallel()
	withheld, taxed := map[string]int{}, 0
	for seed := range tries.Of(12) {
		for _, b := range all(seed, seed%2*1500) {
			american, fees, lines := map[string]*big.Rat{}, map[string]*big.Rat{}, map[string]int64{}
			for e := range b.Earnings() {
				key := e.PaymentID + string(e.Status) + e.Program
				if american[key] == nil {
					american[key], fees[key] = new(big.Rat), new(big.Rat)
				}
				if e.Customer == nil {
					continue
				}
				switch e.Customer.Country {
				case "US":
					american[key].Add(american[key], exact(t, e.Due.String()))
				case "JP":
					fee := new(big.Rat).Mul(exact(t, e.Fee.String()), exact(t, e.Rate.String()))
					fees[key].Add(fees[key], fee)
					lines[key]++
				}
			}
			for _, p := range b.Payments {
				key := p.ID + string(p.Status) + p.Program
				if p.Program == books.Incentives {
					continue
				}
				got := exact(t, p.WithheldTax.String())
				switch base := american[key]; {
				case b.Seller.Country == "US" && got.Sign() != 0:
					t.Errorf("seed %d: %s withheld at home", seed, p.WithheldTax)
				case b.Seller.Country == "US":
					want := new(big.Rat).Mul(fees[key], big.NewRat(1, 10))
					off := new(big.Rat).Sub(want, exact(t, p.ServiceFeeTax.String()))
					if off.Abs(off).Cmp(big.NewRat(lines[key]+10, 1000)) > 0 { // each fee is rounded
						t.Errorf("seed %d: payment %s: %s taxed of fees, want %s", seed, p.ID, p.ServiceFeeTax, want.FloatString(2))
					}
					taxed += want.Sign()
				case base.Sign() <= 0 && got.Sign() != 0:
					t.Errorf("seed %d: %s withheld of nothing", seed, p.WithheldTax)
				case near(new(big.Rat).Mul(base, big.NewRat(3, 10)), got):
					withheld["thirty"]++
				case near(new(big.Rat).Mul(base, big.NewRat(1, 10)), got):
					withheld["ten"]++
				case base.Sign() > 0:
					t.Errorf("seed %d: payment %s: %s withheld of %s", seed, p.ID, p.WithheldTax, base.FloatString(2))
				}
			}
		}
	}
	if withheld["thirty"] == 0 || withheld["ten"] == 0 || taxed == 0 {
		t.Errorf("withheld %v, taxed %d", withheld, taxed)
	}
	t.Logf("withheld: %v; taxed fees: %d", withheld, taxed)
}
