package plans

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"awning/model"
)

// The limits of the marketplace
// (learn.microsoft.com/partner-center/marketplace-offers/plans-pricing).
const (
	Most     = 100 // plans of one offer
	longName = 125 // characters of a plan's name as it is given at first
)

// CheckID says what is wrong with the id of a plan that is to be made beside
// others, or nil.
func CheckID(id model.PlanID, others []model.Plan) error {
	if err := model.CheckPlanID(id); err != nil {
		return err
	}
	if slices.ContainsFunc(others, func(p model.Plan) bool { return p.ID == id }) {
		return fmt.Errorf("this offer has a plan %q already; choose another id", id)
	}
	return nil
}

// CheckName says what is wrong with the name of a plan that is to be made beside
// others, or nil.
func CheckName(name string, others []model.Plan) error {
	length := utf8.RuneCountInString(name)
	switch {
	case strings.TrimSpace(name) == "":
		return errors.New("the plan name is empty")
	case strings.ContainsAny(name, "\r\n"):
		return errors.New("the plan name must be one line")
	case length > longName:
		return fmt.Errorf("the plan name has %d characters; at most %d are allowed", length, longName)
	case slices.ContainsFunc(others, func(p model.Plan) bool { return strings.EqualFold(p.Alias, name) }):
		return fmt.Errorf("this offer has a plan named %q already; customers could not tell them apart", name)
	}
	return nil
}

// CheckRoom says that an offer can take no further plan, or nil.
func CheckRoom(there []model.Plan) error {
	if len(there) >= Most {
		return fmt.Errorf("the offer has %d plans; at most %d are allowed", len(there), Most)
	}
	return nil
}
