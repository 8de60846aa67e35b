package command_test

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"awning/client/store"
	"awning/model/payout"
	"awning/tui/command"
)

// earned is a market with some lines and payments.
func earned() *market {
	m := paid()
	december := payout.Month{Year: 2026, Month: time.December}
	m.purse.earnings = []payout.Earning{
		{
			ID: "e-1", Date: on("2026-11-20"), Status: "UNPROCESSED", Estimated: december, Pay: euros("97.125"), USD: dec("105"), Product: "p-1",
			ProductName: "Harbor Backup", Plan: "standard", Customer: "c-1", CustomerName: "=cmd()", CustomerCountry: "DE", Program: "Azure Marketplace",
			Amount: payout.Money{Amount: dec("105"), Currency: "USD"}, Transaction: payout.Money{Amount: dec("108.25"), Currency: "USD"},
			Extra: map[string]string{"workload": "x"},
		},
		{ID: "e-2", Date: on("2026-10-20"), Status: "Sent", PaymentID: "000123", Pay: euros("-1000"), USD: dec("-1080"), Product: "p-1", Reason: "Ops Adjustment"},
		{ID: "e-3", Date: on("2026-09-20"), Status: "On hold", USD: dec("7"), Product: "p-2", ProductName: "Beacon\x1b[2J", Plan: "gold"},
	}
	m.purse.payments = []payout.Payment{
		{ID: "", Status: "In progress", Currency: "EUR", Earned: dec("50"), Total: dec("50"), Program: "Azure Marketplace"},
		{ID: "000123", Status: "SENT", Date: on("2026-11-13"), Currency: "EUR", Earned: dec("12000"), WithheldTax: dec("1700"), ServiceFeeTax: dec("66"), Total: dec("10234"), EarnedUSD: dec("13000")},
		{ID: "000099", Status: "SENT", Date: on("2026-03-13"), Currency: "JPY", Earned: dec("5000"), Total: dec("4000")},
	}
	return m
}

func TestTransactions(t *testing.T) {
	t.Parallel()
	r := script(t, earned(), "payouts", "transactions").want(t, command.Done).
		prints(t, "97.13 EUR", "Unprocessed", "2026-12", "Harbor Backup", "-1,000.00 EUR", "Ops Adjustment", "000123", "On hold",
			"Sum  -902.88 EUR (lines: 2)", "Sum  7.00 USD (lines: 1)")
	if strings.Contains(r.out, "EUR USD") || strings.Contains(r.out, "\x1b") {
		t.Errorf("%q", r.out)
	}
	got := decode[command.TransactionsJSON](t, script(t, earned(), "payouts", "transactions", "-o", "json").want(t, command.Done))
	if len(got.Transactions) != 3 || got.Total != 3 || len(got.Sums) != 2 || got.Sums[0].Amount != "-902.875" || got.Sums[0].USD != "-975" || got.ReadAt == nil {
		t.Errorf("%+v", got)
	}
	if e := got.Transactions[0]; e.Amount != "97.125" || e.Currency != "EUR" || e.StatusID != "unprocessed" || e.Month != "2026-12" ||
		e.Extra["workload"] != "x" || e.TransactionAmount != "108.25" || e.Earned != "105" {
		t.Errorf("%+v", e)
	}
}

// A line has the same members in JSON and CSV; numbers stay numbers, and texts are no
// formulas.
func TestTransactions_csv(t *testing.T) {
	t.Parallel()
	r := script(t, earned(), "payouts", "transactions", "-o", "csv").want(t, command.Done)
	rows, err := csv.NewReader(strings.NewReader(r.out)).ReadAll()
	if err != nil || len(rows) != 4 {
		t.Fatalf("%v\n%s", err, r.out)
	}
	var object struct{ Transactions []map[string]any }
	if err = json.Unmarshal([]byte(script(t, earned(), "payouts", "transactions", "-o", "json").out), &object); err != nil {
		t.Fatal(err)
	}
	members := object.Transactions[0]
	delete(members, "act")
	delete(members, "extra")
	for i, name := range rows[0] {
		value, ok := members[name]
		if text, isText := value.(string); !ok || isText && text != strings.TrimPrefix(rows[1][i], "'") {
			t.Errorf("%s is %q in CSV, and %v in JSON", name, rows[1][i], value)
		}
		delete(members, name)
	}
	if len(members) > 0 {
		t.Errorf("CSV lacks %v", members)
	}
	at := func(row int, name string) string { return rows[row][slices.Index(rows[0], name)] }
	if got := at(1, "customerName"); got != "'=cmd()" {
		t.Errorf("a customer is a formula: %q", got)
	}
	if got := at(2, "amount"); got != "-1000" {
		t.Errorf("an amount is no number: %q", got)
	}
}

