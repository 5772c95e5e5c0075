import { describe, expect, it } from 'vitest';
import { namedBy } from '../../src/parse/subject.ts';
import { readSymptom } from '../../src/symptom/reader.ts';
import { receiverRecords, senderRecords, verifiedDomain } from '../lab/healthy-world.ts';
import { play } from '../lab/play.ts';
import type { Scenario } from '../lab/scenario.ts';
import type { World } from '../lab/world.ts';
import { toldCodes } from './told-codes.ts';

/**
 * A text about one subject, where another one has the trouble that it tells of: that stands as a finding of its own, and neither
 * confirms, explains nor silences what the text says. Made of the table of codes: each that names somebody or something, with the
 * broken one named on the command line and not.
 */

/** The broken one of each world beside a sound one of its kind. */
const renamed: readonly (readonly [string, string])[] = [
  ['someone@receiver.example', 'other@receiver.example'],
  ['gone.example', 'receiver.example'],
  ['shop.example', 'sound.example'],
  ['example.com', 'sound.example'],
  ['transactionl', 'sound'],
  ['transactional', 'sound'],
  ['welcome', 'sound'],
  ['acme', 'sound'],
  ['192.0.2.99', '192.0.2.98'],
];

const soundText = (text: string): string =>
  renamed.reduce((all, [broken, sound]) => all.replaceAll(broken, sound), text);

function withSound(world: World): void {
  const { region, dns } = world;
  region.identities['sound.example'] = verifiedDomain('sound.example');
  region.configurationSets['sound'] = { DeliveryOptions: { TlsPolicy: 'OPTIONAL' } };
  region.templates['sound'] = { Subject: 'Hello {{name}}', Text: 'Hello', Html: '<p>Hello</p>' };
  region.tenants['sound'] = {
    tenant: {
      TenantName: 'sound',
      TenantId: 'tn-9',
      TenantArn: 'arn:aws:ses:eu-west-1:111122223333:tenant/sound/tn-9',
      SendingStatus: 'ENABLED',
    },
    resources: ['identity/sound.example', 'configuration-set/transactional'].map((name) => ({
      ResourceType: name.startsWith('identity') ? 'EMAIL_IDENTITY' : 'CONFIGURATION_SET',
      ResourceArn: `arn:aws:ses:eu-west-1:111122223333:${name}`,
    })),
  };
  region.identities['other@receiver.example'] = {
    ...verifiedDomain('receiver.example'),
    IdentityType: 'EMAIL_ADDRESS',
  };
  Object.assign(dns.names, senderRecords('sound.example'), receiverRecords('receiver.example'), {
    '98.2.0.192.in-addr.arpa': { PTR: ['sound.sound.example'] },
    'sound.sound.example': { A: ['192.0.2.98'] },
  });
}

/** What nobody looks at of another than the one that flags name: there the text stands as it is. */
const undecided: Readonly<Record<string, string>> = {
  'configuration-set/max-delivery-short': 'it names the recipient alone, and all sets in use may be meant',
  'bounce/unsubscribed-recipient': 'who is on no list now may have been taken off since',
  'template/missing-variable': 'it takes the data of that send',
  'template/render-rejected': 'it takes the data of that send',
  'send/tenant': 'the associations of the tenant that is named are listed, and of no other',
  'send/access-denied': 'the principal of that world may send with no identity at all',
};

const rows = Object.entries(toldCodes).flatMap(([code, row]) => {
  const text = soundText(row.text);
  const told = readSymptom(text).candidates.find((one) => one.code === code);
  const names = told === undefined ? [] : Object.values(namedBy(told)).flat();
  const isOther =
    text !== row.text &&
    names.some((name) => /sound|other@receiver|192\.0\.2\.98|receiver\.example/.test(name));
  return isOther ? [{ code, row, text }] : [];
});

const scenarioOf = async (path: string): Promise<Scenario> => {
  const [area = '', name = ''] = path.split('/');
  return ((await import(`../lab/scenarios/${area}/${name}.ts`)) as { default: Scenario }).default;
};

const look = async (text: string, command: readonly string[], story: Scenario) => {
  const { report, stderr } = await play({
    title: text,
    world: (world) => {
      story.world?.(world);
      withSound(world);
    },
    command: ['--symptom', '-', ...command],
    files: { ...story.files, '-': text },
    expect: { exitCode: 0 },
  });
  if (report === null) throw new Error(`no report: ${stderr}`);
  return {
    report,
    findings: report.stages.flatMap(({ checks }) => checks.flatMap((check) => check.findings)),
  };
};

it('is made of every kind of subject', () => {
  expect(rows.length).toBeGreaterThan(20);
});

describe.each(rows)('$code', ({ code, row, text }) => {
  const given = row.flags ?? ['--identity', 'example.com'];
  it.each([
    ['given', given],
    ['not given', ['--identity', 'sound.example']],
  ] as const)('of another, with the broken one %s', async (_, flags) => {
    const { report, findings } = await look(text, flags, await scenarioOf(row.world));
    const seen = JSON.stringify({
      causes: report.causes,
      refuted: report.refuted,
      findings: findings
        .filter(({ severity }) => severity !== 'info')
        .map((one) => [one.code, one.subject, one.basis, one.severity]),
    });
    const standing = findings.filter((one) => one.code === code && one.basis === 'read');
    const ruledOut = report.refuted.map((one) => one.code);
    if (code in undecided && !ruledOut.includes(code)) {
      const told = findings.filter((one) => one.code === code).map((one) => JSON.stringify(one));
      expect(
        told.some((words) => /sound|other@/.test(words)),
        seen,
      ).toBe(true);
      return;
    }
    expect(standing, seen).toEqual([]);
    expect(ruledOut, seen).toContain(code);
    // In the sandbox it is the sandbox, which that account is in.
    const told = [row.dated ?? 'send/not-explained-here', 'sandbox/account-in-sandbox', ...(row.stays ?? [])];
    expect(
      findings.some((one) => told.includes(one.code)),
      seen,
    ).toBe(true);
  });
});
