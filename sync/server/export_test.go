package server

// Generation gives the life of a server.
func (s *Serveur) Generation() string { return s.generation }
