package archive

import (
	"context"
	"io"
	"io/fs"

	"vielfalt/content/zipped"
)

// packed are the limits of a ZIP that is imported.
var packed = zipped.Limits{Files: 10_000, Bytes: 2 << 30}

// zip imports the files of a ZIP as those of a folder of its name.
func (im *Importer) zip(ctx context.Context, fsys fs.FS, name string, called func(string) string) (sum Summary, err error) {
	refuse := func(reason string) (Summary, error) {
		im.origins.unclear[im.origin(name)] = true
		return Summary{Problems: []Problem{{File: called(name), Reason: reason}}}, nil
	}
	f, err := fsys.Open(name)
	if err != nil {
		return refuse(cause(err))
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return refuse(cause(err))
	}
	at, ok := f.(io.ReaderAt)
	if !ok {
		return refuse("it cannot be read here; unpack it")
	}
	inside, refused, err := zipped.Open(at, info.Size(), packed)
	if err != nil {
		return refuse(err.Error())
	}
	within := *im
	within.Called = func(inner string) string { return called(name) + "/" + inner }
	within.unpacked = true
	if im.Origin != nil {
		within.Origin = func(inner string) string { return im.Origin(name) + "/" + inner }
	}
	for _, r := range refused {
		if noiseOf(r.Name) == "" {
			sum.Problems = append(sum.Problems, Problem{File: within.Called(r.Name), Reason: r.Reason})
			im.origins.unclear[within.origin(r.Name)] = true
		}
	}
	rest, err := within.Import(ctx, inside, ".")
	if err == nil && rest.Files+len(rest.Problems)+len(sum.Problems) == 0 {
		sum.Notes = append(sum.Notes, Problem{File: called(name), Reason: "there is nothing in it that can be imported"})
	}
	sum.Add(rest)
	return sum, err
}
