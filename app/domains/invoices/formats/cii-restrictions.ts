// What the CII schema lets stand and EN 16931 does not (CEN CII-SR, CII-DT): lists, judged in cii-rules.ts.

const transaction = "SupplyChainTradeTransaction";
export const agreement = `${transaction}/ApplicableHeaderTradeAgreement`;
export const settlement = `${transaction}/ApplicableHeaderTradeSettlement`;
export const line = `${transaction}/IncludedSupplyChainTradeLineItem`;

/** What must occur exactly once inside each element at `within` (CEN CII-SR). */
export const exactlyOne: readonly (readonly [rule: string, within: string, path: string])[] = [
  ["CII-SR-009", "ExchangedDocumentContext", "GuidelineSpecifiedDocumentContextParameter"],
  ["CII-SR-010", "ExchangedDocumentContext", "GuidelineSpecifiedDocumentContextParameter/ID"],
  ["CII-SR-014", "ExchangedDocument", "TypeCode"],
  ["CII-SR-090", `${line}/SpecifiedTradeProduct/OriginTradeCountry`, "ID"],
  ["CII-SR-069", `${line}/SpecifiedTradeProduct/ApplicableProductCharacteristic`, "Description"],
  ["CII-SR-072", `${line}/SpecifiedTradeProduct/ApplicableProductCharacteristic`, "Value"],
  ["CII-SR-439", `${line}/SpecifiedLineTradeAgreement`, "NetPriceProductTradePrice/ChargeAmount"],
];

/** What may occur at most once inside each element at `within`, though the CII schema lets it repeat. */
export const atMostOne: readonly (readonly [rule: string, within: string, path: string])[] = [
  ["CII-SR-441", `${line}/SpecifiedLineTradeAgreement`, "NetPriceProductTradePrice/ChargeAmount"],
  ["CII-SR-455", agreement, "SellerTradeParty/DefinedTradeContact"],
  ["CII-SR-456", agreement, "BuyerTradeParty/DefinedTradeContact"],
  ["CII-SR-459", agreement, "SellerTradeParty/URIUniversalCommunication"],
  ["CII-SR-460", agreement, "BuyerTradeParty/URIUniversalCommunication"],
  ["CII-SR-461", settlement, "ApplicableTradeTax/TaxPointDate"],
  ["CII-SR-469", settlement, "PaymentReference"],
  ...[
    ["CII-SR-477", "LineTotalAmount"],
    ["CII-SR-478", "ChargeTotalAmount"],
    ["CII-SR-479", "AllowanceTotalAmount"],
    ["CII-SR-480", "TaxBasisTotalAmount"],
    ["CII-SR-481", "RoundingAmount"],
    ["CII-SR-482", "GrandTotalAmount"],
    ["CII-SR-483", "InformationAmount"],
    ["CII-SR-484", "TotalPrepaidAmount"],
    ["CII-SR-485", "TotalDiscountAmount"],
    ["CII-SR-486", "TotalAllowanceChargeAmount"],
    ["CII-SR-487", "DuePayableAmount"],
    ["CII-SR-488", "RetailValueExcludingTaxInformationAmount"],
    ["CII-SR-489", "TotalDepositFeeInformationAmount"],
    ["CII-SR-490", "ProductValueExcludingTobaccoTaxInformationAmount"],
    ["CII-SR-491", "TotalRetailValueInformationAmount"],
    ["CII-SR-492", "GrossLineTotalAmount"],
    ["CII-SR-493", "NetLineTotalAmount"],
    ["CII-SR-494", "NetIncludingTaxesLineTotalAmount"],
  ].map(
    ([rule, name]) =>
      [rule!, `${settlement}/SpecifiedTradeSettlementHeaderMonetarySummation`, name!] as const,
  ),
];

