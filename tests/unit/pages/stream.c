/* What stays of a page's operators, and what no page may have. */
#include "pages/stream.h"

#include "test.h"

/* Of whole streams: what is written; else which, by what fault. */
static const struct {
	const char *name, *in, *want;
	enum stream_fault fault;
} cases[] = {
    {"all blanks", "1\t2\f3 4 5\r6 cm", "1\t2\f3 4 5\r6 cm\n", STREAM_WHOLE},
    {"a comment to a line's end", "%q\rq%Q\nQ %", "q\nQ\n", STREAM_WHOLE},
    {"brackets in a string", "BT(a\\)b(c))Tj ET", "BT\n(a\\)b(c))Tj\nET\n",
	STREAM_WHOLE},
    {"a string without an end", "BT (a\\)", "operands", STREAM_BROKEN},
    {"hexadecimal", "BT <0a F\n>Tj ET", "BT\n<0a F\n>Tj\nET\n", STREAM_WHOLE},
    {"hexadecimal without an end", "BT <0a", "operands", STREAM_BROKEN},
    {"hexadecimal that is none", "BT <0g> Tj ET", "operands", STREAM_BROKEN},
    {"numbers with signs", "-1 +2 .5 3. 0 0 cm", "-1 +2 .5 3. 0 0 cm\n",
	STREAM_WHOLE},
    {"a sign within a number", "1-2 w", "operator", STREAM_BROKEN},
    {"a plus within a number", "1+2 w", "operator", STREAM_BROKEN},
    {"a sign alone", "- w", "operator", STREAM_BROKEN},
    {"two dots", "1.2.3 w", "operator", STREAM_BROKEN},
    {"a number too long", "123456789012345678901234567890123 w", "operator",
	STREAM_BROKEN},
    {"words that are no operators", "true false null sc",
	"true false null sc\n", STREAM_WHOLE},
    {"a bracket that no other closes", "[ 1 d", "operands", STREAM_BROKEN},
    {"a bracket that none opens", "] 0 d", "operands", STREAM_BROKEN},
    {"half of a bracket", "> w", "operands", STREAM_BROKEN},
    {"a brace", "{ w", "operands", STREAM_BROKEN},
    {"text in text", "BT BT", "BT", STREAM_BROKEN},
    {"the end of no text", "ET", "BT", STREAM_BROKEN},
    {"text without an end", "BT", "end", STREAM_BROKEN},
    {"operands without an operator", "1", "end", STREAM_BROKEN},
    {"more back than kept", "q Q Q", "Q", STREAM_BROKEN},
    {"kept to the end", "q q", "q\nq\nQ\nQ\n", STREAM_WHOLE},
    {"no operator", "foo", "operator", STREAM_BROKEN},
    {"kept too often", "q q q q q q q q q q q q q q q q q q q q q q q q q", "q",
	STREAM_DEEP},
    {"four colours", "0 0 0 1 k", "/DeviceCMYK", STREAM_COLOUR},
    {"four colours by name", "/DeviceCMYK cs", "/DeviceCMYK", STREAM_COLOUR},
    {"an intent", "/Saturation ri", "/Saturation ri\n", STREAM_WHOLE},
    {"the first intent", "/RelativeColorimetric ri",
	"/RelativeColorimetric ri\n", STREAM_WHOLE},
    {"an intent of its own", "/Vivid ri", "ri", STREAM_THING},
    {"a layer", "/OC /L BDC", "/OC", STREAM_THING},
    {"marks go", "/P <</MCID 0>> BDC 0 g EMC", "0 g\n", STREAM_WHOLE},
    {"points and compatibility go", "/P MP /P /x DP BX EX n", "n\n",
	STREAM_WHOLE},
    {"an image", "BI /W 1 ID aEIb EIc x EI Q", "Q", STREAM_BROKEN},
    {"an image at the end", "BI /W 1 ID \001\nEI", "BI /W 1 ID \001\nEI\n",
	STREAM_WHOLE},
    {"an image and words", "BI /W 1 ID ab EI n n n n n n",
	"BI /W 1 ID ab EI\nn\nn\nn\nn\nn\nn\n", STREAM_WHOLE},
    {"its end within its bytes", "BI /W 1 ID a EI \001b EI n",
	"BI /W 1 ID a EI \001b EI\nn\n", STREAM_WHOLE},
    {"bytes beyond ASCII after its end", "BI /W 1 ID a EI \177b EI n",
	"BI /W 1 ID a EI \177b EI\nn\n", STREAM_WHOLE},
    {"an E within its bytes", "BI /W 1 ID a Eb I EI n",
	"BI /W 1 ID a Eb I EI\nn\n", STREAM_WHOLE},
    {"an image without an end", "BI /W 1 ID abc", "EI", STREAM_BROKEN},
    {"an image without bytes", "BI /W 1", "BI", STREAM_BROKEN},
    {"a key that is broken", "BI /W <1", "BI", STREAM_BROKEN},
    {"no key, no bytes", "BI /W 1 Q EI", "BI", STREAM_BROKEN},
    {"LZW", "BI /F /LZW ID a EI", "/LZWDecode", STREAM_THING},
    {"LZW in full", "BI /Filter [/LZWDecode] ID a EI", "/LZWDecode",
	STREAM_THING},
    {"an image in four colours", "BI /CS /CMYK ID a EI", "/DeviceCMYK",
	STREAM_COLOUR},
    {"and in full", "BI /ColorSpace /DeviceCMYK ID a EI", "/DeviceCMYK",
	STREAM_COLOUR},
    {"interpolated", "BI /I true ID a EI", "/Interpolate", STREAM_THING},
    {"interpolated in full", "BI /Interpolate true ID a EI", "/Interpolate",
	STREAM_THING},
    {"not interpolated", "BI /I false /IM true ID a EI",
	"BI /I false /IM true ID a EI\n", STREAM_WHOLE},
};

