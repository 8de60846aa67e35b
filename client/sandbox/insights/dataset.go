package insights

import (
	"slices"
	"strings"
)

// Dataset is one table of the reports.
type Dataset struct {
	Name    string
	Columns []string
	Metrics []string // columns that add up over the others
	Months  int      // how far back it goes
}

// Spans are the spans of time the dataset can be asked about.
func (d Dataset) Spans() []string {
	const half, year = 6, 12
	out := []string{"TODAY", "YESTERDAY", "LAST_7_DAYS", "LAST_14_DAYS", "LAST_30_DAYS", "LAST_90_DAYS", "LAST_MONTH", "LAST_3_MONTHS"}
	if d.Months >= half {
		out = append(out, "LAST_180_DAYS", "LAST_6_MONTHS")
	}
	if d.Months >= year {
		out = append(out, "LAST_365_DAYS", "LAST_1_YEAR", "LIFETIME")
	}
	return out
}

// column is the dataset's own spelling of a column, and whether it is a metric; empty
// if it has no such column.
func (d Dataset) column(name string) (spelled string, metric bool) {
	same := func(have string) bool { return strings.EqualFold(have, name) }
	if i := slices.IndexFunc(d.Columns, same); i >= 0 {
		return d.Columns[i], false
	}
	if i := slices.IndexFunc(d.Metrics, same); i >= 0 {
		return d.Metrics[i], true
	}
	return "", false
}

// dataset finds one by its name.
func dataset(name string) (Dataset, bool) {
	all := Datasets()
	i := slices.IndexFunc(all, func(d Dataset) bool { return strings.EqualFold(d.Name, name) })
	if i < 0 {
		return Dataset{}, false
	}
	return all[i], true
}

// Datasets are the tables as documented in 2022 and 2023.
func Datasets() []Dataset {
	const (
		year   = 12
		orders = "MarketplaceSubscriptionId MonthStartDate OfferType AzureLicenseType MarketplaceLicenseType Sku CustomerCountry IsPreviewSKU " +
			"OrderId CloudInstanceName IsNewCustomer OrderStatus OrderCancelDate CustomerCompanyName CustomerName OrderPurchaseDate " +
			"OfferName TrialEndDate CustomerId BillingAccountId"
	)
	var out []Dataset
	for _, d := range []struct {
		name, columns, metrics string
		months                 int
	}{
		{"ISVOrder", orders, "OrderQuantity", year},
		{
			"ISVOrderV2", orders + " TermStartDate TermEndDate PurchaseRecordId PurchaseRecordLineItemId HasTrial IsTrialDeployment AssetId " +
				"BillingTerm BillingPlan Currency OrderAction ReferenceId PlanId AutoRenew EventTimestamp OrderVersion IsPrivatePlan OfferId " +
				"PrivateOfferId PrivateOfferName BillingId MultiParty PartnerInfo SalesNotes",
			"OrderQuantity Quantity QuantityChanged estimatedcharges BilledRevenue ListPriceUSD DiscountPriceUSD", year,
		},
		{
			"ISVUsage", "MarketplaceSubscriptionId MonthStartDate OfferType AzureLicenseType MarketplaceLicenseType SKU CustomerCountry IsPreviewSKU " +
				"SKUBillingType IsInternal VMSize CloudInstanceName ServicePlanName OfferName DeploymentMethod CustomerName CustomerCompanyName " +
				"UsageDate IsNewCustomer CoreSize TrialEndDate CustomerCurrencyCC PriceCC PayoutCurrencyPC EstimatedPricePC UsageReference UsageUnit " +
				"CustomerId BillingAccountId MeterId MeterDimension AssetId ReferenceId PlanId OfferId PartnerCenterDetectedAnomaly " +
				"PublisherMarkedAnomaly NewReportedUsage ActionTakenAt ActionTakenBy EstimatedFinancialImpactUSD",
			"NormalizedUsage RawUsage MeteredUsage EstimatedExtendedChargeCC EstimatedExtendedChargePC", year,
		},
		{
			"ISVCustomer", "MarketplaceSubscriptionId DateAcquired DateLost ProviderName ProviderEmail FirstName LastName Email " +
				"CustomerCompanyName CustomerCity CustomerPostalCode CustomerCommunicationCulture CustomerCountryRegion AzureLicenseType " +
				"PromotionalCustomers CustomerState CommerceRootCustomer CustomerId BillingAccountId ID",
			"", year,
		},
		{
			"ISVMarketplaceInsights", "Date OfferName ReferralDomain CountryName Campaign Site",
			"PageVisits GetItNow ContactMe TestDrive FreeTrial consentGivenCount", year,
		},
		{
			"ISVRevenue", "AssetId SalesChannel BillingAccountId CustomerCity CustomerCompanyName CustomerCountry CustomerEmail CustomerId " +
				"CustomerName CustomerState EarningCurrencyCode EarningExchangeRatePC EstimatedPayoutMonth ExchangeRateDate ExchangeRatePC " +
				"ExchangeRateUSD PayoutStatus IncentiveRate TrialDeployment LineItemId MonthStartDate OfferName OfferType PaymentInstrumentType " +
				"PaymentSentDate PurchaseRecordId SKU TermStartDate TermEndDate BillingModel Units",
			"EarningAmountCC EarningAmountPC EarningAmountUSD Revenue EstimatedRevenuePC EstimatedRevenueUSD Quantity TransactionAmountCC " +
				"TransactionAmountPC TransactionAmountUSD", year,
		},
		{
			"ISVQualityOfService", "OfferId Sku DeploymentStatus DeploymentCorrelationId SubscriptionId CustomerTenantId CustomerName TemplateType " +
				"StartTime EndTime DeploymentDurationInMilliSeconds DeploymentRegion ErrorCode ErrorName ErrorMessage DeepErrorCode DeepErrorMessage",
			"", 3,
		},
		{
			"ISVOfferRetention", "OfferCategory OfferName ProductId DeploymentMethod ServicePlanName Sku SkuBillingType CustomerId FirstUsageDate " +
				"AzureLicenseType OfferType Offset",
			"", year,
		},
	} {
		out = append(out, Dataset{d.name, strings.Fields(d.columns), strings.Fields(d.metrics), d.months})
	}
	return out
}
