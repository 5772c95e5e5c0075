/**
 * What was read from the text somebody pasted. Bounded plain JSON: it is the fact `symptom` and part of saved
 * facts. Parsing stands in src/parse, the rules in src/knowledge.
 */
export interface Symptom {
  /** Best first within an item; items in the order of the paste. */
  candidates: readonly Candidate[];
  /** The things pasted (an error, a notification, a log line …), in order; a summary holds one per code. */
  items: readonly SymptomItem[];
  /** What could not be read, in plain words (truncated JSON, unknown charset …). */
  unread: readonly string[];
  /** The shell of a live check: what the symptom names. Flags win over these. */
  names: SymptomNames;
  /** A failure that stands beside those of `candidates` and that nothing explains, as it stood; absent without one. */
  unexplained?: string;
  /** Set when the input held so many events that single items were counted instead of kept. */
  summary: SymptomSummary | null;
}

/** One explanation of what was pasted. */
export interface Candidate {
  /** A code of the checklist. */
  code: string;
  /** The recipient, identity, IP, template or host it is about; null for the account or the run. */
  subject: string | null;
  /** The words that matched, at most 300 characters, as they stood. */
  quote: string;
  /** 0 is the likeliest; a candidate of a higher rank is an alternative to those before it. */
  rank: number;
  /** Index into `items`. */
  item: number;
  /** Which failure of the text it explains: candidates with the same number are alternatives. That of the item where absent. */
  failure?: number;
  /** Accounts that sent, as twelve digits, where the text names them; absent where it does not. At most five. */
  accounts?: readonly string[];
  /** Accounts of the identities that were sent with, where who sent is not told; absent otherwise. At most five. */
  owners?: readonly string[];
  /** Regions it was sent through, in lower case, where the text names them; absent where it does not. At most five. */
  regions?: readonly string[];
  /** What the rule read beside the code (`ip`, `list`, `receiver`, `action`, `region` …), for the words of the finding. */
  data: Readonly<Record<string, string>>;
}

/** Whether anything that was read is told by one of these codes. */
export const tellsOf = ({ candidates }: Symptom, codes: Readonly<Record<string, unknown>>): boolean =>
  candidates.some(({ code }) => code in codes);

/** The Regions that a failure may be of; where its own words name none, the one that the symptom names. */
export const regionsOf = (
  { regions }: Pick<Candidate, 'regions'>,
  { names }: Pick<Symptom, 'names'>,
): readonly string[] => regions ?? (names.region === null ? [] : [names.region]);

/** The symptom without what may be of another Region. */
export const toldOfRegion = (symptom: Symptom, region: string | null): Symptom => ({
  ...symptom,
  candidates: symptom.candidates.filter((one) => regionsOf(one, symptom).every((named) => named === region)),
});

/** Whether a receiver says that it refuses mail since it finds no DNS for this domain, or for that of a sender it does not name. */
export const refusesSender = (symptom: Symptom | null, domain: string): boolean =>
  symptom?.candidates.some(
    ({ code, data }) =>
      code === 'bounce/sender-domain' &&
      (data['sender'] ?? domain).slice((data['sender'] ?? '').lastIndexOf('@') + 1).toLowerCase() ===
        domain.toLowerCase(),
  ) ?? false;

/** What receivers say of the DNS of this domain, each with the sender as they name it. */
export const toldOfSender = (
  symptom: Symptom | null,
  domain: string,
): readonly { code: string; subject: string | null; of: { sender: readonly string[] } }[] =>
  (symptom?.candidates ?? []).flatMap(({ code, subject, data: { sender } }) =>
    code === 'bounce/sender-domain' &&
    sender?.slice(sender.lastIndexOf('@') + 1).toLowerCase() === domain.toLowerCase()
      ? [{ code, subject, of: { sender: [sender] } }]
      : [],
  );

/** Whether a receiver says that it refuses mail over SPF, alone or among others. */
export const blamesSpf = (symptom: Symptom | null): boolean =>
  symptom?.candidates.some(
    ({ code, data }) => code === 'bounce/authentication-failed' && /\bSPF\b/u.test(data['mechanism'] ?? ''),
  ) ?? false;

export interface SymptomItem {
  kind: 'api-error' | 'smtp-reply' | 'log' | 'notification' | 'event' | 'dsn' | 'message' | 'header' | 'text';
  /** One line that says what was read, as `Bounce notification for a@example.net, 2026-03-01`. */
  title: string;
}

/** Everything a live check can look up. Lower-case domains, addresses as written, each once, bounded to 50 a list. */
export interface SymptomNames {
  senders: readonly string[];
  recipients: readonly string[];
  /** Identities that SES lists as "failed the check". */
  failedIdentities: readonly string[];
  /** Every address that stands in a header of the failed message, or null when no headers were seen. */
  configurationSet: string | null;
  tenant: string | null;
  template: string | null;
  /** The Region that the symptom names, lower case, or null. */
  region: string | null;
  ips: readonly string[];
  messageIds: readonly string[];
  /** ARN of who called, from an AccessDenied text, or null. */
  principal: string | null;
  /** ARN of what was denied, or null. */
  resource: string | null;
  /** ARN of an identity of another account that the message was sent with; absent without one. */
  sourceArn?: string;
  /** The global endpoint (EndpointId) that it was sent through; absent without one. */
  endpointId?: string;
  /**
   * All senders are of messages that SES took, or of settings: who sent what it refused is not told. Absent where one may
   * have sent that, and where there are none.
   */
  sendersOfOthers?: true;
  /** The symptom comes from SMTP: SMTP is in evident use. */
  smtp: boolean;
}

/** Counts over many events (design: top tens, exact up to 50,000 distinct keys). */
export interface SymptomSummary {
  /** Events read. */
  events: number;
  first: string | null;
  last: string | null;
  byCode: readonly Count[];
  byReceiver: readonly Count[];
  byList: readonly Count[];
  byIp: readonly Count[];
  byAddress: readonly Count[];
  /** 0 while counts are exact, else the largest error a count may have. */
  errorBound: number;
}

export interface Count {
  key: string;
  count: number;
  /** ISO times of the first and last event, or null when they carry none. */
  first: string | null;
  last: string | null;
  /** At most ten. */
  samples: readonly string[];
}
