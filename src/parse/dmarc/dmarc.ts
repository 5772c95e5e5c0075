import { tagParts } from '../tag-list.ts';

export type DmarcPolicy = 'none' | 'quarantine' | 'reject';

/** Something in a record that is not as RFC 9989 section 4.7 and 4.8 want it. */
export interface DmarcFault {
  /** `policy`: a value that is no policy. */
  kind: 'syntax' | 'policy';
  /** Offset in the record, from 0. */
  at: number;
  /** The tag or text at fault, as written. */
  text: string;
  /** Ends the sentence “… ”; no final dot. */
  message: string;
  /** True when receivers drop the record or its policy for it; false when they ignore the tag alone. */
  fatal: boolean;
}

export interface DmarcTag {
  /** Lower case. */
  name: string;
  value: string;
  /** Offset of the value in the record. */
  at: number;
}

/** One address of rua= or ruf=. */
export interface ReportUri {
  tag: 'rua' | 'ruf';
  /** As written, without the size limit. */
  uri: string;
  /** The domain that takes the report, lower case. */
  domain: string;
}

export interface DmarcRecord {
  text: string;
  tags: readonly DmarcTag[];
  /** What the record asks for; null when receivers do nothing for it (RFC 9989 4.10.1). */
  p: DmarcPolicy | null;
  /** Null: as `p`. */
  sp: DmarcPolicy | null;
  /** Null: as `sp`. */
  np: DmarcPolicy | null;
  adkim: 'r' | 's';
  aspf: 'r' | 's';
  psd: 'y' | 'n' | 'u';
  /** t=y: receivers apply the policy one step weaker. */
  testing: boolean;
  /** pct= of RFC 7489 6.3, which RFC 9989 took out and some receivers still go by; null when it is not given, or no percentage. */
  percent: number | null;
  reports: readonly ReportUri[];
  faults: readonly DmarcFault[];
}

/** True for a TXT record of the current version (RFC 9989 4.7): the name of the tag in any case, its value as it is. */
export const isDmarcRecord = (text: string): boolean => /^[vV][ \t]*=[ \t]*DMARC1[ \t]*(?:;|$)/.test(text);

