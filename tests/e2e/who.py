"""Who gets a letter, by ticks: what a value becomes is written into the job file
in its own place, counted by the engine's own rules; what ticks cannot say stays as
it is written."""
import html
import os
import re
import shutil

from bench import Bench, is_secure, wait_for
from kit import Checks, Folder, Small, run

# what the page says of them, since it shows no codes
SAYS = {
    "[serve-nobody]": "at least one value of 'Språk' must get a letter",
    "[serve-why]": "say why those with 'fi' in 'Språk' get none or wait",
    "[serve-whole-rule]": "a rule needs both a reason and a condition",
}
INPUT = re.compile(r"<input ([^>]*)>")
SUM = re.compile(r"<dt>([^<]*)</dt><dd>(\d+)</dd>")


def attribute(text, name):
    found = re.search(rf'(?:^| ){name}="([^"]*)"', text)
    return html.unescape(found.group(1)) if found else None


def fields(page):
    """The form as a browser sends it."""
    part = page.text[page.text.find('<form class="who"'):]
    part = part[:part.find("</form>")]
    sent = {}
    for text in INPUT.findall(part):
        kind, name = attribute(text, "type"), attribute(text, "name")
        if kind in ("radio", "checkbox") and " checked" not in text:
            continue
        sent[name] = attribute(text, "value") or ""
    sent["new-kind"] = "none"
    sent.pop("token", None)
    return sent


def read(folder, name="job.yaml"):
    with open(os.path.join(folder, name), "rb") as source:
        return source.read().decode()


def put(folder, text, name="job.yaml"):
    with open(os.path.join(folder, name), "wb") as to:
        to.write(text.encode())


def save(bench, sent, **more):
    return bench.post("/who", **{**sent, **more})


def name_of(sent, value, kind="s"):
    """The ticks of a value: "s-0-1"."""
    return next(kind + name[1:] for name, text in sent.items()
                if name.startswith("v-") and text == value)


def sums(page):
    return {name: int(number) for name, number in SUM.findall(page.text)}


def shown(check, folder, bench):
    page = bench.get("/who")
    check.true("a page as the others", is_secure(page), page)
    sent = fields(page)
    status = {sent[name]: sent["s" + name[1:]] for name in sent
              if name.startswith("v-")}
    check.equal("as the job says it", status, {
        "Eget boende": "letter", "Servicehus": "none",
        "Särskilt boende": "none", "Korttidsboende": "none",
        "sv": "letter", "fi": "letter"})
    check.equal("reasons", (
        sent[name_of(sent, "Servicehus", "r")],
        sent[name_of(sent, "Särskilt boende", "r")], sent["else"],
        sent["rule-reason-1"], sent["rule-when-1"]), (
            "Servicehusen ingår inte i Fritt val ännu", "",
            "Bor inte kvar hemma", "Beslutet går ut innan valet gäller",
            "[Beslut till] < [gäller från]"))
    check.true("rows beside a value", "Servicehus <span class=\"rows\">60 rows"
               in page.text and "Eget boende <span class=\"rows\">311 rows" in
               page.text, page)
    check.equal("what becomes of them", sums(page), {
        "get a letter": 292, "get none": 83, "wait": 21,
        "rows in the register": 396})
    ran = run("check", "--json", os.path.join(folder.job, "job.yaml"))
    check.true("the rules as the check has them", all(
        f'<td class="n">{n}</td>' in page.text for n in (391, 386, 324, 306,
                                                         297, 294)), ran)
    check.true("columns that could have a list", "Distrikt" in page.text and
               "Inlandet (111)" in page.text, page)
    before = read(folder.job)
    saved = save(bench, sent)
    check.equal("nothing is changed by saving it", (
        saved.status, saved.headers["Location"], read(folder.job)),
        (303, "/who", before))


def changed(before, after):
    """Lines that went and came."""
    old, new = before.split("\n"), after.split("\n")
    return [line for line in old if line not in new], \
        [line for line in new if line not in old]


