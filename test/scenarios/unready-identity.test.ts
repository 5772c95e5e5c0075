import { describe, expect, it } from 'vitest';
import { dkimTokens, senderRecords, verifiedAddress, verifiedDomain } from '../lab/healthy-world.ts';
import { play } from '../lab/play.ts';
import type { World } from '../lab/world.ts';

/**
 * The sender has an identity of its own that is not verified, and the domain above it is. The pages of AWS do not say
 * by which of the two SES goes, so this is never "nothing to fix", and never "create it".
 */

const sub = 'mail.example.com';
const address = 'news@example.com';

interface Story {
  name: string;
  /** Of the own identity; null where there is none. */
  status: 'PENDING' | 'FAILED' | 'TEMPORARY_FAILURE' | 'NOT_STARTED' | 'SUCCESS' | null;
  /** Its DKIM records are not in DNS. */
  missing?: true;
  /** The DMARC record asks for strict alignment. */
  strict?: true;
  symptom?: string;
  exitCode: number;
  first: string | null;
  has?: readonly string[];
  /** Codes that must not be there. */
  hasNot?: readonly string[];
}

function worldOf({ name, status, missing, strict }: Story, { region, dns }: World): void {
  const own = name.endsWith(`@${sub}`) ? sub : name;
  const domain = !own.includes('@');
  if (status !== null) {
    const healthy = domain ? verifiedDomain(own) : verifiedAddress();
    region.identities[own] = {
      ...healthy,
      VerificationStatus: status,
      VerifiedForSendingStatus: status === 'SUCCESS',
      ...(domain && { DkimAttributes: { ...healthy.DkimAttributes, Status: status } }),
    };
  }
  if (domain) Object.assign(dns.names, senderRecords(own));
  Reflect.deleteProperty(dns.names, `_dmarc.${sub}`);
  if (missing === true)
    for (const token of dkimTokens(own)) Reflect.deleteProperty(dns.names, `${token}._domainkey.${own}`);
  if (strict === true)
    dns.names['_dmarc.example.com'] = {
      TXT: ['v=DMARC1; p=reject; adkim=s; aspf=s; rua=mailto:d@example.com'],
    };
}

const pending = 'identity/verification-pending';
const failed = 'identity/verification-failed';
const missing = 'dkim/record-missing';
const refused = `554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: news@${sub}`;

const stories: Readonly<Record<string, Story>> = {
  'a subdomain that waits, without its records': {
    ...{ name: sub, status: 'PENDING', missing: true, exitCode: 1, first: missing },
    ...{ has: [pending], hasNot: ['identity/covered-by-parent'] },
  },
  'a subdomain that waits, with its records': { name: sub, status: 'PENDING', exitCode: 1, first: pending },
  'a subdomain that SES gave up on, without its records': {
    ...{ name: sub, status: 'FAILED', missing: true, exitCode: 1, first: missing, has: [failed] },
  },
  'a subdomain that was never started': { name: sub, status: 'NOT_STARTED', exitCode: 1, first: failed },
  'a subdomain that lost its records': {
    ...{ name: sub, status: 'TEMPORARY_FAILURE', missing: true, exitCode: 1, first: missing },
    has: ['identity/verification-temporary-failure'],
  },
  'an address whose link was not followed': { name: address, status: 'PENDING', exitCode: 1, first: pending },
  'an address of a subdomain that waits': {
    ...{ name: `news@${sub}`, status: 'PENDING', missing: true, exitCode: 1, first: missing },
    has: [pending],
  },
  'strict alignment, and the subdomain waits': {
    ...{ name: sub, status: 'PENDING', missing: true, strict: true, exitCode: 1, first: missing },
    has: [pending, 'alignment/dkim-strict-fails'],
  },
  'an error that names an address of a subdomain that waits': {
    ...{ name: `news@${sub}`, status: 'PENDING', symptom: refused, exitCode: 1, first: pending },
    hasNot: ['send/not-explained-here'],
  },
  'a subdomain that is verified': { name: sub, status: 'SUCCESS', exitCode: 0, first: null },
  'a subdomain that is no identity': {
    ...{ name: sub, status: null, missing: true, exitCode: 0, first: null },
    ...{ has: ['identity/covered-by-parent'], hasNot: [pending, failed, missing] },
  },
  'an address that is no identity': {
    ...{ name: address, status: null, exitCode: 0, first: null, hasNot: [pending, failed] },
  },
};

describe('an identity of its own below a verified domain', () => {
  it.each(Object.entries(stories))('%s', async (title, story) => {
    const { report, exitCode, stderr } = await play({
      title,
      world: (world) => {
        worldOf(story, world);
      },
      command: story.symptom === undefined ? ['--identity', story.name] : ['--symptom', '-'],
      ...(story.symptom !== undefined && { files: { '-': story.symptom } }),
      expect: { exitCode: 0 },
    });
    if (report === null) throw new Error(`no report; exit ${String(exitCode)}: ${stderr}`);
    const { problems, causes } = report;
    const codes = problems.map(({ code }) => code);
    expect({ exitCode, first: causes[0] ?? null }, JSON.stringify({ causes, codes })).toEqual({
      exitCode: story.exitCode,
      first: story.first,
    });
    expect(codes).toEqual(expect.arrayContaining([...(story.has ?? [])]));
    expect(codes.filter((code) => story.hasNot?.includes(code) === true)).toEqual([]);
    if (story.status === null) return;
    const commands = problems.flatMap(({ fix }) => fix.flatMap(({ command }) => command ?? []));
    expect(commands.filter((command) => command.includes('create-email-identity '))).toEqual([]);
  });
});
