"""Compares what readers understand of feeds and calendars with what is so.

compare.py URL EXPORT NODE: the service, an export of it, and the folder with read.mjs.
The exit code is 1 if any reader understands something else.
"""

import datetime
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.request

URL, EXPORT, NODE = sys.argv[1:]
UTC = datetime.timezone.utc


def fetch(path):
    with urllib.request.urlopen(URL + path, timeout=60) as answer:
        return answer.read().decode()


def moment(t):
    """A date as it is, a time in UTC to the minute."""
    if isinstance(t, datetime.datetime):
        return t.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")
    return t.isoformat()


def parsed(text):
    return moment(datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))) if "T" in text else text


def after(day):
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=1)).isoformat()


# What is so.


def feed_truth(name):
    """The entries of the JSON feed: [id, title, published]."""
    return [[x["id"], x["title"], parsed(x["date_published"])] for x in json.loads(fetch(f"/feeds/{name}.json"))["items"]]


def article_truth():
    """The articles of the JSON interface."""
    return [[x["edition"], x["title"], parsed(x["from"])] for x in json.loads(fetch("/api/v1/articles?limit=50"))["articles"]]


def calendar_truth(first, last):
    """The occurrences of the JSON interface between two days, of periods their first
    day: (uid, start, end). And the last days of periods, which may have a name of
    their own in a calendar."""
    entries, ends = set(), set()
    while first:
        answer = json.loads(fetch(f"/api/v1/occurrences?from={first}&to={last}"))
        for o in answer["occurrences"]:
            uid = f"{o['id'].replace('/', '.')}.{o['year']}@vielfalt"
            entries.add((uid, o["first"], after(o["first"] if o["period"] else o["last"])))
            if o["period"] and o["first"] < o["last"]:
                ends.add((uid, o["last"]))
        first = answer.get("next")
    return entries, sorted(day for _, day in ends)


def event_truth():
    """The events of the export: [uid, summary, start, end, cancelled]."""
    out = []
    for file in pathlib.Path(EXPORT, "termine").glob("*.md"):
        front = file.read_text().split("---\n")[1]
        value = lambda name: next((m[1].strip('"').replace('\\"', '"') for m in [re.search(rf"(?m)^{name}: (.*)$", front)] if m), "")
        start, end = value("start"), value("end") or value("start")
        end = parsed(end) if "T" in end else after(end)
        cancelled = value("cancelled") == "true"
        summary = "Abgesagt: " + value("title") if cancelled else value("title")
        out.append([f"event.{value('uid')}@vielfalt", summary, parsed(start), end, cancelled])
    return out


# Known of readers: this one puts times in UTC into the zone of X-WR-TIMEZONE, and
# takes the first of the two hours that have the same name in October.
KNOWN = {"recurring-ical-events": "Die Nacht mit der Stunde zu viel"}

# How the readers read: each takes a file and its text.


def node(name):
    def read(file, text):
        zone = dict(os.environ, TZ="America/New_York")  # which must not matter
        done = subprocess.run(["node", "read.mjs", name, file], cwd=NODE, env=zone, capture_output=True, text=True)
        if done.returncode == 2:
            raise ImportError(name)
        if done.returncode:
            raise ValueError(done.stderr.strip()[:300])
        return json.loads(done.stdout)

    return read


def feedparser(file, text):
    import feedparser

    found = feedparser.parse(text)
    if found.bozo:
        raise ValueError(found.bozo_exception)
    return [[e.id, e.title, moment(datetime.datetime(*e.published_parsed[:6], tzinfo=UTC))] for e in found.entries]


def of_icalendar(e):
    return [str(e["UID"]), str(e["SUMMARY"]), moment(e.decoded("DTSTART")), moment(e.decoded("DTEND")), e.get("STATUS") == "CANCELLED"]


def icalendar(file, text):
    import icalendar

    return [of_icalendar(e) for e in icalendar.Calendar.from_ical(text).walk("VEVENT")]


def recurring(file, text):
    import icalendar
    import recurring_ical_events

    found = recurring_ical_events.of(icalendar.Calendar.from_ical(text)).between((2000, 1, 1), (2050, 1, 1))
    return [of_icalendar(e) for e in found]


