package pictures

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"
)

// strip takes everything out of a picture's file but the picture and what it
// says of colours. turn is EXIF's number for how the camera was held, 1 for
// upright.
func strip(format string, data []byte) (stripped []byte, turn int, err error) {
	switch format {
	case "jpeg":
		return stripJPEG(data)
	case "png":
		return stripPNG(data)
	case "webp":
		return stripWebP(data)
	case "gif":
		stripped, err = stripGIF(data)
	default:
		err = errors.New("its format is not known")
	}
	return stripped, 1, err
}

var errShort = errors.New("its end is missing")

// Markers of JPEG that matter here.
const (
	jpegStart = 0xd8
	jpegEnd   = 0xd9
	jpegScan  = 0xda
	jpegApp0  = 0xe0 // to 0xef, for applications; above are comments
)

// segment is a marker of a JPEG with what belongs to it. A scan's pixels follow
// as a segment of their own, without a marker.
type segment struct {
	marker byte
	whole  []byte // with marker and length
	body   []byte
}

// jpegSegments calls see for each segment up to the end of the picture.
func jpegSegments(data []byte, see func(segment)) error {
	if !bytes.HasPrefix(data, []byte{0xff, jpegStart}) {
		return errors.New("it does not begin as a JPEG")
	}
	see(segment{marker: jpegStart, whole: data[:2]})
	for data = data[2:]; ; {
		for len(data) > 1 && data[0] == 0xff && data[1] == 0xff { // filling
			data = data[1:]
		}
		if len(data) < 2 || data[0] != 0xff {
			return errShort
		}
		marker := data[1]
		if marker == jpegEnd {
			see(segment{marker: marker, whole: data[:2]})
			return nil
		}
		if len(data) < 4 {
			return errShort
		}
		end := 2 + int(binary.BigEndian.Uint16(data[2:]))
		if end < 4 || end > len(data) {
			return errShort
		}
		see(segment{marker, data[:end], data[4:end]})
		data = data[end:]
		if marker == jpegScan {
			n := scanLength(data)
			see(segment{whole: data[:n]})
			data = data[n:]
		}
	}
}

// scanLength is how many bytes of pixels there are before the next marker.
func scanLength(data []byte) int {
	for i := 0; i+1 < len(data); i++ {
		// A zero or a restart belongs to the pixels.
		if next := data[i+1]; data[i] == 0xff && next != 0 && (next < 0xd0 || next > 0xd7) {
			return i
		}
	}
	return len(data)
}

// stripJPEG keeps the segments that a decoder needs. What follows the end of the
// picture, where telephones put films and depth maps, is gone as well.
func stripJPEG(data []byte) (stripped []byte, turn int, err error) {
	turn = 1
	err = jpegSegments(data, func(s segment) {
		if s.marker == jpegApp0+1 {
			turn = max(turn, orientation(s.body))
		}
		stripped = append(stripped, neededOf(s)...)
	})
	return stripped, turn, err
}

// neededOf is what of a segment is needed to show the picture. Behind what JFIF
// and Adobe say of its pixels there may be small pictures and any other bytes.
func neededOf(s segment) []byte {
	const jfif, adobe = 12, 12 // what they say, without what follows
	switch {
	case s.marker == jpegApp0 && bytes.HasPrefix(s.body, []byte("JFIF\x00")) && len(s.body) >= jfif:
		const noSmallPicture = "\x00\x00"
		return slices.Concat([]byte{0xff, s.marker, 0, 2 + jfif + 2}, s.body[:jfif], []byte(noSmallPicture))
	case s.marker == jpegApp0+14 && bytes.HasPrefix(s.body, []byte("Adobe")) && len(s.body) >= adobe:
		return slices.Concat([]byte{0xff, s.marker, 0, 2 + adobe}, s.body[:adobe])
	case s.marker >= jpegApp0 && !isProfile(s): // for applications, comments, and what no decoder reads
		return nil
	}
	return s.whole
}

func isProfile(s segment) bool {
	return s.marker == jpegApp0+2 && bytes.HasPrefix(s.body, []byte("ICC_PROFILE\x00"))
}

// orientation reads from EXIF data how the camera was held; 1 if it does not
// say.
func orientation(exif []byte) int {
	tiff, ok := bytes.CutPrefix(exif, []byte("Exif\x00\x00"))
	if !ok {
		return 1
	}
	return turnOf(tiff)
}

// turnOf reads it from what EXIF data hold, which is the form of TIFF.
func turnOf(tiff []byte) int {
	if len(tiff) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.BigEndian
	if tiff[0] == 'I' {
		order = binary.LittleEndian
	}
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return 1
	}
	entries := tiff[at+2:]
	for range order.Uint16(tiff[at:]) {
		if len(entries) < 12 {
			break
		}
		const tag = 0x0112
		if turn := order.Uint16(entries[8:]); order.Uint16(entries) == tag && turn >= 1 && turn <= 8 {
			return int(turn)
		}
		entries = entries[12:]
	}
	return 1
}

// pngChunks calls see for each chunk up to the end of the picture.
func pngChunks(data []byte, see func(name string, whole []byte)) error {
	const signature = "\x89PNG\r\n\x1a\n"
	data, ok := bytes.CutPrefix(data, []byte(signature))
	if !ok {
		return errors.New("it does not begin as a PNG")
	}
	for {
		if len(data) < 12 {
			return errShort
		}
		end := 12 + uint64(binary.BigEndian.Uint32(data))
		if end > uint64(len(data)) {
			return errShort
		}
		name := string(data[4:8])
		see(name, data[:end])
		if name == "IEND" {
			return nil
		}
		data = data[end:]
	}
}

