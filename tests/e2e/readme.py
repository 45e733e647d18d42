"""What README shows is so: its job runs, and its figures are the sample's."""
import os
import re

from kit import ROOT, Checks, Folder, run


def main():
    check = Checks()
    with open(os.path.join(ROOT, "README.md"), encoding="utf-8") as source:
        readme = source.read()
    job = re.search(r"```yaml\n(.*?)```", readme, re.S).group(1)
    links = set(re.findall(r"\]\(([^)#:]+)\)", readme))
    for link in sorted(links):
        check.true(f"README's link {link}",
                   os.path.exists(os.path.join(ROOT, link)))
    for manual in os.listdir(os.path.join(ROOT, "docs")):
        if manual.endswith(".md"):
            check.true(f"README names docs/{manual}",
                       f"docs/{manual}" in links)
    with Folder() as folder:
        ran = run("check", "--lang", "en",
                  os.path.join(folder.job, "job.yaml"))
        shown = " ".join(readme.split())
        parts = ran.out.split("\n\nletters:")[0].split("\n\n")
        check.true("first comes what is to be done", parts[1].startswith(
            "to repair:\n"), ran)
        parts[1] = "\n".join(parts[1].splitlines()[:9])
        for line in "\n".join(parts).splitlines():
            check.true(f"README shows: {line}", " ".join(line.split()) in shown,
                       ran)
        letters = re.search(r"letters (\d+)", ran.out)
        check.true("and how many letters", letters and
                   f"a mailing of {letters.group(1)} letters" in shown)
        for name, text in (("job.yaml", job), ("brev.sv.md",
                                               "Hej {{Förnamn}}!\n")):
            with open(os.path.join(folder.job, name), "w",
                      encoding="utf-8") as to:
                to.write(text)
        ran = folder.run("-o", folder.file("result"))
        check.true("README's job runs", ran.code == 0 and os.path.exists(
            folder.file("result", "to-printer", "batch-0001.pdf")), ran)
    check.end()


if __name__ == "__main__":
    main()
