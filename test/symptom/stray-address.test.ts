import { describe, expect, it } from 'vitest';
import { strayAddress, type StrayAddress } from '../../src/symptom/stray-address.ts';
import { parseRefusal } from '../../src/symptom/identity-refusal.ts';
import { play } from '../lab/play.ts';

/** What programs give where an address belongs, by what it is. */
const stray: Readonly<Record<StrayAddress['kind'], readonly string[]>> = {
  'user-name': ['AKIAIOSFODNN7EXAMPLE'],
  unset: [
    ...['undefined', 'null', 'None', 'nil', 'NaN', '[object Object]', '[object Promise]', '<undefined>'],
    ...['undefined@undefined', 'noreply@undefined', 'news@null', 'None@None'],
    ...[
      '${FROM_ADDRESS}',
      '$FROM',
      '$(FROM)',
      '%FROM%',
      '%(sender)s',
      '{{sender}}',
      '{{ mail.from }}',
      '{0}',
    ],
    ...['{from}', '<%= from %>', '#{from}', '@FROM@', '@@FROM@@', '__FROM__', '[[from]]', 'process.env.FROM'],
    ...['noreply@${DOMAIN}', 'news@{{ domain }}', '${USER}@${DOMAIN}', 'news@mail.%DOMAIN%', '<${FROM}>'],
  ],
  blank: ['news @example.com', 'news@ example.com'],
  half: ['<>', '< >', '""', 'news@', '@example.com', '<news@>'],
  host: [
    ...['user@localhost', 'www-data@web01', 'root@ip-10-0-0-1', 'root@localhost.localdomain'],
    ...['cron@ip-10-0-0-1.eu-west-1.compute.internal', 'news@mail.local', 'a@b.home.arpa'],
  ],
};

/** What looks like it, and is an address or a domain that somebody can verify. */
const addresses = [
  ...['news@example.com', 'example.com', '<news@example.com>', 'null@example.com', 'undefined@example.com'],
  ...['none@nil.example', '${USER}@example.com', '{{name}}@example.com', 'user%host@example.com'],
  ...['local@example.com', 'news@localhost.example', 'news@internal.example.com', 'o$brien@example.com'],
  ...['news@null.example', 'a_b@example.com', 'AKIA@example.com', 'news@xn--bcher-kva.example'],
];

const behind = ['', '"', "'", '.', ')', ' (Service: SesV2, Status Code: 400)', '","code":"MessageRejected"'];

describe('what stands where an address belongs', () => {
  it('is told apart', () => {
    for (const [kind, all] of Object.entries(stray))
      for (const given of all) expect([given, strayAddress(` ${given}`)?.kind]).toEqual([given, kind]);
    for (const given of addresses) expect([given, strayAddress(` ${given}`)]).toEqual([given, null]);
  });

  it('is what was given, whatever a library writes behind it', () => {
    const all = [...stray.unset, ...stray.host];
    for (const given of all) {
      for (const more of behind) {
        const text = `The following identities failed the check in region EU-WEST-1: ${given}${more}`;
        const { stray: found, identities } = parseRefusal(text);
        expect([text, found?.given.replace(/^<|>$/gu, ''), identities]).toEqual([
          text,
          given.replace(/^<|>$/gu, ''),
          [],
        ]);
      }
    }
  });

  it('ends where the list of SES ends', () => {
    const text = `failed the check in region EU-WEST-1: news@example.com (Service: SesV2), null, {{x}}`;
    expect(parseRefusal(text)).toMatchObject({ identities: ['news@example.com'], stray: null });
  });
});

/** The refusals of SES, with a sender that is verified beside; and its twin, which another account has sent. */
describe('a refusal that names what is no address, beside a verified domain', () => {
  it.each([
    ['${FROM_ADDRESS}', 1, 'a setting or a variable was not filled in'],
    ['[object Object]', 1, 'a setting or a variable was not filled in'],
    ['<>', 1, 'part of it is missing'],
    ['root@ip-10-0-0-1', 1, 'the name of a computer'],
    ['news@example.com, undefined', 1, 'a setting or a variable was not filled in'],
    ['news@example.com', 3, null],
    ['undefined@example.com', 3, null],
  ])('%s', async (given, exitCode, says) => {
    const text = `MessageRejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: ${given}`;
    const { report, exitCode: ended } = await play({
      title: given,
      command: ['--symptom', '-', '--identity', 'example.com', '--only', 'identity', '--only', 'send'],
      files: { '-': text },
      expect: { exitCode: 1 },
    });
    const first = report?.problems.find(({ code }) => code === report.causes[0]);
    expect({ ended, code: first?.code }).toEqual({
      ended: exitCode,
      code: says === null ? 'send/not-explained-here' : 'send/envelope-sender-invalid',
    });
    if (says !== null) expect(first?.summary).toContain(says);
  });
});
