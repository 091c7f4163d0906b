package render
import ("testing";"os";"delib/core/document")
func TestZZ(t *testing.T){
 a,b:=pvi(1),pvi(2)
 pdf,_,_:=PDF(document.Liasse{Titre:"Édition é",Documents:[]document.Document{a,b}},options)
 os.WriteFile("/tmp/r/a.pdf",pdf,0o644)
}
