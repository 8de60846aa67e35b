package profile

// Edited is what [File.Update] makes of a text.
var Edited = edited