// pngNeeds are the chunks that make up a picture, moving or not.
func pngNeeds() []string {
	return []string{"IHDR", "PLTE", "tRNS", "IDAT", "IEND", "acTL", "fcTL", "fdAT", "sBIT"}
}

// pngColours are the chunks that say what colours mean.
func pngColours() []string {
	return []string{"cICP", "iCCP", "sRGB", "gAMA", "cHRM"}
}

// stripPNG keeps chunks by name, in their order, with their checksums as they are.
func stripPNG(data []byte) (stripped []byte, turn int, err error) {
	stripped, turn = slices.Clone(data[:min(8, len(data))]), 1
	err = pngChunks(data, func(name string, whole []byte) {
		if name == "eXIf" {
			turn = max(turn, turnOf(whole[8:len(whole)-4]))
		}
		if slices.Contains(pngNeeds(), name) || slices.Contains(pngColours(), name) {
			stripped = append(stripped, whole...)
		}
	})
	return stripped, turn, err
}

// isAnimated reports whether a PNG moves. Scaled, it would stand still.
func isAnimated(png []byte) bool {
	animated := false
	pngChunks(png, func(name string, _ []byte) { animated = animated || name == "acTL" })
	return animated
}

// canTurn reports whether a picture can be made anew as it is to be looked at.
func canTurn(format string, data []byte) bool {
	return format == "jpeg" || format == "png" && !isAnimated(data)
}

// colourOf is what a file says of its colours, to be said by what is made from
// it.
func colourOf(format string, data []byte) (colour []byte) {
	switch format {
	case "jpeg":
		jpegSegments(data, func(s segment) {
			if isProfile(s) {
				colour = append(colour, s.whole...)
			}
		})
	case "png":
		pngChunks(data, func(name string, whole []byte) {
			if slices.Contains(pngColours(), name) {
				colour = append(colour, whole...)
			}
		})
	}
	return colour
}

// withColour puts what colourOf found into a file that was just made.
func withColour(format string, data, colour []byte) []byte {
	at := 2 // behind the marker that begins a JPEG
	if format == "png" {
		at = 8 + 25 // behind signature and header
	}
	return slices.Concat(data[:at], colour, data[at:])
}

// stripWebP drops the chunks for EXIF and XMP, and the flags that promise them.
func stripWebP(data []byte) (stripped []byte, turn int, err error) {
	if len(data) < 12 {
		return nil, 1, errShort
	}
	stripped, turn = slices.Clone(data[:12]), 1
	for rest := data[12:]; len(rest) >= 8; {
		end := 8 + uint64(binary.LittleEndian.Uint32(rest[4:]))
		end += end & 1
		if end > uint64(len(rest)) {
			return nil, 1, errShort
		}
		switch name := string(rest[:4]); name {
		case "VP8X":
			chunk := slices.Clone(rest[:end])
			const exifAndXMP = 0x0c
			if len(chunk) > 8 {
				chunk[8] &^= exifAndXMP
			}
			stripped = append(stripped, chunk...)
		case "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP":
			stripped = append(stripped, rest[:end]...)
		case "EXIF": // some programs write it as it stands in JPEG
			turn = max(turn, turnOf(bytes.TrimPrefix(rest[8:end], []byte("Exif\x00\x00"))))
		}
		rest = rest[end:]
	}
	binary.LittleEndian.PutUint32(stripped[4:], uint32(len(stripped)-8))
	return stripped, turn, nil
}

// stripGIF drops comments, and notes of programs but for how often a moving
// picture is repeated.
func stripGIF(data []byte) ([]byte, error) {
	if len(data) < 13 {
		return nil, errShort
	}
	end := 13 + colourTable(data[10])
	if end > len(data) {
		return nil, errShort
	}
	stripped, rest := slices.Clone(data[:end]), data[end:]
	for len(rest) > 0 {
		n, keep := 0, true
		switch {
		case rest[0] == 0x3b: // the end
			return append(stripped, rest[0]), nil
		case rest[0] == 0x21 && len(rest) > 2: // an extension
			n = 2
			const control, application = 0xf9, 0xff
			keep = rest[1] == control || rest[1] == application && bytes.HasPrefix(rest[2:], []byte("\x0bNETSCAPE2.0"))
		case rest[0] == 0x2c && len(rest) > 10: // a picture
			n = 10 + colourTable(rest[9]) + 1
		default:
			return nil, errShort
		}
		for n < len(rest) && rest[n] != 0 { // blocks, up to an empty one
			n += 1 + int(rest[n])
		}
		if n++; n > len(rest) {
			return nil, errShort
		}
		if keep {
			stripped = append(stripped, rest[:n]...)
		}
		rest = rest[n:]
	}
	return nil, errShort
}

// colourTable is the size of the table that flags announce.
func colourTable(flags byte) int {
	if flags&0x80 == 0 {
		return 0
	}
	return 3 << (flags&7 + 1)
}

// isHEIC reports whether a file begins as the pictures of many telephones do.
func isHEIC(data []byte) bool {
	if !isAVIF(data) {
		return false
	}
	switch string(data[8:12]) {
	case "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1":
		return !bytes.Contains(data[:min(len(data), 64)], []byte("avif"))
	}
	return false
}

// isAVIF reports whether a file begins as AVIF and its kin do.
func isAVIF(data []byte) bool {
	return len(data) > 12 && string(data[4:8]) == "ftyp"
}