static void
check(const char *name, const char *in, const char *want,
    enum stream_fault fault, struct stream_account *account)
{
	struct arena *mem = arena_new();
	struct strbuf out = {0};
	stream_copy(mem, slice_view(in), &out, account);
	test_number(name, account->fault, fault);
	if (account->fault)
		test_text(name, account->which, want);
	else
		test_slice(name, strbuf_view(&out), want);
	strbuf_fini(&out);
	arena_free(mem);
}

/* Other colours than grey, and names, by what asks for them. */
static const struct {
	const char *in;
	bool coloured, names;
} asking[] = {
    {"1 0 0 rg", true, false},
    {"1 g", false, false},
    {"/N cs /N CS", true, true},
    {"/N gs", false, true},
    {"/N sh", true, true},
    {"BI /CS /RGB ID a EI", true, false},
    {"BI /CS /DeviceRGB ID a EI", true, false},
    {"BI /CS /G ID a EI", false, false},
    {"BI /CS /N ID a EI", false, true},
    {"/N 1 w", false, false},
};

static void
check_asking(struct arena *mem)
{
	for (size_t i = 0; i < COUNT(asking); i++) {
		struct stream_account account = {0};
		struct strbuf out = {0};
		stream_copy(mem, slice_view(asking[i].in), &out, &account);
		test_true(asking[i].in,
		    !account.fault && account.coloured == asking[i].coloured &&
			stream_names(&account, SLICE("/N")) ==
			    asking[i].names &&
			(!asking[i].names ||
			    account.name_count ==
				(asking[i].in[1] == 'I' ? 2 : 1)));
		strbuf_fini(&out);
	}
}

/* More operands than anybody looks at stay. */
static void
check_many(void)
{
	char in[3 * 70 + 8] = "[", want[sizeof in + 1];
	struct stream_account account = {0};
	for (int i = 0; i < 70; i++)
		strcat(in, "1 ");
	strcat(in, "] 0 d");
	snprintf(want, sizeof want, "%s\n", in);
	check("many operands", in, want, STREAM_WHOLE, &account);
	in[0] = '\0';
	for (int i = 0; i < 101; i++)
		strcat(in, "[");
	account = (struct stream_account){0};
	check("brackets in brackets", in, "operands", STREAM_BROKEN, &account);
}

