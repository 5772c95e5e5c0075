import type { SymptomNames } from '../model/symptom.ts';

const most = 50;

type List = 'senders' | 'recipients' | 'failedIdentities' | 'ips' | 'messageIds';

/** Collects what a live check can look up, each name once, at most fifty of a kind. */
export class NameCollector {
  readonly #lists = {
    senders: new Map<string, string>(),
    recipients: new Map<string, string>(),
    failedIdentities: new Map<string, string>(),
    ips: new Map<string, string>(),
    messageIds: new Map<string, string>(),
  };
  configurationSet: string | null = null;
  tenant: string | null = null;
  template: string | null = null;
  region: string | null = null;
  principal: string | null = null;
  resource: string | null = null;
  sourceArn: string | null = null;
  endpointId: string | null = null;
  smtp = false;
  /** What each list was given last, as it was written: files of one sender name it again and again. */
  readonly #last = new Map<List, string>();
  /** Who was named as sender or recipient of a message that SES may have refused: not by a record of one that it took. */
  readonly #envelope = { senders: new Set<string>(), recipients: new Set<string>() };

  add(list: List, name: string | null | undefined): void {
    const key = this.addAccepted(list, name);
    if (key !== null && (list === 'senders' || list === 'recipients')) this.#envelope[list].add(key);
  }

  /** Adds a name of a message that SES took, or of settings: of what it refused it tells nothing. Returns its key. */
  addAccepted(list: List, name: string | null | undefined): string | null {
    if (name === null || name === undefined) return null;
    const names = this.#lists[list];
    if (this.#last.get(list) === name || names.size >= most) return name.toLowerCase();
    this.#last.set(list, name);
    const address = list === 'ips' || list === 'messageIds' ? name.trim() : withLowerDomain(name);
    if (address === '' || address.length > 320) return null;
    const key = address.toLowerCase();
    if (names.size < most && !names.has(key)) names.set(key, address);
    return key;
  }

  /** The first value of a kind stays. */
  set(
    kind: 'configurationSet' | 'tenant' | 'template' | 'principal' | 'resource' | 'sourceArn' | 'endpointId',
    value: string | null | undefined,
  ): void {
    if (value !== null && value !== undefined && value !== '' && value.length <= 300) this[kind] ??= value;
  }

  setRegion(region: string | null | undefined): void {
    if (region !== null && region !== undefined && regionName.test(region))
      this.region ??= region.toLowerCase();
  }

  /** Whether a list takes no more names. */
  isFull(list: List): boolean {
    return this.#lists[list].size >= most;
  }

  /** Adds what another collector found in records of events. */
  addAll(names: SymptomNames): void {
    for (const list of ['senders', 'recipients', 'failedIdentities', 'ips', 'messageIds'] as const)
      for (const name of names[list]) this.addAccepted(list, name);
    for (const kind of ['configurationSet', 'tenant', 'template', 'principal', 'resource'] as const)
      this.set(kind, names[kind]);
    this.set('sourceArn', names.sourceArn);
    this.set('endpointId', names.endpointId);
    this.setRegion(names.region);
    this.smtp ||= names.smtp;
  }

  has(list: List, name: string): boolean {
    return this.#lists[list].has(name.toLowerCase());
  }

  all(list: List): readonly string[] {
    return [...this.#lists[list].values()];
  }

  /** Those of a list that may be of a message that SES refused. */
  ofEnvelope(list: 'senders' | 'recipients'): readonly string[] {
    return this.all(list).filter((name) => this.#envelope[list].has(name.toLowerCase()));
  }

  names(): SymptomNames {
    return {
      senders: this.all('senders'),
      recipients: this.all('recipients'),
      failedIdentities: this.all('failedIdentities'),
      configurationSet: this.configurationSet,
      tenant: this.tenant,
      template: this.template,
      region: this.region,
      ips: this.all('ips'),
      messageIds: this.all('messageIds'),
      principal: this.principal,
      resource: this.resource,
      ...(this.sourceArn !== null && { sourceArn: this.sourceArn }),
      ...(this.endpointId !== null && { endpointId: this.endpointId }),
      ...(this.#lists.senders.size > 0 &&
        this.#envelope.senders.size === 0 && { sendersOfOthers: true as const }),
      smtp: this.smtp,
    };
  }
}

/** `us-east-1`, `US-GOV-WEST-1`. */
export const regionName = /^[a-z]{2}(?:-gov|-iso[a-z]?)?-[a-z]{4,9}-\d{1,2}$/iu;

/** `Ann <ann@Example.COM>` becomes `ann@example.com`, `EXAMPLE.com` becomes `example.com`; local parts stay. */
export function withLowerDomain(name: string): string {
  const bare = (name.includes('<') ? (/<([^<>]{1,320})>/u.exec(name)?.[1] ?? name) : name).trim();
  const at = bare.lastIndexOf('@');
  return at === -1 ? bare.toLowerCase() : bare.slice(0, at + 1) + bare.slice(at + 1).toLowerCase();
}

/** The key of `rcpt=jo@example.com` in a log; `bounces+jo=example.com@` is an address. */
const ofKey =
  /^(?:[\w.-]{0,20}[_.-])?(?:rcpt|to|from|cc|bcc|recipients?|sender|source|e?mail|address|destination|dest|user|username|identity|subject|envelope|return_?path|mailbox|account|id)=(?=[^=@]{1,64}@)/iu;

/** Every address in a text, in order, each once, at most fifty. Bounded repeats keep it linear. */
export function addressesIn(text: string): readonly string[] {
  const found = new Set<string>();
  for (const [address] of text.matchAll(
    /[\w.!#$%&'*+/=?^{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}/gu,
  )) {
    // An ARN names an address behind a slash, as arn:aws:ses:eu-west-1:111122223333:identity/ann@example.com.
    found.add(
      address
        .replace(/^'+|'+$/gu, '')
        .replace(/^.*identity\//u, '')
        .replace(ofKey, ''),
    );
    if (found.size >= most) break;
  }
  return [...found];
}

/** What stands after the `@`, in lower case; null where there is none. */
export const domainAfterAt = (address: string): string | null => {
  const at = address.lastIndexOf('@');
  return at === -1 ? null : address.slice(at + 1).toLowerCase();
};