/** Children that EN 16931 has no use for (CEN CII-DT), by the end of the parent's name. */
export const unusedChildren: readonly (readonly [
  parent: RegExp,
  children: Readonly<Record<string, string>>,
])[] = [
  [
    /ReferencedDocument$/,
    {
      StatusCode: "CII-DT-016",
      CopyIndicator: "CII-DT-017",
      GlobalID: "CII-DT-019",
      RevisionID: "CII-DT-020",
      Information: "CII-DT-023",
      SectionName: "CII-DT-025",
      PreviousRevisionID: "CII-DT-026",
      EffectiveSpecifiedPeriod: "CII-DT-028",
      IssuerTradeParty: "CII-DT-029",
      AttachedSpecifiedBinaryFile: "CII-DT-030",
    },
  ],
  [
    /^BillingSpecifiedPeriod$/,
    {
      DurationMeasure: "CII-DT-069",
      InclusiveIndicator: "CII-DT-070",
      Description: "CII-DT-071",
      CompleteDateTime: "CII-DT-073",
      OpenIndicator: "CII-DT-074",
      SeasonCode: "CII-DT-075",
      ID: "CII-DT-076",
      Name: "CII-DT-077",
      SequenceNumeric: "CII-DT-078",
      StartDateFlexibilityCode: "CII-DT-079",
      ContinuousIndicator: "CII-DT-080",
      PurposeCode: "CII-DT-081",
    },
  ],
  [
    /^PostalTradeAddress$/,
    {
      ID: "CII-DT-082",
      PostOfficeBox: "CII-DT-083",
      BuildingName: "CII-DT-084",
      LineFour: "CII-DT-086",
      LineFive: "CII-DT-087",
      StreetName: "CII-DT-088",
      CitySubDivisionName: "CII-DT-089",
      CountryName: "CII-DT-090",
      CountrySubDivisionID: "CII-DT-091",
      AttentionOf: "CII-DT-092",
      CareOf: "CII-DT-093",
      BuildingNumber: "CII-DT-094",
      DepartmentName: "CII-DT-095",
      AdditionalStreetName: "CII-DT-096",
    },
  ],
];

/** Attributes that EN 16931 has no use for, by the end of the element's name. */
export const unusedAttributes: readonly (readonly [
  element: RegExp,
  attributes: Readonly<Record<string, string>>,
])[] = [
  [
    /ID$/,
    {
      schemeName: "CII-DT-101",
      schemeAgencyName: "CII-DT-102",
      schemeDataURI: "CII-DT-103",
      schemeURI: "CII-DT-104",
    },
  ],
  [/^TypeCode$/, { name: "CII-DT-008", listURI: "CII-DT-009" }],
  [/(?<!^TaxTotal)Amount$/, { currencyID: "CII-DT-031", currencyCodeListVersionID: "CII-DT-032" }],
  [
    /Quantity$/,
    {
      unitCodeListID: "CII-DT-034",
      unitCodeListAgencyID: "CII-DT-035",
      unitCodeListAgencyName: "CII-DT-036",
    },
  ],
];

/** The same at single places. */
export const unusedAt: readonly (readonly [
  path: string,
  attributes: Readonly<Record<string, string>>,
])[] = [
  ...[
    "ExchangedDocumentContext/GuidelineSpecifiedDocumentContextParameter/ID",
    "ExchangedDocument/ID",
    `${line}/AssociatedDocumentLineDocument/LineID`,
    `${line}/SpecifiedTradeProduct/SellerAssignedID`,
  ].map(
    (path) =>
      [
        path,
        {
          schemeName: "CII-DT-001",
          schemeAgencyName: "CII-DT-002",
          schemeDataURI: "CII-DT-003",
          schemeURI: "CII-DT-004",
          schemeID: "CII-DT-005",
          schemeAgencyID: "CII-DT-006",
          schemeVersionID: "CII-DT-007",
        },
      ] as const,
  ),
  [
    "ExchangedDocument/TypeCode",
    { listID: "CII-DT-010", listAgencyID: "CII-DT-011", listVersionID: "CII-DT-012" },
  ],
];

/** Parts of a reference that only a supporting document (916) or an invoiced object (130) has. */
export const referenceParts: readonly (readonly [rule: string, name: string, type: string])[] = [
  ["CII-DT-015", "URIID", "916"],
  ["CII-DT-021", "Name", "916"],
  ["CII-DT-022", "AttachmentBinaryObject", "916"],
  ["CII-DT-024", "ReferenceTypeCode", "130"],
];
