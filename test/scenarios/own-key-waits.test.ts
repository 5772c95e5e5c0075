import { describe, expect, it } from 'vitest';
import type { World } from '../lab/world.ts';
import { play } from '../lab/play.ts';

/**
 * SES confirms a domain with a key of the user's own by that key. A key that nobody can use is why the verification does
 * not end, and no report says beside it that a key is there.
 */

const long =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAo5sCAfY/HAbY+SNE2R9C/V2O3DH3l3ZMvVCuv1TJJY9qPdzClWKfStbT/RdHHVyLd13fzNN6Iob+5EXQOopDw1S28ve2BAM0U9IBplUhOS0aqGjd5z8KbH18mLlzFQ3TSNHqlIAIm5v34VsrdlX+5EnYfBET9vcfogcR4pik1aLiNbkFMWDuXBRtTlrfjbCu31kmm/o5JPGxXbpL2cxXwO7Z3jYF4HOYpP5XEULZiSKg7xhGkP4uJtmfAAY2Aq3Zgw8W63sRe4iAN9zSVdRA876/qdn5FS2lOgdN6v/PCoDBBwsXMTSuI4cV2zMfOFxsHB/waEacV2Rx0wGu7WFkMwIDAQAB';
const ed25519 = '11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=';
const there = 'a key is there';

type Status = 'PENDING' | 'FAILED' | 'NOT_STARTED' | 'TEMPORARY_FAILURE';

/** The identity with a key of its own at `sel1`; null: no record there. */
function ownKey({ region, dns }: World, text: string | null, status: Status): void {
  const identity = region.identities['example.com'];
  if (identity === undefined) return;
  const sends = status === 'TEMPORARY_FAILURE';
  Object.assign(identity, { VerificationStatus: status, VerifiedForSendingStatus: sends });
  identity.DkimAttributes = {
    ...{ SigningEnabled: true, SigningAttributesOrigin: 'EXTERNAL', Tokens: ['sel1'], Status: status },
  };
  if (text !== null) dns.names['sel1._domainkey.example.com'] = { TXT: [text] };
}

const stories: Readonly<
  Record<string, { text: string | null; status: Status; first: string; says?: string }>
> = {
  'revoked, and pending': { text: 'v=DKIM1; k=rsa; p=', status: 'PENDING', first: 'dkim/key-revoked' },
  'revoked, and failed': { text: 'v=DKIM1; k=rsa; p=', status: 'FAILED', first: 'dkim/key-revoked' },
  'revoked, and lost': { text: 'v=DKIM1; p=', status: 'TEMPORARY_FAILURE', first: 'dkim/key-revoked' },
  'cut off, and pending': {
    ...{ text: `v=DKIM1; p=${long.slice(0, 200)}`, status: 'PENDING', first: 'dkim/key-malformed' },
  },
  'of a kind that SES does not sign with, and pending': {
    ...{ text: `v=DKIM1; k=ed25519; p=${ed25519}`, status: 'PENDING', first: 'dkim/key-malformed' },
  },
  'not there, and pending': { text: null, status: 'PENDING', first: 'dkim/record-missing' },
  'sound, and pending': {
    ...{ text: `v=DKIM1; p=${long}`, status: 'PENDING', first: 'identity/verification-pending', says: there },
  },
  'sound, and failed': {
    ...{ text: `v=DKIM1; p=${long}`, status: 'FAILED', first: 'dkim/status-failed', says: there },
  },
};

describe('a key of the user’s own that SES waits for', () => {
  it.each(Object.entries(stories))('%s', async (title, { text, status, first, says }) => {
    const { report, stderr } = await play({
      title,
      world: (world) => {
        ownKey(world, text, status);
      },
      command: ['--identity', 'example.com'],
      expect: { exitCode: 1 },
    });
    if (report === null) throw new Error(stderr);
    expect(report.causes[0]).toBe(first);
    expect(report.problems.some(({ summary }) => summary.includes(there))).toBe(says !== undefined);
  });
});
