import { XMLParser } from 'fast-xml-parser';

/** An element: a text, or its children by name. A name that stands several times has a list. */
export type XmlValue = string | XmlObject | readonly XmlValue[];
export interface XmlObject {
  readonly [name: string]: XmlValue;
}

/** No report is nested deeper than feedback, record, auth_results, dkim, result; extensions may be. */
const deepest = 16;

const parser = new XMLParser({
  ignoreAttributes: true,
  removeNSPrefix: true,
  transformTagName: (name) => name.toLowerCase(),
  parseTagValue: false,
  trimValues: true,
  // Entities of the document's own are how a small file grows; the five of XML are put in afterwards.
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
});

/** Reads XML of a stranger: no document types, no entities of its own, bounded depth. A text is the reason why not. */
export function readXml(text: string): XmlObject | string {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) return 'declares a document type, which no report does';
  if (depthOf(text) > deepest) return `is nested deeper than ${String(deepest)} elements`;
  try {
    return parser.parse(text) as XmlObject;
  } catch {
    return 'is not well-formed XML';
  }
}

/** How deep elements stand in one another, as their tags say; stops counting where it is too deep. */
function depthOf(text: string): number {
  let depth = 0;
  let most = 0;
  for (let at = text.indexOf('<'); at !== -1 && most <= deepest; at = text.indexOf('<', at + 1)) {
    const next = text[at + 1];
    if (next === '/') depth -= 1;
    else if (next !== '!' && next !== '?') {
      const end = text.indexOf('>', at);
      if (end === -1) break;
      if (text[end - 1] !== '/') depth += 1;
      most = Math.max(most, depth);
    }
  }
  return most;
}

/** The children of a name, as a list: none, one or several. */
export function children(of: XmlValue | undefined, name: string): readonly XmlValue[] {
  if (of === undefined || typeof of === 'string' || Array.isArray(of)) return [];
  const value = Object.hasOwn(of, name) ? (of as XmlObject)[name] : undefined;
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly XmlValue[]) : [value];
}

/** The text of the first child of a name, at most 300 characters; empty when there is none. */
export function textOf(of: XmlValue | undefined, name: string): string {
  const [first] = children(of, name);
  return typeof first === 'string' ? decoded(first).trim().slice(0, 300) : '';
}

const predefined: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
const decoded = (text: string): string =>
  text.replaceAll(/&(lt|gt|quot|apos|amp);/g, (whole, name: string) => predefined[name] ?? whole);

/** The text of the first element of a name, behind that of another one: what is left where tags do not fit together. */
export function fieldIn(text: string, name: string, behind?: string): string {
  const from =
    behind === undefined ? 0 : text.search(new RegExp(`<(?:[a-z0-9_]{1,20}:)?${behind}[\\s>]`, 'i'));
  if (from === -1) return '';
  const element = new RegExp(`<((?:[a-z0-9_]{1,20}:)?${name})>([^<>]{0,300})</\\1\\s*>`, 'i');
  return decoded(element.exec(text.slice(from))?.[2] ?? '').trim();
}
