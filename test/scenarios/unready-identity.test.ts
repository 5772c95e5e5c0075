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
  /** So many of its DKIM records are not in DNS. */
  missing?: number;
  /** SES does not let it send, whatever its status. */
  silenced?: true;
  /** The DMARC record asks for strict alignment. */
  strict?: true;
  symptom?: string;
  exitCode: number;
  first: string | null;
  has?: readonly string[];
  /** Codes that must not be there. */
  hasNot?: readonly string[];
  /** Texts of the finding, or of its steps. */
  says?: readonly string[];
}

function worldOf({ name, status, missing = 0, strict, silenced }: Story, { region, dns }: World): void {
  const own = name.endsWith(`@${sub}`) ? sub : name;
  const domain = !own.includes('@');
  if (status !== null) {
    const healthy = domain ? verifiedDomain(own) : verifiedAddress();
    region.identities[own] = {
      ...healthy,
      VerificationStatus: status,
      VerifiedForSendingStatus: status === 'SUCCESS' && silenced !== true,
      ...(domain && { DkimAttributes: { ...healthy.DkimAttributes, Status: status } }),
    };
  }
  if (domain) Object.assign(dns.names, senderRecords(own));
  Reflect.deleteProperty(dns.names, `_dmarc.${sub}`);
  for (const token of dkimTokens(own).slice(0, missing))
    Reflect.deleteProperty(dns.names, `${token}._domainkey.${own}`);
  if (strict === true)
    dns.names['_dmarc.example.com'] = {
      TXT: ['v=DMARC1; p=reject; adkim=s; aspf=s; rua=mailto:d@example.com'],
    };
}

const own = 'identity/own-not-verified';
const covered = 'identity/covered-by-parent';
const strictFails = 'alignment/dkim-strict-fails';
const refused = `554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: news@${sub}`;
/** That it waits is worth a look, and no more: such mail may well go out. */
const told = { exitCode: 0, first: own, hasNot: [covered] } as const;

const stories: Readonly<Record<string, Story>> = {
  'a subdomain that waits, without its records': {
    ...{ ...told, name: sub, status: 'PENDING', missing: 3 },
  },
  'a subdomain that waits, without one of its records': {
    ...{ ...told, name: sub, status: 'PENDING', missing: 1 },
  },
  'a subdomain that waits, with its records': {
    ...{ ...told, name: sub, status: 'PENDING', says: ['wait: SES looks by itself'] },
  },
  'a subdomain that SES gave up on, without its records': {
    ...{ ...told, name: sub, status: 'FAILED', missing: 3, says: ['start the verification again'] },
  },
  'a subdomain that SES gave up on, with its records': {
    ...{ ...told, name: sub, status: 'FAILED', says: ['start the verification again'] },
  },
  'a subdomain that was never started': {
    ...{ ...told, name: sub, status: 'NOT_STARTED', says: ['was never started'] },
  },
  'a subdomain that lost its records': {
    ...{ ...told, name: sub, status: 'TEMPORARY_FAILURE', missing: 3 },
  },
  'a subdomain that is verified, and may not send': {
    ...{ ...told, name: sub, status: 'SUCCESS', silenced: true, says: ['does not let it send'] },
  },
  'an address whose link was not followed': {
    ...{ ...told, name: address, status: 'PENDING', says: ['Follow the link'] },
  },
  'an address that SES gave up on': { ...told, name: address, status: 'FAILED', says: ['Follow the link'] },
  'an address of a subdomain that waits': {
    ...{ name: `news@${sub}`, status: 'PENDING', missing: 3, exitCode: 0, first: own },
  },
  'strict alignment, and the subdomain waits': {
    ...{ name: sub, status: 'PENDING', missing: 3, strict: true, exitCode: 1, first: null },
    ...{ has: [own, strictFails], says: ['Finish the verification'] },
  },
  'an error that names an address of a subdomain that waits': {
    ...{ name: `news@${sub}`, status: 'PENDING', symptom: refused, exitCode: 1, first: own },
    hasNot: ['send/not-explained-here'],
  },
  'an error that names an address beside it': {
    ...{ name: sub, status: 'PENDING', exitCode: 3, first: 'send/not-explained-here' },
    symptom: refused.replace(`news@${sub}`, 'news@example.com'),
  },
  'a subdomain that is verified': { name: sub, status: 'SUCCESS', exitCode: 0, first: null, hasNot: [own] },
  'a subdomain that is no identity': {
    ...{ name: sub, status: null, missing: 3, exitCode: 0, first: null },
    ...{ has: [covered], hasNot: [own] },
  },
  'an address that is no identity': {
    ...{ name: address, status: null, exitCode: 0, first: null, hasNot: [own] },
  },
  'an address that is verified below a subdomain that waits': {
    ...{ name: address, status: 'SUCCESS', exitCode: 1, first: null },
    ...{ has: ['identity/address-overrides-domain'], hasNot: [own] },
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
    expect(exitCode, JSON.stringify({ causes, codes })).toBe(story.exitCode);
    // In strict alignment the alignment leads: only that fails for certain.
    if (story.strict !== true && story.has?.includes('identity/address-overrides-domain') !== true)
      expect(causes[0] ?? null).toBe(story.first);
    expect(codes).toEqual(expect.arrayContaining([...(story.has ?? [])]));
    expect(codes.filter((code) => story.hasNot?.includes(code) === true)).toEqual([]);
    const words = JSON.stringify(problems);
    for (const text of story.says ?? []) expect(words).toContain(text);
    if (story.status === null) return;
    const steps = problems.find(({ code }) => code === own)?.fix ?? [];
    expect(steps.flatMap(({ record }) => record?.name ?? [])).toHaveLength(story.missing ?? 0);
    const commands = problems.flatMap(({ fix }) => fix.flatMap(({ command }) => command ?? []));
    expect(commands.filter((command) => command.includes('create-email-identity '))).toEqual([]);
  });
});
