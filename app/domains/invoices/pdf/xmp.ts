import { escapeXml } from "../cii/xml-writer.ts";

export interface DocumentFacts {
  title: string;
  author: string;
  /** BCP 47. */
  language: string;
  /** The file embeds a Factur-X invoice of profile EN 16931. */
  facturX: boolean;
}

/**
 * XMP packets that pdfkit does not write itself: Dublin Core (escaped: pdfkit would write "Dupré & Fils" as it is, which
 * no XML parser takes), PDF/UA-1, and Factur-X 1.0 with the extension schemas that PDF/A-3 wants for foreign properties.
 */
export function xmpPackets(facts: DocumentFacts): string {
  return [
    dublinCore(facts),
    '<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>',
    facts.facturX ? facturXFacts : "",
    extensionSchemas([pdfUaSchema, ...(facts.facturX ? [facturXSchema] : [])]),
  ].join("\n");
}

function dublinCore({ title, author, language }: DocumentFacts): string {
  return `<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(title)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>${escapeXml(author)}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>${escapeXml(language)}</rdf:li></rdf:Bag></dc:language>
</rdf:Description>`;
}

const facturXNamespace = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#";

const facturXFacts = `<rdf:Description rdf:about="" xmlns:fx="${facturXNamespace}">
<fx:DocumentType>INVOICE</fx:DocumentType>
<fx:DocumentFileName>factur-x.xml</fx:DocumentFileName>
<fx:Version>1.0</fx:Version>
<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>
</rdf:Description>`;

interface Schema {
  name: string;
  namespace: string;
  prefix: string;
  properties: { name: string; type: "Text" | "Integer"; description: string; internal?: boolean }[];
}

const pdfUaSchema: Schema = {
  name: "PDF/UA Universal Accessibility Schema",
  namespace: "http://www.aiim.org/pdfua/ns/id/",
  prefix: "pdfuaid",
  properties: [{ name: "part", type: "Integer", description: "Part of ISO 14289", internal: true }],
};

const facturXSchema: Schema = {
  name: "Factur-X PDFA Extension Schema",
  namespace: facturXNamespace,
  prefix: "fx",
  properties: [
    { name: "DocumentFileName", type: "Text", description: "Name of the embedded XML file" },
    { name: "DocumentType", type: "Text", description: "INVOICE" },
    { name: "Version", type: "Text", description: "Version of the XML schema" },
    { name: "ConformanceLevel", type: "Text", description: "Profile of the XML data" },
  ],
};

/** ISO 19005-3, 6.6.2.3.3. */
function extensionSchemas(schemas: Schema[]): string {
  const described = schemas.map(
    (schema) => `<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>${schema.name}</pdfaSchema:schema>
<pdfaSchema:namespaceURI>${schema.namespace}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>${schema.prefix}</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq>${schema.properties
      .map(
        (property) => `<rdf:li rdf:parseType="Resource">
<pdfaProperty:name>${property.name}</pdfaProperty:name>
<pdfaProperty:valueType>${property.type}</pdfaProperty:valueType>
<pdfaProperty:category>${property.internal ? "internal" : "external"}</pdfaProperty:category>
<pdfaProperty:description>${property.description}</pdfaProperty:description>
</rdf:li>`,
      )
      .join("")}</rdf:Seq></pdfaSchema:property>
</rdf:li>`,
  );
  return `<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag>${described.join("")}</rdf:Bag></pdfaExtension:schemas>
</rdf:Description>`;
}