func TestTransactions_filter(t *testing.T) {
	t.Parallel()
	yes, no := true, false
	month := func(y int, m time.Month) payout.Month { return payout.Month{Year: y, Month: m} }
	for name, c := range map[string]struct {
		args []string
		want payout.Query
	}{
		"none":     {nil, payout.Query{}},
		"months":   {[]string{"--months", "3"}, payout.Query{From: month(2026, 9), To: month(2026, 11)}},
		"group":    {[]string{"--status", "Earned,other"}, payout.Query{Statuses: []string{"UNPROCESSED", "On hold"}}},
		"id":       {[]string{"--status", "unprocessed"}, payout.Query{Statuses: []string{"UNPROCESSED"}}},
		"unknown":  {[]string{"--status", "on_hold"}, payout.Query{Statuses: []string{"On hold"}}},
		"absent":   {[]string{"--status", "Rejected"}, payout.Query{Statuses: []string{"Rejected"}}},
		"offer":    {[]string{"--offer", "harbor backup"}, payout.Query{Products: []string{"p-1"}}},
		"offers":   {[]string{"--offer", "p-1", "--offer", "P-2"}, payout.Query{Products: []string{"p-1", "p-2"}}},
		"plan":     {[]string{"--plan", "gold"}, payout.Query{Plans: []string{"p-2/gold"}}},
		"customer": {[]string{"--customer", "C-1"}, payout.Query{Customers: []string{"c-1"}}},
		"country":  {[]string{"--country", "de"}, payout.Query{Countries: []string{"DE"}}},
		"program":  {[]string{"--program", "azure marketplace"}, payout.Query{Programs: []string{"Azure Marketplace"}}},
		"currency": {[]string{"--currency", "eur,usd"}, payout.Query{Currencies: []string{"EUR", "USD"}}},
		"payment":  {[]string{"--payment", "000123"}, payout.Query{Payment: "000123"}},
		"search":   {[]string{"--search", "c-1"}, payout.Query{Text: "c-1"}},
		"private":  {[]string{"--private"}, payout.Query{Private: &yes}},
		"public":   {[]string{"--private=false"}, payout.Query{Private: &no}},
	} {
		m := script(t, earned(), append([]string{"payouts", "transactions"}, c.args...)...).want(t, command.Done).market
		got, _ := json.Marshal(m.purse.queries[0])
		if want, _ := json.Marshal(c.want); string(got) != string(want) {
			t.Errorf("%s: asked for %s, want %s", name, got, want)
		}
	}
	script(t, earned(), "payouts", "transactions", "--offer", "tide-table").want(t, command.WrongUsage).
		says(t, `no offer "tide-table"`, "Harbor Backup (p-1)", "p-2")
	script(t, earned(), "payouts", "transactions", "--status", "lost and found").want(t, command.WrongUsage).says(t, "blocked", "On hold")
	script(t, earned(), "payouts", "transactions", "--months", "-1").want(t, command.WrongUsage)
}

