package prices

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"awning/model/raw"
)

// core reads the core pricing of the Product Ingestion API: one price for all
// sizes, one for each core, one for each size, or one for each size in each
// market. The first three are in US dollars.
func (s *source) core() error {
	l := s.grid.layout
	option, err := s.follow(l.option)
	if err != nil || option == nil {
		return err
	}
	switch option.Text() {
	case "free":
		s.grid.Free = true
		return nil
	case "flat":
		return s.single(l.flat, Column{Key: "price", Label: "Price", Hourly: true})
	case "perCore":
		return s.single(l.core, Column{Key: "core", Label: "Price per vCPU", Hourly: true})
	case "perCoreSize":
		return s.sizes()
	case "perMarketAndCoreSize":
		return s.table()
	}
	return nil
}

const dollars = "USD"

// single reads the one price there is.
func (s *source) single(at raw.Pointer, c Column) error {
	n, err := s.follow(at)
	if err != nil {
		return err
	}
	s.grid.Columns = []Column{c}
	row := s.row(Row{Currency: dollars, Own: true}, nil, "")
	return s.price(row, 0, at, spot{number: n})
}

// sizes reads the prices for the sizes, which hold in all markets.
func (s *source) sizes() error {
	l := s.grid.layout
	prices, err := s.follow(l.size)
	if err != nil || prices == nil {
		return err
	}
	s.cores(prices)
	return s.entry(s.row(Row{Currency: dollars, Own: true}, prices, l.size), l.size, prices)
}

// table reads the prices by markets. Markets that are sold to and have no price
// get a row all the same.
func (s *source) table() error {
	l := s.grid.layout
	list, err := s.follow(l.table)
	if err != nil || list == nil {
		return err
	}
	var all []*raw.Node
	for i := range list.Items {
		if p := list.Items[i].Member("prices"); p != nil {
			all = append(all, p)
		}
	}
	s.cores(all...)
	seen := map[string]bool{}
	at := homes(l.table, list.Items, func(*raw.Node) []string { return []string{"currency"} })
	for i := range list.Items {
		in := &list.Items[i]
		r := Row{Markets: texts(in.Member("markets")), Currency: currency(text(in, "currency")), Own: true}
		if len(r.Markets) == 0 {
			continue
		}
		for _, m := range r.Markets {
			seen[m] = true
		}
		row := s.row(r, in, at[i])
		if p := in.Member("prices"); p != nil {
			if err = s.entry(row, at[i].Child("prices"), p); err != nil {
				return err
			}
		}
	}
	markets, err := s.follow(l.markets)
	if err != nil || len(s.grid.Columns) == 0 {
		return err
	}
	for _, m := range texts(markets) {
		if !seen[m] {
			seen[m] = true
			s.row(Row{Markets: []string{m}}, nil, "")
		}
	}
	return nil
}

// entry fills a row with an object of prices by size.
func (s *source) entry(row int, at raw.Pointer, prices *raw.Node) error {
	for i := range prices.Members {
		m := &prices.Members[i]
		column := s.column(Column{Key: m.Name})
		if err := s.price(row, column, at.Child(m.Name), spot{number: &m.Value}); err != nil {
			return err
		}
	}
	return nil
}

// cores makes the columns: all sizes that have a price anywhere, the smallest first.
func (s *source) cores(prices ...*raw.Node) {
	for _, p := range prices {
		for i := range p.Members {
			name := p.Members[i].Name
			c := Column{Key: name, Label: name, Hourly: true}
			if _, err := strconv.Atoi(name); err == nil {
				c.Label = plural(name, "vCPU")
			}
			s.column(c)
		}
	}
	slices.SortStableFunc(s.grid.Columns, func(a, b Column) int { return cmp.Compare(coreCount(a.Key), coreCount(b.Key)) })
}

// coreCount is the number a size's name begins with; 0, for a shared core, if
// with none.
func coreCount(name string) int {
	digits := name[:len(name)-len(strings.TrimLeft(name, "0123456789"))]
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return n
}
