import type { Identifier, Invoice, Party } from "../model.ts";
import { address, dateTime } from "./write-elements.ts";
import { element, leaf, type XmlPart } from "./xml-writer.ts";

/** Parties and references of the header. */
export function writeAgreement(invoice: Invoice): XmlPart {
  return element(
    "ram:ApplicableHeaderTradeAgreement",
    leaf("ram:BuyerReference", invoice.buyerReference),
    party("ram:SellerTradeParty", invoice.seller),
    party("ram:BuyerTradeParty", withCustomerNumber(invoice)),
    taxRepresentative(invoice),
    reference("ram:SellerOrderReferencedDocument", invoice.salesOrderReference),
    reference("ram:BuyerOrderReferencedDocument", invoice.orderReference),
    reference("ram:ContractReferencedDocument", invoice.contractReference),
    additionalDocuments(invoice),
    invoice.projectReference === undefined
      ? null
      : element(
          "ram:SpecifiedProcuringProject",
          leaf("ram:ID", invoice.projectReference),
          // The schema wants a name; EN 16931 knows only the identifier.
          leaf("ram:Name", invoice.projectReference),
        ),
  );
}

/** BG-13 and the references of what was delivered. The element itself is mandatory, even empty. */
export function writeDelivery(invoice: Invoice): XmlPart {
  const { delivery } = invoice;
  return (
    element(
      "ram:ApplicableHeaderTradeDelivery",
      element(
        "ram:ShipToTradeParty",
        identifiers(delivery?.locationId ? [delivery.locationId] : []),
        leaf("ram:Name", delivery?.name),
        address(delivery?.address),
      ),
      element(
        "ram:ActualDeliverySupplyChainEvent",
        dateTime("ram:OccurrenceDateTime", delivery?.date),
      ),
      reference("ram:DespatchAdviceReferencedDocument", invoice.despatchAdviceReference),
      reference("ram:ReceivingAdviceReferencedDocument", invoice.receivingAdviceReference),
    ) ?? "<ram:ApplicableHeaderTradeDelivery/>"
  );
}

/** BG-10. */
export function writePayee({ payee }: Invoice): XmlPart {
  if (!payee) return null;
  return element(
    "ram:PayeeTradeParty",
    identifiers(payee.identifier ? [payee.identifier] : []),
    leaf("ram:Name", payee.name),
    element(
      "ram:SpecifiedLegalOrganization",
      leaf("ram:ID", payee.legalId?.id, { schemeID: payee.legalId?.scheme }),
    ),
  );
}

/** A customer number that came beside the buyer (JSON) is the buyer's identifier, unless it has one already. */
function withCustomerNumber({ buyer, customerNumber }: Invoice): Party {
  if (customerNumber === undefined || buyer.identifiers.length > 0) return buyer;
  return { ...buyer, identifiers: [{ id: customerNumber }] };
}

function party(name: string, value: Party): XmlPart {
  return element(
    name,
    identifiers(value.identifiers),
    leaf("ram:Name", value.name),
    leaf("ram:Description", value.legalForm),
    element(
      "ram:SpecifiedLegalOrganization",
      leaf("ram:ID", value.legalId?.id, { schemeID: value.legalId?.scheme }),
      leaf("ram:TradingBusinessName", value.tradingName),
    ),
    element(
      "ram:DefinedTradeContact",
      leaf("ram:PersonName", value.contact?.name),
      element(
        "ram:TelephoneUniversalCommunication",
        leaf("ram:CompleteNumber", value.contact?.phone),
      ),
      element("ram:EmailURIUniversalCommunication", leaf("ram:URIID", value.contact?.email)),
    ),
    address(value.address),
    element(
      "ram:URIUniversalCommunication",
      leaf("ram:URIID", value.electronicAddress?.id, { schemeID: value.electronicAddress?.scheme }),
    ),
    taxRegistration("VA", value.vatId),
    taxRegistration("FC", value.taxRegistrationId),
  );
}

/** Identifiers without a scheme come first (ID), then those of a registered one (GlobalID): the schema's order. */
function identifiers(all: readonly Identifier[]): XmlPart[] {
  return [
    ...all.filter(({ scheme }) => !scheme).map(({ id }) => leaf("ram:ID", id)),
    ...all
      .filter(({ scheme }) => scheme)
      .map(({ id, scheme }) => leaf("ram:GlobalID", id, { schemeID: scheme })),
  ];
}

function taxRegistration(scheme: "VA" | "FC", id: string | undefined): XmlPart {
  return element("ram:SpecifiedTaxRegistration", leaf("ram:ID", id, { schemeID: scheme }));
}

function taxRepresentative({ taxRepresentative: value }: Invoice): XmlPart {
  if (!value) return null;
  return element(
    "ram:SellerTaxRepresentativeTradeParty",
    leaf("ram:Name", value.name),
    address(value.address),
    taxRegistration("VA", value.vatId),
  );
}

function reference(name: string, id: string | undefined): XmlPart {
  return element(name, leaf("ram:IssuerAssignedID", id));
}

/** BT-17 (document type 50), BT-18 (130) and BG-24 (916) share one element. */
function additionalDocuments(invoice: Invoice): XmlPart[] {
  return [
    invoice.tenderReference === undefined
      ? null
      : element(
          "ram:AdditionalReferencedDocument",
          leaf("ram:IssuerAssignedID", invoice.tenderReference),
          leaf("ram:TypeCode", "50"),
        ),
    invoice.invoicedObject === undefined
      ? null
      : element(
          "ram:AdditionalReferencedDocument",
          leaf("ram:IssuerAssignedID", invoice.invoicedObject.id),
          leaf("ram:TypeCode", "130"),
          leaf("ram:ReferenceTypeCode", invoice.invoicedObject.scheme),
        ),
    ...invoice.attachments.map((attachment) =>
      element(
        "ram:AdditionalReferencedDocument",
        leaf("ram:IssuerAssignedID", attachment.id),
        leaf("ram:URIID", attachment.url),
        leaf("ram:TypeCode", "916"),
        leaf("ram:Name", attachment.description),
        leaf("ram:AttachmentBinaryObject", attachment.content, {
          mimeCode: attachment.mediaType,
          filename: attachment.fileName,
        }),
      ),
    ),
  ];
}