// A table is cut at a hundred lines, and says so; for programs nothing is cut unasked.
func TestTransactions_limit(t *testing.T) {
	t.Parallel()
	many := func() *market {
		m := earned()
		for range 150 {
			m.purse.earnings = append(m.purse.earnings, payout.Earning{ID: "e", Date: on("2026-01-02"), Status: "Sent", USD: dec("1")})
		}
		return m
	}
	r := script(t, many(), "payouts", "transactions").want(t, command.Done).says(t, "100 of 153 lines").prints(t, "Sum  157.00 USD (lines: 151)")
	if n := strings.Count(r.out, "\n"); n != 1+100+2 {
		t.Errorf("%d lines", n)
	}
	if got := decode[command.TransactionsJSON](t, script(t, many(), "payouts", "transactions", "-o", "json")); len(got.Transactions) != 153 {
		t.Errorf("%d lines of JSON", len(got.Transactions))
	}
	got := decode[command.TransactionsJSON](t, script(t, many(), "payouts", "transactions", "--limit", "2", "-o", "json").says(t, "2 of 153"))
	if len(got.Transactions) != 2 || got.Total != 153 {
		t.Errorf("%d of %d lines of JSON", len(got.Transactions), got.Total)
	}
}

func TestPayments(t *testing.T) {
	t.Parallel()
	script(t, earned(), "payouts", "payments").want(t, command.Done).
		prints(t, "000123", "10,234.00 EUR", "12,000.00", "1,700.00", "66.00", "4,000 JPY", "In progress",
			"Sum  10,284.00 EUR (lines: 2)", "Sum  4,000 JPY (lines: 1)")
	got := decode[command.PaymentsJSON](t, script(t, earned(), "payouts", "payments", "-o", "json").want(t, command.Done))
	if p := got.Payments[1]; p.ID != "000123" || p.Amount != "10234" || !p.AddsUp || p.StatusID != "sent" || p.WithheldTax != "1700" {
		t.Errorf("%+v", p)
	}
	if p := got.Payments[2]; p.AddsUp {
		t.Errorf("it does not add up: %+v", p)
	}
	for args, want := range map[string]int{
		"--months 2": 2, "--status paid": 2, "--status in-progress": 1, "--currency jpy": 1, "--program azure_marketplace": 0, "--status blocked": 0,
	} {
		r := script(t, earned(), append([]string{"payouts", "payments", "-o", "json"}, strings.Fields(args)...)...).want(t, command.Done)
		if got := decode[command.PaymentsJSON](t, r); len(got.Payments) != want {
			t.Errorf("%s: %d payments, want %d", args, len(got.Payments), want)
		}
	}
	script(t, earned(), "payouts", "payments", "-o", "csv").want(t, command.Done).prints(t, "\n000123,2026-11-13,10234,EUR,SENT,")
}

func TestExportPayouts(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	read := func(name string) string {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	export := func(name string, args ...string) result {
		return script(t, earned(), append([]string{"payouts", "export", filepath.Join(dir, name)}, args...)...)
	}
	export("lines.CSV").want(t, command.Done).says(t, "3 lines written to "+dir)
	if got, want := read("lines.CSV"), script(t, earned(), "payouts", "transactions", "-o", "csv").out; got != want {
		t.Errorf("the file differs from what is listed:\n%s\n%s", got, want)
	}
	export("lines.json").want(t, command.Done)
	var object struct{ Transactions []command.TransactionJSON }
	if err := json.Unmarshal([]byte(read("lines.json")), &object); err != nil || len(object.Transactions) != 3 || object.Transactions[1].Amount != "-1000" {
		t.Errorf("%v: %+v", err, object)
	}
	if strings.ContainsRune(read("lines.json"), '\x1b') {
		t.Error("an escape character in the file")
	}

	// What is there stays, unless it is to be replaced.
	export("lines.json", "--search", "x").want(t, command.Failed).says(t, "is there already", "--yes replaces it")
	if err := os.WriteFile(filepath.Join(dir, "lines.json"), []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	export("lines.json", "--yes").want(t, command.Done)
	if !strings.Contains(read("lines.json"), `"e-1"`) {
		t.Error("it was not replaced")
	}
	// What changed while it was read is no file of one moment, and none is left.
	m := earned()
	m.purse.moved = &store.MovedError{}
	script(t, m, "payouts", "export", filepath.Join(dir, "moved.csv")).want(t, command.Failed).says(t, "brought up to date", "do it again")
	if _, err := os.Stat(filepath.Join(dir, "moved.csv")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("half a file is left: %v", err)
	}
	export("lines.xlsx").want(t, command.WrongUsage).says(t, ".csv or .json")
	export(filepath.Join("nowhere", "x.csv")).want(t, command.Failed).says(t, "nowhere")
}