/* ---- the tags of the page come along: 0 is a heading, 1 of no element */

static const struct {
	const char *name, *in, *want;
	enum stream_fault fault;
} tagged[] = {
    {"an element", "/P <</MCID 0>> BDC BT (a)Tj ET EMC",
	"/H1 << /MCID 0 >> BDC\nBT\n(a)Tj\nET\nEMC\n", STREAM_WHOLE},
    {"a list within the list", "/P <</X <</MCID 1>>/MCID 0>> BDC n EMC",
	"/H1 << /X << /MCID 1 >> /MCID 0 >> BDC\nn\nEMC\n", STREAM_WHOLE},
    {"by name", "/P /MC0 BDC BT (a)Tj ET EMC",
	"/H1 /MC0 BDC\nBT\n(a)Tj\nET\nEMC\n", STREAM_WHOLE},
    {"a name of no list", "/Span /MC9 BDC n EMC", "/Span /MC9 BDC\nn\nEMC\n",
	STREAM_WHOLE},
    {"of no element", "/P <</MCID 1>> BDC n EMC", "n\n", STREAM_WHOLE},
    {"beyond all", "/P <</MCID 2>> BDC n EMC", "n\n", STREAM_WHOLE},
    {"no number", "/P <</MCID /a>> BDC n EMC",
	"/P << /MCID /a >> BDC\nn\nEMC\n", STREAM_WHOLE},
    {"a number below", "/P <</MCID -1>> BDC n EMC",
	"/P << /MCID -1 >> BDC\nn\nEMC\n", STREAM_WHOLE},
    {"a large number", "/P <</MCID 1234567890>> BDC n EMC",
	"/P << /MCID 1234567890 >> BDC\nn\nEMC\n", STREAM_WHOLE},
    {"no list", "/Span BMC n EMC", "/Span BMC\nn\nEMC\n", STREAM_WHOLE},
    {"an artifact", "/Artifact BMC BT (a)Tj ET EMC",
	"/Artifact BMC\nBT\n(a)Tj\nET\nEMC\n", STREAM_WHOLE},
    {"a span in an element", "/P <</MCID 0>> BDC /Span BMC BT (a)Tj ET EMC EMC",
	"/H1 << /MCID 0 >> BDC\n/Span BMC\nBT\n(a)Tj\nET\nEMC\nEMC\n",
	STREAM_WHOLE},
    {"no operands", "BMC", "BDC", STREAM_TAGGED_TWICE},
    {"an artifact that is read", "/Artifact <</MCID 1>> BDC", "BDC",
	STREAM_TAGGED_TWICE},
    {"an artifact in an element", "/P <</MCID 0>> BDC /Artifact BMC", "BDC",
	STREAM_TAGGED_TWICE},
    {"an artifact in an artifact", "/Artifact BMC /Artifact BMC n EMC EMC",
	"/Artifact BMC\n/Artifact BMC\nn\nEMC\nEMC\n", STREAM_WHOLE},
    {"an element in an artifact", "/Artifact BMC /P <</MCID 0>> BDC", "BDC",
	STREAM_TAGGED_TWICE},
    {"twice", "/P <</MCID 0>> BDC EMC /P <</MCID 0>> BDC EMC", "BDC",
	STREAM_TAGGED_TWICE},
    {"the end of none", "EMC", "EMC", STREAM_BROKEN},
    {"the end outside its text", "BT /Span BMC ET EMC", "EMC", STREAM_BROKEN},
    {"no end", "/Span BMC", "end", STREAM_BROKEN},
    {"sixteen deep and one",
	"/S BMC /S BMC /S BMC /S BMC /S BMC /S BMC /S BMC /S BMC /S BMC /S BMC "
	"/S BMC /S BMC /S BMC /S BMC /S BMC /S BMC /S BMC",
	"BDC", STREAM_TAGGED_TWICE},
    {"text without a tag", "BT (a)Tj ET", "Tj", STREAM_UNTAGGED},
    {"a picture without one", "/I0 Do", "/XObject", STREAM_UNTAGGED},
    {"one in line", "BI /W 1 ID a EI", "/XObject", STREAM_UNTAGGED},
    {"lines are artifacts", "0 0 m 1 1 l 2 2 m 3 3 l S",
	"/Artifact BMC\n0 0 m\n1 1 l\n2 2 m\n3 3 l\nS\nEMC\n", STREAM_WHOLE},
    {"no lines are none", "S", "S\n", STREAM_WHOLE},
    {"a shading is one", "/S0 sh", "/Artifact BMC\n/S0 sh\nEMC\n",
	STREAM_WHOLE},
    {"a shading in an element", "/P <</MCID 0>> BDC /S0 sh EMC",
	"/H1 << /MCID 0 >> BDC\n/S0 sh\nEMC\n", STREAM_WHOLE},
    {"marks within lines", "0 0 m /Span BMC", "BDC", STREAM_BROKEN},
    {"lines without an end", "0 0 m", "end", STREAM_BROKEN},
};

