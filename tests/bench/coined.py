"""Chance -> family names and technical words, of which there are as many as in a real library: few often, most once."""

import random

_FIRST = (
    "Aero|Allo|Amphi|Aniso|Anti|Auto|Bio|Chrono|Circum|Co|Crypto|Cyto|De|Di|Electro|Endo|Equi|Exo|Geo|Hemi|Hetero|"
    "Holo|Homo|Hydro|Hyper|Hypo|Infra|Inter|Intra|Iso|Macro|Magneto|Meso|Meta|Micro|Mono|Multi|Nano|Neo|Neuro|Omni|"
    "Ortho|Para|Peri|Photo|Piezo|Poly|Post|Pre|Proto|Pseudo|Quasi|Retro|Semi|Spatio|Stereo|Sub|Super|Supra|Sym|Syn|"
    "Tele|Thermo|Topo|Trans|Ultra|Uni|Visuo"
).split("|")
_MIDDLE = (
    "caust|chron|clin|clus|cod|cohes|conform|crit|cursiv|cycl|dynam|ergod|fluor|foli|form|fract|gen|geod|gon|gram|"
    "graph|harmon|kin|later|lex|lim|lingu|lith|log|lumin|metr|mod|modul|morph|nom|opt|path|permut|phas|phon|plan|"
    "plast|pol|por|rad|reg|rhythm|sect|sem|seri|son|spectr|sphen|stat|strat|strict|struct|tact|therm|tom|ton|trop|"
    "variat|vect|vers|volut|zon"
).split("|")
_LAST = ("al", "ar", "ation", "ed", "ent", "ic", "ical", "ide", "ing", "ion", "ism", "ite", "ive", "or", "ous", "ular")
WORDS = len(_FIRST) * len(_MIDDLE) * len(_LAST)


def word(pick: random.Random) -> str:
    """A word that sounds like the field's, by Zipf's law: "Isospectral"."""
    place = int(WORDS ** pick.random()) * 7919 % WORDS
    place, last = divmod(place, len(_LAST))
    first, middle = divmod(place, len(_MIDDLE))
    return _FIRST[first] + _MIDDLE[middle] + _LAST[last]


def family(families: list[str], pick: random.Random) -> str:
    """A name of these, or where they are long ones, often the beginning of one and the end of another: "Lindsson"."""
    name, other = pick.choice(families), pick.choice(families)
    if len(families) < 10 or min(map(len, families)) < 4 or "_" in name + other or pick.random() < 0.4:
        return name
    blend = name[: (len(name) + 1) // 2] + other[len(other) // 2 :]
    return blend if blend[1:].islower() else name
