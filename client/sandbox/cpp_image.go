package sandbox

import (
	"encoding/json"
	"slices"
	"strings"

	"awning/client/sandbox/ordered"
)

const vhd = "osVhdUrl"

// imageMap is a plan's images by version. The common form has the address of
// the disk of each, and whether it is shown where that can be said.
func imageMap(name string) member {
	showable := strings.HasPrefix(name, prefixCore)
	return member{
		get: func(o *ordered.Object) json.RawMessage {
			raw, _ := o.Get(name)
			out := new(ordered.Object)
			for version, value := range object(raw).All() {
				image := object(value)
				common := newObject("disk", bare(image.TextOf(vhd)))
				if shown, _ := image.Get("showInGui"); showable && string(shown) == "false" {
					common.Set("hidden", json.RawMessage("true"))
				}
				out.Set(version, common.Bytes())
			}
			return sortedMembers(out)
		},
		set: func(o *ordered.Object, value json.RawMessage) {
			raw, _ := o.Get(name)
			had, out := object(raw), new(ordered.Object)
			for version, value := range object(value).All() {
				common := object(value)
				old, ok := had.Get(version)
				image := newObject(vhd, "", "lunVhdDetails", none{})
				if ok {
					image = object(old)
				}
				image.SetText(vhd, common.TextOf("disk"))
				if showable {
					_, hidden := common.Get("hidden")
					image.Set("showInGui", ordered.Value(!hidden))
				}
				out.Set(version, image.Bytes())
			}
			o.Set(name, out.Bytes())
		},
	}
}

// imageList is the same of the Graph API, where an image that is not shown is
// deprecated. Of plans that cannot say so the life of images is left alone.
func imageList(showable bool) member {
	return member{
		get: func(o *ordered.Object) json.RawMessage {
			out := new(ordered.Object)
			for _, version := range elements(o, "vmImageVersions") {
				common := newObject("disk", bare(diskOf(version)))
				if showable && version.TextOf("lifecycleState") == "deprecated" {
					common.Set("hidden", json.RawMessage("true"))
				}
				out.Set(version.TextOf("versionNumber"), common.Bytes())
			}
			return sortedMembers(out)
		},
		set: func(o *ordered.Object, value json.RawMessage) {
			want := object(value)
			var out []*ordered.Object
			for _, version := range elements(o, "vmImageVersions") {
				raw, ok := want.Get(version.TextOf("versionNumber"))
				if !ok {
					continue
				}
				common := object(raw)
				if showable {
					version.SetText("lifecycleState", lifeOf(common))
				}
				if disk := common.TextOf("disk"); disk != bare(diskOf(version)) {
					version.Set("vmImages", ordered.Value(imagesOf(o, disk)))
				}
				want.Delete(version.TextOf("versionNumber"))
				out = append(out, version)
			}
			for number, raw := range want.All() {
				common := object(raw)
				out = append(out, newObject("versionNumber", number, "vmImages", imagesOf(o, common.TextOf("disk")), "lifecycleState", lifeOf(common)))
			}
			setElements(o, "vmImageVersions", out)
		},
	}
}

// lifeOf is the Graph word for whether an image is shown.
func lifeOf(common *ordered.Object) string {
	if _, hidden := common.Get("hidden"); hidden {
		return "deprecated"
	}
	return "generallyAvailable"
}

// diskOf is the address of the first disk of a version, "" if its images are in
// a gallery.
func diskOf(version *ordered.Object) string {
	for _, image := range elements(version, "vmImages") {
		source, _ := image.Get("source")
		disk, _ := object(source).Get("osDisk")
		if uri := object(disk).TextOf("uri"); uri != "" {
			return uri
		}
	}
	return ""
}

// imagesOf is one disk as an image of the plan's first type.
func imagesOf(o *ordered.Object, disk string) []*ordered.Object {
	kind := "x64Gen1"
	if skus := elements(o, "skus"); len(skus) > 0 {
		kind = skus[0].TextOf("imageType")
	}
	return []*ordered.Object{newObject("imageType", kind, "source",
		newObject("sourceType", "sasUri", "osDisk", newObject("uri", disk), "dataDisks", none{}))}
}

// generation is the generation of a machine as the Graph type of its image.
func generation(name string) member {
	return member{
		get: func(o *ordered.Object) json.RawMessage {
			if n := o.TextOf(name); n != "" {
				return ordered.Text("x64Gen" + n)
			}
			return nil
		},
		set: func(o *ordered.Object, value json.RawMessage) {
			var kind string
			if value != nil && json.Unmarshal(value, &kind) == nil {
				o.SetText(name, strings.TrimPrefix(kind, "x64Gen"))
			}
		},
	}
}

// firstImage is the type of a plan's first image.
func firstImage() member {
	return member{
		get: func(o *ordered.Object) json.RawMessage {
			if skus := elements(o, "skus"); len(skus) > 0 {
				return ordered.Text(skus[0].TextOf("imageType"))
			}
			return nil
		},
		set: func(o *ordered.Object, value json.RawMessage) {
			skus := elements(o, "skus")
			var kind string
			if json.Unmarshal(value, &kind) != nil || slices.ContainsFunc(skus, func(el *ordered.Object) bool { return el.TextOf("imageType") == kind }) {
				return
			}
			setElements(o, "skus", append([]*ordered.Object{newObject("imageType", kind)}, skus...))
		},
	}
}

// bare is an address without what is only for the one who asks.
func bare(address string) string {
	address, _, _ = strings.Cut(address, "?")
	return address
}
