package desk

import (
	"net/http"
	"strings"

	"vielfalt/cmd/internal/site"
	"vielfalt/content"
)

// A noted is the answer to an autosave.
type noted struct {
	Saved  string   `json:"saved"` // the time of day, in words
	Others []other  `json:"others"`
	Head   int64    `json:"head"`
	Text   []string `json:"presence"` // the same as Others, in words
	// Ease says of each text how easy it is, by the id of its field.
	Ease map[string]string `json:"ease"`
}

type other struct {
	Name    string `json:"name"`
	Since   string `json:"since"`
	Changed bool   `json:"changed"`
}

// takeNote answers POST /redaktion/beitraege/{id}/notiz: what somebody typed is
// kept, and no version is made of it. If the head has moved it is kept as well,
// and 409 says so.
func (s *server) takeNote(v *visit) error {
	x, err := s.item(v)
	if err != nil {
		return err
	}
	f, err := v.form()
	if err != nil {
		return err
	}
	base, known := f.base()
	if !known {
		return site.BadRequest("base is missing")
	}
	all, err := s.present(v, x.text.ID)
	if err != nil {
		return err
	}
	c := content.Scribble{ItemID: x.text.ID, AccountID: v.actor.ID, BasedOn: base, Since: v.At, At: v.At}
	if s.differs(x, f) {
		c.Form = v.Request.Form().Encode()
	}
	if err := s.Store.Scribble(v.Context(), c); err != nil {
		return err
	}
	n := noted{Saved: v.Words.T("desk.noted", "Time", strings.TrimSuffix(v.Words.HourMinute(v.At), " Uhr")), Others: []other{}, Text: []string{}, Head: x.Head()}
	for _, o := range all {
		name := v.who("account:" + o.AccountID)
		n.Others = append(n.Others, other{Name: name, Since: v.clock(o.Since), Changed: o.Form != ""})
		key := "desk.other.open"
		if o.Form != "" {
			key = "desk.other.writing"
		}
		n.Text = append(n.Text, v.Words.T(key, "Name", name, "Since", v.clock(o.Since)))
	}
	a, _ := f.article(x.text)
	n.Ease = map[string]string{}
	for _, t := range v.texts(a, nil) {
		n.Ease[t.AnchorBody] = t.Ease
	}
	code := http.StatusOK
	if base != x.Head() {
		code = http.StatusConflict
	}
	return s.WriteJSON(v.w, v.Request, code, "application/json", n)
}
