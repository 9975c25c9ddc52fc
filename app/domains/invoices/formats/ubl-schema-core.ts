/**
 * UBL 2.1 (OASIS; ISO/IEC 19845), the content models that an EN 16931 invoice uses: each type with its children in the
 * order that the schema demands. A plain name is a value (cbc), a dot marks an aggregate (cac) with its type after "="
 * when named otherwise, "~" an extension (ext). No mark: exactly one; ? at most one; * any number; + at least one.
 */
export const coreTypes = `
Invoice: ~UBLExtensions? UBLVersionID? CustomizationID? ProfileID? ProfileExecutionID? ID CopyIndicator? UUID?
  IssueDate IssueTime? DueDate? InvoiceTypeCode? Note* TaxPointDate? DocumentCurrencyCode? TaxCurrencyCode?
  PricingCurrencyCode? PaymentCurrencyCode? PaymentAlternativeCurrencyCode? AccountingCostCode?
  AccountingCost? LineCountNumeric? BuyerReference? .InvoicePeriod=Period* .OrderReference? .BillingReference*
  .DespatchDocumentReference=DocumentReference* .ReceiptDocumentReference=DocumentReference*
  .StatementDocumentReference=DocumentReference* .OriginatorDocumentReference=DocumentReference*
  .ContractDocumentReference=DocumentReference* .AdditionalDocumentReference=DocumentReference*
  .ProjectReference* .Signature* .AccountingSupplierParty=SupplierParty .AccountingCustomerParty=CustomerParty
  .PayeeParty=Party? .BuyerCustomerParty=CustomerParty? .SellerSupplierParty=SupplierParty?
  .TaxRepresentativeParty=Party? .Delivery* .DeliveryTerms? .PaymentMeans* .PaymentTerms*
  .PrepaidPayment=Payment* .AllowanceCharge* .TaxExchangeRate=ExchangeRate? .PricingExchangeRate=ExchangeRate?
  .PaymentExchangeRate=ExchangeRate? .PaymentAlternativeExchangeRate=ExchangeRate? .TaxTotal*
  .WithholdingTaxTotal=TaxTotal* .LegalMonetaryTotal=MonetaryTotal .InvoiceLine+
CreditNote: ~UBLExtensions? UBLVersionID? CustomizationID? ProfileID? ProfileExecutionID? ID CopyIndicator?
  UUID? IssueDate IssueTime? TaxPointDate? CreditNoteTypeCode? Note* DocumentCurrencyCode? TaxCurrencyCode?
  PricingCurrencyCode? PaymentCurrencyCode? PaymentAlternativeCurrencyCode? AccountingCostCode?
  AccountingCost? LineCountNumeric? BuyerReference? .InvoicePeriod=Period* .DiscrepancyResponse=Response*
  .OrderReference? .BillingReference* .DespatchDocumentReference=DocumentReference*
  .ReceiptDocumentReference=DocumentReference* .ContractDocumentReference=DocumentReference*
  .AdditionalDocumentReference=DocumentReference* .StatementDocumentReference=DocumentReference*
  .OriginatorDocumentReference=DocumentReference* .Signature* .AccountingSupplierParty=SupplierParty
  .AccountingCustomerParty=CustomerParty .PayeeParty=Party? .BuyerCustomerParty=CustomerParty?
  .SellerSupplierParty=SupplierParty? .TaxRepresentativeParty=Party? .Delivery* .DeliveryTerms* .PaymentMeans*
  .PaymentTerms* .TaxExchangeRate=ExchangeRate? .PricingExchangeRate=ExchangeRate?
  .PaymentExchangeRate=ExchangeRate? .PaymentAlternativeExchangeRate=ExchangeRate? .AllowanceCharge*
  .TaxTotal* .LegalMonetaryTotal=MonetaryTotal .CreditNoteLine+
AddressLine: Line
Address: ID? AddressTypeCode? AddressFormatCode? Postbox? Floor? Room? StreetName? AdditionalStreetName?
  BlockName? BuildingName? BuildingNumber? InhouseMail? Department? MarkAttention? MarkCare?
  PlotIdentification? CitySubdivisionName? CityName? PostalZone? CountrySubentity? CountrySubentityCode?
  Region? District? TimezoneOffset? .AddressLine* .Country? .LocationCoordinate*
AllowanceCharge: ID? ChargeIndicator AllowanceChargeReasonCode? AllowanceChargeReason*
  MultiplierFactorNumeric? PrepaidIndicator? SequenceNumeric? Amount BaseAmount? AccountingCostCode?
  AccountingCost? PerUnitAmount? .TaxCategory* .TaxTotal? .PaymentMeans*
Attachment: EmbeddedDocumentBinaryObject? .ExternalReference?
BillingReferenceLine: ID Amount? .AllowanceCharge*
BillingReference: .InvoiceDocumentReference=DocumentReference?
  .SelfBilledInvoiceDocumentReference=DocumentReference? .CreditNoteDocumentReference=DocumentReference?
  .SelfBilledCreditNoteDocumentReference=DocumentReference? .DebitNoteDocumentReference=DocumentReference?
  .ReminderDocumentReference=DocumentReference? .AdditionalDocumentReference=DocumentReference?
  .BillingReferenceLine*
Branch: ID? Name? .FinancialInstitution? .Address?
CardAccount: PrimaryAccountNumberID NetworkID CardTypeCode? ValidityStartDate? ExpiryDate? IssuerID?
  IssueNumberID? CV2ID? CardChipCode? ChipApplicationID? HolderName?
CommodityClassification: NatureCode? CargoTypeCode? CommodityCode? ItemClassificationCode?
Condition: AttributeID Measure? Description* MinimumMeasure? MaximumMeasure?
Contact: ID? Name? Telephone? Telefax? ElectronicMail? Note* .OtherCommunication=Communication*
Country: IdentificationCode? Name?
CreditNoteLine: ID UUID? Note* CreditedQuantity? LineExtensionAmount? TaxPointDate? AccountingCostCode?
  AccountingCost? PaymentPurposeCode? FreeOfChargeIndicator? .InvoicePeriod=Period* .OrderLineReference*
  .DiscrepancyResponse=Response* .DespatchLineReference=LineReference* .ReceiptLineReference=LineReference*
  .BillingReference* .DocumentReference* .PricingReference? .OriginatorParty=Party? .Delivery* .PaymentTerms*
  .TaxTotal* .AllowanceCharge* .Item? .Price? .DeliveryTerms* .SubCreditNoteLine=CreditNoteLine*
  .ItemPriceExtension=PriceExtension?
CustomerParty: CustomerAssignedAccountID? SupplierAssignedAccountID? AdditionalAccountID* .Party?
  .DeliveryContact=Contact? .AccountingContact=Contact? .BuyerContact=Contact?
Delivery: ID? Quantity? MinimumQuantity? MaximumQuantity? ActualDeliveryDate? ActualDeliveryTime?
  LatestDeliveryDate? LatestDeliveryTime? ReleaseID? TrackingID? .DeliveryAddress=Address?
  .DeliveryLocation=Location? .AlternativeDeliveryLocation=Location? .RequestedDeliveryPeriod=Period?
  .PromisedDeliveryPeriod=Period? .EstimatedDeliveryPeriod=Period? .CarrierParty=Party? .DeliveryParty=Party?
  .NotifyParty=Party* .Despatch? .DeliveryTerms* .MinimumDeliveryUnit=DeliveryUnit?
  .MaximumDeliveryUnit=DeliveryUnit? .Shipment?
DocumentReference: ID CopyIndicator? UUID? IssueDate? IssueTime? DocumentTypeCode? DocumentType? XPath*
  LanguageID? LocaleCode? VersionID? DocumentStatusCode? DocumentDescription* .Attachment?
  .ValidityPeriod=Period? .IssuerParty=Party? .ResultOfVerification?
ExchangeRate: SourceCurrencyCode SourceCurrencyBaseRate? TargetCurrencyCode TargetCurrencyBaseRate?
  ExchangeMarketID? CalculationRate? MathematicOperatorCode? Date? .ForeignExchangeContract=Contract?
ExternalReference: URI? DocumentHash? HashAlgorithmMethod? ExpiryDate? ExpiryTime? MimeCode? FormatCode?
  EncodingCode? CharacterSetCode? FileName? Description*
FinancialAccount: ID? Name? AliasName? AccountTypeCode? AccountFormatCode? CurrencyCode? PaymentNote*
  .FinancialInstitutionBranch=Branch? .Country?
FinancialInstitution: ID? Name? .Address?
InvoiceLine: ID UUID? Note* InvoicedQuantity? LineExtensionAmount TaxPointDate? AccountingCostCode?
  AccountingCost? PaymentPurposeCode? FreeOfChargeIndicator? .InvoicePeriod=Period* .OrderLineReference*
  .DespatchLineReference=LineReference* .ReceiptLineReference=LineReference* .BillingReference*
  .DocumentReference* .PricingReference? .OriginatorParty=Party? .Delivery* .PaymentTerms* .AllowanceCharge*
  .TaxTotal* .WithholdingTaxTotal=TaxTotal* .Item .Price? .DeliveryTerms? .SubInvoiceLine=InvoiceLine*
  .ItemPriceExtension=PriceExtension?
ItemIdentification: ID ExtendedID? BarcodeSymbologyID? .PhysicalAttribute* .MeasurementDimension=Dimension*
  .IssuerParty=Party?
ItemProperty: ID? Name NameCode? TestMethod? Value? ValueQuantity? ValueQualifier* ImportanceCode? ListValue*
  .UsabilityPeriod=Period? .ItemPropertyGroup* .RangeDimension=Dimension? .ItemPropertyRange?
Item: Description* PackQuantity? PackSizeNumeric? CatalogueIndicator? Name? HazardousRiskIndicator?
  AdditionalInformation* Keyword* BrandName* ModelName* .BuyersItemIdentification=ItemIdentification?
  .SellersItemIdentification=ItemIdentification? .ManufacturersItemIdentification=ItemIdentification*
  .StandardItemIdentification=ItemIdentification? .CatalogueItemIdentification=ItemIdentification?
  .AdditionalItemIdentification=ItemIdentification* .CatalogueDocumentReference=DocumentReference?
  .ItemSpecificationDocumentReference=DocumentReference* .OriginCountry=Country? .CommodityClassification*
  .TransactionConditions* .HazardousItem* .ClassifiedTaxCategory=TaxCategory*
  .AdditionalItemProperty=ItemProperty* .ManufacturerParty=Party* .InformationContentProviderParty=Party?
  .OriginAddress=Address* .ItemInstance* .Certificate* .Dimension*
LineReference: LineID UUID? LineStatusCode? .DocumentReference?
Location: ID? Description* Conditions* CountrySubentity? CountrySubentityCode? LocationTypeCode?
  InformationURI? Name? .ValidityPeriod=Period* .Address? .SubsidiaryLocation=Location* .LocationCoordinate*
MonetaryTotal: LineExtensionAmount? TaxExclusiveAmount? TaxInclusiveAmount? AllowanceTotalAmount?
  ChargeTotalAmount? PrepaidAmount? PayableRoundingAmount? PayableAmount PayableAlternativeAmount?
OrderLineReference: LineID SalesOrderLineID? UUID? LineStatusCode? .OrderReference?
OrderReference: ID SalesOrderID? CopyIndicator? UUID? IssueDate? IssueTime? CustomerReference? OrderTypeCode?
  .DocumentReference?
PartyIdentification: ID
PartyLegalEntity: RegistrationName? CompanyID? RegistrationDate? RegistrationExpirationDate?
  CompanyLegalFormCode? CompanyLegalForm? SoleProprietorshipIndicator? CompanyLiquidationStatusCode?
  CorporateStockAmount? FullyPaidSharesIndicator? .RegistrationAddress=Address? .CorporateRegistrationScheme?
  .HeadOfficeParty=Party? .ShareholderParty*
PartyName: Name
PartyTaxScheme: RegistrationName? CompanyID? TaxLevelCode? ExemptionReasonCode? ExemptionReason*
  .RegistrationAddress=Address? .TaxScheme
Party: MarkCareIndicator? MarkAttentionIndicator? WebsiteURI? LogoReferenceID? EndpointID?
  IndustryClassificationCode? .PartyIdentification* .PartyName* .Language? .PostalAddress=Address?
  .PhysicalLocation=Location? .PartyTaxScheme* .PartyLegalEntity* .Contact? .Person* .AgentParty=Party?
  .ServiceProviderParty* .PowerOfAttorney* .FinancialAccount?
PaymentMandate: ID? MandateTypeCode? MaximumPaymentInstructionsNumeric? MaximumPaidAmount? SignatureID?
  .PayerParty=Party? .PayerFinancialAccount=FinancialAccount? .ValidityPeriod=Period?
  .PaymentReversalPeriod=Period? .Clause*
PaymentMeans: ID? PaymentMeansCode PaymentDueDate? PaymentChannelCode? InstructionID? InstructionNote*
  PaymentID* .CardAccount? .PayerFinancialAccount=FinancialAccount? .PayeeFinancialAccount=FinancialAccount?
  .CreditAccount? .PaymentMandate? .TradeFinancing?
PaymentTerms: ID? PaymentMeansID* PrepaidPaymentReferenceID? Note* ReferenceEventCode?
  SettlementDiscountPercent? PenaltySurchargePercent? PaymentPercent? Amount? SettlementDiscountAmount?
  PenaltyAmount? PaymentTermsDetailsURI? PaymentDueDate? InstallmentDueDate? InvoicingPartyReference?
  .SettlementPeriod=Period? .PenaltyPeriod=Period? .ExchangeRate? .ValidityPeriod=Period?
Payment: ID? PaidAmount? ReceivedDate? PaidDate? PaidTime? InstructionID?
Period: StartDate? StartTime? EndDate? EndTime? DurationMeasure? DescriptionCode* Description*
Price: PriceAmount BaseQuantity? PriceChangeReason* PriceTypeCode? PriceType? OrderableUnitFactorRate?
  .ValidityPeriod=Period* .PriceList? .AllowanceCharge* .PricingExchangeRate=ExchangeRate?
ProjectReference: ID UUID? IssueDate? .WorkPhaseReference*
Response: ReferenceID? ResponseCode? Description* EffectiveDate? EffectiveTime? .Status*
ResultOfVerification: ValidatorID? ValidationResultCode? ValidationDate? ValidationTime? ValidateProcess?
  ValidateTool? ValidateToolVersion? .SignatoryParty=Party?
Signature: ID Note* ValidationDate? ValidationTime? ValidatorID? CanonicalizationMethod? SignatureMethod?
  .SignatoryParty=Party? .DigitalSignatureAttachment=Attachment? .OriginalDocumentReference=DocumentReference?
Status: ConditionCode? ReferenceDate? ReferenceTime? Description* StatusReasonCode? StatusReason* SequenceID?
  Text* IndicationIndicator? Percent? ReliabilityPercent? .Condition*
SupplierParty: CustomerAssignedAccountID? AdditionalAccountID* DataSendingCapability? .Party?
  .DespatchContact=Contact? .AccountingContact=Contact? .SellerContact=Contact?
TaxCategory: ID? Name? Percent? BaseUnitMeasure? PerUnitAmount? TaxExemptionReasonCode? TaxExemptionReason*
  TierRange? TierRatePercent? .TaxScheme
TaxScheme: ID? Name? TaxTypeCode? CurrencyCode? .JurisdictionRegionAddress=Address*
TaxSubtotal: TaxableAmount? TaxAmount CalculationSequenceNumeric? TransactionCurrencyTaxAmount? Percent?
  BaseUnitMeasure? PerUnitAmount? TierRange? TierRatePercent? .TaxCategory
TaxTotal: TaxAmount RoundingAmount? TaxEvidenceIndicator? TaxIncludedIndicator? .TaxSubtotal*
`;
