package store

import (
	"time"

	"github.com/shopspring/decimal"

	"awning/model/payout"
)

// earningRow is how an earning is stored: half of its members are empty most of the time.
type earningRow struct {
	ID              string            `json:"id"`
	Participant     string            `json:"participant,omitempty"`
	ParticipantName string            `json:"participantName,omitempty"`
	Program         string            `json:"program,omitempty"`
	ProgramCode     string            `json:"programCode,omitempty"`
	TransactionID   string            `json:"transactionID,omitempty"`
	TransactionType string            `json:"transactionType,omitempty"`
	TransactionDate time.Time         `json:"transactionDate,omitzero"`
	Transaction     payout.Money      `json:"transaction,omitzero"`
	Country         string            `json:"country,omitempty"`
	PaymentMethod   string            `json:"paymentMethod,omitempty"`
	StoreFee        decimal.Decimal   `json:"storeFee,omitzero"`
	TaxRemitted     decimal.Decimal   `json:"taxRemitted,omitzero"`
	Type            string            `json:"type,omitempty"`
	Lever           string            `json:"lever,omitempty"`
	Rate            string            `json:"rate,omitempty"`
	Quantity        string            `json:"quantity,omitempty"`
	Amount          payout.Money      `json:"amount,omitzero"`
	USD             decimal.Decimal   `json:"usd,omitzero"`
	ExchangeRate    string            `json:"exchangeRate,omitempty"`
	RateDate        time.Time         `json:"rateDate,omitzero"`
	Pay             payout.Money      `json:"pay,omitzero"`
	Date            time.Time         `json:"date,omitzero"`
	Estimated       payout.Month      `json:"estimated,omitzero"`
	PaymentID       string            `json:"payment,omitempty"`
	Status          string            `json:"status,omitempty"`
	StatusText      string            `json:"statusText,omitempty"`
	Reason          string            `json:"reason,omitempty"`
	Asset           string            `json:"asset,omitempty"`
	Order           string            `json:"order,omitempty"`
	LineItem        string            `json:"lineItem,omitempty"`
	Product         string            `json:"product,omitempty"`
	ProductName     string            `json:"productName,omitempty"`
	ParentProduct   string            `json:"parentProduct,omitempty"`
	ProductType     string            `json:"productType,omitempty"`
	Plan            string            `json:"plan,omitempty"`
	PrivateOffer    bool              `json:"private,omitempty"`
	Customer        string            `json:"customer,omitempty"`
	CustomerName    string            `json:"customerName,omitempty"`
	CustomerCountry string            `json:"customerCountry,omitempty"`
	Invoice         string            `json:"invoice,omitempty"`
	Reseller        string            `json:"reseller,omitempty"`
	ResellerName    string            `json:"resellerName,omitempty"`
	SubscriptionID  string            `json:"subscription,omitempty"`
	ExternalID      string            `json:"external,omitempty"`
	Extra           map[string]string `json:"extra,omitempty"`
}