def each_value(check, folder, bench):
    """Every value becomes each of the three, and its own again."""
    before = read(folder.job)
    sent = fields(bench.get("/who"))
    values = {name: text for name, text in sent.items()
              if name.startswith("v-")}
    for name, text in values.items():
        tick, why = "s" + name[1:], "r" + name[1:]
        for status in ("letter", "none", "waits"):
            if sent[tick] == status:
                continue
            if text == "Eget boende" and status == "none":
                continue  # the only one that gets a letter
            saved = save(bench, sent, **{tick: status, why: "Skäl: så"})
            after = read(folder.job)
            check.equal(f"{text} {status}: saved", saved.status, 303)
            went, came = changed(before, after)
            check.true(f"{text} {status}: its own lines alone", all(
                any(word in line for word in (
                    "send:", "Skäl: så", f"where: {{Boendeform: {text}}}",
                    f"Boendeform: {text}", f"Språk: {text}", "Servicehus"))
                for line in went + came) and len(went) + len(came) <= 4,
                f"{went}\n{came}")
            page = bench.get("/who")
            again = fields(page)
            check.equal(f"{text} {status}: read back", (
                again[tick], again[why] if status != "letter" else ""),
                (status, "Skäl: så" if status != "letter" else ""))
            ran = run("check", os.path.join(folder.job, "job.yaml"),
                      "--json")
            check.true(f"{text} {status}: the engine reads it",
                       "unknown" not in ran.err and ran.code in (0, 1, 2),
                       ran)
            back = save(bench, again, **{tick: sent[tick], why: sent[why]})
            same = fields(bench.get("/who"))
            check.true(f"{text} {status}: and back", back.status == 303 and
                       {k: v for k, v in same.items() if k[:2] in
                        ("s-", "r-")} == {k: v for k, v in sent.items() if
                                          k[:2] in ("s-", "r-")},
                       read(folder.job))
            put(folder.job, before)


def counted(check, folder, bench):
    before = read(folder.job)
    sent = fields(bench.get("/who"))
    tick = name_of(sent, "Särskilt boende")
    live = bench.post("/who/count", **{**sent, tick: "letter"})
    check.true("the part that moves", live.text.startswith(
        '<div id="counts"') and "<html" not in live.text and
        sums(live)["get a letter"] > 292, live)
    tried = bench.post("/who/try", **{**sent, tick: "letter"})
    check.equal("goes on in the background", (
        tried.status, tried.headers["Location"]), (303, "/who/try/1"))
    whole = bench.get("/who/try/1")
    check.true("the page without script", is_secure(whole) and
               sums(whole) == sums(live) and "It is not saved yet." in
               whole.text and fields(whole)[tick] == "letter", whole)
    check.true("nothing is saved", read(folder.job) == before)
    save(bench, fields(whole))
    check.equal("saved, it counts the same", sums(bench.get("/who")),
                sums(live))
    put(folder.job, before)
    live = bench.post("/who/count", **{**sent, name_of(sent, "fi"): "waits"})
    check.true("without a reason yet it is counted", sums(live).get("wait", 0)
               > 21, live)
    live = bench.post("/who/count", **{**sent, "rule-when-1":
                                            "[Beslut tll] < 3"})
    check.true("a mistake has its place", "<mark>" in live.text and
               "cannot be counted yet" in live.text, live)
    check.equal("no token", bench.post("/who/count", token=False,
                                       **sent).status, 403)
    left = [name for name in os.listdir(folder.job)
            if name.startswith(".utskick")]
    check.equal("nothing is left behind", left, [])