static void
check_tagged(void)
{
	const struct stream_property properties[] = {
	    {SLICE("/MC1"), 1}, {SLICE("/MC0"), 0}};
	static const char *const roles[] = {"H1", NULL};
	for (size_t i = 0; i < COUNT(tagged); i++) {
		bool found[2] = {false};
		struct stream_marks marks = {.properties = properties,
		    .property_count = 2,
		    .roles = roles,
		    .role_count = 2,
		    .found = found};
		struct stream_account account = {.marks = &marks};
		check(tagged[i].name, tagged[i].in, tagged[i].want,
		    tagged[i].fault, &account);
		test_true(tagged[i].name,
		    account.fault ||
			found[0] == (strstr(tagged[i].want, "/H1") != NULL));
	}
}

/* Whether anything is seen of it: a page without may be empty. */
static const struct {
	const char *in;
	bool shows;
} showing[] = {
    {"BT (a)Tj ET", true},
    {"BT ()Tj ( )Tj (  )Tj ET", false},
    {"BT ( a)Tj ET", true},
    {"BT <>Tj <20>Tj <0003>Tj <0020>Tj ET", false},
    {"BT <21>Tj ET", true},
    {"BT <00>Tj ET", true},
    {"BT <002000>Tj ET", true},
    {"BT [( ) -20 <0003>]TJ ET", false},
    {"BT [( ) -20 <0004>]TJ ET", true},
    {"0 0 m 1 1 l S", true},
    {"0 0 m 1 1 l n", false},
    {"/S sh", true},
    {"1 g", false},
};

static void
check_showing(struct arena *mem)
{
	for (size_t i = 0; i < COUNT(showing); i++) {
		struct stream_account account = {0};
		struct strbuf out = {0};
		stream_copy(mem, slice_view(showing[i].in), &out, &account);
		test_true(showing[i].in,
		    !account.fault && account.shows == showing[i].shows);
		strbuf_fini(&out);
	}
}

/* A list of more operands than anybody looks at may hide its number. */
static void
check_long_list(void)
{
	char in[4 * 70 + 40] = "/P <<";
	struct stream_marks marks = {0};
	struct stream_account account = {.marks = &marks};
	for (int i = 0; i < 70; i++)
		strcat(in, "/a ");
	strcat(in, "/MCID 0>> BDC");
	check("a long list", in, "BDC", STREAM_BROKEN, &account);
}

int
main(void)
{
	struct arena *mem = arena_new();
	for (size_t i = 0; i < COUNT(cases); i++)
		check(cases[i].name, cases[i].in, cases[i].want, cases[i].fault,
		    &(struct stream_account){0});
	check_asking(mem);
	check_showing(mem);
	check_many();
	check_tagged();
	check_long_list();
	arena_free(mem);
	return test_end();
}
