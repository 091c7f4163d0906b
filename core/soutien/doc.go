// Package soutien is what helps when something went wrong: the log and its
// rotation, the report of a crash, the file for the help desk, the check of an
// update's signature.
//
// What it writes names no person and holds no mark and no passphrase. It sends
// nothing anywhere: a person gives its files to whom he wants.
package soutien
