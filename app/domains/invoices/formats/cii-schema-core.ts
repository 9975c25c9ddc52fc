/**
 * UN/CEFACT Cross Industry Invoice D16B, the content models that an EN 16931 invoice uses, in the notation of
 * ubl-schema-core.ts: a plain name is a value, a dot marks an aggregate with its type after "=" when named otherwise,
 * "!" a part of the document itself (rsm). No mark: exactly one; ? at most one; * any number; + at least one.
 * One departure: preceding invoices may be many (BG-3), as in later editions of the schema.
 */
export const ciiCoreTypes = `
CrossIndustryInvoice: !ExchangedDocumentContext !ExchangedDocument !SupplyChainTradeTransaction
  !ValuationBreakdownStatement?
ExchangedDocumentContext: SpecifiedTransactionID? TestIndicator?
  .BusinessProcessSpecifiedDocumentContextParameter=DocumentContextParameter*
  .BIMSpecifiedDocumentContextParameter=DocumentContextParameter*
  .ScenarioSpecifiedDocumentContextParameter=DocumentContextParameter*
  .ApplicationSpecifiedDocumentContextParameter=DocumentContextParameter*
  .GuidelineSpecifiedDocumentContextParameter=DocumentContextParameter*
  .SubsetSpecifiedDocumentContextParameter=DocumentContextParameter*
  .MessageStandardSpecifiedDocumentContextParameter=DocumentContextParameter?
ExchangedDocument: ID Name* TypeCode? IssueDateTime CopyIndicator? Purpose? ControlRequirementIndicator? LanguageID*
  PurposeCode? RevisionDateTime? VersionID? GlobalID? RevisionID? PreviousRevisionID? CategoryCode?
  .IncludedNote=Note* .EffectiveSpecifiedPeriod=SpecifiedPeriod? .IssuerTradeParty=TradeParty?
SupplyChainTradeTransaction: .IncludedSupplyChainTradeLineItem=SupplyChainTradeLineItem*
  .ApplicableHeaderTradeAgreement=HeaderTradeAgreement .ApplicableHeaderTradeDelivery=HeaderTradeDelivery
  .ApplicableHeaderTradeSettlement=HeaderTradeSettlement
DocumentContextParameter: ID? Value? .SpecifiedDocumentVersion=DocumentVersion?
Note: Subject? ContentCode? Content* SubjectCode? ID?
SupplyChainTradeLineItem: DescriptionCode? .AssociatedDocumentLineDocument=DocumentLineDocument
  .SpecifiedTradeProduct=TradeProduct? .SpecifiedLineTradeAgreement=LineTradeAgreement?
  .SpecifiedLineTradeDelivery=LineTradeDelivery? .SpecifiedLineTradeSettlement=LineTradeSettlement
  .IncludedSubordinateTradeLineItem=SubordinateTradeLineItem*
DocumentLineDocument: LineID? ParentLineID? LineStatusCode? LineStatusReasonCode? .IncludedNote=Note*
TradeProduct: ID? GlobalID? SellerAssignedID? BuyerAssignedID? ManufacturerAssignedID? Name* TradeName? Description?
  TypeCode? NetWeightMeasure? GrossWeightMeasure? ProductGroupID* EndItemTypeCode* EndItemName* AreaDensityMeasure?
  UseDescription* BrandName? SubBrandName? DrainedNetWeightMeasure? VariableMeasureIndicator? ColourCode?
  ColourDescription* Designation* FormattedCancellationAnnouncedLaunchDateTime?
  FormattedLatestProductDataChangeDateTime? .ApplicableProductCharacteristic=ProductCharacteristic*
  .ApplicableMaterialGoodsCharacteristic=MaterialGoodsCharacteristic*
  .DesignatedProductClassification=ProductClassification* .IndividualTradeProductInstance=TradeProductInstance*
  .CertificationEvidenceReferenceReferencedDocument=ReferencedDocument*
  .InspectionReferenceReferencedDocument=ReferencedDocument* .OriginTradeCountry=TradeCountry?
  .LinearSpatialDimension=SpatialDimension? .MinimumLinearSpatialDimension=SpatialDimension?
  .MaximumLinearSpatialDimension=SpatialDimension? .ManufacturerTradeParty=TradeParty?
  .PresentationSpecifiedBinaryFile=SpecifiedBinaryFile* .MSDSReferenceReferencedDocument=ReferencedDocument?
  .AdditionalReferenceReferencedDocument=ReferencedDocument* .LegalRightsOwnerTradeParty=TradeParty?
  .BrandOwnerTradeParty=TradeParty? .IncludedReferencedProduct=ReferencedProduct* .InformationNote=Note*
LineTradeAgreement: BuyerReference? .BuyerRequisitionerTradeParty=TradeParty*
  .ApplicableTradeDeliveryTerms=TradeDeliveryTerms? .SellerOrderReferencedDocument=ReferencedDocument?
  .BuyerOrderReferencedDocument=ReferencedDocument? .QuotationReferencedDocument=ReferencedDocument?
  .ContractReferencedDocument=ReferencedDocument? .DemandForecastReferencedDocument=ReferencedDocument?
  .PromotionalDealReferencedDocument=ReferencedDocument? .AdditionalReferencedDocument=ReferencedDocument*
  .GrossPriceProductTradePrice=TradePrice? .NetPriceProductTradePrice=TradePrice?
  .RequisitionerReferencedDocument=ReferencedDocument* .ItemSellerTradeParty=TradeParty?
  .ItemBuyerTradeParty=TradeParty? .IncludedSpecifiedMarketplace=SpecifiedMarketplace?
  .UltimateCustomerOrderReferencedDocument=ReferencedDocument*
LineTradeDelivery: RequestedQuantity? ReceivedQuantity? BilledQuantity? ChargeFreeQuantity? PackageQuantity?
  ProductUnitQuantity? PerPackageUnitQuantity? NetWeightMeasure? GrossWeightMeasure? TheoreticalWeightMeasure?
  DespatchedQuantity? .SpecifiedDeliveryAdjustment=DeliveryAdjustment*
  .IncludedSupplyChainPackaging=SupplyChainPackaging* .RelatedSupplyChainConsignment=SupplyChainConsignment?
  .ShipToTradeParty=TradeParty? .UltimateShipToTradeParty=TradeParty? .ShipFromTradeParty=TradeParty?
  .ActualDespatchSupplyChainEvent=SupplyChainEvent? .ActualPickUpSupplyChainEvent=SupplyChainEvent?
  .RequestedDeliverySupplyChainEvent=SupplyChainEvent? .ActualDeliverySupplyChainEvent=SupplyChainEvent?
  .ActualReceiptSupplyChainEvent=SupplyChainEvent? .AdditionalReferencedDocument=ReferencedDocument*
  .DespatchAdviceReferencedDocument=ReferencedDocument? .ReceivingAdviceReferencedDocument=ReferencedDocument?
  .DeliveryNoteReferencedDocument=ReferencedDocument? .ConsumptionReportReferencedDocument=ReferencedDocument?
  .PackingListReferencedDocument=ReferencedDocument?
LineTradeSettlement: PaymentReference* InvoiceIssuerReference? TotalAdjustmentAmount? DiscountIndicator?
  .ApplicableTradeTax=TradeTax* .BillingSpecifiedPeriod=SpecifiedPeriod?
  .SpecifiedTradeAllowanceCharge=TradeAllowanceCharge* .SubtotalCalculatedTradeTax=TradeTax*
  .SpecifiedLogisticsServiceCharge=LogisticsServiceCharge* .SpecifiedTradePaymentTerms=TradePaymentTerms*
  .SpecifiedTradeSettlementLineMonetarySummation=TradeSettlementLineMonetarySummation?
  .SpecifiedFinancialAdjustment=FinancialAdjustment* .InvoiceReferencedDocument=ReferencedDocument?
  .AdditionalReferencedDocument=ReferencedDocument* .PayableSpecifiedTradeAccountingAccount=TradeAccountingAccount*
  .ReceivableSpecifiedTradeAccountingAccount=TradeAccountingAccount*
  .PurchaseSpecifiedTradeAccountingAccount=TradeAccountingAccount*
  .SalesSpecifiedTradeAccountingAccount=TradeAccountingAccount*
  .SpecifiedTradeSettlementFinancialCard=TradeSettlementFinancialCard?
HeaderTradeAgreement: Reference* BuyerReference? .SellerTradeParty=TradeParty? .BuyerTradeParty=TradeParty?
  .SalesAgentTradeParty=TradeParty? .BuyerRequisitionerTradeParty=TradeParty*
  .BuyerAssignedAccountantTradeParty=TradeParty? .SellerAssignedAccountantTradeParty=TradeParty?
  .BuyerTaxRepresentativeTradeParty=TradeParty? .SellerTaxRepresentativeTradeParty=TradeParty?
  .ProductEndUserTradeParty=TradeParty? .ApplicableTradeDeliveryTerms=TradeDeliveryTerms?
  .SellerOrderReferencedDocument=ReferencedDocument? .BuyerOrderReferencedDocument=ReferencedDocument?
  .QuotationReferencedDocument=ReferencedDocument? .OrderResponseReferencedDocument=ReferencedDocument?
  .ContractReferencedDocument=ReferencedDocument? .DemandForecastReferencedDocument=ReferencedDocument?
  .SupplyInstructionReferencedDocument=ReferencedDocument? .PromotionalDealReferencedDocument=ReferencedDocument?
  .PriceListReferencedDocument=ReferencedDocument? .AdditionalReferencedDocument=ReferencedDocument*
  .RequisitionerReferencedDocument=ReferencedDocument* .BuyerAgentTradeParty=TradeParty?
  .PurchaseConditionsReferencedDocument=ReferencedDocument* .SpecifiedProcuringProject=ProcuringProject?
  .UltimateCustomerOrderReferencedDocument=ReferencedDocument*
HeaderTradeDelivery: .RelatedSupplyChainConsignment=SupplyChainConsignment? .ShipToTradeParty=TradeParty?
  .UltimateShipToTradeParty=TradeParty? .ShipFromTradeParty=TradeParty?
  .ActualDespatchSupplyChainEvent=SupplyChainEvent? .ActualPickUpSupplyChainEvent=SupplyChainEvent?
  .ActualDeliverySupplyChainEvent=SupplyChainEvent? .ActualReceiptSupplyChainEvent=SupplyChainEvent?
  .AdditionalReferencedDocument=ReferencedDocument* .DespatchAdviceReferencedDocument=ReferencedDocument?
  .ReceivingAdviceReferencedDocument=ReferencedDocument? .DeliveryNoteReferencedDocument=ReferencedDocument?
  .ConsumptionReportReferencedDocument=ReferencedDocument? .PreviousDeliverySupplyChainEvent=SupplyChainEvent*
  .PackingListReferencedDocument=ReferencedDocument?
HeaderTradeSettlement: DuePayableAmount* CreditorReferenceTypeCode* CreditorReferenceType* CreditorReferenceIssuerID*
  CreditorReferenceID? PaymentReference* TaxCurrencyCode? InvoiceCurrencyCode? PaymentCurrencyCode?
  InvoiceIssuerReference? InvoiceDateTime? NextInvoiceDateTime* CreditReasonCode? CreditReason*
  .InvoicerTradeParty=TradeParty? .InvoiceeTradeParty=TradeParty? .PayeeTradeParty=TradeParty?
  .PayerTradeParty=TradeParty? .TaxApplicableTradeCurrencyExchange=TradeCurrencyExchange?
  .InvoiceApplicableTradeCurrencyExchange=TradeCurrencyExchange?
  .PaymentApplicableTradeCurrencyExchange=TradeCurrencyExchange?
  .SpecifiedTradeSettlementPaymentMeans=TradeSettlementPaymentMeans* .ApplicableTradeTax=TradeTax*
  .BillingSpecifiedPeriod=SpecifiedPeriod? .SpecifiedTradeAllowanceCharge=TradeAllowanceCharge*
  .SubtotalCalculatedTradeTax=TradeTax* .SpecifiedLogisticsServiceCharge=LogisticsServiceCharge*
  .SpecifiedTradePaymentTerms=TradePaymentTerms*
  .SpecifiedTradeSettlementHeaderMonetarySummation=TradeSettlementHeaderMonetarySummation?
  .SpecifiedFinancialAdjustment=FinancialAdjustment* .InvoiceReferencedDocument=ReferencedDocument*
  .ProFormaInvoiceReferencedDocument=ReferencedDocument? .LetterOfCreditReferencedDocument=ReferencedDocument?
  .FactoringAgreementReferencedDocument=ReferencedDocument* .FactoringListReferencedDocument=ReferencedDocument*
  .PayableSpecifiedTradeAccountingAccount=TradeAccountingAccount*
  .ReceivableSpecifiedTradeAccountingAccount=TradeAccountingAccount*
  .PurchaseSpecifiedTradeAccountingAccount=TradeAccountingAccount*
  .SalesSpecifiedTradeAccountingAccount=TradeAccountingAccount*
  .SpecifiedTradeSettlementFinancialCard=TradeSettlementFinancialCard* .SpecifiedAdvancePayment=AdvancePayment*
  .UltimatePayeeTradeParty=TradeParty?
TradeParty: ID* GlobalID* Name? RoleCode* Description* .SpecifiedLegalOrganization=LegalOrganization?
  .DefinedTradeContact=TradeContact* .PostalTradeAddress=TradeAddress?
  .URIUniversalCommunication=UniversalCommunication* .SpecifiedTaxRegistration=TaxRegistration*
  .EndPointURIUniversalCommunication=UniversalCommunication? .LogoAssociatedSpecifiedBinaryFile=SpecifiedBinaryFile*
LegalOrganization: LegalClassificationCode? Name? ID? TradingBusinessName? .PostalTradeAddress=TradeAddress?
  .AuthorizedLegalRegistration=LegalRegistration*
TradeContact: ID? PersonName? DepartmentName? TypeCode? JobTitle? Responsibility? PersonID*
  .TelephoneUniversalCommunication=UniversalCommunication?
  .DirectTelephoneUniversalCommunication=UniversalCommunication?
  .MobileTelephoneUniversalCommunication=UniversalCommunication? .FaxUniversalCommunication=UniversalCommunication?
  .EmailURIUniversalCommunication=UniversalCommunication? .TelexUniversalCommunication=UniversalCommunication?
  .VOIPUniversalCommunication=UniversalCommunication? .InstantMessagingUniversalCommunication=UniversalCommunication?
  .SpecifiedNote=Note* .SpecifiedContactPerson=ContactPerson?
UniversalCommunication: URIID? ChannelCode? CompleteNumber?
TradeAddress: ID? PostcodeCode? PostOfficeBox? BuildingName? LineOne? LineTwo? LineThree? LineFour? LineFive?
  StreetName? CityName? CitySubDivisionName? CountryID? CountryName* CountrySubDivisionID? CountrySubDivisionName*
  AttentionOf? CareOf? BuildingNumber? DepartmentName? AdditionalStreetName?
TaxRegistration: ID? .AssociatedRegisteredTax=RegisteredTax?
ReferencedDocument: IssuerAssignedID? URIID? StatusCode? CopyIndicator? LineID? TypeCode? GlobalID? RevisionID? Name*
  AttachmentBinaryObject* Information* ReferenceTypeCode? SectionName* PreviousRevisionID* FormattedIssueDateTime?
  .EffectiveSpecifiedPeriod=SpecifiedPeriod? .IssuerTradeParty=TradeParty?
  .AttachedSpecifiedBinaryFile=SpecifiedBinaryFile*
TradePrice: TypeCode? ChargeAmount+ BasisQuantity? MinimumQuantity? MaximumQuantity? ChangeReason*
  OrderUnitConversionFactorNumeric? .AppliedTradeAllowanceCharge=TradeAllowanceCharge*
  .ValiditySpecifiedPeriod=SpecifiedPeriod? .IncludedTradeTax=TradeTax* .DeliveryTradeLocation=TradeLocation*
  .TradeComparisonReferencePrice=ReferencePrice* .AssociatedReferencedDocument=ReferencedDocument*
TradeTax: CalculatedAmount* TypeCode? ExemptionReason? CalculatedRate? CalculationSequenceNumeric? BasisQuantity?
  BasisAmount* UnitBasisAmount* LineTotalBasisAmount* AllowanceChargeBasisAmount* CategoryCode? CurrencyCode?
  Jurisdiction* CustomsDutyIndicator? ExemptionReasonCode? TaxBasisAllowanceRate? TaxPointDate? Type?
  InformationAmount* CategoryName* DueDateTypeCode? RateApplicablePercent?
  .SpecifiedTradeAccountingAccount=TradeAccountingAccount* .ServiceSupplyTradeCountry=TradeCountry?
  .BuyerRepayableTaxSpecifiedTradeAccountingAccount=TradeAccountingAccount?
  .SellerPayableTaxSpecifiedTradeAccountingAccount=TradeAccountingAccount?
  .SellerRefundableTaxSpecifiedTradeAccountingAccount=TradeAccountingAccount?
  .BuyerDeductibleTaxSpecifiedTradeAccountingAccount=TradeAccountingAccount?
  .BuyerNonDeductibleTaxSpecifiedTradeAccountingAccount=TradeAccountingAccount?
  .PlaceApplicableTradeLocation=TradeLocation*
TradeAllowanceCharge: ChargeIndicator? ID? SequenceNumeric? CalculationPercent? BasisAmount? BasisQuantity?
  PrepaidIndicator? ActualAmount* UnitBasisAmount? ReasonCode? Reason? TypeCode? .CategoryTradeTax=TradeTax*
  .ActualTradeCurrencyExchange=TradeCurrencyExchange?
SpecifiedPeriod: DurationMeasure* InclusiveIndicator? Description* StartDateTime? EndDateTime? CompleteDateTime?
  OpenIndicator? SeasonCode? ID? Name* SequenceNumeric? StartDateFlexibilityCode? ContinuousIndicator? PurposeCode?
TradeSettlementPaymentMeans: PaymentChannelCode? TypeCode? GuaranteeMethodCode? PaymentMethodCode? Information* ID*
  .ApplicableTradeSettlementFinancialCard=TradeSettlementFinancialCard?
  .PayerPartyDebtorFinancialAccount=DebtorFinancialAccount?
  .PayeePartyCreditorFinancialAccount=CreditorFinancialAccount?
  .PayerSpecifiedDebtorFinancialInstitution=DebtorFinancialInstitution?
  .PayeeSpecifiedCreditorFinancialInstitution=CreditorFinancialInstitution?
TradeSettlementFinancialCard: MicrochipIndicator? ID? TypeCode? CardholderName? ExpiryDate? VerificationNumeric?
  ValidFromDateTime? CreditLimitAmount* CreditAvailableAmount* InterestRatePercent? IssuingCompanyName? Description?
DebtorFinancialAccount: IBANID? AccountName? ProprietaryID?
CreditorFinancialAccount: IBANID? AccountName? ProprietaryID?
CreditorFinancialInstitution: BICID? CHIPSUniversalID? NewZealandNCCID? IrishNSCID? UKSortCodeID? CHIPSParticipantID?
  SwissBCID? FedwireRoutingNumberID? PortugueseNCCID? RussianCentralBankID? ItalianDomesticID? AustrianBankleitzahlID?
  CanadianPaymentsAssociationID? SICID? GermanBankleitzahlID? SpanishDomesticInterbankingID? SouthAfricanNCCID?
  HongKongBankID? AustralianBSBID? IndianFinancialSystemID? HellenicBankID? PolishNationalClearingID? Name?
  ClearingSystemName? JapanFinancialInstitutionCommonID?
  .LocationFinancialInstitutionAddress=FinancialInstitutionAddress?
  .SubDivisionBranchFinancialInstitution=BranchFinancialInstitution?
DebtorFinancialInstitution: BICID? ClearingSystemName? CHIPSUniversalID? NewZealandNCCID? IrishNSCID? UKSortCodeID?
  CHIPSParticipantID? SwissBCID? FedwireRoutingNumberID? PortugueseNCCID? RussianCentralBankID? ItalianDomesticID?
  AustrianBankleitzahlID? CanadianPaymentsAssociationID? SICID? GermanBankleitzahlID? SpanishDomesticInterbankingID?
  SouthAfricanNCCID? HongKongBankID? AustralianBSBID? IndianFinancialSystemID? HellenicBankID?
  PolishNationalClearingID? Name? JapanFinancialInstitutionCommonID?
  .LocationFinancialInstitutionAddress=FinancialInstitutionAddress?
  .SubDivisionBranchFinancialInstitution=BranchFinancialInstitution?
TradePaymentTerms: ID? FromEventCode? SettlementPeriodMeasure? Description* DueDateDateTime? TypeCode?
  InstructionTypeCode? DirectDebitMandateID* PartialPaymentPercent? PaymentMeansID* PartialPaymentAmount*
  .ApplicableTradePaymentPenaltyTerms=TradePaymentPenaltyTerms?
  .ApplicableTradePaymentDiscountTerms=TradePaymentDiscountTerms? .PayeeTradeParty=TradeParty*
TradeSettlementHeaderMonetarySummation: LineTotalAmount* ChargeTotalAmount* AllowanceTotalAmount* TaxBasisTotalAmount*
  TaxTotalAmount* RoundingAmount* GrandTotalAmount* InformationAmount* TotalPrepaidAmount* TotalDiscountAmount*
  TotalAllowanceChargeAmount* DuePayableAmount* RetailValueExcludingTaxInformationAmount*
  TotalDepositFeeInformationAmount* ProductValueExcludingTobaccoTaxInformationAmount*
  TotalRetailValueInformationAmount* GrossLineTotalAmount* NetLineTotalAmount* NetIncludingTaxesLineTotalAmount*
TradeSettlementLineMonetarySummation: LineTotalAmount* ChargeTotalAmount* AllowanceTotalAmount* TaxBasisTotalAmount*
  TaxTotalAmount* GrandTotalAmount* InformationAmount* TotalAllowanceChargeAmount* TotalRetailValueInformationAmount*
  GrossLineTotalAmount* NetLineTotalAmount* NetIncludingTaxesLineTotalAmount* ProductWeightLossInformationAmount*
TradeAccountingAccount: ID SetTriggerCode? TypeCode? AmountTypeCode? Name? CostReferenceDimensionPattern?
SupplyChainEvent: ID? OccurrenceDateTime? TypeCode? Description* DescriptionBinaryObject* UnitQuantity?
  LatestOccurrenceDateTime? EarliestOccurrenceDateTime? .OccurrenceSpecifiedPeriod=SpecifiedPeriod?
  .OccurrenceLogisticsLocation=LogisticsLocation?
ProcuringProject: ID Description? Name
ProductCharacteristic: ID* TypeCode? Description* ValueMeasure? MeasurementMethodCode? Value* ValueCode?
  ValueDateTime? ValueIndicator? ContentTypeCode? .ValueSpecifiedBinaryFile=SpecifiedBinaryFile?
  .ApplicableProductCharacteristicCondition=ProductCharacteristicCondition*
  .ApplicableReferencedStandard=ReferencedStandard?
ProductClassification: SystemID? SystemName* ClassCode? ClassName* SubClassCode?
  .ClassProductCharacteristic=ProductCharacteristic* .ApplicableReferencedStandard=ReferencedStandard?
TradeCountry: ID? Name* .SubordinateTradeCountrySubDivision=TradeCountrySubDivision*
`;
