package sandbox

// dataset is one table of the reports. Columns are names with spaces between;
// metrics are those that add up over the other columns.
type dataset struct {
	name, columns, metrics string
	months                 int // how far back it goes
}

// datasets are the tables as documented in 2022 and 2023.
func datasets() []dataset {
	const (
		year   = 12
		orders = "MarketplaceSubscriptionId MonthStartDate OfferType AzureLicenseType MarketplaceLicenseType Sku CustomerCountry IsPreviewSKU " +
			"OrderId CloudInstanceName IsNewCustomer OrderStatus OrderCancelDate CustomerCompanyName CustomerName OrderPurchaseDate " +
			"OfferName TrialEndDate CustomerId BillingAccountId"
	)
	return []dataset{
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
	}
}
