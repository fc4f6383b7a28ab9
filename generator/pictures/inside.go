package pictures

import (
	"bytes"
	"encoding/base64"
	"errors"
	"image"
	"image/jpeg"
	"image/png"
	"strings"
)

// pictureData strips a picture that stands within a drawing, as a data: address,
// of all that is no picture, as it would be if it stood by itself.
func pictureData(address string) (string, error) {
	_, text, _ := strings.Cut(address, ",")
	data, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), ""))
	if err != nil {
		return "", errors.New("a picture within it cannot be read")
	}
	config, format, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return "", errors.New("a picture within it is none that browsers can show")
	}
	stripped, turn, err := strip(format, data)
	if err != nil {
		return "", errors.New("a picture within it is damaged: " + err.Error())
	}
	if turn > 1 && !canTurn(format, data) {
		return "", errors.New("a picture within it is to be turned, which can be done for JPEG and for PNG that stands still")
	}
	if turn > 1 {
		if roomFor(format, config, data) > mostRoom {
			return "", errors.New("a picture within it is too large")
		}
		if stripped, err = uprightData(format, data, turn); err != nil {
			return "", errors.New("a picture within it is damaged: " + err.Error())
		}
	}
	return "data:image/" + format + ";base64," + base64.StdEncoding.EncodeToString(stripped), nil
}

// uprightData turns a picture upright in its own size.
func uprightData(format string, data []byte, turn int) ([]byte, error) {
	whole, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	size := whole.Bounds().Size()
	whole = turned(shrink(whole, size.X, size.Y), turn)
	var out bytes.Buffer
	if format == "jpeg" {
		err = jpeg.Encode(&out, whole, &jpeg.Options{Quality: quality})
	} else {
		err = png.Encode(&out, whole)
	}
	return withColour(format, out.Bytes(), colourOf(format, data)), err
}
