package client

import (
	"slices"

	"awning/model"
)

// What evidence stands on, where several rows share it.
const (
	fromTree      = "learn.microsoft.com: product-ingestion-api, resource-tree"
	fromConfigure = "learn.microsoft.com: product-ingestion-api, configure"
	fromLifecycle = "schemas of the Product Ingestion API: lifecycleState"
	fromSupported = "learn.microsoft.com: product-ingestion-api, supported types: SaaS, virtual machines, containers"
	fromSwagger   = "swagger of the submission API v1"
	fromCLI       = "Azure/partnercenter-cli-extension"
	fromAppSource = "microsoft/navcontainerhelper, AppSource"
	fromPortalAPI = "learn.microsoft.com: cloud-partner-portal-api"
	fromNowhere   = "no source shows it"
)

// Groups of types that rows share.
func azureApps() []model.OfferType { return []model.OfferType{"azure-application"} }
func central() []model.OfferType   { return []model.OfferType{"business-central"} }

func dynamics() []model.OfferType {
	return []model.OfferType{"customer-engagement", "operations"}
}

// portalTypes are those whose words the Cloud Partner Portal API is known to use; offers of
// others are known to be there, but not what is in them.
func portalTypes() []model.OfferType {
	return []model.OfferType{"virtual-machine", "azure-application"}
}

// routes is the table. A type that has no row of its own goes by the dialect that
// the catalogue gives it, and one that nobody has heard of by the API that told
// of it. What was read in one dialect must be written in the same, so that only
// lists have a second choice.
func routes() []Route {
	return slices.Concat(routesOfLists(), routesOfReading(), routesOfEditing(), routesOfSubmitting(), routesOfSelling())
}

// The product list of the submission API has been broken for weeks at a time and its
// pages are no larger, so the Product Ingestion API comes first even for the
// types it does not officially serve.
func routesOfLists() []Route {
	return []Route{
		{
			Task: TaskList, API: model.Graph, Use: Usual, Mark: Reported, From: "HodorNV/ALOps #965",
			Note: "lists all types, not only those it serves",
		},
		{
			Task: TaskList, API: model.V1, Use: Usual, Mark: Recorded, From: fromSwagger + ": GET products",
			Note: "by type only: the whole list broke twice in 2026",
		},
		{Task: TaskList, API: model.CPP, Use: Asked, Types: portalTypes(), Mark: Documented, From: fromPortalAPI + ", retrieve offers"},
		unworded(TaskList, model.Graph),
		unworded(TaskList, model.V1),
		{
			Task: TaskList, API: model.CPP, Use: Asked, Mark: Documented, From: fromPortalAPI + ", retrieve offers",
			Note: "offers of all types, each with this API's word for its type",
		},

		{Task: TaskCreate, API: model.Graph, Use: Usual, Of: model.Graph, Mark: Documented, From: fromConfigure + " with a product"},
		{Task: TaskCreate, API: model.Graph, Use: Asked, Of: model.V1, Mark: Guessed, From: fromSupported},
		{Task: TaskCreate, API: model.V1, Use: Usual, Of: model.V1, Mark: Recorded, From: fromSwagger + ": POST products"},
		{Task: TaskCreate, API: model.V1, Use: Asked, Of: model.Graph, Mark: Recorded, From: fromSwagger + ": POST products"},
		{
			Task: TaskCreate, API: model.CPP, Use: Asked, Types: portalTypes(), Mark: Documented, From: fromPortalAPI + ", create or modify",
			Note: "meant for what was integrated before 2020",
		},
		unworded(TaskCreate, ""),
		{Task: TaskDelete, API: model.Graph, Use: Usual, Of: model.Graph, Mark: Declared, From: fromLifecycle},
		{Task: TaskDelete, API: model.Graph, Use: Asked, Of: model.V1, Mark: Guessed, From: fromSupported},
		{Task: TaskDelete, API: model.V1, Use: Usual, Of: model.V1, Mark: Recorded, From: fromSwagger + ": DELETE products"},
		{Task: TaskDelete, API: model.V1, Use: Asked, Of: model.Graph, Mark: Recorded, From: fromSwagger + ": DELETE products"},
		never(TaskDelete, model.CPP, fromPortalAPI, "it deletes no offers"),
	}
}

