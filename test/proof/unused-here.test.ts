import { describe, expect, it } from 'vitest';
import type { FactStore } from '../../src/engine/gather.ts';
import type { Identity } from '../../src/facts/identity/reply.ts';
import type { Target } from '../../src/model/target.ts';
import { Unavailable } from '../../src/model/unavailable.ts';
import { unusedHere } from '../../src/proof/unused-here.ts';
import { createSymptomReader } from '../../src/symptom/reader.ts';

interface Run {
  tenant?: string;
  template?: string;
  /** Names of the sets in force; `null`: one could not be read. */
  sets?: readonly (string | null)[];
  /** Null: the identity has none; absent: nobody could read the identity. */
  mailFrom?: { domain: string; status: string } | null;
  /** The exchanges of the MAIL FROM domain in DNS; default: the right one. */
  mx?: readonly string[];
}

const unread = new Unavailable('access-denied', 'not allowed', { question: 'ses:GetEmailIdentity' });

const right = 'feedback-smtp.eu-west-1.amazonses.com';

/** What a run has read of such an account. */
function storeOf({ sets = [], mailFrom, mx = [right] }: Run): FactStore {
  const read = ({ id }: { id: string }): Promise<unknown> => {
    if (id === 'configuration-set-names')
      return Promise.resolve(
        sets.map((name) => ({
          name: name === null ? { ok: false, why: unread.why } : { ok: true, value: name },
          why: 'named',
        })),
      );
    if (id === 'mail-from-records')
      return Promise.resolve({
        mx: { ok: true, value: { records: mx.map((exchange) => ({ preference: 10, exchange })) } },
      });
    return mailFrom === undefined
      ? Promise.reject(unread)
      : Promise.resolve({ name: 'example.com', mailFrom } as Identity);
  };
  return { read } as unknown as FactStore;
}

/** The codes that are ruled out where SES answers so. */
async function ruledOut(answer: string, run: Run): Promise<readonly string[]> {
  const reader = createSymptomReader({ region: 'eu-west-1' });
  const text = `An error occurred (BadRequestException) when calling the SendEmail operation: ${answer}\n`;
  reader.push(new TextEncoder().encode(text));
  const target = {
    identities: ['example.com'],
    region: 'eu-west-1',
    tenant: run.tenant ?? null,
    template: run.template === undefined ? null : { kind: 'stored', name: run.template },
  } as unknown as Target;
  const found = await unusedHere(reader.end(), { store: storeOf(run), target });
  return found.map(({ refutes }) => refutes);
}

const paused = 'reputation/tenant-paused';
const mailFrom = 'mail-from/rejects-on-failure';
const ours = { domain: 'bounce.example.com', status: 'SUCCESS' };
const pending = { ...ours, status: 'PENDING' };
const notVerified = 'The MAIL FROM domain bounce.example.com is not verified.';
const pausedSet = 'Sending paused for configuration set <other>.';
const noSet = 'Configuration set <other> does not exist.';

describe('what SES says of something that the messages do not use', () => {
  it.each<[answer: string, run: Run, codes: readonly string[]]>([
    ['Sending is paused for tenant shop.', {}, [paused]],
    ['Sending is paused for tenant shop.', { tenant: 'news' }, [paused]],
    ['Sending is paused for tenant shop.', { tenant: 'shop' }, []],
    ['Tenant shop does not exist', {}, ['reputation/tenant-not-found']],
    ['Tenant shop does not exist', { tenant: 'news' }, ['reputation/tenant-not-found']],
    ['Tenant shop does not exist', { tenant: 'shop' }, []],
    ["The tenant 'shop' is not associated with the resource", {}, ['send/tenant']],
    ['Tenant not associated with the resource', { tenant: 'news' }, []],
    // These ask for one.
    ['A tenant is required for this identity', {}, []],
    ['You must specify a tenant', {}, []],
    ['Template other does not exist', {}, ['template/not-found']],
    ['Template other does not exist', { template: 'welcome' }, ['template/not-found']],
    ['Template welcome does not exist', { template: 'welcome' }, []],
    [noSet, { sets: [] }, ['configuration-set/not-found']],
    [noSet, { sets: ['news'] }, ['configuration-set/not-found']],
    [noSet, { sets: ['other'] }, []],
    [noSet, { sets: ['news', null] }, []],
    [pausedSet, { sets: ['news'] }, ['configuration-set/sending-paused']],
    [pausedSet, { sets: ['other'] }, []],
    [notVerified, { mailFrom: ours }, [mailFrom]],
    [notVerified, { mailFrom: ours, mx: ['feedback-smtp.us-east-1.amazonses.com'] }, []],
    [notVerified, { mailFrom: pending }, []],
    [notVerified, { mailFrom: null }, [mailFrom]],
    [notVerified, {}, []],
    [notVerified, { mailFrom: { ...pending, domain: 'mail.example.com' } }, [mailFrom]],
    ['The custom MAIL FROM domain is not verified', { mailFrom: pending }, []],
    ['The custom MAIL FROM domain is not verified', { mailFrom: ours }, [mailFrom]],
    ['Daily message quota exceeded.', { mailFrom: ours }, []],
  ])('%s in %j', async (answer, run, codes) => {
    expect(await ruledOut(answer, run)).toEqual(codes);
  });
});
