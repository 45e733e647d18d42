#include "pdf/metadata.h"

#include "pdf/icc.h"
#include "pdf/syntax.h"

bool
metadata_inform(struct haru *haru, const struct pdf_setup *setup,
    struct slice title, struct diag *diag)
{
	const int *day = setup->date;
	char date[40];
	snprintf(
	    date, sizeof date, "D:%04d%02d%02d000000Z", day[0], day[1], day[2]);
	if (setup->entry_key &&
	    !haru_inform(haru, setup->entry_key, setup->entry, diag))
		return false;
	return haru_inform(haru, "Title", title, diag) &&
	       haru_inform(haru, "Producer", setup->producer, diag) &&
	       haru_inform(haru, "CreationDate", slice_view(date), diag) &&
	       haru_inform(haru, "ModDate", slice_view(date), diag) &&
	       (setup->profile != PDF_PRESS ||
		   haru_inform_name(haru, "Trapped", "False", diag));
}

static const char head[] =
    "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n";

/*
 * ISO 14289-1 5, and its property described as ISO 19005-2 6.6.2.3.3 asks: in
 * a description of its own and first, since PDFBox looks for it so.
 */
static const char accessible[] =
    "<rdf:Description rdf:about=\"\"\n"
    " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"\n"
    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"\n"
    " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
    "<pdfaExtension:schemas><rdf:Bag>\n"
    "<rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\n"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/"
    "</pdfaSchema:namespaceURI>\n"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
    "<pdfaSchema:property><rdf:Seq>\n"
    "<rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaProperty:name>part</pdfaProperty:name>\n"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
    "<pdfaProperty:category>internal</pdfaProperty:category>\n"
    "<pdfaProperty:description>Part of ISO 14289"
    "</pdfaProperty:description>\n"
    "</rdf:li>\n"
    "</rdf:Seq></pdfaSchema:property>\n"
    "</rdf:li>\n"
    "</rdf:Bag></pdfaExtension:schemas>\n"
    "</rdf:Description>\n";

static const char identity[] =
    "<rdf:Description rdf:about=\"\"\n"
    " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
    "<pdfuaid:part>1</pdfuaid:part>\n"
    "</rdf:Description>\n";

static const char own_names[] =
    "<rdf:Description rdf:about=\"\"\n"
    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
    " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
    " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
    " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n";

static const char press_names[] =
    "<rdf:Description rdf:about=\"\"\n"
    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
    " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
    " xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\"\n"
    " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
    " xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\">\n";

static const char tail[] = "</rdf:Description>\n"
			   "</rdf:RDF>\n"
			   "</x:xmpmeta>\n"
			   "<?xpacket end=\"r\"?>\n";

static void
add_element(struct strbuf *out, const char *name, struct slice value)
{
	strbuf_print(out, "<%s>", name);
	syntax_add_xml(out, value);
	strbuf_print(out, "</%s>\n", name);
}

static void
add_date(struct strbuf *out, const char *name, const int *date)
{
	strbuf_print(out, "<%s>%04d-%02d-%02dT00:00:00Z</%s>\n", name, date[0],
	    date[1], date[2], name);
}

static void
add_title(struct strbuf *out, struct slice title)
{
	strbuf_add_text(
	    out, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">");
	syntax_add_xml(out, title);
	strbuf_add_text(out, "</rdf:li></rdf:Alt></dc:title>\n");
}

static void
add_language(struct strbuf *out, struct slice language)
{
	strbuf_add_text(out, "<dc:language><rdf:Bag><rdf:li>");
	syntax_add_xml(out, language);
	strbuf_add_text(out, "</rdf:li></rdf:Bag></dc:language>\n");
}

/* One for each batch of a mailing: its title, in the form of a UUID. */
static void
add_document_id(
    struct strbuf *out, const struct pdf_setup *setup, struct slice title)
{
	char hex[65];
	struct hasher *hasher = hasher_new();
	hasher_add(hasher, setup->producer);
	hasher_add(hasher,
	    (struct slice){(const char *)setup->date, sizeof setup->date});
	hasher_add(hasher, title);
	digest_write_hex(hasher_finish(hasher), hex);
	hasher_free(hasher);
	strbuf_print(out,
	    "<xmpMM:DocumentID>uuid:%.8s-%.4s-8%.3s-8%.3s-%.12s"
	    "</xmpMM:DocumentID>\n",
	    hex, hex + 8, hex + 12, hex + 15, hex + 18);
}

static void
add_press(struct strbuf *out, const struct pdf_setup *setup, struct slice title)
{
	add_document_id(out, setup, title);
	add_element(out, "xmpMM:VersionID", SLICE("1"));
	add_element(out, "xmpMM:RenditionClass", SLICE("default"));
	add_element(out, "pdf:Trapped", SLICE("False"));
	add_element(out, "pdfxid:GTS_PDFXVersion", SLICE("PDF/X-4"));
}

void
metadata_add_packet(
    struct strbuf *out, const struct pdf_setup *setup, struct slice title)
{
	bool archive = setup->profile == PDF_ARCHIVE;
	bool press = setup->profile == PDF_PRESS;
	strbuf_add_text(out, head);
	strbuf_add_text(out, archive ? accessible : "");
	strbuf_add_text(out, archive ? identity : "");
	strbuf_add_text(out, press ? press_names : own_names);
	add_element(out, "dc:format", SLICE("application/pdf"));
	add_title(out, title);
	add_language(out, setup->language);
	add_element(out, "pdf:Producer", setup->producer);
	add_date(out, "xmp:CreateDate", setup->date);
	add_date(out, "xmp:ModifyDate", setup->date);
	add_date(out, "xmp:MetadataDate", setup->date);
	if (press) {
		add_press(out, setup, title);
	} else {
		add_element(out, "pdfaid:part", SLICE("2"));
		add_element(out, "pdfaid:conformance",
		    archive ? SLICE("A") : SLICE("U"));
	}
	strbuf_add_text(out, tail);
}

void
metadata_add_intent(struct strbuf *out, enum pdf_profile is, uint32_t profile)
{
	if (is == PDF_PRESS)
		strbuf_print(out,
		    "<</Type/OutputIntent/S/GTS_PDFX"
		    "/OutputConditionIdentifier(Custom)"
		    "/OutputCondition(Black ink on white paper)"
		    "/Info(" ICC_GREY ")/DestOutputProfile %u 0 R>>",
		    profile);
	else
		strbuf_print(out,
		    "<</Type/OutputIntent/S/GTS_PDFA1"
		    "/OutputConditionIdentifier(" ICC_SRGB ")"
		    "/Info(" ICC_SRGB ")/DestOutputProfile %u 0 R>>",
		    profile);
}
