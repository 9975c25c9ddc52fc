import type { Party } from "../model.ts";
import { readAddress } from "./cii-terms.ts";
import type { Draft } from "./draft.ts";
import { identifierOf, type XmlSource } from "./xml-source.ts";
import { childrenNamed, select, type XmlElement } from "./xml-tree.ts";

export function readParty(
  source: XmlSource,
  party: XmlElement | undefined,
  at: string,
): Draft<Party> {
  if (!party) return { identifiers: [] };
  source.places.set(at, party);
  const contact = source.group(party, "DefinedTradeContact", `${at}/contact`, (element, where) => ({
    name:
      source.text(element, "PersonName", `${where}/name`) ??
      source.text(element, "DepartmentName", `${where}/name`),
    phone: source.text(element, "TelephoneUniversalCommunication/CompleteNumber", `${where}/phone`),
    email: source.text(element, "EmailURIUniversalCommunication/URIID", `${where}/email`),
  }));
  return {
    name: source.text(party, "Name", `${at}/name`),
    tradingName: source.text(
      party,
      "SpecifiedLegalOrganization/TradingBusinessName",
      `${at}/tradingName`,
    ),
    identifiers: source.list(partyIds(party), `${at}/identifiers`, identifierOf),
    legalId: source.identifier(party, "SpecifiedLegalOrganization/ID", `${at}/legalId`),
    vatId: readTaxId(source, party, "VA", `${at}/vatId`),
    taxRegistrationId: readTaxId(source, party, "FC", `${at}/taxRegistrationId`),
    legalForm: source.text(party, "Description", `${at}/legalForm`),
    electronicAddress: source.identifier(
      party,
      "URIUniversalCommunication/URIID",
      `${at}/electronicAddress`,
    ),
    address: readAddress(source, party, `${at}/address`),
    contact,
  };
}

export function readPayee(source: XmlSource, settlement: XmlElement | undefined) {
  return source.group(settlement, "PayeeTradeParty", "/payee", (party, at) => ({
    name: source.text(party, "Name", `${at}/name`),
    identifier: firstIdentifier(source, party, `${at}/identifier`),
    legalId: source.identifier(party, "SpecifiedLegalOrganization/ID", `${at}/legalId`),
  }));
}

/** BT-31, 48, 63 (scheme VA) or BT-32 (scheme FC). */
export function readTaxId(
  source: XmlSource,
  party: XmlElement,
  scheme: "VA" | "FC",
  at: string,
): string | undefined {
  const id = select(party, "SpecifiedTaxRegistration/ID").find(
    (candidate) => candidate.attributes.schemeID?.trim() === scheme,
  );
  if (!id) return undefined;
  source.places.set(at, id);
  return id.text.trim();
}

/** An identifier of one's own making (ID), or of a registered scheme (GlobalID): BT-29, 46, 60, 71. */
export function partyIds(party: XmlElement): XmlElement[] {
  return [...childrenNamed(party, "ID"), ...childrenNamed(party, "GlobalID")];
}

export function firstIdentifier(source: XmlSource, party: XmlElement | undefined, at: string) {
  const id = party && partyIds(party)[0];
  if (!id) return undefined;
  source.places.set(at, id);
  return identifierOf(id);
}
