import { describe, expect, it } from 'vitest';
import { directListing, suppressionSearch } from '../../src/facts/suppression.ts';
import { answerOf, Unavailable } from '../../src/model/unavailable.ts';
import { candidate, symptomOf } from '../support/checks.ts';
import { gather } from '../support/gather.ts';
import { fakeAws } from '../support/probes.ts';

const notFound = () =>
  new Unavailable('not-found', 'not there', { question: 'ses:GetSuppressedDestination' });
const absent = () => {
  throw notFound();
};

describe('the direct question', () => {
  it('asks for the spelling given and for lower case', async () => {
    const asked: string[] = [];
    const aws = fakeAws({
      'ses:GetSuppressedDestination': ({ EmailAddress }) => {
        asked.push(EmailAddress ?? '');
        if (EmailAddress !== 'user@example.net') throw notFound();
        const LastUpdateTime = new Date('2026-03-01T08:00:00Z');
        return { SuppressedDestination: { EmailAddress, Reason: 'BOUNCE', LastUpdateTime } };
      },
    });
    expect(await gather(directListing, { probes: { aws }, subject: 'User@example.net' })).toEqual({
      account: {
        ok: true,
        value: { address: 'user@example.net', reason: 'BOUNCE', since: '2026-03-01T08:00:00.000Z' },
      },
      tenant: null,
    });
    expect(asked).toEqual(['User@example.net', 'user@example.net']);
  });

  it('keeps a list that may not be asked apart from one that does not hold the address', async () => {
    const denied = new Unavailable('access-denied', 'not permitted', {
      question: 'ses:GetSuppressedDestination',
    });
    const refused = await gather(directListing, {
      probes: { aws: fakeAws({ 'ses:GetSuppressedDestination': denied }) },
      subject: 'user@example.net',
    });
    expect(refused.account).toMatchObject({ ok: false, why: { reason: 'access-denied' } });
    const clear = await gather(directListing, {
      probes: { aws: fakeAws({ 'ses:GetSuppressedDestination': absent }) },
      subject: 'user@example.net',
    });
    expect(clear.account).toEqual({ ok: true, value: null });
  });
});

describe('the search for other spellings', () => {
  const pageSize = 1000;
  /** A list of `size` entries; the recipient stands at `at` in capitals. */
  const listOf = (size: number, at: number) => {
    let pages = 0;
    const aws = fakeAws({
      'ses:GetSuppressedDestination': absent,
      'ses:ListSuppressedDestinations': ({ NextToken }) => {
        pages += 1;
        const start = Number(NextToken ?? 0);
        const end = Math.min(size, start + pageSize);
        const entries = Array.from({ length: end - start }, (_, index) => ({
          EmailAddress:
            start + index === at ? 'USER@Example.net' : `other${String(start + index)}@example.org`,
          Reason: 'COMPLAINT' as const,
          LastUpdateTime: new Date('2026-03-01T08:00:00Z'),
        }));
        return { SuppressedDestinationSummaries: entries, ...(end < size && { NextToken: String(end) }) };
      },
    });
    return { probes: { aws }, pages: () => pages };
  };
  const recipients = ['user@example.net'];

  it('finds another case and keeps nothing else', async () => {
    const { probes } = listOf(2500, 2100);
    expect(await gather(suppressionSearch, { probes, target: { recipients } })).toMatchObject({
      items: [{ address: 'USER@Example.net', reason: 'COMPLAINT' }],
      complete: true,
      seen: 2500,
    });
  });

  it('stops after 10,000 entries and says so', async () => {
    const { probes, pages } = listOf(25_000, 20_000);
    expect(await gather(suppressionSearch, { probes, target: { recipients } })).toMatchObject({
      items: [],
      complete: false,
      seen: 10_000,
      because: 'stopped after 10,000 entries',
    });
    expect(pages()).toBe(10);
  });

  it.each([
    ['--search-suppression', { recipients, searchSuppression: true }],
    ['a symptom that says suppressed', { recipients, symptom: symptomOf(candidate('bounce/suppressed')) }],
  ])('searches all of it with %s', async (_name, target) => {
    const { probes } = listOf(25_000, 20_000);
    expect(await gather(suppressionSearch, { probes, target })).toMatchObject({
      complete: true,
      seen: 25_000,
      items: [{}],
    });
  });

  it('is not made for a recipient that was found directly', async () => {
    const aws = fakeAws({
      'ses:GetSuppressedDestination': {
        SuppressedDestination: {
          EmailAddress: 'user@example.net',
          Reason: 'BOUNCE',
          LastUpdateTime: new Date(0),
        },
      },
    });
    expect(await gather(suppressionSearch, { probes: { aws }, target: { recipients } })).toMatchObject({
      seen: 0,
      complete: true,
    });
  });

  it('is unavailable, not empty, when the list may not be read', async () => {
    const aws = fakeAws({
      'ses:GetSuppressedDestination': absent,
      'ses:ListSuppressedDestinations': new Unavailable('access-denied', 'not permitted'),
    });
    expect(
      await answerOf(gather(suppressionSearch, { probes: { aws }, target: { recipients } })),
    ).toMatchObject({ ok: false });
  });
});
