package client

import (
	"context"
	"io"
	"net/http"

	"delib/sync/wire"
)

// Brut posts any body at all and gives the status of the answer.
func (h *HTTP) Brut(ctx context.Context, corps io.Reader) (int, error) {
	q, err := http.NewRequestWithContext(ctx, http.MethodPost, h.base+wire.CheminEchange, corps)
	if err != nil {
		return 0, err
	}
	a, err := h.http.Do(q)
	if err != nil {
		return 0, err
	}
	defer a.Body.Close()
	return a.StatusCode, nil
}
