"""Makes klienter.csv: a register as a care system exports it.

    python3 make_register.py > klienter.csv

Windows-1252, semicolons, CRLF. The same bytes every time: there is a little
generator of its own and no clock. All people, streets and towns are invented;
birth numbers 980-999 are the tax agency's test range and are nobody's, no
postcode begins with 999, and no area code is 0999.
"""
import sys

HEADERS = ["Personnummer", "Förnamn", "Efternamn", "C/o", "Adress", "Postnr",
           "Ort", "Boendeform", "Enhet", "Distrikt", "Handläggare",
           "Handläggare tel", "Språk", "Skydd", "Avliden", "God man",
           "God man adress", "God man postnr", "God man ort", "Beslut till",
           "Anteckning"]

WOMEN = """Märta Ingrid Greta Elsa Birgit Karin Anna Maj-Britt Gunborg Inga-Lill
Ulla Britta Kerstin Siv Barbro Gun Astrid Hélène Linnéa Ebba Dagny Rut Sonja
Solveig Åsa Ingegerd Vivi-Ann Desirée Tyra Elvy Aina Göta Asta Irène""".split()
MEN = """Göran Erik Sven Bengt Lennart Karl-Erik Åke Nils Gösta Bertil Torsten
Börje Rune Sture Allan Evert Ragnar Stig Per-Olof Günther Henning Östen Hugo
Arne Folke Gunnar Tage Holger Sixten André Yngve Assar Jörgen René""".split()
FINNISH_WOMEN = "Aino Helmi Kyllikki Sirkka Aune Irja Hilkka Päivi".split()
FINNISH_MEN = "Eino Toivo Väinö Veikko Tauno Yrjö Pentti Jorma".split()

SURNAMES = """Åkerlund-Öberg Lindström Söderqvist Bergström Hedlund Ångman Nyström
Sjöbergh Wikström Öhman Äng Norrgård Holmqvist Müller Strömbäck Sandell
Grönlund Björkstén Ahlström Fältskog Hellgren Ödberg Västerlund Backman-Wiik
Rosén Lindén Norlén Kjellström Tjärnberg Östergren Ek-Hallén Palmér Dahlqvist
Bäckström Högberg Sundh Lövgren Thörn Krüger Muñoz Çelik Råstrand Edfeldt
Hallgren-Ståhl Viklund Zetterqvist Ygberg Widén Jönsson Älvdahl""".split() + [
    "Lind Söderström", "af Sandvik", "von Rehnskog", "Holm Ågren"]
FINNISH_SURNAMES = """Mäkelä Hämäläinen Koskela Järvinen Yli-Hannula Räsänen
Töyrä Lehtonen Pääkkönen Kivimäki Nyyssönen Sääskilahti""".split()

# district: postcodes, town, unit, case worker and number
DISTRICTS = {
    "Haga": ((10, 19), "Norrviken", "Hemtjänst Haga", "Karin Ek",
             "0999-10 01 23"),
    "Centrum": ((20, 34), "Norrviken", "Hemtjänst Centrum", "Jonas Brännmark",
                "0999-10 01 31"),
    "Kusten": ((50, 57), "Ytterholm", "Hemtjänst Kusten", "Solweig Marklund",
               "0999-10 01 40"),
    "Inlandet": ((70, 76), "Lillsele", "Hemtjänst Inlandet", "Ali Rezai",
                 "0999-10 01 52"),
}
STREETS = """Strandvägen Kajgatan Skolgatan Björkstigen Kyrkogatan Storgatan
Ängsvägen Rönngränd Järnvägsgatan Åsvägen Mejerivägen Östra_Långgatan
Kvarnbacken Lärkvägen Smedjegatan Sågverksvägen Torggatan Fyrvägen""".split()

HOME = ["Eget boende"] * 14 + ["Ordinärt boende", "ordinärt boende",
                               "eget boende", "Eget boende ", "hemma"]
SERVICE = ["Servicehus", "servicehus ", "SERVICEHUS", "SH", "Servicehus",
           "Serviceboende", "sh"]
