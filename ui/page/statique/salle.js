// What a page cannot say without a script: that the desk no longer answers. Nothing
// else is here; every page works without it. What was typed stays in the page, which
// is never loaded again by this file.
(function () {
  "use strict";
  var pouls = document.body.getAttribute("data-pouls");
  var bandeau = document.getElementById("poste-muet");
  if (!pouls || !bandeau) { return; }
  var texte = bandeau.querySelector("[data-texte]");
  var depuis = null, essai = 8, reste = 0;

  function deux(n) { return (n < 10 ? "0" : "") + n; }

  function dire() {
    var minutes = Math.floor((Date.now() - depuis.getTime()) / 60000);
    texte.textContent = "Le poste du centre ne répond plus depuis " + deux(depuis.getHours()) + ":" + deux(depuis.getMinutes()) +
      ". Ce que vous avez tapé est gardé. Nouvel essai dans " + reste + " s." +
      (minutes >= 10 ? " Plus de 10 minutes : passez aux procès-verbaux papier." : " Après 10 minutes : procès-verbaux papier.");
    bandeau.hidden = false;
  }

  function repond() {
    if (depuis) { texte.textContent = "Le poste du centre répond de nouveau. Continuez où vous en étiez."; depuis = null;
      setTimeout(function () { if (!depuis) { bandeau.hidden = true; } }, 8000); }
    setTimeout(ecouter, 4000);
  }

  function muet() {
    if (!depuis) { depuis = new Date(); }
    reste = essai;
    var compte = setInterval(function () {
      if (reste <= 0) { clearInterval(compte); ecouter(); return; }
      dire(); reste -= 1;
    }, 1000);
  }

  function ecouter() {
    var c = new AbortController(), fin = setTimeout(function () { c.abort(); }, 5000);
    fetch(pouls, { cache: "no-store", signal: c.signal, credentials: "same-origin" })
      .then(function (r) { clearTimeout(fin); if (r.ok) { repond(); } else { muet(); } })
      .catch(function () { clearTimeout(fin); muet(); });
  }

  setTimeout(ecouter, 4000);
})();
