//go:build linux || darwin

package main

import (
	"os"
	"path/filepath"
	"syscall"
)

// owner returns the number of the user to whom a file belongs.
func owner(info os.FileInfo) int {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return int(s.Uid)
	}
	return nobodyKnown
}

// exposed returns the names of what others than the owner may read in a data
// folder.
func exposed(dir string) (names []string) {
	const enter, read = 0o011, 0o044
	folder, err := os.Stat(dir)
	if err != nil {
		return nil
	}
	for _, name := range []string{databaseName, "files", "index"} {
		info, err := os.Stat(filepath.Join(dir, name))
		// Users who may not enter the folder can read nothing in it.
		if err == nil && info.Mode().Perm()&read&(folder.Mode().Perm()&enter<<2) != 0 {
			names = append(names, filepath.Join(dir, name))
		}
	}
	return names
}
