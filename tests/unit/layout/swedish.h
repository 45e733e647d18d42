/*
 * tests/unit/layout/swedish.h - Swedish paragraphs of letters, made of
 * sentences in a fixed order, so that the same number gives the same text.
 */
#ifndef TESTS_UNIT_LAYOUT_SWEDISH_H
#define TESTS_UNIT_LAYOUT_SWEDISH_H

#include "base/strbuf.h"

static const char *const swedish_sentences[] = {
    "Från och med den 1 september kan du själv välja vem som utför din "
    "hemtjänst.",
    "Du bestämmer om hjälpen ska utföras av kommunen eller av ett företag som "
    "kommunen har godkänt.",
    "Ditt beslut om hemtjänst ändras inte.",
    "Avgiften är densamma vem du än väljer.",
    "Servicehusen ingår inte i valet den här gången.",
    "Om du inte väljer behöver du inte göra någonting.",
    "Du behåller då den hemtjänst du har i dag.",
    "Ring oss om du behöver hjälp eller vill läsa på ett annat språk.",
    "Biståndshandläggaren svarar gärna på frågor men får inte rekommendera "
    "någon särskild utförare.",
    "Vi träffas på biblioteket den 12 april kl. 13.30.",
    "Ta gärna med dig en anhörig.",
    "Kaffe finns.",
    "Alla utförare måste följa socialtjänstlagen och kommunens "
    "kvalitetskrav.",
    "Kommunfullmäktige beslutade om valfrihetssystemet i november.",
    "Du kan byta utförare när du vill.",
    "Uppsägningstiden är två veckor.",
    "Ditt nya val börjar gälla tidigast den 1 oktober.",
    "Trygghetslarmet berörs inte.",
    "Matdistributionen sköts som tidigare av kommunens tillagningskök.",
    "Ledsagning och avlösning söker du särskilt.",
    "Skicka svarsblanketten i det bifogade kuvertet.",
    "Porto behövs inte.",
    "Kuvertet ska vara hos oss senast den 15 augusti.",
    "Har du god man eller förvaltare får den personen ett eget brev.",
    "Uppgifterna om dig omfattas av sekretess.",
    "Handläggningsenheten har öppet vardagar 8–16.",
    "Växeln når du på telefon 0999-10 00 10.",
    "I katalogen presenterar sig utförarna med egna ord.",
    "En del av dem erbjuder tilläggstjänster, till exempel trädgårdsarbete, "
    "fönsterputsning eller högläsning.",
    "Sådana tjänster betalar du själv.",
    "Kommunen kontrollerar utförarna varje år.",
    "Resultatet av uppföljningen publiceras på kommunens webbplats.",
    "Är du missnöjd kan du vända dig till oss.",
    "Synpunkter kan lämnas muntligt, skriftligt eller genom en anhörig.",
    "Vi svarar inom tio arbetsdagar.",
    "Åke och Östen hälsar från pensionärsrådet.",
    "På måndag börjar arbetet.",
    "Kostnaden är högst 2 139 kr i månaden.",
    "Maxtaxan justeras vid årsskiftet efter prisbasbeloppet.",
    "Den som har låg inkomst kan få avgiften nedsatt enligt 8 kap. "
    "socialtjänstlagen.",
    "Inkomstförfrågan skickas ut i januari.",
    "Svara även om ingenting har ändrats.",
    "Utan svar debiteras full avgift.",
    "Handikappomsorgens dagverksamheter omfattas inte.",
    "Nattpatrullen körs av kommunen i hela området.",
    "Hemsjukvården ansvarar landstinget för.",
    "Läkemedelsgenomgångar görs tillsammans med distriktssköterskan.",
    "Rehabiliteringsteamet gör hembesök efter överenskommelse.",
    "Nyckelhanteringen blir enklare med digitala lås.",
    "Låset monteras utan kostnad och tas bort när insatsen upphör.",
};

enum {
	SWEDISH_SENTENCES =
	    sizeof swedish_sentences / sizeof *swedish_sentences,
};

/* Paragraph `number`: one to seven sentences. Resets `out`. */
static inline struct slice
swedish_paragraph(uint32_t number, struct strbuf *out)
{
	uint32_t state = number * 2654435761u + 12345;
	uint32_t count = 1 + number % 7;
	strbuf_reset(out);
	for (uint32_t i = 0; i < count; i++) {
		state = state * 1664525u + 1013904223u;
		if (i)
			strbuf_add_char(out, ' ');
		strbuf_add_text(
		    out, swedish_sentences[(state >> 10) % SWEDISH_SENTENCES]);
	}
	return strbuf_view(out);
}

#endif