def rules(check, folder, bench):
    before = read(folder.job)
    sent = fields(bench.get("/who"))
    saved = save(bench, sent, **{"rule-when-1":
                                 "[Beslut till] <= [gäller från]"})
    check.equal("a condition", (saved.status, changed(
        before, read(folder.job))), (303, (
            ['    when: "[Beslut till] < [gäller från]"'],
            ['    when: "[Beslut till] <= [gäller från]"'])))
    put(folder.job, before)
    saved = save(bench, sent, **{"else": "Bor # annorstädes"})
    check.equal("the reason of send", (saved.status, changed(
        before, read(folder.job))[1]), (303, [
            'send: {where: {Boendeform: Eget boende}, else: '
            '"Bor # annorstädes"}']))
    put(folder.job, before)
    saved = save(bench, sent, **{"new-kind": "waits", "new-reason": "Okänt",
                                 "new-when": "Enhet är tom"})
    check.equal("a new rule", (saved.status, changed(
        before, read(folder.job))), (303, ([], [
            "  - hold: Okänt", "    when: Enhet är tom"])))
    put(folder.job, before)
    saved = save(bench, sent, **{"rule-goes-1": "1"})
    check.equal("a rule that goes", (saved.status, changed(
        before, read(folder.job))[1]), (303, []))
    put(folder.job, before)
    refused = save(bench, sent, **{"rule-when-1": "[Beslut tll] < 3"})
    check.true("a mistake stands at its field", refused.status == 400 and
               'aria-describedby="rule-when-1-fault"' in refused.text and
               'id="rule-when-1-fault"' in refused.text and
               "<mark>" in refused.text and
               fields(refused)["rule-when-1"] == "[Beslut tll] < 3", refused)
    check.true("and is not saved", read(folder.job) == before)
    for code, more in (
            ("[serve-why]", {name_of(sent, "fi"): "none"}),
            ("[serve-whole-rule]", {"rule-reason-1": ""}),
            ("[serve-whole-rule]", {"new-reason": "Bara ett skäl"})):
        refused = save(bench, sent, **more)
        check.true(code, refused.status == 400 and SAYS[code] in
                   html.unescape(refused.text), refused)
        check.true(f"{code}: as it was", read(folder.job) == before)
    put(folder.job, before.replace(
        "send: {where: {Boendeform: Eget boende}",
        "send: {where: {Boendeform: Eget boende, Språk: [sv]}"))
    sent = fields(bench.get("/who"))
    refused = save(bench, sent, **{name_of(sent, "sv"): "none",
                                   name_of(sent, "sv", "r"): "nej"})
    check.true("[serve-nobody]", refused.status == 400 and
               SAYS["[serve-nobody]"] in html.unescape(refused.text), refused)
    swapped = save(bench, sent, **{name_of(sent, "sv"): "none",
                                   name_of(sent, "fi"): "letter"})
    check.true("one for another", swapped.status == 303 and
               "Språk: [fi]" in read(folder.job), read(folder.job))
    # what ticks cannot say stays as it is written
    text = before.replace(
        "    where: {Boendeform: Servicehus}",
        "    where: {Boendeform: Servicehus, Distrikt: Haga}  # båda")
    put(folder.job, text)
    page = bench.get("/who")
    check.true("as text", "Boendeform: Servicehus; Distrikt: Haga" in
               page.text, page)
    saved = save(bench, fields(page))
    check.true("and stays", saved.status == 303 and read(folder.job) == text)
    put(folder.job, before)


def offers(check, folder, bench):
    before = read(folder.job)
    sent = fields(bench.get("/who"))
    at = next(name[3:] for name, text in sent.items()
              if name.startswith("on-") and text == "Distrikt")
    saved = save(bench, sent, **{f"offer-{at}": "1"})
    after = read(folder.job)
    check.true("a column gets its list", saved.status == 303 and
               "  Distrikt: {values: {Inlandet: [], Centrum: [], Kusten: [], "
               "Haga: []}}\n" in after, after)
    page = bench.get("/who")
    sent = fields(page)
    save(bench, sent, **{name_of(sent, "Haga"): "none",
                         name_of(sent, "Haga", "r"): "Haga väntar till hösten"})
    check.true("and is ticked", "  - exclude: Haga väntar till hösten\n"
               "    where: {Distrikt: Haga}\n" in read(folder.job),
               read(folder.job))
    put(folder.job, before)


def stale(check, folder, bench):
    before = read(folder.job)
    sent = fields(bench.get("/who"))
    other = before.replace("# the diary number", "# <i>other</i>")
    put(folder.job, other)
    tick = name_of(sent, "Korttidsboende")
    refused = save(bench, sent, **{tick: "letter"})
    check.true("another version is refused, and both are shown",
               refused.status == 409 and "&lt;i&gt;other&lt;/i&gt;" in
               refused.text and fields(refused)[tick] == "letter", refused)
    check.true("the file is theirs", read(folder.job) == other)
    saved = save(bench, fields(refused))
    check.true("hers over what she has seen", saved.status == 303 and
               "[Eget boende, Korttidsboende]" in read(folder.job) and
               "<i>other" in read(folder.job), read(folder.job))
    put(folder.job, before)
    hostile = before.replace("Korttidsboende: []",
                             '"<script>alert(1)</script>": []')
    put(folder.job, hostile)
    page = bench.get("/who")
    check.true("signs of HTML are text", "<script>alert" not in page.text and
               "&lt;script&gt;alert(1)" in page.text, page)
    put(folder.job, before)
    for text in ("name: [x\n", "", "rules: 3\n"):
        put(folder.job, text)
        page = bench.get("/who")
        answer = save(bench, sent)
        check.true(f"{text!r}: a page that says so", page.status == 200 and
                   answer.status in (400, 409), (page, answer))
        check.true(f"{text!r}: as it was", read(folder.job) == text)
    put(folder.job, before)


