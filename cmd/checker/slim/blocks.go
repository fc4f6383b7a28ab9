package main

import (
	"errors"
	"slices"
)

// Go code keeps the place to go on from in its first parameter: it begins with a table of all places, and it
// jumps by setting the parameter and going back to the table. All calls begin at place 0. Places that no jump
// sets were for goroutines that are unwound; they are never used here.
const place = 0

// cutEntries renumbers the places that are used and takes the others out of the table.
func cutEntries(code []instruction) ([]instruction, error) {
	table := slices.IndexFunc(code, func(in instruction) bool { return in.op == opBrTable })
	if table < 0 {
		return code, nil
	}
	if table == 0 || code[table-1].op != opLocalGet || code[table-1].index != place {
		return nil, errors.New("a table that is not of places")
	}
	labels := code[table].labels
	places, err := usedPlaces(code)
	if err != nil {
		return nil, err
	}
	var kept []uint64
	for _, p := range places {
		if int(p) >= len(labels)-1 {
			return nil, errors.New("a place that is not in the table")
		}
		kept = append(kept, labels[p])
	}
	out := slices.Clone(code)
	// One that is out of range goes to the last label of the table: no place is.
	out[table].labels = kept
	for i := range out {
		if setsPlace(out, i) {
			n, _ := slices.BinarySearch(places, out[i].value)
			out[i].value = int64(n)
		}
	}
	return out, nil
}

// setsPlace reports whether the constant at i becomes the place to go on from.
func setsPlace(code []instruction, i int) bool {
	return code[i].op == opI32Const && i+1 < len(code) && isSet(code[i+1])
}

func isSet(in instruction) bool {
	return (in.op == opLocalSet || in.op == opLocalTee) && in.index == place
}

// usedPlaces returns the places that the code begins at or jumps to.
func usedPlaces(code []instruction) ([]int64, error) {
	places := []int64{0}
	tables := 0
	for i, in := range code {
		switch {
		case in.op == opBrTable:
			tables++
		case setsPlace(code, i):
			places = append(places, in.value)
		case isSet(in) && (i == 0 || code[i-1].op != opI32Const):
			return nil, errors.New("a place that is not a constant")
		}
	}
	if tables != 1 {
		return nil, errors.New("more than one table")
	}
	slices.Sort(places)
	return slices.Compact(places), nil
}

// cutBlocks removes blocks that no branch leaves, and code that follows a branch and so is never reached.
func cutBlocks(code []instruction) ([]instruction, error) {
	for {
		shorter, err := cutOnce(cutUnreached(code))
		if err != nil || len(shorter) == len(code) {
			return shorter, err
		}
		code = shorter
	}
}

// cutOnce removes the blocks that no branch leaves and renumbers the labels of the others.
func cutOnce(code []instruction) ([]instruction, error) {
	used := map[int]bool{} // block, by the instruction that opens it
	err := walk(code, func(i int, open []int) {
		for _, label := range code[i].targets() {
			used[open[len(open)-1-int(label)]] = true
		}
	})
	if err != nil {
		return nil, err
	}
	stays := func(i int) bool { return i < 0 || code[i].op != opBlock || used[i] }
	var out []instruction
	err = walk(code, func(i int, open []int) {
		in := code[i]
		opener := open[len(open)-1]
		if !stays(i) || in.op == opEnd && !stays(opener) {
			return
		}
		renumber := func(label uint64) (n uint64) {
			for _, inner := range open[len(open)-int(label):] {
				if stays(inner) {
					n++
				}
			}
			return n
		}
		switch in.op {
		case opBr, opBrIf:
			in.index = renumber(in.index)
		case opBrTable:
			in.labels = slices.Clone(in.labels)
			for k := range in.labels {
				in.labels[k] = renumber(in.labels[k])
			}
		}
		out = append(out, in)
	})
	return out, err
}

// targets are the labels that an instruction may jump to: how many blocks outwards, 0 for the innermost.
func (in *instruction) targets() []uint64 {
	switch in.op {
	case opBr, opBrIf:
		return []uint64{in.index}
	case opBrTable:
		return in.labels
	}
	return nil
}

// walk visits each instruction with the blocks that are open there, from the outermost; the function itself is -1.
func walk(code []instruction, visit func(i int, open []int)) error {
	open := []int{-1}
	for i := range code {
		for _, label := range code[i].targets() {
			if int(label) >= len(open) {
				return errors.New("a label out of range")
			}
		}
		if len(open) == 0 {
			return errors.New("code after the end")
		}
		visit(i, open)
		switch code[i].op {
		case opBlock, opLoop, opIf:
			open = append(open, i)
		case opEnd:
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		return errors.New("a block without an end")
	}
	return nil
}

// cutUnreached removes what follows a branch, a return or a trap up to the end of its block.
func cutUnreached(code []instruction) []instruction {
	var out []instruction
	depth := -1 // of blocks within unreached code; -1: the code is reached
	for _, in := range code {
		if depth < 0 {
			out = append(out, in)
			switch in.op {
			case opBr, opBrTable, opReturn, opUnreachable:
				depth = 0
			}
			continue
		}
		switch in.op {
		case opBlock, opLoop, opIf:
			depth++
		case opElse, opEnd:
			if depth == 0 {
				out = append(out, in)
				depth = -1
				continue
			}
			if in.op == opEnd {
				depth--
			}
		}
	}
	return out
}
