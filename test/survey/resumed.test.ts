import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SurveyReport } from '../../src/survey/document.ts';
import type { StateLine } from '../../src/survey/lines.ts';
import { type Lab, startLab } from '../lab/lab.ts';
import type { World } from '../lab/world.ts';
import { historyHost } from '../support/history-host.ts';
import { surveyAt, worldOfSenders } from './surveyed.ts';

/** Senders, and three tenants that may send with two of them. */
function worldOf(): World {
  const world = worldOfSenders({ sound: 4, keyless: 2 });
  for (const name of ['acme', 'shop', 'club'])
    world.region.tenants[name] = {
      tenant: { TenantName: name, TenantId: `tn-${name}`, SendingStatus: 'ENABLED' },
      resources: ['identity/sound0.example'].map((resource) => ({
        ResourceArn: `arn:aws:ses:eu-west-1:111122223333:${resource}`,
      })),
    };
  return world;
}

interface Resumed {
  /** The report of the run that was cut. */
  cut: SurveyReport;
  /** What the state held then, by kind. */
  kept: (kind: StateLine['kind'] | 'so-far') => readonly StateLine[];
  report: SurveyReport;
  /** Calls of the run that went on. */
  calls: Lab['aws']['calls'];
}

/** A survey that ends when `isTime`, and the next one with its state. */
async function resumed(isTime: (lab: Lab, state: () => string) => boolean): Promise<Resumed> {
  const folder = mkdtempSync(join(tmpdir(), 'survey-resumed-'));
  const lab = await startLab(worldOf());
  const text = (): string => {
    try {
      return readFileSync(join(folder, 's.ndjson'), 'utf8');
    } catch {
      return '';
    }
  };
  const inFolder = {
    history: {
      ...historyHost,
      start: { ...historyHost.start, workingFolder: folder },
      temporaryFolder: folder,
    },
  };
  const args = ['--state', 's.ndjson', '--region', 'eu-west-1', '--json'];
  try {
    const controller = new AbortController();
    const clock = (): number => {
      if (isTime(lab, text)) controller.abort('SIGINT');
      return performance.now();
    };
    const first = await surveyAt(lab, args, { host: { ...inFolder, interrupted: controller.signal, clock } });
    const lines = text()
      .split('\n')
      .filter((line) => line.includes('"kind"'))
      .map((line) => JSON.parse(line) as StateLine);
    const from = lab.aws.calls.length;
    const second = await surveyAt(lab, args, { host: inFolder });
    return {
      cut: JSON.parse(first.stdout) as SurveyReport,
      kept: (wanted) => lines.filter(({ kind }) => kind === wanted),
      report: JSON.parse(second.stdout) as SurveyReport,
      calls: lab.aws.calls.slice(from),
    };
  } finally {
    await lab.close();
    rmSync(folder, { recursive: true });
  }
}

/** Calls that only the list and the account settings need; other settings are part of what each identity is judged by. */
const only = { listing: ['ListEmailIdentities'], place: ['ListImportJobs'] } as const;
/** Asked again for identities that are left: once for all of them. */
const shared = ['GetAccount', 'GetDedicatedIps', 'ListReputationEntities'];

