/*
 * Spellings as registers hold them, kept: which a reader takes for the value
 * that a rule names, and which are values of their own. The second list guards
 * against doubt that would hold a whole register.
 */
#include "expr/near.h"

#include "test.h"

#define CELLS_MOST 80

struct spellings {
	const char *named;
	const char *cells[CELLS_MOST];
};

static const struct spellings near[] = {
    {"Servicehus",
	{"Service-hus", "Service hus", "Sevicehus", "Servicehuset",
	    "Servicehusen", "Servicehusets", "Servcehus", "Servicehs",
	    "Serivcehus", "Servicehuus", "Servicehus.", "'Servicehus'",
	    "Servicehus Björken", "Björkens servicehus", "Servicehus (Björken)",
	    "Servicehus 3", "Ser vicehus", "Servisehus", "Serv.hus",
	    "Serv. hus", "Serv hus", "Servhus", "S-hus", "S.hus", "SH", "S.H.",
	    "s.h.", "SH Björken", "SH 2", "Björken SH", "Servicehuslägenhet",
	    "Servicehusboende", "Servicehusboende Björken", "Servicehus-boende",
	    "Servicehus/korttid", "Trygghetsboende/servicehus",
	    "Korttid el. servicehus", "Ej servicehus", "Inte servicehus",
	    "Bor på servicehus", "Flyttar till servicehus 1/5", "Servicehus?",
	    "(servicehus)", "Servicehus, Björken", "Servicehus - Björken",
	    "Servicehus: Björken", "f.d. servicehus", "Nya servicehuset",
	    "Sevicehuset Björken", "Servicehuslgh", "Servicehusplats",
	    "Servicehusrum", "Serviceshus", "Servicehusetslägenhet", "Serv-hus",
	    "Serv.huset", "Serv.huslägenhet", "Sevicehuslägenhet",
	    "Service hus Björken", "SERVICEHUS BJÖRKEN", "Serviсehus",
	    "Servicehus²", "Serv1cehus", "Björkens-servicehus",
	    "Björkenservicehus", "Servicehus/Björken", "ServiceHusBjörken",
	    "S/H", "Service_hus", "ervicehus", "1 servicehus", "Svchus",
	    "Servh.", "Hus: service", "Srvicehus"}},
    {"Servicehus Björken",
	{"Servicehus", "Björken", "SH Björken", "Serv.hus Björken",
	    "Björken servicehus", "Björken, servicehus", "Servicehuset Björken",
	    "Servicehus Björkens", "Servicehus Bjorken", "S-huset Björken",
	    "Servicehus Björken 2", "Servicehus Björken lgh 1101"}},
    {"Särskilt boende",
	{"SÄBO", "SäBo", "SÄBO Eken", "Säb.", "Sär.boende", "Sär. boende",
	    "Särsk. boende", "Särsk boende", "Särskilda boendet",
	    "Särskilt-boende", "Särskiltboende", "Särskilt boende Eken",
	    "Särskilt boende för äldre", "Särskilt boende (demens)",
	    "Sarskilt boende", "Säerskilt boende", "Särskillt boende",
	    "Särsk.bo.", "S. boende", "SB", "Boende, särskilt",
	    "Boende särskilt", "Särskilt", "Boende", "Särskilt bo.",
	    "SÄBO/korttid", "Säbo-plats", "Särskilt boendet",
	    "Ej särskilt boende"}},
    {"SÄBO", {"Säbo Eken", "SÄBO-plats", "SÄBO plats", "säbo", "S.Ä.B.O.",
		 "SÄBO 2", "Eken (SÄBO)", "Särskilt boende", "Säbbo"}},
    {"Vård- och omsorgsboende",
	{"Vård och omsorgsboende", "Vård & omsorgsboende",
	    "Vård o omsorgsboende", "Vård- o omsorgsb.", "VoB", "VOBO",
	    "V.o.omsorgsboende", "Vårdboende och omsorgsboende",
	    "Omsorgsboende", "Vård-och omsorgsboende",
	    "Vård- och omsorgsboendet", "Vård- och omsorgsboende Eken",
	    "Vårdochomsorgsboende", "Vård- och omsorgboende",
	    "Vård- samt omsorgsboende"}},
    {"Korttidsboende",
	{"Korttids", "Korttid", "Korttids boende", "Korttidsboende Linden",
	    "Kortt.boende", "Kort.boende", "Korttidboende", "Kortidsboende",
	    "Korttidsboendeplats", "Korttidsb.", "Korttids-boende",
	    "Kortiddsboende", "KB"}},
    {"Trygghetsboende",
	{"Trygghets boende", "Trygghetsboendet", "Trygghetsb.", "Trygghboende",
	    "Tryghetsboende", "Trygg.boende", "TB", "Trygghetsboende Linden",
	    "Trygghetsboende/servicehus", "Trygghetsboendelägenhet",
	    "Trygghetsboende 55+"}},
    {"Ordinärt boende",
	{"Ord. boende", "Ord boende", "Ordinär boende", "Ordinart boende",
	    "Ordinärtboende", "OB", "Ordinärt bo.", "Ordinärt", "Ord.bo.",
	    "Ordinärt boende m hemtj", "Ordinärt bonde",
	    "Ordinärt boende, hemtjänst"}},
    {"Eget boende",
	{"Egetboende", "Egett boende", "Eget boende m. hjälp", "Eget", "EB",
	    "Eeget boende", "Eget boénde", "I eget boende"}},
    {"Hemtjänst",
	{"Hemtj.", "Hemtjansten", "Hemtjänsten Norr", "HT", "Hem tjänst",
	    "Hemtjänst + larm", "Hemtjänsttagare", "Hemjänst"}},
    {"Gruppboende",
	{"Gruppbo.", "Grupp boende", "Gruppboendet", "Gruppboende demens",
	    "Gruppboende/SÄBO", "Grupp-boende", "GB"}},
    {"Enhet 2", {"Enhet 02", "Enhet 002", "Enhet II", "Enhet två",
		    "Enhet 2 och 3", "Enhet 1 och 2", "Enhet 2, 3", "Enhet 1-3",
		    "Enhet 1 - 3", "Enhet 1 till 3", "E2", "Enhet 2/3", "Enh 2",
		    "Enh. 2", "Enhet-2", "Enhet2", "Enhet 2A", "Enhet 2 A",
		    "Enhet 2 Norr", "Enhet nr 2", "Enheten 2", "Enhet 2 (Norr)",
		    "Enhet: 2", "2", "Enhet", "Enhet ②", "Norra Enhet 2"}},
    {"Enhet II",
	{"Enhet 2", "Enhet 02", "Enhet ii", "Enhet II B", "Enhet II/III"}},
    {"Björkgatan 3",
	{"Björkgatan 3 lgh 1101", "Björkgatan 3, lgh 1101", "Björkgatan 3 A",
	    "Björkgatan 3A", "Björkgatan 3, 2 tr", "Björkgatan 3 2tr",
	    "Björkgatan 3 1101", "Björkgatan 3 vån 2", "Björkgatan 3 nb",
	    "Björkg 3", "Björkg. 3", "Bjorkgatan 3", "Björkgatan 03",
	    "Björkgatan 3-5", "Björkgatan 1-5", "Björkgatan 3, Björken",
	    "Björkgatan 3 c/o Ek", "Björkgatan  3 uppg B", "Björkgatan",
	    "Björk gatan 3", "Björkgattan 3", "Björkgatan 3 rum 12",
	    "Björkgatan 3:2", "Björkgatan 3-1101", "Björkg.3",
	    "Björkgatan nr 3", "c/o Ek, Björkgatan 3"}},
    {"Björkgatan 3 A",
	{"Björkgatan 3", "Björkgatan 3A", "Björkgatan 3 A lgh 1201",
	    "Björkgatan 3 lgh 1201", "Björkgatan 3 a, 2 tr"}},
    {"Distrikt Norr", {"Distrikt Norra", "Distr. Norr", "Distr Norr", "Norr",
			  "Distriktet Norr", "Distrikt Norr 1", "Distrikt N",
			  "Distrikt: Norr", "Norr distrikt", "Dist. Norr"}},
    {"Hemtjänst Söder",
	{"Hemtjänsten Söder", "Hemtj. Söder", "Söder", "Hemtjänst i Söder",
	    "Hemtjänst, Söder", "Hemtjänst Söder natt", "Hemtjänst Söder 2"}},
    {"Hus 2", {"Hus 02", "Hus II", "Hus 2 B", "Hus 2B", "Huset 2"}},
    {"Ja", {"J", "J.", "ja.", "Ja?", "Ja, delvis", "Jaa", "JA!", "Yes", "X",
	       "Ja tack"}},
    {"Nej", {"N", "Nej.", "Nej tack", "No", "Nejj"}},
    {"Beviljad", {"Beviljat", "Obeviljad", "Beviljad t.o.m. 2012", "Bevilj.",
		     "Ej beviljad", "Delvis beviljad", "Bevlijad"}},
    {"Palvelutalo",
	{"Palvelu-talo", "Palvelutalossa", "Palvelutalon", "Palvelutalo Koivu",
	    "Palv.talo", "Palvelutaloasunto", "Palvelu talo", "Palvelulato",
	    "Ei palvelutalo", "Tehostettu palvelutalo", "Koivun palvelutalo"}},
    {"Tehostettu palveluasuminen",
	{"Tehost. palveluasuminen", "Tehostettu palvelu-asuminen",
	    "Palveluasuminen", "Tehostetussa palveluasumisessa",
	    "Tehostettu palveluasumisen", "Tehostettu palveluasumine",
	    "Palveluasuminen, tehostettu", "TPA"}},
    {"Kotihoito", {"Koti hoito", "Kotihoidon", "Kotihoitoa", "Kotih.",
		      "Kotihoito pohjoinen"}},
    {"Lund", {"Luund", "Lnud", "Lunnd"}},
    {"Enhet 2 servicehus", {"Enhet 2 ser vicehus", "Enhet 2 ser vicehuus"}},
    {"SH",
	{"SH Björken", "SH 2", "S.H.", "SH/KB", "Ej SH", "S-H", "Servicehus"}},
};

