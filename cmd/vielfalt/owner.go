package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// root is the user who may write everywhere, and whose private folders nobody
// else can read. nobodyKnown stands for an owner that the system does not tell.
const (
	root        = 0
	nobodyKnown = -1
)

// ownerOf returns whose the content of a data folder is: that of the database, or
// of the folder if there is none in it yet.
func ownerOf(dir string) int {
	for _, path := range []string{filepath.Join(dir, databaseName), dir} {
		if info, err := os.Stat(path); err == nil {
			return owner(info)
		}
	}
	return nobodyKnown
}

// checkUser returns an error if the user with an id must not write into a data
// folder of another one: what root makes there belongs to root, and the service
// cannot read it. Other users are told by the system what they may not.
func checkUser(user, owner int, dir string) error {
	if user != root || owner == root || owner == nobodyKnown {
		return nil
	}
	return usageError{fmt.Errorf("%s belongs to the user with number %d, who could not read what root makes in it; "+
		"nothing was touched. Run this as that user: %s", dir, owner, as(owner, dir))}
}

// dynamicFolders is where systemd keeps the data of services with a user of their
// own for the time they run (DynamicUser). Nobody else can enter it.
const dynamicFolders = "/var/lib/private"

// as returns how a command is run as the owner of a data folder.
func as(owner int, dir string) string {
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	name, ok := strings.CutPrefix(dir, dynamicFolders+"/")
	if !ok {
		return fmt.Sprintf("sudo -u '#%d' vielfalt …, with the same arguments and environment", owner)
	}
	name, _, _ = strings.Cut(name, "/")
	return fmt.Sprintf("systemd-run --pipe --wait --collect -p DynamicUser=yes -p User=%[1]s -p StateDirectory=%[1]s -p UMask=0077 "+
		"-p EnvironmentFile=-/etc/%[1]s/%[1]s.env -E VIELFALT_DATA=/var/lib/%[1]s vielfalt …, with the same arguments and whole paths that this user may read", name)
}

// strange returns the names of what belongs to the content in a data folder and to
// another user than the content, or cannot be looked at.
func strange(dir string) (names []string) {
	whose := ownerOf(dir)
	for _, name := range []string{databaseName, databaseName + "-wal", databaseName + "-shm", databaseName + ".lock", "files", "index"} {
		_ = filepath.WalkDir(filepath.Join(dir, name), func(path string, d fs.DirEntry, err error) error {
			var info fs.FileInfo
			if err == nil {
				info, err = d.Info()
			}
			if err != nil && !errors.Is(err, fs.ErrNotExist) || err == nil && owner(info) != whose { // it may be gone meanwhile
				names = append(names, path)
			}
			return nil
		})
	}
	return names
}
