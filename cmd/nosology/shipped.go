package main

import "embed"

// shipped are the files that come with the command, by folder: completion has
// scripts for shells; scaffold, new documents; regions, for each region the
// language as it is written there and whom to call; repository, what stands
// beside the content of every new site: recipes by which hosts check, build and
// publish it. The starters are the sites that init begins with, by language.
//
//go:embed completion scaffold regions all:repository all:starter all:starter-de all:starter-ar
var shipped embed.FS
