package client

import (
	"context"

	"awning/model"
)

// estimate reads the report on revenue.
func (r *refreshing) estimate(ctx context.Context) error {
	known, err := r.known(ctx)
	if err != nil {
		return err
	}
	return &AbilityError{Profile: r.Who.Name, Kind: r.Who.Kind, Ability: model.AblePayouts, At: known.At}
}
