import type { Candidate, Symptom } from '../../src/symptom.ts';

/** A symptom in which nothing failed. */
export const nothingFailed: Symptom = {
  candidates: [],
  items: [],
  unread: [],
  names: {
    senders: [],
    recipients: [],
    failedIdentities: [],
    configurationSet: null,
    tenant: null,
    template: null,
    region: null,
    ips: [],
    messageIds: [],
    principal: null,
    resource: null,
    smtp: false,
  },
  summary: null,
};

/** Each code as a candidate, once bare and once with all it may know. */
export function candidatesFor(
  codes: readonly string[],
  subject: string,
  data: Readonly<Record<string, string>>,
): readonly Candidate[] {
  return codes.flatMap((code) => [
    { code, subject: null, quote: 'the words that matched', rank: 0, item: 0, data: {} },
    { code, subject, quote: '550 5.7.1 the words that matched', rank: 0, item: 0, data },
  ]);
}
