// Package profile keeps what each observance is, as reviewed profiles: a short
// text with its sources, names and how they are spoken, how to congratulate or
// why not to, what it means at work, and what the law says.
//
// The law shipped is that of North Rhine-Westphalia. A house in another Land is
// never shown it as its own: what it says, and what follows from it at work, is
// left out, see [Load].
//
// A profile is one Markdown file, tradition/slug.md, with front matter; see
// [Parse] for its form. Files for every observance are shipped with the program
// (the folder shipped); an installation overrides any of them by a file of the
// same name in a folder of its own, see [Load].
//
// Every sentence ends with the keys of its sources in brackets:
//
//	Pessach erinnert an den Auszug aus Ägypten. [exodus]
//
// The keys are those of the file's own front matter, of sources.yaml in the
// tradition's folder, or of the sources.yaml beside the folders. A sentence
// without a source is an error, and so is a source that nothing cites. Who has
// reviewed a profile, and when, stands in it; where nobody has, readers are told.
//
// The package must not know when an observance is kept, nor how a profile is
// shown.
//
// To add a profile: add a file. To add a kind of fact: a field of [Profile], its
// line in file.go, and its place in the theme's observance page.
package profile
