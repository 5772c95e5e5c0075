import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import type { DnsFault } from '../lab/dns/faults.ts';
import { allStories } from '../lab/stories.ts';
import { checksOf, wrongConclusions } from './compared.ts';
import { reportOf, runWithFaults } from './run-with-faults.ts';

/**
 * Worlds whose findings rest on what several names say together. Each name, and each of its questions, fails alone: what is
 * missing is neither a finding nor a tick. A fixed part of all of it, and what once went wrong.
 */
const alsoAsked = new Set(['identity/domain-expired', 'identity/domain-parked', 'outside/keys-all-empty']);
const stories = [...(await allStories())].filter(
  ([name, { command }]) =>
    (/^(?:dkim|dmarc|mail-from|spf|alignment)\//.test(name) || alsoAsked.has(name)) &&
    (command[0] ?? '').startsWith('-'),
);
/** Of so many questions one is in the part. */
const oneOf = 12;
const isIn = (label: string): boolean =>
  createHash('sha256').update(label).digest().readUInt32BE() % oneOf === 0;
const onceWrong: readonly string[] = [
  'identity/domain-expired NS example.com',
  'identity/domain-parked NS example.com',
  'outside/keys-all-empty A ns1.dns-host.net',
  'outside/keys-all-empty A ns2.dns-host.net',
  'dkim/wrong-target-same-key TXT a1examplecomxxxxxxxxxxxxxxxxxxx._domainkey.example.com',
  'dkim/wrong-target-same-key TXT a1examplecomxxxxxxxxxxxxxxxxxxx.dkim.amazonses.com',
  'dkim/flattened TXT a1examplecomxxxxxxxxxxxxxxxxxxx._domainkey.example.com',
  'dkim/flattened CNAME a1examplecomxxxxxxxxxxxxxxxxxxx._domainkey.example.com',
  'dkim/flattened TXT a1examplecomxxxxxxxxxxxxxxxxxxx.dkim.amazonses.com',
  'dkim/wrong-type-txt TXT a1examplecomxxxxxxxxxxxxxxxxxxx._domainkey.example.com',
  'dkim/wrong-zone A ns1.old.example',
  'dkim/wrong-zone A ns1.new.example',
  'dkim/not-propagated A ns1.new.example',
  'dkim/sinkhole A ns1.new.example',
  'dkim/split-horizon-outside NS com',
  'dkim/split-horizon-inside NS example.com',
  'dkim/split-horizon-no-servers A a.registry.example',
  'dkim/cname-beside-at-second NS example.com',
  'dkim/cname-beside-at-second A ns2.other-host.net',
  'dkim/dnssec-broken-behind-alias DNSKEY vendor.example',
  'dkim/keys-gone A ns1.dns-host.net',
  'mail-from/not-propagated A ns1.new.example',
  'mail-from/wrong-zone A ns1.old.example',
  'mail-from/wrong-zone A ns1.new.example',
  'mail-from/cname-beside-at-second NS example.com',
  'mail-from/cname-beside-at-second A ns2.other-host.net',
  'mail-from/both-doubled MX bounce.example.com',
  'mail-from/split-horizon-inside MX bounce.example.com',
  'dmarc/wrong-zone A ns1.old.example',
  'dmarc/cname-beside-at-second NS example.com',
  'dmarc/cname-beside-at-second A ns2.other-host.net',
  'dmarc/split-horizon-inside NS example.com',
  'dmarc/split-horizon-differs NS example.com',
  'mail-from/not-started-guessed MX bounce.example.com',
  'alignment/spf-strict-impossible TXT bounce.example.com',
];

describe('one name of a world does not answer', () => {
  it.concurrent.each(stories)(
    '%s',
    async (title, story) => {
      const whole = await runWithFaults(story);
      if (whole.report === null) return;
      const sound = whole.report;
      const names = new Map<string, Set<string>>();
      for (const { name, type } of whole.lab.dns.questions)
        names.set(name, (names.get(name) ?? new Set<string>()).add(type));
      const all = [...names].flatMap(([name, types]): DnsFault[] => [
        ...(types.size > 1 ? [{ name, kind: 'servfail' } as const] : []),
        ...[...types].map((type): DnsFault => ({ name, type, kind: 'servfail' })),
      ]);
      const label = ({ name, type = 'all' }: DnsFault): string => `${title} ${type} ${name}`;
      const some = all.filter((fault) => onceWrong.includes(label(fault)) || isIn(label(fault)));
      await Promise.all(
        some.map(async (fault) => {
          const played = await runWithFaults(story, [fault]);
          const { exitCode } = played;
          const report = reportOf(played);
          const clear = whole.exitCode !== 0 && exitCode === 0;
          const wrong = [
            ...wrongConclusions(sound, report),
            ...(clear ? ['exit 0'] : []),
            ...untold(sound, report),
          ];
          expect({ label: label(fault), wrong }).toEqual({ label: label(fault), wrong: [] });
        }),
      );
    },
    300_000,
  );

  it('names questions that are asked', () => {
    const titles = new Set(stories.map(([title]) => title));
    expect(onceWrong.filter((one) => !titles.has(one.split(' ')[0] ?? ''))).toEqual([]);
  });
});

/** Other words for what failed before, where the check does not say which answer it misses. */
function untold(sound: Report, faulty: Report): readonly string[] {
  const known = new Set(checksOf(sound).flatMap(({ findings }) => findings.map(({ code }) => code)));
  return checksOf(faulty).flatMap(({ id, findings, unanswered }) =>
    findings
      .filter(({ code, severity }) => ['error', 'warning'].includes(severity) && !known.has(code))
      .filter(({ code }) => !code.startsWith('access/') && unanswered.length === 0)
      .map(({ code }) => `${id} says ${code} and not what was not answered`),
  );
}