NOTES = ["", "", "", "", "", "", "", "", "", "Nyckel hos granne; ring före",
         "Hörapparat", 'Larm "typ B"', "Hund", "Ring efter kl. 10"]


class Chance:
    """Numbers that look like chance and are the same every time (a linear
    congruential generator, Knuth's MMIX constants)."""

    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        self.state = (self.state * 6364136223846793005 +
                      1442695040888963407) % 2**64
        return (self.state >> 33) % limit

    def one_of(self, items):
        return items[self.below(len(items))]

    def one_in(self, limit):
        return self.below(limit) == 0


def check_digit(nine):
    """Modulus 10, weights 2,1 (Skatteverket on personnummer)."""
    total = 0
    for i, digit in enumerate(nine):
        product = int(digit) * (2 - i % 2)
        total += product // 10 + product % 10
    return str(-total % 10)


def long_form(number):
    """Of somebody born 1913-1999."""
    return number if len(number) == 13 else "19" + number


class Numbers:
    """Identity numbers, none twice."""

    def __init__(self, chance):
        self.chance, self.taken = chance, set()

    def new(self, woman, year, coordination=False, long=False):
        while True:
            month, day = 1 + self.chance.below(12), 1 + self.chance.below(28)
            birth = 980 + 2 * self.chance.below(10) + (0 if woman else 1)
            key = (year, month, day, birth)
            if key not in self.taken:
                break
        self.taken.add(key)
        day += 60 if coordination else 0
        six = f"{year % 100:02}{month:02}{day:02}"
        last = f"{birth}" + check_digit(six + str(birth))
        if long:
            return f"{year}{month:02}{day:02}-{last}"
        # '+' from the year in which the person turns 100
        return six + ("+" if 2012 - year >= 100 else "-") + last


class Register:
    def __init__(self):
        self.chance = Chance(20120312)
        self.numbers = Numbers(self.chance)
        self.names, self.rows = set(), []

    def name(self, woman, finnish, surname=None):
        """A full name, none twice: a name in a letter tells the row."""
        first = ((FINNISH_WOMEN if woman else FINNISH_MEN) if finnish
                 else (WOMEN if woman else MEN))
        last = FINNISH_SURNAMES if finnish else SURNAMES
        while True:
            name = (self.chance.one_of(first),
                    surname or self.chance.one_of(last))
            if name not in self.names:
                self.names.add(name)
                return name

    def street(self):
        text = self.chance.one_of(STREETS).replace("_", " ")
        text += f" {1 + self.chance.below(48)}"
        if self.chance.one_in(3):
            text += " " + self.chance.one_of("ABCD")
        if self.chance.one_in(3):
            floor, door = self.chance.below(5), 1 + self.chance.below(4)
            text += f" Lgh 1{floor}0{door}"
        return text

    def postcode(self, number):
        form = self.chance.below(12)
        return (f"999{number:02}" if form < 4 else
                f"S-999 {number:02}" if form == 4 else f"999 {number:02}")

    def language(self, finnish):
        return self.chance.one_of(
            ["finska", "Finska", "suomi", "finska "] if finnish
            else ["svenska"] * 6 + ["Svenska", "", "sv"])

    def decision(self):
        return (f"{2012 + self.chance.below(2)}-"
                f"{10 + self.chance.below(3)}-{1 + self.chance.below(28):02}")

    def person(self, woman=None, finnish=False, surname=None, year=None,
               coordination=False):
        chance = self.chance
        woman = not chance.one_in(3) if woman is None else woman
        district = chance.one_of(list(DISTRICTS))
        (low, high), town, unit, worker, phone = DISTRICTS[district]
        row = dict.fromkeys(HEADERS, "")
        row["Personnummer"] = self.numbers.new(
            woman, year or 1915 + chance.below(35), coordination,
            long=chance.one_in(6))
        row["Förnamn"], row["Efternamn"] = self.name(woman, finnish, surname)
        row["Adress"] = self.street()
        row["Postnr"] = self.postcode(low + chance.below(high - low + 1))
        row["Ort"] = town
        row["Boendeform"] = chance.one_of(HOME)
        row["Enhet"] = unit + " " + chance.one_of("12")
        row["Distrikt"], row["Handläggare"] = district, worker
        row["Handläggare tel"] = phone
        row["Språk"] = self.language(finnish)
        row["Skydd"] = chance.one_of(["", "", "", "N"])
        row["Beslut till"] = self.decision()
        row["Anteckning"] = chance.one_of(NOTES)
        self.rows.append(row)
        return row

    def people(self, count, **values):
        for _ in range(count):
            self.person().update(values)

    def couple(self):
        her = self.person(woman=True)
        him = self.person(woman=False, surname=her["Efternamn"])
        for header in ("Adress", "Postnr", "Ort", "Enhet", "Distrikt",
                       "Handläggare", "Handläggare tel", "Språk"):
            him[header] = her[header]
        for header in ("Boendeform",):
            him[header] = her[header] = "Eget boende"

    def guardian(self, row, address=True):
        row["God man"] = " ".join(self.name(self.chance.one_in(2), False))
        if address:
            row["God man adress"] = self.street()
            row["God man postnr"] = f"999 {20 + self.chance.below(15)}"
            row["God man ort"] = "Norrviken"


