package demo

import (
	"vielfalt/calendar"
	"vielfalt/content"
)

// Work is what the editors of the sample content are busy with.
type Work struct {
	Article *content.Article
	Send    string // with what remark it was sent; empty if it was not
	Return  string // why it was given back; empty if it was not
	// Quote and Comment are what an approver says of a passage.
	Quote, Comment string
}

// InWork returns a draft, an article in review with a comment, and one that was
// given back.
func InWork() []Work {
	return []Work{
		{Article: draft("newroz", "Newroz – das Feuer zum Frühling", "persian-zoroastrian/newroz-kurdisch", -3,
			"Am Abend vor dem 21. März brennen in vielen Orten Feuer. Kurdische Familien begrüßen so das neue Jahr.",
			"Newroz heißt „neuer Tag“. Am Abend vor dem 21. März brennen Feuer, und wer mag, springt darüber.\n\n## Woran das Fest erinnert\n\nEine Sage erzählt vom Schmied Kawa, der einen grausamen König besiegte.\n\n## Was das für die Arbeit bedeutet\n\n",
		)},
		{Article: draft("vaisakhi", "Vaisakhi – Gründungstag der Khalsa", "sikh/vaisakhi", -7,
			"Mitte April feiern Sikhs die Gründung ihrer Gemeinschaft der Getauften im Jahr 1699.",
			"An Vaisakhi erinnern Sikhs an das Jahr 1699, in dem Guru Gobind Singh die Khalsa gründete.\n\n## Wie gefeiert wird\n\nViele besuchen den Gurdwara, das Gebetshaus. Danach essen alle gemeinsam im [Langar]{lang=pa-Latn}, der offenen Küche.\n\n## Was das für die Arbeit bedeutet\n\nWer an diesem Tag frei haben möchte, sagt es am besten früh.",
			"Encyclopædia Britannica, Stichwort „Vaisakhi“"),
			Send: "Bitte bis Ende März ansehen.", Quote: "der offenen Küche", Comment: "Schön erklärt. Vielleicht noch ein Satz, dass alle willkommen sind?"},
		{Article: draft("naw-ruz", "Naw-Rúz – das neue Jahr der Bahá’í", "bahai/naw-ruz", -2,
			"Mit dem Frühling beginnt für die Bahá’í ein neues Jahr, nach neunzehn Tagen des Fastens.",
			"Naw-Rúz beendet neunzehn Tage des Fastens. Die Gemeinden essen zusammen und beten.\n\n## Was das für die Arbeit bedeutet\n\nAn diesem Tag ruht für Bahá’í die Arbeit.",
			"Bahá’í-Gemeinde in Deutschland (https://www.bahai.de)"),
			Send: "Neu geschrieben.", Return: "Bitte noch einen Satz dazu, dass der Tag bei Sonnenuntergang am Abend davor beginnt."},
	}
}

func draft(id, title string, observance calendar.ID, days int, summary, body string, sources ...string) *content.Article {
	return &content.Article{
		Item: content.Item{
			ID: id, Slug: id, Type: content.TypeArticle, State: content.Draft, Dezernat: "36", Tags: []string{"Feste"},
			Text:       content.Text{Lang: content.German, Title: title, Summary: summary, Body: body},
			Traditions: []string{observance.Tradition()}, Observances: []calendar.ID{observance},
			Publish: content.Schedule{Observance: observance, Offset: days, At: 8 * 60, ShowDays: 14},
		},
		Sources: sources,
	}
}

// Later is an article of the sample content with what is added to its text in
// some days.
func Later() (id, addition string) {
	return "chanukka", "\n\n## Zum Weiterfragen\n\nDie Ansprechpersonen des Dezernats nennen gern jemanden, der mehr weiß."
}
