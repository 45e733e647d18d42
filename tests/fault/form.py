"""A form of a page, as a browser sends it."""
from html.parser import HTMLParser


class _Forms(HTMLParser):
    """Every form of a page: its action, and its fields with what they say."""

    def __init__(self):
        super().__init__()
        self.forms, self.select, self.text = [], None, None

    @property
    def fields(self):
        return self.forms[-1][1] if self.forms else {}

    def handle_starttag(self, tag, attrs):
        of = dict(attrs)
        name, value = of.get("name"), of.get("value") or ""
        if tag == "form":
            self.forms.append((of["action"], {}))
        elif tag == "input" and name and of.get("type") != "file" and (
                of.get("type") not in ("checkbox", "radio") or
                "checked" in of):
            self.fields[name] = value
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and (
                self.select not in self.fields or "selected" in of):
            self.fields[self.select] = value
        elif tag == "textarea":
            self.text = name
            self.fields[name] = ""

    def handle_endtag(self, tag):
        if tag == "select":
            self.select = None
        elif tag == "textarea":
            self.fields[self.text] = self.fields[self.text].removeprefix("\n")
            self.text = None

    def handle_data(self, data):
        if self.text:
            self.fields[self.text] += data


def form_of(page, action, **has):
    """The first form that is sent there and whose fields say this; an empty one
    where the page has none."""
    read = _Forms()
    read.feed(page)
    return next((fields for to, fields in read.forms if to == action and all(
        fields.get(name) == value for name, value in has.items())), {})