describe('a survey that goes on after an interruption', () => {
  const asked = (lab: Lab): number => lab.aws.calls.length + lab.dns.questions.length;

  it('asks neither the list, nor what the account is judged by, nor a tenant again, wherever it was cut', async () => {
    const seen = new Set<string>();
    const moments: readonly (readonly [string, (lab: Lab, state: () => string) => boolean])[] = [
      ...[1, 10, 17, 40].map((after) => [`${after} questions`, (lab: Lab) => asked(lab) >= after] as const),
      ['a tenant', (_, state) => state().includes('"kind":"tenant",')],
    ];
    for (const [after, isTime] of moments) {
      const { kept, report, calls } = await resumed(isTime);
      const ops = calls.map(({ op }) => op);
      for (const kind of ['listing', 'place'] as const) {
        const whole = kept(kind).filter((line) => !('unanswered' in line) || line.unanswered.length === 0);
        if (whole.length === 0) continue;
        seen.add(kind);
        expect(
          ops.filter((op) => only[kind].some((one) => one === op)),
          `${kind}, after ${after}`,
        ).toEqual([]);
      }
      for (const op of shared) expect(ops.filter((one) => one === op).length, op).toBeLessThan(2);
      const tenants = kept('tenant').map((line) => ('tenant' in line ? line.tenant : ''));
      if (tenants.length > 0) seen.add('tenant');
      const again = calls.filter(
        ({ op, input }) => op === 'ListTenantResources' && tenants.includes(String(input['TenantName'])),
      );
      expect(again, `tenants, after ${after}`).toEqual([]);
      expect([report.totals, report.tenants.lookedAt], `after ${after}`).toEqual([
        expect.objectContaining({ identities: 6, lookedAt: 6, failing: 2, sound: 4 }),
        3,
      ]);
    }
    // Each kind was cut behind at least once.
    expect([...seen].toSorted()).toEqual(['listing', 'place', 'tenant']);
  });

  it('has what the batches and DNS told where it was cut before the questions about each', async () => {
    const identities = (text: string): number => text.split('"kind":"identity"').length - 1;
    const isAsked = (lab: Lab): boolean =>
      lab.aws.calls.some(({ input }) => String(input['EmailIdentity']).startsWith('keyless'));
    const { cut, kept, calls, report } = await resumed(
      (lab, state) => identities(state()) >= 4 && isAsked(lab),
    );
    const done = kept('identity').map((line) => ('identity' in line ? line.identity : ''));
    expect(done.filter((name) => name.startsWith('sound'))).toHaveLength(4);
    // What they told of those that wait for a question of their own is no longer unknown, and not done either.
    const soFar = kept('so-far').length;
    expect(soFar).toBeGreaterThan(0);
    expect(cut.totals).toMatchObject({ lookedAt: done.length + soFar, notLookedAt: 6 - done.length - soFar });
    expect(cut.totals).toMatchObject({ failing: soFar, unknown: soFar, sound: 4 });
    expect(cut.causes).toContainEqual(expect.objectContaining({ code: 'dkim/record-missing', count: soFar }));
    expect(cut.unknown).toContainEqual(
      expect.objectContaining({ reason: 'interrupted', action: 'ses:GetEmailIdentity', count: soFar }),
    );
    expect(report.totals).toMatchObject({ lookedAt: 6, failing: 2, unknown: 0, sound: 4 });
    const batched = calls.flatMap(({ input }) =>
      Array.isArray(input['Identities']) ? (input['Identities'] as string[]) : [],
    );
    expect(batched.filter((name) => done.includes(name))).toEqual([]);
  });
});

it('asks for the tenants once, for the account and for the tenants', async () => {
  const lab = await startLab(worldOf());
  try {
    await surveyAt(lab, ['--region', 'eu-west-1', '--json']);
    expect(lab.aws.calls.filter(({ op }) => op === 'ListTenants')).toHaveLength(1);
  } finally {
    await lab.close();
  }
});

it('an MX that names a Region nobody looked at is left until that Region was asked', async () => {
  const world = worldOfSenders({ sound: 1 });
  const { 'eu-west-1': region } = world.aws.regions;
  if (region === undefined || region === null) throw new Error('no Region');
  world.aws.regions['ap-south-1'] = region;
  const lab = await startLab(world);
  try {
    const { stdout } = await surveyAt(lab, ['--region', 'ap-south-1', '--json']);
    const [cause] = (JSON.parse(stdout) as SurveyReport).causes;
    expect(cause?.code).toBe('mail-from/mx-wrong-region');
    expect(cause?.fix.map(({ text }) => text.split(',')[0])).toEqual([
      expect.stringContaining('See first whether eu-west-1 uses the domain as well'),
      'If not',
    ]);
    expect(cause?.fix[0]?.command).toContain('get-email-identity --region eu-west-1');
  } finally {
    await lab.close();
  }
});
