import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/report.ts';
import type { DnsFault } from '../lab/dns/faults.ts';
import { play } from '../lab/play.ts';
import { scenario, type Scenario } from '../lab/scenario.ts';
import { checksOf } from './compared.ts';
import { reportOf, runWithFaults } from './run-with-faults.ts';

/**
 * A reply has two explanations, and one of them can be looked up. Where that has no answer, the other one is not called the
 * likelier of the two.
 */

const verification =
  'smtp; 550-Sender verify failed 550 Verification failed for <info@example.com>: The mail server could not deliver mail to info@example.com.';

const story = (title: string, world: NonNullable<Scenario['world']>): Scenario =>
  scenario({
    title,
    world,
    command: ['--symptom', '-', '--identity', 'example.com'],
    files: { '-': verification },
    expect: { exitCode: 1, codes: [] },
  });

const withoutServer = story('without a mail server', ({ dns }) => {
  const { TXT } = dns.names['example.com'] ?? {};
  dns.names['example.com'] = { ...(TXT !== undefined && { TXT }) };
});
const withServer = story('with a mail server', () => undefined);

const readings = (findings: readonly Finding[]): readonly (readonly [string, boolean])[] =>
  findings.flatMap(({ code, reading }) =>
    reading === undefined ? [] : [[code, reading.open === true] as const],
  );

async function read(
  one: Scenario,
  faults: readonly DnsFault[],
): Promise<readonly (readonly [string, boolean])[]> {
  const report = reportOf(await runWithFaults(one, faults));
  return readings(checksOf(report).flatMap(({ findings }) => findings));
}

async function textOf(one: Scenario, faults: readonly DnsFault[], format = 'text'): Promise<string> {
  const world: Scenario['world'] = (lab) => {
    one.world?.(lab);
    lab.dns.faults.push(...faults);
  };
  return (await play({ ...one, world }, { flags: ['--format', format] })).stdout;
}

describe('an explanation that nobody could check', () => {
  const open: readonly [Scenario, DnsFault][] = [
    [withoutServer, { name: 'example.com', type: 'MX', kind: 'servfail' }],
    [withoutServer, { name: 'example.com', type: 'A', kind: 'servfail' }],
    [withoutServer, { name: 'example.com', type: 'AAAA', kind: 'timeout' }],
    [withServer, { name: 'example.com', type: 'MX', kind: 'timeout' }],
    [withServer, { name: 'example.com', type: 'MX', kind: 'garbage' }],
    [withServer, { name: 'mx.example.com', kind: 'refused' }],
  ];
  for (const [one, fault] of open)
    it.concurrent(
      `stays as likely, ${one.title}: ${fault.kind} ${fault.type ?? ''} ${fault.name}`,
      async () => {
        expect(await read(one, [fault])).toEqual([
          ['bounce/policy-rejected', false],
          ['bounce/sender-domain', true],
        ]);
      },
    );

  it.concurrent('is said to be open, and the other one to be possible', async () => {
    const fault: DnsFault = { name: 'example.com', type: 'MX', kind: 'servfail' };
    expect(await textOf(withServer, [fault])).toMatch(
      /✗ Possibly: The receiver rejected[^]+Or, not answered here: /,
    );
    expect(await textOf(withServer, [fault], 'github')).toMatch(
      /Possibly: The receiver rejected.+Or, not answered here: /,
    );
    for (const format of ['markdown', 'html'])
      expect(await textOf(withServer, [fault], format)).toContain(
        'This is one explanation; a question that would tell of another has no answer. Or:',
      );
  });
});

describe('an explanation that was looked up', () => {
  it.concurrent('is ruled out where the domain takes mail', async () => {
    expect(await read(withServer, [])).toEqual([['bounce/policy-rejected', false]]);
  });

  it.concurrent('takes the place of the other where the domain takes none', async () => {
    expect(await read(withoutServer, [])).toEqual([['bounce/sender-domain', false]]);
  });

  it.concurrent('is not open for an answer about somebody else', async () => {
    const fault: DnsFault = { name: '_dmarc.example.com', type: 'TXT', kind: 'servfail' };
    expect(await read(withServer, [fault])).toEqual([['bounce/policy-rejected', false]]);
  });
});
