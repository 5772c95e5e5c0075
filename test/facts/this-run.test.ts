import { describe, expect, it } from 'vitest';
import { accessSettings } from '../../src/facts/access-settings.ts';
import { ledger } from '../../src/facts/ledger.ts';
import { takenAt } from '../../src/facts/taken-at.ts';
import { symptom, target } from '../../src/facts/target.ts';
import { candidateOf, symptomOf } from '../support/account.ts';
import { gather } from '../support/gather.ts';
import { fakeProbes } from '../support/probes.ts';
import { targetWith } from '../support/target.ts';

describe('the AWS settings of this computer', () => {
  const { environment } = fakeProbes();

  it('are not read where AWS is left alone', async () => {
    const worlds = { aws: false, dns: true, smtp: true };
    await expect(gather(accessSettings, { target: { worlds } })).rejects.toMatchObject({
      reason: 'switched-off',
      why: { detail: { flag: '--no-aws' } },
    });
  });

  it('are nothing where nothing is set', async () => {
    expect(await gather(accessSettings)).toEqual({ profile: null, endpoint: null });
  });

  it('are a profile that no file holds, and an endpoint in the place of Amazon', async () => {
    const profile = { name: 'prod', found: false, files: ['/home/ann/.aws/config'] };
    const endpoint = { source: 'AWS_ENDPOINT_URL', url: 'http://localhost:4566' };
    const probes = {
      environment: {
        ...environment,
        profile: async () => profile,
        endpointOverride: async () => endpoint,
      },
    };
    expect(await gather(accessSettings, { probes })).toEqual({ profile, endpoint });
  });
});

describe('what is known without asking anybody', () => {
  it('the time of the run, so that a replay decides as the run did', async () => {
    expect(await gather(takenAt)).toBe('2026-11-21T20:00:00.000Z');
  });

  it('the command line', async () => {
    expect(await gather(target, { target: { tenant: 'acme' } })).toEqual(targetWith({ tenant: 'acme' }));
  });

  it('the symptom, or that there is none', async () => {
    expect(await gather(symptom)).toBeNull();
    const read = symptomOf([candidateOf('bounce/suppressed', 'ann@example.net')]);
    expect(await gather(symptom, { target: { symptom: read } })).toEqual(read);
  });

  it('a ledger that is empty until the run fills it in, and that waits for everything else', async () => {
    expect(ledger.last).toBe(true);
    expect(await gather(ledger)).toEqual([]);
  });

  it('is told apart from what was looked at, for a tick has to be earned', () => {
    expect([accessSettings, takenAt, target, ledger].map(({ looks }) => looks)).toEqual(Array(4).fill(false));
  });
});
