import { describe, expect, it } from 'vitest';
import { unexplained, unsignedAddresses, unsignedBelow } from '../../src/facts/unsigned-addresses.ts';
import { answered } from '../support/account.ts';
import { gather } from '../support/gather.ts';
import { fakeAws } from '../support/probes.ts';

const domain = 'example.com';
const same = {
  ...{ same: true, byWalk: true, byList: true },
  organizationalDomains: { from: domain, other: domain },
};
const aligned = {
  ...{ from: domain, strict: { dkim: false, spf: false }, policy: { ok: true as const, value: true } },
  dkim: { kind: 'signed' as const, domain, aligned: { ok: true as const, value: same } },
  spf: { kind: 'default' as const, domain: 'amazonses.com', custom: null, status: null },
};
const off = {
  ...aligned,
  dkim: { kind: 'unsigned' as const, because: 'off' as const, identity: domain, domain, status: 'SUCCESS' },
};

/** What is found where so much of the mail passes, and the addresses sign or do not. */
async function found(
  passes: number,
  signing: Readonly<Record<string, boolean>>,
  own: typeof aligned | typeof off = aligned,
) {
  const asked: string[] = [];
  const aws = fakeAws({
    'ses:ListEmailIdentities': {
      EmailIdentities: [
        { IdentityType: 'DOMAIN', IdentityName: domain, SendingEnabled: true },
        ...Object.keys(signing).map((IdentityName) => ({
          ...{ IdentityType: 'EMAIL_ADDRESS' as const, IdentityName, SendingEnabled: true },
        })),
      ],
    },
    'ses:GetEmailIdentity': ({ EmailIdentity = '' }) => {
      asked.push(EmailIdentity);
      return {
        IdentityType: 'EMAIL_ADDRESS',
        ...{ VerifiedForSendingStatus: true, VerificationStatus: 'SUCCESS' },
        DkimAttributes: { SigningEnabled: signing[EmailIdentity] === true, Status: 'SUCCESS' },
      };
    },
  });
  const ses = { count: 10, aligned: passes, acted: 0, reasons: [], lastFailure: null };
  const traffic = {
    ...{ domain, forwarded: 0, others: [], otherCount: 0, otherAligned: 0 },
    ses: { ...ses, mixedDays: 0, passedSince: false, groups: [] },
  };
  const domains = unexplained([traffic], [{ subject: domain, answer: answered(own) }]);
  const io = { aws, signal: new AbortController().signal };
  const value = await unsignedBelow(io, domains, new Set([domain]));
  return { asked, addresses: value.map(({ address }) => address) };
}

describe('address identities without DKIM', () => {
  it('are those of the domain whose mail fails', async () => {
    expect(
      await found(0, { 'news@example.com': false, 'shop@example.com': true, 'a@other.example': false }),
    ).toEqual({
      asked: ['news@example.com', 'shop@example.com'],
      addresses: ['news@example.com'],
    });
  });

  it('are asked of nobody where all mail passes, or the domain itself does not align', async () => {
    const none = { asked: [], addresses: [] };
    expect(await found(10, { 'news@example.com': false })).toEqual(none);
    expect(await found(0, { 'news@example.com': false }, off)).toEqual(none);
  });

  it('are asked of nobody without a report', async () => {
    await expect(gather(unsignedAddresses)).rejects.toMatchObject({ reason: 'not-asked' });
  });

  it('are five at most', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 8 }, (_, at) => [`n${String(at)}@example.com`, false]),
    );
    expect((await found(0, many)).asked).toHaveLength(5);
  });
});
