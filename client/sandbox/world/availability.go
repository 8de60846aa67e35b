package world

// memberV1 is somebody in an audience, in the submission API v1.
type memberV1 struct {
	ID          string `json:"ID"`
	Description string `json:"description"`
}

// audience is the same in the Graph API. The type of a mailbox is not part of
// the published schema and is left out.
type audience struct {
	Type  string `json:"type,omitempty"`
	ID    string `json:"id"`
	Label string `json:"label"`
}

// productAvailability says who sees the preview.
type productAvailability struct {
	ResourceType          string     `json:"resourceType"`
	Visibility            string     `json:"visibility"`
	EnterpriseLicensing   string     `json:"enterpriseLicensing"`
	Audiences             []struct{} `json:"audiences"`
	SubscriptionAudiences []memberV1 `json:"subscriptionAudiences"`
	EmailAudiences        []memberV1 `json:"emailAudiences"`
	HideKeyAudience       string     `json:"hideKeyAudience,omitempty"`
}

type previewAudiences struct {
	PreviewAudiences []audience `json:"previewAudiences"`
}

func (p *page) audience() *Content {
	v1 := productAvailability{
		ResourceType: "ProductAvailability", Visibility: "Public", EnterpriseLicensing: "None",
		Audiences: list[struct{}](), SubscriptionAudiences: list[memberV1](), EmailAudiences: list[memberV1](),
	}
	graph := previewAudiences{list[audience]()}
	switch p.trait.audience {
	case subscriptions:
		for _, name := range []string{"Release testing", "Pre-sales demonstrations"} {
			id := p.author.guid("subscription", p.Tenant, name)
			v1.SubscriptionAudiences = append(v1.SubscriptionAudiences, memberV1{id, name})
			graph.PreviewAudiences = append(graph.PreviewAudiences, audience{"subscription", id, name})
		}
	case mailboxes:
		v1.EmailAudiences = list(memberV1{p.Engineering.Email, "Release testing"})
		graph.PreviewAudiences = list(audience{ID: p.Engineering.Email, Label: "Release testing"})
	case hideKeys:
		v1.HideKeyAudience = p.hideKey()
	case nobody:
	}
	return &Content{V1: encode(v1), Graph: encode(graph)}
}

func (p *page) hideKey() string {
	if p.HideKey != "" {
		return p.HideKey
	}
	return p.guid("hide key")[:8]
}

// featureAvailability says where, for whom and at what price a plan is sold.
type featureAvailability struct {
	ResourceType          string          `json:"resourceType"`
	Visibility            string          `json:"visibility"`
	IsHidden              bool            `json:"isHidden"`
	MarketStates          []marketState   `json:"marketStates"`
	PriceSchedules        []scheduleGroup `json:"priceSchedules"`
	Trial                 trialV1         `json:"trial"`
	SubscriptionAudiences []memberV1      `json:"subscriptionAudiences"`
	TenantAudiences       []memberV1      `json:"tenantAudiences"`
	CustomMeters          []meterV1       `json:"customMeters"`
	Properties            []pair          `json:"properties"`
}

type trialV1 struct {
	Type         string    `json:"type"`
	DurationType string    `json:"durationType,omitempty"`
	Duration     int       `json:"duration,omitempty"`
	Range        *struct{} `json:"dateTimeRange,omitempty"`
}

// planAvailabilityGraph is the price-and-availability-plan resource.
type planAvailabilityGraph struct {
	Visibility       string        `json:"visibility"`
	Audience         string        `json:"audience"`
	CustomerMarkets  string        `json:"customerMarkets"`
	Markets          []string      `json:"markets,omitempty"`
	PrivateAudiences []audience    `json:"privateAudiences"`
	Trial            *trialGraph   `json:"trial,omitempty"`
	Reservations     []reservation `json:"softwareReservation,omitempty"`
	Pricing          *pricingGraph `json:"pricing,omitempty"`
}

type trialGraph struct {
	Type  string `json:"type"`
	Value int    `json:"value"`
}

type reservation struct {
	Type           string `json:"type"`
	Term           int    `json:"term"`
	PercentageSave int    `json:"percentageSave"`
}

func (p *page) planAvailability(s *planSpec) *Content {
	v1 := featureAvailability{
		ResourceType: "FeatureAvailability", Visibility: "Public", IsHidden: s.Hidden,
		MarketStates: marketStates(s.Markets), PriceSchedules: schedules(s), Trial: trialV1{Type: "NoTrial"},
		SubscriptionAudiences: list[memberV1](), TenantAudiences: list[memberV1](),
		CustomMeters: p.meters(s), Properties: list[pair](),
	}
	graph := planAvailabilityGraph{
		Visibility: "visible", Audience: "public", PrivateAudiences: list[audience](), Pricing: p.pricing(s),
	}
	graph.CustomerMarkets, graph.Markets = graphMarkets(s.Markets)
	if s.Hidden {
		graph.Visibility = "hidden"
	}
	if s.TrialMonths > 0 {
		v1.Trial = trialV1{"TimedAccess", "Months", s.TrialMonths, &struct{}{}}
		graph.Trial = &trialGraph{"month", s.TrialMonths}
	}
	for i := 0; i+1 < len(s.Save); i += 2 {
		graph.Reservations = append(graph.Reservations, reservation{"year", s.Save[i], s.Save[i+1]})
	}
	if s.Private {
		p.private(&v1, &graph)
	}
	return &Content{V1: encode(v1), Graph: encode(graph)}
}

// private names the one customer that sees a private plan: by subscription
// where plans are deployed into one, by directory where people sign in.
func (p *page) private(v1 *featureAvailability, graph *planAvailabilityGraph) {
	const customer = "Wide World Importers"
	id := p.author.guid("customer", customer)
	v1.Visibility, graph.Audience = "Private", "private"
	if p.trait.audience == subscriptions {
		v1.SubscriptionAudiences = list(memberV1{id, customer})
		graph.PrivateAudiences = list(audience{"subscription", id, customer})
		return
	}
	v1.TenantAudiences = list(memberV1{id, customer})
	graph.PrivateAudiences = list(audience{"tenant", id, customer})
}
