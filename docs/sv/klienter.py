#!/usr/bin/python3
"""The register of the Swedish manual: an Excel file as an office has it.

usage: klienter.py FILE.xlsx

All people are invented. Numbers are of the test range (birth numbers 980-999).
"""
import datetime
import sys

import openpyxl
from openpyxl.styles import Font

FIRST = ("Anna", "Bertil", "Cecilia", "David", "Elsa", "Folke", "Greta",
         "Holger", "Ingrid", "Johan", "Kerstin", "Lars")
LAST = ("Ek", "Alm", "Lind", "Björk", "Hägg")
STREET = ("Storgatan", "Björkgatan", "Kajen", "Ringvägen")
COLUMNS = ("Personnummer", "Förnamn", "Efternamn", "Adress", "Postnr", "Ort",
           "Skydd", "Avliden", "Boende", "Beslut till")


def luhn(digits):
    total = 0
    for at, digit in enumerate(digits):
        two = int(digit) * (2 - at % 2)
        total += two - 9 if two > 9 else two
    return str(-total % 10)


def rows():
    for i in range(30):
        born = f"19{32 + i % 20}{1 + i % 12:02}{1 + i % 28:02}"
        number = f"{born[2:]}{980 + i % 20}"
        yield {
            "Personnummer": f"{born}-{number[6:]}{luhn(number)}",
            "Förnamn": FIRST[i % 12], "Efternamn": LAST[i % 5],
            "Adress": f"{STREET[i % 4]} {2 + i}",
            "Postnr": ("999 31", "999 32")[i % 2],
            "Ort": ("Norrvik", "Kusten")[i % 2],
            "Boende": ("Eget boende", "Eget boende", "Eget boende",
                       "Servicehus", "hemma")[i % 5],
            "Beslut till": datetime.date(2025, 1 + i % 12, 15),
        }


def make():
    table = list(rows())
    table[3]["Skydd"] = "J"
    table[5]["Avliden"] = datetime.date(2024, 1, 9)
    table[6]["Adress"] = None
    table[10]["Postnr"] = "9993"
    table[12]["Boende"] = "Sevicehus"
    table[16]["Beslut till"] = None
    table[20]["Beslut till"] = datetime.date(2024, 2, 15)
    table[25]["Personnummer"] = table[21]["Personnummer"]
    return table


def main():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Klienter"
    sheet.append(["Klienter med hemtjänst, uttag 2024-03-11"])
    sheet.merge_cells("A1:J1")
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.row_dimensions[1].height = 22
    sheet.append([])
    sheet.append(COLUMNS)
    for row in make():
        sheet.append([row.get(name) for name in COLUMNS])
    for line in range(4, 34):
        sheet.cell(line, 8).number_format = "YYYY-MM-DD"
        sheet.cell(line, 10).number_format = "YYYY-MM-DD"
    for letter, width in zip("ABCDEFGHIJ", (16, 10, 10, 16, 8, 10, 6, 12, 14,
                                            12)):
        sheet.column_dimensions[letter].width = width
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.gridLines = sheet.print_options.headings = True
    book.properties.created = book.properties.modified = datetime.datetime(
        2024, 3, 11)
    book.save(sys.argv[1])


if __name__ == "__main__":
    main()
