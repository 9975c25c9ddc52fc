import type { Party } from "../model.ts";
import type { Draft } from "./draft.ts";
import { isVat } from "./ubl-terms.ts";
import { identifierOf, type XmlSource } from "./xml-source.ts";
import { child, childrenNamed, select, type XmlElement } from "./xml-tree.ts";

export function readParty(
  source: XmlSource,
  party: XmlElement | undefined,
  at: string,
): Draft<Party> {
  if (!party) return { identifiers: [] };
  source.places.set(at, party);
  const contact = source.group(party, "Contact", `${at}/contact`, (element, where) => ({
    name: source.text(element, "Name", `${where}/name`),
    phone: source.text(element, "Telephone", `${where}/phone`),
    email: source.text(element, "ElectronicMail", `${where}/email`),
  }));
  return {
    name: source.text(party, "PartyLegalEntity/RegistrationName", `${at}/name`),
    tradingName: source.text(party, "PartyName/Name", `${at}/tradingName`),
    identifiers: source.list(partyIds(party, false), `${at}/identifiers`, identifierOf),
    legalId: source.identifier(party, "PartyLegalEntity/CompanyID", `${at}/legalId`),
    vatId: readTaxId(source, party, true, `${at}/vatId`),
    taxRegistrationId: readTaxId(source, party, false, `${at}/taxRegistrationId`),
    legalForm: source.text(party, "PartyLegalEntity/CompanyLegalForm", `${at}/legalForm`),
    electronicAddress: source.identifier(party, "EndpointID", `${at}/electronicAddress`),
    address: readAddress(source, party, "PostalAddress", `${at}/address`),
    contact,
  };
}

export function readPayee(source: XmlSource) {
  return source.group(source.root, "PayeeParty", "/payee", (party, at) => ({
    name: source.text(party, "PartyName/Name", `${at}/name`),
    identifier: source.list(
      partyIds(party, false).slice(0, 1),
      `${at}/identifier`,
      identifierOf,
    )[0],
    legalId: source.identifier(party, "PartyLegalEntity/CompanyID", `${at}/legalId`),
  }));
}

/** BT-31, 48, 63 (scheme VAT) or BT-32 (any other scheme). */
export function readTaxId(
  source: XmlSource,
  party: XmlElement,
  vat: boolean,
  at: string,
): string | undefined {
  const scheme = childrenNamed(party, "PartyTaxScheme").find(
    (candidate) => isVat(candidate) === vat && child(candidate, "CompanyID"),
  );
  return source.text(scheme, "CompanyID", at);
}

export function readAddress(source: XmlSource, parent: XmlElement, path: string, at: string) {
  return source.group(parent, path, at, (address, where) => ({
    line1: source.text(address, "StreetName", `${where}/line1`),
    line2: source.text(address, "AdditionalStreetName", `${where}/line2`),
    line3: source.text(address, "AddressLine/Line", `${where}/line3`),
    city: source.text(address, "CityName", `${where}/city`),
    postCode: source.text(address, "PostalZone", `${where}/postCode`),
    subdivision: source.text(address, "CountrySubentity", `${where}/subdivision`),
    country: source.text(address, "Country/IdentificationCode", `${where}/country`),
  }));
}

/** A party's identifiers: the SEPA creditor id (BT-90) apart from all others (BT-29, 46, 60). */
export function partyIds(party: XmlElement, sepa: boolean): XmlElement[] {
  return select(party, "PartyIdentification/ID").filter(
    (id) => (id.attributes.schemeID?.toUpperCase() === "SEPA") === sepa,
  );
}
