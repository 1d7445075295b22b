//! Those who ask at Ferryline: colleagues, customers, machines.

/// Somebody who writes, and is not on the team that answers.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::demo) struct Person {
    /// Their id at every source.
    pub(in crate::demo) id: &'static str,
    /// What they are called.
    pub(in crate::demo) name: &'static str,
    /// Their team, or their organisation and its tier; nothing for machines.
    pub(in crate::demo) of: Option<&'static str>,
    /// Their address, by which they are one over all sources.
    pub(in crate::demo) email: Option<&'static str>,
    /// Not a machine.
    pub(in crate::demo) human: bool,
}

const fn person(
    id: &'static str,
    name: &'static str,
    of: &'static str,
    email: &'static str,
) -> Person {
    Person { id, name, of: Some(of), email: Some(email), human: true }
}

const fn machine(id: &'static str, name: &'static str) -> Person {
    Person { id, name, of: None, email: None, human: false }
}

/// The bot that carries the contact form's words into the channel.
pub(in crate::demo) const RELAY: Person = machine("form-relay", "Contact form");
/// The monitoring.
pub(super) const WATCHTOWER: Person = machine("watchtower", "Watchtower");

/// Colleagues.
pub(super) const DIRK: Person =
    person("dirk", "Dirk Maas", "Depot Rotterdam", "dirk@ferryline.example");
pub(super) const INES: Person =
    person("ines", "Inês Duarte", "Key accounts", "ines@ferryline.example");
pub(super) const TOMASZ: Person = person(
    "tomasz",
    "Tomasz Wrona",
    "Depot Poznań",
    "tomasz@ferryline.example",
);
pub(super) const HANNA: Person =
    person("hanna", "Hanna Lindqvist", "Billing", "hanna@ferryline.example");
pub(super) const OKAN: Person =
    person("okan", "Okan Aydın", "Sales", "okan@ferryline.example");
pub(super) const PRIYA: Person =
    person("priya", "Priya Raman", "Onboarding", "priya@ferryline.example");
pub(super) const JULES: Person =
    person("jules", "Jules Perrin", "Driver app", "jules@ferryline.example");
pub(super) const MARTA: Person =
    person("marta", "Marta Oliveira", "Dispatch", "marta@ferryline.example");
pub(super) const WIM: Person =
    person("wim", "Wim Peeters", "Depot Gent", "wim@ferryline.example");
pub(super) const LEONIE: Person =
    person("leonie", "Leonie Kraus", "Onboarding", "leonie@ferryline.example");
pub(super) const NOEMI: Person =
    person("noemi", "Noémi Varga", "Billing", "noemi@ferryline.example");
pub(super) const SAMI: Person =
    person("sami", "Sami Koskela", "Driver app", "sami@ferryline.example");
pub(super) const PILAR: Person =
    person("pilar", "Pilar Ortega", "Sales", "pilar@ferryline.example");
pub(super) const RORY: Person =
    person("rory", "Rory Quinn", "Key accounts", "rory@ferryline.example");
pub(super) const ANOUK: Person =
    person("anouk", "Anouk Visser", "Dispatch", "anouk@ferryline.example");
pub(super) const PIOTR: Person =
    person("piotr", "Piotr Zielak", "Depot Gdańsk", "piotr@ferryline.example");
pub(super) const GRETA: Person =
    person("greta", "Greta Holm", "Billing", "greta@ferryline.example");
pub(super) const TEO: Person =
    person("teo", "Teo Marchetti", "Key accounts", "teo@ferryline.example");
pub(super) const AYLA: Person =
    person("ayla", "Ayla Kaya", "Onboarding", "ayla@ferryline.example");

/// Customers.
pub(super) const SANNE: Person = person(
    "sanne",
    "Sanne Bakker",
    "Bakker Koeltransport, gold",
    "sanne@bakker-koel.example",
);
pub(super) const GREGOR: Person = person(
    "gregor",
    "Gregor Steiner",
    "Alpenfracht, gold",
    "g.steiner@alpenfracht.example",
);
pub(super) const AOIFE: Person = person(
    "aoife",
    "Aoife Brennan",
    "Shannon Parcels, silver",
    "aoife@shannonparcels.example",
);
pub(super) const LUCA: Person = person(
    "luca",
    "Luca Ferri",
    "Ferri & Figli, basic",
    "luca@ferriefigli.example",
);
pub(super) const KAROLINA: Person = person(
    "karolina",
    "Karolina Nowak",
    "Odra Logistyka, silver",
    "k.nowak@odra.example",
);
pub(super) const BEN: Person = person(
    "ben",
    "Ben Achterberg",
    "Noordkust Bloemen, basic",
    "ben@noordkust.example",
);
pub(super) const YUSUF: Person = person(
    "yusuf",
    "Yusuf Demir",
    "Marmara Express, gold",
    "yusuf@marmara.example",
);
