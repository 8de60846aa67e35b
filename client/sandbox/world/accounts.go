package world

// accounts are the three accounts of the world. Their ids and secrets are the
// same in every world, so that scripts and profiles can name them; the secrets
// open nothing outside the sandbox.
func accounts() []Account {
	return []Account{
		{
			Tenant:       "3f6a1c52-7d0e-4b6a-9a51-0c2be7d41a01",
			Name:         "Brightwave Software",
			Domain:       "brightwave.example",
			Country:      "US",
			ClientID:     "a5d0f1e6-1b34-4c0c-8f0e-5e6c1d9b2a11",
			ClientSecret: secret("brightwave"),
			PartnerID:    "6104417",
			Programs:     []string{"Commercial Marketplace", "Microsoft AI Cloud Partner Program", "Referrals"},
			Publishers:   []Publisher{{ID: "brightwave", Name: "Brightwave Software", SellerID: 50118204}},
		},
		{
			Tenant:       "7be2d9f4-52c3-4e88-b1f7-96a40d3c8b02",
			Name:         "Fjord Labs",
			Domain:       "fjordlabs.example",
			Country:      "NO",
			ClientID:     "c81e4b7a-60d9-4f52-9e3d-2b7f8a5c6d22",
			ClientSecret: secret("fjordlabs"),
			PartnerID:    "6118826",
			Programs:     []string{"Commercial Marketplace", "Microsoft AI Cloud Partner Program"},
			Publishers: []Publisher{
				{ID: "fjordlabs", Name: "Fjord Labs AS", SellerID: 50241877},
				{ID: "fjordlabs-test", Name: "Fjord Labs (testing)", SellerID: 50241990},
			},
		},
		{
			Tenant:       "d4970c6e-8f15-4a3b-a2de-71c5e8b09f03",
			Name:         "Harbour Consulting",
			Domain:       "harbourconsulting.example",
			Country:      "GB",
			ClientID:     "e09b3d58-c4a7-4d61-8b92-f3a6d7e1c433",
			ClientSecret: secret("harbour"),
			PartnerID:    "6120953",
			Programs:     []string{"Microsoft AI Cloud Partner Program", "Referrals"},
		},
	}
}

// secret is what the service principal of an account signs in with:
// "sandbox-brightwave".
func secret(account string) string { return "sandbox-" + account }

// person is somebody a listing names.
type person struct {
	Name, Email, Phone string
}

// house is what all listings of one publisher share.
type house struct {
	Site                          string // web address, without a slash at its end
	Tenant                        string
	Support, Engineering, Partner person
}

// houses by publisher.
func houses() map[string]house {
	bright, fjord := accounts()[0], accounts()[1]
	labs := house{
		Site: "https://www.fjordlabs.example", Tenant: fjord.Tenant,
		Support:     person{"Fjord Labs Kundeservice", "support@fjordlabs.example", "+47 55 01 02 03"},
		Engineering: person{"Ingrid Solheim", "platform@fjordlabs.example", "+47 55 01 02 10"},
		Partner:     person{"Partner Desk", "partners@fjordlabs.example", "+47 55 01 02 20"},
	}
	return map[string]house{
		"brightwave": {
			Site: "https://www.brightwave.example", Tenant: bright.Tenant,
			Support:     person{"Brightwave Customer Care", "support@brightwave.example", "+1 206 555 0142"},
			Engineering: person{"Dana Whitfield", "engineering@brightwave.example", "+1 206 555 0167"},
			Partner:     person{"Brightwave Partner Desk", "partners@brightwave.example", "+1 206 555 0119"},
		},
		"fjordlabs":      labs,
		"fjordlabs-test": labs,
	}
}