static const struct spellings others[] = {
    {"Servicehus", {"Servicegatan", "Sjukhem", "Eget boende", "Ordinärt boende",
		       "Villa", "Trygghetsboende", "Radhus", "Korttid"}},
    {"Servicehus Björken", {"Servicehus Eken", "Trygghetsboende Linden"}},
    {"Särskilt boende", {"Ordinärt boende", "Eget rum", "Hemmet"}},
    {"Ordinärt boende", {"Särskilt boende"}},
    {"Eget boende", {"Annat boende", "Villa"}},
    {"Enhet 1", {"Enhet 2", "Enhet 11", "Enhet 12", "Enhet 10", "Enhet II",
		    "Enhet 2 och 3", "Enhet 2-4", "Enhet två"}},
    {"Enhet 2", {"Enhet 12", "Enhet 22", "Enhet III", "Enhet 3 och 4",
		    "Enhet XII", "Enhet 1.20"}},
    {"Enhet XII", {"Enhet XIII", "Enhet XI"}},
    {"Enhet A", {"Enhet B"}},
    {"Hus A", {"Hus B", "Hus C", "Hus D"}},
    {"Hus 1", {"Hus 2", "Hus 10", "Hus 21"}},
    {"Servicehus 1", {"Servicehus 2"}},
    {"Björkgatan 3",
	{"Björkgatan 5", "Björkgatan 13", "Björkgatan 31", "Björkgatan 5, 3 tr",
	    "Björkgatan 5 lgh 3", "Björkvägen 3", "Storgatan 3",
	    "Björkgatan 5-7", "Björkgatan 30", "Björkgatan 2-1101"}},
    {"Björkgatan 3 A", {"Björkgatan 3 B", "Björkgatan 5 A"}},
    {"Björkgatan 3 lgh 1101",
	{"Björkgatan 3 lgh 1102", "Björkgatan 3 lgh 1201"}},
    {"Björkgatan 3, 2 tr", {"Björkgatan 3, 3 tr"}},
    {"Distrikt Norr",
	{"Distrikt Nord", "Distrikt Söder", "Distrikt Syd", "Distrikt Öst"}},
    {"Distrikt Nord", {"Distrikt Nordost", "Distrikt Norr"}},
    {"Västra", {"Sydvästra", "Östra", "Norra"}},
    {"Norra", {"Södra", "Östra"}},
    {"Hemtjänst Norr",
	{"Hemtjänst Söder", "Hemtjänst Centrum", "Hemtjänst Öster"}},
    {"Hemtjänst Syd", {"Hemtjänst Sydväst"}},
    {"Lag 1 dag", {"Lag 1 natt"}},
    {"Dagverksamhet", {"Nattpatrull"}},
    {"Aktiv", {"Inaktiv"}},
    {"Ja", {"Nej", "N", "No", "Vet ej"}},
    {"Nej", {"Ja", "J"}},
    {"SH", {"EH", "SB", "HT", "SHB"}},
    {"SÄBO", {"KOBO", "VOBO"}},
    {"Lund", {"Sund", "Lunda", "Lunk", "Laud", "Lnuk", "Luunk"}},
    {"Enhet 2 servicehus", {"Enhet 3 ser vicehus"}},
    {"Boende", {"Gruppboendeplats"}},
    {"Hår", {"Hål"}},
    {"Åsa", {"Asa"}},
    {"svenska", {"finska"}},
    {"måndag", {"söndag"}},
    {"juni", {"juli"}},
    {"2012-03-19", {"2012-03-20", "2012-04-19", "2013-03-19"}},
    {"Man", {"Kvinna"}},
    {"Palvelutalo", {"Kerrostalo", "Rivitalo", "Palkkatalo"}},
};

static bool
is_found(const char *cell, const char *text)
{
	struct arena *mem = arena_new();
	const struct near_named *named = near_named_new(mem, slice_view(text));
	bool found = !near_find(slice_view(cell), &named, 1, NEAR_WHOLE);
	arena_free(mem);
	return found;
}

static unsigned
try_list(const struct spellings *list, size_t count, bool want)
{
	unsigned tried = 0;
	char name[256];
	for (size_t i = 0; i < count; i++) {
		const char *named = list[i].named;
		for (size_t k = 0; list[i].cells[k]; k++) {
			const char *cell = list[i].cells[k];
			snprintf(name, sizeof name, "%s: %s", named, cell);
			test_true(name, is_found(cell, named) == want);
			snprintf(name, sizeof name, "%s: %s", cell, named);
			test_true(name, is_found(named, cell) == want);
			tried++;
		}
	}
	return tried;
}

int
main(void)
{
	test_true("three hundred spellings",
	    try_list(near, COUNT(near), true) >= 300);
	test_true("forty honest differences",
	    try_list(others, COUNT(others), false) >= 40);
	return test_end();
}
