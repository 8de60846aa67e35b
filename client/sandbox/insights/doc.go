// Package insights answers what the analytics API of the marketplace is asked: it
// reads its query language, runs queries over the books of an account, and keeps
// queries, reports and their executions.
// See learn.microsoft.com/partner-center/insights/analytics-programmatic-access.
package insights