func routesOfReading() []Route {
	var out []Route
	for _, k := range []Task{TaskDraft, TaskPreview, TaskLive} {
		out = append(out,
			Route{Task: k, API: model.Graph, Use: Usual, Of: model.Graph, Mark: Documented, From: fromTree},
			Route{Task: k, API: model.Graph, Use: Asked, Of: model.V1, Mark: Guessed, From: fromSupported},
		)
		out = append(out, byModules(k)...)
		out = append(out,
			Route{Task: k, API: model.CPP, Use: Usual, Of: model.CPP, Mark: Documented, From: fromPortalAPI + ", retrieve by slot"},
		)
		out = append(out, inPortal(k, "retrieve by slot")...)
	}
	return out
}

// byModules are the rows of the submission API for reading an environment. It
// has branches for the draft only.
func byModules(k Task) []Route {
	if k != TaskDraft {
		const from, note = fromSwagger + ": instances", "as near as it gets: the instances that the newest submission names"
		return []Route{
			{Task: k, API: model.V1, Use: Usual, Of: model.V1, Mark: Guessed, From: from, Note: note},
			{Task: k, API: model.V1, Use: Asked, Of: model.Graph, Mark: Guessed, From: from, Note: note},
		}
	}
	return []Route{
		{Task: k, API: model.V1, Use: Usual, Types: azureApps(), Mark: Recorded, From: fromCLI + ", recordings"},
		{Task: k, API: model.V1, Use: Usual, Types: central(), Mark: Practised, From: fromAppSource},
		{Task: k, API: model.V1, Use: Usual, Of: model.V1, Mark: Practised, From: fromCLI + ", list of types"},
		{Task: k, API: model.V1, Use: Asked, Of: model.Graph, Mark: Recorded, From: fromCLI + ", recordings"},
	}
}

func routesOfEditing() []Route {
	var out []Route
	for _, k := range []Task{TaskEdit, TaskTechnical} {
		out = append(out,
			Route{Task: k, API: model.Graph, Use: Usual, Of: model.Graph, Mark: Documented, From: fromConfigure},
			Route{Task: k, API: model.Graph, Use: Asked, Of: model.V1, Mark: Guessed, From: fromSupported},
			Route{Task: k, API: model.V1, Use: Usual, Of: model.V1, Mark: Declared, From: fromSwagger + ": PUT of modules"},
			Route{
				Task: k, API: model.V1, Use: Asked, Of: model.Graph, Mark: Guessed, From: fromNowhere,
				Note: "both APIs probably work on the same draft",
			},
		)
		out = append(out, Route{
			Task: k, API: model.CPP, Use: Never, Of: model.CPP, Mark: Documented, From: fromPortalAPI,
			Note: "what its offers of this type hold is not known, so that they are only shown",
		})
		out = append(out, inPortal(k, "create or modify")...)
	}
	out = append(out,
		Route{Task: TaskPlans, API: model.Graph, Use: Usual, Of: model.Graph, Mark: Documented, From: fromConfigure + " with a plan"},
		Route{Task: TaskPlans, API: model.Graph, Use: Asked, Of: model.V1, Mark: Guessed, From: fromSupported},
		Route{Task: TaskPlans, API: model.V1, Use: Usual, Of: model.V1, Mark: Recorded, From: fromSwagger + ": variants"},
		Route{Task: TaskPlans, API: model.V1, Use: Asked, Of: model.Graph, Mark: Recorded, From: fromSwagger + ": variants"},
		never(TaskPlans, model.CPP, fromPortalAPI, "plans are part of the offer's definition"),

		never(TaskUpload, model.Graph, "schemas of the Product Ingestion API: listing-asset", "it takes addresses of files, not files"),
		Route{Task: TaskUpload, API: model.V1, Use: Usual, Of: model.V1, Mark: Declared, From: fromSwagger + ": images, videos, assets, packages"},
		Route{Task: TaskUpload, API: model.V1, Use: Asked, Of: model.Graph, Mark: Guessed, From: fromNowhere},
		never(TaskUpload, model.CPP, fromPortalAPI, "it takes addresses of files, not files"),

		Route{
			Task: TaskAudience, API: model.Graph, Use: Usual, Of: model.Graph, Mark: Documented,
			From: "learn.microsoft.com: product-ingestion-api, price-and-availability-update-private-audiences",
		},
		Route{Task: TaskAudience, API: model.Graph, Use: Asked, Of: model.V1, Mark: Guessed, From: fromSupported},
		never(TaskAudience, model.V1, fromSwagger, "an audience changes by a publish only"),
		never(TaskAudience, model.CPP, fromPortalAPI, "it was a button of the portal"),
	)
	return out
}