def inserted(check, folder, bench):
    """A rule and a column that somebody else puts before hers while her page is
    open: her ticks and conditions are of her own column and rule, and neither is
    counted or saved before both versions were shown."""
    before = read(folder.job)
    sent = fields(bench.get("/who"))
    theirs = before.replace("  - hold: Beslutet", (
        "  - hold: Ingen adress\n    when: \"[Enhet] = 'Norr'\"\n"
        "  - hold: Beslutet")).replace("  Boendeform:\n", (
            "  Anteckning: {values: {Korttidsboende: [], Annat: []}}\n"
            "  Boendeform:\n"))
    put(folder.job, theirs)
    sent[name_of(sent, "Korttidsboende")] = "letter"
    moved = bench.post("/who/count", **sent)
    check.true("inserted: nothing is counted", "nothing is counted" in
               moved.text and not sums(moved), moved)
    told = bench.get(bench.post("/who/try", **sent).headers["Location"])
    hers = fields(told)
    check.true("inserted: Count again shows both", "has changed since" in
               told.text and "hold: Ingen adress" in told.text, told)
    refused = save(bench, sent)
    for name, form in (("Count again", hers), ("Save", fields(refused))):
        rules = sorted(value for field, value in form.items()
                       if field.startswith("rule-when-"))
        check.equal(f"inserted: {name}: each rule is as it was", rules, [
            "[Beslut till] < [gäller från]", "[Enhet] = 'Norr'"])
        check.equal(f"inserted: {name}: her tick is of her column", sorted(
            form["s" + field[1:]] for field, value in form.items()
            if field.startswith("v-") and value == "Korttidsboende"),
            ["letter", "letter"])
    saved = save(bench, hers)
    check.true("inserted: theirs is there still", saved.status == 303 and
               "hold: Ingen adress\n    when: \"[Enhet] = 'Norr'\"" in
               read(folder.job) and "Korttidsboende: []" in read(folder.job),
               read(folder.job))
    put(folder.job, before)


def comes_later(check):
    """A register two folders below that was not there: nothing of the folder's own
    state says that it has come."""
    with Small(head=Small.HEAD.replace("r.csv", "a/b/r.csv")) as small:
        os.makedirs(small.file("jobb", "a", "b"))
        with Bench(small.file("jobb")) as bench:
            bench.open()
            check.true("comes later: not yet", "cannot be counted" in
                       bench.get("/who").text and "data:image" not in
                       bench.get("/letter/brev.md").text)
            shutil.copy(small.file("jobb", "r.csv"),
                        small.file("jobb", "a", "b", "r.csv"))
            page = bench.get("/who")
            check.equal("comes later: counted", max(sums(page).values()), 3)
            check.true("comes later: the letter's page", wait_for(
                lambda: "data:image" in bench.get("/letter/brev.md").text, 20))


def in_swedish(check, folder, bench):
    """Keys in Swedish are found, and new ones are Swedish."""
    before = read(folder.job)
    text = before
    for english, swedish in (
            ("name: Fritt", "namn: Fritt"), ("date: 2012", "datum: 2012"),
            ("columns:  ", "kolumner: "), ("rules:", "regler:"),
            ("send: {where:", "skicka: {där:"), ("else:", "annars:"),
            ("  - exclude:", "  - uteslut:"), ("  - hold:", "  - vänta:"),
            ("    where:", "    där:"), ("    when:", "    om:"),
            ("    values:", "    värden:")):
        text = text.replace(english, swedish)
    put(folder.job, text)
    page = bench.get("/who")
    sent = fields(page)
    check.true("counted", sums(page).get("get a letter") == 292, page)
    save(bench, sent, **{name_of(sent, "fi"): "waits",
                         name_of(sent, "fi", "r"): "Översätts"})
    check.true("in its language", "  - vänta: Översätts\n    där: "
               "{Språk: fi}\n" in read(folder.job), read(folder.job))
    put(folder.job, before)


def main():
    check = Checks()
    comes_later(check)
    with Folder() as folder, Bench(folder.job) as bench:
        bench.open()
        shown(check, folder, bench)
        each_value(check, folder, bench)
        counted(check, folder, bench)
        rules(check, folder, bench)
        offers(check, folder, bench)
        stale(check, folder, bench)
        inserted(check, folder, bench)
        in_swedish(check, folder, bench)
        ran = run("check", os.path.join(folder.job, "job.yaml"))
        check.equal("the job is as it was", ran.code, 0)
        check.equal("it ends", bench.end(), 0)
        check.true("it says nothing", "boende" not in bench.said)
    check.end()


if __name__ == "__main__":
    main()
