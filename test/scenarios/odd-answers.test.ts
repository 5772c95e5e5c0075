import { describe, expect, it } from 'vitest';
import type { DnsFault } from '../lab/dns/faults.ts';
import type { OddAnswer } from '../lab/dns/odd-answers.ts';
import { scenario } from '../lab/scenario.ts';
import { checksOf, wrongConclusions } from './compared.ts';
import { reportOf, runWithFaults } from './run-with-faults.ts';

/** A resolver answers one question with something that can be read and is no answer: nothing is concluded from it. */

const sender = scenario({
  title: 'a sound sender',
  command: ['--identity', 'example.com', '--recipient', 'someone@receiver.example'],
  expect: { exitCode: 0, codes: [] },
});
const sound = reportOf(await runWithFaults(sender));

const questions: readonly [type: string, name: string][] = [
  ['MX', 'example.com'],
  ['A', 'mx.example.com'],
  ['TXT', '_dmarc.example.com'],
  ['MX', 'bounce.example.com'],
  ['TXT', 'bounce.example.com'],
  ['TXT', 'amazonses.com'],
  ['TXT', 'a1examplecomxxxxxxxxxxxxxxxxxxx._domainkey.example.com'],
  ['CNAME', 'a1examplecomxxxxxxxxxxxxxxxxxxx._domainkey.example.com'],
  ['MX', 'receiver.example'],
  ['A', 'mx.receiver.example'],
];

const concluded = async (faults: readonly DnsFault[]): Promise<readonly string[]> =>
  wrongConclusions(sound, reportOf(await runWithFaults(sender, faults)));

const statusOf = async (id: string, faults: readonly DnsFault[]): Promise<string | undefined> =>
  checksOf(reportOf(await runWithFaults(sender, faults))).find((check) => check.id === id)?.status;

describe.each<OddAnswer>(['wrong-question', 'referral', 'other-type', 'other-name', 'circle'])(
  '%s',
  (answer) => {
    it.concurrent.each(questions)('to %s %s', async (type, name) => {
      expect(await concluded([{ name, type, kind: 'odd', answer }])).toEqual([]);
    });
  },
);

describe('names in another case', () => {
  it.concurrent('are the same names', async () => {
    const report = reportOf(await runWithFaults(sender, [{ name: '*', kind: 'odd', answer: 'other-case' }]));
    const statuses = (one: typeof report): readonly string[] =>
      checksOf(one).map(({ id, subject, status }) => `${id} ${subject ?? ''} ${status}`);
    expect(statuses(report)).toEqual(statuses(sound));
  });
});

describe("SES's own SPF record", () => {
  const answers: readonly OddAnswer[] = [
    'no-strings',
    'empty-string',
    'bytes',
    'long-name',
    'denied-by-zone',
  ];
  it.concurrent.each(answers)('is not missing where the resolver has in its place: %s', async (answer) => {
    expect(await concluded([{ name: 'amazonses.com', type: 'TXT', kind: 'odd', answer }])).toEqual([]);
  });

  it.concurrent('is there among 300 others', async () => {
    const fault: DnsFault = { name: 'amazonses.com', type: 'TXT', kind: 'odd', answer: 'many' };
    expect(await statusOf('spf', [fault])).toBe('pass');
  });
});

describe('a name that is denied for its MX alone', () => {
  it.concurrent.each([
    ['example.com', 'identity-mail'],
    ['receiver.example', 'recipient'],
  ])('%s is not gone', async (name, id) => {
    const faults: DnsFault[] = [{ name, type: 'MX', kind: 'odd', answer: 'denied-by-zone' }];
    expect(await concluded(faults)).toEqual([]);
    expect(await statusOf(id, faults)).toBe('unknown');
  });

  it.concurrent('is gone where it is denied for every type', async () => {
    const faults: DnsFault[] = [{ name: 'receiver.example', kind: 'odd', answer: 'denied-by-zone' }];
    expect(await statusOf('recipient', faults)).toBe('fail');
  });
});