/** True for a text that somebody meant as a DMARC record and that receivers do not take for one. */
export const looksLikeDmarc = (text: string): boolean =>
  !isDmarcRecord(text) &&
  /^[\s"'\\]*(?:v[\s=:]*dmarc|dmarc1|p\s*=\s*(?:none|quarantine|reject)\b)/i.test(text);

/** What keeps a text that `looksLikeDmarc` from being a record. */
export function lookalikeFault(text: string): DmarcFault {
  const fault = (at: number, message: string): DmarcFault => ({
    kind: 'syntax',
    at,
    text: text.slice(at, at + 20),
    message,
    fatal: true,
  });
  const lead = /^[\s"'\\]+/.exec(text)?.[0];
  if (lead !== undefined)
    return fault(0, 'there is something before "v=DMARC1", such as a space or a quotation mark');
  const version = /^v[ \t]*=[ \t]*([A-Za-z0-9]*)[ \t]*/i.exec(text);
  if (version === null) return fault(0, 'the record does not begin with "v=DMARC1"');
  const spelt = version[1] ?? '';
  if (spelt !== 'DMARC1')
    return fault(version[0].indexOf(spelt, 2), 'the version must read "DMARC1", in capitals');
  return fault(version[0].length, 'a semicolon must follow "v=DMARC1"');
}

/** Reads a record for which `isDmarcRecord` holds. Takes linear time, and never throws. */
export function parseDmarc(text: string): DmarcRecord {
  const faults: DmarcFault[] = [];
  const tags = tagsOf(text, faults);
  const choice = <T extends string>(name: string, values: readonly T[], fallback: T): T =>
    choose(tags, name, values, faults) ?? fallback;
  const reports = (['rua', 'ruf'] as const).flatMap((name) => readUris(tags, name, faults));
  const [p, sp, np] = (['p', 'sp', 'np'] as const).map((name) => readPolicy(tags, name, faults));
  const canReport = hasReportUri(tags);
  if (!tags.some(({ name }) => name === 'p')) {
    const message = `there is no p= tag${canReport ? ', so that it counts as p=none' : ''}`;
    faults.push({ kind: 'syntax', at: text.length, text: 'p', message, fatal: !canReport });
  }
  const unclear = p === null || faults.some(({ kind }) => kind === 'policy');
  return {
    text,
    tags,
    // RFC 9989 4.10.1: without a valid policy but with a place for reports, the record counts as p=none.
    p: unclear ? (canReport ? 'none' : null) : (p ?? null),
    sp: unclear ? null : (sp ?? null),
    np: unclear ? null : (np ?? null),
    adkim: choice('adkim', ['r', 's'], 'r'),
    aspf: choice('aspf', ['r', 's'], 'r'),
    psd: choice('psd', ['y', 'n', 'u'], 'u'),
    testing: choice('t', ['y', 'n'], 'n') === 'y',
    percent: percentIn(tags),
    reports,
    faults: faults.sort((one, other) => one.at - other.at),
  };
}

function percentIn(tags: readonly DmarcTag[]): number | null {
  const value = tags.find(({ name }) => name === 'pct')?.value ?? '';
  return /^\d{1,3}$/.test(value) && Number(value) <= 100 ? Number(value) : null;
}

const policies: readonly DmarcPolicy[] = ['none', 'quarantine', 'reject'];

/** The value as a policy, or null. */
export const asPolicy = (value: string): DmarcPolicy | null =>
  policies.find((policy) => policy === value.toLowerCase()) ?? null;

function tagsOf(text: string, faults: DmarcFault[]): readonly DmarcTag[] {
  const tags: DmarcTag[] = [];
  for (const { text: term, at, tag: written } of tagParts(text)) {
    if (term === '') continue;
    const fail = (message: string, fatal: boolean): void => {
      faults.push({ kind: 'syntax', at, text: shortened(term), message, fatal });
    };
    if (written === null) {
      fail('it is not a tag of the form name=value', false);
      continue;
    }
    const tag = { ...written, name: written.name.toLowerCase() };
    if (tag.value === '') fail('it has no value', false);
    // A semicolon forgotten between two tags makes one value of both.
    else if (/[\s,][A-Za-z]{1,5}[ \t]*=/.test(tag.value))
      fail('it holds a second tag: a semicolon is missing', tag.name === 'p');
    if (tags.some((other) => other.name === tag.name))
      fail(`${tag.name}= is in the record twice`, tag.name === 'p');
    else tags.push(tag);
  }
  return tags;
}

function readPolicy(tags: readonly DmarcTag[], name: string, faults: DmarcFault[]): DmarcPolicy | null {
  const tag = tags.find((one) => one.name === name);
  if (tag === undefined) return null;
  const policy = asPolicy(tag.value);
  if (policy === null) {
    const message = 'it is not none, quarantine or reject';
    faults.push({
      kind: 'policy',
      at: tag.at,
      text: `${name}=${shortened(tag.value)}`,
      message,
      fatal: true,
    });
  }
  return policy;
}

function choose<T extends string>(
  tags: readonly DmarcTag[],
  name: string,
  values: readonly T[],
  faults: DmarcFault[],
): T | null {
  const tag = tags.find((one) => one.name === name);
  if (tag === undefined) return null;
  const value = values.find((one) => one === tag.value.toLowerCase());
  if (value === undefined && tag.value !== '') {
    const message = `it is not ${values.join(' or ')}`;
    faults.push({
      kind: 'syntax',
      at: tag.at,
      text: `${name}=${shortened(tag.value)}`,
      message,
      fatal: false,
    });
  }
  return value ?? null;
}

/** True with any sound URI in rua=, whatever its scheme (RFC 9989 4.10.1). */
const hasReportUri = (tags: readonly DmarcTag[]): boolean =>
  tags
    .filter(({ name }) => name === 'rua')
    .some(({ value }) => value.split(',').some((uri) => /^[a-z][a-z0-9+.-]*:[^\s]+$/i.test(uri.trim())));

/** At most so many addresses of one tag are read. */
const mostUris = 20;

function readUris(
  tags: readonly DmarcTag[],
  name: 'rua' | 'ruf',
  faults: DmarcFault[],
): readonly ReportUri[] {
  const tag = tags.find((one) => one.name === name);
  if (tag === undefined || tag.value === '') return [];
  const uris: ReportUri[] = [];
  let at = tag.at;
  for (const written of tag.value.split(',').slice(0, mostUris)) {
    const text = written.trim();
    const start = at + (written.length - written.trimStart().length);
    at += written.length + 1;
    const [, uri, domain] = /^(mailto:[^@\s!,]+@([A-Za-z0-9.-]+))(?:![0-9]+[kmgt]?)?$/i.exec(text) ?? [];
    if (uri !== undefined && domain !== undefined)
      uris.push({ tag: name, uri, domain: domain.toLowerCase() });
    else if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) {
      // Other schemes are allowed, and used by nobody.
      const message = /^[^@\s:]+@[^@\s]+$/.test(text) ? 'it lacks "mailto:"' : 'it is not a mailto: address';
      faults.push({ kind: 'syntax', at: start, text: `${name}=${shortened(text)}`, message, fatal: false });
    }
  }
  return uris;
}

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
