"""Made-up records: one plain activity and changes of it, and whole results of them."""

import random
from datetime import date, timedelta

from models import Extraction

COUNTRIES = {
    "KEN": "Kenya", "GHA": "Ghana", "PER": "Peru", "CHL": "Chile", "NPL": "Nepal", "FJI": "Fiji", "MAR": "Morocco",
    "OMN": "Oman", "GEO": "Georgia", "MDA": "Republic of Moldova", "ALB": "Albania", "SRB": "Serbia", "TGO": "Togo",
    "ZMB": "Zambia", "LSO": "Lesotho", "BTN": "Bhutan", "MNG": "Mongolia", "TON": "Tonga", "JAM": "Jamaica",
    "BLZ": "Belize", "ECU": "Ecuador", "SUR": "Suriname", "JOR": "Jordan", "EGY": "Egypt", "KAZ": "Kazakhstan",
}  # fmt: skip
PARTNERS = {
    "UNICEF": "United Nations Children's Fund", "WHO": "World Health Organization", "INTERPOL": "INTERPOL",
    "UNESCO": "United Nations Educational, Scientific and Cultural Organization", "GSMA": "GSMA",
    "ECPAT": "ECPAT International", "UNODC": "United Nations Office on Drugs and Crime",
    "APT": "Asia-Pacific Telecommunity",
}  # fmt: skip
KINDS = {
    "training": ("course", "was given", "is being given", "will be given"),
    "workshop": ("workshop", "was held", "is being held", "will be held"),
    "exercise": ("cyber exercise", "was run", "is being run", "will be run"),
    "strategy": ("national strategy", "was adopted", "is being drafted", "will be adopted"),
    "publication": ("handbook", "was published", "is being written", "will be published"),
    "platform": ("reporting portal", "was opened", "is being built", "will be opened"),
    "awareness_campaign": ("poster campaign", "took place", "is taking place", "will take place"),
    "assessment": ("readiness assessment", "was delivered", "is being prepared", "will be delivered"),
}
TOPICS = (
    "safe gaming", "age assurance", "incident response", "digital parenting", "online grooming", "cloud security",
    "spectrum monitoring", "emergency communications", "e-waste", "digital signatures", "rural connectivity",
    "accessible broadcasting", "fraud reporting", "school networks", "privacy law", "maritime radio", "smart villages",
    "number portability", "satellite licensing", "consumer complaints", "submarine cables", "cyber hygiene",
)  # fmt: skip
AUDIENCES = ("teachers", "judges", "police officers", "engineers", "parents", "librarians", "regulators", "nurses")
CITIES = ("Aldera", "Brenholm", "Castrova", "Dunmere", "Esterwick", "Falkona", "Gresham Bay", "Holmvik")


def span(text: str = "x", start: int = 0) -> dict:
    return {"start": start, "end": start + len(text), "text": text}


def dates(first: date, last: date | None = None, precision: str = "day") -> dict:
    last = last or first
    return {
        "start": first.isoformat(), "end": last.isoformat(), "precision": precision if first == last else "range",
        "text": f"{first.day} {first:%B %Y}", "span": span(),
    }  # fmt: skip


def participants(value: int, audience: str, qualifier: str = "exact", value_max: int | None = None) -> dict:
    words = {"exact": "", "about": "around ", "more_than": "over ", "at_least": "at least ", "up_to": "up to ",
             "fewer_than": "fewer than ", "between": "between "}[qualifier]  # fmt: skip
    return {
        "value": value, "value_max": value_max, "qualifier": qualifier, "audience": audience, "part": False,
        "span": span(f"{words}{value} {audience}"),
    }  # fmt: skip


def partner(key: str, name: str | None = None, said: str | None = None) -> dict:
    name = name or PARTNERS.get(key, key)
    return {"id": key, "name": name, "role": "partner", "span": span(said or name)}


def record(key: str, **fields) -> dict:
    """Returns a record of the contract; countries are alpha-3 codes."""
    codes = fields.pop("countries", ())
    place, text = fields.pop("place", 0), fields.pop("text", "A workshop was held.")
    made = {
        "id": key, "activity_type": "workshop", "status": "completed", "title": "workshop", "initiative": None,
        "regions": [], "location": None, "participants": [], "quantities": [], "partners": [], "dates": [],
        "countries": [{"alpha_3": c, "name": COUNTRIES[c], "spans": [span(COUNTRIES[c])]} for c in codes],
        "evidence": {"text": text, "start": place, "end": place + len(text), "page": None, "section": [],
                     "block": place},
        "rules": [],
    }  # fmt: skip
    return made | fields


def result(name: str, records: list[dict], period: tuple[date, date] | None, checks: list[dict] | None = None) -> dict:
    return {
        "document": {
            "id": f"sha256:{name}", "filename": f"{name}.txt", "media_type": "text/plain", "kind": "council_report",
            "title": name, "reference": None, "publisher": "ITU", "published": None,
            "period": dates(*period, precision="range") if period else None, "language": "en", "pages": None,
        },
        "records": records, "checks": checks or [], "warnings": [],
    }  # fmt: skip


def extraction(name: str, records: list[dict], period: tuple[date, date] | None = None, **more) -> Extraction:
    return Extraction.model_validate(result(name, records, period, **more))


class Maker:
    """Makes activities that tell themselves apart, as reports do: by place, subject, audience, date."""

    def __init__(self, seed: int, period: tuple[date, date]) -> None:
        self.random, self.period, self._made = random.Random(seed), period, 0

    def activity(self, status: str = "completed", kind: str | None = None) -> dict:
        """Returns what is known of an activity, to be told by `told`."""
        pick, self._made = self.random, self._made + 1
        first, last = self.period
        days = (last - first).days
        when = (
            first + timedelta(days=pick.randrange(days))
            if status != "planned"
            else last + timedelta(pick.randrange(20, 300))
        )
        return {
            "kind": kind or pick.choice(list(KINDS)), "status": status, "country": pick.choice(list(COUNTRIES)),
            "topic": " and ".join(pick.sample(TOPICS, 2)), "city": pick.choice(CITIES), "when": when,
            "audience": pick.choice(AUDIENCES), "count": pick.randrange(12, 900), "qualifier": "exact",
            "partners": pick.sample(list(PARTNERS), pick.randrange(1, 4)), "place": 400 * self._made,
        }  # fmt: skip


STATUSES = {"completed": 1, "ongoing": 2, "planned": 3}


def told(activity: dict, key: str, **changes) -> dict:
    """Returns an activity as a record, with changes to what is known of it."""
    a = activity | changes
    words = KINDS[a["kind"]]
    noun, verb, name = words[0], words[STATUSES[a["status"]]], COUNTRIES[a["country"]]
    count = participants(a["count"], a["audience"], a["qualifier"]) if a["count"] else None
    with_whom = ", ".join(a["partners"])
    text = a.get("text") or " ".join(filter(None, (
        f"In {name}, a {noun} on {a['topic']} {verb} in {a['city']}",
        f"on {a['when'].day} {a['when']:%B %Y}" if a["when"] else "",
        f"for {count['span']['text']}" if count else "",
        f"with {with_whom}." if with_whom else "as well.",
    )))  # fmt: skip
    return record(
        key, text=text, place=a["place"], activity_type=a["kind"], status=a["status"], title=f"{noun} on {a['topic']}",
        countries=[a["country"]], participants=[count] if count else [],
        location={"name": a["city"], "alpha_3": a["country"], "span": span(a["city"])},
        partners=[partner(each, said=a.get("said", {}).get(each)) for each in a["partners"]],
        dates=[dates(a["when"])] if a["when"] else [],
    )  # fmt: skip