func routesOfSubmitting() []Route {
	var out []Route
	for _, k := range []Task{TaskPublish, TaskSome, TaskGoLive, TaskCancel, TaskFollow} {
		out = append(out,
			Route{Task: k, API: model.Graph, Use: Usual, Of: model.Graph, Mark: Documented, From: fromConfigure + " with a submission"},
			Route{Task: k, API: model.Graph, Use: Asked, Of: model.V1, Mark: Guessed, From: fromSupported},
			Route{Task: k, API: model.V1, Use: Usual, Types: azureApps(), Mark: Practised, From: "microsoft/az-partner-center-cli"},
			Route{Task: k, API: model.V1, Use: Usual, Types: central(), Mark: Practised, From: fromAppSource},
			Route{Task: k, API: model.V1, Use: Usual, Types: dynamics(), Mark: Declared, From: fromSwagger + ": their packages"},
			Route{
				Task: k, API: model.V1, Use: Usual, Of: model.V1, Mark: Guessed, From: fromCLI,
				Note: "a client knows the type, none was seen to publish it; no other API serves it",
			},
			Route{Task: k, API: model.V1, Use: Asked, Types: []model.OfferType{"saas"}, Mark: Reported, From: "MicrosoftDocs/azure-docs #93203"},
			Route{
				Task: k, API: model.V1, Use: Never, Types: []model.OfferType{"container"}, Mark: Practised, From: fromCLI,
				Note: "Microsoft's own client publishes containers through the other API",
			},
			Route{Task: k, API: model.V1, Use: Asked, Of: model.Graph, Mark: Guessed, From: fromNowhere},
		)
		if k == TaskSome {
			out = append(out, never(k, model.CPP, fromPortalAPI, "it publishes the whole draft"))
			continue
		}
		const calls = "publish, go live, cancel, operations"
		out = append(out, Route{Task: k, API: model.CPP, Use: Usual, Of: model.CPP, Mark: Documented, From: fromPortalAPI + ", " + calls})
		out = append(out, inPortal(k, calls)...)
	}
	return append(out,
		never(TaskFindings, model.Graph, fromConfigure, "it only tells the errors of a job"),
		Route{
			Task: TaskFindings, API: model.V1, Use: Usual, Of: model.V1, Mark: Declared, From: fromSwagger + ": validations, reports",
		},
		Route{
			Task: TaskFindings, API: model.V1, Use: Usual, Of: model.Graph, Mark: Guessed, From: fromSwagger + ": validations, reports",
			Note: "ids of submissions are alike in both APIs",
		},
		never(TaskFindings, model.V1, fromNowhere, "it does not know the offer's id"),
		never(TaskFindings, model.CPP, fromPortalAPI, "it only tells the messages of the steps"),
	)
}

func routesOfSelling() []Route {
	var out []Route
	for _, k := range []Task{TaskStop, TaskRestore} {
		out = append(out,
			Route{Task: k, API: model.Graph, Use: Usual, Of: model.Graph, Mark: Declared, From: fromLifecycle},
			Route{Task: k, API: model.Graph, Use: Asked, Of: model.V1, Mark: Guessed, From: fromSupported},
			never(k, model.V1, fromSwagger, "it only knows markets of plans"),
			never(k, model.CPP, fromPortalAPI, "it has no call for it"),
		)
	}
	return out
}

// inPortal are the rows of the Cloud Partner Portal API, for types that the
// catalogue knows, of a task it has a call for.
func inPortal(k Task, call string) []Route {
	return []Route{
		{Task: k, API: model.CPP, Use: Asked, Types: portalTypes(), Mark: Documented, From: fromPortalAPI + ", " + call},
		unworded(k, ""),
	}
}

// unworded is the row of the Cloud Partner Portal API for types of which nobody
// knows how it calls them.
func unworded(k Task, of model.Dialect) Route {
	return Route{
		Task: k, API: model.CPP, Use: Never, Of: of, Mark: Guessed, From: fromNowhere,
		Note: "what it calls this type, and what its offers hold, is not known",
	}
}

// never is the row of a call that an API does not have, for any type.
func never(k Task, api model.API, from, why string) Route {
	return Route{Task: k, API: api, Use: Never, Mark: Documented, From: from, Note: why}
}
