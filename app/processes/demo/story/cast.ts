import type { MembershipRole, StaffRole } from "#app/domains/accounts/viewer.ts";

/** Everybody in the story. Names are invented; `.example` addresses and 04 65 71 numbers reach nobody (RFC 2606, ARCEP). */

export interface StaffPart {
  readonly name: string;
  readonly email: string;
  readonly role: StaffRole;
  readonly phone: string;
}

export const julien: StaffPart = {
  name: "Julien Morel",
  email: "julien.morel@energie-des-alpes.example",
  role: "agent",
  phone: "04 65 71 00 12",
};
export const samira: StaffPart = {
  name: "Samira Haddad",
  email: "samira.haddad@energie-des-alpes.example",
  role: "agent",
  phone: "04 65 71 00 13",
};
export const helene: StaffPart = {
  name: "Hélène Girard",
  email: "helene.girard@energie-des-alpes.example",
  role: "manager",
  phone: "04 65 71 00 10",
};
export const staff: readonly StaffPart[] = [helene, julien, samira];

export interface PersonPart {
  readonly name: string;
  readonly email: string;
}

export const nadia = person("Nadia Benali", "nadia@fournil.example");
export const karim = person("Karim Benali", "karim@fournil.example");
export const lea = person("Léa Pons", "boutique-halles@fournil.example");
export const marc = person("Marc Tissot", "direction@trois-cols.example");
/** The stand-in for Resend bounces what is sent to a local part that begins so: the mailbox does not exist any more. */
export const odile = person("Odile Vasseur", "bounce-compta@trois-cols.example");
export const paul = person("Paul Rey", "tresorier@sentiers-partages.example");
export const amina = person("Amina Diallo", "presidente@sentiers-partages.example");
export const bruno = person("Bruno Faure", "bruno@garage-belledonne.example");
export const robert = person("Robert Chapuis", "robert.chapuis@courrier.example");
export const sophie = person("Sophie Chapuis", "sophie.chapuis@courrier.example");
export const regula = person("Regula Meier", "einkauf@uhren-leman.example");
export const isabelle = person("Isabelle Verdier", "isabelle@verdier-syndic.example");
export const thomas = person("Thomas Nguyen", "comptabilite@verdier-syndic.example");
export const emily = person("Emily Carter", "emily@summit-lodge.example");
export const claire = person("Claire Fontaine", "claire@fontaine-expertise.example");

function person(name: string, email: string): PersonPart {
  return { name, email };
}

export interface CustomerPart {
  readonly number: string;
  readonly name: string;
  readonly legalId?: string;
  readonly vatId?: string;
  readonly address: {
    readonly line1: string;
    readonly postCode: string;
    readonly city: string;
    readonly country: string;
  };
  readonly phone?: string;
  readonly language?: "fr" | "en";
  readonly delivery?: "email" | "paper" | "both";
  readonly contact: StaffPart;
  readonly people: readonly (PersonPart & { readonly role: MembershipRole })[];
}

const is = (role: MembershipRole, part: PersonPart) => ({ ...part, role });