def ics(file, text):
    import ics

    def at(e, t):
        return t.date().isoformat() if e.all_day else moment(t.datetime)

    return [[e.uid, e.name, at(e, e.begin), at(e, e.end), e.status == "CANCELLED"] for e in ics.Calendar(text).events]


def vobject(file, text):
    import vobject

    return [
        [e.uid.value, e.summary.value, moment(e.dtstart.value), moment(e.dtend.value), getattr(e, "status", None) is not None and e.status.value == "CANCELLED"]
        for c in vobject.readComponents(text)
        for e in c.vevent_list
    ]


FEED_READERS = {"feedparser": feedparser, **{n: node(n) for n in ["rss-parser", "feedsmith", "feedme", "feed-parser"]}}
CALENDAR_READERS = {"icalendar": icalendar, "recurring-ical-events": recurring, "ics.py": ics, "vobject": vobject, **{n: node(n) for n in ["ical.js", "node-ical"]}}
NO_JSON = {"feedparser", "rss-parser", "feed-parser"}  # they do not read JSON Feed

faults = 0


def told(address, reader, read, want):
    """Reads an address, and says in a line whether that gives what is wanted."""
    global faults
    text = fetch(address)
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write(text)
        file.flush()
        try:
            got = read(file.name, text)
        except ImportError:
            print(f"{address:50} {reader:22} skipped: it is not here")
            return
        except Exception as e:  # whatever a reader trips over is the finding
            faults += 1
            print(f"{address:50} {reader:22} FAILS: {e}")
            return
    got, want = sorted(map(tuple, got)), sorted(map(tuple, want))
    wrong = [x for x in got if x not in want] + [x for x in want if x not in got]
    verdict = "all equal"
    if wrong and all(x[1] == KNOWN.get(reader) for x in wrong):
        verdict = f"all equal, but for a fault of the reader: {wrong[0][1]}"
    elif got != want:
        faults += 1
        verdict = f"DIFFERS in {len(wrong)}: " + "; ".join(map(str, wrong[:4]))
    print(f"{address:50} {reader:22} {len(got):5} of {len(want):5}  {verdict}")


def so(what, ok):
    global faults
    faults += not ok
    print(f"{what:73} {'yes' if ok else 'NO'}")


for name in ["beitraege", "broschueren", "termine", "kalender"]:
    want = feed_truth(name)
    for form in ["rss", "atom", "json"]:
        for reader, read in FEED_READERS.items():
            if form == "json" and reader in NO_JSON:
                print(f"{f'/feeds/{name}.json':50} {reader:22} skipped: it reads no JSON Feed")
                continue
            told(f"/feeds/{name}.{form}", reader, read, want)
so("articles of the feed are those of the JSON interface", sorted(feed_truth("beitraege")) == sorted(article_truth()))

events = event_truth()
shown = icalendar("", fetch("/feeds/termine.ics"))
today = datetime.date.today().isoformat()
so("the calendar of events has all to come of an export", {tuple(x) for x in events if x[3] >= today} <= {tuple(x) for x in shown})
so("and one that is cancelled, and whole days", any(x[4] for x in shown) and any("T" not in x[2] for x in shown))
for address in ["/feeds/termine.ics", "/feeds/termine.ics?erinnerung=1d", "/termine/leser-tage.ics", "/termine/leser-abgesagt.ics"]:
    of = {x[0] for x in icalendar("", fetch(address))}
    for reader, read in CALENDAR_READERS.items():
        told(address, reader, read, [x for x in events if x[0] in of])

for address in ["/feeds/kalender.ics", "/feeds/kalender.ics?tradition=islamic&erinnerung=1d", "/feeds/kalender.ics?vorabend=1"]:
    want = icalendar("", fetch(address))
    for reader, read in CALENDAR_READERS.items():
        told(address, reader, read, want)
year = str(datetime.date.today().year + 1)
in_year = lambda found: {x for x in found if x[1][:4] == year}
days = in_year((x[0], x[2], x[3]) for x in icalendar("", fetch("/feeds/kalender.ics")) if not x[4])
entries, ends = calendar_truth(f"{int(year) - 1}-06-01", f"{year}-12-31")
so(f"days of {year} are those of the JSON interface", in_year(entries) <= days)
so("and all others are last days of periods", sorted(x[1] for x in days - entries) == [d for d in ends if d[:4] == year])

print(f"\n{faults} faults")
sys.exit(faults > 0)
