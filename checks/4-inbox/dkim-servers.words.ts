import { lookAgain, oldAnswer } from '../dns/old-answer.ts';
import { problem } from '../../src/model/check.ts';
import { type Records, references, explains, names, isOne, which, evidence } from './dkim-records.words.ts';
import { rfc } from '../../src/knowledge/rfc.ts';

/** The name servers and the resolver do not say the same, or do not answer. */
export const serverProblems = {
  'dkim/wrong-zone': problem<Records & { have: readonly string[]; lack: readonly string[] }>({
    severity: 'error',
    summary: ({ have, lack, ...data }) =>
      `The name servers of ${data.domain} disagree about ${isOne(data) ? 'a DKIM record' : 'DKIM records'}${which(data)}; ${have.join(', ')} ${have.length === 1 ? 'has' : 'have'} what SES expects, ${lack.join(', ')} ${lack.length === 1 ? 'does' : 'do'} not.`,
    impact:
      'Whether a receiver (or SES) finds the key depends on which server it asks: part of the mail fails DKIM.',
    evidence: (data) => [
      ...data.have.map((server) => ({
        what: names(data.records),
        expected: 'the record',
        actual: 'the record',
        source: server,
      })),
      ...data.lack.map((server) => ({
        what: names(data.records),
        expected: 'the record',
        actual: 'no such record, or another one',
        source: server,
      })),
    ],
    fix: ({ have, lack }) => [
      {
        text: `Find out which of the servers hold the zone that you edit. If ${lack.join(', ')} ${lack.length === 1 ? 'belongs' : 'belong'} to another provider, copy the records there or remove them from the delegation at the registrar; if to the same one, wait for its servers to catch up`,
        owner: 'dns',
      },
      { text: `The record is right at ${have.join(', ')}`, owner: 'dns' },
    ],
    references: [...references, rfc(1034, '4.2.2')],
    explains,
  }),

  'dkim/not-propagated': problem<Records & { seconds: number | null }>({
    severity: 'info',
    summary: (data) =>
      `The name servers of ${data.domain} have the DKIM records; ${oldAnswer(data.seconds)}${which(data)}.`,
    impact:
      'Receivers whose resolver asked before the change do not see the record yet. It resolves by itself.',
    evidence,
    fix: ({ seconds }) => [lookAgain(seconds)],
    references: [rfc(2308, '5'), ...references],
  }),

  'dkim/authority-unreachable': problem<{
    domain: string;
    zone: string;
    servers: readonly { server: string; says: string }[];
  }>({
    severity: 'info',
    summary: ({ zone }) => `The name servers of ${zone} cannot be asked from here.`,
    impact: 'The verdict on the DKIM records rests on what the resolver answers, which may be out of date.',
    evidence: ({ servers }) =>
      servers.map(({ server, says }) => ({
        what: 'port 53',
        expected: 'an answer',
        actual: says,
        source: server,
      })),
    fix: () => [
      {
        text: 'This does not mean that anything is wrong with the domain. To have both views, run this where port 53 (UDP and TCP) to the outside is open',
        owner: 'network',
      },
    ],
    references: [rfc(7766, '5')],
  }),
};
