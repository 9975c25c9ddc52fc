/** Cross Industry Invoice D16B, the remaining content models (logistics, finance, extensions), as in cii-schema-core.ts. */
export const ciiTradeTypes = `
AdvancePayment: PaidAmount FormattedReceivedDateTime? .IncludedTradeTax=TradeTax*
AppliedAllowanceCharge: ActualAmount? Description? ReasonCode? CalculationPercent? BasisAmount? ChargeIndicator
  .CategoryAppliedTax=AppliedTax?
AppliedTax: CalculatedAmount? TypeCode? CalculatedRate? BasisAmount? TaxPointDate?
AvailablePeriod: StartDateTime? EndDateTime? Description?
BasicWorkItem: ID ReferenceID? PrimaryClassificationCode* AlternativeClassificationCode* TypeCode* Comment*
  TotalQuantity? TotalQuantityClassificationCode? IndexValue? StatusCode* ReferenceFileBinaryObject* Index?
  RequestedActionCode* PriceListItemID? ContractualLanguageCode?
  .ActualWorkItemComplexDescription=WorkItemComplexDescription*
  .TotalQuantityWorkItemQuantityAnalysis=WorkItemQuantityAnalysis* .UnitCalculatedPrice=CalculatedPrice*
  .TotalCalculatedPrice=CalculatedPrice* .SubordinateBasicWorkItem=BasicWorkItem*
  .ChangedRecordedStatus=RecordedStatus* .ItemBasicWorkItem=BasicWorkItem*
  .ReferencedSpecifiedBinaryFile=SpecifiedBinaryFile*
BranchFinancialInstitution: ID? Name? .LocationFinancialInstitutionAddress=FinancialInstitutionAddress?
CalculatedPrice: TypeCode* ChargeAmount* .RelatedAppliedAllowanceCharge=AppliedAllowanceCharge*
ContactPerson: GivenName? MiddleName? FamilyName?
DeliveryAdjustment: ReasonCode? Reason* ActualAmount* ActualQuantity? ActualDateTime?
DisposalInstructions: MaterialID? RecyclingDescriptionCode* Description* RecyclingProcedure*
DocumentVersion: ID? Name? IssueDateTime?
FinancialAdjustment: ReasonCode? Reason* ActualAmount* ActualQuantity? ActualDateTime?
  .ClaimRelatedTradeParty=TradeParty? .InvoiceReferenceReferencedDocument=ReferencedDocument?
FinancialInstitutionAddress: PostcodeCode? BuildingNumber? LineOne? LineTwo? LineThree? LineFour? LineFive?
  StreetName? CityName? CountrySubDivisionID? CountryID? TypeCode? DepartmentName? PostOfficeBox? CityID?
  CountrySubDivisionName? CountryName?
GeographicalCoordinate: AltitudeMeasure? LatitudeMeasure? LongitudeMeasure? SystemID?
GroupedWorkItem: ID PrimaryClassificationCode* AlternativeClassificationCode* TypeCode* Comment* TotalQuantity? Index?
  RequestedActionCode* PriceListItemID? ContractualLanguageCode? .TotalCalculatedPrice=CalculatedPrice*
  .ItemGroupedWorkItem=GroupedWorkItem* .ItemBasicWorkItem=BasicWorkItem* .ChangedRecordedStatus=RecordedStatus*
  .ActualWorkItemComplexDescription=WorkItemComplexDescription* .ReferencedSpecifiedBinaryFile=SpecifiedBinaryFile*
LegalRegistration: TypeCode? ID?
LogisticsLocation: ID? Name* TypeCode? Description* .PhysicalGeographicalCoordinate=GeographicalCoordinate?
  .PostalTradeAddress=TradeAddress?
LogisticsServiceCharge: ID? Description* PaymentArrangementCode? TariffClassCode? ChargeCategoryCode?
  ServiceCategoryCode? DisbursementAmount* AppliedAmount* AllowanceCharge? PayingPartyRoleCode? CalculationBasisCode?
  CalculationBasis? TransportPaymentMethodCode? .PaymentPlaceLogisticsLocation=LogisticsLocation?
  .AppliedFromLogisticsLocation=LogisticsLocation? .AppliedToLogisticsLocation=LogisticsLocation?
  .AppliedTradeTax=TradeTax*
LogisticsTransportEquipment: ID? LoadingLengthMeasure? CategoryCode? CharacteristicCode? UsedCapacityCode?
  .LinearSpatialDimension=SpatialDimension?
LogisticsTransportMeans: TypeCode? Type? ID? Name? .OwnerTradeParty=TradeParty?
LogisticsTransportMovement: StageCode? ModeCode? Mode? .UsedLogisticsTransportMeans=LogisticsTransportMeans?
MaterialGoodsCharacteristic: Description* TypeCode? ProportionalConstituentPercent? AbsolutePresenceWeightMeasure?
  AbsolutePresenceVolumeMeasure?
PackagingMarking: TypeCode* Content* ContentDateTime? ContentAmount* BarcodeTypeCode* ContentCode*
  AutomaticDataCaptureMethodTypeCode*
ProductCharacteristicCondition: TypeCode? Name* ValueMeasure?
RecordedStatus: ConditionCode ChangerName? ChangedDateTime
ReferencePrice: ChargeAmount? BasisQuantity* NetPriceIndicator* ComparisonMethodCode?
ReferencedProduct: ID* GlobalID* SellerAssignedID? BuyerAssignedID? ManufacturerAssignedID* IndustryAssignedID* Name*
  Description* RelationshipTypeCode* UnitQuantity*
ReferencedStandard: ID? VersionID? ElementVersionID? URIID? PartID? AgencyID?
RegisteredTax: TypeCode? ExemptionReasonCode? ExemptionReason* CurrencyCode? Jurisdiction* Description*
  CustomsDutyIndicator?
ReturnableAssetInstructions: MaterialID* TermsAndConditionsDescription* TermsAndConditionsDescriptionCode?
  DepositValueSpecifiedAmount* .DepositValueValiditySpecifiedPeriod=SpecifiedPeriod?
SpatialDimension: ValueMeasure? TypeCode? Description* WidthMeasure? LengthMeasure? HeightMeasure? ID?
  DiameterMeasure?
SpecificationQuery: ID TypeCode? Content ContractualLanguageCode?
SpecificationResponse: ID QueryID? TypeCode? Content ContractualLanguageCode?
SpecifiedBinaryFile: ID* Title* AuthorName* VersionID? FileName? URIID? MIMECode? EncodingCode? CharacterSetCode?
  IncludedBinaryObject* Access* Description* SizeMeasure? .AccessAvailabilitySpecifiedPeriod=SpecifiedPeriod?
SpecifiedMarketplace: ID? Name? VirtualIndicator? WebsiteURIID* SalesMethodCode?
  .OrderingAvailablePeriod=AvailablePeriod*
SubordinateLineTradeAgreement: .SellerOrderReferencedDocument=ReferencedDocument?
  .BuyerOrderReferencedDocument=ReferencedDocument? .AdditionalReferencedDocument=ReferencedDocument*
  .GrossPriceProductTradePrice=TradePrice? .NetPriceProductTradePrice=TradePrice?
SubordinateLineTradeDelivery: PackageQuantity? ProductUnitQuantity? PerPackageUnitQuantity?
  .IncludedSupplyChainPackaging=SupplyChainPackaging*
SubordinateLineTradeSettlement: .ApplicableTradeTax=TradeTax?
SubordinateTradeLineItem: ID* .SpecifiedReferencedProduct=ReferencedProduct? .ApplicableTradeProduct=TradeProduct*
  .SpecifiedSubordinateLineTradeAgreement=SubordinateLineTradeAgreement?
  .SpecifiedSubordinateLineTradeDelivery=SubordinateLineTradeDelivery?
  .SpecifiedSubordinateLineTradeSettlement=SubordinateLineTradeSettlement?
SupplyChainConsignmentItem: TypeCode? TypeExtensionCode? DeclaredValueForCustomsAmount?
  DeclaredValueForStatisticsAmount? InvoiceAmount* GrossWeightMeasure? NetWeightMeasure? TariffQuantity?
  .NatureIdentificationTransportCargo=TransportCargo?
SupplyChainConsignment: GrossWeightMeasure* NetWeightMeasure* GrossVolumeMeasure* InsurancePremiumAmount?
  AssociatedInvoiceAmount* TotalChargeAmount? DeclaredValueForCustomsAmount? PackageQuantity?
  .ConsignorTradeParty=TradeParty? .ConsigneeTradeParty=TradeParty? .CarrierTradeParty=TradeParty?
  .FreightForwarderTradeParty=TradeParty? .DeliveryTradeParty=TradeParty? .CustomsImportAgentTradeParty=TradeParty?
  .CustomsExportAgentTradeParty=TradeParty? .GroupingCentreTradeParty=TradeParty*
  .TransportContractReferencedDocument=ReferencedDocument? .AssociatedReferencedDocument=ReferencedDocument*
  .IncludedSupplyChainConsignmentItem=SupplyChainConsignmentItem*
  .UtilizedLogisticsTransportEquipment=LogisticsTransportEquipment*
  .SpecifiedLogisticsTransportMovement=LogisticsTransportMovement*
SupplyChainPackaging: TypeCode? Type? Description* ConditionCode? DisposalMethodCode* WeightMeasure*
  MaximumStackabilityQuantity? MaximumStackabilityWeightMeasure? CustomerFacingTotalUnitQuantity?
  LayerTotalUnitQuantity? ContentLayerQuantity? .LinearSpatialDimension=SpatialDimension?
  .MinimumLinearSpatialDimension=SpatialDimension? .MaximumLinearSpatialDimension=SpatialDimension?
  .SpecifiedPackagingMarking=PackagingMarking* .ApplicableMaterialGoodsCharacteristic=MaterialGoodsCharacteristic*
  .ApplicableDisposalInstructions=DisposalInstructions*
  .ApplicableReturnableAssetInstructions=ReturnableAssetInstructions*
TradeCountrySubDivision: ID? Name*
TradeCurrencyExchange: SourceCurrencyCode SourceUnitBasisNumeric? TargetCurrencyCode TargetUnitBaseNumeric? MarketID?
  ConversionRate ConversionRateDateTime? .AssociatedReferencedDocument=ReferencedDocument*
TradeDeliveryTerms: DeliveryTypeCode? Description* .RelevantTradeLocation=TradeLocation?
TradeLocation: CountryID? CountryName? ID? Name?
TradePaymentDiscountTerms: BasisDateTime? BasisPeriodMeasure? BasisAmount? CalculationPercent? ActualDiscountAmount?
TradePaymentPenaltyTerms: BasisDateTime? BasisPeriodMeasure? BasisAmount? CalculationPercent? ActualPenaltyAmount?
TradeProductInstance: GlobalSerialID? BatchID? KanbanID? SupplierAssignedSerialID? BestBeforeDateTime? ExpiryDateTime?
  SellByDateTime? SerialID* RegistrationID* .ProductionSupplyChainEvent=SupplyChainEvent?
  .PackagingSupplyChainEvent=SupplyChainEvent? .ApplicableMaterialGoodsCharacteristic=MaterialGoodsCharacteristic*
  .ApplicableProductCharacteristic=ProductCharacteristic*
TransportCargo: TypeCode? Identification? OperationalCategoryCode? StatisticalClassificationCode?
ValuationBreakdownStatement: ID Name Description* MeasurementMethodID* CreationDateTime DefaultCurrencyCode
  DefaultLanguageCode Comment* TypeCode* RequestedActionCode* PriceListID? ContractualLanguageCode?
  .ItemGroupedWorkItem=GroupedWorkItem* .ItemBasicWorkItem=BasicWorkItem* .TotalCalculatedPrice=CalculatedPrice*
  .ChangedRecordedStatus=RecordedStatus* .CreationSpecifiedBinaryFile=SpecifiedBinaryFile*
  .ReaderSpecifiedBinaryFile=SpecifiedBinaryFile* .ReferencedSpecifiedBinaryFile=SpecifiedBinaryFile*
WorkItemComplexDescription: Abstract* Content* ContractualLanguageCode?
  .RequestingSpecificationQuery=SpecificationQuery* .RespondingSpecificationResponse=SpecificationResponse*
  .SubsetWorkItemComplexDescription=WorkItemComplexDescription?
WorkItemDimension: ID? ValueMeasure Description? TypeCode ContractualLanguageCode?
  .ComponentWorkItemDimension=WorkItemDimension*
WorkItemQuantityAnalysis: ID ActualQuantity? Description? ActualQuantityPercent? StatusCode? TypeCode?
  PrimaryClassificationCode* AlternativeClassificationCode* ContractualLanguageCode?
  .ActualQuantityWorkItemDimension=WorkItemDimension* .BreakdownWorkItemQuantityAnalysis=WorkItemQuantityAnalysis*
  .ChangedRecordedStatus=RecordedStatus*
`;
