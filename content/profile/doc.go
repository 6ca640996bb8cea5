// Package profile holds what each observance is, as reviewed profiles: a short
// text with its sources, names and how they are spoken, how to congratulate or
// why not to, what it means at work, and what the law says.
//
// The law shipped is that of North Rhine-Westphalia. A house in another Land is
// never shown it as its own law: what it says, and what follows from it at
// work, is left out, see [Load].
//
// A profile is one Markdown file, tradition/slug.md, with front matter; see
// parse for its form. Files for every observance are shipped with the program
// (the folder shipped); an installation overrides any of them with a file of
// the same name in its own folder, see [Load].
//
// Every sentence ends with the keys of its sources in brackets:
//
//	Pessach erinnert an den Auszug aus Ägypten. [exodus]
//
// The keys are those of the file's own front matter, of sources.yaml in the
// tradition's folder, or of the sources.yaml next to the folders; "eigen" stands
// behind what is our own conclusion. A sentence without a source is an error,
// and so is a source that nothing cites. A profile states who has reviewed it,
// and when; if nobody has, readers are told. Greetings that several profiles
// know stand in greetings.yaml beside sources.yaml. The file tradition.md of a
// folder introduces the tradition.
//
// A pronunciation ("say") is written for people who read German: syllables with
// hyphens, the stressed one in capitals; s is voiced as in Sonne, ss is not; ch
// is that of Bach, never k; sch, tsch, dsch as in German; zh the second g of
// Garage; th that of English think, dh that of this; gh a throaty r; w that of
// Wasser, j that of Jahr, z is ts; ë is the e at the end of Gabe, also where it is
// stressed (the Turkish ı); aa, ee, ii, oo, uu are long; ’ is a short
// stop. The theme shows readers those of them that occur.
//
// The package must not know when an observance takes place, nor how a profile
// is shown.
//
// To add a profile: add a file. To add a kind of fact: add a field of
// [Profile], its line in file.go, and its place on the theme's observance page.
package profile