def at_home(register):
    register.people(204)
    for _ in range(28):
        register.person(finnish=True)
    for _ in range(13):
        register.couple()
    for year in (1907, 1909, 1910, 1911, 1912):
        register.person(year=year)
    for _ in range(4):
        register.person(year=1938, coordination=True)
    for form in ("c/o ", "C/O ", "co ", "", "c/o ", "c/o ", "", "c/o "):
        row = register.person()
        row["C/o"] = form + " ".join(
            register.name(register.chance.one_in(2), False))
    for _ in range(9):
        register.guardian(register.person())


def elsewhere(register):
    for i in range(60):
        row = register.person()
        row["Boendeform"] = SERVICE[i % len(SERVICE)]
        row["Adress"] = f"Servicehuset Björken, Parkgatan 2 Lgh {i + 1}"
        row["Postnr"], row["Ort"] = "999 21", "Norrviken"
    register.people(9, Boendeform="Särskilt boende")
    register.people(4, Boendeform="SÄBO")
    register.people(5, Boendeform="Korttidsboende")


def marked(register):
    """Protected and deceased, in the spellings that exports have."""
    for mark in ("J", "Sekretessmarkering", "Skyddad folkbokföring", "x"):
        register.people(1, Skydd=mark)
    register.people(1, Skydd="Ja", Boendeform="Servicehus")
    for mark in ("2012-02-28", "2012-03-02", "J", "Ja", "2012-01-15"):
        register.people(1, Avliden=mark)


def to_be_held(register):
    register.people(4, Adress="")
    register.people(2, Postnr="")
    register.people(1, Ort="")
    register.people(1, Postnr="9993")
    register.people(1, Postnr="999 3O")
    register.people(1, **{"Förnamn": ""})
    register.people(1, Boendeform="Sevicehus")
    register.people(1, Boendeform="")
    register.people(1, **{"Språk": "engelska"})
    for day in ("2012-03-31", "2012-05-14", "2012-06-30", "2012-06-30",
                "2012-08-31", "2012-09-30"):
        register.people(1, **{"Beslut till": day})
    register.people(2, **{"Beslut till": ""})
    register.people(1, **{"Beslut till": "tills vidare"})
    twice = dict(register.person(year=1931))  # moved; the old row is left
    twice["Personnummer"] = long_form(twice["Personnummer"])
    twice["Adress"] = register.street()
    register.rows.append(twice)


def quoted(cell):
    if any(c in cell for c in ';"\r\n'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def main():
    register = Register()
    for part in (at_home, elsewhere, marked, to_be_held):
        part(register)
    rows = register.rows
    for i in range(len(rows) - 1, 0, -1):  # as an export: in no order
        j = register.chance.below(i + 1)
        rows[i], rows[j] = rows[j], rows[i]
    lines = [";".join(HEADERS)]
    lines += [";".join(quoted(row[h]) for h in HEADERS) for row in rows]
    sys.stdout.buffer.write(("\r\n".join(lines) + "\r\n").encode("cp1252"))


if __name__ == "__main__":
    main()