export const fournil: CustomerPart = {
  number: "C-1042",
  name: "Fournil du Canal",
  legalId: "999310774",
  vatId: "FR88999310774",
  address: { line1: "12 quai du Canal", postCode: "38000", city: "Grenoble", country: "FR" },
  phone: "04 65 71 02 42",
  contact: julien,
  people: [is("owner", nadia), is("payer", karim), is("viewer", lea), is("viewer", claire)],
};
export const hotel: CustomerPart = {
  number: "C-1043",
  name: "Hôtel des Trois Cols",
  legalId: "999452188",
  vatId: "FR52999452188",
  address: {
    line1: "3 route des Cols",
    postCode: "38520",
    city: "Le Bourg-d'Oisans",
    country: "FR",
  },
  contact: samira,
  people: [is("owner", marc), is("payer", odile), is("viewer", claire)],
};
export const association: CustomerPart = {
  number: "C-1044",
  name: "Association Les Sentiers Partagés",
  legalId: "999603418",
  address: { line1: "7 place de la Mairie", postCode: "38700", city: "Corenc", country: "FR" },
  contact: samira,
  people: [is("owner", amina), is("payer", paul), is("payer", claire)],
};
export const garage: CustomerPart = {
  number: "C-1045",
  name: "Garage Belledonne",
  legalId: "999728363",
  vatId: "FR03999728363",
  address: {
    line1: "45 avenue de Belledonne",
    postCode: "38190",
    city: "Villard-Bonnot",
    country: "FR",
  },
  contact: julien,
  people: [is("owner", bruno), is("payer", claire)],
};
/** Wants paper; his daughter looks after it with him. */
export const chapuis: CustomerPart = {
  number: "C-1046",
  name: "Robert Chapuis",
  address: { line1: "18 chemin des Vignes", postCode: "38330", city: "Biviers", country: "FR" },
  phone: "04 65 71 02 46",
  delivery: "paper",
  contact: julien,
  people: [is("owner", robert), is("payer", sophie)],
};
export const uhren: CustomerPart = {
  number: "C-1047",
  name: "Uhren Léman SA",
  legalId: "CHE-999.145.939",
  address: { line1: "Rue du Rhône 80", postCode: "1204", city: "Genève", country: "CH" },
  contact: helene,
  people: [is("owner", regula)],
};
export const syndic: CustomerPart = {
  number: "C-1048",
  name: "Cabinet Verdier, syndic",
  legalId: "999877103",
  vatId: "FR23999877103",
  address: { line1: "22 cours Berriat", postCode: "38000", city: "Grenoble", country: "FR" },
  delivery: "both",
  contact: samira,
  people: [is("owner", isabelle), is("payer", thomas)],
};
export const lodge: CustomerPart = {
  number: "C-1049",
  name: "Summit Lodge Ltd",
  legalId: "999284656",
  vatId: "FR13999284656",
  address: { line1: "5 rue de la Meije", postCode: "38860", city: "Les Deux Alpes", country: "FR" },
  language: "en",
  contact: helene,
  people: [is("owner", emily)],
};

export const customers: readonly CustomerPart[] = [
  fournil,
  hotel,
  association,
  garage,
  chapuis,
  uhren,
  syndic,
  lodge,
];

/** Whom to sign in as, told on the terminal: who they are and what can be seen with them. */
export interface CastMember extends PersonPart {
  readonly is: string;
  readonly goodFor: string;
}

export const cast: readonly CastMember[] = [
  { ...nadia, is: "owner of a bakery", goodFor: "find, pay and contest invoices of three sites" },
  {
    ...claire,
    is: "accountant",
    goodFor: "four customers behind one login, with different rights",
  },
  { ...marc, is: "hotel manager", goodFor: "a direct debit under way, an answer to give" },
  { ...amina, is: "chair of an association", goodFor: "automatic payment: one made, one to come" },
  { ...bruno, is: "garage owner", goodFor: "late invoices, instalments under way, a card refused" },
  { ...regula, is: "buyer in Geneva", goodFor: "invoices in Swiss francs" },
  { ...emily, is: "chalet operator", goodFor: "everything in English" },
  { ...robert, is: "private customer", goodFor: "invoices on paper" },
  { ...julien, is: "support agent", goodFor: "the desk: an answer promised, one that is late" },
  { ...helene, is: "manager", goodFor: "decisions of any amount, and the team" },
];

/** A person as `.data/demo.json` has it (contract.md). */
export interface StoryPerson {
  readonly email: string;
  readonly name: string;
  readonly staff: StaffRole | null;
  readonly memberships: readonly { customerNumber: string; role: MembershipRole }[];
}

export function peopleOfTheStory(): StoryPerson[] {
  const people = new Map<string, StoryPerson>();
  for (const { email, name, role } of staff)
    people.set(email, { email, name, staff: role, memberships: [] });
  for (const customer of customers)
    for (const { email, name, role } of customer.people) {
      const known = people.get(email) ?? { email, name, staff: null, memberships: [] };
      const memberships = [...known.memberships, { customerNumber: customer.number, role }];
      people.set(email, { ...known, memberships });
    }
  return [...people.values()];
}
